// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/adoptionturn.h"

#include "core/store/session.h"
#include "core/store/url.h"
#include "core/transfer/sqlite.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::transfer {
namespace {

constexpr auto kPause = 500ms; ///< in which others get on
constexpr auto kAttempt = 2s;  ///< of those that wait inside

QString fileIsHeld()
{
    return QCoreApplication::translate(
        "Core", "Another program is in the middle of a transaction on the database file.");
}

/// A statement that took too long by itself would do so again.
bool isHeld(const Error &error)
{
    return error.kind == ErrorKind::Timeout && error.name != "57014"_L1;
}

/// Tries again until nobody stands in the way. `holder` names who does.
template <typename Attempt, typename Holder>
auto inTurn(Attempt attempt, Holder holder, const Call &call, const Waits &waits)
    -> decltype(attempt())
{
    QString told;
    for (;;) {
        auto done = attempt();
        if (done || !isHeld(done.error()))
            return done;
        const QString who = holder(done.error());
        if (waits && who != told)
            waits(QCoreApplication::translate("Core", "%1 The adoption goes on when it ends.")
                      .arg(who));
        told = who;
        if (const auto paused = sleepFor(kPause, call); paused)
            continue;
        else if (paused.error().kind != ErrorKind::Timeout)
            return fail(paused.error());
        return fail(ErrorKind::Timeout,
                    QCoreApplication::translate("Core",
                                                "%1 The adoption waited in vain; nothing was "
                                                "changed. Close that program and try again.")
                        .arg(who),
                    toLogString(done.error()));
    }
}

/// Here rather than by Database::open(), which would wait in SQLite for longer than a stop may
/// take.
Result<void> makeWal(const QString &file)
{
    auto db = Sqlite::open(file, Sqlite::Mode::ReadWrite);
    if (!db)
        return {}; // Database::open() says what is wrong
    sqlite3_busy_timeout(db->handle(), 200);
    const auto done = db->run("PRAGMA journal_mode = WAL");
    if (done || (done.error().code & 0xFF) != SQLITE_BUSY)
        return {};
    return fail(ErrorKind::Timeout, fileIsHeld());
}

/// Who has our tables in a transaction, the oldest first.
QString tableHolder(store::Database &database)
{
    QString text = QCoreApplication::translate(
        "Core", "Another program is in the middle of a transaction that uses the tables.");
    const auto read = database.priv().read([&](store::Connection &connection) -> Result<void> {
        store::Query query(connection,
                           u"SELECT c.relname, a.usename, l.pid FROM pg_locks l"
                           " JOIN pg_class c ON c.oid = l.relation"
                           " JOIN pg_stat_activity a ON a.pid = l.pid"
                           " WHERE l.granted AND l.pid <> pg_backend_pid()"
                           " AND a.datname = current_database() AND c.relkind = 'r'"
                           " AND c.relname LIKE 'uploader\\_%'"
                           " ORDER BY a.xact_start, c.relname LIMIT 1"_s);
        if (auto ran = query.run(); !ran)
            return ran;
        if (query.next()) {
            text = QCoreApplication::translate(
                       "Core",
                       "Another program is in the middle of a transaction that uses the table %1 "
                       "(user %2, process %3 on the database server).")
                       .arg(query.text(0), query.text(1), query.text(2));
        }
        return {};
    });
    return text; // without the name where it may not be seen
}

} // namespace

Result<store::DatabasePtr> openInTurn(const Secret &url, const Call &call, const Waits &waits)
{
    const auto parsed = store::parseDatabaseUrl(url);
    if (!parsed)
        return fail(parsed.error());
    return inTurn(
        [&]() -> Result<store::DatabasePtr> {
            if (parsed->engine == store::Engine::Sqlite) {
                if (auto ready = makeWal(parsed->file); !ready)
                    return fail(ready.error());
            }
            return store::Database::open(url, store::Role::Viewer);
        },
        [](const Error &) { return fileIsHeld(); },
        call,
        waits);
}

Result<store::Database::MigrationReport>
migrateInTurn(store::Database &database, const Call &call, const Waits &waits)
{
    const bool postgres = database.engine() == store::Engine::PostgreSql;
    return inTurn(
        [&]() -> Result<store::Database::MigrationReport> {
            if (postgres) {
                auto set = database.priv().read([](store::Connection &connection) {
                    // Shorter than deadlock_timeout; an index on a large table takes its time.
                    return connection.execute(
                        u"SET lock_timeout = '700ms'; SET statement_timeout = '10min'"_s);
                });
                if (!set)
                    return fail(set.error());
            }
            return database.migrate(call.within(kAttempt));
        },
        [&](const Error &error) {
            if (!postgres)
                return fileIsHeld();
            if (error.name == "55P03"_L1)
                return tableHolder(database);
            return QCoreApplication::translate("Core",
                                               "Another Pelorus is upgrading this database.");
        },
        call,
        waits);
}

} // namespace pelorus::transfer
