// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/session.h"

#include <functional>

namespace pelorus::store {

/// Told, on the calling thread, each time that another program stands in the way; 55P03 is one that
/// has a table.
using Held = std::function<void(const Error &)>;

/// The Django application's tables are there, and none of Pelorus's.
[[nodiscard]] Result<bool> isForeign(Connection &connection);

/// Brings the schema to this program's version and puts missing columns, indexes, functions and
/// triggers back, all in one transaction that only one program at a time can be in. `call` bounds
/// the wait for another program that migrates or has a table.
[[nodiscard]] Result<Database::MigrationReport>
runMigrations(Database::Private &d, const Call &call, const Held &held = {});

/// The same on PostgreSQL as the beginning of a transaction that goes on, with its short limits for
/// a lock.
[[nodiscard]] Result<std::unique_ptr<Transaction>>
beginMigrated(Database::Private &d, const Call &call, const Held &held = {});

} // namespace pelorus::store
