// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/storehelpers.h"
#include "tests/support/databaseproxy.h"
#include "tests/support/resultmacros.h"

using namespace pelorus;
using namespace pelorus::test;

/// Who may claim what, and the end of jobs that nobody can run.
class TestStoreJobs : public QObject
{
    Q_OBJECT

    static void run(const DatabasePtr &db, const QString &sql, qint64 value)
    {
        const auto done = db->priv().write([&](Connection &connection) -> Result<void> {
            Query query(connection, sql);
            return query.bind(u":value"_s, value).run();
        });
        QVERIFY_RESULT(done);
    }

    /// A run ends to be run again: its holder died, or says so itself.
    static void addEndings()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<bool>("died");
        for (const QString &engine : {u"sqlite"_s, u"postgresql"_s}) {
            if (engine == "postgresql"_L1 && !hasPostgres())
                continue;
            QTest::addRow("%s, the holder died", qPrintable(engine)) << engine << true;
            QTest::addRow("%s, to be run again", qPrintable(engine)) << engine << false;
        }
    }
    static Result<void> end(const DatabasePtr &db, const Lease &lease, JobId job, bool died)
    {
        JobStore jobs(db);
        if (died) {
            expire(db, lease.accountId);
            const auto recovered = jobs.recoverStale();
            return recovered ? Result<void>() : fail(recovered.error());
        }
        JobOutcome outcome;
        outcome.state = JobState::Pending;
        outcome.runAgainIn = 0ms;
        return jobs.finish(lease, job, outcome);
    }

private slots:
    void whatIsNotThereIsSaid_data() { addEngineRows(); }
    void whatIsNotThereIsSaid()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        const JobId none{999};
        const Error task[]{jobs.request(none, JobRequest::Cancel).error(),
                           jobs.request(none, JobRequest::TakeOver).error(),
                           jobs.retry(none).error(),
                           jobs.row(none).error()};
        for (const Error &error : task) {
            QCOMPARE(error.kind, ErrorKind::NotFound);
            QCOMPARE(error.message, u"There is no task 999."_s);
        }
        QCOMPARE(jobs.jobOfUpload({999}).error().kind, ErrorKind::NotFound);
        const auto settled
            = PublicationStore(db).settleByHand({999}, PublicationState::Confirmed, {}, u"anna"_s);
        QCOMPARE(settled.error().kind, ErrorKind::NotFound);
        QCOMPARE(settled.error().message, u"There is no publication 999."_s);
    }

    void ownerIsDeadAfterThreeTtl_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<int>("own");
        QTest::addColumn<int>("ttl");
        QTest::addColumn<int>("seenAgo");
        QTest::addColumn<bool>("free");
        for (const QString &engine : {u"sqlite"_s, u"postgresql"_s}) {
            if (engine == "postgresql"_L1 && !hasPostgres())
                continue;
            const auto row = [&](int own, int ttl, int seenAgo, bool free) {
                QTest::addRow(
                    "%s, its TTL %d, ours %d, seen %d s ago", qPrintable(engine), own, ttl, seenAgo)
                    << engine << own << ttl << seenAgo << free;
            };
            row(120, 120, 300, false);
            row(120, 120, 400, true);
            row(10, 10, 20, false);
            row(10, 10, 60, true);
            row(600, 600, 400, false);
            row(600, 600, 2000, true);
            // The TTL is each machine's own: the longer one counts.
            row(1800, 120, 5000, false);
            row(1800, 120, 6000, true);
            row(10, 120, 300, false);
            row(10, 120, 400, true);
            row(0, 120, 300, false); // of a program that wrote none
            row(0, 120, 400, true);
        }
    }
    void ownerIsDeadAfterThreeTtl()
    {
        OPEN_DATABASE;
        QFETCH(int, own);
        QFETCH(int, ttl);
        QFETCH(int, seenAgo);
        QFETCH(bool, free);
        const AccountId id = addAccount(db, u"alice"_s);
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(id, {item('a')}));
        Worker worker;
        worker.id = u"w1"_s;
        worker.machine = u"DESK-1"_s;
        WorkerStore workers(db);
        QVERIFY_RESULT(workers.beat(worker));
        worker.ttl = std::chrono::seconds(own); // said by each beat, not by the first alone
        QVERIFY_RESULT(workers.beat(worker));
        run(db, u"UPDATE pelorus_worker SET last_seen = {plus :value}"_s, -seenAgo);
        LedgerRow wanted;
        wanted.accountId = id;
        wanted.worker = u"w1"_s;
        LedgerStore ledger(db);
        QVERIFY_RESULT(ledger.intend(wanted));

        const std::chrono::seconds time(ttl);
        QCOMPARE(workers.all(time)->front().alive, !free);
        QCOMPARE(jobs.counters(time)->profilesLeaked, free ? 1 : 0);
        const auto due = jobs.due(5, {0, time, {}});
        QVERIFY_RESULT(due);
        QCOMPARE(due->size(), size_t(free ? 1 : 0));
        // The claim asks by itself, whatever the list said.
        const auto everything = jobs.rows(5);
        QVERIFY_RESULT(everything);
        ClaimRequest claim{
            {everything->front().job.id}, u"desk/2/bbbbbb"_s, u"DESK-2"_s, u"w2"_s, time, 1};
        const auto claimed = jobs.claim(claim);
        QVERIFY_RESULT(claimed);
        QCOMPARE(claimed->has_value(), free);
        const auto orphans
            = ledger.takeOrphans(u"w2"_s, time, [](const QString &) { return false; });
        QVERIFY_RESULT(orphans);
        QCOMPARE(orphans->size(), size_t(free ? 1 : 0));
    }

    /// The server was restarted, say. Until COMMIT is sent nothing is done and all is done anew;
    /// from then on nobody knows, and whoever called has to look.
    void theLineIsLostWithinATransaction_data()
    {
        QTest::addColumn<QByteArray>("at");
        QTest::addColumn<int>("runs");
        QTest::addColumn<int>("rows");
        if (!hasPostgres())
            return;
        QTest::addRow("at its begin") << QByteArray("BEGIN") << 1 << 1;
        QTest::addRow("between two statements") << QByteArray("'between'") << 2 << 1;
        QTest::addRow("at its end") << QByteArray("COMMIT") << 1 << 0;
    }
    void theLineIsLostWithinATransaction()
    {
        if (!hasPostgres())
            QSKIP("PostgreSQL is not tested");
        QFETCH(QByteArray, at);
        const TestDatabase fixture(u"postgresql"_s);
        QVERIFY2(fixture.isValid(), qPrintable(fixture.problem()));
        DatabaseProxy proxy(fixture.url());
        const auto through = Database::open(Secret(proxy.url()), Role::Viewer);
        QVERIFY_RESULT(through);
        QVERIFY_RESULT(JobStore(*through).rows(1)); // the connection stands
        proxy.breakAt(at, DatabaseProxy::Break::Once);
        int runs = 0;
        const auto done = (*through)->priv().write([&](Connection &connection) -> Result<void> {
            ++runs;
            if (auto ran = connection.execute(
                    u"INSERT INTO uploader_proxy (host, port) VALUES ('p.example', 8080)"_s);
                !ran)
                return ran;
            return connection.execute(u"SELECT 'between'"_s);
        });
        QTEST(runs, "runs");
        QFETCH(int, rows);
        QCOMPARE(done.has_value(), rows == 1);
        const auto proxies = ProxyStore(*fixture).all();
        QVERIFY_RESULT(proxies);
        QCOMPARE(int(proxies->size()), rows);
    }

    /// The words of the videos were lost with the database's connection; the job's comes through.
    void finishLeavesNoVideoOpen_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<JobState>("state");
        QTest::addColumn<bool>("again");
        QTest::addColumn<ItemState>("open");
        for (const QString &engine : {u"sqlite"_s, u"postgresql"_s}) {
            if (engine == "postgresql"_L1 && !hasPostgres())
                continue;
            const QByteArray name = engine.toLatin1();
            QTest::addRow("%s, failed", name.data())
                << engine << JobState::Failed << false << ItemState::Failed;
            QTest::addRow("%s, cancelled", name.data())
                << engine << JobState::Cancelled << false << ItemState::Cancelled;
            QTest::addRow("%s, later again", name.data())
                << engine << JobState::Pending << true << ItemState::Pending;
        }
    }
    void finishLeavesNoVideoOpen()
    {
        OPEN_DATABASE;
        QFETCH(JobState, state);
        QFETCH(bool, again);
        QFETCH(ItemState, open);
        const AccountId id = addAccount(db, u"alice"_s);
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(id, {item('a'), item('b')}));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(claimed);
        const Lease lease = (*claimed)->lease;
        const JobId job = (*claimed)->job.id;
        PublicationStore publications(db);
        const auto first = publications.intend(lease, job, (*claimed)->items[0], {}, false);
        QVERIFY_RESULT(first);
        QVERIFY_RESULT(publications.settle(
            lease, *first, PublicationState::Confirmed, u"https://x/reel/A/"_s, {}));
        JobOutcome outcome;
        outcome.state = state;
        outcome.error = u"The wire broke. Try again."_s;
        if (again)
            outcome.runAgainIn = 0ms;
        QVERIFY_RESULT(jobs.finish(lease, job, outcome));
        const auto items = jobs.items(job);
        QVERIFY_RESULT(items);
        QVERIFY((*items)[1].state == open);
        if (again)
            return;
        QCOMPARE((*items)[1].error, outcome.error);
        QVERIFY((*items)[0].state == ItemState::Published);
        QCOMPARE((*items)[0].permalink, u"https://x/reel/A/"_s);
    }

    /// Asked for through the database, and the task ended or died before it heard of it.
    void aCancelIsNotForgotten_data() { addEndings(); }
    void aCancelIsNotForgotten()
    {
        OPEN_DATABASE;
        QFETCH(bool, died);
        const AccountId id = addAccount(db, u"alice"_s);
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(id, {item('a'), item('b')}));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(claimed);
        const JobId job = (*claimed)->job.id;
        QVERIFY_RESULT(jobs.finishItem((*claimed)->lease,
                                       (*claimed)->items.front().id,
                                       {ItemState::Published, u"https://site.example/p/1/"_s, {}}));
        QVERIFY_RESULT(jobs.request(job, JobRequest::Cancel));
        QVERIFY_RESULT(end(db, (*claimed)->lease, job, died));
        const auto row = jobs.row(job);
        QVERIFY_RESULT(row);
        QCOMPARE(word(row->job.state), u"PARTIAL"_s);
        QVERIFY(row->job.request == JobRequest::None);
        const auto items = jobs.items(job);
        QVERIFY_RESULT(items);
        QCOMPARE(word(items->front().state), u"PUBLISHED"_s);
        QCOMPARE(word(items->back().state), u"CANCELLED"_s);
        QVERIFY(jobs.due(5)->empty());
        // A second click, after all is over, is no mistake.
        QVERIFY_RESULT(jobs.request(job, JobRequest::Cancel));
        QCOMPARE(jobs.request(job, JobRequest::TakeOver).error().kind, ErrorKind::Conflict);
    }

    /// A video at work is shown so, and waits again when its task does.
    void aBegunVideoWaitsAgain_data() { addEndings(); }
    void aBegunVideoWaitsAgain()
    {
        OPEN_DATABASE;
        QFETCH(bool, died);
        const AccountId id = addAccount(db, u"alice"_s);
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(id, {item('a'), item('b')}));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(claimed);
        const Lease lease = (*claimed)->lease;
        const JobId job = (*claimed)->job.id;
        const ItemId first = (*claimed)->items.front().id;
        QVERIFY_RESULT(jobs.beginItem(lease, first));
        QCOMPARE(word(jobs.items(job)->front().state), u"RUNNING"_s);
        QCOMPARE(word(jobs.items(job)->back().state), u"PENDING"_s);
        QVERIFY_RESULT(end(db, lease, job, died));
        QCOMPARE(word(jobs.items(job)->front().state), u"PENDING"_s);
        // What has its word keeps it.
        const auto again = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(again);
        QVERIFY(again->has_value());
        QVERIFY_RESULT(
            jobs.finishItem((*again)->lease, first, {ItemState::Published, u"link"_s, {}}));
        QVERIFY_RESULT(jobs.beginItem((*again)->lease, first));
        QCOMPARE(word(jobs.items(job)->front().state), u"PUBLISHED"_s);
    }

    /// A video whose Share was clicked when the machine died stays open for a look.
    void aCancelHidesNothingUnconfirmed_data() { addEngineRows(); }
    void aCancelHidesNothingUnconfirmed()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(id, {item('a'), item('b')}));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(claimed);
        const JobId job = (*claimed)->job.id;
        const Item &first = (*claimed)->items.front();
        PublicationStore publications(db);
        const auto tried = publications.intend((*claimed)->lease, job, first, {}, false);
        QVERIFY_RESULT(tried);
        QVERIFY_RESULT(publications.markShared((*claimed)->lease, *tried));
        QVERIFY_RESULT(jobs.request(job, JobRequest::Cancel));
        expire(db, id);
        QVERIFY_RESULT(jobs.recoverStale());
        QCOMPARE(word(jobs.row(job)->job.state), u"UNCONFIRMED"_s);
        QCOMPARE(word(jobs.items(job)->front().state), u"UNCONFIRMED"_s);
        QCOMPARE(word(jobs.items(job)->back().state), u"CANCELLED"_s);
    }

    /// Another program's open transaction on one account.
    void aHeldAccountKeepsNoOther_data() { addPostgresRows(); }
    void aHeldAccountKeepsNoOther()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        for (const QString &name : {u"alice"_s, u"bob"_s}) {
            const AccountId id = addAccount(db, name);
            QVERIFY_RESULT(jobs.createUpload(id, {item('a')}));
            const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
            QVERIFY_RESULT(claimed);
            QVERIFY(*claimed);
            expire(db, id);
        }
        const DatabasePtr other = fixture.another();
        const auto held = other->priv().connection();
        QVERIFY_RESULT(held);
        auto transaction = Transaction::begin(**held, Transaction::Durability::Durable);
        QVERIFY_RESULT(transaction);
        QVERIFY_RESULT((*held)->execute(
            u"SELECT id FROM uploader_instagramaccount WHERE username = 'alice' FOR UPDATE"_s));
        const auto own = db->priv().connection();
        QVERIFY_RESULT(own);
        QVERIFY_RESULT((*own)->execute(u"SET lock_timeout = '100ms'"_s));
        const auto recovered = jobs.recoverStale();
        QVERIFY_RESULT(recovered);
        QCOMPARE(*recovered, 1);
        transaction->reset();
        QCOMPARE(*jobs.recoverStale(), 1);
    }

    void jobsOfDeletedAccountsEnd_data() { addEngineRows(); }
    void jobsOfDeletedAccountsEnd()
    {
        OPEN_DATABASE;
        const AccountId gone = addAccount(db, u"alice"_s);
        const AccountId there = addAccount(db, u"bob"_s);
        JobStore jobs(db);
        const NewBulk bulk{u"Two"_s,
                           {{gone, {}, {item('a'), item('b')}}, {there, {}, {item('c')}}}};
        const auto made = jobs.createBulk(bulk);
        QVERIFY_RESULT(made);
        QVERIFY_RESULT(jobs.createUpload(gone, {item('d')}));
        // The first of the bulk's videos went out before.
        const auto before = jobs.jobsOfBulk(*made);
        QVERIFY_RESULT(before);
        const JobId bulkJob = before->front().job.id;
        const auto items = jobs.items(bulkJob);
        QVERIFY_RESULT(items);
        run(db,
            u"UPDATE pelorus_item SET state = 'PUBLISHED' WHERE id = :value"_s,
            items->front().id.value);
        QCOMPARE(*jobs.recoverStale(), 0);
        run(db, u"DELETE FROM uploader_instagramaccount WHERE id = :value"_s, gone.value);

        QCOMPARE(*jobs.recoverStale(), 2);
        QCOMPARE(*jobs.recoverStale(), 0);
        int open = 0;
        const auto after = jobs.rows(10);
        QVERIFY_RESULT(after);
        for (const JobRow &row : *after) {
            if (row.job.accountName == "bob"_L1) {
                QVERIFY(row.job.state == JobState::Pending);
                ++open;
                continue;
            }
            QVERIFY(row.job.state
                    == (row.job.id == bulkJob ? JobState::Partial : JobState::Failed));
            QCOMPARE(row.job.errorClass, u"not_found"_s);
            QVERIFY2(row.job.error.contains("alice"_L1), qPrintable(row.job.error));
            QVERIFY(row.job.finishedAt.has_value());
            const auto ended = jobs.items(row.job.id);
            QVERIFY_RESULT(ended);
            QVERIFY(ended->back().state == ItemState::Failed);
            QCOMPARE(ended->back().error, row.job.error);
            const auto again = jobs.retry(row.job.id);
            QVERIFY(!again);
            QVERIFY(again.error().kind == ErrorKind::InvalidInput);
        }
        QCOMPARE(open, 1);
        QVERIFY((*jobs.items(bulkJob))[0].state == ItemState::Published);
        QCOMPARE(*jobs.openJobs(), 1);
    }
};

QTEST_GUILESS_MAIN(TestStoreJobs)
#include "tst_storejobs.moc"
