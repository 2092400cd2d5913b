// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/changefeed.h"
#include "core/store/dialect.h"
#include "tests/core/store/storehelpers.h"
#include "tests/support/databaseproxy.h"
#include "tests/support/resultmacros.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::store;
using namespace pelorus::test;

// What a window hears of the changes that others make. Whatever the line does, no change may go
// unseen.

namespace {

constexpr int kLong = 20000; // ms; only a failure waits that long

ProxyId addProxy(const DatabasePtr &db, const QString &host)
{
    Proxy proxy;
    proxy.host = host;
    proxy.port = 8080;
    return ProxyStore(db).add(proxy).value_or(ProxyId{});
}

Result<void> execute(const DatabasePtr &db, const QString &sql)
{
    return db->priv().write(
        [&](Connection &connection) { return connection.execute(expand(db->engine(), sql)); });
}

/// What a feed told, in order.
class Ear final
{
public:
    explicit Ear(const DatabasePtr &db, std::chrono::milliseconds selfCheck = 10s)
        : m_feed(db, selfCheck)
        , m_changed(&m_feed, &ChangeFeed::changed)
        , m_connected(&m_feed, &ChangeFeed::connectedChanged)
    {
    }

    /// The next that was told; waits for it.
    std::optional<QSet<QString>> next()
    {
        if (m_changed.isEmpty() && !m_changed.wait(kLong))
            return std::nullopt;
        return m_changed.takeFirst().first().value<QSet<QString>>();
    }
    /// The first is always everything.
    bool begins()
    {
        const auto first = next();
        return first && first->isEmpty();
    }
    [[nodiscard]] bool hasHeardNothing() const { return m_changed.isEmpty(); }
    /// Everything that was told until something had this table, that one too.
    QList<QSet<QString>> until(const QString &table)
    {
        QList<QSet<QString>> told;
        while (const auto tables = next()) {
            told += *tables;
            if (tables->contains(table))
                return told;
        }
        return {};
    }
    bool becomes(bool connected)
    {
        while (!m_connected.isEmpty() || m_connected.wait(kLong)) {
            if (m_connected.takeFirst().first().toBool() == connected)
                return true;
        }
        return false;
    }

private:
    ChangeFeed m_feed;
    QSignalSpy m_changed;
    QSignalSpy m_connected;
};

} // namespace

class TestChangeFeed : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<QSet<QString>>(); }

    void aChangeArrives_data() { addEngineRows(); }
    void aChangeArrives()
    {
        OPEN_DATABASE;
        Ear ear(db);
        QVERIFY(ear.begins());
        for (int i = 0; i < 3; ++i) {
            // Of this program, and of another machine.
            QVERIFY(addProxy(i == 1 ? fixture.another() : db, u"p%1.example"_s.arg(i)).isValid());
            const auto told = ear.next();
            QVERIFY(told);
            // SQLite does not say what.
            QCOMPARE(*told,
                     engine == "sqlite"_L1 ? QSet<QString>{} : QSet<QString>{u"uploader_proxy"_s});
        }
    }

    /// The first at once, the others together.
    void aBurstIsMerged_data() { addEngineRows(); }
    void aBurstIsMerged()
    {
        OPEN_DATABASE;
        Ear ear(db);
        QVERIFY(ear.begins());
        const auto done = db->priv().write([](Connection &connection) -> Result<void> {
            for (const QString &table : {u"uploader_proxy"_s,
                                         u"uploader_instagramaccount"_s,
                                         u"uploader_bulkvideo"_s,
                                         u"pelorus_draft"_s}) {
                for (int i = 0; i < 50; ++i) {
                    // Nothing has to be there to be told of.
                    if (auto ran = connection.execute(u"DELETE FROM "_s % table); !ran)
                        return ran;
                }
            }
            return connection.execute(
                expand(connection.engine(),
                       u"INSERT INTO pelorus_draft (kind, data, created_at, updated_at)"
                       " VALUES ('x', '[]', {now}, {now})"_s));
        });
        QVERIFY_RESULT(done);
        QList<QSet<QString>> told;
        if (engine == "sqlite"_L1) {
            const auto once = ear.next();
            QVERIFY(once);
        } else {
            told = ear.until(u"pelorus_draft"_s);
            QVERIFY(!told.isEmpty() && told.size() <= 2);
            QSet<QString> tables;
            for (const QSet<QString> &some : std::as_const(told))
                tables += some;
            QCOMPARE(tables.size(), 4);
        }
        // Nothing of the burst comes later.
        QVERIFY(addProxy(db, u"p.example"_s).isValid());
        QCOMPARE(ear.next().value_or(QSet<QString>{u"none"_s}),
                 engine == "sqlite"_L1 ? QSet<QString>{} : QSet<QString>{u"uploader_proxy"_s});
    }

    void heartbeatsAreSilent_data() { addPostgresRows(); }
    void heartbeatsAreSilent()
    {
        OPEN_DATABASE;
        const AccountId alice = addAccount(db, u"alice"_s);
        QVERIFY_RESULT(JobStore(db).createUpload(alice, {item('a')}));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY(claimed && *claimed);
        Worker worker;
        worker.id = u"aaaaaa"_s;
        worker.machine = u"DESK-1"_s;
        QVERIFY_RESULT(WorkerStore(db).beat(worker));
        Ear ear(db);
        QVERIFY(ear.begins());
        for (int i = 0; i < 3; ++i) {
            QVERIFY_RESULT(JobStore(db).renew((*claimed)->lease, 60s));
            QVERIFY_RESULT(WorkerStore(db).beat(worker));
            TaskEvent event;
            event.jobId = (*claimed)->job.id;
            event.step = u"open"_s;
            QVERIFY_RESULT(EventStore(db).append({event}));
        }
        QVERIFY(addProxy(db, u"p.example"_s).isValid());
        QCOMPARE(ear.until(u"uploader_proxy"_s).size(), 1);
        // One that comes or goes is told.
        QVERIFY_RESULT(WorkerStore(db).leave(worker.id));
        QCOMPARE(ear.next().value_or(QSet<QString>{}), QSet<QString>{u"pelorus_worker"_s});
        QVERIFY_RESULT(WorkerStore(db).beat(worker));
        QCOMPARE(ear.next().value_or(QSet<QString>{}), QSet<QString>{u"pelorus_worker"_s});
    }

    /// The backend ends, as when the server restarts: one look at everything, and it hears again.
    void aTerminatedBackendIsReplaced_data() { addPostgresRows(); }
    void aTerminatedBackendIsReplaced()
    {
        OPEN_DATABASE;
        Ear ear(db);
        QVERIFY(ear.begins());
        for (int round = 0; round < 2; ++round) {
            QVERIFY_RESULT(execute(db,
                                   u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                                   " application_name = 'pelorus changes' AND datname ="
                                   " current_database()"_s));
            QVERIFY(ear.becomes(false));
            QVERIFY(ear.becomes(true));
            QVERIFY(ear.begins());
            QVERIFY(addProxy(db, u"p%1.example"_s.arg(round)).isValid());
            QCOMPARE(ear.until(u"uploader_proxy"_s).size(), 1); // and no second look
        }
    }

    /// While the line is down, others go on: what they did is seen after it is back.
    void aChangeWhileTheLineIsDownIsSeen_data() { addPostgresRows(); }
    void aChangeWhileTheLineIsDownIsSeen()
    {
        OPEN_DATABASE;
        DatabaseProxy proxy(fixture.url());
        const auto through = Database::open(Secret(proxy.url()), Role::Viewer);
        QVERIFY_RESULT(through);
        Ear ear(*through);
        QVERIFY(ear.begins());
        proxy.cut();
        QVERIFY(ear.becomes(false));
        QVERIFY(addProxy(db, u"meanwhile.example"_s).isValid());
        proxy.mend();
        QVERIFY(ear.becomes(true));
        QVERIFY(ear.begins());
        QVERIFY(addProxy(db, u"after.example"_s).isValid());
        QCOMPARE(ear.until(u"uploader_proxy"_s).size(), 1);
    }

    /// As a bulk load switches the triggers off: nothing is told, and the count says it.
    void aChangeThatNobodyToldIsFound_data() { addPostgresRows(); }
    void aChangeThatNobodyToldIsFound()
    {
        OPEN_DATABASE;
        Ear ear(db, 100ms);
        QVERIFY(ear.begins());
        QVERIFY_RESULT(execute(db, u"ALTER TABLE uploader_proxy DISABLE TRIGGER USER"_s));
        QVERIFY(addProxy(db, u"p.example"_s).isValid());
        // PostgreSQL 15 counts at once when it is asked to; else within 10 s.
        QVERIFY_RESULT(execute(db,
                               u"DO $$ BEGIN PERFORM pg_stat_force_next_flush(); EXCEPTION WHEN"
                               " undefined_function THEN NULL; END $$"_s));
        QVERIFY(ear.begins());
    }

    /// It counts before it says that all is to be read: else a change between both, which nobody
    /// told, would be in the first count already.
    void theFirstCountComesFirst_data() { addPostgresRows(); }
    void theFirstCountComesFirst()
    {
        OPEN_DATABASE;
        DatabaseProxy proxy(fixture.url());
        const auto through = Database::open(Secret(proxy.url()), Role::Viewer);
        QVERIFY_RESULT(through);
        proxy.breakAt("pg_stat_user_tables", DatabaseProxy::Break::Refuse);
        Ear ear(*through);
        QVERIFY(ear.becomes(false));
        QVERIFY(ear.hasHeardNothing());
        proxy.mend();
        QVERIFY(ear.becomes(true));
        QVERIFY(ear.begins());
    }

    /// A line that carries nothing any more and does not end, as behind a router that forgot it.
    void aDeadLineIsFound_data() { addPostgresRows(); }
    void aDeadLineIsFound()
    {
        OPEN_DATABASE;
        DatabaseProxy proxy(fixture.url());
        const auto through = Database::open(Secret(proxy.url()), Role::Viewer);
        QVERIFY_RESULT(through);
        Ear ear(*through, 1s);
        QVERIFY(ear.begins());
        proxy.hush();
        QVERIFY(addProxy(db, u"meanwhile.example"_s).isValid());
        QVERIFY(ear.becomes(false));
        QVERIFY(ear.becomes(true));
        QVERIFY(ear.begins());
        QVERIFY(addProxy(db, u"after.example"_s).isValid());
        QVERIFY(!ear.until(u"uploader_proxy"_s).isEmpty());
    }

    /// As a standby refuses it: then everything is told now and then, until it is granted.
    void aRefusedListenIsTriedAgain_data() { addPostgresRows(); }
    void aRefusedListenIsTriedAgain()
    {
        OPEN_DATABASE;
        DatabaseProxy proxy(fixture.url());
        const auto through = Database::open(Secret(proxy.url()), Role::Viewer);
        QVERIFY_RESULT(through);
        proxy.breakAt("LISTEN", DatabaseProxy::Break::Refuse);
        Ear ear(*through);
        QVERIFY(ear.begins());
        QVERIFY(addProxy(db, u"p.example"_s).isValid());
        QVERIFY(ear.begins()); // not by name: nobody listens
        proxy.mend();
        QVERIFY(ear.begins()); // granted
        QVERIFY(addProxy(db, u"q.example"_s).isValid());
        QVERIFY(!ear.until(u"uploader_proxy"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestChangeFeed)
#include "tst_changefeed.moc"
