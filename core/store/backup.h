// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/base/secret.h"

#include <QString>

namespace pelorus::store {

/// All of the database in one file: VACUUM INTO on SQLite, pg_dump in custom format on PostgreSQL
/// (on the path or in its usual places). Consistent while others write. The file appears whole or
/// not at all, readable for the user alone; one that is there is Conflict. Answers its size.
[[nodiscard]] Result<qint64> backup(const Secret &url, const QString &file, const Call &call);

/// The reverse. A database with tables of ours is Conflict unless `replace`, which first sets them
/// aside: the SQLite file is kept as "<file>.before-restore", PostgreSQL's restore is one
/// transaction. SQLite: nothing else may have the file open.
[[nodiscard]] Result<void>
restore(const Secret &url, const QString &file, bool replace, const Call &call);

} // namespace pelorus::store
