// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookiewords.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

QString who(const DroppedCookie &cookie)
{
    if (!cookie.name.isEmpty())
        return cookie.name;
    return cookie.line > 0
        ? QCoreApplication::translate("Core", "line %1").arg(cookie.line)
        : QCoreApplication::translate("Core", "number %1", "of a cookie").arg(cookie.index + 1);
}

bool isOther(const DroppedCookie &cookie)
{
    return cookie.reason == "other_site"_L1;
}

} // namespace

QString cookieWord(const QString &code)
{
    static const QHash<QString, const char *> kWords{
        // Why a cookie was left out.
        {u"bad_expiry"_s, QT_TRANSLATE_NOOP("Core", "its expiry is no time")},
        {u"control_character"_s, QT_TRANSLATE_NOOP("Core", "it holds a control character")},
        {u"domain_required"_s, QT_TRANSLATE_NOOP("Core", "it names no site")},
        {u"expired"_s, QT_TRANSLATE_NOOP("Core", "it has expired")},
        {u"no_name"_s, QT_TRANSLATE_NOOP("Core", "it has no name")},
        {u"partitioned"_s,
         QT_TRANSLATE_NOOP("Core", "it belongs to a site inside another site (partitioned)")},
        {u"prefix_rule"_s,
         QT_TRANSLATE_NOOP("Core", "it breaks the rule of its name (__Secure- or __Host-)")},
        {u"semicolon"_s, QT_TRANSLATE_NOOP("Core", "it holds a semicolon")},
        {u"too_large"_s, QT_TRANSLATE_NOOP("Core", "it is too large for a browser")},
        // What was repaired.
        {u"domain_cleaned"_s, QT_TRANSLATE_NOOP("Core", "its site was cleaned")},
        {u"domain_dot_added"_s, QT_TRANSLATE_NOOP("Core", "made valid for the whole site")},
        {u"duplicate_replaced"_s, QT_TRANSLATE_NOOP("Core", "stood twice; the last one counts")},
        {u"encoding_guessed"_s, QT_TRANSLATE_NOOP("Core", "the file's encoding was guessed")},
        {u"expiry_unit_ms"_s, QT_TRANSLATE_NOOP("Core", "its expiry was in milliseconds")},
        {u"expiry_unit_us"_s, QT_TRANSLATE_NOOP("Core", "its expiry was in microseconds")},
        {u"expiry_unit_webkit"_s,
         QT_TRANSLATE_NOOP("Core", "its expiry was counted from the year 1601")},
        {u"flag_contradicts_dot"_s,
         QT_TRANSLATE_NOOP("Core",
                           "its flag for subdomains contradicts its site; the site counts")},
        {u"json_repaired"_s, QT_TRANSLATE_NOOP("Core", "broken JSON was repaired")},
        {u"local_storage_ignored"_s, QT_TRANSLATE_NOOP("Core", "local storage is not taken")},
        {u"prefix_repaired"_s, QT_TRANSLATE_NOOP("Core", "made to keep the rule of its name")},
        {u"samesite_none_insecure"_s,
         QT_TRANSLATE_NOOP("Core", "SameSite=None without Secure is refused by browsers")},
        {u"samesite_unknown"_s, QT_TRANSLATE_NOOP("Core", "its SameSite is unknown")},
        {u"session_contradicts_expiry"_s,
         QT_TRANSLATE_NOOP("Core", "called a session cookie, but has an expiry")},
        {u"sessionid_twice"_s,
         QT_TRANSLATE_NOOP("Core", "stands there for more than one site or path")},
        {u"spaces_for_tabs"_s, QT_TRANSLATE_NOOP("Core", "spaces were taken for tabs")},
    };
    const auto found = kWords.find(code);
    return found == kWords.end() ? code : QCoreApplication::translate("Core", *found);
}

QString droppedText(const CookieReport &report, int most)
{
    QStringList parts;
    for (const DroppedCookie &cookie : report.dropped) {
        if (isOther(cookie))
            continue;
        if (parts.size() == most) {
            parts += u"…"_s;
            break;
        }
        parts += u"%1: %2"_s.arg(who(cookie), cookieWord(cookie.reason));
    }
    return parts.join(u"; "_s);
}

QString othersText(const CookieReport &report)
{
    if (const auto dropped = std::ranges::count_if(report.dropped, isOther); dropped > 0) {
        return QCoreApplication::translate("Core", "Cookies of other sites: %1, left out.")
            .arg(dropped);
    }
    return report.others == 0
        ? QString()
        : QCoreApplication::translate("Core", "Cookies of other sites: %1, taken too.")
              .arg(report.others);
}

QString remarksText(const CookieReport &report, int most)
{
    QStringList repairs;
    for (const CookieWarning &warning : report.warnings) {
        const QString word = cookieWord(warning.code);
        const QString text = warning.name.isEmpty() ? word : u"%1: %2"_s.arg(warning.name, word);
        if (!repairs.contains(text))
            repairs += text;
    }
    if (repairs.size() > most)
        repairs = repairs.first(most) << u"…"_s;
    QStringList sentences;
    if (const QString dropped = droppedText(report, most); !dropped.isEmpty())
        sentences += QCoreApplication::translate("Core", "Left out: %1.").arg(dropped);
    if (const QString others = othersText(report); !others.isEmpty())
        sentences += others;
    if (!repairs.isEmpty())
        sentences += QCoreApplication::translate("Core", "Note: %1.").arg(repairs.join(u"; "_s));
    return sentences.join(u' ');
}

QString signedOutText(const Cookies &cookies, bool inUse)
{
    const bool none = cookies.empty();
    const QString what = none
        ? QCoreApplication::translate("Core", "None of these cookies can be used.")
        : QCoreApplication::translate("Core",
                                      "These cookies are not signed in: sessionid or ds_user_id is "
                                      "missing or has expired. Export them again while signed in.");
    if (inUse)
        return what;
    return what % u' '
        % (none ? QCoreApplication::translate("Core", "The account's own stay in use.")
                : QCoreApplication::translate("Core",
                                              "The account's own stay in use; these only go into "
                                              "its history of cookies."));
}

} // namespace pelorus::formats
