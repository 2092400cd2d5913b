// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/session.h"

#include "core/base/threadguard.h"
#include "core/store/dialect.h"
#include "core/store/sqlerror.h"

#include <QRegularExpression>
#include <QSqlError>
#include <QThreadStorage>

#include <unordered_map>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

using Connections = std::unordered_map<quint64, std::unique_ptr<Connection>>;

/// This thread's connections by database number; closed when the thread ends. Not thread_local:
/// QThread::wait() and QThreadPool::waitForDone() return before C++ destroys thread_local objects,
/// so a pool's thread would close its connection while the program takes the drivers down.
QThreadStorage<Connections> s_connections;

Result<QHash<QString, QString>> requiredColumns(Connection &connection, const QString &table)
{
    QHash<QString, QString> found;
    if (connection.engine() == Engine::PostgreSql) {
        Query query(connection,
                    u"SELECT column_name, data_type FROM information_schema.columns"
                    " WHERE table_schema = ANY (current_schemas(false)) AND table_name = :table"
                    " AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'"
                    " AND is_generated = 'NEVER'"_s);
        if (auto ran = query.bind(u":table"_s, table).run(); !ran)
            return fail(ran.error());
        while (query.next())
            found.insert(query.text(0), neutralLiteral(Engine::PostgreSql, query.text(1)));
        return found;
    }
    Query query(connection,
                u"SELECT name, type, EXISTS (SELECT 1 FROM sqlite_master WHERE name = :table"
                " AND type = 'table' AND replace(lower(sql), '\"', '')"
                " LIKE '%json_valid(' || lower(i.name) || ')%')"
                " FROM pragma_table_info(:table) i"
                " WHERE \"notnull\" = 1 AND dflt_value IS NULL AND pk = 0"_s);
    if (auto ran = query.bind(u":table"_s, table).run(); !ran)
        return fail(ran.error());
    while (query.next())
        found.insert(query.text(0), neutralLiteral(Engine::Sqlite, query.text(1), query.flag(2)));
    return found;
}

} // namespace

Query::Query(Connection &connection, QString sql)
    : m_connection(connection)
    , m_sql(std::move(sql))
{
    auto taken = connection.take(m_sql);
    if (taken)
        m_query = std::move(*taken);
    else
        m_failed = taken.error();
}

Query::~Query()
{
    if (m_query)
        m_connection.giveBack(m_sql, std::move(*m_query));
}

Query &Query::bind(const QString &name, const QVariant &value)
{
    if (m_query)
        m_query->bindValue(name, value);
    return *this;
}

Query &Query::bind(const QString &name, const Secret &value)
{
    if (value.isEmpty())
        return bind(name, QVariant(QMetaType(QMetaType::QString)));
    value.reveal([&](const QByteArray &utf8) { bind(name, QString::fromUtf8(utf8)); });
    return *this;
}

Query &Query::bindTime(const QString &name, const QDateTime &time)
{
    return bind(name, timeValue(m_connection.engine(), time));
}

Result<void> Query::run()
{
    if (m_failed)
        return fail(*m_failed);
    bool done = false;
    {
        const Connection::Wait wait(m_connection);
        done = m_query->exec();
    }
    if (done)
        return {};
    return fail(m_connection.errorFrom(m_query->lastError(), m_sql));
}

bool Query::next()
{
    return m_query && m_query->next();
}

QDateTime Query::time(int column) const
{
    return timeFromColumn(m_connection.engine(), value(column));
}

std::optional<QDateTime> Query::optionalTime(int column) const
{
    const QDateTime found = time(column);
    return found.isValid() ? std::optional(found) : std::nullopt;
}

Result<std::unique_ptr<Transaction>> Transaction::begin(Connection &connection,
                                                        Durability durability)
{
    // A deferred transaction that upgrades fails at once on SQLite, whatever the busy timeout says.
    const bool lite = connection.engine() == Engine::Sqlite;
    const bool relaxed = durability == Durability::Relaxed;
    if (lite && relaxed) {
        // Cannot be changed inside a transaction.
        if (auto set = connection.execute(u"PRAGMA synchronous = NORMAL"_s); !set)
            return fail(set.error());
    }
    auto begun = connection.execute(lite ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s);
    std::unique_ptr<Transaction> transaction(new Transaction(connection, durability));
    if (!begun) {
        transaction->ended();
        return fail(begun.error());
    }
    connection.setInTransaction(true);
    if (!lite && relaxed) {
        if (auto set = connection.execute(u"SET LOCAL synchronous_commit = off"_s); !set)
            return fail(set.error());
    }
    return transaction;
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    if (!m_connection.isBroken())
        static_cast<void>(m_connection.execute(u"ROLLBACK"_s));
    ended();
}

void Transaction::ended()
{
    m_open = false;
    m_connection.setInTransaction(false);
    if (m_connection.engine() != Engine::Sqlite || m_durability == Durability::Durable)
        return;
    // The next durable commit must not find the relaxed setting: better a new connection.
    if (!m_connection.execute(u"PRAGMA synchronous = FULL"_s))
        m_connection.setBroken();
}

Result<void> Transaction::commit()
{
    auto committed = m_connection.execute(u"COMMIT"_s);
    if (!committed)
        return committed;
    ended();
    return {};
}

QString commitName(const SourceLocation &where)
{
    static const QRegularExpression s_function(u"(?:\\w+::)?\\w+(?=\\()"_s);
    return u"commit "_s % s_function.match(QString::fromLatin1(where.function_name())).captured();
}

bool mayRunAgain(const Error &error)
{
    return isSerialisation(error);
}

Database::Private::~Private()
{
    s_connections.localData().erase(number);
}

ConnectionScope::~ConnectionScope()
{
    if (s_connections.hasLocalData())
        s_connections.localData().clear();
}

Result<Connection *> Database::Private::connection()
{
    mayBlock("SQL");
    auto &slot = s_connections.localData()[number];
    if (!slot)
        slot = std::make_unique<Connection>(url, watchdog);
    if (!slot->isOpen()) {
        if (auto opened = slot->open(url); !opened)
            return fail(opened.error());
    }
    return slot.get();
}

Result<SharedInsert> extraFor(Database::Private &d,
                              Connection &connection,
                              const QString &table,
                              const QStringList &columns)
{
    QHash<QString, QString> required;
    {
        const std::lock_guard lock(d.mutex);
        if (d.extraColumns.contains(table))
            required = d.extraColumns.value(table);
    }
    if (required.isEmpty()) {
        const auto read = requiredColumns(connection, table);
        if (!read)
            return fail(read.error());
        required = *read;
        const std::lock_guard lock(d.mutex);
        d.extraColumns.insert(table, required);
    }
    SharedInsert extra;
    for (auto it = required.cbegin(); it != required.cend(); ++it) {
        if (columns.contains(it.key()) || it.key() == "id"_L1)
            continue;
        extra.columns += u", \""_s % it.key() % u'"';
        extra.values += u", "_s % it.value();
    }
    return extra;
}

} // namespace pelorus::store
