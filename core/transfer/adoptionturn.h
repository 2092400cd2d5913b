// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/store/database.h"

#include <functional>

namespace pelorus::transfer {

/// Told what an adoption waits for, in a sentence, whenever that changes; on the calling thread.
using Waits = std::function<void(const QString &)>;

// The Django application may be at work on the database while it is adopted. Waits until it lets us
// in and never costs it a transaction: no lock is queued for as long as PostgreSQL waits before it
// looks for a deadlock, and whoever finds one is ended. Timeout says who was waited for.

/// As a viewer.
[[nodiscard]] Result<store::DatabasePtr>
openInTurn(const Secret &url, const Call &call, const Waits &waits);
[[nodiscard]] Result<store::Database::MigrationReport>
migrateInTurn(store::Database &database, const Call &call, const Waits &waits);

} // namespace pelorus::transfer
