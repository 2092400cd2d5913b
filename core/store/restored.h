// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

namespace pelorus::store {

// A backup knows nothing of what happened since it was made: its waiting tasks may have gone out,
// its locks and fencing tokens are behind those that machines still hold. So no backup has the one
// row of pelorus_live: whatever way it becomes a database again, nothing is claimed or written by a
// task there before this is settled. A plain pg_dump copies the row, but not the number of its
// table.

/// A condition: this database was not restored, or that is settled.
inline const QString kIsLive = QStringLiteral(
    "EXISTS (SELECT 1 FROM pelorus_live {pg:WHERE place = 'pelorus_live'::regclass::oid::text})");

/// Takes the row out of what is, or becomes, a backup.
[[nodiscard]] Result<void> unmarkLive(Connection &connection);

/// Whether there is something to settle.
[[nodiscard]] Result<bool> isRestored(Connection &connection);

/// In a transaction, of the migration or a sweep; nothing where the row is there. Locks are
/// released, tokens raised above all that were given out since, and open tasks ended: what may have
/// been shared is unconfirmed and looked at, the rest is "not published" until a person says again.
/// Answers how many tasks.
[[nodiscard]] Result<int> settleRestored(Connection &connection);

} // namespace pelorus::store
