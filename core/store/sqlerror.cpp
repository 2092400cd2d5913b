// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlerror.h"

#include "core/store/libpq.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

Error made(ErrorKind kind, const QString &message, const QString &nativeCode, const QString &sql)
{
    Error error{kind, message, {}, nativeCode.toInt(), nativeCode, {}};
    error.detail = u"SQL error %1 at: %2"_s.arg(nativeCode, sql.simplified().left(160));
    return error;
}

Error postgresError(const QString &code, const QString &sql)
{
    if (isConnectionLost(code))
        return made(ErrorKind::Network,
                    QCoreApplication::translate("Core",
                                                "The database cannot be reached. Check the "
                                                "network and the server; Pelorus tries "
                                                "again by itself."),
                    code,
                    sql);
    if (code == "23505"_L1)
        return made(ErrorKind::Conflict,
                    QCoreApplication::translate("Core", "The database has such an entry already."),
                    code,
                    sql);
    if (code == "55P03"_L1 || code == "57014"_L1)
        return made(ErrorKind::Timeout,
                    QCoreApplication::translate("Core",
                                                "The database took too long, probably "
                                                "because another program holds a lock. Try "
                                                "again."),
                    code,
                    sql);
    if (code == "22001"_L1 || code.startsWith("22P"_L1) || code == "22021"_L1)
        return made(ErrorKind::InvalidInput,
                    QCoreApplication::translate("Core",
                                                "A value does not fit into its column: it "
                                                "is too long or holds a character that the "
                                                "database refuses. Shorten or correct it."),
                    code,
                    sql);
    if (code.startsWith("53"_L1) || code == "58030"_L1)
        return made(ErrorKind::Storage,
                    QCoreApplication::translate("Core",
                                                "The database server is out of room (disk, "
                                                "memory or connections). Free some and try "
                                                "again."),
                    code,
                    sql);
    if (code == "42501"_L1)
        return made(ErrorKind::Auth,
                    QCoreApplication::translate("Core",
                                                "The database user lacks a right. Ask the "
                                                "administrator to grant it."),
                    code,
                    sql);
    if (code == "42P01"_L1)
        return made(ErrorKind::Storage,
                    QCoreApplication::translate("Core",
                                                "The database has no Pelorus tables yet. "
                                                "Run “pelorus-cli migrate” first."),
                    code,
                    sql);
    return made(ErrorKind::Storage,
                QCoreApplication::translate("Core",
                                            "The database refused a statement (SQLSTATE "
                                            "%1). The log has the details.")
                    .arg(code),
                code,
                sql);
}

Error sqliteError(const QString &code, const QString &sql)
{
    const int number = code.toInt();
    switch (number & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return made(ErrorKind::Timeout,
                    QCoreApplication::translate("Core",
                                                "The database file is held by another "
                                                "program. Try again."),
                    code,
                    sql);
    case 8:  // SQLITE_READONLY
    case 10: // SQLITE_IOERR
    case 14: // SQLITE_CANTOPEN
        return made(ErrorKind::Io,
                    QCoreApplication::translate("Core",
                                                "The database file cannot be read or "
                                                "written. Check the disk and the rights of "
                                                "its folder."),
                    code,
                    sql);
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return made(ErrorKind::Storage,
                    QCoreApplication::translate("Core",
                                                "The database file is damaged or is no "
                                                "SQLite file. Restore a backup."),
                    code,
                    sql);
    case 13: // SQLITE_FULL
        return made(ErrorKind::Storage,
                    QCoreApplication::translate("Core",
                                                "The disk with the database is full. Free "
                                                "some room and try again."),
                    code,
                    sql);
    case 19: // SQLITE_CONSTRAINT: 2067 unique, 1555 primary key, 275 check
        if (number == 2067 || number == 1555)
            return made(
                ErrorKind::Conflict,
                QCoreApplication::translate("Core", "The database has such an entry already."),
                code,
                sql);
        break;
    default:
        break;
    }
    return made(ErrorKind::Storage,
                QCoreApplication::translate("Core",
                                            "The database refused a statement (code %1). "
                                            "The log has the details.")
                    .arg(code),
                code,
                sql);
}

} // namespace

bool isConnectionLost(const QString &nativeCode)
{
    return nativeCode.startsWith("08"_L1) || nativeCode.startsWith("57P0"_L1)
        || nativeCode == "25P03"_L1;
}

bool isUnreadable(const Error &error)
{
    constexpr int kFull = 13; // SQLITE_FULL: the disk, not the file
    return error.kind == ErrorKind::Storage && (error.name.toInt() & 0xff) != kFull;
}

bool isSerialisation(const Error &error)
{
    return error.name == "40001"_L1 || error.name == "40P01"_L1;
}

Error statementError(Engine engine, const QString &nativeCode, const QString &sql)
{
    return engine == Engine::PostgreSql ? postgresError(nativeCode, sql)
                                        : sqliteError(nativeCode, sql);
}

Error openError(const QSqlError &error)
{
    return sqliteError(error.nativeErrorCode(), u"open"_s);
}

Error connectError(const DatabaseUrl &url)
{
    const QString code = refusalCode(url);
    if (code == "42501"_L1) // CONNECT on the database
        return postgresError(code, u"connect"_s);
    if (code.startsWith("28"_L1))
        return made(ErrorKind::Auth,
                    QCoreApplication::translate("Core",
                                                "The database server refused the user name "
                                                "or the password. Correct them in its "
                                                "address."),
                    code,
                    u"connect"_s);
    if (code == "3D000"_L1)
        return made(ErrorKind::NotFound,
                    QCoreApplication::translate("Core",
                                                "The database or its user does not exist "
                                                "on the server. Check the name in its "
                                                "address."),
                    code,
                    u"connect"_s);
    return made(ErrorKind::Network,
                QCoreApplication::translate("Core",
                                            "The database server cannot be reached. Check "
                                            "its address, the network and whether it "
                                            "runs."),
                u"08001"_s,
                u"connect"_s);
}

Error driverMissing(Engine engine)
{
    const QString driver = engine == Engine::PostgreSql ? u"QPSQL"_s : u"QSQLITE"_s;
    return Error{ErrorKind::Unsupported,
                 QCoreApplication::translate("Core",
                                             "The Qt database driver %1 is missing. "
                                             "Install Pelorus again.")
                     .arg(driver),
                 u"available: "_s % QSqlDatabase::drivers().join(u','),
                 0,
                 {},
                 {}};
}

} // namespace pelorus::store
