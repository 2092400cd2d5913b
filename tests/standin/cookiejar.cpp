// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/cookiejar.h"

#include <QDateTime>
#include <QUrl>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

double nowSeconds()
{
    return static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000;
}

bool isExpired(const QJsonObject &cookie)
{
    const double expires = cookie.value("expires"_L1).toDouble(-1);
    return expires >= 0 && expires < nowSeconds();
}

bool sameCookie(const QJsonObject &a, const QJsonObject &b)
{
    return a.value("name"_L1) == b.value("name"_L1) && a.value("path"_L1) == b.value("path"_L1)
        && a.value("domain"_L1) == b.value("domain"_L1);
}

QString sameSiteForCdp(const QString &word)
{
    if (word == "no_restriction"_L1 || word == "none"_L1)
        return u"None"_s;
    if (word == "lax"_L1)
        return u"Lax"_s;
    if (word == "strict"_L1)
        return u"Strict"_s;
    return {};
}

QString sameSiteForDolphin(const QString &word)
{
    if (word == "None"_L1)
        return u"no_restriction"_s;
    if (word.isEmpty())
        return u"unspecified"_s;
    return word.toLower();
}

} // namespace

QJsonObject cookieToCdp(const QJsonObject &dolphin, bool milliseconds)
{
    QJsonObject cookie{
        {u"name"_s, dolphin.value("name"_L1)},
        {u"value"_s, dolphin.value("value"_L1)},
        {u"domain"_s, dolphin.value("domain"_L1)},
        {u"path"_s, dolphin.value("path"_L1).toString(u"/"_s)},
        {u"secure"_s, dolphin.value("secure"_L1).toBool()},
        {u"httpOnly"_s, dolphin.value("httpOnly"_L1).toBool()},
    };
    const QString sameSite = sameSiteForCdp(dolphin.value("sameSite"_L1).toString().toLower());
    if (!sameSite.isEmpty())
        cookie.insert(u"sameSite"_s, sameSite);
    const double date = dolphin.value("expirationDate"_L1).toDouble(-1);
    const bool session = date < 0 || dolphin.value("session"_L1).toBool();
    cookie.insert(u"session"_s, session);
    cookie.insert(u"expires"_s, session ? -1 : (milliseconds ? date / 1000 : date));
    return cookie;
}

QJsonObject cookieToDolphin(const QJsonObject &cdp, bool milliseconds)
{
    QJsonObject cookie{
        {u"name"_s, cdp.value("name"_L1)},
        {u"value"_s, cdp.value("value"_L1)},
        {u"domain"_s, cdp.value("domain"_L1)},
        {u"path"_s, cdp.value("path"_L1)},
        {u"secure"_s, cdp.value("secure"_L1).toBool()},
        {u"httpOnly"_s, cdp.value("httpOnly"_L1).toBool()},
        {u"hostOnly"_s, !cdp.value("domain"_L1).toString().startsWith('.'_L1)},
        {u"sameSite"_s, sameSiteForDolphin(cdp.value("sameSite"_L1).toString())},
    };
    const double expires = cdp.value("expires"_L1).toDouble(-1);
    cookie.insert(u"session"_s, expires < 0);
    if (expires >= 0) {
        cookie.insert(u"expirationDate"_s,
                      milliseconds ? static_cast<double>(static_cast<qint64>(expires * 1000))
                                   : expires);
    }
    return cookie;
}

QJsonArray cookiesToCdp(const QJsonArray &dolphin, bool milliseconds)
{
    QJsonArray result;
    for (const QJsonValue cookie : dolphin)
        result.append(cookieToCdp(cookie.toObject(), milliseconds));
    return result;
}

QJsonArray cookiesToDolphin(const QJsonArray &cdp, bool milliseconds)
{
    QJsonArray result;
    for (const QJsonValue cookie : cdp)
        result.append(cookieToDolphin(cookie.toObject(), milliseconds));
    return result;
}

QJsonArray mergeCookies(const QJsonArray &base, const QJsonArray &changes)
{
    QJsonArray result = base;
    for (const QJsonValue value : changes) {
        const QJsonObject change = value.toObject();
        for (qsizetype i = result.size() - 1; i >= 0; --i) {
            if (sameCookie(result.at(i).toObject(), change))
                result.removeAt(i);
        }
        if (!isExpired(change))
            result.append(change);
    }
    return result;
}

QJsonObject normalizedCdpCookie(const QJsonObject &parameter)
{
    QJsonObject cookie = parameter;
    const QUrl url(parameter.value("url"_L1).toString());
    cookie.remove("url"_L1);
    if (cookie.value("domain"_L1).toString().isEmpty())
        cookie.insert(u"domain"_s, url.host());
    if (!cookie.contains("path"_L1))
        cookie.insert(u"path"_s, u"/"_s);
    const QString name = cookie.value("name"_L1).toString();
    const bool secure = cookie.value("secure"_L1).toBool();
    const QString domain = cookie.value("domain"_L1).toString();
    const bool badNone = cookie.value("sameSite"_L1).toString() == "None"_L1 && !secure;
    const bool badHost = name.startsWith("__Host-"_L1)
        && (!secure || domain.startsWith('.'_L1) || cookie.value("path"_L1).toString() != "/"_L1);
    const bool badSecure = name.startsWith("__Secure-"_L1) && !secure;
    if (domain.isEmpty() || badNone || badHost || badSecure)
        return {};
    const double expires = cookie.value("expires"_L1).toDouble(-1);
    cookie.insert(u"expires"_s, expires < 0 ? -1 : expires);
    cookie.insert(u"session"_s, expires < 0);
    cookie.insert(u"secure"_s, secure);
    cookie.insert(u"httpOnly"_s, cookie.value("httpOnly"_L1).toBool());
    cookie.insert(u"size"_s, name.size() + cookie.value("value"_L1).toString().size());
    return cookie;
}

} // namespace pelorus::standin
