// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/url.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <memory>
#include <unordered_map>

class QSqlError;

namespace pelorus::store {

/// One thread's connection to one database. Lives and dies on that thread; at most one statement of
/// each text is kept prepared.
class Connection final
{
public:
    explicit Connection(const DatabaseUrl &url);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    [[nodiscard]] Engine engine() const { return m_engine; }
    [[nodiscard]] Result<void> open(const DatabaseUrl &url);
    [[nodiscard]] bool isOpen() const;
    void close();

    [[nodiscard]] QSqlDatabase database() const;
    [[nodiscard]] bool inTransaction() const { return m_inTransaction; }
    void setInTransaction(bool value) { m_inTransaction = value; }

    /// Marks the connection for re-opening; called for errors that mean it is gone.
    void setBroken() { m_broken = true; }
    [[nodiscard]] bool isBroken() const { return m_broken; }

    /// A prepared statement for this text, taken out of the cache or prepared anew.
    [[nodiscard]] Result<QSqlQuery> take(const QString &sql);
    void giveBack(const QString &sql, QSqlQuery query);
    void forgetStatements() { m_statements.clear(); }

    /// One statement as it is: no placeholders, not prepared.
    [[nodiscard]] Result<void> execute(const QString &sql);
    /// Our error for the database's: SQLSTATE and statement for the log, never values.
    [[nodiscard]] Error errorFrom(const QSqlError &error, const QString &sql);

private:
    [[nodiscard]] Result<void> configure();

    QString m_name;
    Engine m_engine;
    bool m_broken = false;
    bool m_inTransaction = false;
    std::unordered_map<QString, QSqlQuery> m_statements;
};

/// One SQLite file for the calling thread, past any Database: a backup, say.
[[nodiscard]] Result<std::unique_ptr<Connection>> openFile(const QString &file);

} // namespace pelorus::store
