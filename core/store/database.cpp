// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include "core/base/threadguard.h"
#include "core/store/migrator.h"
#include "core/store/movedfile.h"
#include "core/store/networkshare.h"
#include "core/store/session.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSqlError>

#include <atomic>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

std::atomic<quint64> g_databases{0};

Result<void> prepareFile(Database::Private &d)
{
    QDir().mkpath(QFileInfo(d.url.file).absolutePath());
    if (auto local = refuseNetworkShare(d.url.file); !local)
        return local;
    if (d.role == Role::Runner) {
        if (auto here = MovedFile(d.url.file).check(); !here)
            return here;
        auto lock = FileLock::take(d.url.file + u".runner"_s);
        if (!lock)
            return fail(lock.error());
        d.runnerLock = std::move(*lock);
    }
    // It will hold passwords. SQLite gives its side files the same rights. Where it cannot be made,
    // opening it says why.
    if (!QFile::exists(d.url.file)) {
        QFile file(d.url.file);
        static_cast<void>(file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                                    QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    }
    return {};
}

/// 0 when the server did not say.
qint64 backendOf(Connection &connection)
{
    // By exec: a pooler would break on a prepared statement before it is found out.
    QSqlQuery query(connection.database());
    const Connection::Wait wait(connection);
    if (!query.exec(u"SELECT pg_backend_pid()"_s) || !query.next())
        return 0;
    return query.value(0).toLongLong();
}

/// PgBouncer's transaction mode lends one backend to many sessions: prepared statements, LISTEN and
/// session settings would not hold. There two open connections meet on one backend, which they
/// never do otherwise.
Result<void> refusePooler(Connection &connection, const DatabaseUrl &url)
{
    Connection second(url);
    for (int round = 0; round < 3; ++round) {
        const qint64 first = backendOf(connection);
        if (round == 0 && !second.open(url))
            return {}; // one connection is all that the server gives
        const qint64 other = backendOf(second);
        if (first == 0 || first != other)
            continue;
        return fail(
            ErrorKind::Unsupported,
            QCoreApplication::translate("Core",
                                        "This address leads to a connection pooler in "
                                        "transaction mode, where locks do not hold. Give the "
                                        "PostgreSQL server's own address, or set the pooler "
                                        "to session mode."));
    }
    return {};
}

/// Nothing is changed in a file that is not ours.
Result<void> useWal(Connection &connection)
{
    const auto foreign = isForeign(connection);
    if (!foreign)
        return fail(foreign.error());
    return *foreign ? Result<void>() : connection.execute(u"PRAGMA journal_mode = WAL"_s);
}

} // namespace

Database::Database(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

Database::~Database() = default;

Result<std::shared_ptr<Database>> Database::open(const Secret &url, Role role)
{
    mayBlock("opening the database");
    auto parsed = parseDatabaseUrl(url);
    if (!parsed)
        return fail(parsed.error());
    auto d = std::make_unique<Private>();
    d->url = std::move(*parsed);
    d->role = role;
    d->number = ++g_databases;
    if (d->url.engine == Engine::Sqlite) {
        if (auto prepared = prepareFile(*d); !prepared)
            return fail(prepared.error());
    }
    const auto connection = d->connection();
    if (!connection)
        return fail(connection.error());
    if (auto ready = d->url.engine == Engine::Sqlite ? useWal(**connection)
                                                     : refusePooler(**connection, d->url);
        !ready)
        return fail(ready.error());
    return std::shared_ptr<Database>(new Database(std::move(d)));
}

Engine Database::engine() const
{
    return d->url.engine;
}

Role Database::role() const
{
    return d->role;
}

QString Database::displayName() const
{
    return d->url.displayName();
}

Result<QString> Database::instanceId()
{
    {
        const std::lock_guard lock(d->mutex);
        if (!d->instanceId.isEmpty())
            return d->instanceId;
    }
    const auto read = d->read([](Connection &connection) -> Result<QString> {
        Query query(connection, u"SELECT instance_id FROM pelorus_instance"_s);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        if (!query.next())
            return fail(ErrorKind::Storage,
                        QCoreApplication::translate("Core",
                                                    "The database has no Pelorus tables yet. "
                                                    "Run “pelorus-cli migrate” first."));
        return query.text(0);
    });
    if (read) {
        const std::lock_guard lock(d->mutex);
        d->instanceId = *read;
    }
    return read;
}

Result<void> Database::mayRunJobs() const
{
    return d->url.engine == Engine::Sqlite ? MovedFile(d->url.file).check() : Result<void>();
}

Result<milliseconds> Database::ping()
{
    return d->read([](Connection &connection) -> Result<milliseconds> {
        const auto start = std::chrono::steady_clock::now();
        Query query(connection, u"SELECT 1"_s);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
    });
}

Database::Commits Database::commits() const
{
    return {d->durableCommits, d->relaxedCommits};
}

Result<bool> Database::isForeign()
{
    return d->read([](Connection &connection) { return store::isForeign(connection); });
}

Result<Database::MigrationReport> Database::migrate(const Call &call)
{
    const auto foreign = isForeign();
    if (!foreign)
        return fail(foreign.error());
    if (*foreign)
        return fail(ErrorKind::Unsupported,
                    QCoreApplication::translate(
                        "Core",
                        "This database belongs to the Django application, and Pelorus has not "
                        "worked with it yet. Run “pelorus-cli adopt --backup FILE”, or open it in "
                        "the window: after a backup Pelorus adds its own tables there, and the "
                        "Django application goes on working. Nothing was changed."));
    return runMigrations(*d, call);
}

} // namespace pelorus::store
