// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

namespace pelorus::store {

// A backup knows nothing of what happened since it was made: its waiting tasks may have gone out,
// its locks and fencing tokens are behind those that machines still hold. A mark in the database,
// made before anybody can work with it, makes the first migration settle that.

/// In the database that is or will be restored; survives pg_restore, which drops what the backup
/// holds only.
[[nodiscard]] Result<void> markRestored(Connection &connection);

/// Inside the migration's transaction; nothing without the mark. Locks are released, tokens raised
/// above all that were given out since, and open tasks ended: what may have been shared is
/// unconfirmed and looked at, the rest is "not published" until a person says again. Answers how
/// many tasks.
[[nodiscard]] Result<int> settleRestored(Connection &connection);

} // namespace pelorus::store
