// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/log.h"
#include "core/formats/cookiedraft.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

QString sameSiteWord(SameSite sameSite)
{
    switch (sameSite) {
    case SameSite::Unspecified:
        return {};
    case SameSite::None:
        return u"no_restriction"_s;
    case SameSite::Lax:
        return u"lax"_s;
    case SameSite::Strict:
        return u"strict"_s;
    }
    return {};
}

tl::unexpected<Error> unreadable(const QString &detail)
{
    return fail(ErrorKind::InvalidInput,
                QCoreApplication::translate("Core",
                                            "The stored cookies of this account cannot be read. "
                                            "Restore an earlier version or import them again."),
                detail);
}

/// The Django application now and then stored JSON inside a JSON string.
Result<QJsonValue> parseStored(const QByteArray &text)
{
    if (!text.trimmed().startsWith('"'))
        return json::parse(text);
    const auto wrapped = json::parse('[' + text + ']');
    if (!wrapped)
        return wrapped;
    return json::parse(wrapped->toArray().at(0).toString().toUtf8());
}

} // namespace

Secret writeNormalJson(const Cookies &cookies)
{
    QJsonArray array;
    for (const Cookie &cookie : cookies) {
        QJsonObject object{{u"name"_s, cookie.name},
                           {u"value"_s, cookie.value.reveal([](const QByteArray &utf8) {
                                return QString::fromUtf8(utf8);
                            })},
                           {u"domain"_s, cookie.domain},
                           {u"path"_s, cookie.path},
                           {u"secure"_s, cookie.secure},
                           {u"httpOnly"_s, cookie.httpOnly}};
        if (const QString word = sameSiteWord(cookie.sameSite); !word.isEmpty())
            object.insert(u"sameSite"_s, word);
        if (cookie.expires)
            object.insert(u"expirationDate"_s, *cookie.expires);
        array.append(object);
    }
    return Secret(json::compact(array));
}

Result<Cookies> readStoredJson(const Secret &stored)
{
    if (stored.isEmpty())
        return Cookies{};
    const auto value = stored.reveal([](const QByteArray &utf8) { return parseStored(utf8); });
    if (!value)
        return unreadable(value.error().detail);
    if (value->isObject() && value->toObject().isEmpty())
        return Cookies{};
    if (!value->isArray())
        return unreadable(u"not an array"_s);

    // Stored cookies may have expired since; that is for the reader to see, so the clock is 1970's.
    CookieCollector collector({}, QDateTime::fromSecsSinceEpoch(0, Qt::UTC));
    const QJsonArray array = value->toArray();
    for (const QJsonValue entry : array) {
        if (!entry.isObject())
            return unreadable(u"an entry is not an object"_s);
        collector.add(draftFromJson(entry.toObject()));
    }
    auto report = std::move(collector).finish();
    if (!report) {
        if (report.error().name == u"no_cookies"_s)
            return Cookies{};
        return unreadable(report.error().name);
    }
    for (const DroppedCookie &dropped : report->dropped) {
        log::warn("app",
                  u"stored cookie %1 cannot be used: %2"_s.arg(dropped.name, dropped.reason));
    }
    return std::move(report->cookies);
}

} // namespace pelorus::formats
