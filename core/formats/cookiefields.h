// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to the cookie readers.

#include "core/formats/cookiedraft.h"

#include <array>

namespace pelorus::formats {

/// A member's value as far as cookies need it. The text lives as long as what was read.
struct CookieField
{
    enum class Kind { Null, Flag, Number, Text, Array, Object };
    Kind kind = Kind::Null;
    bool flag = false;
    double number = 0;
    qint64 whole = 0;   ///< `number` exactly, where it has no fraction
    QStringView text{}; ///< of an object its topLevelSite
};

/// What a member may mean, under whatever name a program writes it.
enum class CookieSlot {
    Name,
    Value,
    Domain,
    Path,
    Expiry,
    Secure,
    HttpOnly,
    SameSite,
    HostOnly,
    Session,
    Partitioned,
    PartitionKey,
    PartitionSite,
    PartitionFrame,
    PartitionOpaque,
    End
};

/// The members of one cookie object that say something.
class CookieFields final
{
public:
    /// The number of a known key; -1 for any other.
    [[nodiscard]] static int keyOf(QStringView key);

    /// Each key once.
    void set(int key, const CookieField &field);
    [[nodiscard]] bool has(size_t key) const { return ((m_seen >> key) & 1U) != 0; }
    /// Under the surest of its names; null when there is none, or only nulls.
    [[nodiscard]] const CookieField *find(CookieSlot slot) const
    {
        return m_best[size_t(slot)].field;
    }
    [[nodiscard]] bool looksLikeCookie() const;
    /// Its value and domain live as long as what was read.
    [[nodiscard]] CookieDraft draft(const QString &domain = {}) const;

private:
    [[nodiscard]] std::optional<bool> flag(CookieSlot slot) const;
    [[nodiscard]] QString text(CookieSlot slot) const;
    [[nodiscard]] QString borrowed(CookieSlot slot) const;
    [[nodiscard]] bool isPartitioned() const;

    struct Best
    {
        const CookieField *field = nullptr;
        int key = 0;
    };
    std::array<Best, size_t(CookieSlot::End)> m_best{};
    quint64 m_seen = 0; ///< a bit a key
};

/// Text of a string or a number; a cookie's value may be written as either.
[[nodiscard]] QString textOf(const CookieField &field);

/// A strict array of flat cookie objects, which nearly every export is, without a tree of its
/// values. False, with nothing collected, for anything else: the general reader takes it.
[[nodiscard]] bool collectFlatArray(QStringView text, CookieCollector &collector);

} // namespace pelorus::formats
