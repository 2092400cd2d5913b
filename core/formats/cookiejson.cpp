// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookiefields.h"
#include "core/formats/decode.h"
#include "core/formats/jsonrepair.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

constexpr int kDeepestWrapper = 6;

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

/// One object's members as CookieFields sees them.
class Members final
{
public:
    explicit Members(const QJsonObject &object)
    {
        // Neither may move: the one points into the other.
        m_values.reserve(size_t(object.size()));
        m_texts.reserve(size_t(object.size()));
        for (auto it = object.begin(); it != object.end(); ++it) {
            const int key = CookieFields::keyOf(it.key());
            if (key < 0)
                continue;
            m_values.push_back(field(it.value()));
            m_fields.set(key, m_values.back());
        }
    }
    [[nodiscard]] const CookieFields &fields() const { return m_fields; }
    [[nodiscard]] static QString textOf(const QJsonValue &value)
    {
        return formats::textOf(Members().field(value));
    }

private:
    Members() = default;

    CookieField field(const QJsonValue &value)
    {
        using Kind = CookieField::Kind;
        const auto text
            = [&](const QString &string) { return QStringView(m_texts.emplace_back(string)); };
        switch (value.type()) {
        case QJsonValue::Bool:
            return {Kind::Flag, value.toBool()};
        case QJsonValue::Double:
            return {Kind::Number, false, value.toDouble(), value.toInteger()};
        case QJsonValue::String:
            return {Kind::Text, false, 0, 0, text(value.toString())};
        case QJsonValue::Array:
            return {Kind::Array};
        case QJsonValue::Object:
            return {Kind::Object,
                    false,
                    0,
                    0,
                    text(value.toObject().value("topLevelSite"_L1).toString())};
        case QJsonValue::Null:
        case QJsonValue::Undefined:
            return {};
        }
        return {};
    }

    std::vector<CookieField> m_values;
    std::vector<QString> m_texts;
    CookieFields m_fields;
};

bool isWrapper(const QJsonObject &object)
{
    return std::ranges::any_of(kWrapperKeys, [&](auto key) {
        const QJsonValue value = object.value(key);
        return !value.isUndefined() && !value.isNull();
    });
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
            if (!Members(only).fields().looksLikeCookie() && isWrapper(only))
                return object(only, domain, depth + 1);
        }
        bool any = entries.isEmpty();
        for (const QJsonValue entry : entries) {
            if (entry.isObject() && !entry.toObject().isEmpty()) {
                const Members members(entry.toObject());
                any = any || members.fields().looksLikeCookie()
                    || members.fields().find(CookieSlot::Domain) != nullptr;
                m_collector.add(members.fields().draft(domain));
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
        if (const Members members(object); members.fields().looksLikeCookie()) {
            m_collector.add(members.fields().draft(domain));
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
            draft.value = Members::textOf(it.value());
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

bool isTrueWord(QStringView word)
{
    const QStringView bare = word.trimmed();
    return std::ranges::any_of(
        std::array{"true"_L1, "1"_L1, "yes"_L1, "on"_L1, "t"_L1, "y"_L1},
        [&](auto yes) { return bare.compare(yes, Qt::CaseInsensitive) == 0; });
}

SameSite sameSiteFromWord(QStringView word, bool *unknown)
{
    const QStringView bare = word.trimmed();
    const auto is = [&](auto other) {
        return bare.size() == other.size() && bare.compare(other, Qt::CaseInsensitive) == 0;
    };
    *unknown = false;
    if (is("lax"_L1) || is("1"_L1))
        return SameSite::Lax;
    if (is("strict"_L1) || is("2"_L1))
        return SameSite::Strict;
    if (is("none"_L1) || is("no_restriction"_L1) || is("0"_L1))
        return SameSite::None;
    // 256 is what Firefox stores for "not set", -1 what Chromium does.
    *unknown = std::ranges::none_of(std::array{""_L1,
                                               "unspecified"_L1,
                                               "null"_L1,
                                               "-1"_L1,
                                               "256"_L1,
                                               "unset"_L1,
                                               "undefined"_L1,
                                               "default"_L1},
                                    is);
    return SameSite::Unspecified;
}

void collectObject(const QJsonObject &object, CookieCollector &collector)
{
    const Members members(object);
    collector.add(members.fields().draft());
}

Result<void> collectJson(const QJsonValue &value, CookieCollector &collector)
{
    return Walker(collector).walk(value, {}, 0);
}

} // namespace pelorus::formats
