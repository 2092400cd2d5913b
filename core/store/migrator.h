// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/session.h"

namespace pelorus::store {

/// Brings the schema to this program's version and puts missing columns, indexes, functions and
/// triggers back, all in one transaction that only one program at a time can be in. `call` bounds
/// the wait for another program that migrates.
[[nodiscard]] Result<Database::MigrationReport> runMigrations(Database::Private &d,
                                                              const Call &call);

} // namespace pelorus::store
