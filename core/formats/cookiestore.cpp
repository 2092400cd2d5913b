// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/log.h"
#include "core/formats/cookiefields.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

const char *sameSiteMember(SameSite sameSite)
{
    switch (sameSite) {
    case SameSite::Unspecified:
        return "";
    case SameSite::None:
        return ",\"sameSite\":\"no_restriction\"";
    case SameSite::Lax:
        return ",\"sameSite\":\"lax\"";
    case SameSite::Strict:
        return ",\"sameSite\":\"strict\"";
    }
    return "";
}

void appendNumber(QByteArray &json, double number)
{
    constexpr double kBeyondWhole = 9e18;
    if (std::abs(number) < kBeyondWhole && number == std::trunc(number))
        json += QByteArray::number(qint64(number));
    else
        json += QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
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

Result<void> collectStored(const QByteArray &utf8, CookieCollector &collector)
{
    if (utf8.isValidUtf8() && collectFlatArray(QString::fromUtf8(utf8), collector))
        return {};
    const auto value = parseStored(utf8);
    if (!value)
        return unreadable(value.error().detail);
    if (value->isObject() && value->toObject().isEmpty())
        return {};
    if (!value->isArray())
        return unreadable(u"not an array"_s);
    const QJsonArray array = value->toArray();
    for (const QJsonValue entry : array) {
        if (!entry.isObject())
            return unreadable(u"an entry is not an object"_s);
        collector.add(draftFromJson(entry.toObject()));
    }
    return {};
}

void appendText(QByteArray &json, QStringView text)
{
    const qsizetype before = json.size();
    json.resize(before + text.size() + 2);
    char *to = json.data() + before;
    *to++ = '"';
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        if (u < 0x20 || u >= 0x80 || u == u'"' || u == u'\\') {
            json.truncate(before);
            return json::appendString(json, text.toUtf8());
        }
        *to++ = char(u);
    }
    *to = '"';
}

} // namespace

Secret writeNormalJson(const Cookies &cookies)
{
    constexpr qsizetype kUsualCookie = 256;
    QByteArray json("[");
    json.reserve(qsizetype(cookies.size()) * kUsualCookie);
    for (const Cookie &cookie : cookies) {
        // In the order of json::compact(), so that equal cookies have equal bytes.
        json += json.size() > 1 ? ",{\"domain\":" : "{\"domain\":";
        appendText(json, cookie.domain);
        if (cookie.expires && std::isfinite(*cookie.expires)) {
            json += ",\"expirationDate\":";
            appendNumber(json, *cookie.expires);
        }
        json += cookie.httpOnly ? ",\"httpOnly\":true,\"name\":" : ",\"httpOnly\":false,\"name\":";
        appendText(json, cookie.name);
        json += ",\"path\":";
        appendText(json, cookie.path);
        json += sameSiteMember(cookie.sameSite);
        json += cookie.secure ? ",\"secure\":true,\"value\":" : ",\"secure\":false,\"value\":";
        cookie.value.reveal([&](const QByteArray &utf8) { json::appendString(json, utf8); });
        json += '}';
    }
    json += ']';
    return Secret(std::move(json));
}

Result<Cookies> readStoredJson(const Secret &stored)
{
    if (stored.isEmpty())
        return Cookies{};
    // Stored cookies may have expired since; that is for the reader to see, so the clock is 1970's.
    CookieCollector collector({}, QDateTime::fromSecsSinceEpoch(0, Qt::UTC));
    const auto read
        = stored.reveal([&](const QByteArray &utf8) { return collectStored(utf8, collector); });
    if (!read)
        return fail(read.error());
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
