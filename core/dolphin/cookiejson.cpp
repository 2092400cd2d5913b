// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dolphin/cookiejson.h"

#include "core/base/json.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace pelorus::dolphin {
namespace {

QJsonObject toJson(const formats::Cookie &cookie, CookieUnit unit)
{
    QJsonObject out{
        {u"domain"_s, cookie.domain},
        {u"name"_s, cookie.name},
        {u"path"_s, cookie.path},
        {u"secure"_s, cookie.secure},
        {u"httpOnly"_s, cookie.httpOnly},
    };
    cookie.value.reveal(
        [&out](const QByteArray &value) { out.insert("value"_L1, QString::fromUtf8(value)); });
    switch (cookie.sameSite) {
    case formats::SameSite::None:
        out.insert("sameSite"_L1, u"no_restriction"_s);
        break;
    case formats::SameSite::Lax:
        out.insert("sameSite"_L1, u"lax"_s);
        break;
    case formats::SameSite::Strict:
        out.insert("sameSite"_L1, u"strict"_s);
        break;
    case formats::SameSite::Unspecified:
        break;
    }
    if (cookie.expires) {
        const double factor = unit == CookieUnit::Milliseconds ? 1000.0 : 1.0;
        out.insert("expirationDate"_L1, static_cast<qint64>(std::floor(*cookie.expires * factor)));
    } else {
        out.insert("session"_L1, true);
    }
    return out;
}

} // namespace

QJsonArray toJson(const formats::Cookies &cookies, CookieUnit unit)
{
    QJsonArray out;
    for (const formats::Cookie &cookie : cookies)
        out.append(toJson(cookie, unit));
    return out;
}

Result<formats::Cookies> fromAnswer(const QJsonValue &answer)
{
    const QJsonObject object = answer.toObject();
    QJsonValue list = answer;
    if (answer.isObject())
        list = object.contains("cookies"_L1) ? object["cookies"_L1] : object["data"_L1];
    if (!list.isArray()) {
        return fail(ErrorKind::Protocol,
                    QCoreApplication::translate(
                        "Core",
                        "Dolphin's answer holds no list of cookies. The cookies read from "
                        "the browser itself are used."));
    }
    if (list.toArray().isEmpty())
        return formats::Cookies{};
    auto read = formats::readCookies(json::compact(list.toArray()));
    if (!read)
        return fail(read.error());
    return std::move(read->cookies);
}

} // namespace pelorus::dolphin
