// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookiedraft.h"
#include "core/formats/decode.h"
#include "core/formats/jsonrepair.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

constexpr int kDeepestWrapper = 6;

// The same thing under the names of different programs, the surest first.
constexpr std::array kNameKeys{"name"_L1, "Name"_L1, "Name raw"_L1, "key"_L1, "cookieName"_L1};
constexpr std::array kValueKeys{"value"_L1, "Value"_L1, "Content raw"_L1, "content"_L1};
constexpr std::array kDomainKeys{
    "domain"_L1, "Domain"_L1, "host"_L1, "Host raw"_L1, "host_key"_L1, "url"_L1};
constexpr std::array kPathKeys{"path"_L1, "Path"_L1, "Path raw"_L1};
constexpr std::array kExpiryKeys{"expirationDate"_L1,
                                 "expires"_L1,
                                 "expiry"_L1,
                                 "Expires raw"_L1,
                                 "expiration"_L1,
                                 "expires_utc"_L1,
                                 "expireDate"_L1,
                                 "Expires"_L1,
                                 "expirationTime"_L1};
constexpr std::array kSecureKeys{
    "secure"_L1, "Secure"_L1, "isSecure"_L1, "is_secure"_L1, "Send for raw"_L1};
constexpr std::array kHttpOnlyKeys{"httpOnly"_L1,
                                   "HttpOnly"_L1,
                                   "httponly"_L1,
                                   "http_only"_L1,
                                   "isHttpOnly"_L1,
                                   "is_httponly"_L1,
                                   "HTTP only raw"_L1};
constexpr std::array kSameSiteKeys{
    "sameSite"_L1, "SameSite"_L1, "samesite"_L1, "same_site"_L1, "SameSite raw"_L1};
constexpr std::array kHostOnlyKeys{
    "hostOnly"_L1, "HostOnly"_L1, "host_only"_L1, "This domain only raw"_L1};
constexpr std::array kSessionKeys{"session"_L1, "isSession"_L1, "Session"_L1};
constexpr std::array kWrapperKeys{"cookies"_L1,
                                  "Cookies"_L1,
                                  "cookie"_L1,
                                  "data"_L1,
                                  "result"_L1,
                                  "results"_L1,
                                  "items"_L1,
                                  "storageState"_L1,
                                  "storage_state"_L1,
                                  "state"_L1,
                                  "value"_L1};

template <typename Keys>
QJsonValue pick(const QJsonObject &object, const Keys &keys)
{
    for (const auto &key : keys) {
        const QJsonValue value = object.value(key);
        if (!value.isUndefined() && !value.isNull())
            return value;
    }
    return QJsonValue(QJsonValue::Undefined);
}

/// Text of a string or a number; a cookie's value may be written as either.
QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    if (!value.isDouble())
        return {};
    const double number = value.toDouble();
    const qint64 whole = value.toInteger();
    return double(whole) == number ? QString::number(whole)
                                   : QString::number(number, 'g', QLocale::FloatingPointShortest);
}

std::optional<bool> flagOf(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool();
    if (value.isDouble())
        return value.toDouble() != 0;
    if (value.isString() && !value.toString().trimmed().isEmpty())
        return isTrueWord(value.toString());
    return {};
}

bool isPartitioned(const QJsonObject &object)
{
    if (flagOf(object.value("partitioned"_L1)) == true)
        return true;
    const QJsonValue key = object.value("partitionKey"_L1);
    if (key.isObject())
        return !key.toObject().value("topLevelSite"_L1).toString().isEmpty();
    if (!key.toString().isEmpty())
        return true;
    return !object.value("topLevelSite"_L1).toString().isEmpty()
        || !object.value("top_frame_site_key"_L1).toString().isEmpty()
        || flagOf(object.value("partitionKeyOpaque"_L1)) == true;
}

bool looksLikeCookie(const QJsonObject &object)
{
    const QJsonValue name = pick(object, kNameKeys);
    const QJsonValue value = pick(object, kValueKeys);
    return (name.isString() && (value.isString() || value.isDouble() || value.isBool()))
        || (!value.isUndefined() && !pick(object, kDomainKeys).isUndefined());
}

/// A dump of the mobile application's session: no use in a browser, and stored elsewhere.
bool isPrivateApiSession(const QJsonObject &object)
{
    if (object.value("authorization_data"_L1).isObject())
        return true;
    int seen = 0;
    for (const auto key : {"uuids"_L1,
                           "device_settings"_L1,
                           "authorization"_L1,
                           "ig_u_rur"_L1,
                           "phone_id"_L1,
                           "android_device_id"_L1,
                           "ig_www_claim"_L1}) {
        seen += object.contains(key) ? 1 : 0;
    }
    return seen >= 2;
}

bool isErrorAnswer(const QJsonObject &object)
{
    if (object.value("success"_L1) == QJsonValue(false)
        || object.value("ok"_L1) == QJsonValue(false))
        return true;
    return std::ranges::any_of(std::array{"error"_L1,
                                          "errors"_L1,
                                          "errorObject"_L1,
                                          "statusCode"_L1,
                                          "exception"_L1,
                                          "detail"_L1,
                                          "message"_L1},
                               [&](auto key) { return object.contains(key); });
}

bool isHostName(const QString &text)
{
    return text.contains(u'.') && !canonicalDomain(text).isEmpty();
}

class Walker final
{
public:
    explicit Walker(CookieCollector &collector)
        : m_collector(collector)
    {
    }

    Result<void> walk(const QJsonValue &value, const QString &domain, int depth)
    {
        if (depth > kDeepestWrapper)
            return cookieError(u"not_cookies"_s);
        if (value.isArray())
            return array(value.toArray(), domain, depth);
        if (value.isObject())
            return object(value.toObject(), domain, depth);
        if (value.isString())
            return string(value.toString(), domain, depth);
        return cookieError(u"not_cookies"_s);
    }

private:
    Result<void> array(const QJsonArray &entries, const QString &domain, int depth)
    {
        const bool nested = !entries.isEmpty()
            && std::ranges::all_of(entries, [](const QJsonValue &v) { return v.isArray(); });
        if (nested && entries.size() > 1)
            return cookieError(u"several_accounts"_s);
        if (nested)
            return walk(entries.at(0), domain, depth + 1);
        if (entries.size() == 1 && entries.at(0).isObject()) {
            const QJsonObject only = entries.at(0).toObject();
            if (!looksLikeCookie(only) && !pick(only, kWrapperKeys).isUndefined())
                return object(only, domain, depth + 1);
        }
        bool any = entries.isEmpty();
        for (const QJsonValue entry : entries) {
            if (entry.isObject() && !entry.toObject().isEmpty()) {
                any = any || looksLikeCookie(entry.toObject())
                    || !pick(entry.toObject(), kDomainKeys).isUndefined();
                m_collector.add(draftFromJson(entry.toObject(), domain));
            } else if (entry.isString() && entry.toString().contains(u'=')) {
                // Set-Cookie lines in an array
                any = true;
                if (!collectSetCookie(entry.toString(), m_collector, {})
                    && !collectHeader(entry.toString(), m_collector))
                    m_collector.drop({}, u"no_name"_s);
            } else {
                m_collector.drop({}, u"no_name"_s);
            }
        }
        if (!any)
            return cookieError(u"not_cookies"_s);
        return {};
    }

    Result<void> object(const QJsonObject &object, const QString &domain, int depth)
    {
        if (isPrivateApiSession(object))
            return cookieError(u"private_api_session"_s);
        if (looksLikeCookie(object)) {
            m_collector.add(draftFromJson(object, domain));
            return {};
        }
        if (!object.value("origins"_L1).toArray().isEmpty())
            m_collector.warn(u"local_storage_ignored"_s);
        for (const auto key : kWrapperKeys) {
            const QJsonValue inner = object.value(key);
            if (inner.isArray() || inner.isObject() || (inner.isString() && object.size() > 1)
                || (inner.isString() && key == "cookies"_L1))
                return walk(inner, domain, depth + 1);
        }
        if (isErrorAnswer(object))
            return cookieError(u"not_cookies"_s);
        if (object.isEmpty() || object.contains("origins"_L1))
            return cookieError(u"no_cookies"_s);
        return bySite(object, domain, depth);
    }

    /// {"instagram.com": […]} or {"name": "value", …}
    Result<void> bySite(const QJsonObject &object, const QString &domain, int depth)
    {
        bool sites = true;
        bool plain = true;
        for (auto it = object.begin(); it != object.end(); ++it) {
            const QJsonValue value = it.value();
            sites = sites && isHostName(it.key()) && (value.isArray() || value.isObject());
            plain = plain && !it.key().isEmpty() && (value.isString() || value.isDouble());
        }
        if (sites) {
            for (auto it = object.begin(); it != object.end(); ++it) {
                if (auto done = walk(it.value(), it.key(), depth + 1); !done)
                    return done;
            }
            return {};
        }
        if (!plain)
            return cookieError(u"not_cookies"_s);
        for (auto it = object.begin(); it != object.end(); ++it) {
            CookieDraft draft;
            draft.name = it.key();
            draft.value = textOf(it.value());
            draft.domain = domain;
            draft.secure = true;
            m_collector.add(std::move(draft));
        }
        return {};
    }

    /// An array or object written as a string, as AdsPower does, or a header string.
    Result<void> string(const QString &text, const QString &domain, int depth)
    {
        const QStringView inner = trimmedEdges(text);
        if (inner.startsWith(u'[') || inner.startsWith(u'{')) {
            const auto parsed = parseLenientJson(inner);
            if (!parsed)
                return cookieError(u"bad_json"_s);
            if (parsed->repaired)
                m_collector.warn(u"json_repaired"_s);
            return walk(parsed->value, domain, depth + 1);
        }
        if (inner.isEmpty())
            return cookieError(u"no_cookies"_s);
        if (collectNetscape(inner, m_collector) || collectHeader(inner, m_collector))
            return {};
        return cookieError(u"not_cookies"_s);
    }

    CookieCollector &m_collector;
};

} // namespace

bool isTrueWord(const QString &word)
{
    const QString lower = word.trimmed().toLower();
    return lower == u"true"_s || lower == u"1"_s || lower == u"yes"_s || lower == u"on"_s
        || lower == u"t"_s || lower == u"y"_s;
}

SameSite sameSiteFromWord(const QString &word, bool *unknown)
{
    const QString lower = word.trimmed().toLower();
    *unknown = false;
    if (lower == u"lax"_s || lower == u"1"_s)
        return SameSite::Lax;
    if (lower == u"strict"_s || lower == u"2"_s)
        return SameSite::Strict;
    if (lower == u"none"_s || lower == u"no_restriction"_s || lower == u"0"_s)
        return SameSite::None;
    // 256 is what Firefox stores for "not set", -1 what Chromium does.
    static const QStringList unset{u""_s,
                                   u"unspecified"_s,
                                   u"null"_s,
                                   u"-1"_s,
                                   u"256"_s,
                                   u"unset"_s,
                                   u"undefined"_s,
                                   u"default"_s};
    *unknown = !unset.contains(lower);
    return SameSite::Unspecified;
}

CookieDraft draftFromJson(const QJsonObject &object, const QString &domain)
{
    CookieDraft draft;
    draft.name = textOf(pick(object, kNameKeys));
    draft.value = textOf(pick(object, kValueKeys));
    draft.domain = textOf(pick(object, kDomainKeys));
    if (draft.domain.trimmed().isEmpty())
        draft.domain = domain;
    draft.path = textOf(pick(object, kPathKeys)).trimmed();
    draft.hostOnly = flagOf(pick(object, kHostOnlyKeys));
    const bool urlField
        = object.contains("url"_L1) && !object.contains("domain"_L1) && !object.contains("host"_L1);
    draft.domainIsUrl = object.contains("Host raw"_L1) || urlField;
    draft.secure = flagOf(pick(object, kSecureKeys));
    draft.httpOnly = flagOf(pick(object, kHttpOnlyKeys)).value_or(false);
    const QJsonValue sameSite = pick(object, kSameSiteKeys);
    if (sameSite.isString() || sameSite.isDouble())
        draft.sameSite = sameSiteFromWord(textOf(sameSite), &draft.sameSiteUnknown);
    else
        draft.sameSiteUnknown = sameSite.isObject() || sameSite.isArray();
    draft.expiry = expiryFromJson(pick(object, kExpiryKeys));
    draft.session = flagOf(pick(object, kSessionKeys)).value_or(false);
    draft.partitioned = isPartitioned(object);
    return draft;
}

Result<void> collectJson(const QJsonValue &value, CookieCollector &collector)
{
    return Walker(collector).walk(value, {}, 0);
}

} // namespace pelorus::formats
