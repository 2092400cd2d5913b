// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup.h"

#include "core/base/threadguard.h"
#include "core/store/connection.h"
#include "core/store/filelock.h"
#include "core/store/pgtools.h"
#include "core/store/restored.h"
#include "core/store/session.h"
#include "core/store/url.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QSqlError>
#include <QSqlQuery>

#include <filesystem>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::store {
namespace {

constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

tl::unexpected<Error> fileProblem(const QString &file, const QString &why)
{
    return fail(
        ErrorKind::Io,
        QCoreApplication::translate("Core", "The file %1 cannot be written: %2.").arg(file, why));
}

tl::unexpected<Error> noBackup()
{
    return fail(ErrorKind::InvalidInput,
                QCoreApplication::translate("Core",
                                            "This file is no backup of such a database, or is "
                                            "damaged. Nothing was changed."));
}

/// A database file that is nobody's live one, whole without a log beside it.
Result<void> makeBackup(const QString &file)
{
    DatabaseUrl url;
    url.file = file;
    Connection connection(url);
    if (auto opened = connection.open(url); !opened)
        return opened;
    if (auto unmarked = unmarkLive(connection); !unmarked)
        return unmarked;
    connection.forgetStatements();
    return connection.execute(u"PRAGMA journal_mode = DELETE"_s);
}

Result<void> backupSqlite(const DatabaseUrl &url, const QString &to)
{
    if (!QFile::exists(url.file)) {
        return fail(
            ErrorKind::NotFound,
            QCoreApplication::translate("Core", "There is no database at %1.").arg(url.file));
    }
    Connection connection(url);
    if (auto opened = connection.open(url); !opened)
        return opened;
    // VACUUM INTO fills an empty file that is there, which so has its rights from the start.
    QFile file(to);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, kOwnerOnly))
        return fileProblem(to, file.errorString());
    file.close();
    QString name = to;
    if (auto done = connection.execute(u"VACUUM INTO '%1'"_s.arg(name.replace(u'\'', u"''"_s)));
        !done)
        return done;
    return makeBackup(to);
}

/// What is no database or is damaged must not take the place of one.
Result<void> checkSqlite(const QString &file)
{
    DatabaseUrl url;
    url.file = file;
    Connection connection(url);
    if (auto opened = connection.open(url); !opened)
        return opened;
    QSqlQuery query(connection.database());
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

QString timeStamp()
{
    return QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
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
    return fileProblem(to, QString::fromStdString(error.message()));
}

/// What stands at `file` into one beside it; answers its name. One that is too damaged to be read
/// is moved there with its log.
Result<QString> setAside(const DatabaseUrl &url)
{
    const QString kept = url.file + u".before-restore-"_s + timeStamp();
    const auto saved = backupSqlite(url, kept);
    if (saved) {
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
    if (saved.error().kind != ErrorKind::Storage && saved.error().kind != ErrorKind::InvalidInput)
        return fail(saved.error());
    if (auto moved = moveFile(url.file, kept); !moved)
        return fail(moved.error());
    for (const QString &end : {u"-wal"_s, u"-shm"_s, u"-journal"_s})
        QFile::rename(url.file + end, kept + end);
    return kept;
}

/// Answers what was there before, in a file of its own.
Result<QString> restoreSqlite(const DatabaseUrl &url, const QString &from, bool replace)
{
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
        return fileProblem(beside, QCoreApplication::translate("Core", "it cannot be copied"));
    const auto cleaned = qScopeGuard([&] { QFile::remove(beside); });
    QFile::setPermissions(beside, kOwnerOnly);
    if (auto sound = checkSqlite(beside); !sound)
        return fail(sound.error());
    if (auto made = makeBackup(beside); !made)
        return fail(made.error());
    Result<QString> kept = QString();
    if (there)
        kept = setAside(url);
    if (!kept)
        return kept;
    removeSideFiles(url.file);
    if (auto moved = moveFile(beside, url.file); !moved)
        return fail(moved.error());
    return kept;
}

struct Present
{
    int server = 0;  ///< major version
    QString tables;  ///< of ours, as SQL names with commas; empty where there are none
    QString holders; ///< machines that work with them, and who holds accounts
};

Result<Present> whatIsThere(Connection &connection)
{
    Present present;
    QSqlQuery query(connection.database());
    const auto ask = [&](const QString &sql) -> Result<QString> {
        if (!query.exec(sql) || !query.next())
            return fail(connection.errorFrom(query.lastError(), sql));
        return query.value(0).toString();
    };
    const auto version = ask(u"SELECT current_setting('server_version_num')"_s);
    if (!version)
        return fail(version.error());
    present.server = version->toInt() / 10000;
    const auto tables
        = ask(u"SELECT coalesce(string_agg(format('%I.%I', schemaname, tablename), ', '), '')"
              " FROM pg_tables WHERE schemaname = ANY (current_schemas(false))"
              " AND (tablename LIKE 'uploader\\_%' OR tablename LIKE 'pelorus\\_%')"_s);
    if (!tables)
        return fail(tables.error());
    present.tables = *tables;
    if (!present.tables.contains("pelorus_worker"_L1))
        return present;
    // The old application's workers too: they hold accounts, and show nowhere else.
    const auto holders = ask(
        u"SELECT coalesce(string_agg(DISTINCT who, ', '), '') FROM (SELECT machine AS who"
        " FROM pelorus_worker WHERE last_seen > now() - interval '60 s' UNION"
        " SELECT locked_by FROM uploader_instagramaccount WHERE locked_until > now()) AS w"_s);
    if (!holders)
        return fail(holders.error());
    present.holders = *holders;
    return present;
}

Result<int> serverVersion(const DatabaseUrl &url)
{
    Connection connection(url);
    if (auto opened = connection.open(url); !opened)
        return fail(opened.error());
    const auto there = whatIsThere(connection);
    if (!there)
        return fail(there.error());
    return there->server;
}

Result<void> ownFile(const QString &path)
{
    QFile made(path);
    if (made.open(QIODevice::WriteOnly | QIODevice::NewOnly, kOwnerOnly))
        return {};
    return fileProblem(path, made.errorString());
}

Result<void> dump(const DatabaseUrl &url, int server, const QString &to, const Call &call)
{
    if (auto made = ownFile(to); !made)
        return made;
    return runPgTool({u"pg_dump"_s, server},
                     &url,
                     {u"--format=custom"_s,
                      u"--no-owner"_s,
                      u"--exclude-table-data=pelorus_live"_s,
                      u"--file"_s,
                      to},
                     call);
}

/// One transaction of psql: pg_restore alone drops only what the backup holds, and stumbles over
/// tables that are newer and refer to those.
Result<void>
replay(const DatabaseUrl &url, const Present &present, const QString &from, const Call &call)
{
    const QString script = from + u".restoring"_s;
    QFile::remove(script);
    if (auto made = ownFile(script); !made)
        return made;
    const auto cleaned = qScopeGuard([&] { QFile::remove(script); });
    if (auto written
        = runPgTool({u"pg_restore"_s, present.server},
                    nullptr,
                    {u"--clean"_s, u"--if-exists"_s, u"--no-owner"_s, u"--file"_s, script, from},
                    call);
        !written)
        return written;
    QStringList arguments{u"--no-psqlrc"_s,
                          u"--quiet"_s,
                          u"--single-transaction"_s,
                          u"--set=ON_ERROR_STOP=1"_s,
                          u"--command"_s,
                          u"SET lock_timeout = '30s'"_s};
    if (!present.tables.isEmpty()) {
        arguments << u"--command"_s
                  << QString(u"DROP TABLE IF EXISTS "_s + present.tables + u" CASCADE"_s);
    }
    arguments << u"--file"_s << script;
    return runPgTool({u"psql"_s, present.server}, &url, arguments, call);
}

Result<QString>
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
    if (!there->holders.isEmpty()) {
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Core",
                                                "Somebody works with the database now: %1. Close "
                                                "Pelorus and the old application's workers there, "
                                                "wait some minutes, and restore again.")
                        .arg(there->holders));
    }
    QString kept;
    if (!there->tables.isEmpty()) {
        kept = QFileInfo(from).absolutePath() + u"/before-restore-"_s + timeStamp() + u".dump"_s;
        if (auto saved = dump(url, there->server, kept, call); !saved) {
            QFile::remove(kept);
            return fail(saved.error());
        }
    }
    if (auto done = replay(url, *there, from, call); !done)
        return fail(done.error());
    return kept;
}

} // namespace

QString mediaOfBackup(const QString &file)
{
    return file + u".media"_s;
}

Result<BackupReport>
backup(const Secret &url, const QString &file, const BackupOptions &options, const Call &call)
{
    mayBlock("the backup");
    const auto parsed = parseDatabaseUrl(url);
    if (!parsed)
        return fail(parsed.error());
    for (const QString &made : {file, mediaOfBackup(file)}) {
        if (!QFile::exists(made))
            continue;
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Core",
                                                "The file %1 is there already. Choose another "
                                                "name.")
                        .arg(made));
    }
    const QString part = QFileInfo(file).absoluteFilePath() + u".part"_s;
    QFile::remove(part);
    BackupReport report;
    Result<void> done;
    if (parsed->engine == Engine::Sqlite) {
        done = backupSqlite(*parsed, part);
    } else if (const auto server = serverVersion(*parsed)) {
        done = dump(*parsed, *server, part, call);
    } else {
        done = fail(server.error());
    }
    if (done && !options.mediaRoot.isEmpty()) {
        auto media
            = copyMedia(options.mediaRoot,
                        mediaOfBackup(file),
                        options.earlier.isEmpty() ? QString() : mediaOfBackup(options.earlier),
                        call);
        if (media)
            report.media = *media;
        else
            done = fail(media.error());
    }
    if (done && !QFile::rename(part, file))
        done = fileProblem(file, QCoreApplication::translate("Core", "it cannot be renamed"));
    if (!done) {
        QFile::remove(part);
        if (report.media)
            QDir(mediaOfBackup(file)).removeRecursively();
        return fail(done.error());
    }
    report.bytes = QFileInfo(file).size();
    return report;
}

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
    const auto kept = lite ? restoreSqlite(*parsed, file, options.replace)
                           : restorePostgres(*parsed, file, options.replace, call);
    if (!kept)
        return fail(kept.error());
    RestoreReport report{*kept, std::nullopt, {}};
    const QString media = mediaOfBackup(file);
    if (options.mediaRoot.isEmpty() || !QFileInfo(media).isDir())
        return report;
    auto back = bringMediaBack(media, options.mediaRoot, call);
    if (back)
        report.media = std::move(*back);
    else
        report.mediaProblem = back.error().message;
    return report;
}

} // namespace pelorus::store
