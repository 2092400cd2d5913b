// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/sqlite.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace pelorus::transfer {

Result<Sqlite> Sqlite::open(const QString &path, Mode mode, std::chrono::milliseconds busy)
{
    sqlite3 *handle = nullptr;
    const bool readOnly = mode == Mode::ReadOnly;
    const QByteArray name = path.toUtf8();
    const int flags = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    const int code = sqlite3_open_v2(name.constData(), &handle, flags, nullptr);
    Sqlite db(handle);
    if (code != SQLITE_OK)
        return fail(db.error(QFileInfo(path).fileName()));
    sqlite3_busy_timeout(handle, int(busy.count()));
    if (readOnly) {
        if (auto set = db.run("PRAGMA query_only = ON"); !set)
            return fail(set.error());
    }
    // Names what is no database at once.
    if (auto look = db.number("SELECT count(*) FROM sqlite_master"); !look)
        return fail(look.error());
    return db;
}

Error Sqlite::error(const QString &what) const
{
    const int code = m_db == nullptr ? SQLITE_NOMEM : sqlite3_extended_errcode(m_db);
    const int primary = code & 0xFF;
    if (primary == SQLITE_INTERRUPT)
        return {ErrorKind::Cancelled,
                QCoreApplication::translate("Core", "It was stopped."),
                {},
                code,
                {},
                {}};
    QString text
        = QCoreApplication::translate("Core", "The SQLite file could not be read or written (%1).");
    if (primary == SQLITE_NOTADB)
        text = QCoreApplication::translate("Core", "This is no SQLite database (%1).");
    else if (primary == SQLITE_CORRUPT)
        text = QCoreApplication::translate("Core",
                                           "The SQLite file is damaged (%1). Restore a backup or "
                                           "repair it with “sqlite3 FILE .recover”.");
    else if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED)
        text = QCoreApplication::translate("Core",
                                           "Another program has the SQLite file locked (%1). "
                                           "Close it and try again.");
    else if (primary == SQLITE_FULL)
        text = QCoreApplication::translate("Core", "The disk is full (%1).");
    return {ErrorKind::Storage,
            text.arg(QString::fromLatin1(sqlite3_errstr(primary))),
            what,
            code,
            QString::number(code),
            {}};
}

Result<void> Sqlite::run(const std::string &sql)
{
    if (sqlite3_exec(m_db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK)
        return {};
    return fail(error(QString::fromStdString(sql)));
}

Result<std::int64_t> Sqlite::number(const std::string &sql)
{
    Statement statement(*this, sql);
    if (!statement.ok())
        return fail(error(QString::fromStdString(sql)));
    const auto row = statement.step();
    if (!row)
        return fail(row.error());
    return *row ? statement.number(0) : 0;
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return fail(m_db.error(QString::fromUtf8(sqlite3_sql(m_statement))));
}

Cell Statement::cell(int column) const
{
    Cell cell;
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_NULL:
        cell.kind = Cell::Kind::Null;
        return cell;
    case SQLITE_INTEGER:
        cell.kind = Cell::Kind::Integer;
        cell.integer = sqlite3_column_int64(m_statement, column);
        return cell;
    case SQLITE_FLOAT:
        cell.kind = Cell::Kind::Real;
        cell.real = sqlite3_column_double(m_statement, column);
        return cell;
    case SQLITE_BLOB:
        cell.kind = Cell::Kind::Blob;
        break;
    default:
        cell.kind = Cell::Kind::Text;
    }
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    cell.text = {bytes == nullptr ? "" : bytes, size_t(sqlite3_column_bytes(m_statement, column))};
    return cell;
}

std::string inQuotes(std::string_view name)
{
    std::string out = "\"";
    for (const char c : name) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out + '"';
}

} // namespace pelorus::transfer
