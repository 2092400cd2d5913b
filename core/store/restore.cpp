// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/restore.h"

#include "core/base/savefile.h"
#include "core/base/threadguard.h"
#include "core/store/backup.h"
#include "core/store/backupfiles.h"
#include "core/store/carryover.h"
#include "core/store/connection.h"
#include "core/store/filelock.h"
#include "core/store/pgtools.h"
#include "core/store/session.h"
#include "core/store/sqlerror.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSqlError>
#include <QSqlQuery>

#include <filesystem>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

tl::unexpected<Error> noBackup()
{
    return fail(ErrorKind::InvalidInput,
                QCoreApplication::translate("Core",
                                            "This file is no backup of such a database, or is "
                                            "damaged. Nothing was changed."));
}

/// What is no database or is damaged must not take the place of one.
Result<void> checkSqlite(const QString &file)
{
    const auto connection = openFile(file);
    if (!connection)
        return isUnreadable(connection.error()) ? noBackup() : fail(connection.error());
    QSqlQuery query((*connection)->database());
    const bool sound = query.exec(u"PRAGMA integrity_check"_s) && query.next()
        && query.value(0).toString() == "ok"_L1;
    query.finish();
    const bool ours = sound
        && query.exec(u"SELECT 1 FROM sqlite_master WHERE name = 'uploader_instagramaccount'"_s)
        && query.next();
    if (ours)
        return {};
    return noBackup();
}

/// Of what is replaced now; nothing has it yet.
QString nameOfKept(const QString &start, const QString &end)
{
    const QString name
        = start + u"before-restore-"_s + QDateTime::currentDateTimeUtc().toString(kBackupTime);
    QString free = name + end;
    for (int i = 2; QFile::exists(free); ++i)
        free = u"%1-%2%3"_s.arg(name).arg(i).arg(end);
    return free;
}

/// What belongs to a file that is not there any more: SQLite would play it into the next one.
void removeSideFiles(const QString &file)
{
    for (const QString &end : {u"-wal"_s, u"-shm"_s, u"-journal"_s})
        QFile::remove(file + end);
}

Result<void> moveFile(const QString &from, const QString &to)
{
    std::error_code error;
    std::filesystem::rename(std::filesystem::path(from.toStdU16String()),
                            std::filesystem::path(to.toStdU16String()),
                            error);
    if (!error)
        return {};
    return cannotWrite(to, QString::fromStdString(error.message()));
}

/// What stands at `file` into one beside it, on the disk; answers its name. One that is too damaged
/// to be read is moved there with its log.
Result<QString> setAside(const DatabaseUrl &url)
{
    const QString kept = nameOfKept(url.file + u'.', {});
    const auto saved = copySqlite(url, kept);
    if (saved) {
        if (auto synced = syncToDisk(kept); !synced) {
            QFile::remove(kept);
            return fail(synced.error());
        }
        // Closes the log into the file, so that none is left for the new one.
        Connection connection(url);
        auto closed = connection.open(url);
        if (closed)
            closed = connection.execute(u"PRAGMA journal_mode = DELETE"_s);
        if (!closed) {
            QFile::remove(kept);
            return fail(closed.error());
        }
        return kept;
    }
    QFile::remove(kept);
    if (!isUnreadable(saved.error()))
        return fail(saved.error());
    if (auto moved = moveFile(url.file, kept); !moved)
        return fail(moved.error());
    for (const QString &end : {u"-wal"_s, u"-shm"_s, u"-journal"_s})
        QFile::rename(url.file + end, kept + end);
    return kept;
}

Result<RestoreReport> restoreSqlite(const DatabaseUrl &url, const QString &from, bool replace)
{
    QDir().mkpath(QFileInfo(url.file).absolutePath()); // on a new machine there is nothing yet
    auto lock = FileLock::take(url.file + u".runner"_s);
    if (!lock)
        return fail(lock.error());
    const bool there = QFileInfo(url.file).size() > 0;
    if (there && !replace) {
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Core",
                                                "There is a database at %1 already. Use --replace "
                                                "to put the backup in its place.")
                        .arg(url.file));
    }
    const QString beside = url.file + u".restoring"_s;
    QFile::remove(beside);
    removeSideFiles(beside);
    if (!QFile::copy(from, beside))
        return cannotWrite(beside, QCoreApplication::translate("Core", "it cannot be copied"));
    const auto cleaned = qScopeGuard([&] {
        QFile::remove(beside);
        removeSideFiles(beside);
    });
    QFile::setPermissions(beside, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (auto sound = checkSqlite(beside); !sound)
        return fail(sound.error());
    if (there) {
        if (auto carried = carrySqlite(url.file, beside); !carried)
            return fail(carried.error());
    }
    if (auto marked = markBackup(beside); !marked)
        return fail(marked.error());
    RestoreReport report;
    if (there) {
        const auto kept = setAside(url);
        if (!kept)
            return fail(kept.error());
        report.keptAs = *kept;
    }
    // Before one takes the other's place both are on the disk: a power cut leaves one of them
    // whole.
    if (auto synced = syncToDisk(beside); !synced)
        return fail(synced.error());
    const QString folder = QFileInfo(url.file).absolutePath();
    removeSideFiles(url.file);
    syncFolder(folder);
    if (auto moved = moveFile(beside, url.file); !moved)
        return fail(moved.error());
    syncFolder(folder);
    return report;
}

// What the replay is refused with, in SQLSTATEs that PostgreSQL has no use for.
constexpr auto kWorkedWith = " PEL01: "_L1;
constexpr auto kChanged = " PEL02: "_L1;

/// Machines that work with the database, and who holds accounts: the old application's workers too,
/// which show nowhere else.
constexpr auto kHolders
    = "SELECT coalesce(string_agg(DISTINCT who, ', '), '') FROM (SELECT machine AS who"
      " FROM pelorus_worker WHERE last_seen > now() - interval '60 s' UNION"
      " SELECT locked_by FROM uploader_instagramaccount WHERE locked_until > now()) AS w"_L1;

struct Present
{
    int server = 0; ///< major version
    QString tables; ///< of ours, as SQL names with commas; empty where there are none
    QString marks;  ///< an expression: another value when any of their rows is another
    bool hasWorkers = false;
};

Result<QString> ask(Connection &connection, const QString &sql)
{
    QSqlQuery query(connection.database());
    const Connection::Wait wait(connection);
    if (!query.exec(sql) || !query.next())
        return fail(connection.errorFrom(query.lastError(), sql));
    return query.value(0).toString();
}

Result<Present> whatIsThere(Connection &connection)
{
    Present present;
    const auto version = ask(connection, u"SELECT current_setting('server_version_num')"_s);
    if (!version)
        return fail(version.error());
    present.server = version->toInt() / 10000;
    const auto ofEach = [&](const QString &part, const QString &between) {
        return ask(connection,
                   u"SELECT coalesce(string_agg(format('%1', schemaname, tablename), '%2'"
                   " ORDER BY tablename), '') FROM pg_tables"
                   " WHERE schemaname = ANY (current_schemas(false))"
                   " AND (tablename LIKE 'uploader\\_%' OR tablename LIKE 'pelorus\\_%')"_s.arg(
                       part, between));
    };
    const auto tables = ofEach(u"%I.%I"_s, u", "_s);
    if (!tables)
        return fail(tables.error());
    present.tables = *tables;
    // Whoever writes a row leaves the number of his transaction in it.
    const auto marks
        = ofEach(u"(SELECT concat(count(*), ''/'', sum(xmin::text::bigint), '' '') FROM %I.%I)"_s,
                 u" || "_s);
    if (!marks)
        return fail(marks.error());
    present.marks = *marks;
    present.hasWorkers = present.tables.contains("pelorus_worker"_L1);
    return present;
}

tl::unexpected<Error> workedWith(const QString &holders)
{
    return fail(ErrorKind::Conflict,
                QCoreApplication::translate("Core",
                                            "Somebody works with the database now: %1. Close "
                                            "Pelorus and the old application's workers there, "
                                            "wait some minutes, and restore again.")
                    .arg(holders));
}

/// The replay ends with `state` and what the SELECT finds, where that is something.
QString refuseOn(const QString &select, QLatin1StringView state)
{
    return u"DO $pelorus$ DECLARE found text; BEGIN found := (%1); IF found <> '' THEN"
           " RAISE EXCEPTION USING ERRCODE = '%2', MESSAGE = found; END IF; END $pelorus$"_s.arg(
               select, QString(state).remove(u':').trimmed());
}

Result<QStringList> tablesOfBackup(const Present &present, const QString &from, const Call &call)
{
    const QString list = from + u".tables"_s;
    QFile::remove(list);
    if (auto made = makeOwnFile(list); !made)
        return fail(made.error());
    const auto cleaned = qScopeGuard([&] { QFile::remove(list); });
    if (auto written = runPgTool({u"pg_restore"_s, present.server},
                                 nullptr,
                                 {u"--list"_s, u"--file"_s, list, from},
                                 call);
        !written)
        return fail(written.error());
    QFile file(list);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return fail(ErrorKind::Io, file.errorString());
    static const QRegularExpression table(u" TABLE \\S+ (\\S+) "_s);
    QStringList names;
    while (!file.atEnd())
        names += table.match(QString::fromUtf8(file.readLine())).captured(1);
    return names;
}

/// One transaction of psql: pg_restore alone drops only what the backup holds, and stumbles over
/// tables that are newer and refer to those.
struct Replay
{
    const DatabaseUrl &url;
    const Present &present;
    const CarryOver &carry;
    QString marks; ///< as they were before what is there was saved
    QString from;

    [[nodiscard]] Result<void> run(bool permissions, const Call &call) const;
};

Result<void> Replay::run(bool permissions, const Call &call) const
{
    const QString script = from + u".restoring"_s;
    QFile::remove(script);
    if (auto made = makeOwnFile(script); !made)
        return made;
    const auto cleaned = qScopeGuard([&] { QFile::remove(script); });
    QStringList reading{u"--clean"_s, u"--if-exists"_s, u"--no-owner"_s, u"--file"_s, script, from};
    if (!permissions)
        reading.prepend(u"--no-privileges"_s);
    if (auto written = runPgTool({u"pg_restore"_s, present.server}, nullptr, reading, call);
        !written)
        return written;
    QStringList words{u"--no-psqlrc"_s,
                      u"--quiet"_s,
                      u"--single-transaction"_s,
                      u"--set=ON_ERROR_STOP=1"_s,
                      u"--set=VERBOSITY=verbose"_s};
    const auto command = [&](const QString &sql) { words << u"--command"_s << sql; };
    command(u"SET lock_timeout = '30s'"_s);
    // Nobody writes any more from here on, and who did while it was saved is asked for once more.
    if (!present.tables.isEmpty()) {
        command(u"LOCK TABLE %1 IN ACCESS EXCLUSIVE MODE"_s.arg(present.tables));
        if (present.hasWorkers)
            command(refuseOn(kHolders, kWorkedWith));
        command(
            refuseOn(u"SELECT 'changed' WHERE %1 <> '%2'"_s.arg(present.marks, marks), kChanged));
    }
    for (const QString &sql : carry.before)
        command(sql);
    if (!present.tables.isEmpty())
        command(u"DROP TABLE IF EXISTS "_s + present.tables + u" CASCADE"_s);
    words << u"--file"_s << script;
    command(u"RESET search_path"_s); // pg_restore's script takes it away
    for (const QString &sql : carry.after)
        command(sql);
    return runPgTool({u"psql"_s, present.server}, &url, words, call);
}

Result<RestoreReport>
restorePostgres(const DatabaseUrl &url, const QString &from, bool replace, const Call &call)
{
    Connection connection(url);
    if (auto opened = connection.open(url); !opened)
        return fail(opened.error());
    const auto there = whatIsThere(connection);
    if (!there)
        return fail(there.error());
    if (!there->tables.isEmpty() && !replace) {
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Core",
                                                "The database holds tables already. Use --replace "
                                                "to put the backup in their place."));
    }
    if (there->hasWorkers) {
        const auto holders = ask(connection, kHolders);
        if (!holders)
            return fail(holders.error());
        if (!holders->isEmpty())
            return workedWith(*holders);
    }
    const auto tables = tablesOfBackup(*there, from, call);
    if (!tables)
        return fail(tables.error());
    const auto carry = carryOver(connection, *tables);
    if (!carry)
        return fail(carry.error());
    RestoreReport report;
    Result<QString> marks;
    if (!there->tables.isEmpty()) {
        marks = ask(connection, u"SELECT "_s % there->marks);
        if (!marks)
            return fail(marks.error());
        const QString folder = QFileInfo(from).absolutePath();
        report.keptAs = nameOfKept(folder + u'/', u".dump"_s);
        auto saved = dumpPostgres(url, there->server, report.keptAs, call);
        if (saved)
            saved = syncToDisk(report.keptAs);
        if (!saved) {
            QFile::remove(report.keptAs);
            return fail(saved.error());
        }
        syncFolder(folder);
    }
    const Replay replay{url, *there, *carry, *marks, from};
    auto done = replay.run(true, call);
    // On a new server the other users that were given rights need not exist.
    if (const QString words = done ? QString() : done.error().detail;
        words.contains(" 42704: "_L1)) {
        report.permissionsProblem = QCoreApplication::translate(
                                        "Core",
                                        "Permissions of other database users were left out, since "
                                        "not all of them exist here (%1). Give them again if "
                                        "another program connects with its own user.")
                                        .arg(words.section(u" 42704: "_s, 1));
        done = replay.run(false, call);
    }
    if (done)
        return report;
    const QString &words = done.error().detail;
    const bool changed = words.contains(kChanged);
    if (!changed && !words.contains(kWorkedWith))
        return fail(done.error());
    QFile::remove(report.keptAs); // all of it is still there
    if (!changed)
        return workedWith(words.section(kWorkedWith, 1));
    return fail(ErrorKind::Conflict,
                QCoreApplication::translate("Core",
                                            "Somebody changed the database while it was being "
                                            "saved, so nothing was restored. Close Pelorus and "
                                            "the old application everywhere else, and restore "
                                            "again."));
}

} // namespace

Result<RestoreReport>
restore(const Secret &url, const QString &file, const RestoreOptions &options, const Call &call)
{
    mayBlock("the restore");
    const auto parsed = parseDatabaseUrl(url);
    if (!parsed)
        return fail(parsed.error());
    QFile backupFile(file);
    if (!backupFile.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Io,
                    QCoreApplication::translate("Core", "The file %1 cannot be read: %2.")
                        .arg(file, backupFile.errorString()));
    }
    const QByteArray head = backupFile.read(16);
    backupFile.close();
    const bool lite = parsed->engine == Engine::Sqlite;
    if (!head.startsWith(lite ? "SQLite format 3" : "PGDMP"))
        return noBackup();
    auto report = lite ? restoreSqlite(*parsed, file, options.replace)
                       : restorePostgres(*parsed, file, options.replace, call);
    if (!report)
        return report;
    const QString media = mediaOfBackup(file);
    if (options.mediaRoot.isEmpty() || !QFileInfo(media).isDir())
        return report;
    auto back = bringMediaBack(media, options.mediaRoot, call);
    if (back)
        report->media = std::move(*back);
    else
        report->mediaProblem = back.error().message;
    return report;
}

} // namespace pelorus::store
