// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookiefields.h"

#include <algorithm>
#include <string_view>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

using Kind = CookieField::Kind;

struct KnownKey
{
    CookieSlot slot;
    std::string_view text;
};

// The same thing under the names of different programs, the surest first.
constexpr std::array kKeys{KnownKey{CookieSlot::Name, "name"},
                           KnownKey{CookieSlot::Name, "Name"},
                           KnownKey{CookieSlot::Name, "Name raw"},
                           KnownKey{CookieSlot::Name, "key"},
                           KnownKey{CookieSlot::Name, "cookieName"},
                           KnownKey{CookieSlot::Value, "value"},
                           KnownKey{CookieSlot::Value, "Value"},
                           KnownKey{CookieSlot::Value, "Content raw"},
                           KnownKey{CookieSlot::Value, "content"},
                           KnownKey{CookieSlot::Domain, "domain"},
                           KnownKey{CookieSlot::Domain, "Domain"},
                           KnownKey{CookieSlot::Domain, "host"},
                           KnownKey{CookieSlot::Domain, "Host raw"},
                           KnownKey{CookieSlot::Domain, "host_key"},
                           KnownKey{CookieSlot::Domain, "url"},
                           KnownKey{CookieSlot::Path, "path"},
                           KnownKey{CookieSlot::Path, "Path"},
                           KnownKey{CookieSlot::Path, "Path raw"},
                           KnownKey{CookieSlot::Expiry, "expirationDate"},
                           KnownKey{CookieSlot::Expiry, "expires"},
                           KnownKey{CookieSlot::Expiry, "expiry"},
                           KnownKey{CookieSlot::Expiry, "Expires raw"},
                           KnownKey{CookieSlot::Expiry, "expiration"},
                           KnownKey{CookieSlot::Expiry, "expires_utc"},
                           KnownKey{CookieSlot::Expiry, "expireDate"},
                           KnownKey{CookieSlot::Expiry, "Expires"},
                           KnownKey{CookieSlot::Expiry, "expirationTime"},
                           KnownKey{CookieSlot::Secure, "secure"},
                           KnownKey{CookieSlot::Secure, "Secure"},
                           KnownKey{CookieSlot::Secure, "isSecure"},
                           KnownKey{CookieSlot::Secure, "is_secure"},
                           KnownKey{CookieSlot::Secure, "Send for raw"},
                           KnownKey{CookieSlot::HttpOnly, "httpOnly"},
                           KnownKey{CookieSlot::HttpOnly, "HttpOnly"},
                           KnownKey{CookieSlot::HttpOnly, "httponly"},
                           KnownKey{CookieSlot::HttpOnly, "http_only"},
                           KnownKey{CookieSlot::HttpOnly, "isHttpOnly"},
                           KnownKey{CookieSlot::HttpOnly, "is_httponly"},
                           KnownKey{CookieSlot::HttpOnly, "HTTP only raw"},
                           KnownKey{CookieSlot::SameSite, "sameSite"},
                           KnownKey{CookieSlot::SameSite, "SameSite"},
                           KnownKey{CookieSlot::SameSite, "samesite"},
                           KnownKey{CookieSlot::SameSite, "same_site"},
                           KnownKey{CookieSlot::SameSite, "SameSite raw"},
                           KnownKey{CookieSlot::HostOnly, "hostOnly"},
                           KnownKey{CookieSlot::HostOnly, "HostOnly"},
                           KnownKey{CookieSlot::HostOnly, "host_only"},
                           KnownKey{CookieSlot::HostOnly, "This domain only raw"},
                           KnownKey{CookieSlot::Session, "session"},
                           KnownKey{CookieSlot::Session, "isSession"},
                           KnownKey{CookieSlot::Session, "Session"},
                           KnownKey{CookieSlot::Partitioned, "partitioned"},
                           KnownKey{CookieSlot::PartitionKey, "partitionKey"},
                           KnownKey{CookieSlot::PartitionSite, "topLevelSite"},
                           KnownKey{CookieSlot::PartitionFrame, "top_frame_site_key"},
                           KnownKey{CookieSlot::PartitionOpaque, "partitionKeyOpaque"}};
static_assert(kKeys.size() <= 64, "a bit each");
static_assert(std::ranges::is_sorted(kKeys, {}, &KnownKey::slot));

consteval size_t numberOf(std::string_view key)
{
    size_t number = 0;
    while (kKeys[number].text != key)
        ++number;
    return number;
}

bool isNested(const CookieField &field)
{
    return field.kind == Kind::Array || field.kind == Kind::Object;
}

std::optional<bool> flagOf(const CookieField *field)
{
    if (field == nullptr)
        return {};
    switch (field->kind) {
    case Kind::Flag:
        return field->flag;
    case Kind::Number:
        return field->number != 0;
    case Kind::Text:
        if (!field->text.trimmed().isEmpty())
            return isTrueWord(field->text);
        return {};
    case Kind::Null:
    case Kind::Array:
    case Kind::Object:
        return {};
    }
    return {};
}

Expiry expiryOf(const CookieField *field)
{
    if (field == nullptr)
        return {};
    switch (field->kind) {
    case Kind::Null:
        return {};
    case Kind::Flag:
        return field->flag ? Expiry{Expiry::Kind::Bad, 0, {}} : Expiry{};
    case Kind::Number:
        return expiryFromNumber(field->number);
    case Kind::Text:
        return expiryFromText(field->text);
    case Kind::Array:
    case Kind::Object:
        return {Expiry::Kind::Bad, 0, {}};
    }
    return {};
}

} // namespace

int CookieFields::keyOf(QStringView key)
{
    for (size_t i = 0; i < kKeys.size(); ++i) {
        const std::string_view known = kKeys[i].text;
        if (key == QLatin1StringView(known.data(), qsizetype(known.size())))
            return int(i);
    }
    return -1;
}

void CookieFields::set(int key, const CookieField &field)
{
    m_seen |= quint64(1) << key;
    Best &best = m_best[size_t(kKeys[size_t(key)].slot)];
    if (field.kind != Kind::Null && (best.field == nullptr || key < best.key))
        best = {&field, key};
}

bool CookieFields::looksLikeCookie() const
{
    const CookieField *name = find(CookieSlot::Name);
    const CookieField *value = find(CookieSlot::Value);
    if (value == nullptr)
        return false;
    return (name != nullptr && name->kind == Kind::Text && !isNested(*value))
        || find(CookieSlot::Domain) != nullptr;
}

std::optional<bool> CookieFields::flag(CookieSlot slot) const
{
    return flagOf(find(slot));
}

QString CookieFields::text(CookieSlot slot) const
{
    const CookieField *field = find(slot);
    return field == nullptr ? QString() : textOf(*field);
}

QString CookieFields::borrowed(CookieSlot slot) const
{
    const CookieField *field = find(slot);
    if (field == nullptr)
        return {};
    return field->kind == Kind::Text ? QString::fromRawData(field->text.data(), field->text.size())
                                     : textOf(*field);
}

bool CookieFields::isPartitioned() const
{
    if (flag(CookieSlot::Partitioned) == true)
        return true;
    const CookieField *key = find(CookieSlot::PartitionKey);
    if (key != nullptr && (key->kind == Kind::Object || !key->text.isEmpty()))
        return !key->text.isEmpty();
    for (const CookieSlot slot : {CookieSlot::PartitionSite, CookieSlot::PartitionFrame}) {
        if (const CookieField *site = find(slot);
            site != nullptr && site->kind == Kind::Text && !site->text.isEmpty())
            return true;
    }
    return flag(CookieSlot::PartitionOpaque) == true;
}

CookieDraft CookieFields::draft(const QString &domain) const
{
    CookieDraft draft;
    draft.name = text(CookieSlot::Name);
    draft.value = borrowed(CookieSlot::Value);
    draft.domain = borrowed(CookieSlot::Domain);
    if (QStringView(draft.domain).trimmed().isEmpty())
        draft.domain = domain;
    const CookieField *path = find(CookieSlot::Path);
    if (path != nullptr && path->kind == Kind::Text && path->text == u"/")
        draft.path = u"/"_s; // as nearly all have it
    else if (path != nullptr)
        draft.path = textOf(*path).trimmed();
    draft.hostOnly = flag(CookieSlot::HostOnly);
    draft.domainIsUrl = has(numberOf("Host raw"))
        || (has(numberOf("url")) && !has(numberOf("domain")) && !has(numberOf("host")));
    draft.secure = flag(CookieSlot::Secure);
    draft.httpOnly = flag(CookieSlot::HttpOnly).value_or(false);
    if (const CookieField *sameSite = find(CookieSlot::SameSite)) {
        if (sameSite->kind == Kind::Text)
            draft.sameSite = sameSiteFromWord(sameSite->text, &draft.sameSiteUnknown);
        else if (sameSite->kind == Kind::Number)
            draft.sameSite = sameSiteFromWord(textOf(*sameSite), &draft.sameSiteUnknown);
        else
            draft.sameSiteUnknown = isNested(*sameSite);
    }
    draft.expiry = expiryOf(find(CookieSlot::Expiry));
    draft.session = flag(CookieSlot::Session).value_or(false);
    draft.partitioned = isPartitioned();
    return draft;
}

QString textOf(const CookieField &field)
{
    switch (field.kind) {
    case Kind::Text:
        return field.text.toString();
    case Kind::Flag:
        return field.flag ? u"true"_s : u"false"_s;
    case Kind::Number:
        return double(field.whole) == field.number
            ? QString::number(field.whole)
            : QString::number(field.number, 'g', QLocale::FloatingPointShortest);
    case Kind::Null:
    case Kind::Array:
    case Kind::Object:
        return {};
    }
    return {};
}

} // namespace pelorus::formats
