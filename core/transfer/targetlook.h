// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"
#include "core/transfer/tables.h"

#include <map>

namespace pelorus::transfer {

class Postgres;

struct TargetColumn
{
    bool required = false;     ///< NOT NULL
    bool needsValue = false;   ///< and nothing of the database's own stands in
    int width = 0;             ///< characters, or digits of a number, that it holds; 0 is any
    bool fixed = false;        ///< cannot be widened, because something else depends on it
    std::string declared = {}; ///< data_type of information_schema; of PostgreSQL alone
    int scale = 0;             ///< digits behind the point
    bool indexed = false;      ///< in an index with a limit
    bool generated = false;    ///< always
    std::string parent = {};   ///< the table that it refers to, and there
    std::string parentKey = {};
    /// What stands in `parent`; nothing where that is one of the ten, which are to be filled.
    std::shared_ptr<const std::set<std::string>> keys = {};
};
using TargetColumns = std::map<std::string, std::map<std::string, TargetColumn>>;

/// What a database holds that is to become a target, found without changing it.
struct TargetLook
{
    bool isEmpty = true;        ///< the ten tables hold no row, or are not there yet
    TargetColumns columns = {}; ///< of SQLite only those of the tables "uploader_…"
};

/// A SQLite file that is not there yet is empty; it is not made. Blocking.
[[nodiscard]] Result<TargetLook> lookAtTarget(const Secret &url);
/// The tables "uploader_…" and "pelorus_…".
[[nodiscard]] Result<TargetColumns> postgresColumns(Postgres &db);

/// Tells `tables` what their columns are there: how much fits into those that cannot be widened,
/// and of columns that we do not know the type, so that both sides come to one canonical form.
void fitTo(std::vector<Table> &tables, const TargetColumns &there);
/// Neither ours nor the Django application's, and no number of a row.
[[nodiscard]] bool isOfOthers(const Table &table, const Column &column);

} // namespace pelorus::transfer
