// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

namespace pelorus::store {

// What a database knows that a backup is about to replace, and the backup cannot: profiles that are
// still in Dolphin, videos that went out, and cookies, which go into the history. Accounts are
// found again by their names. Either side may have an older schema.

struct CarryOver
{
    QStringList before; ///< statements that keep it, while the old tables are there
    QStringList after;  ///< that bring it in, when those of the backup are
};

/// For psql's one transaction. `backup`: names of the backup's tables. Conflict where it has no
/// place for a profile that is still in Dolphin.
[[nodiscard]] Result<CarryOver> carryOver(Connection &connection, const QStringList &backup);

/// From one SQLite file into another, which is to become the database in its place. What is too
/// damaged to be read stays behind.
[[nodiscard]] Result<void> carrySqlite(const QString &from, const QString &into);

} // namespace pelorus::store
