// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// The module's shape. Bytes travel as UTF-8 in std::string, since QString cannot hold what is to be
// healed. In this order:
//   tables.h      what the tables mean: types, references, what may stand in for a missing value
//   jsontext.h    reads JSON that Python wrote, heals it, and gives it one canonical form
//   value.h       one source value → one healed value and what was wrong with it
//   findings.h    what was found in which row and what becomes of it
//   idset.h       many numbers in little room
//   room.h        what a narrow column holds
//   source.h      a SQLite file or a dump.json as a stream of rows, opened read-only
//   healing.h     rows against each other: references, duplicates (a survey, then row by row)
//   targetlook.h  what a target is before it is touched
//   target.h      PostgreSQL (COPY) or a SQLite file: everything in one transaction
//   transfer.h    the whole: survey, load, read back, compare, commit
//   adopt.h       a Django database in place, after a backup
// README.md here is the healing table.

namespace pelorus::transfer {

enum class Type {
    Integer,
    BigInteger,
    Boolean,
    Time,
    Date,
    Text,
    Json,
    Uuid,
    Bytes,
    Number,
    Duration, ///< microseconds; of columns that are an interval in the target
    TimeOfDay,
    Address, ///< of the network; of columns that are inet in the target
};

struct Column
{
    std::string name;
    Type type = Type::Text;
    bool required = false;
    std::string standIn = {}; ///< canonical form, where `required` and the source has nothing
    std::string parent = {};  ///< the table that it refers to
    int width = 0;            ///< characters that the new schema holds; 0 is any number
    int room = 0;  ///< what the target holds and cannot be made to hold more: characters, bits of
                   ///< a whole number, digits or bits of another; 0 is any
    int scale = 0; ///< of `room` digits those behind the point; −1 where it is bits
    bool indexed = false; ///< a text in an index, which holds kMostIndexed bytes of a row
    /// What it may refer to in a table of the target that is not transferred.
    std::shared_ptr<const std::set<std::string>> keys = {};
    std::string parentColumn = {}; ///< in `parent`, where it is not its key
    bool padded = false;           ///< char(n): blanks at the end say nothing
    bool left = false; ///< stays in the source: the target makes its values, or has a type that is
                       ///< not written here
};

/// PostgreSQL's indexes hold 2704 bytes with their headers; a name may still get its row's number.
inline constexpr size_t kMostIndexed = 2600;

struct Table
{
    std::string name;
    std::string model;           ///< in dumpdata: "uploader.proxy"; empty when only SQLite has it
    std::vector<Column> columns; ///< "id" first where it has one
    bool shared = false;         ///< one of the ten
    std::string key = {};        ///< its primary key, where that is one column

    /// Its key is a number that the database counts on.
    [[nodiscard]] bool isNumbered() const;
    [[nodiscard]] int indexOf(std::string_view column) const;
};

/// The ten tables that Pelorus shares with the Django application, parents first.
[[nodiscard]] const std::vector<Table> &sharedTables();
/// -1 when it is none of `tables`.
[[nodiscard]] int indexOf(const std::vector<Table> &tables, std::string_view name);
/// For a column that we do not know, from its declaration.
[[nodiscard]] Type typeOfDeclaration(std::string_view declared);
/// What a required column of that type gets when there is no value.
[[nodiscard]] std::string neutralValue(Type type);

} // namespace pelorus::transfer
