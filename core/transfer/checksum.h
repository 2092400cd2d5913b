// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transfer/value.h"

#include <QString>

#include <span>

namespace pelorus::transfer {

/// 128 bits of SipHash under a fixed key; equal for equal bytes everywhere.
struct Hash128
{
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    friend auto operator<=>(const Hash128 &, const Hash128 &) = default;
};
[[nodiscard]] Hash128 hash128(std::string_view bytes);

/// Count and sum of the rows' hashes: the order of rows does not matter, every value does.
class Checksum final
{
public:
    void add(std::span<const Value> row);
    [[nodiscard]] qint64 rows() const { return m_rows; }
    [[nodiscard]] QString text() const;
    friend bool operator==(const Checksum &a, const Checksum &b)
    {
        return a.m_rows == b.m_rows && a.m_sum == b.m_sum;
    }

private:
    std::string m_bytes;
    Hash128 m_sum;
    qint64 m_rows = 0;
};

} // namespace pelorus::transfer
