// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transfer/findings.h"
#include "core/transfer/tables.h"

#include <optional>

namespace pelorus::transfer {

/// One value as a source has it. The text lives until the source reads on.
struct Cell
{
    enum class Kind { Missing, Null, Integer, Real, Text, Blob, Json };
    Kind kind = Kind::Missing;
    std::int64_t integer = 0;
    double real = 0;
    std::string_view text; ///< Text, Blob: bytes. Json: true, false, an array or an object
};

/// Canonical text of a value, equal for equal values whatever database it stood in: integers in
/// decimal, t and f, "2024-07-01 07:00:00.000001" in UTC, UUIDs with dashes, bytes in hex.
struct Value
{
    bool null = true;
    std::string text;      ///< what is stored
    std::string canonical; ///< Json and Number: what is compared; others leave it empty

    [[nodiscard]] std::string_view compared() const { return canonical.empty() ? text : canonical; }
};

/// Heals one value by the table in README.md. `value` is reused: its memory stays.
/// Trouble::None, what was healed, or Trouble::Unreadable: the row cannot be taken.
[[nodiscard]] Trouble heal(const Cell &cell, const Column &column, Value &value);

/// Microseconds since 1970 of "2024-07-01 10:00:00.5+03:00" and its kinds; UTC without an offset.
[[nodiscard]] std::optional<std::int64_t> parseTime(std::string_view text, bool *hadOffset);
[[nodiscard]] std::string formatTime(std::int64_t microseconds);
/// 36 characters with dashes, lower case; empty when it is none.
[[nodiscard]] std::string canonicalUuid(std::string_view text);
/// A UUID that depends on the two alone, so that a second run gives the same.
[[nodiscard]] std::string derivedUuid(std::string_view table, std::int64_t id);

} // namespace pelorus::transfer
