// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/adoptionturn.h"

#include "core/store/migrator.h"
#include "core/store/networkshare.h"
#include "core/store/session.h"
#include "core/store/url.h"
#include "core/transfer/sqlite.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::transfer {
namespace {

constexpr auto kPause = 500ms; ///< in which others get on

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

/// Tells who stands in the way, whenever that changes.
class Teller final
{
public:
    explicit Teller(const Waits &waits)
        : m_waits(waits)
    {
    }
    void tell(const QString &who)
    {
        if (m_waits && who != m_who)
            m_waits(QCoreApplication::translate("Core", "%1 The adoption goes on when it ends.")
                        .arg(who));
        m_who = who;
    }
    [[nodiscard]] tl::unexpected<Error> inVain(const Error &last) const
    {
        return fail(ErrorKind::Timeout,
                    QCoreApplication::translate("Core",
                                                "%1 Pelorus waited in vain; nothing was "
                                                "changed. Close that program and try again.")
                        .arg(m_who),
                    toLogString(last));
    }

private:
    const Waits &m_waits;
    QString m_who;
};

/// Here rather than by Database::open(), which would wait in SQLite for longer than a stop may
/// take.
Result<void> makeWal(const QString &file)
{
    if (auto local = store::refuseNetworkShare(file); !local)
        return local;
    auto db = Sqlite::open(file, Sqlite::Mode::ReadWrite, 200ms);
    const auto done = db ? db->run("PRAGMA journal_mode = WAL") : fail(db.error());
    if (done || (done.error().code & 0xFF) != SQLITE_BUSY)
        return {}; // Database::open() says what else is wrong
    return fail(ErrorKind::Timeout, fileIsHeld());
}

/// Who has our tables in a transaction, the oldest first.
QString tableHolder(store::Database &database)
{
    QString text = QCoreApplication::translate(
        "Core", "Another program is in the middle of a transaction that uses the tables.");
    const auto read = database.priv().read([&](store::Connection &connection) -> Result<void> {
        store::Query query(connection,
                           u"SELECT c.relname, a.usename, l.pid, a.usesysid IS NULL FROM pg_locks l"
                           " JOIN pg_class c ON c.oid = l.relation"
                           " JOIN pg_stat_activity a ON a.pid = l.pid"
                           " WHERE l.granted AND l.pid <> pg_backend_pid()"
                           " AND a.datname = current_database() AND c.relkind = 'r'"
                           " AND c.relname LIKE 'uploader\\_%'"
                           " ORDER BY a.xact_start, c.relname LIMIT 1"_s);
        if (auto ran = query.run(); !ran)
            return ran;
        if (!query.next())
            return {};
        if (query.flag(3)) {
            text = QCoreApplication::translate(
                       "Core", "The database server is tidying up the table %1 (autovacuum).")
                       .arg(query.text(0));
        } else {
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

QString holder(store::Database &database, const Error &error)
{
    if (database.engine() == store::Engine::Sqlite)
        return fileIsHeld();
    return error.name == "55P03"_L1
        ? tableHolder(database)
        : QCoreApplication::translate("Core", "Another Pelorus is upgrading this database.");
}

} // namespace

Result<store::DatabasePtr> openInTurn(const Secret &url, const Call &call, const Waits &waits)
{
    const auto parsed = store::parseDatabaseUrl(url);
    if (!parsed)
        return fail(parsed.error());
    if (parsed->engine == store::Engine::PostgreSql)
        return store::Database::open(url, store::Role::Viewer);
    Teller teller(waits);
    for (;;) {
        const auto ready = makeWal(parsed->file);
        auto opened = ready ? store::Database::open(url, store::Role::Viewer) : fail(ready.error());
        if (opened || opened.error().kind != ErrorKind::Timeout)
            return opened;
        teller.tell(fileIsHeld());
        if (const auto paused = sleepFor(kPause, call); !paused)
            return paused.error().kind == ErrorKind::Timeout ? teller.inVain(opened.error())
                                                             : fail(paused.error());
    }
}

Result<store::Database::MigrationReport>
migrateInTurn(store::Database &database, const Call &call, const Waits &waits)
{
    Teller teller(waits);
    auto report = store::runMigrations(
        database.priv(), call, [&](const Error &error) { teller.tell(holder(database, error)); });
    if (!report && isHeld(report.error()))
        return teller.inVain(report.error());
    return report;
}

Result<std::unique_ptr<store::Transaction>> beginInTurn(store::Database &database, const Call &call)
{
    const Waits nobody;
    Teller teller(nobody);
    auto begun = store::beginMigrated(
        database.priv(), call, [&](const Error &error) { teller.tell(holder(database, error)); });
    if (!begun && isHeld(begun.error()))
        return teller.inVain(begun.error());
    return begun;
}

} // namespace pelorus::transfer
