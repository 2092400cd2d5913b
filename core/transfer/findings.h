// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace pelorus::transfer {

/// What was wrong. The words of troubleName() are stable: reports and tests go by them.
enum class Trouble {
    None,
    NulCharacter,
    InvalidUtf8,
    JsonNul,
    JsonSurrogate,
    JsonNotANumber,
    JsonControl,
    JsonNested, ///< JSON inside a JSON string
    JsonEmpty,
    Unreadable,        ///< nothing can be made of a required value
    UnreadableDropped, ///< … of a value that may be missing
    NumberAsText,
    NumberUnreadable,
    NumberOutOfRange,
    BooleanAsText,
    BooleanUnreadable,
    TimeWithOffset,
    TimeEmpty,
    TimeAsNumber,
    TimeUnreadable,
    DayOnly,
    ColumnLeft, ///< by Column::left
    MissingValue,
    UuidUnreadable,
    TooLong,
    DoesNotFit,        ///< into a column that cannot be made wider, or into an index
    DanglingReference, ///< an optional reference that leads nowhere
    Orphan,            ///< a required one
    DuplicateProxy,
    DuplicateName,
    DuplicateUuid,
    DuplicateId,
    DuplicateChild, ///< a second row where an account may have one
    NameCase,
    RecordUnreadable,
    Refused, ///< by a rule of the target's own
};

/// What becomes of the row. A quarantined row stays in the source, which is never written to.
enum class Outcome { Kept, Healed, Quarantined };

struct Finding
{
    QString table;
    qint64 row = 0; ///< id, or the record's number in a dump without ids
    QString column; ///< empty for the row
    Trouble trouble = Trouble::None;
    Outcome outcome = Outcome::Kept;
};

[[nodiscard]] QString troubleName(Trouble trouble);
[[nodiscard]] QString outcomeName(Outcome outcome);
[[nodiscard]] Outcome outcomeOf(Trouble trouble);
/// What was found and what becomes of the row.
[[nodiscard]] QString explain(Trouble trouble);
/// The same in one line with its place. Never a value.
[[nodiscard]] QString describe(const Finding &finding);

} // namespace pelorus::transfer
