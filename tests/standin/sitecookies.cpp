// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/sitecookies.h"

#include <QDateTime>
#include <QLocale>
#include <QUuid>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 day = 86400;
constexpr qint64 sessionDays = 365 * day;

} // namespace

QJsonArray sessionCookies(const SiteAccount &account, const QByteArray &sessionId)
{
    const double now = double(QDateTime::currentSecsSinceEpoch());
    const auto cookie = [&](const QString &name,
                            const QString &value,
                            double seconds,
                            bool httpOnly,
                            const QString &sameSite) {
        return QJsonObject{{u"name"_s, name},
                           {u"value"_s, value},
                           {u"domain"_s, u".instagram.com"_s},
                           {u"path"_s, u"/"_s},
                           {u"expires"_s, seconds < 0 ? -1.0 : now + seconds},
                           {u"httpOnly"_s, httpOnly},
                           {u"secure"_s, true},
                           {u"sameSite"_s, sameSite}};
    };
    return {cookie(u"mid"_s, u"aR"_s + siteRandom(26), 400 * day, false, u"None"_s),
            cookie(u"ig_did"_s,
                   QUuid::createUuid().toString(QUuid::WithoutBraces).toUpper(),
                   400 * day,
                   true,
                   u"None"_s),
            cookie(u"datr"_s, siteRandom(24), 400 * day, true, u"None"_s),
            cookie(u"csrftoken"_s, siteRandom(32), 364 * day, false, u"None"_s),
            cookie(u"ds_user_id"_s, account.id, 90 * day, false, u"None"_s),
            cookie(u"sessionid"_s, QString::fromLatin1(sessionId), sessionDays, true, u"None"_s),
            cookie(u"rur"_s,
                   u"\"CLN\\054"_s + account.id + u"\\0541795000000:01f7"_s + siteRandom(40) + u'"',
                   -1,
                   true,
                   u"Lax"_s)};
}

SiteCookies::SiteCookies(const Request &request)
    : m_sent(request.cookies())
{
    QByteArray host = request.header("Host");
    host = host.left(host.indexOf(':') < 0 ? host.size() : host.indexOf(':'));
    if (host == "instagram.com" || host.endsWith(".instagram.com"))
        m_domain = "; Domain=.instagram.com";
}

void SiteCookies::set(Headers &headers,
                      const QByteArray &name,
                      const QByteArray &value,
                      qint64 seconds,
                      const QByteArray &flags) const
{
    QByteArray life;
    if (seconds >= 0) {
        const QDateTime until
            = QDateTime::currentDateTimeUtc().addSecs(seconds == 0 ? -day : seconds);
        life
            = "; expires=" + QLocale::c().toString(until, u"ddd, dd-MMM-yyyy hh:mm:ss"_s).toLatin1()
            + " GMT; Max-Age=" + QByteArray::number(seconds);
    }
    headers.append(
        {"Set-Cookie", name + '=' + value + m_domain + life + "; Path=/; Secure" + flags});
}

void SiteCookies::newCsrf(Headers &headers) const
{
    set(headers, "csrftoken", siteRandom(32).toLatin1(), 364 * day, {});
}

void SiteCookies::signIn(Headers &headers,
                         const SiteAccount &account,
                         const QByteArray &sessionId) const
{
    newCsrf(headers);
    set(headers,
        "rur",
        "\"CLN\\054" + account.id.toLatin1() + "\\0541795000000:01f7" + siteRandom(40).toLatin1()
            + '"',
        -1,
        "; HttpOnly; SameSite=Lax");
    set(headers, "ds_user_id", account.id.toLatin1(), 90 * day, {});
    set(headers, "sessionid", sessionId, sessionDays, "; HttpOnly");
}

void SiteCookies::signOut(Headers &headers) const
{
    set(headers, "sessionid", "\"\"", 0, "; HttpOnly");
    set(headers, "ds_user_id", "\"\"", 0, {});
}

void SiteCookies::visit(Headers &headers,
                        const SiteAccount *account,
                        const QByteArray &sessionId) const
{
    if (!m_sent.contains("csrftoken"))
        newCsrf(headers);
    if (!m_sent.contains("mid"))
        set(headers, "mid", "aR" + siteRandom(26).toLatin1(), 400 * day, {});
    if (!m_sent.contains("ig_did"))
        set(headers,
            "ig_did",
            QUuid::createUuid().toByteArray(QUuid::WithoutBraces).toUpper(),
            400 * day,
            "; HttpOnly");
    if (!m_sent.contains("datr"))
        set(headers, "datr", siteRandom(24).toLatin1(), 400 * day, "; HttpOnly; SameSite=None");
    if (!account)
        return;
    set(headers, "ds_user_id", account->id.toLatin1(), 90 * day, {});
    set(headers, "sessionid", sessionId, sessionDays, "; HttpOnly");
}

} // namespace pelorus::standin
