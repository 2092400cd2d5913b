// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transfer/value.h"

#include "core/base/error.h"

#include <sqlite3.h>

#include <chrono>

namespace pelorus::transfer {

/// SQLite itself instead of QtSql, whose QString loses the bytes that are to be healed.
class Sqlite final
{
public:
    enum class Mode { ReadOnly, ReadWrite };
    /// `busy` is how long each statement waits for another program, the first look included.
    [[nodiscard]] static Result<Sqlite>
    open(const QString &path, Mode mode, std::chrono::milliseconds busy = std::chrono::seconds(10));
    Sqlite(Sqlite &&other) noexcept
        : m_db(std::exchange(other.m_db, nullptr))
    {
    }
    Sqlite &operator=(Sqlite &&) = delete;
    ~Sqlite() { sqlite3_close_v2(m_db); }

    [[nodiscard]] Result<void> run(const std::string &sql);
    /// First column of the first row.
    [[nodiscard]] Result<std::int64_t> number(const std::string &sql);
    /// Ends a running statement from any thread.
    void interrupt() { sqlite3_interrupt(m_db); }
    /// Our error for the last one; never SQLite's text, which quotes values.
    [[nodiscard]] Error error(const QString &what) const;
    [[nodiscard]] sqlite3 *handle() const { return m_db; }

private:
    explicit Sqlite(sqlite3 *db)
        : m_db(db)
    {
    }
    sqlite3 *m_db;
};

class Statement final
{
public:
    Statement(Sqlite &db, const std::string &sql)
        : m_db(db)
    {
        m_ok = sqlite3_prepare_v2(db.handle(), sql.c_str(), -1, &m_statement, nullptr) == SQLITE_OK;
    }
    ~Statement() { sqlite3_finalize(m_statement); }
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    [[nodiscard]] bool ok() const { return m_ok; }
    /// True for a row, false at the end.
    [[nodiscard]] Result<bool> step();
    void reset() { sqlite3_reset(m_statement); }
    [[nodiscard]] Cell cell(int column) const;
    [[nodiscard]] std::string text(int column) const { return std::string(cell(column).text); }
    [[nodiscard]] std::int64_t number(int column) const
    {
        return sqlite3_column_int64(m_statement, column);
    }
    [[nodiscard]] sqlite3_stmt *handle() const { return m_statement; }

private:
    Sqlite &m_db;
    sqlite3_stmt *m_statement = nullptr;
    bool m_ok = false;
};

/// "name", for a name from a database.
[[nodiscard]] std::string inQuotes(std::string_view name);

} // namespace pelorus::transfer
