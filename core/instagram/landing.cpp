// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instagram/site.h"
#include "core/instagram/site_p.h"

#include "core/base/log.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace pelorus::instagram {
namespace {

/// What is there. Where a person is asked, the task adds what that person can do: see
/// run::TaskContext::waitForOperator().
QString sentence(Landing landing)
{
    switch (landing) {
    case Landing::SignedIn:
        return QCoreApplication::translate("Core", "The account is signed in.");
    case Landing::LoginForm:
        return QCoreApplication::translate("Core", "The site asks to sign in again.");
    case Landing::TwoFactor:
        return QCoreApplication::translate("Core", "The site asks for a two-factor code.");
    case Landing::Challenge:
        return QCoreApplication::translate("Core",
                                           "The site asks the account to confirm who it is.");
    case Landing::PhoneNeeded:
        return QCoreApplication::translate("Core", "The site asks the account for a phone number.");
    case Landing::Suspended:
        return QCoreApplication::translate(
            "Core", "The site has suspended the account. Settle it with the site first.");
    case Landing::RateLimited:
        return QCoreApplication::translate(
            "Core", "The site asks the account to wait. Let it rest for some hours.");
    case Landing::Consent:
        return QCoreApplication::translate("Core", "The site shows its terms or asks for an age.");
    case Landing::Broken:
        return QCoreApplication::translate(
            "Core", "The site's page did not load. Try the task again later.");
    case Landing::UnknownDialog:
        return QCoreApplication::translate(
            "Core", "The site shows a question that only a person may answer.");
    }
    return {};
}

ErrorKind kindOf(Landing landing)
{
    switch (landing) {
    case Landing::RateLimited:
        return ErrorKind::RateLimited;
    case Landing::Suspended:
        return ErrorKind::Auth;
    case Landing::Broken:
    case Landing::SignedIn:
        return ErrorKind::Protocol;
    case Landing::LoginForm:
    case Landing::TwoFactor:
    case Landing::Challenge:
    case Landing::PhoneNeeded:
    case Landing::Consent:
    case Landing::UnknownDialog:
        return ErrorKind::NeedsOperator;
    }
    return ErrorKind::NeedsOperator;
}

/// "https://…/reel/ABC/" and "https://…/name/p/ABC/" are the same post.
QString shortcode(const QString &link)
{
    const QStringList parts = QUrl(link).path().split(u'/', Qt::SkipEmptyParts);
    return parts.isEmpty() ? link : parts.last();
}

constexpr qsizetype kGridPage = 12;

} // namespace

QString landingName(Landing landing)
{
    switch (landing) {
    case Landing::SignedIn:
        return u"signed_in"_s;
    case Landing::LoginForm:
        return u"login_form"_s;
    case Landing::TwoFactor:
        return u"two_factor"_s;
    case Landing::Challenge:
        return u"challenge"_s;
    case Landing::PhoneNeeded:
        return u"phone_needed"_s;
    case Landing::Suspended:
        return u"suspended"_s;
    case Landing::RateLimited:
        return u"rate_limited"_s;
    case Landing::Consent:
        return u"consent"_s;
    case Landing::Broken:
        return u"broken"_s;
    case Landing::UnknownDialog:
        return u"unknown_dialog"_s;
    }
    return {};
}

Landing landingFromName(const QString &name)
{
    for (int i = 0; i <= int(Landing::UnknownDialog); ++i) {
        if (landingName(Landing(i)) == name)
            return Landing(i);
    }
    return Landing::UnknownDialog;
}

Error landingError(Landing landing, const QString &said)
{
    QString message = sentence(landing);
    if (!said.isEmpty()) {
        message
            = QCoreApplication::translate("Core", "%1 It says: “%2”.").arg(message, said.left(200));
    }
    return {kindOf(landing), message, {}, 0, landingName(landing), {}};
}

QString scrubbed(const QString &text)
{
    static const QRegularExpression mail(u"[^\\s@·]+@[^\\s@·]+\\.[^\\s@·]+"_s);
    static const QRegularExpression number(u"\\+?\\d[\\d ()-]{6,}\\d"_s);
    static const QRegularExpression token(u"[A-Za-z0-9_%+/=:-]{24,}"_s);
    QString clean = text;
    clean.replace(mail, u"[e-mail]"_s);
    clean.replace(token, u"[…]"_s);
    clean.replace(number, u"[number]"_s);
    return log::redact(clean);
}

QString fullCaption(const Post &post)
{
    QString caption = post.caption;
    for (const QString &name : post.mentions) {
        const QString mention = u'@' % name;
        const QRegularExpression there(QRegularExpression::escape(mention) % u"(?![\\w.])"_s,
                                       QRegularExpression::CaseInsensitiveOption);
        if (name.isEmpty() || caption.contains(there))
            continue;
        caption += (caption.isEmpty() || caption.endsWith(u'\n') ? u""_s : u"\n"_s) % mention;
    }
    return caption;
}

bool isUnchanged(const QStringList &before, const QStringList &now)
{
    const auto codes = [](const QStringList &links) {
        QSet<QString> set;
        for (const QString &link : links)
            set.insert(shortcode(link));
        return set;
    };
    return codes(before) == codes(now);
}

std::optional<QString>
newLink(const QStringList &before, const QStringList &now, const QStringList &others)
{
    QSet<QString> known;
    for (const QString &link : before)
        known.insert(shortcode(link));
    // Where the baseline was one full page of a longer grid, links after the last known one are
    // older posts that moved up because something was deleted.
    qsizetype end = now.size();
    if (before.size() >= kGridPage) {
        while (end > 0 && !known.contains(shortcode(now.at(end - 1))))
            --end;
    }
    for (const QString &link : others)
        known.insert(shortcode(link));
    std::optional<QString> found;
    for (const QString &link : now.first(end)) {
        if (known.contains(shortcode(link)))
            continue;
        if (found && shortcode(*found) != shortcode(link))
            return std::nullopt;
        found = link;
    }
    return found;
}

} // namespace pelorus::instagram
