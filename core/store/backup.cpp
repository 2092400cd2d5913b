// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup.h"

#include "core/base/log.h"
#include "core/base/threadguard.h"
#include "core/store/connection.h"
#include "core/store/filelock.h"
#include "core/store/restored.h"
#include "core/store/session.h"
#include "core/store/url.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSqlError>
#include <QSqlQuery>
#include <QStandardPaths>

#include <algorithm>
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

/// The newest where several are installed: pg_dump refuses servers newer than itself.
QString findTool(const QString &name)
{
    QStringList folders;
#ifdef Q_OS_WIN
    for (const char *variable : {"ProgramFiles", "ProgramW6432"}) {
        const QDir versions(qEnvironmentVariable(variable) + u"/PostgreSQL"_s);
        for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            folders += versions.filePath(version + u"/bin"_s);
    }
#else
    for (const QString &root : {u"/usr/lib/postgresql"_s, u"/opt/homebrew/opt"_s}) {
        const QDir versions(root);
        for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            folders += versions.filePath(version + u"/bin"_s);
    }
    folders << u"/usr/local/pgsql/bin"_s;
    for (const QString &folder : QDir(u"/usr"_s).entryList({u"pgsql-*"_s}, QDir::Dirs))
        folders += u"/usr/%1/bin"_s.arg(folder);
#endif
    std::ranges::sort(folders, [](const QString &a, const QString &b) {
        const auto version = [](const QString &path) {
            return path.section(u'/', -2, -2).remove(u"pgsql-"_s).toDouble();
        };
        return version(a) > version(b);
    });
    const QString found = QStandardPaths::findExecutable(name, folders);
    return found.isEmpty() ? QStandardPaths::findExecutable(name) : found;
}

/// Address and user as arguments, the password in the child's environment alone.
Result<void>
runTool(const QString &name, const DatabaseUrl &url, const QStringList &arguments, const Call &call)
{
    const QString program = findTool(name);
    if (program.isEmpty()) {
        return fail(ErrorKind::Unsupported,
                    QCoreApplication::translate("Core",
                                                "%1 was not found. Install PostgreSQL's client "
                                                "programs (package postgresql-client).")
                        .arg(name));
    }
    QString connection = url.options;
    connection.replace(u';', u' ');
    const auto quoted = [](QString value) {
        return QString(u'\'' % value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s) % u'\'');
    };
    connection += u" dbname="_s + quoted(url.database);
    if (!url.host.isEmpty())
        connection += u" host="_s + quoted(url.host);
    if (url.port > 0)
        connection += u" port=%1"_s.arg(url.port);
    if (!url.user.isEmpty())
        connection += u" user="_s + quoted(url.user);
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    url.password.reveal([&](const QByteArray &password) {
        if (!password.isEmpty())
            environment.insert(u"PGPASSWORD"_s, QString::fromUtf8(password));
    });
    process.setProcessEnvironment(environment);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(program, QStringList{u"--no-password"_s, u"-d"_s, connection} + arguments);
    if (!process.waitForStarted(10000)) {
        return fail(ErrorKind::Io,
                    QCoreApplication::translate("Core", "%1 could not be started.").arg(program));
    }
    while (!process.waitForFinished(200)) {
        if (process.state() == QProcess::NotRunning)
            break;
        if (auto go = call.check(); !go) {
            process.kill();
            process.waitForFinished(5000);
            return go;
        }
    }
    if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return {};
    // Its own text may quote rows.
    return fail(ErrorKind::Storage,
                QCoreApplication::translate("Core",
                                            "%1 ended with code %2. Check address, user, password "
                                            "and that it is as new as the server.")
                    .arg(name)
                    .arg(process.exitCode()));
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
    return connection.execute(u"VACUUM INTO '%1'"_s.arg(name.replace(u'\'', u"''"_s)));
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

Result<void> markFile(const QString &file)
{
    DatabaseUrl url;
    url.file = file;
    Connection connection(url);
    if (auto opened = connection.open(url); !opened)
        return opened;
    QSqlQuery adopted(connection.database());
    if (adopted.exec(u"SELECT 1 FROM sqlite_master WHERE name = 'pelorus_job'"_s) && adopted.next())
        if (auto marked = markRestored(connection); !marked)
            return marked;
    adopted.finish();
    // Closes the log into the file: it is renamed alone.
    return connection.execute(u"PRAGMA journal_mode = DELETE"_s);
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
    if (!QFile::copy(from, beside))
        return fileProblem(beside, QCoreApplication::translate("Core", "it cannot be copied"));
    QFile::setPermissions(beside, kOwnerOnly);
    auto sound = checkSqlite(beside);
    if (sound)
        sound = markFile(beside);
    if (!sound) {
        QFile::remove(beside);
        return fail(sound.error());
    }
    QString kept;
    if (there) {
        kept = url.file + u".before-restore-"_s + timeStamp();
        if (auto saved = backupSqlite(url, kept); !saved)
            return fail(saved.error());
        // Closes the log into the file, so that none is left for the new one.
        Connection connection(url);
        if (auto opened = connection.open(url); !opened)
            return fail(opened.error());
        if (auto closed = connection.execute(u"PRAGMA journal_mode = DELETE"_s); !closed)
            return fail(closed.error());
    }
    std::error_code error;
    std::filesystem::rename(std::filesystem::path(beside.toStdU16String()),
                            std::filesystem::path(url.file.toStdU16String()),
                            error);
    if (!error)
        return kept;
    return fileProblem(url.file,
                       QCoreApplication::translate("Core", "another program has it open"));
}

/// Tables of ours, and the machines that work with them now.
struct Present
{
    bool tables = false;
    QString machines;
};

Result<Present> whatIsThere(Connection &connection)
{
    Present present;
    QSqlQuery query(connection.database());
    const auto failed
        = [&](const QString &sql) { return fail(connection.errorFrom(query.lastError(), sql)); };
    const QString tables
        = u"SELECT count(*), to_regclass('pelorus_worker') IS NOT NULL FROM pg_tables"
          " WHERE schemaname = ANY (current_schemas(false))"
          " AND (tablename LIKE 'uploader\\_%' OR tablename LIKE 'pelorus\\_%')"_s;
    if (!query.exec(tables) || !query.next())
        return failed(tables);
    present.tables = query.value(0).toInt() > 0;
    if (!query.value(1).toBool())
        return present;
    const QString machines = u"SELECT coalesce(string_agg(DISTINCT machine, ', '), '')"
                             " FROM pelorus_worker WHERE last_seen > now() - interval '60 s'"_s;
    if (!query.exec(machines) || !query.next())
        return failed(machines);
    present.machines = query.value(0).toString();
    return present;
}

Result<void> dump(const DatabaseUrl &url, const QString &to, const Call &call)
{
    QFile made(to);
    if (!made.open(QIODevice::WriteOnly | QIODevice::NewOnly, kOwnerOnly))
        return fileProblem(to, made.errorString());
    made.close();
    return runTool(u"pg_dump"_s,
                   url,
                   {u"--format=custom"_s,
                    u"--no-owner"_s,
                    u"--exclude-table=pelorus_restored"_s,
                    u"--file"_s,
                    to},
                   call);
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
    if (there->tables && !replace) {
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Core",
                                                "The database holds tables already. Use --replace "
                                                "to put the backup in their place."));
    }
    if (!there->machines.isEmpty()) {
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Core",
                                                "These machines work with the database now: %1. "
                                                "Close Pelorus there, wait a minute, and restore "
                                                "again.")
                        .arg(there->machines));
    }
    QString kept;
    QStringList arguments{u"--single-transaction"_s, u"--exit-on-error"_s, u"--no-owner"_s};
    if (there->tables) {
        kept = QFileInfo(from).absolutePath() + u"/before-restore-"_s + timeStamp() + u".dump"_s;
        if (auto saved = dump(url, kept, call); !saved) {
            QFile::remove(kept);
            return fail(saved.error());
        }
        arguments << u"--clean"_s << u"--if-exists"_s;
    }
    // Before, since between the restore and a mark somebody could start to work.
    if (auto marked = markRestored(connection); !marked)
        return fail(marked.error());
    const auto done = runTool(u"pg_restore"_s, url, arguments + QStringList{from}, call);
    QSqlQuery adopted(connection.database());
    const bool ours = adopted.exec(u"SELECT 1 WHERE to_regclass('pelorus_job') IS NOT NULL"_s)
        && adopted.next();
    if (done && ours)
        return kept;
    // A backup made before the adoption has nothing to settle.
    if (auto unmarked = connection.execute(u"DROP TABLE IF EXISTS pelorus_restored"_s); !unmarked)
        log::warn("db", toLogString(unmarked.error()));
    if (done)
        return kept;
    return fail(done.error());
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
    Result<void> done = parsed->engine == Engine::Sqlite ? backupSqlite(*parsed, part)
                                                         : dump(*parsed, part, call);
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
    RestoreReport report{*kept, std::nullopt};
    const QString media = mediaOfBackup(file);
    if (options.mediaRoot.isEmpty() || !QFileInfo(media).isDir())
        return report;
    auto back = bringMediaBack(media, options.mediaRoot, call);
    if (!back) {
        Error error = back.error();
        error.message = QCoreApplication::translate("Core",
                                                    "The database is restored; its videos could "
                                                    "not be brought back. %1")
                            .arg(error.message);
        return fail(std::move(error));
    }
    report.media = std::move(*back);
    return report;
}

} // namespace pelorus::store
