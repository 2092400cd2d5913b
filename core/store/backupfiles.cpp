// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backupfiles.h"

#include "core/base/savefile.h"
#include "core/store/connection.h"
#include "core/store/pgtools.h"
#include "core/store/restored.h"
#include "core/store/session.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QStorageInfo>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

/// What VACUUM INTO writes at most: the file's pages without the free ones.
Result<qint64> bytesInUse(Connection &connection)
{
    Query query(connection,
                u"SELECT (page_count - freelist_count) * page_size FROM pragma_page_count,"
                " pragma_freelist_count, pragma_page_size"_s);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    return query.next() ? query.number(0) : 0;
}

} // namespace

Result<void> makeOwnFile(const QString &path)
{
    QFile made(path);
    if (made.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                  QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return {};
    return cannotWrite(path, made.errorString());
}

Result<void> needsRoom(const QString &folder, qint64 bytes)
{
    bytes += 16LL * 1024 * 1024; // for others, and for what is rounded up
    const QStorageInfo disk(folder);
    if (!disk.isValid() || !disk.isReady() || disk.bytesAvailable() < 0
        || disk.bytesAvailable() >= bytes)
        return {};
    const QLocale locale;
    return fail(ErrorKind::Io,
                QCoreApplication::translate("Core",
                                            "There is too little room in %1: %2 are needed, a "
                                            "reserve included, and %3 are free. Free some, or "
                                            "choose another folder.")
                    .arg(QDir::toNativeSeparators(folder),
                         locale.formattedDataSize(bytes),
                         locale.formattedDataSize(disk.bytesAvailable())));
}

Result<void> copySqlite(const DatabaseUrl &url, const QString &to)
{
    if (!QFile::exists(url.file)) {
        return fail(
            ErrorKind::NotFound,
            QCoreApplication::translate("Core", "There is no database at %1.").arg(url.file));
    }
    Connection connection(url);
    if (auto opened = connection.open(url); !opened)
        return opened;
    const auto bytes = bytesInUse(connection);
    if (!bytes)
        return fail(bytes.error());
    if (auto room = needsRoom(QFileInfo(to).absolutePath(), *bytes); !room)
        return room;
    // VACUUM INTO fills an empty file that is there, which so has its rights from the start.
    if (auto made = makeOwnFile(to); !made)
        return made;
    QString name = to;
    if (auto done = connection.execute(u"VACUUM INTO '%1'"_s.arg(name.replace(u'\'', u"''"_s)));
        !done)
        return done;
    return markBackup(to);
}

Result<void> markBackup(const QString &file)
{
    const auto connection = openFile(file);
    if (!connection)
        return fail(connection.error());
    if (auto unmarked = unmarkLive(**connection); !unmarked)
        return unmarked;
    (*connection)->forgetStatements();
    return (*connection)->execute(u"PRAGMA journal_mode = DELETE"_s);
}

Result<void> dumpPostgres(const DatabaseUrl &url, int server, const QString &to, const Call &call)
{
    if (auto made = makeOwnFile(to); !made)
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

Result<int> serverVersion(const DatabaseUrl &url)
{
    Connection connection(url);
    if (auto opened = connection.open(url); !opened)
        return fail(opened.error());
    Query query(connection, u"SELECT current_setting('server_version_num')"_s);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    static_cast<void>(query.next());
    return query.text(0).toInt() / 10000;
}

} // namespace pelorus::store
