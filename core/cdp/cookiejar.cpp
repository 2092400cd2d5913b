// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cdp/cookiejar.h"

#include <QUrl>

#include <cmath>

using namespace Qt::StringLiterals;

namespace pelorus::cdp {
namespace {

// Chromium cuts every expiry to 400 days; a day less leaves room for the two clocks.
constexpr double kLongestSeconds = 399.0 * 86400;

QString browserDomain(const QString &domain)
{
    const bool dot = domain.startsWith(u'.');
    const QString host = dot ? domain.mid(1) : domain;
    const QString ace = QString::fromLatin1(QUrl::toAce(host.toLower()));
    return (dot ? u"."_s : QString()) % (ace.isEmpty() ? host.toLower() : ace);
}

QString sameSiteName(formats::SameSite sameSite)
{
    switch (sameSite) {
    case formats::SameSite::None:
        return u"None"_s;
    case formats::SameSite::Lax:
        return u"Lax"_s;
    case formats::SameSite::Strict:
        return u"Strict"_s;
    case formats::SameSite::Unspecified:
        break;
    }
    return {};
}

formats::SameSite sameSiteFrom(const QString &name)
{
    if (name == "None"_L1)
        return formats::SameSite::None;
    if (name == "Lax"_L1)
        return formats::SameSite::Lax;
    if (name == "Strict"_L1)
        return formats::SameSite::Strict;
    return formats::SameSite::Unspecified;
}

bool sameExpiry(const std::optional<double> &wanted,
                const std::optional<double> &kept,
                const QDateTime &now)
{
    if (wanted.has_value() != kept.has_value())
        return false;
    if (!wanted || std::abs(*wanted - *kept) <= 2)
        return true;
    const double longest = static_cast<double>(now.toSecsSinceEpoch()) + kLongestSeconds;
    return *wanted >= longest && *kept >= longest;
}

} // namespace

QString cookieKey(const formats::Cookie &cookie)
{
    return cookie.name % u'\n' % browserDomain(cookie.domain) % u'\n' % cookie.path;
}

QString cookieLabel(const formats::Cookie &cookie)
{
    return cookie.name % u" ("_s % cookie.domain % u')';
}

QJsonObject toParameter(const formats::Cookie &cookie)
{
    QJsonObject parameter{
        {u"name"_s, cookie.name},
        {u"value"_s,
         cookie.value.reveal([](const QByteArray &utf8) { return QString::fromUtf8(utf8); })},
        {u"domain"_s, cookie.domain},
        {u"path"_s, cookie.path},
        {u"secure"_s, cookie.secure},
        {u"httpOnly"_s, cookie.httpOnly},
    };
    // No sameSite means "unspecified", which is a value of its own for the browser.
    if (const QString sameSite = sameSiteName(cookie.sameSite); !sameSite.isEmpty())
        parameter.insert(u"sameSite"_s, sameSite);
    if (cookie.expires)
        parameter.insert(u"expires"_s, *cookie.expires);
    return parameter;
}

formats::Cookie fromAnswer(const QJsonObject &answer)
{
    formats::Cookie cookie;
    cookie.name = answer["name"_L1].toString();
    cookie.value = Secret(answer["value"_L1].toString());
    cookie.domain = answer["domain"_L1].toString();
    cookie.path = answer["path"_L1].toString();
    cookie.secure = answer["secure"_L1].toBool();
    cookie.httpOnly = answer["httpOnly"_L1].toBool();
    cookie.sameSite = sameSiteFrom(answer["sameSite"_L1].toString());
    const double expires = answer["expires"_L1].toDouble(-1);
    if (!answer["session"_L1].toBool() && expires > 0)
        cookie.expires = expires;
    return cookie;
}

bool sameCookie(const formats::Cookie &wanted, const formats::Cookie &kept, const QDateTime &now)
{
    return cookieKey(wanted) == cookieKey(kept) && wanted.value.equals(kept.value)
        && wanted.secure == kept.secure && wanted.httpOnly == kept.httpOnly
        && wanted.sameSite == kept.sameSite && sameExpiry(wanted.expires, kept.expires, now);
}

} // namespace pelorus::cdp
