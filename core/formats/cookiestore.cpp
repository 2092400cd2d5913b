// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/log.h"
#include "core/formats/cookiefields.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <string_view>

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

QByteArray numberText(double number)
{
    constexpr double kBeyondWhole = 9e18;
    if (std::abs(number) < kBeyondWhole && number == std::trunc(number))
        return QByteArray::number(qint64(number));
    return QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
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
        collectObject(entry.toObject(), collector);
    }
    return {};
}

/// Text that grows by doubling and is filled without a call for each piece.
class Writer final
{
public:
    explicit Writer(qsizetype size)
        : m_bytes(size, Qt::Uninitialized)
        , m_at(m_bytes.data())
    {
    }

    void put(std::string_view piece)
    {
        need(qsizetype(piece.size()));
        m_at = std::copy(piece.begin(), piece.end(), m_at);
    }

    void string(QStringView text)
    {
        need(text.size() + 2);
        char *at = m_at;
        *at++ = '"';
        for (const QChar c : text) {
            const char16_t u = c.unicode();
            if (u < 0x20 || u >= 0x80 || u == u'"' || u == u'\\')
                return escaped(text.toUtf8());
            *at++ = char(u);
        }
        *at++ = '"';
        m_at = at;
    }

    void string(const QByteArray &utf8)
    {
        need(utf8.size() + 2);
        char *at = m_at;
        *at++ = '"';
        for (const char c : utf8) {
            if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\')
                return escaped(utf8);
            *at++ = c;
        }
        *at++ = '"';
        m_at = at;
    }

    QByteArray finish()
    {
        m_bytes.truncate(m_at - m_bytes.constData());
        return std::move(m_bytes);
    }

private:
    void escaped(const QByteArray &utf8)
    {
        QByteArray text;
        json::appendString(text, utf8);
        put({text.constData(), size_t(text.size())});
    }

    void need(qsizetype more)
    {
        const qsizetype used = m_at - m_bytes.constData();
        if (used + more <= m_bytes.size())
            return;
        m_bytes.resize(std::max(used + more, 2 * m_bytes.size()));
        m_at = m_bytes.data() + used;
    }

    QByteArray m_bytes;
    char *m_at;
};

} // namespace

Secret writeNormalJson(const Cookies &cookies)
{
    constexpr qsizetype kUsualCookie = 256;
    Writer json(qsizetype(cookies.size() + 1) * kUsualCookie);
    // In the order of json::compact(), so that equal cookies have equal bytes.
    const char *before = "[{\"domain\":";
    for (const Cookie &cookie : cookies) {
        json.put(before);
        json.string(cookie.domain);
        if (cookie.expires && std::isfinite(*cookie.expires)) {
            json.put(",\"expirationDate\":");
            json.put(numberText(*cookie.expires).constData());
        }
        json.put(cookie.httpOnly ? ",\"httpOnly\":true,\"name\":"
                                 : ",\"httpOnly\":false,\"name\":");
        json.string(cookie.name);
        json.put(",\"path\":");
        json.string(cookie.path);
        json.put(sameSiteMember(cookie.sameSite));
        json.put(cookie.secure ? ",\"secure\":true,\"value\":" : ",\"secure\":false,\"value\":");
        cookie.value.reveal([&](const QByteArray &utf8) { json.string(utf8); });
        before = "},{\"domain\":";
    }
    json.put(cookies.empty() ? "[]" : "}]");
    return Secret(json.finish());
}

Result<Cookies> readStoredJson(const Secret &stored)
{
    if (stored.isEmpty())
        return Cookies{};
    // Stored cookies may have expired since; that is for the reader to see, so the clock is 1970's.
    CookieCollector collector({{}, QDateTime::fromSecsSinceEpoch(0, Qt::UTC), false});
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
