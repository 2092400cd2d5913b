// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialect.h"
#include "core/store/fence.h"
#include "core/store/jobrows.h"
#include "core/store/migrator.h"
#include "core/store/session.h"
#include "core/store/stores.h"
#include "tests/support/resultmacros.h"
#include "tests/support/testdatabase.h"

#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pelorus;
using namespace pelorus::store;
using pelorus::test::TestDatabase;

// What two machines do to each other at the worst moment, and what keeps it from doing harm.

#define OPEN_DATABASE                                                                              \
    QFETCH(QString, engine);                                                                       \
    const TestDatabase fixture(engine);                                                            \
    QVERIFY2(fixture.isValid(), qPrintable(fixture.problem()));                                    \
    const DatabasePtr &db = *fixture

namespace {

NewItem video(char fill, bool again = false)
{
    return {u"clip-%1.mp4"_s.arg(QLatin1Char(fill)), {}, {}, {}, 10, QByteArray(32, fill), again};
}

AccountId addAccount(const DatabasePtr &db, const QString &name)
{
    NewAccount account;
    account.username = name;
    return AccountStore(db).add(account).value_or(AccountId{});
}

Result<std::optional<Claimed>>
claimAny(const DatabasePtr &db, const QString &worker, std::chrono::seconds ttl = 60s)
{
    JobStore jobs(db);
    const auto due = jobs.due(50);
    if (!due)
        return fail(due.error());
    ClaimRequest request{{}, u"desk/1/"_s + worker, u"DESK-1"_s, worker, ttl, 0};
    for (const DueJob &job : *due)
        request.among.push_back(job.id);
    return jobs.claim(request);
}

/// One statement with numbers in it, outside our own retries.
Result<void> execute(const DatabasePtr &db, const QString &sql)
{
    const auto connection = db->priv().connection();
    if (!connection)
        return fail(connection.error());
    return (*connection)->execute(expand(db->engine(), sql));
}

Result<qint64> number(const DatabasePtr &db, const QString &sql)
{
    const auto connection = db->priv().connection();
    if (!connection)
        return fail(connection.error());
    Query query(**connection, sql);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    return query.next() ? query.number(0) : -1;
}

/// Somebody waits for a lock of ours. SQLite does not tell; there the other just goes on.
bool somebodyWaits(const DatabasePtr &db)
{
    if (db->engine() == Engine::Sqlite)
        return true;
    return number(db, u"SELECT count(*) FROM pg_locks WHERE NOT granted"_s).value_or(0) > 0;
}

QString foreignLock(AccountId account)
{
    return u"UPDATE uploader_instagramaccount SET locked_by = 'old-worker',"
           " locked_until = '2999-01-01 00:00:00+00' WHERE id = %1"_s.arg(account.value);
}

JobOutcome ended(JobState state)
{
    JobOutcome outcome;
    outcome.state = state;
    return outcome;
}

formats::Cookies cookies(const QString &value)
{
    formats::Cookies set;
    for (const QString &name : {u"sessionid"_s, u"ds_user_id"_s}) {
        formats::Cookie cookie;
        cookie.name = name;
        cookie.value = Secret(value);
        cookie.domain = u".instagram.com"_s;
        cookie.expires = 4000000000.0;
        set.push_back(std::move(cookie));
    }
    return set;
}

} // namespace

class TestStoreGuards : public QObject
{
    Q_OBJECT

private slots:
    void takeoverWaitsForAFencedWriteWithoutDeadlock_data() { test::addEngineRows(); }
    void takeoverWaitsForAFencedWriteWithoutDeadlock()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        QVERIFY_RESULT(JobStore(db).createUpload(id, {video('a')}));
        const auto claimed = claimAny(db, u"w1"_s);
        QVERIFY_RESULT(claimed);
        const auto connection = db->priv().connection();
        auto held = Transaction::begin(**connection, Transaction::Durability::Durable);
        QVERIFY_RESULT(held);
        QVERIFY_RESULT(fence(**connection, (*claimed)->lease));
        std::atomic<bool> committed = false;
        std::atomic<bool> waited = false;
        Result<void> taken;
        std::jthread django([&] {
            const ConnectionScope connections;
            taken = execute(db, foreignLock(id));
            waited = committed.load();
        });
        QTRY_VERIFY(somebodyWaits(db));
        // The fenced transaction now writes the very row that the other wants.
        QVERIFY_RESULT(
            (*connection)->execute(u"UPDATE uploader_instagramaccount SET notes = 'ours'"_s));
        committed = true;
        QVERIFY_RESULT((*held)->commit());
        django.join();
        QVERIFY_RESULT(taken);
        QVERIFY(waited);
        QCOMPARE(JobStore(db).renew((*claimed)->lease, 60s).error().kind, ErrorKind::LeaseLost);
    }

    void fenceWaitsForATakeoverAndThenLoses_data() { test::addEngineRows(); }
    void fenceWaitsForATakeoverAndThenLoses()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        QVERIFY_RESULT(JobStore(db).createUpload(id, {video('a')}));
        const auto claimed = claimAny(db, u"w1"_s);
        QVERIFY_RESULT(claimed);
        const auto connection = db->priv().connection();
        auto takeover = Transaction::begin(**connection, Transaction::Durability::Durable);
        QVERIFY_RESULT(takeover);
        QVERIFY_RESULT(execute(db, foreignLock(id)));
        Result<void> finished;
        std::jthread holder([&] {
            const ConnectionScope connections;
            finished = JobStore(db).finish(
                (*claimed)->lease, (*claimed)->job.id, ended(JobState::Completed));
        });
        QTRY_VERIFY(somebodyWaits(db));
        QVERIFY_RESULT((*takeover)->commit());
        holder.join();
        QVERIFY(!finished);
        QCOMPARE(finished.error().kind, ErrorKind::LeaseLost);
        QVERIFY(JobStore(db).row((*claimed)->job.id)->job.state == JobState::Running);
    }

    void recoveryWaitsForAnIntentUnderWay_data() { test::addEngineRows(); }
    void recoveryWaitsForAnIntentUnderWay()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(id, {video('a')}));
        const auto claimed = claimAny(db, u"w1"_s, 1s);
        QVERIFY_RESULT(claimed);
        const JobId job = (*claimed)->job.id;
        const auto connection = db->priv().connection();
        auto held = Transaction::begin(**connection, Transaction::Durability::Durable);
        QVERIFY_RESULT(held);
        QVERIFY_RESULT(fence(**connection, (*claimed)->lease));
        {
            Query intent(
                **connection,
                u"INSERT INTO pelorus_publication (account_id, account_name, sha256, state,"
                " job_id, item_id, lease_token, baseline, created_at, updated_at) VALUES"
                " (:account, 'alice', :sha, 'INTENT', :job, :item, 1, '[]', {now}, {now})"_s);
            intent.bind(u":account"_s, id.value)
                .bind(u":sha"_s, QByteArray(32, 'a'))
                .bind(u":job"_s, job.value)
                .bind(u":item"_s, (*claimed)->items[0].id.value);
            QVERIFY_RESULT(intent.run());
        }
        // The lease runs out while the transaction is open.
        QTRY_COMPARE(number(db,
                            u"SELECT count(*) FROM uploader_instagramaccount"
                            " WHERE locked_until <= {now}"_s)
                         .value_or(-1),
                     1);
        Result<int> recovered = 0;
        std::jthread sweeper([&] {
            const ConnectionScope connections;
            recovered = JobStore(db).recoverStale();
        });
        QTRY_VERIFY(somebodyWaits(db));
        QVERIFY_RESULT((*held)->commit());
        sweeper.join();
        QVERIFY_RESULT(recovered);
        QCOMPARE(*recovered, 1);
        QVERIFY((*jobs.items(job))[0].state == ItemState::Unconfirmed);
        QVERIFY(jobs.row(job)->job.state == JobState::Unconfirmed);
    }

    void lastAccountsOfABulkTaskEndTogether_data() { test::addEngineRows(); }
    void lastAccountsOfABulkTaskEndTogether()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        NewBulk bulk{u"Autumn"_s, {}};
        for (const QString &name : {u"alice"_s, u"bob"_s})
            bulk.accounts.push_back({addAccount(db, name), {}, {video('a')}});
        QVERIFY_RESULT(jobs.createBulk(bulk));
        const auto first = claimAny(db, u"w1"_s);
        const auto second = claimAny(db, u"w2"_s);
        QVERIFY(first && first->has_value() && second && second->has_value());
        const auto connection = db->priv().connection();
        auto held = Transaction::begin(**connection, Transaction::Durability::Durable);
        QVERIFY_RESULT(held);
        QVERIFY_RESULT(showSharedWord(**connection, (*first)->job.id, u"COMPLETED"_s, true));
        Result<void> finished;
        std::jthread other([&] {
            const ConnectionScope connections;
            finished = JobStore(db).finish(
                (*second)->lease, (*second)->job.id, ended(JobState::Completed));
        });
        QTRY_VERIFY(somebodyWaits(db));
        QVERIFY_RESULT((*held)->commit());
        other.join();
        QVERIFY_RESULT(finished);
        QCOMPARE(jobs.bulkRows(1)->front().status, u"COMPLETED"_s);
    }

    void unsettledTryIsNeverRunAgain_data() { test::addEngineRows(); }
    void unsettledTryIsNeverRunAgain()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        JobStore jobs(db);
        PublicationStore publications(db);
        QVERIFY_RESULT(jobs.createUpload(id, {video('a', true)}));
        const auto claimed = claimAny(db, u"w1"_s);
        QVERIFY_RESULT(claimed);
        const Lease lease = (*claimed)->lease;
        const JobId job = (*claimed)->job.id;
        const Item &item = (*claimed)->items[0];
        QVERIFY(item.publishAgain);
        QVERIFY_RESULT(publications.intend(lease, job, item, {}, true));
        QCOMPARE(publications.intend(lease, job, item, {}, true).error().kind, ErrorKind::Conflict);
        JobOutcome outcome = ended(JobState::Pending);
        outcome.runAgainIn = 0ms;
        QVERIFY_RESULT(jobs.finish(lease, job, outcome));
        QVERIFY(jobs.row(job)->job.state == JobState::Unconfirmed);
        QVERIFY((*jobs.items(job))[0].state == ItemState::Unconfirmed);
        QCOMPARE(publications.unconfirmed(id)->size(), size_t(1));
        QCOMPARE(jobs.retry(job).error().kind, ErrorKind::InvalidInput);
        QVERIFY(jobs.due(10)->empty()); // the look is due later
        QCOMPARE(jobs.rows(10)->size(), size_t(2));
    }

    void retriedTaskDoesNotInviteTheOldApplication_data() { test::addEngineRows(); }
    void retriedTaskDoesNotInviteTheOldApplication()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        const AccountId id = addAccount(db, u"alice"_s);
        QVERIFY_RESULT(jobs.createBulk({u"Autumn"_s, {{id, {}, {video('a')}}}}));
        const JobId job = jobs.due(1)->front().id;
        QVERIFY_RESULT(jobs.request(job, JobRequest::Cancel));
        QCOMPARE(jobs.bulkRows(1)->front().status, u"FAILED"_s);
        QVERIFY_RESULT(jobs.retry(job));
        QCOMPARE(jobs.bulkRows(1)->front().status, u"RUNNING"_s);
    }

    void sameCookiesMakeNoVersion_data() { test::addEngineRows(); }
    void sameCookiesMakeNoVersion()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        CookieStore store(db);
        for (int i = 0; i < 3; ++i)
            QVERIFY_RESULT(store.import(id, cookies(u"CANARY-1"_s), true));
        QVERIFY(store.history(id)->empty());
        QVERIFY_RESULT(store.import(id, cookies(u"CANARY-2"_s), true));
        QCOMPARE(store.history(id)->size(), size_t(1));
        QVERIFY_RESULT(store.restore(id, store.history(id)->front().id));
        QVERIFY(store.load(id)->cookies[0].value.equals(Secret(u"CANARY-1"_s)));
    }

    void ownLeftoverProfileIsSweptAgain_data() { test::addEngineRows(); }
    void ownLeftoverProfileIsSweptAgain()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        LedgerStore ledger(db);
        Worker worker;
        worker.id = u"w1"_s;
        worker.machine = u"DESK-1"_s;
        worker.pid = int(QCoreApplication::applicationPid());
        QVERIFY_RESULT(WorkerStore(db).beat(worker));
        QVERIFY_RESULT(JobStore(db).createUpload(id, {video('a')}));
        const auto claimed = claimAny(db, u"w1"_s);
        QVERIFY_RESULT(claimed);
        LedgerRow wanted;
        wanted.accountId = id;
        wanted.jobId = (*claimed)->job.id;
        wanted.machine = u"DESK-1"_s;
        wanted.worker = u"w1"_s;
        const auto row = ledger.intend(wanted);
        QVERIFY_RESULT(row);
        const auto age = [&] {
            return execute(db, u"UPDATE pelorus_profile SET updated_at = '2020-01-01 00:00:00'"_s);
        };
        QVERIFY_RESULT(age());
        QString gone;
        const auto orphans = [&](const QString &who) {
            const auto taken = ledger.takeOrphans(
                who, 120s, [&](const QString &owner) { return owner == gone; });
            return taken ? int(taken->size()) : -1;
        };
        QCOMPARE(orphans(u"w1"_s), 0); // its task runs
        QVERIFY_RESULT(
            JobStore(db).finish((*claimed)->lease, (*claimed)->job.id, ended(JobState::Failed)));
        QVERIFY_RESULT(age());
        QCOMPARE(orphans(u"w1"_s), 1);
        QCOMPARE(orphans(u"w1"_s), 0); // it is at work on it
        QVERIFY_RESULT(age());         // the sweep failed
        QCOMPARE(orphans(u"w1"_s), 1);
        // Seen just now: only who knows that its process is gone may take it before its time.
        QCOMPARE(orphans(u"w2"_s), 0);
        gone = u"w1"_s;
        QCOMPARE(orphans(u"w2"_s), 1);
        QVERIFY_RESULT(
            execute(db, u"UPDATE pelorus_worker SET last_seen = '2020-01-01 00:00:00'"_s));
        gone.clear();
        QCOMPARE(orphans(u"w3"_s), 1);
    }

    void hungMigrationIsNotWaitedForForEver_data() { test::addEngineRows(); }
    void hungMigrationIsNotWaitedForForEver()
    {
        OPEN_DATABASE;
        const DatabasePtr other = fixture.another();
        std::jthread hung;
        std::atomic<bool> holds = false;
        std::atomic<bool> done = false;
        hung = std::jthread([&] {
            const ConnectionScope connections;
            const auto held = other->priv().write([&](Connection &connection) -> Result<void> {
                if (other->engine() == Engine::PostgreSql) {
                    if (auto locked
                        = connection.execute(u"SELECT pg_advisory_xact_lock(7027150861301)"_s);
                        !locked)
                        return locked;
                }
                holds = true;
                holds.notify_all();
                done.wait(false);
                return {};
            });
            holds = true;
            holds.notify_all();
        });
        holds.wait(false);
        const auto waited = db->migrate(Call::in(50ms));
        std::stop_source stop;
        stop.request_stop();
        const auto stopped = db->migrate({Deadline::never(), stop.get_token()});
        done = true;
        done.notify_all();
        hung.join();
        QVERIFY(!waited);
        QCOMPARE(waited.error().kind, ErrorKind::Timeout);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
        QVERIFY_RESULT(db->migrate(Call::in(1min)));
    }

    void lostConnectionIsMadeAnew()
    {
        if (!test::hasPostgres())
            QSKIP("PostgreSQL is not tested");
        const TestDatabase fixture(u"postgresql"_s);
        QVERIFY2(fixture.isValid(), qPrintable(fixture.problem()));
        const DatabasePtr &db = *fixture;
        const AccountId id = addAccount(db, u"alice"_s);
        const auto cut = [&] {
            const auto pid = number(db, u"SELECT pg_backend_pid()"_s);
            std::jthread([&] {
                QVERIFY_RESULT(
                    number(fixture.another(), u"SELECT pg_terminate_backend(%1)"_s.arg(*pid)));
            }).join();
            QTRY_COMPARE(number(fixture.another(),
                                u"SELECT count(*) FROM pg_stat_activity WHERE pid = %1"_s.arg(*pid))
                             .value_or(-1),
                         0);
        };
        cut();
        QVERIFY_RESULT(AccountStore(db).row(id, {}));
        cut();
        QVERIFY_RESULT(AccountStore(db).pause(id, 1h, u"holiday"_s));
        QVERIFY_RESULT(execute(db, u"DEALLOCATE ALL"_s));
        QVERIFY_RESULT(AccountStore(db).row(id, {}));
    }

    void relaxedCommitLeavesTheNextOneDurable()
    {
        const TestDatabase fixture(u"sqlite"_s);
        QVERIFY2(fixture.isValid(), qPrintable(fixture.problem()));
        const DatabasePtr &db = *fixture;
        const auto inside
            = db->priv().write([&](Connection &) { return number(db, u"PRAGMA synchronous"_s); },
                               Transaction::Durability::Relaxed);
        QVERIFY_RESULT(inside);
        QCOMPARE(*inside, 1);
        QCOMPARE(number(db, u"PRAGMA synchronous"_s).value_or(-1), 2);
        const auto failed = db->priv().write(
            [](Connection &) -> Result<void> { return fail(ErrorKind::Internal, {}); },
            Transaction::Durability::Relaxed);
        QVERIFY(!failed);
        QCOMPARE(number(db, u"PRAGMA synchronous"_s).value_or(-1), 2);
    }

    void fileIsItsOwnersAndTheRunnerLockDiesWithIt()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"p.db"_s);
        const Secret url(u"sqlite:///"_s + file);
        {
            // Left behind by a killed program that had our own process number.
            QFile stale(file + u".runner"_s);
            QVERIFY(stale.open(QIODevice::WriteOnly));
            stale.write(QByteArray::number(QCoreApplication::applicationPid()) + "\ntst\n");
        }
        {
            const auto runner = Database::open(url, Role::Runner);
            QVERIFY_RESULT(runner);
            QVERIFY_RESULT((*runner)->migrate(Call::in(1min)));
#ifdef Q_OS_UNIX
            for (const QString &name : {file, QString(file + u"-wal"_s)}) {
                QVERIFY(!(QFile::permissions(name)
                          & (QFileDevice::ReadGroup | QFileDevice::ReadOther
                             | QFileDevice::WriteGroup | QFileDevice::WriteOther)));
            }
#endif
            QCOMPARE(Database::open(url, Role::Runner).error().kind, ErrorKind::Conflict);
        }
        QVERIFY(Database::open(url, Role::Runner));
    }

#ifdef Q_OS_WIN
    void aFileOnAShareIsRefused()
    {
        const auto opened = Database::open(Secret(u"sqlite://///nas/share/p.db"_s), Role::Viewer);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::Unsupported);
    }
#endif

    void databaseOfTheOldApplicationKeepsWorking()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"django.sqlite3"_s);
        QVERIFY(QFile::copy(QStringLiteral(PELORUS_TEST_DATA "/django/django.sqlite3"), file));
        QVERIFY(QFile::setPermissions(file, QFileDevice::ReadOwner | QFileDevice::WriteOwner));
        const auto opened = Database::open(Secret(u"sqlite:///"_s + file), Role::Viewer);
        QVERIFY_RESULT(opened);
        const DatabasePtr db = *opened;
        const qint64 before
            = number(db, u"SELECT count(*) FROM uploader_instagramaccount"_s).value_or(-1);
        QVERIFY(before > 0);
        QVERIFY_RESULT(runMigrations(db->priv(), Call::in(1min)));
        const auto rows = AccountStore(db).rows({});
        QVERIFY_RESULT(rows);
        QCOMPARE(qint64(rows->size()), before);
        QVERIFY(JobStore(db).due(10)->empty()); // nothing of the old application's runs by itself
        const auto free = std::ranges::find_if(*rows, [](const AccountRow &row) {
            return row.status == "ACTIVE"_L1 && row.lock == LockState::Free;
        });
        QVERIFY(free != rows->end());
        const AccountId id = free->id;
        QVERIFY_RESULT(AccountStore(db).credentials(id));
        QVERIFY_RESULT(CookieStore(db).load(id));
        QVERIFY(addAccount(db, u"newcomer"_s).isValid());
        Proxy proxy;
        proxy.host = u"p.example"_s;
        proxy.port = 8080;
        QVERIFY_RESULT(ProxyStore(db).add(proxy));
        QVERIFY_RESULT(JobStore(db).createUpload(id, {video('a')}));
        QVERIFY_RESULT(JobStore(db).createBulk({u"Autumn"_s, {{id, {}, {video('b')}}}}));
        const auto claimed = claimAny(db, u"w1"_s);
        QVERIFY_RESULT(claimed);
        QVERIFY(claimed->has_value());
        QVERIFY_RESULT(execute(db, foreignLock(id)));
        QCOMPARE(JobStore(db).renew((*claimed)->lease, 60s).error().kind, ErrorKind::LeaseLost);
    }
};

QTEST_GUILESS_MAIN(TestStoreGuards)
#include "tst_storeguards.moc"
