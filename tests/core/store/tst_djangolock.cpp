// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialect.h"
#include "tests/core/store/storehelpers.h"
#include "tests/support/oldworker.h"
#include "tests/support/resultmacros.h"

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::store;
using namespace pelorus::test;

// The old application's workers on the same accounts, by Django itself and the plan's lock code.

namespace {

QString lockedBy(const DatabasePtr &db, AccountId account)
{
    const auto row = AccountStore(db).row(account, {});
    return row ? row->lockedBy : QString();
}

} // namespace

class TestDjangoLock : public QObject
{
    Q_OBJECT

private slots:
    /// Pelorus is suspended with a claimed job and a profile; Django takes the account when the
    /// lease has run out. Awake, Pelorus writes nothing but the end of its profile.
    void takesOverAnExpiredLease_data() { addEngineRows(); }
    void takesOverAnExpiredLease()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        const AccountId id = addAccount(db, u"alice"_s);
        const QString number = QString::number(id.value);
        QVERIFY_RESULT(jobs.createUpload(id, {item('a'), item('b')}));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(claimed);
        const Lease lease = (*claimed)->lease;
        const Job job = (*claimed)->job;
        const auto intent
            = PublicationStore(db).intend(lease, job.id, (*claimed)->items[0], {}, false);
        QVERIFY_RESULT(intent);
        LedgerRow wanted;
        wanted.accountId = id;
        wanted.jobId = job.id;
        wanted.worker = u"w1"_s;
        const auto profile = LedgerStore(db).intend(wanted);
        QVERIFY_RESULT(profile);

        QCOMPARE(oldWorker(fixture.url(), {u"lock"_s, number, u"old-worker"_s, u"600"_s}),
                 u"busy"_s);
        QCOMPARE(lockedBy(db, id), lease.holder);
        expire(db, id);
        QCOMPARE(oldWorker(fixture.url(), {u"lock"_s, number, u"old-worker"_s, u"600"_s}),
                 u"taken"_s);
        QCOMPARE(lockedBy(db, id), u"old-worker"_s);

        const auto lost = [](const auto &result) {
            return !result && result.error().kind == ErrorKind::LeaseLost;
        };
        JobOutcome outcome;
        outcome.state = JobState::Completed;
        QVERIFY(lost(jobs.renew(lease, 60s)));
        QVERIFY(lost(jobs.setJobState(lease, job.id, JobState::NeedsOperator, {})));
        QVERIFY(
            lost(jobs.finishItem(lease, (*claimed)->items[1].id, {ItemState::Published, {}, {}})));
        QVERIFY(lost(jobs.finish(lease, job.id, outcome)));
        QVERIFY(lost(PublicationStore(db).markShared(lease, *intent)));
        QVERIFY(
            lost(PublicationStore(db).settle(lease, *intent, PublicationState::Confirmed, {}, {})));
        QVERIFY(lost(PublicationStore(db).intend(lease, job.id, (*claimed)->items[1], {}, false)));
        QVERIFY(lost(CookieStore(db).save(lease, signedIn(u"CANARY"_s), true, u"cdp"_s)));
        QVERIFY(lost(AccountStore(db).setBlueprint(lease, {{u"name"_s, u"x"_s}})));
        QVERIFY(jobs.row(job.id)->job.state == JobState::Running);
        QVERIFY(PublicationStore(db).get(*intent)->state == PublicationState::Intent);
        QVERIFY(CookieStore(db).load(id)->cookies.empty());
        // Its profile it still clears away.
        QVERIFY_RESULT(LedgerStore(db).advance(*profile, LedgerState::Deleted));

        // The sweeper settles the job without touching Django's lock; nobody else gets the account.
        QVERIFY_RESULT(jobs.recoverStale());
        QCOMPARE(lockedBy(db, id), u"old-worker"_s);
        QVERIFY(PublicationStore(db).get(*intent)->state == PublicationState::Unconfirmed);
        QVERIFY(jobs.due(10)->empty());
        QVERIFY(!jobs.claim(request({{job.id, {}}}, u"desk/2/bbbbbb"_s))->has_value());
        QCOMPARE(oldWorker(fixture.url(), {u"unlock"_s, number}), u"free"_s);
        const auto again = claimAny(db, u"desk/2/bbbbbb"_s);
        QVERIFY_RESULT(again);
        QVERIFY(again->has_value());
        QVERIFY((*again)->lease.token >= lease.token + 3); // taken, let go, taken
    }

    /// The other way round: Django's lock is respected for as long as it says.
    void itsOwnLockIsRespected_data() { addEngineRows(); }
    void itsOwnLockIsRespected()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        const QString number = QString::number(id.value);
        QVERIFY_RESULT(JobStore(db).createUpload(id, {item('a')}));
        QCOMPARE(oldWorker(fixture.url(), {u"lock"_s, number, u"old-worker"_s, u"600"_s}),
                 u"taken"_s);
        QVERIFY(JobStore(db).due(10)->empty());
        expire(db, id);
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(claimed);
        QVERIFY(claimed->has_value());
        QCOMPARE(oldWorker(fixture.url(), {u"lock"_s, number, u"old-worker"_s, u"600"_s}),
                 u"busy"_s);
        QVERIFY_RESULT(JobStore(db).renew((*claimed)->lease, 60s));
    }
};

QTEST_GUILESS_MAIN(TestDjangoLock)
#include "tst_djangolock.moc"
