// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/tasks.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pelorus;
using namespace pelorus::run;

class TestTaskOutcome : public QObject
{
    Q_OBJECT

private slots:
    void runsAgain_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("attempts");
        QTest::addColumn<bool>("again");
        for (const auto &[kind, code] : {std::pair(ErrorKind::LeaseLost, 0),
                                         std::pair(ErrorKind::Network, 0),
                                         std::pair(ErrorKind::Http, 500),
                                         std::pair(ErrorKind::Http, 503)}) {
            for (int attempts = 1; attempts <= 4; ++attempts)
                QTest::addRow("%s %d, run %d", qPrintable(kindName(kind)), code, attempts)
                    << int(kind) << code << attempts << (attempts < 3);
        }
        QTest::newRow("refused") << int(ErrorKind::Http) << 403 << 1 << false;
        QTest::newRow("media") << int(ErrorKind::Media) << 0 << 1 << false;
        QTest::newRow("plan limit, run 5") << int(ErrorKind::PlanLimit) << 0 << 5 << true;
    }
    void runsAgain()
    {
        QFETCH(int, kind);
        QFETCH(int, code);
        QFETCH(int, attempts);
        QFETCH(bool, again);
        Error error;
        error.kind = ErrorKind(kind);
        error.code = code;
        error.message = u"Why."_s;
        for (const auto jobKind : {store::JobKind::BulkUpload, store::JobKind::Check}) {
            store::Job job;
            job.kind = jobKind;
            job.attempts = attempts;
            const auto outcome = outcomeOf(job, StopReason::None, error);
            QCOMPARE(outcome.runAgainIn.has_value(), again);
            QCOMPARE(outcome.state, again ? store::JobState::Pending : store::JobState::Failed);
            QCOMPARE(outcome.runIsFree, ErrorKind(kind) == ErrorKind::PlanLimit);
            QVERIFY(outcome.error.startsWith(error.message));
        }
    }

    /// What the lease says of itself promises no run, which only the outcome knows.
    void lostLeasePromisesNothing()
    {
        const SystemClock clock;
        const HeldLease held({AccountId{1}, 1, u"desk/1/a"_s}, JobId{1}, clock.sinceBoot() + 5s);
        const auto lost = held.check(clock, 60s);
        QVERIFY(!lost);
        QCOMPARE(lost.error().kind, ErrorKind::LeaseLost);
        store::Job job;
        job.attempts = 3;
        const auto last = outcomeOf(job, StopReason::None, lost.error());
        QCOMPARE(last.state, store::JobState::Failed);
        QVERIFY(!last.runAgainIn);
        const QString button = u"“Try again”"_s;
        QVERIFY2(last.error.contains(button), qPrintable(last.error));
        QVERIFY2(!QString(last.error).remove(button).contains("again"_L1), qPrintable(last.error));
        store::Job look = job; // has nothing that could be tried again
        look.kind = store::JobKind::Check;
        const auto lastLook = outcomeOf(look, StopReason::None, lost.error());
        QVERIFY2(!lastLook.error.contains("Try again"_L1), qPrintable(lastLook.error));
        QVERIFY2(lastLook.error.contains("confirm the video"_L1), qPrintable(lastLook.error));
        job.attempts = 1;
        const auto first = outcomeOf(job, StopReason::None, lost.error());
        QCOMPARE(first.state, store::JobState::Pending);
        QVERIFY2(!first.error.contains("last run"_L1), qPrintable(first.error));
    }

    void stopped()
    {
        Error error;
        error.kind = ErrorKind::Cancelled;
        QCOMPARE(outcomeOf({}, StopReason::Cancelled, error).state, store::JobState::Cancelled);
        const auto shutdown = outcomeOf({}, StopReason::Shutdown, error);
        QCOMPARE(shutdown.state, store::JobState::Pending);
        QCOMPARE(*shutdown.runAgainIn, 0ms);
        QVERIFY(shutdown.runIsFree);
    }
};

QTEST_GUILESS_MAIN(TestTaskOutcome)
#include "tst_taskoutcome.moc"
