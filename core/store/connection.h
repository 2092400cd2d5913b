// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/url.h"
#include "core/store/watchdog.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <chrono>
#include <memory>
#include <unordered_map>

class QSqlError;
using PGconn = struct pg_conn;

namespace pelorus::store {

/// One thread's connection to one database. Lives and dies on that thread; at most one statement of
/// each text is kept prepared.
class Connection final
{
public:
    /// Longer than the server's own limit for a statement, see configure().
    static constexpr std::chrono::milliseconds kPatience{75'000};

    /// `watchdog` may serve many connections; without one it has its own.
    explicit Connection(const DatabaseUrl &url, std::shared_ptr<Watchdog> watchdog = {});
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    [[nodiscard]] Engine engine() const { return m_engine; }
    [[nodiscard]] Result<void> open(const DatabaseUrl &url);
    [[nodiscard]] bool isOpen() const;
    void close();

    [[nodiscard]] QSqlDatabase database() const;
    /// For what Qt's driver cannot do, COPY; nullptr on SQLite. Of the driver, until close().
    [[nodiscard]] PGconn *native() const;
    [[nodiscard]] bool inTransaction() const { return m_inTransaction; }
    void setInTransaction(bool value) { m_inTransaction = value; }

    /// Marks the connection for re-opening; called for errors that mean it is gone.
    void setBroken() { m_broken = true; }
    [[nodiscard]] bool isBroken() const { return m_broken; }

    /// A prepared statement for this text, taken out of the cache or prepared anew.
    [[nodiscard]] Result<QSqlQuery> take(const QString &sql);
    void giveBack(const QString &sql, QSqlQuery query);
    void forgetStatements() { m_statements.clear(); }

    /// While it lives the server has to answer within the connection's patience, or the connection
    /// is cut: what waits for it fails as if the server had gone. Not nested.
    class Wait final
    {
    public:
        explicit Wait(const Connection &connection)
            : Wait(connection, connection.m_patience)
        {
        }
        Wait(const Connection &connection, std::chrono::milliseconds patience)
            : m_connection(connection)
        {
            if (m_connection.m_line != 0)
                m_connection.m_watchdog->arm(m_connection.m_line, patience);
        }
        ~Wait()
        {
            if (m_connection.m_line != 0)
                m_connection.m_watchdog->disarm(m_connection.m_line);
        }
        Wait(const Wait &) = delete;
        Wait &operator=(const Wait &) = delete;

    private:
        const Connection &m_connection;
    };
    /// For what the server was told to take longer over; until the next open().
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }

    /// One statement as it is: no placeholders, not prepared.
    [[nodiscard]] Result<void> execute(const QString &sql);
    /// Our error for the database's: SQLSTATE and statement for the log, never values.
    [[nodiscard]] Error errorFrom(const QSqlError &error, const QString &sql);

private:
    [[nodiscard]] Result<void> configure();
    void watch();

    QString m_name;
    Engine m_engine;
    std::shared_ptr<Watchdog> m_watchdog;
    Watchdog::Line m_line = 0; ///< 0 while closed and on SQLite
    std::chrono::milliseconds m_patience = kPatience;
    bool m_broken = false;
    bool m_inTransaction = false;
    std::unordered_map<QString, QSqlQuery> m_statements;
};

/// One SQLite file for the calling thread, past any Database: a backup, say.
[[nodiscard]] Result<std::unique_ptr<Connection>> openFile(const QString &file);

} // namespace pelorus::store
