// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/base/secret.h"

#include <QString>
#include <QVariant>

#include <functional>
#include <memory>
#include <vector>

class QSqlQuery;

namespace pelorus::store {

enum class Engine { Sqlite, PostgreSql };

/// Who opens the database. A viewer never runs jobs; a second runner on one SQLite file is refused.
enum class Role { Viewer, Runner };

/// One database, shared by all threads: each thread gets a connection of its own on first use,
/// closed when the thread ends (see ConnectionScope). Thread-safe; blocking; fatal on the GUI
/// thread.
class Database final
{
public:
    /// Checks the URL (a file on a network share and PgBouncer's transaction mode are refused with
    /// the reason), connects once and, for SQLite, sets WAL and synchronous=FULL. Does not migrate.
    [[nodiscard]] static Result<std::shared_ptr<Database>> open(const Secret &url, Role role);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    [[nodiscard]] Engine engine() const;
    [[nodiscard]] Role role() const;
    /// For people: "PostgreSQL db-1" or "SQLite pelorus.db"; no password, no path.
    [[nodiscard]] QString displayName() const;
    /// Stable and different for each database: goes into profile names, so that two databases in
    /// one Dolphin team do not take each other's profiles for their own. Made by the first
    /// migration.
    [[nodiscard]] Result<QString> instanceId();
    /// Round trip of SELECT 1.
    [[nodiscard]] Result<milliseconds> ping();
    /// Unsupported when the SQLite file's data went to another database since it was opened.
    /// Blocking.
    [[nodiscard]] Result<void> mayRunJobs() const;
    /// Transactions committed since open(), of all threads. A durable one waits for the disk.
    struct Commits
    {
        quint64 durable = 0;
        quint64 relaxed = 0;
    };
    [[nodiscard]] Commits commits() const;

    /// A database of the Django application that Pelorus has never worked with: only
    /// transfer::adopt() changes it. migrate() refuses it as Unsupported.
    [[nodiscard]] Result<bool> isForeign();

    /// Creates or upgrades the schema in one transaction, guarded so that two machines may start at
    /// once (advisory lock / IMMEDIATE) with a deadline on waiting for the other; then puts missing
    /// triggers and indexes back. A schema newer than this program is Unsupported.
    struct MigrationReport
    {
        int from = 0;
        int to = 0;
        QStringList restored; ///< triggers and indexes that were missing
    };
    [[nodiscard]] Result<MigrationReport> migrate(const Call &call);

    struct Private;
    [[nodiscard]] Private &priv() { return *d; } ///< for this module only

private:
    explicit Database(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

using DatabasePtr = std::shared_ptr<Database>;

/// First thing on a std::thread that uses a database: closes the thread's connections when it goes.
/// QThread and QThreadPool do so by themselves. Of a std::thread's end Qt hears late, and on
/// Windows on another thread, which may not touch the connections.
class ConnectionScope final
{
public:
    ConnectionScope() = default;
    ~ConnectionScope();
    ConnectionScope(const ConnectionScope &) = delete;
    ConnectionScope &operator=(const ConnectionScope &) = delete;
};

} // namespace pelorus::store
