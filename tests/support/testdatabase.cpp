// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testdatabase.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>
#include <QUuid>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {
namespace {

struct Server
{
    QString host;
    QString port;
    QString user;
    QString password;
    QString problem;
};

/// A cluster of this process's own, in a temporary folder, reached by a unix socket.
class OwnCluster final
{
public:
    OwnCluster()
    {
        const QStringList versions = QDir(u"/usr/lib/postgresql"_s)
                                         .entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        if (versions.isEmpty()) {
            server.problem = u"PostgreSQL's programs are not installed (package postgresql)"_s;
            return;
        }
        m_bin = u"/usr/lib/postgresql/%1/bin/"_s.arg(versions.last());
        QDir(m_folder.path()).mkdir(u"data"_s);
        if (isRoot())
            run(u"chown"_s, {u"-R"_s, u"postgres"_s, m_folder.path()});
        if (!asServer(
                u"initdb"_s,
                {u"-D"_s, data(), u"-U"_s, u"postgres"_s, u"-A"_s, u"trust"_s, u"--no-sync"_s}))
            return;
        m_started = asServer(u"pg_ctl"_s,
                             {u"-D"_s,
                              data(),
                              u"-w"_s,
                              u"-l"_s,
                              m_folder.filePath(u"log"_s),
                              u"-o"_s,
                              u"-c listen_addresses='' -c fsync=off -k %1"_s.arg(m_folder.path()),
                              u"start"_s});
        server.host = m_folder.path();
        server.port = u"5432"_s;
        server.user = u"postgres"_s;
    }

    ~OwnCluster()
    {
        if (m_started)
            asServer(u"pg_ctl"_s, {u"-D"_s, data(), u"-m"_s, u"immediate"_s, u"-w"_s, u"stop"_s});
    }

    /// As a power cut: nothing is written down, the log is replayed at the start.
    [[nodiscard]] bool crashAndStart()
    {
        return asServer(u"pg_ctl"_s,
                        {u"-D"_s,
                         data(),
                         u"-w"_s,
                         u"-m"_s,
                         u"immediate"_s,
                         u"-l"_s,
                         m_folder.filePath(u"log"_s),
                         u"restart"_s});
    }

    Server server;

private:
    [[nodiscard]] QString data() const { return m_folder.filePath(u"data"_s); }

    static bool isRoot()
    {
#ifdef Q_OS_UNIX
        return ::geteuid() == 0;
#else
        return false;
#endif
    }

    bool run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.setStandardOutputFile(QProcess::nullDevice());
        process.start(program, arguments);
        if (process.waitForFinished(60000) && process.exitCode() == 0)
            return true;
        server.problem = u"%1 did not work"_s.arg(program);
        return false;
    }

    bool asServer(const QString &program, QStringList arguments)
    {
        if (!isRoot())
            return run(m_bin + program, arguments);
        arguments = QStringList{u"-u"_s, u"postgres"_s, u"--"_s, m_bin + program} + arguments;
        return run(u"runuser"_s, arguments);
    }

    QTemporaryDir m_folder{u"/tmp/pelorus-pg-XXXXXX"_s};
    QString m_bin;
    bool m_started = false;
};

OwnCluster *ownCluster()
{
    static const std::unique_ptr<OwnCluster> own
        = qEnvironmentVariableIsSet("PGHOST") ? nullptr : std::make_unique<OwnCluster>();
    return own.get();
}

const Server &server()
{
    static const OwnCluster *own = ownCluster();
    static const Server found = own ? own->server
                                    : Server{qEnvironmentVariable("PGHOST"),
                                             qEnvironmentVariable("PGPORT", u"5432"_s),
                                             qEnvironmentVariable("PGUSER", u"postgres"_s),
                                             qEnvironmentVariable("PGPASSWORD"),
                                             {}};
    return found;
}

QString administer(const QString &sql)
{
    const Server &s = server();
    if (!s.problem.isEmpty())
        return s.problem;
    const QString name = QUuid::createUuid().toString();
    QString problem;
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(u"QPSQL"_s, name);
        db.setHostName(s.host);
        db.setPort(s.port.toInt());
        db.setDatabaseName(u"postgres"_s);
        db.setUserName(s.user);
        db.setPassword(s.password);
        if (!db.open() || !QSqlQuery(db).exec(sql))
            problem = u"PostgreSQL at %1: %2"_s.arg(s.host, db.lastError().text());
    }
    QSqlDatabase::removeDatabase(name);
    return problem;
}

} // namespace

TestDatabase::TestDatabase(const QString &engine, store::Role role)
{
    if (engine == "sqlite"_L1) {
        m_url = u"sqlite:///"_s + m_folder.filePath(u"test.db"_s);
    } else {
        m_name = u"pelorus_test_"_s + QUuid::createUuid().toString(QUuid::Id128).left(12);
        m_problem = administer(u"CREATE DATABASE "_s + m_name);
        if (!m_problem.isEmpty())
            return;
        const Server &s = server();
        const QString login = s.password.isEmpty() ? s.user : QString(s.user + u':' + s.password);
        m_url = s.host.startsWith(u'/')
            ? u"postgresql://%1@/%2?host=%3&port=%4"_s.arg(login, m_name, s.host, s.port)
            : u"postgresql://%1@%2:%3/%4"_s.arg(login, s.host, s.port, m_name);
    }
    auto opened = store::Database::open(Secret(m_url), role);
    if (!opened) {
        m_problem = toLogString(opened.error());
        return;
    }
    if (const auto migrated = (*opened)->migrate(Call::in(1min)); !migrated) {
        m_problem = toLogString(migrated.error());
        return;
    }
    m_database = *opened;
}

TestDatabase::~TestDatabase()
{
    m_database.reset();
    if (!m_name.isEmpty())
        administer(u"DROP DATABASE IF EXISTS %1 WITH (FORCE)"_s.arg(m_name));
}

store::DatabasePtr TestDatabase::another() const
{
    return store::Database::open(Secret(m_url), store::Role::Viewer).value_or(nullptr);
}

bool crashPostgres()
{
    OwnCluster *own = ownCluster();
    return own && own->crashAndStart();
}

bool hasPostgres()
{
#ifdef Q_OS_WIN
    if (!qEnvironmentVariableIsSet("PGHOST"))
        return false;
#endif
    return qEnvironmentVariableIntValue("PELORUS_NO_POSTGRES") != 1;
}

/// Said aloud, and only when asked for: a machine without PostgreSQL fails these tests.
static void addPostgresRow()
{
    if (hasPostgres())
        QTest::newRow("postgresql") << u"postgresql"_s;
    else
        qInfo("PostgreSQL is not tested");
}

void addEngineRows()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("sqlite") << u"sqlite"_s;
    addPostgresRow();
}

void addPostgresRows()
{
    QTest::addColumn<QString>("engine");
    if (!hasPostgres())
        QSKIP("PostgreSQL is not tested");
    addPostgresRow();
}

} // namespace pelorus::test
