// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/store/database.h"

#include <functional>

namespace pelorus::store {
class Transaction;
}

namespace pelorus::transfer {

/// Told what an adoption waits for, in a sentence, whenever that changes; on the calling thread.
using Waits = std::function<void(const QString &)>;

// The Django application may be at work on the database while it is adopted. Waits until it lets us
// in and never costs it a transaction: nothing waits for a table while it holds another. Timeout
// says who was waited for.

/// As a viewer.
[[nodiscard]] Result<store::DatabasePtr>
openInTurn(const Secret &url, const Call &call, const Waits &waits);
[[nodiscard]] Result<store::Database::MigrationReport>
migrateInTurn(store::Database &database, const Call &call, const Waits &waits);
/// On PostgreSQL, as the beginning of a transaction that goes on.
[[nodiscard]] Result<std::unique_ptr<store::Transaction>> beginInTurn(store::Database &database,
                                                                      const Call &call);

} // namespace pelorus::transfer
