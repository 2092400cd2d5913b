// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include "core/base/threadguard.h"
#include "core/store/migrator.h"
#include "core/store/session.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QStorageInfo>

#include <atomic>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

std::atomic<quint64> g_databases{0};

/// WAL needs shared memory and byte-range locks that network file systems do not give.
bool isOnNetworkShare(const QString &file)
{
    static const QStringList networks{u"nfs"_s,
                                      u"nfs4"_s,
                                      u"cifs"_s,
                                      u"smb"_s,
                                      u"smb2"_s,
                                      u"smb3"_s,
                                      u"smbfs"_s,
                                      u"9p"_s,
                                      u"afs"_s,
                                      u"ncpfs"_s,
                                      u"fuse.sshfs"_s,
                                      u"webdav"_s,
                                      u"davfs"_s};
    const QString folder = QFileInfo(file).absolutePath();
    if (folder.startsWith(u"//"_s) || folder.startsWith(u"\\\\"_s))
        return true;
    const QStorageInfo storage(folder);
    return networks.contains(QString::fromLatin1(storage.fileSystemType()).toLower())
        || storage.device().startsWith("//") || storage.device().startsWith("\\\\");
}

Result<void> prepareFile(Database::Private &d)
{
    QDir().mkpath(QFileInfo(d.url.file).absolutePath());
    if (isOnNetworkShare(d.url.file)) {
        return fail(ErrorKind::Unsupported,
                    QCoreApplication::translate("Core",
                                                "The SQLite file lies on a network share, where it "
                                                "would be damaged sooner or later. Put it on this "
                                                "machine's disk, or use PostgreSQL for several "
                                                "machines."));
    }
    if (d.role != Role::Runner)
        return {};
    d.runnerLock = std::make_unique<QLockFile>(d.url.file + u".runner"_s);
    d.runnerLock->setStaleLockTime(0); // held as long as we live; a dead holder's pid frees it
    if (!d.runnerLock->tryLock(0)) {
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Core",
                                                "Another Pelorus on this machine runs the tasks of "
                                                "this SQLite file already. Close it first, or use "
                                                "PostgreSQL for several."));
    }
    return {};
}

/// A session that changes its backend between transactions is PgBouncer's transaction mode:
/// prepared statements and advisory locks would not hold there.
Result<void> refusePooler(Connection &connection)
{
    qint64 first = 0;
    for (int i = 0; i < 4; ++i) {
        Query query(connection, u"SELECT pg_backend_pid()"_s);
        const auto ran = query.run();
        const qint64 pid = ran && query.next() ? query.number(0) : -1;
        if (i == 0 && pid > 0) {
            first = pid;
            continue;
        }
        if (pid == first)
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
    if (d->url.engine == Engine::Sqlite) {
        if (auto wal = (*connection)->execute(u"PRAGMA journal_mode = WAL"_s); !wal)
            return fail(wal.error());
    } else if (auto direct = refusePooler(**connection); !direct) {
        return fail(direct.error());
    }
    return std::shared_ptr<Database>(new Database(std::move(d)));
}

Engine Database::engine() const
{
    return d->url.engine;
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

Result<Database::MigrationReport> Database::migrate(const Call &call)
{
    return runMigrations(*d, call);
}

} // namespace pelorus::store
