// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/connection.h"

#include "core/store/dialect.h"
#include "core/store/sqlerror.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QSqlResult>

#include <libpq-fe.h>

#include <atomic>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

std::atomic<quint64> g_connections{0};

constexpr int kMostStatements = 200;

/// To say good-bye. A server that does not listen forgets the session by itself.
constexpr std::chrono::milliseconds kFarewell{5'000};
/// For the first statements, which need no table and no disk.
constexpr std::chrono::milliseconds kGreeting{15'000};

/// QSqlQuery has no way to let go of its values but to give it others, by names it does not tell.
struct BoundValues : QSqlResult
{
    static void clear(const QSqlQuery &query)
    {
        if (query.result() != nullptr)
            (query.result()->*(&BoundValues::boundValues))().fill({});
    }
};

} // namespace

Connection::Connection(const DatabaseUrl &url, std::shared_ptr<Watchdog> watchdog)
    : m_name(u"pelorus-%1"_s.arg(++g_connections))
    , m_engine(url.engine)
    , m_watchdog(watchdog ? std::move(watchdog) : std::make_shared<Watchdog>())
{
    QSqlDatabase::addDatabase(m_engine == Engine::PostgreSql ? u"QPSQL"_s : u"QSQLITE"_s, m_name);
}

Connection::~Connection()
{
    close();
    QSqlDatabase::removeDatabase(m_name);
}

QSqlDatabase Connection::database() const
{
    return QSqlDatabase::database(m_name, false);
}

bool Connection::isOpen() const
{
    return !m_broken && database().isOpen();
}

void Connection::close()
{
    {
        const Wait wait(
            *this, std::min(m_patience, kFarewell)); // each statement is let go of at the server
        m_statements.clear();
        m_inTransaction = false;
        QSqlDatabase db = database();
        if (db.isOpen())
            db.close();
    }
    m_watchdog->remove(std::exchange(m_line, 0));
}

PGconn *Connection::native() const
{
    const QVariant handle = database().driver()->handle();
    const QByteArrayView type = handle.typeName();
    const bool known = type == "pg_conn*" || type == "PGconn*";
    return known ? *static_cast<PGconn *const *>(handle.constData()) : nullptr;
}

void Connection::watch()
{
    PGconn *connection = native();
    m_line = m_watchdog->add(connection != nullptr ? qintptr(PQsocket(connection)) : -1);
}

Result<void> Connection::open(const DatabaseUrl &url)
{
    close();
    m_broken = false;
    m_patience = kGreeting;
    QSqlDatabase db = database();
    if (!db.isValid())
        return fail(driverMissing(m_engine));
    bool opened = false;
    if (m_engine == Engine::Sqlite) {
        db.setDatabaseName(url.file);
        db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=10000"_s);
        opened = db.open();
    } else {
        db.setHostName(url.host);
        db.setPort(url.port);
        db.setDatabaseName(url.database);
        QString options = u"application_name=pelorus;keepalives_idle=30;keepalives_interval=10;"
                          "keepalives_count=3;tcp_user_timeout=20000;"_s;
        if (!url.options.contains("connect_timeout"_L1))
            options += u"connect_timeout=10;"_s;
        db.setConnectOptions(options + url.options);
        opened = url.password.reveal([&db, &url](const QByteArray &password) {
            return db.open(url.user, QString::fromUtf8(password));
        });
    }
    if (!opened)
        return fail(m_engine == Engine::Sqlite ? openError(db.lastError()) : connectError(url));
    if (m_engine == Engine::PostgreSql)
        watch();
    auto configured = configure();
    if (!configured)
        close();
    m_patience = kPatience;
    return configured;
}

Result<void> Connection::configure()
{
    if (m_engine == Engine::Sqlite) {
        for (const QString &pragma : {u"PRAGMA foreign_keys = ON"_s,
                                      u"PRAGMA synchronous = FULL"_s,
                                      u"PRAGMA temp_store = MEMORY"_s}) {
            if (auto done = execute(pragma); !done)
                return done;
        }
        return {};
    }
    for (const QString &setting :
         {u"SET TIME ZONE 'UTC'"_s,
          u"SET client_min_messages = 'warning'"_s,
          u"SET lock_timeout = '15s'"_s,
          u"SET statement_timeout = '60s'"_s,
          u"SET idle_in_transaction_session_timeout = '60s'"_s,
          // Durable commits are ours to ask for, whatever the server's default is.
          u"SELECT set_config('synchronous_commit', 'on', false)"
          " WHERE current_setting('synchronous_commit') IN ('off', 'local')"_s}) {
        if (auto done = execute(setting); !done)
            return done;
    }
    return {};
}

Result<QSqlQuery> Connection::take(const QString &sql)
{
    const auto kept = m_statements.find(sql);
    if (kept != m_statements.end()) {
        QSqlQuery query = std::move(kept->second);
        m_statements.erase(kept);
        return query;
    }
    QSqlQuery query(database());
    // QPSQL streams forward-only results row by row, and any other query in between loses the rest.
    query.setForwardOnly(m_engine == Engine::Sqlite);
    const Wait wait(*this);
    if (!query.prepare(expand(m_engine, sql)))
        return fail(errorFrom(query.lastError(), sql));
    return query;
}

void Connection::giveBack(const QString &sql, QSqlQuery query)
{
    const Wait wait(*this);
    query.finish();
    if (m_broken || m_statements.size() >= kMostStatements) {
        query = QSqlQuery(); // the server is told while the watchdog looks
        return;
    }
    BoundValues::clear(query); // passwords among them
    m_statements.insert_or_assign(sql, std::move(query));
}

Result<void> Connection::execute(const QString &sql)
{
    QSqlQuery query(database());
    const Wait wait(*this);
    if (!query.exec(sql))
        return fail(errorFrom(query.lastError(), sql));
    return {};
}

Error Connection::errorFrom(const QSqlError &error, const QString &sql)
{
    QString code = error.nativeErrorCode();
    // After the backend died the next statement fails without any code.
    if (m_engine == Engine::PostgreSql && code.isEmpty())
        code = u"08000"_s;
    if (m_engine == Engine::PostgreSql && isConnectionLost(code))
        m_broken = true;
    // Somebody dropped the session's prepared statements (DISCARD ALL): a new session has none to
    // miss.
    if (code == "26000"_L1)
        m_broken = true;
    return statementError(m_engine, code, sql);
}

Result<std::unique_ptr<Connection>> openFile(const QString &file)
{
    DatabaseUrl url;
    url.file = file;
    auto connection = std::make_unique<Connection>(url);
    if (auto opened = connection->open(url); !opened)
        return fail(opened.error());
    return connection;
}

} // namespace pelorus::store
