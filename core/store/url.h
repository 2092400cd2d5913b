// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/store/database.h"

namespace pelorus::store {

/// A DATABASE_URL taken apart. Move-only, as it may hold a password.
struct DatabaseUrl
{
    Engine engine = Engine::Sqlite;
    QString file; ///< SQLite: absolute path
    QString
        host; ///< PostgreSQL: name, address or folder of a unix socket; empty is libpq's default
    int port = -1;
    QString user;
    Secret password; ///< empty leaves it to PGPASSWORD or the passfile
    QString database;
    QString options; ///< libpq parameters as QPSQL takes them, separated by ';'

    /// "PostgreSQL db-1" or "SQLite pelorus.db".
    [[nodiscard]] QString displayName() const;
};

/// postgresql://user:pass@host:port/db?sslmode=…, postgresql:///db?host=/run/postgresql,
/// sqlite:///relative, sqlite:////absolute, sqlite:///C:/absolute. InvalidInput never repeats the
/// URL, since it may hold a password.
[[nodiscard]] Result<DatabaseUrl> parseDatabaseUrl(const Secret &url);

} // namespace pelorus::store
