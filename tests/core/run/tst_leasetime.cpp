// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/leasekeeper.h"
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"

#include <atomic>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::run;
using namespace pelorus::store;
using namespace pelorus::test;

// What a holder believes of its lease: a machine that slept, one whose clock is wrong, a database
// that does not answer, and the database's own word.

namespace {

constexpr auto kTtl = 120s;

/// Stands still unless told; the wall clock is an hour off.
class WrongClock final : public Clock
{
public:
    QDateTime nowUtc() const override { return QDateTime::currentDateTimeUtc().addSecs(m_off); }
    std::chrono::nanoseconds sinceBoot() const override { return m_now.load(); }
    void advance(std::chrono::nanoseconds time) { m_now = m_now.load() + time; }
    void setOff(qint64 seconds) { m_off = seconds; }

private:
    std::atomic<std::chrono::nanoseconds> m_now{std::chrono::hours(10)};
    std::atomic<qint64> m_off{3600};
};

/// Seconds that the account is still locked, by the database's clock.
qint64 left(const DatabasePtr &db, AccountId account)
{
    const auto connection = db->priv().connection();
    Query query(
        **connection,
        u"SELECT {pg:CAST(extract(epoch FROM locked_until - clock_timestamp()) AS bigint)}"
        "{lite:CAST(round((julianday(locked_until) - julianday('now')) * 86400) AS integer)}"
        " FROM uploader_instagramaccount WHERE id = :id"_s);
    query.bind(u":id"_s, account.value);
    return query.run() && query.next() ? query.number(0) : -1;
}

Claimed claimOne(const DatabasePtr &db, const QString &name)
{
    Claimed claimed;
    [&] {
        const AccountId id = addAccount(db, name);
        QVERIFY_RESULT(JobStore(db).createUpload(id, {item('a')}));
        auto taken = claimAny(db, u"desk/1/aaaaaa"_s, kTtl);
        QVERIFY_RESULT(taken);
        QVERIFY(taken->has_value());
        claimed = std::move(**taken);
    }();
    return claimed;
}

} // namespace

class TestLeaseTime : public QObject
{
    Q_OBJECT

private slots:
    /// The wall clock decides nothing: claim and renewal count from the database's time.
    void wallClockDoesNotMatter_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<qint64>("off");
        for (const qint64 off : {qint64(3600), qint64(-3600)}) {
            QTest::addRow("sqlite, %lld s", off) << u"sqlite"_s << off;
            if (hasPostgres())
                QTest::addRow("postgresql, %lld s", off) << u"postgresql"_s << off;
        }
    }
    void wallClockDoesNotMatter()
    {
        OPEN_DATABASE;
        QFETCH(qint64, off);
        WrongClock clock;
        clock.setOff(off);
        const auto claimedAt = clock.sinceBoot();
        const Claimed claimed = claimOne(db, u"alice"_s);
        QVERIFY(left(db, claimed.lease.accountId) > 100);
        LeaseKeeper keeper(db, clock, kTtl, [](JobId, JobRequest) {});
        const auto held = keeper.hold(claimed.lease, claimed.job.id, claimedAt);
        QVERIFY_RESULT(held->check(clock, 60s));
        // A third of the time later it is renewed: the database's time and the local one move.
        const auto before = held->deadline();
        clock.advance(std::chrono::seconds(kTtl) / 3);
        QTRY_VERIFY(held->deadline() > before);
        const qint64 seconds = left(db, claimed.lease.accountId);
        QVERIFY2(seconds > 100 && seconds <= 121, qPrintable(QString::number(seconds)));
        QVERIFY_RESULT(held->check(clock, 100s));
        QCOMPARE(held->reason(), StopReason::None);
    }

    /// The machine slept past the deadline: no step is begun on the strength of the old lease, even
    /// before any thread of the keeper has noticed.
    void sleptPastTheDeadline_data() { addEngineRows(); }
    void sleptPastTheDeadline()
    {
        OPEN_DATABASE;
        WrongClock clock;
        const Claimed claimed = claimOne(db, u"alice"_s);
        LeaseKeeper keeper(db, clock, kTtl, [](JobId, JobRequest) {});
        const auto held = keeper.hold(claimed.lease, claimed.job.id, clock.sinceBoot());
        // Another took over meanwhile.
        expire(db, claimed.lease.accountId);
        QVERIFY_RESULT(JobStore(db).recoverStale());
        const auto other = claimAny(db, u"desk/2/bbbbbb"_s, kTtl);
        QVERIFY_RESULT(other);
        QVERIFY(other->has_value());
        QVERIFY((*other)->job.id == claimed.job.id);
        clock.advance(10min);
        QCOMPARE(held->check(clock).error().kind, ErrorKind::LeaseLost);
        QTRY_COMPARE(held->reason(), StopReason::LeaseLost);
        QVERIFY(held->token().stop_requested());
        // The other's lease is as it was, and stays renewable.
        QVERIFY_RESULT(JobStore(db).renew((*other)->lease, kTtl));
        QCOMPARE(JobStore(db).finish(claimed.lease, claimed.job.id, JobOutcome{}).error().kind,
                 ErrorKind::LeaseLost);
        QVERIFY(JobStore(db).row(claimed.job.id)->job.state == JobState::Running);
    }

    /// With time to spare: Share is not clicked on the last seconds of a lease.
    void askedForTimeToSpare()
    {
        WrongClock clock;
        const HeldLease held({}, {}, clock.sinceBoot() + 20s);
        QVERIFY_RESULT(held.check(clock, 19s));
        QCOMPARE(held.check(clock, 20s).error().kind, ErrorKind::LeaseLost);
        clock.advance(20s);
        QCOMPARE(held.check(clock).error().kind, ErrorKind::LeaseLost);
    }

    /// A renewal that hangs in the database hides nothing: the local deadline ends the task.
    void hungDatabaseDoesNotHideTheEnd_data() { addEngineRows(); }
    void hungDatabaseDoesNotHideTheEnd()
    {
        OPEN_DATABASE;
        WrongClock clock;
        const Claimed claimed = claimOne(db, u"alice"_s);
        LeaseKeeper keeper(db, clock, kTtl, [](JobId, JobRequest) {});
        const auto held = keeper.hold(claimed.lease, claimed.job.id, clock.sinceBoot());
        const DatabasePtr other = fixture.another();
        const auto connection = other->priv().connection();
        auto open = Transaction::begin(**connection, Transaction::Durability::Durable);
        QVERIFY_RESULT(open);
        {
            Query lock(**connection,
                       u"UPDATE uploader_instagramaccount SET notes = 'busy' WHERE id = :id"_s);
            QVERIFY_RESULT(lock.bind(u":id"_s, claimed.lease.accountId.value).run());
        }
        const auto before = held->deadline();
        clock.advance(std::chrono::seconds(kTtl) / 3);
        clock.advance(std::chrono::seconds(kTtl));
        QTRY_COMPARE(held->reason(), StopReason::LeaseLost);
        QVERIFY(held->deadline() == before);
        QVERIFY_RESULT((*open)->commit());
    }

    /// The database's word ends the task before the local deadline does.
    void takenOverIsNoticedAtTheNextRenewal_data() { addEngineRows(); }
    void takenOverIsNoticedAtTheNextRenewal()
    {
        OPEN_DATABASE;
        WrongClock clock;
        const Claimed claimed = claimOne(db, u"alice"_s);
        LeaseKeeper keeper(db, clock, kTtl, [](JobId, JobRequest) {});
        const auto held = keeper.hold(claimed.lease, claimed.job.id, clock.sinceBoot());
        QVERIFY_RESULT(AccountStore(db).unlock(claimed.lease.accountId, u"boss"_s));
        clock.advance(std::chrono::seconds(kTtl) / 3);
        QTRY_COMPARE(held->reason(), StopReason::LeaseLost);
        QVERIFY(held->deadline() > clock.sinceBoot());
    }
};

QTEST_GUILESS_MAIN(TestLeaseTime)
#include "tst_leasetime.moc"
