// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/crashpoint.h"
#include "core/store/connection.h"
#include "core/store/filelock.h"

#include <QDateTime>
#include <QVariant>

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <source_location>

namespace pelorus::store {

/// One statement with named placeholders, run on the calling thread's connection. The text is
/// expanded by the dialect and kept prepared. Rows are read by next(); the destructor gives the
/// statement back.
class Query final
{
public:
    Query(Connection &connection, QString sql);
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    Query &bind(const QString &name, const QVariant &value);
    /// A secret's text, seen only by the driver. Empty binds NULL.
    Query &bind(const QString &name, const Secret &value);
    Query &bindTime(const QString &name, const QDateTime &time);
    [[nodiscard]] Result<void> run();
    [[nodiscard]] bool next();
    [[nodiscard]] QVariant value(int column) const { return m_query->value(column); }
    [[nodiscard]] QString text(int column) const { return value(column).toString(); }
    [[nodiscard]] qint64 number(int column) const { return value(column).toLongLong(); }
    [[nodiscard]] bool flag(int column) const { return value(column).toBool(); }
    [[nodiscard]] QDateTime time(int column) const;
    [[nodiscard]] std::optional<QDateTime> optionalTime(int column) const;
    [[nodiscard]] int affected() const { return m_query->numRowsAffected(); }

private:
    Connection &m_connection;
    QString m_sql;
    std::optional<QSqlQuery> m_query;
    std::optional<Error> m_failed;
};

/// Rolls back unless committed.
class Transaction final
{
public:
    enum class Durability { Durable, Relaxed };
    [[nodiscard]] static Result<std::unique_ptr<Transaction>> begin(Connection &connection,
                                                                    Durability durability);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    [[nodiscard]] Result<void> commit();

private:
    Transaction(Connection &connection, Durability durability)
        : m_connection(connection)
        , m_durability(durability)
    {
    }
    void ended();
    Connection &m_connection;
    Durability m_durability;
    bool m_open = true;
};

#ifdef __cpp_lib_source_location
using SourceLocation = std::source_location;
#else
/// The clang 14 of clang-tidy has no std::source_location with this library.
struct SourceLocation
{
    [[nodiscard]] static constexpr SourceLocation current(const char *name = __builtin_FUNCTION())
    {
        return {name};
    }
    [[nodiscard]] constexpr const char *function_name() const { return name; }
    const char *name;
};
#endif

struct Database::Private
{
    DatabaseUrl url;
    Role role = Role::Viewer;
    quint64 number = 0; ///< never used twice in a process
    FileLock runnerLock;
    std::shared_ptr<Watchdog> watchdog = std::make_shared<Watchdog>(); ///< of all connections
    std::mutex mutex;
    std::atomic<quint64> durableCommits = 0;
    std::atomic<quint64> relaxedCommits = 0;
    QString instanceId;
    QHash<QString, QHash<QString, QString>>
        extraColumns; ///< table → unknown NOT NULL column → literal

    ~Private();

    /// The calling thread's connection, open; made on first use, closed when the thread ends.
    [[nodiscard]] Result<Connection *> connection();

    /// Reads; a connection that turns out to be gone is opened anew once.
    template <typename Work>
    [[nodiscard]] auto read(Work work) -> decltype(work(std::declval<Connection &>()));
    /// All of `work` in one transaction; run again from its start after a deadlock or when the
    /// connection was gone before COMMIT was sent. `where` names the crash point.
    template <typename Work>
    [[nodiscard]] auto write(Work work,
                             Transaction::Durability durability = Transaction::Durability::Durable,
                             const SourceLocation &where = SourceLocation::current())
        -> decltype(work(std::declval<Connection &>()));
};

/// "commit JobStore::claim".
[[nodiscard]] QString commitName(const SourceLocation &where);
[[nodiscard]] bool mayRunAgain(const Error &error);

template <typename Work>
auto Database::Private::read(Work work) -> decltype(work(std::declval<Connection &>()))
{
    for (int attempt = 1;; ++attempt) {
        const auto open = connection();
        if (!open)
            return fail(open.error());
        auto result = work(**open);
        if (result || !(*open)->isBroken() || attempt == 2)
            return result;
    }
}

template <typename Work>
auto Database::Private::write(Work work,
                              Transaction::Durability durability,
                              const SourceLocation &where)
    -> decltype(work(std::declval<Connection &>()))
{
    std::optional<CrashPoint> point;
    if (durability == Transaction::Durability::Durable)
        point.emplace(commitName(where));
    for (int attempt = 1;; ++attempt) {
        const auto open = connection();
        if (!open)
            return fail(open.error());
        auto transaction = Transaction::begin(**open, durability);
        if (!transaction) {
            if ((*open)->isBroken() && attempt < 3)
                continue;
            return fail(transaction.error());
        }
        auto result = work(**open);
        if (!result) {
            // Before COMMIT was sent nothing is done, so a lost line costs a repetition only.
            const bool undone = mayRunAgain(result.error()) || (*open)->isBroken();
            const bool again = undone && attempt < 4;
            transaction->reset();
            if (again)
                continue;
            return result;
        }
        auto committed = (*transaction)->commit();
        if (!committed) {
            if (mayRunAgain(committed.error()) && attempt < 4)
                continue;
            return fail(committed.error());
        }
        ++(durability == Transaction::Durability::Durable ? durableCommits : relaxedCommits);
        return result;
    }
}

/// Columns and values of an INSERT into a shared table, with what unknown NOT NULL columns need.
/// `columns` is the list of names that the caller gives.
struct SharedInsert
{
    QString columns; ///< ", extra1, extra2"
    QString values;  ///< ", '', 0"
};
[[nodiscard]] Result<SharedInsert> extraFor(Database::Private &d,
                                            Connection &connection,
                                            const QString &table,
                                            const QStringList &columns);

} // namespace pelorus::store
