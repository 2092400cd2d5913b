// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/changefeed.h"
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <set>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pelorus;
using namespace pelorus::store;
using namespace pelorus::test;

class TestStore : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void migrationIsRepeatable_data() { test::addEngineRows(); }
    void migrationIsRepeatable()
    {
        OPEN_DATABASE;
        const auto again = db->migrate(Call::in(1min));
        QVERIFY_RESULT(again);
        QCOMPARE(again->from, again->to);
        QVERIFY(again->restored.isEmpty());
        QVERIFY_RESULT(db->instanceId());
        QCOMPARE(*fixture.another()->instanceId(), *db->instanceId());
    }

    void aKeptStatementForgetsItsValues_data() { test::addEngineRows(); }
    void aKeptStatementForgetsItsValues()
    {
        OPEN_DATABASE;
        const auto connection = db->priv().connection();
        QVERIFY_RESULT(connection);
        const QString sql = u"SELECT CAST(:one AS text) || CAST(:two AS text) || :one"_s;
        for (const QString &text : {u"CANARY"_s, u"other"_s}) {
            {
                Query query(**connection, sql);
                QVERIFY_RESULT(query.bind(u":one"_s, Secret(text)).bind(u":two"_s, u"-"_s).run());
                QVERIFY(query.next());
                QCOMPARE(query.text(0), QString(text + u'-' + text));
            }
            auto kept = (*connection)->take(sql);
            QVERIFY_RESULT(kept);
            for (const QVariant &value : kept->boundValues())
                QVERIFY(value.isNull());
            (*connection)->giveBack(sql, std::move(*kept));
        }
    }

    void twoMachinesMigrateAtOnce_data() { test::addEngineRows(); }
    void twoMachinesMigrateAtOnce()
    {
        OPEN_DATABASE;
        std::atomic<int> good = 0;
        {
            std::vector<std::jthread> machines;
            for (int i = 0; i < 4; ++i) {
                machines.emplace_back([&] {
                    if (fixture.another()->migrate(Call::in(1min)))
                        ++good;
                });
            }
        }
        QCOMPARE(good.load(), 4);
    }

    void newerSchemaIsRefused_data() { test::addEngineRows(); }
    void newerSchemaIsRefused()
    {
        OPEN_DATABASE;
        const auto made = db->priv().write([](Connection &connection) {
            return connection.execute(
                u"UPDATE pelorus_schema SET version = 999 WHERE version = 1"_s);
        });
        QVERIFY_RESULT(made);
        const auto again = db->migrate(Call::in(1min));
        QVERIFY(!again);
        QCOMPARE(again.error().kind, ErrorKind::Unsupported);
    }

    void missingTriggerIsPutBack_data() { test::addEngineRows(); }
    void missingTriggerIsPutBack()
    {
        OPEN_DATABASE;
        const bool lite = db->engine() == Engine::Sqlite;
        const auto dropped = db->priv().write([lite](Connection &connection) {
            return connection.execute(
                lite ? u"DROP TRIGGER pelorus_raise_token"_s
                     : u"DROP TRIGGER pelorus_raise_token ON uploader_instagramaccount"_s);
        });
        QVERIFY_RESULT(dropped);
        const auto again = db->migrate(Call::in(1min));
        QVERIFY_RESULT(again);
        QCOMPARE(again->restored, QStringList{u"pelorus_raise_token"_s});
    }

    /// PostgreSQL refuses to change the type of a column that a trigger names; Django's migrate
    /// does change types.
    void triggersOfAnOlderProgramAreReplaced()
    {
        if (!test::hasPostgres())
            QSKIP("No PostgreSQL here.");
        const TestDatabase fixture(u"postgresql"_s);
        QVERIFY2(fixture.isValid(), qPrintable(fixture.problem()));
        const DatabasePtr &db = *fixture;
        const auto run = [&](const QString &sql) {
            return db->priv().write(
                [&](Connection &connection) { return connection.execute(sql); });
        };
        QVERIFY_RESULT(run(u"DROP TRIGGER pelorus_raise_token ON uploader_instagramaccount"_s));
        QVERIFY_RESULT(run(u"CREATE TRIGGER pelorus_raise_token AFTER UPDATE OF locked_by ON"
                           " uploader_instagramaccount FOR EACH ROW"
                           " WHEN (OLD.locked_by IS DISTINCT FROM NEW.locked_by)"
                           " EXECUTE FUNCTION pelorus_notify()"_s));
        const auto again = db->migrate(Call::in(1min));
        QVERIFY_RESULT(again);
        QCOMPARE(again->restored, QStringList{u"pelorus_raise_token"_s});
        for (const char *column : {"locked_by", "username", "status", "notes"}) {
            QVERIFY_RESULT(run(u"ALTER TABLE uploader_instagramaccount ALTER COLUMN %1 TYPE"
                               " varchar(222)"_s.arg(QLatin1StringView(column))));
        }
        QVERIFY(db->migrate(Call::in(1min))->restored.isEmpty());
        QVERIFY(addAccount(db, u"alice"_s).isValid());
        QVERIFY_RESULT(run(u"UPDATE uploader_instagramaccount SET locked_by = 'x'"_s));
        QVERIFY_RESULT(run(u"UPDATE uploader_instagramaccount SET locked_until = now()"_s));
        const auto token = db->priv().write([](Connection &connection) -> Result<qint64> {
            Query query(connection, u"SELECT token FROM pelorus_lease WHERE holder = 'x'"_s);
            if (auto ran = query.run(); !ran)
                return fail(ran.error());
            return query.next() ? query.number(0) : 0;
        });
        QVERIFY_RESULT(token);
        QCOMPARE(*token, 1);
    }

    void secondRunnerOnOneFileIsRefused()
    {
        const TestDatabase first(u"sqlite"_s, Role::Runner);
        QVERIFY2(first.isValid(), qPrintable(first.problem()));
        const auto second = Database::open(Secret(first.url()), Role::Runner);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Conflict);
        QVERIFY(Database::open(Secret(first.url()), Role::Viewer));
    }

    void bulkShowsInTheSharedTables_data() { test::addEngineRows(); }
    void bulkShowsInTheSharedTables()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        const AccountId id = addAccount(db, u"alice"_s);
        const auto bulk = jobs.createBulk({u"Autumn"_s, {{id, {}, {item('a'), item('b')}}}});
        QVERIFY_RESULT(bulk);
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(claimed);
        QVERIFY(claimed->has_value());
        QCOMPARE((*claimed)->items.size(), size_t(2));
        QCOMPARE((*claimed)->items[0].mentions, QStringList{u"friend"_s});
        QCOMPARE((*claimed)->items[0].sha256, hash('a'));
        QCOMPARE(jobs.bulkRows(10)->front().status, u"RUNNING"_s);
        const Lease lease = (*claimed)->lease;
        QVERIFY_RESULT(jobs.finishItem(
            lease, (*claimed)->items[0].id, {ItemState::Published, u"https://x/1"_s, {}}));
        QVERIFY_RESULT(
            jobs.finishItem(lease, (*claimed)->items[1].id, {ItemState::Failed, {}, u"no"_s}));
        JobOutcome outcome;
        outcome.state = JobState::Partial;
        QVERIFY_RESULT(jobs.finish(lease, (*claimed)->job.id, outcome));
        const auto rows = jobs.bulkRows(10);
        QCOMPARE(rows->front().status, u"PARTIALLY_COMPLETED"_s);
        QCOMPARE(rows->front().published, 1);
        QVERIFY(AccountStore(db).row(id, {})->lock == LockState::Free);
        QCOMPARE(*jobs.openJobs(), 0);
    }

    void manyClaimersNeverShare_data() { test::addEngineRows(); }
    void manyClaimersNeverShare()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        std::vector<AccountId> accounts;
        for (int i = 0; i < 8; ++i)
            accounts.push_back(addAccount(db, u"account%1"_s.arg(i)));
        for (int i = 0; i < 40; ++i)
            QVERIFY_RESULT(jobs.createUpload(accounts[size_t(i % 8)], {item('a')}));
        std::mutex mutex;
        std::set<qint64> held;
        std::set<qint64> done;
        std::atomic<int> overlaps = 0;
        std::atomic<int> errors = 0;
        {
            std::vector<std::jthread> workers;
            for (int w = 0; w < 4; ++w) {
                workers.emplace_back([&, w] {
                    const ConnectionScope connections;
                    for (;;) {
                        {
                            const std::lock_guard lock(mutex);
                            if (done.size() == 40 || errors > 0)
                                return;
                        }
                        const auto claimed = claimAny(db, u"desk/%1/aaaaaa"_s.arg(w));
                        if (!claimed) {
                            qDebug() << toLogString(claimed.error());
                            ++errors;
                            continue;
                        }
                        if (!claimed->has_value())
                            continue;
                        const Claimed &mine = **claimed;
                        {
                            const std::lock_guard lock(mutex);
                            if (!held.insert(mine.lease.accountId.value).second)
                                ++overlaps;
                            if (!done.insert(mine.job.id.value).second)
                                ++overlaps;
                        }
                        {
                            const std::lock_guard lock(mutex);
                            held.erase(mine.lease.accountId.value);
                        }
                        JobOutcome outcome;
                        outcome.state = JobState::Completed;
                        if (!JobStore(db).finish(mine.lease, mine.job.id, outcome))
                            ++errors;
                    }
                });
            }
        }
        QCOMPARE(errors.load(), 0);
        QCOMPARE(overlaps.load(), 0);
        QCOMPARE(done.size(), size_t(40));
    }

    void formerHolderWritesNothing_data() { test::addEngineRows(); }
    void formerHolderWritesNothing()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        const AccountId id = addAccount(db, u"alice"_s);
        QVERIFY_RESULT(jobs.createUpload(id, {item('a')}));
        QVERIFY_RESULT(jobs.createUpload(id, {item('b')}));
        const auto first = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(first);
        QVERIFY_RESULT(jobs.renew((*first)->lease, 60s));
        expire(db, id);
        QCOMPARE(jobs.renew((*first)->lease, 60s).error().kind, ErrorKind::LeaseLost);
        const auto second = claimAny(db, u"desk/2/bbbbbb"_s);
        QVERIFY_RESULT(second);
        QVERIFY(second->has_value());
        QVERIFY((*second)->lease.token > (*first)->lease.token);
        const Lease old = (*first)->lease;
        QCOMPARE(jobs.renew(old, 60s).error().kind, ErrorKind::LeaseLost);
        QCOMPARE(jobs.finish(old, (*first)->job.id, {}).error().kind, ErrorKind::LeaseLost);
        QCOMPARE(jobs.finishItem(old, (*first)->items[0].id, {}).error().kind,
                 ErrorKind::LeaseLost);
        QCOMPARE(CookieStore(db).save(old, signedIn(u"old"_s), true, u"cdp"_s).error().kind,
                 ErrorKind::LeaseLost);
        QCOMPARE(PublicationStore(db)
                     .intend(old, (*first)->job.id, (*first)->items[0], {}, false)
                     .error()
                     .kind,
                 ErrorKind::LeaseLost);
        QVERIFY(CookieStore(db).load(id)->cookies.empty());
    }

    void foreignLockRaisesTheToken_data() { test::addEngineRows(); }
    void foreignLockRaisesTheToken()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        QVERIFY_RESULT(JobStore(db).createUpload(id, {item('a')}));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(claimed);
        // As the Django application does it: it knows nothing of our tables.
        const auto taken = db->priv().write([&](Connection &connection) -> Result<void> {
            Query query(connection,
                        u"UPDATE uploader_instagramaccount SET locked_by = 'old-worker', "
                        u"locked_until = {plus :ttl}"
                        " WHERE id = :id"_s);
            return query.bind(u":ttl"_s, 600).bind(u":id"_s, id.value).run();
        });
        QVERIFY_RESULT(taken);
        QCOMPARE(JobStore(db).finish((*claimed)->lease, (*claimed)->job.id, {}).error().kind,
                 ErrorKind::LeaseLost);
    }

    void signedOutCookiesNeverReplaceASession_data() { test::addEngineRows(); }
    void signedOutCookiesNeverReplaceASession()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        CookieStore cookies(db);
        QVERIFY_RESULT(cookies.import(id, signedIn(u"CANARY-1"_s), true));
        QVERIFY_RESULT(JobStore(db).createUpload(id, {item('a')}));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(claimed);
        QVERIFY_RESULT(cookies.save((*claimed)->lease, signedOut(), false, u"cdp"_s));
        auto now = cookies.load(id);
        QVERIFY_RESULT(now);
        QCOMPARE(now->cookies.size(), size_t(3));
        QVERIFY(!now->isValid);
        QVERIFY_RESULT(cookies.save((*claimed)->lease, {}, false, u"cdp"_s));
        QCOMPARE(cookies.load(id)->cookies.size(), size_t(3));
        QVERIFY_RESULT(cookies.save((*claimed)->lease, signedIn(u"CANARY-2"_s), true, u"cdp"_s));
        now = cookies.load(id);
        QVERIFY(now->isValid);
        QVERIFY(now->cookies[0].value.equals(Secret(u"CANARY-2"_s)));
        QCOMPARE(cookies.history(id)->size(), size_t(2));
        for (int i = 0; i < 15; ++i)
            QVERIFY_RESULT(
                cookies.save((*claimed)->lease, signedIn(QString::number(i)), true, u"cdp"_s));
        QCOMPARE(cookies.history(id)->size(), size_t(10));
    }

    void signedOutCookiesPushNoSessionOut_data() { test::addEngineRows(); }
    void signedOutCookiesPushNoSessionOut()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        CookieStore cookies(db);
        QVERIFY_RESULT(JobStore(db).createUpload(id, {item('a')}));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(claimed);
        const Lease &lease = (*claimed)->lease;
        for (const QString &value : {u"1"_s, u"2"_s, u"3"_s})
            QVERIFY_RESULT(cookies.save(lease, signedIn(value), true, u"cdp"_s));
        QCOMPARE(cookies.history(id)->size(), size_t(2));
        const qint64 newest = cookies.history(id)->front().id;
        for (int i = 0; i < 3; ++i) { // the same set again and again
            QVERIFY_RESULT(cookies.save(lease, signedOut(), false, u"cdp"_s));
            QVERIFY_RESULT(cookies.putAside(lease, signedOut(), u"cdp"_s));
        }
        QCOMPARE(cookies.history(id)->size(), size_t(3));
        for (int i = 0; i < 20; ++i) {
            formats::Cookies worse = signedOut();
            worse.front().value = Secret(QString::number(i));
            QVERIFY_RESULT(i % 2 > 0 ? cookies.save(lease, worse, false, u"cdp"_s)
                                     : cookies.putAside(lease, worse, u"cdp"_s));
        }
        const auto history = cookies.history(id);
        QVERIFY_RESULT(history);
        QCOMPARE(history->size(), size_t(11)); // the last ten, and that session
        QCOMPARE(history->back().id, newest);
        QVERIFY(history->back().signedIn);
        QVERIFY_RESULT(JobStore(db).finish(lease, (*claimed)->job.id, {}));
        QVERIFY_RESULT(cookies.restore(id, newest));
        QVERIFY(cookies.load(id)->cookies[0].value.equals(Secret(u"2"_s)));
    }

    void versionsTellWhereTheirSetCameFrom_data() { test::addEngineRows(); }
    void versionsTellWhereTheirSetCameFrom()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        CookieStore cookies(db);
        const auto newest = [&] { return cookies.history(id)->front(); };
        QVERIFY_RESULT(cookies.import(id, signedIn(u"1"_s), true));
        QVERIFY_RESULT(JobStore(db).createUpload(id, {item('a')}));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        const Lease &lease = (*claimed)->lease;
        QVERIFY_RESULT(cookies.save(lease, signedIn(u"2"_s), true, u"cdp"_s));
        QCOMPARE(newest().source, u"import"_s);
        const qint64 imported = newest().id;
        QVERIFY_RESULT(cookies.save(lease, signedIn(u"3"_s), true, u"dolphin"_s));
        QCOMPARE(newest().source, u"cdp"_s);
        QVERIFY_RESULT(cookies.save(lease, signedOut(), false, u"cdp"_s));
        QCOMPARE(newest().source, u"cdp"_s); // the refused set is the version here
        QVERIFY_RESULT(JobStore(db).finish(lease, (*claimed)->job.id, {}));
        QVERIFY_RESULT(cookies.restore(id, imported));
        QCOMPARE(newest().source, u"dolphin"_s);
        QVERIFY_RESULT(cookies.import(id, signedIn(u"4"_s), true));
        QCOMPARE(newest().source, u"restore"_s);
        // The old application writes to the same row.
        QVERIFY_RESULT(db->priv().write([&](Connection &connection) -> Result<void> {
            Query query(connection,
                        u"UPDATE uploader_instagramcookies SET last_updated = {plus :later}"
                        " WHERE account_id = :id"_s);
            return query.bind(u":later"_s, 5).bind(u":id"_s, id.value).run();
        }));
        QVERIFY_RESULT(cookies.import(id, signedIn(u"5"_s), true));
        QCOMPARE(newest().source, u"other"_s);
    }

    void sameVideoIsRefusedTwice_data() { test::addEngineRows(); }
    void sameVideoIsRefusedTwice()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(id, {item('a'), item('a')}));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(claimed);
        const Lease lease = (*claimed)->lease;
        const JobId job = (*claimed)->job.id;
        const Item &video = (*claimed)->items[0];
        const Item &twin = (*claimed)->items[1];
        PublicationStore publications(db);
        const auto intent = publications.intend(lease, job, video, {u"https://x/reel/1"_s}, false);
        QVERIFY_RESULT(intent);
        QCOMPARE(publications.get(*intent)->baseline, QStringList{u"https://x/reel/1"_s});
        QCOMPARE(publications.intend(lease, job, video, {}, false).error().kind,
                 ErrorKind::Conflict);
        QVERIFY_RESULT(publications.markShared(lease, *intent));
        QVERIFY_RESULT(publications.settle(lease, *intent, PublicationState::Refused, {}, u"no"_s));
        const auto second = publications.intend(lease, job, video, {}, false);
        QVERIFY_RESULT(second);
        QVERIFY_RESULT(publications.settle(
            lease, *second, PublicationState::Confirmed, u"https://x/reel/2"_s, {}));
        QCOMPARE(publications.intend(lease, job, video, {}, false).error().kind,
                 ErrorKind::Conflict);
        QCOMPARE(publications.intend(lease, job, twin, {}, false).error().kind,
                 ErrorKind::Conflict);
        const auto again = publications.intend(lease, job, twin, {}, true);
        QVERIFY_RESULT(again);
        QCOMPARE(publications.get(*again)->generation, 1);
        // "Again" is not meant for what the item itself did, whatever came after it.
        QCOMPARE(publications.intend(lease, job, video, {}, true).error().kind,
                 ErrorKind::Conflict);
        QCOMPARE((*publications.find(id, video.sha256, video.id))->id, *second);
        QCOMPARE((*publications.find(id, video.sha256, twin.id))->id, *again);
        QCOMPARE((*publications.find(id, video.sha256))->id, *again);
    }

    void killedAfterIntentIsUnconfirmed_data() { test::addEngineRows(); }
    void killedAfterIntentIsUnconfirmed()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(id, {item('a'), item('b')}));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(claimed);
        const JobId job = (*claimed)->job.id;
        QVERIFY_RESULT(
            PublicationStore(db).intend((*claimed)->lease, job, (*claimed)->items[0], {}, false));
        QCOMPARE(*jobs.recoverStale(), 0);
        expire(db, id);
        QCOMPARE(*jobs.recoverStale(), 1);
        const auto items = jobs.items(job);
        QVERIFY((*items)[0].state == ItemState::Unconfirmed);
        QVERIFY((*items)[1].state == ItemState::Pending);
        QVERIFY(jobs.row(job)->job.state == JobState::Pending);
        QCOMPARE(PublicationStore(db).unconfirmed(id)->size(), size_t(1));
        // A look is planned, later.
        int checks = 0;
        const auto rows = jobs.rows(10);
        for (const JobRow &row : *rows)
            checks += row.job.kind == JobKind::Check ? 1 : 0;
        QCOMPARE(checks, 1);
    }

    void ledgerMovesForwardOnly_data() { test::addEngineRows(); }
    void ledgerMovesForwardOnly()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        LedgerStore ledger(db);
        LedgerRow wanted;
        wanted.accountId = id;
        wanted.machine = u"DESK-1"_s;
        wanted.worker = u"w1"_s;
        auto row = ledger.intend(wanted);
        QVERIFY_RESULT(row);
        QVERIFY(row->name.contains(*db->instanceId()));
        row->remoteId = {77};
        QVERIFY_RESULT(ledger.advance(*row, LedgerState::Created));
        QVERIFY_RESULT(ledger.advance(*row, LedgerState::Started));
        QCOMPARE(ledger.advance(*row, LedgerState::Created).error().kind, ErrorKind::Conflict);
        LedgerRow stranger = *row;
        stranger.token = 99;
        QCOMPARE(ledger.advance(stranger, LedgerState::Deleted).error().kind, ErrorKind::Conflict);
        // The owner was never seen as a worker, so another machine may finish the row.
        const auto orphans = ledger.takeOrphans(u"w2"_s, 120s, nobodyIsGone);
        QVERIFY_RESULT(orphans);
        QCOMPARE(orphans->size(), size_t(1));
        QCOMPARE(orphans->front().remoteId.value, 77);
        QCOMPARE(ledger.advance(*row, LedgerState::Deleted).error().kind, ErrorKind::Conflict);
        QVERIFY_RESULT(ledger.advance(orphans->front(), LedgerState::Deleted));
        QVERIFY(ledger.openRows()->empty());
    }

    void openLedgerRowKeepsTheAccountClosed_data() { test::addEngineRows(); }
    void openLedgerRowKeepsTheAccountClosed()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(id, {item('a')}));
        Worker worker;
        worker.id = u"w1"_s;
        worker.machine = u"DESK-1"_s;
        QVERIFY_RESULT(WorkerStore(db).beat(worker));
        LedgerRow wanted;
        wanted.accountId = id;
        wanted.worker = u"w1"_s;
        const auto row = LedgerStore(db).intend(wanted);
        QVERIFY_RESULT(row);
        QVERIFY(jobs.due(5)->empty());
        QVERIFY_RESULT(LedgerStore(db).advance(*row, LedgerState::Deleted));
        QCOMPARE(jobs.due(5)->size(), size_t(1));
    }

    void proxyLimitIsKept_data() { test::addEngineRows(); }
    void proxyLimitIsKept()
    {
        OPEN_DATABASE;
        Proxy proxy;
        proxy.host = u"p.example"_s;
        proxy.port = 8080;
        const auto proxyId = ProxyStore(db).add(proxy);
        QVERIFY_RESULT(proxyId);
        QCOMPARE(*ProxyStore(db).add(proxy), *proxyId);
        for (const QString &name : {u"alice"_s, u"bob"_s}) {
            const AccountId id = addAccount(db, name);
            QVERIFY_RESULT(AccountStore(db).assignProxy(id, *proxyId));
            QVERIFY_RESULT(JobStore(db).createUpload(id, {item('a')}));
        }
        QVERIFY((*claimAny(db, u"desk/1/aaaaaa"_s)).has_value());
        QVERIFY(!(*claimAny(db, u"desk/2/bbbbbb"_s)).has_value());
    }

    void pausedAndCancelledJobsDoNotRun_data() { test::addEngineRows(); }
    void pausedAndCancelledJobsDoNotRun()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(id, {item('a')}));
        QVERIFY_RESULT(AccountStore(db).pause(id, 1h, u"holiday"_s));
        QVERIFY(jobs.due(5)->empty());
        QCOMPARE(AccountStore(db).row(id, {})->pauseReason, u"holiday"_s);
        QVERIFY_RESULT(AccountStore(db).resume(id));
        const auto due = jobs.due(5);
        QCOMPARE(due->size(), size_t(1));
        QVERIFY_RESULT(jobs.request(due->front().id, JobRequest::Cancel));
        QVERIFY(jobs.row(due->front().id)->job.state == JobState::Cancelled);
        QVERIFY(jobs.due(5)->empty());
        QVERIFY_RESULT(jobs.retry(due->front().id));
        QCOMPARE(jobs.due(5)->size(), size_t(1));
        QCOMPARE(jobs.retry(due->front().id).error().kind, ErrorKind::InvalidInput);
    }

    void feedTellsOfAnotherMachinesCommit_data() { test::addEngineRows(); }
    void feedTellsOfAnotherMachinesCommit()
    {
        OPEN_DATABASE;
        ChangeFeed feed(db);
        QSignalSpy changed(&feed, &ChangeFeed::changed);
        QTRY_VERIFY(!changed.isEmpty()); // the first full refresh
        changed.clear();
        const DatabasePtr other = fixture.another();
        std::jthread([&] {
            const ConnectionScope connections;
            addAccount(other, u"alice"_s);
        }).join();
        QTRY_VERIFY(!changed.isEmpty());
    }

    void eventsKeepTheirOrderAndTime_data() { test::addEngineRows(); }
    void eventsKeepTheirOrderAndTime()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(id, {item('a')}));
        const JobId job = jobs.rows(1)->front().job.id;
        const QDateTime at
            = QDateTime::fromString(u"2026-03-04T05:06:07.089Z"_s, Qt::ISODateWithMs);
        EventStore events(db);
        QVERIFY_RESULT(events.append({{job, {}, u"open"_s, u"started"_s, {}, at},
                                      {job, {}, u"open"_s, u"done"_s, u"ok"_s, {}}}));
        const auto read = events.events(job);
        QVERIFY_RESULT(read);
        QCOMPARE(read->size(), size_t(2));
        QCOMPARE((*read)[0].at, at);
        QCOMPARE((*read)[1].text, u"ok"_s);
        Evidence large;
        large.jobId = job;
        large.jpeg = QByteArray(301LL * 1024, 'x');
        QCOMPARE(events.addEvidence(large).error().kind, ErrorKind::InvalidInput);
        large.jpeg.resize(1000);
        QVERIFY_RESULT(events.addEvidence(large));
        QCOMPARE(events.evidence(job)->front().jpeg.size(), 1000);
        QVERIFY_RESULT(jobs.counters(120s));
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
