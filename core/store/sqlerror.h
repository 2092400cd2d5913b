// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/url.h"

class QSqlError;

namespace pelorus::store {

// The database's own texts quote values ("Key (username)=(…) already exists"), so none of them gets
// into an Error: only its code and our own statement, which has placeholders for values.

/// `name` of the answer is the SQLSTATE (PostgreSQL) or the native number (SQLite).
[[nodiscard]] Error statementError(Engine engine, const QString &nativeCode, const QString &sql);
/// Of a SQLite file that could not be opened.
[[nodiscard]] Error openError(const QSqlError &error);
/// Of a connection to PostgreSQL that failed; asks the server once more for its reason. Blocking.
[[nodiscard]] Error connectError(const DatabaseUrl &url);
[[nodiscard]] Error driverMissing(Engine engine);

/// Whether a native code of PostgreSQL means that the connection is gone.
[[nodiscard]] bool isConnectionLost(const QString &nativeCode);
/// Whether an error of SQLite says that the file cannot be read: damaged, or none at all.
[[nodiscard]] bool isUnreadable(const Error &error);
/// A deadlock or serialisation failure: the transaction may be run again from its start.
[[nodiscard]] bool isSerialisation(const Error &error);

} // namespace pelorus::store
