// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/oldworker.h"
#include "tests/system/cliprocess.h"
#include "tests/system/outside.h"
#include "tests/system/promises.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace pelorus::test {
namespace {

const QString kAccount = u"bob.store"_s;
constexpr int kByChance = 1;
/// Always taken: before the profile is made, and in the middle of the form.
const QStringList kSleeps{u"before commit LedgerStore::intend#1"_s,
                          u"before POST /browser_profiles#1"_s,
                          u"before guarded click#1"_s};

/// Everything that a job may tell of its result. The queue's own bookkeeping is not in it: a
/// sweeper may put the job back.
QStringList results(Harness &bench)
{
    return select(bench, u"SELECT account_id, state, permalink FROM pelorus_publication"_s, 3)
        + select(bench,
                 u"SELECT state, permalink, error FROM pelorus_item WHERE state NOT IN"
                 " ('PENDING', 'RUNNING')"_s,
                 3)
        + select(bench, u"SELECT id, error FROM pelorus_job WHERE finished_at IS NOT NULL"_s, 2)
        + QStringList{QString::number(bench.cookieVersions(kAccount))};
}

} // namespace

/// A machine falls asleep in the middle of a task, with its profile open, and wakes up when its
/// lease has run out and somebody else has the account.
class TestTakeover : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!hasPostgres())
            QSKIP("There is no PostgreSQL here.");
        m_moments = Promises::moments();
    }

    /// Django's own lock code takes the account over. Awake, Pelorus writes no result, posts
    /// nothing and clears its profile away. On PostgreSQL only: whoever sleeps in the middle of a
    /// transaction keeps everybody out of a SQLite file, and some thread may always be in one.
    void byDjango_data()
    {
        QTest::addColumn<QString>("moment");
        for (const char *moment : {"before click#1",
                                   "before commit CookieStore::save#1",
                                   "before file#1",
                                   "before commit PublicationStore::intend#1"})
            QTest::newRow(moment) << QString::fromLatin1(moment);
    }
    void byDjango()
    {
        QFETCH(QString, moment);
        Harness bench(u"postgresql"_s, Browser::Chromium, {}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.addAccount(kAccount, {SignIn::Password});
        bench.createBulk({kAccount}, {bench.makeVideo(u"one.mp4"_s)});
        const QString number = QString::number(bench.account(kAccount).value);
        QHash<QString, QString> environment = bench.environment();
        environment.insert(u"PELORUS_STOP_AT"_s, moment);
        environment.insert(u"PELORUS_LEASE_TTL"_s, u"6"_s);
        CliProcess worker(environment, {u"run"_s});
        QVERIFY2(worker.waitUntil([&] { return worker.isStopped(); }), worker.said().constData());
        QCOMPARE(bench.standin().profilesLeft(), 1);
        const QStringList before = results(bench);
        const QStringList lock{u"lock"_s, number, u"old-worker"_s, u"600"_s};
        // By the clocks of both: nothing was set back, the time has really passed.
        QString answer;
        QVERIFY(worker.waitUntil([&] {
            answer = oldWorker(bench.databaseUrl(), lock);
            return answer != "busy"_L1;
        }));
        QCOMPARE(answer, u"taken"_s);

        worker.resume();
        QVERIFY2(worker.waitUntil([&] { return bench.standin().profilesLeft() == 0; }),
                 worker.said().constData());
        QVERIFY2(worker.waitUntil(
                     [&] { return store::LedgerStore(bench.database()).openRows()->empty(); }),
                 worker.said().constData());
        QCOMPARE(results(bench), before);
        QVERIFY2(bench.standin().posts().isEmpty(), worker.said().constData());
        QCOMPARE(select(bench, u"SELECT locked_by FROM uploader_instagramaccount"_s),
                 QStringList{u"old-worker"_s});
    }

    /// Another machine sweeps, finishes the task, and then the sleeper wakes up in the middle of
    /// what it was about to do. The soak label takes all moments.
    void byAnotherMachine_data()
    {
        QTest::addColumn<QString>("moment");
        QStringList moments
            = Promises::isSoak() ? m_moments : kSleeps + Promises::byChance(m_moments, kByChance);
        moments.removeDuplicates();
        for (const QString &moment : std::as_const(moments))
            QTest::newRow(qPrintable(moment)) << moment;
    }
    void byAnotherMachine()
    {
        QFETCH(QString, moment);
        Promises promises(u"postgresql"_s);
        QVERIFY2(promises.problem().isEmpty(), qPrintable(promises.problem()));
        Harness &bench = promises.bench();
        QHash<QString, QString> environment = bench.environment();
        environment.insert(u"PELORUS_STOP_AT"_s, moment);
        environment.insert(u"PELORUS_LEASE_TTL"_s, u"6"_s);
        environment.insert(u"PELORUS_MACHINE"_s, u"ASLEEP"_s);
        environment.insert(u"PELORUS_DATA_DIR"_s, bench.folder(u"asleep"_s));
        CliProcess sleeper(environment, Promises::run());
        if (!sleeper.waitUntil([&] { return sleeper.isStopped(); })) {
            // As in tst_crashpoints.
            QVERIFY2(!kSleeps.contains(moment), "This run did not pass there.");
            QVERIFY2(++m_missed * 10LL <= m_moments.size(), "Too many moments were not passed.");
            QSKIP("This run did not pass there.");
        }
        promises.look();
        // By its own clock it has overslept as well: the other one takes longer than its lease.
        execute(bench, u"UPDATE pelorus_worker SET last_seen = {plus -3600}"_s);
        promises.settle();
        if (QTest::currentTestFailed())
            return;
        sleeper.resume();
        QVERIFY(sleeper.waitForEnd());
        QVERIFY2(sleeper.code() >= 0, sleeper.said().constData());
        promises.check();
    }

private:
    QStringList m_moments;
    int m_missed = 0;
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestTakeover)
#include "tst_takeover.moc"
