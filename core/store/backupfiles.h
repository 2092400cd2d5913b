// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/store/url.h"

namespace pelorus::store {

// What making a backup and restoring one have in common. All of it blocks.

/// How a time, in UTC, stands in a backup's name.
inline constexpr QLatin1StringView kBackupTime{"yyyyMMdd'T'HHmmss'Z'"};

/// An empty file that nobody else may read; one that is there is an error.
[[nodiscard]] Result<void> makeOwnFile(const QString &path);

/// Io, with both figures, where it can be told that the folder's disk has less than that free.
[[nodiscard]] Result<void> needsRoom(const QString &folder, qint64 bytes);

/// All of a SQLite database into a new file, marked as a backup. Asks for room first, which nobody
/// can for pg_dump.
[[nodiscard]] Result<void> copySqlite(const DatabaseUrl &url, const QString &to);
/// Marks a SQLite file that nobody works with as a backup: whole, without a log beside it.
[[nodiscard]] Result<void> markBackup(const QString &file);

/// The same by pg_dump in custom format; `server` is its major version.
[[nodiscard]] Result<void>
dumpPostgres(const DatabaseUrl &url, int server, const QString &to, const Call &call);
[[nodiscard]] Result<int> serverVersion(const DatabaseUrl &url);

} // namespace pelorus::store
