// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"

#include <QFile>

#include <csignal>

#include <array>

#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::store;
using namespace pelorus::test;

// A PostgreSQL that neither answers nor goes away: its processes are stopped with their sockets
// open. Nothing may wait for it for ever. A call that never comes back ends at the test's own
// limit.

namespace {

constexpr std::chrono::milliseconds kSoon{300};

using Pair = std::array<int, 2>;

Pair socketPair()
{
    Pair ends{-1, -1};
    static_cast<void>(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()));
    return ends;
}

/// Blocks until the other end says something or is cut; false then.
bool hears(int socket)
{
    char byte = 0;
    return ::recv(socket, &byte, 1, 0) == 1;
}

QByteArray procFile(qint64 pid, const QString &name)
{
    QFile file(u"/proc/%1/%2"_s.arg(pid).arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 backendOf(const DatabasePtr &db)
{
    const auto connection = db->priv().connection();
    if (!connection)
        return 0;
    Query query(**connection, u"SELECT pg_backend_pid()"_s);
    return query.run() && query.next() ? query.number(0) : 0;
}

/// Processes that this test started: the backend of a database of its own name, its postmaster.
class Frozen final
{
public:
    /// From here on what `connection` waits for is given up soon; not before, or a busy machine
    /// would be taken for a frozen server.
    void stop(qint64 pid, Connection &connection)
    {
        connection.setPatience(kSoon);
        m_pids.push_back(pid);
        ::kill(pid_t(pid), SIGSTOP);
    }
    ~Frozen()
    {
        for (const qint64 pid : m_pids)
            ::kill(pid_t(pid), SIGCONT);
    }

private:
    std::vector<qint64> m_pids;
};

bool isOurs(qint64 backend)
{
    return procFile(backend, u"cmdline"_s).contains("pelorus_test_")
        && ::kill(pid_t(backend), 0) == 0;
}

qint64 parentOf(qint64 pid)
{
    for (const QByteArray &line : procFile(pid, u"status"_s).split('\n')) {
        if (line.startsWith("PPid:"))
            return line.mid(5).trimmed().toLongLong();
    }
    return 0;
}

} // namespace

class TestFrozenServer : public QObject
{
    Q_OBJECT
private slots:
    void aSilentSocketIsCut();
    void anAnswerInTimeLeavesItAlone();
    void aNumberUsedAgainIsNobodysToCut();
    void aReadGoesOnElsewhere_data() { addPostgresRows(); }
    void aReadGoesOnElsewhere();
    void aTransactionIsRunAgain_data() { addPostgresRows(); }
    void aTransactionIsRunAgain();
    void aCommitIsNotRepeated_data() { addPostgresRows(); }
    void aCommitIsNotRepeated();
    void aFrozenServerIsAnOutage_data() { addPostgresRows(); }
    void aFrozenServerIsAnOutage();
    void closingDoesNotWait_data() { addPostgresRows(); }
    void closingDoesNotWait();
};

#define OPEN_AND_STOPPABLE                                                                         \
    OPEN_DATABASE;                                                                                 \
    const qint64 backend = backendOf(db);                                                          \
    if (!isOurs(backend))                                                                          \
        QSKIP("the server's processes are not on this machine");                                   \
    Frozen frozen

void TestFrozenServer::aSilentSocketIsCut()
{
    const Pair ends = socketPair();
    Watchdog watchdog;
    const auto line = watchdog.add(ends[0]);
    QVERIFY(line != 0);
    watchdog.arm(line, 50ms);
    QVERIFY(!hears(ends[0]));
    QVERIFY(!hears(ends[1]));
    ::close(ends[0]);
    ::close(ends[1]);
}

void TestFrozenServer::anAnswerInTimeLeavesItAlone()
{
    const Pair first = socketPair();
    const Pair second = socketPair();
    Watchdog watchdog;
    const auto kept = watchdog.add(first[0]);
    const auto silent = watchdog.add(second[0]);
    watchdog.arm(kept, 1000ms);
    watchdog.disarm(kept);
    // Later than the first would have been: once it is cut, the first's time is over.
    watchdog.arm(silent, 1100ms);
    QVERIFY(!hears(second[1]));
    QCOMPARE(::send(first[0], "x", 1, MSG_NOSIGNAL), 1);
    QVERIFY(hears(first[1]));
    for (const int end : {first[0], first[1], second[0], second[1]})
        ::close(end);
}

void TestFrozenServer::aNumberUsedAgainIsNobodysToCut()
{
    const Pair ours = socketPair();
    const Pair later = socketPair();
    Watchdog watchdog;
    watchdog.arm(watchdog.add(ours[0]), 50ms);
    watchdog.arm(watchdog.add(later[0]), 60ms);
    ::close(ours[0]); // as libpq does within a call, when the server goes at the same moment
    const Pair others = socketPair();
    QVERIFY(others[0] == ours[0] || others[1] == ours[0]);
    QVERIFY(!hears(ours[1]));
    QVERIFY(!hears(later[1])); // so ours is over, too
    QCOMPARE(::send(others[0], "x", 1, MSG_NOSIGNAL), 1);
    QVERIFY(hears(others[1]));
    for (const int end : {ours[1], later[0], later[1], others[0], others[1]})
        ::close(end);
}

void TestFrozenServer::aReadGoesOnElsewhere()
{
    OPEN_AND_STOPPABLE;
    frozen.stop(backend, **db->priv().connection());
    QVERIFY_RESULT(db->ping());
    const qint64 other = backendOf(db);
    QVERIFY(other != 0 && other != backend);
}

void TestFrozenServer::aTransactionIsRunAgain()
{
    OPEN_AND_STOPPABLE;
    int runs = 0;
    const auto done = db->priv().write([&](Connection &connection) -> Result<void> {
        if (++runs == 1)
            frozen.stop(backend, connection);
        return connection.execute(
            u"INSERT INTO pelorus_draft (kind, data, created_at, updated_at) VALUES ('once', '{}', now(), now())"_s);
    });
    QVERIFY_RESULT(done);
    QCOMPARE(runs, 2);
}

void TestFrozenServer::aCommitIsNotRepeated()
{
    OPEN_AND_STOPPABLE;
    int runs = 0;
    const auto done = db->priv().write([&](Connection &connection) -> Result<void> {
        ++runs;
        auto made = connection.execute(u"SELECT 1"_s);
        frozen.stop(backend, connection);
        return made;
    });
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Network);
    QCOMPARE(runs, 1);
    QVERIFY_RESULT(db->ping());
}

void TestFrozenServer::aFrozenServerIsAnOutage()
{
    OPEN_DATABASE;
    const auto brief
        = Database::open(Secret(QString(fixture.url() + (fixture.url().contains(u'?') ? u'&' : u'?')
                                        + u"connect_timeout=2"_s)),
                         Role::Viewer);
    QVERIFY_RESULT(brief);
    const qint64 backend = backendOf(*brief);
    if (!isOurs(backend) || qEnvironmentVariableIsSet("PGHOST"))
        QSKIP("the server is not this test's own");
    Connection &connection = **(*brief)->priv().connection();
    {
        Frozen frozen;
        frozen.stop(parentOf(backend), connection);
        frozen.stop(backend, connection);
        const auto answer = (*brief)->ping();
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Network);
    }
    QVERIFY_RESULT((*brief)->ping());
}

void TestFrozenServer::closingDoesNotWait()
{
    OPEN_AND_STOPPABLE;
    QVERIFY_RESULT(db->ping()); // leaves a prepared statement, which is let go of at the server
    frozen.stop(backend, **db->priv().connection());
    (*db->priv().connection())->close();
    QVERIFY(backendOf(db) != backend);
}

QTEST_GUILESS_MAIN(TestFrozenServer)
#include "tst_frozenserver.moc"
