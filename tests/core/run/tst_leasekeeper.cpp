// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/leasekeeper.h"
#include "tests/support/testdatabase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pelorus;
using namespace pelorus::run;

class tst_LeaseKeeper : public QObject
{
    Q_OBJECT

    static constexpr JobId kJob{7};

    test::TestDatabase m_database{u"sqlite"_s};
    SystemClock m_clock;

    std::unique_ptr<LeaseKeeper> keeper()
    {
        return std::make_unique<LeaseKeeper>(
            *m_database, m_clock, 120s, [](JobId, store::JobRequest) {});
    }
    std::shared_ptr<HeldLease> hold(LeaseKeeper &keeper, qint64 token)
    {
        return keeper.hold({AccountId{3}, token, u"desk/1/a"_s}, kJob, m_clock.sinceBoot());
    }

private slots:
    void initTestCase() { QVERIFY2(m_database.isValid(), qPrintable(m_database.problem())); }

    // A task may still be clearing up when its job, lost and recovered, is claimed again here.
    void releasesOnlyItsOwnLease()
    {
        const auto leases = keeper();
        const auto first = hold(*leases, 1);
        const auto second = hold(*leases, 2);
        leases->release(first);
        QCOMPARE(leases->find(kJob), second);
        leases->release(second);
        QCOMPARE(leases->find(kJob), nullptr);
    }

    // The claimer may be between its claim and hold() while the program ends.
    void stopsWhatIsHeldTooLate()
    {
        const auto leases = keeper();
        const auto early = hold(*leases, 1);
        QVERIFY(!early->token().stop_requested());
        leases->stopAll(StopReason::Shutdown);
        QVERIFY(early->token().stop_requested());
        const auto late = hold(*leases, 2);
        QVERIFY(late->token().stop_requested());
        QCOMPARE(late->reason(), StopReason::Shutdown);
    }

    // Who stops believing at the very end of the lease believes too long: the others go by the
    // database's clock and need not wait for the message that says so.
    void endsBeforeTheOthersMayTakeIt()
    {
        for (const auto ttl : {1s, 6s, 120s}) {
            LeaseKeeper leases(*m_database, m_clock, ttl, [](JobId, store::JobRequest) {});
            const auto claimedAt = m_clock.sinceBoot();
            const auto held = leases.hold({AccountId{3}, 1, u"desk/1/a"_s}, kJob, claimedAt);
            QVERIFY(held->deadline() <= claimedAt + ttl - 200ms);
            QVERIFY(held->deadline() >= claimedAt + ttl / 2);
        }
    }

    // A task that is being cancelled clears up with its lease; without the lease it may write
    // nothing.
    void aLostLeaseOutranksAWish()
    {
        HeldLease held({AccountId{3}, 1, u"desk/1/a"_s}, kJob, m_clock.sinceBoot() + 1h);
        held.stop(StopReason::Cancelled);
        QCOMPARE(held.reason(), StopReason::Cancelled);
        held.stop(StopReason::LeaseLost);
        QCOMPARE(held.reason(), StopReason::LeaseLost);
        held.stop(StopReason::Shutdown);
        QCOMPARE(held.reason(), StopReason::LeaseLost);
        QVERIFY(held.check(m_clock).error().kind == ErrorKind::LeaseLost);
    }
};

QTEST_GUILESS_MAIN(tst_LeaseKeeper)
#include "tst_leasekeeper.moc"
