// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookiewriters.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

QString valueOf(const Cookie &cookie)
{
    return cookie.value.reveal([](const QByteArray &utf8) { return QString::fromUtf8(utf8); });
}

QJsonObject dolphin(const Cookie &cookie)
{
    static const QString kSameSite[]{u"unspecified"_s, u"no_restriction"_s, u"lax"_s, u"strict"_s};
    QJsonObject object{{u"name"_s, cookie.name},
                       {u"value"_s, valueOf(cookie)},
                       {u"domain"_s, cookie.domain},
                       {u"hostOnly"_s, !cookie.domain.startsWith(u'.')},
                       {u"path"_s, cookie.path},
                       {u"secure"_s, cookie.secure},
                       {u"httpOnly"_s, cookie.httpOnly},
                       {u"sameSite"_s, kSameSite[int(cookie.sameSite)]},
                       {u"session"_s, !cookie.expires.has_value()}};
    if (cookie.expires)
        object.insert(u"expirationDate"_s, *cookie.expires);
    return object;
}

QJsonObject playwright(const Cookie &cookie)
{
    QJsonObject object{{u"name"_s, cookie.name},
                       {u"value"_s, valueOf(cookie)},
                       {u"domain"_s, cookie.domain},
                       {u"path"_s, cookie.path},
                       {u"expires"_s, cookie.expires.value_or(-1)},
                       {u"httpOnly"_s, cookie.httpOnly},
                       {u"secure"_s, cookie.secure}};
    static const QString kSameSite[]{{}, u"None"_s, u"Lax"_s, u"Strict"_s};
    if (cookie.sameSite != SameSite::Unspecified)
        object.insert(u"sameSite"_s, kSameSite[int(cookie.sameSite)]);
    return object;
}

Result<Secret> netscape(const Cookies &cookies)
{
    QByteArray text("# Netscape HTTP Cookie File\n");
    const auto word = [](bool on) { return on ? "TRUE" : "FALSE"; };
    for (const Cookie &cookie : cookies) {
        const QString value = valueOf(cookie);
        const auto breaks = [](QChar c) { return c == u'\t' || c == u'\n' || c == u'\r'; };
        if (std::ranges::any_of(QString(cookie.name + value + cookie.path), breaks)) {
            return fail(ErrorKind::InvalidInput,
                        QCoreApplication::translate("Core",
                                                    "The cookie “%1” has a tab or a line break in "
                                                    "it, which cookies.txt cannot hold. Choose "
                                                    "another format.")
                            .arg(cookie.name.simplified()));
        }
        // The fraction stays: it must come in again unchanged.
        const QString expires = cookie.expires ? QString::number(*cookie.expires, 'g', 17) : u"0"_s;
        text += (cookie.httpOnly ? "#HttpOnly_" : "") + cookie.domain.toUtf8() + '\t'
            + word(cookie.domain.startsWith(u'.')) + '\t' + cookie.path.toUtf8() + '\t'
            + word(cookie.secure) + '\t' + expires.toUtf8() + '\t' + cookie.name.toUtf8() + '\t'
            + value.toUtf8() + '\n';
    }
    return Secret(std::move(text));
}

} // namespace

std::optional<CookieFormat> cookieFormat(const QString &word)
{
    if (word == "normal"_L1)
        return CookieFormat::Normal;
    if (word == "dolphin"_L1)
        return CookieFormat::Dolphin;
    if (word == "playwright"_L1)
        return CookieFormat::Playwright;
    if (word == "netscape"_L1)
        return CookieFormat::Netscape;
    return {};
}

Result<Secret> writeCookies(const Cookies &cookies, CookieFormat format)
{
    if (format == CookieFormat::Normal)
        return writeNormalJson(cookies);
    if (format == CookieFormat::Netscape)
        return netscape(cookies);
    QJsonArray array;
    for (const Cookie &cookie : cookies)
        array += format == CookieFormat::Dolphin ? dolphin(cookie) : playwright(cookie);
    if (format == CookieFormat::Dolphin)
        return Secret(QJsonDocument(array).toJson());
    return Secret(
        QJsonDocument(QJsonObject{{u"cookies"_s, array}, {u"origins"_s, QJsonArray{}}}).toJson());
}

} // namespace pelorus::formats
