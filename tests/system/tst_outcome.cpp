// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/store/session.h"
#include "tests/support/databaseproxy.h"
#include "tests/support/resultmacros.h"
#include "tests/system/harness.h"

#include <QSqlDatabase>
#include <QSqlQuery>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

/// A task's outcome survives a database that goes away just when it is written. The stub browser
/// has no page, so each of these tasks fails, which is an outcome like any other.
class TestOutcome : public QObject
{
    Q_OBJECT

    static bool logSays(const QString &text) { return log::recent().join(u'\n').contains(text); }

    static void begin(Harness &bench, JobId &job)
    {
        log::stop();
        log::start({});
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.addAccount(u"anna"_s);
        const QString video = bench.makeVideo(u"clip.mp4"_s);
        job = bench.job(bench.createBulk({u"anna"_s}, {video}), u"anna"_s);
    }

    static void verifyEnded(Harness &bench, JobId job)
    {
        const JobFacts facts = bench.facts(job);
        QVERIFY2(facts.state == "FAILED"_L1, qPrintable(bench.story(job)));
        QCOMPARE(facts.items, QStringList{u"FAILED"_s});
        QCOMPARE(facts.attempts, 1);
        const auto row = store::AccountStore(bench.database()).row(bench.account(u"anna"_s), {});
        QVERIFY_RESULT(row);
        QCOMPARE(row->lockedBy, QString());
        QCOMPARE(bench.standin().profileNames(), QStringList());
    }

private slots:
    void serverGoesAway_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("before") << int(DatabaseProxy::Break::BeforeStatement);
        QTest::newRow("after_commit") << int(DatabaseProxy::Break::AfterCommit);
    }
    void serverGoesAway()
    {
        if (!hasPostgres())
            QSKIP("PostgreSQL is not tested");
        QFETCH(int, how);
        Harness bench(u"postgresql"_s, Browser::Stub);
        JobId job;
        begin(bench, job);
        DatabaseProxy proxy(bench.databaseUrl());
        const auto through = store::Database::open(Secret(proxy.url()), store::Role::Runner);
        QVERIFY_RESULT(through);
        proxy.breakAt("error_class = ", DatabaseProxy::Break(how));
        bench.startEngine(false, *through);
        QVERIFY(bench.runUntil([&] { return logSays(u"outcome not written yet: network"_s); }));
        QVERIFY(proxy.isBroken());
        QCOMPARE(bench.facts(job).state,
                 how == int(DatabaseProxy::Break::AfterCommit) ? u"FAILED"_s : u"RUNNING"_s);
        proxy.mend();
        QVERIFY2(bench.runUntilEnded({job}), qPrintable(bench.story(job)));
        verifyEnded(bench, job);
        bench.stopEngine();
    }

    /// What has happened in Dolphin or the browser is written down as soon as the server is back;
    /// nothing is done twice, and no sweeper is needed.
    void stepSurvives_data()
    {
        QTest::addColumn<QByteArray>("statement");
        QTest::addColumn<QString>("what");
        QTest::addColumn<int>("how");
        const auto rows = [](const char *name, const QByteArray &statement, const QString &what) {
            QTest::addRow("%s, before", name)
                << statement << what << int(DatabaseProxy::Break::BeforeStatement);
            QTest::addRow("%s, after_commit", name)
                << statement << what << int(DatabaseProxy::Break::AfterCommit);
        };
        rows("created", "('CREATED',", u"ledger"_s);
        rows("started", "('STARTED',", u"ledger"_s);
        rows("deleted", "('DELETED',", u"ledger"_s);
        rows("cookies", "uploader_instagramcookies SET", u"cookies"_s);
        rows("video", "pelorus_item SET state = $1, permalink", u"video"_s);
    }
    void stepSurvives()
    {
        if (!hasPostgres())
            QSKIP("PostgreSQL is not tested");
        QFETCH(QByteArray, statement);
        QFETCH(QString, what);
        QFETCH(int, how);
        Harness bench(u"postgresql"_s, Browser::Stub);
        JobId job;
        begin(bench, job);
        DatabaseProxy proxy(bench.databaseUrl());
        const auto through = store::Database::open(Secret(proxy.url()), store::Role::Runner);
        QVERIFY_RESULT(through);
        proxy.breakAt(statement, DatabaseProxy::Break(how));
        bench.startEngine(false, *through);
        QVERIFY2(bench.runUntil([&] { return logSays(what % u" not written yet: network"_s); }),
                 qPrintable(bench.story(job)));
        QVERIFY(proxy.isBroken());
        proxy.mend();
        QVERIFY2(bench.runUntilEnded({job}), qPrintable(bench.story(job)));
        verifyEnded(bench, job);
        const auto ledger = store::LedgerStore(bench.database()).rows(10);
        QVERIFY_RESULT(ledger);
        QCOMPARE(ledger->size(), 1U);
        QCOMPARE(ledger->front().state, store::LedgerState::Deleted);
        QCOMPARE(ledger->front().token, 1); // nobody else had to look after it
        bench.stopEngine();
    }

    /// Somebody holds the database file for longer than a write waits: the first step of the end
    /// waits for it, and the others are written after it.
    void fileIsHeld()
    {
        Harness bench(u"sqlite"_s, Browser::Stub);
        JobId job;
        begin(bench, job);
        // Time between the cookies and the rest of the end, for the lock to be taken.
        bench.standin().knobs({{u"uploadTime"_s, 2000}});
        bench.startEngine();
        QVERIFY2(bench.runUntilStep(job, u"close"_s, u"started"_s), qPrintable(bench.story(job)));
        {
            QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
            other.setDatabaseName(bench.databaseUrl().mid(int(qstrlen("sqlite:///"))));
            QVERIFY(other.open());
            QSqlQuery query(other);
            QVERIFY(query.exec(u"BEGIN IMMEDIATE"_s));
            QVERIFY(bench.runUntil([&] { return logSays(u"not written yet: timeout"_s); }));
            QVERIFY(query.exec(u"ROLLBACK"_s));
        }
        QSqlDatabase::removeDatabase(u"other"_s);
        QVERIFY2(bench.runUntilEnded({job}), qPrintable(bench.story(job)));
        verifyEnded(bench, job);
    }

    void cleanupTestCase() { log::stop(); }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestOutcome)
#include "tst_outcome.moc"
