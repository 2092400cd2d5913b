// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"

#include <QTest>

#include <algorithm>

namespace pelorus::test {

/// What the pages read: who waits for whom, who works, what stands, what happened to an account.
class TestStoreViews : public QObject
{
    Q_OBJECT

    static JobRow only(JobStore &jobs) { return jobs.rows(10)->front(); }

private slots:
    void unconfirmedTasksComeBeforeWaitingOnes_data() { addEngineRows(); }
    void unconfirmedTasksComeBeforeWaitingOnes()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        std::vector<JobId> ids;
        for (int i = 0; i < 6; ++i) {
            const AccountId account = addAccount(db, u"user%1"_s.arg(i));
            QVERIFY_RESULT(jobs.createUpload(account, {item('a')}));
            ids.push_back(jobs.jobsOfAccount(account, 1)->front().job.id);
        }
        const auto set = [&](size_t at, const QString &state) {
            const auto done = db->priv().write([&](Connection &connection) {
                return connection.execute(
                    u"UPDATE pelorus_job SET state = '%1' WHERE id = %2"_s.arg(state).arg(
                        ids[at].value));
            });
            QVERIFY_RESULT(done);
        };
        set(0, u"COMPLETED"_s);
        set(1, u"UNCONFIRMED"_s);
        set(2, u"RUNNING"_s);
        set(3, u"NEEDS_OPERATOR"_s);
        const auto rows = jobs.rows(3);
        QVERIFY_RESULT(rows);
        QCOMPARE(rows->size(), size_t(3));
        QCOMPARE((*rows)[0].job.id, ids[3]);
        QCOMPARE((*rows)[1].job.id, ids[2]);
        QCOMPARE((*rows)[2].job.id, ids[1]);
        const auto counts = jobs.counts();
        QVERIFY_RESULT(counts);
        QCOMPARE(counts->needYou, 2);
        QCOMPARE(counts->running, 1);
        QCOMPARE(counts->waiting, 2);
        QCOMPARE(counts->ended, 1);
    }

    /// Dolphin's plans count what is created in a month, so closed rows stay.
    void profilesOfTheMonthAreCounted_data() { addEngineRows(); }
    void profilesOfTheMonthAreCounted()
    {
        OPEN_DATABASE;
        LedgerStore ledger(db);
        const auto made = [&](bool persistent, qint64 remote, std::optional<LedgerState> ends) {
            LedgerRow wanted;
            wanted.persistent = persistent;
            wanted.machine = u"DESK-1"_s;
            wanted.worker = u"w"_s;
            auto row = ledger.intend(wanted);
            if (!row)
                return false;
            row->remoteId = {remote};
            return !ends || ledger.advance(*row, *ends).has_value();
        };
        QVERIFY(made(false, 11, LedgerState::Started));
        QVERIFY(made(false, 12, LedgerState::Deleted));
        QVERIFY(made(false, 0, std::nullopt));          // being created
        QVERIFY(made(false, 0, LedgerState::Deleted));  // refused
        QVERIFY(made(true, 13, LedgerState::Stopped));  // was there before
        QVERIFY(made(false, 14, LedgerState::Deleted)); // of an earlier month
        const auto connection = db->priv().connection();
        QVERIFY_RESULT(connection);
        Query older(**connection,
                    u"UPDATE pelorus_profile SET created_at = {plus :age} WHERE remote_id = 14"_s);
        QVERIFY_RESULT(older.bind(u":age"_s, -32 * 86400).run());
        QVERIFY_RESULT(EventStore(db).prune());
        QCOMPARE(JobStore(db).counters(120s)->profilesCreatedThisMonth, 3);
    }

    void oldEvidenceGoesUnlessSomebodyMayNeedIt_data() { addEngineRows(); }
    void oldEvidenceGoesUnlessSomebodyMayNeedIt()
    {
        OPEN_DATABASE;
        EventStore events(db);
        // `publication`: the state of the one that the job looks for.
        const auto evidenceOf = [&](const QString &name,
                                    const QString &state,
                                    bool stays,
                                    const QString &publication = {}) {
            const auto upload = JobStore(db).createUpload(addAccount(db, name), {item('a')});
            QVERIFY_RESULT(upload);
            Evidence seen;
            seen.jobId = JobStore(db).jobOfUpload(*upload)->job.id;
            seen.step = u"share"_s;
            QVERIFY_RESULT(events.addEvidence(seen));
            const auto aged = db->priv().write([&](Connection &connection) -> Result<void> {
                Query job(connection, u"UPDATE pelorus_job SET state = :state WHERE id = :id"_s);
                if (auto ran = job.bind(u":state"_s, state).bind(u":id"_s, seen.jobId.value).run();
                    !ran)
                    return ran;
                if (!publication.isEmpty()) {
                    Query looked(connection,
                                 u"INSERT INTO pelorus_publication (account_name, sha256, state,"
                                 " lease_token, baseline, created_at, updated_at) VALUES (:name,"
                                 " :hash, :state, 1, '[]', {now}, {now}) RETURNING id"_s);
                    looked.bind(u":name"_s, name)
                        .bind(u":hash"_s, hash('a'))
                        .bind(u":state"_s, publication);
                    if (auto ran = looked.run(); !ran)
                        return ran;
                    static_cast<void>(looked.next());
                    Query look(connection,
                               u"UPDATE pelorus_job SET publication_id = :publication"
                               " WHERE id = :id"_s);
                    look.bind(u":publication"_s, looked.number(0)).bind(u":id"_s, seen.jobId.value);
                    if (auto ran = look.run(); !ran)
                        return ran;
                }
                Query old(connection,
                          u"UPDATE pelorus_evidence SET at = {plus :age} WHERE job_id = :id"_s);
                return old.bind(u":age"_s, -31 * 86400).bind(u":id"_s, seen.jobId.value).run();
            });
            QVERIFY_RESULT(aged);
            QVERIFY_RESULT(events.prune());
            QCOMPARE(int(events.evidence(seen.jobId)->size()), stays ? 1 : 0);
        };
        evidenceOf(u"alice"_s, u"FAILED"_s, false);
        evidenceOf(u"bob"_s, u"UNCONFIRMED"_s, true);
        // A look's own job has ended; the video may be unclear all the same.
        evidenceOf(u"carl"_s, u"COMPLETED"_s, true, u"UNCONFIRMED"_s);
        evidenceOf(u"dora"_s, u"COMPLETED"_s, false, u"CONFIRMED"_s);
    }

    void killedWorkersGoInTime_data() { addEngineRows(); }
    void killedWorkersGoInTime()
    {
        OPEN_DATABASE;
        WorkerStore workers(db);
        LedgerStore ledger(db);
        const auto seen = [&](const QString &id, qint64 daysAgo) {
            Worker worker;
            worker.id = id;
            worker.machine = id;
            QVERIFY_RESULT(workers.beat(worker));
            const auto aged = db->priv().write([&](Connection &connection) {
                Query query(connection,
                            u"UPDATE pelorus_worker SET last_seen = {plus :age} WHERE id = :id"_s);
                return query.bind(u":age"_s, -daysAgo * 86400).bind(u":id"_s, id).run();
            });
            QVERIFY_RESULT(aged);
        };
        const auto profileOf = [&](const QString &id) {
            LedgerRow wanted;
            wanted.worker = id;
            return ledger.intend(wanted);
        };
        seen(u"a-lives"_s, 0);
        seen(u"b-away"_s, 6);
        seen(u"c-open"_s, 8);
        seen(u"d-closed"_s, 8);
        seen(u"e-killed"_s, 8);
        QVERIFY_RESULT(profileOf(u"c-open"_s));
        const auto closed = profileOf(u"d-closed"_s);
        QVERIFY_RESULT(closed);
        QVERIFY_RESULT(ledger.advance(*closed, LedgerState::Deleted));
        QVERIFY_RESULT(EventStore(db).prune());
        QStringList left;
        for (const auto all = workers.all(60s); const Worker &worker : *all)
            left += worker.id;
        QCOMPARE(left, (QStringList{u"a-lives"_s, u"b-away"_s, u"c-open"_s}));
    }

    void waitsForTheMachineThatMadeIt_data() { addEngineRows(); }
    void waitsForTheMachineThatMadeIt()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        const AccountId id = addAccount(db, u"alice"_s);
        NewBulk bulk{u"Autumn"_s, {{id, {}, {item('a')}}}};
        bulk.machine = u"DESK-2"_s;
        QVERIFY_RESULT(jobs.createBulk(bulk));
        QCOMPARE(only(jobs).waitsFor, QString());

        QVERIFY_RESULT(jobs.noteWaiting({only(jobs).job.id}, u"DESK-1"_s));
        QCOMPARE(only(jobs).waitsFor, u"DESK-2"_s);
        QCOMPARE(only(jobs).filesMissingOn, u"DESK-1"_s);
        // The next one that cannot changes nothing: no flapping between machines.
        QVERIFY_RESULT(jobs.noteWaiting({only(jobs).job.id}, u"DESK-3"_s));
        QCOMPARE(only(jobs).filesMissingOn, u"DESK-1"_s);
        // The maker itself lacks them: then nobody is waited for.
        QVERIFY_RESULT(jobs.noteWaiting({only(jobs).job.id}, u"DESK-2"_s));
        QCOMPARE(only(jobs).filesMissingOn, u"DESK-2"_s);
        QCOMPARE(only(jobs).waitsFor, QString());

        QVERIFY_RESULT(claimAny(db, u"desk/1/aaaaaa"_s));
        QCOMPARE(only(jobs).filesMissingOn, QString());
    }

    void uploadRemembersItsMachine_data() { addEngineRows(); }
    void uploadRemembersItsMachine()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(addAccount(db, u"alice"_s), {item('a')}, u"DESK-2"_s));
        QVERIFY_RESULT(jobs.noteWaiting({only(jobs).job.id}, u"DESK-1"_s));
        QCOMPARE(only(jobs).waitsFor, u"DESK-2"_s);
    }

    void uploadIsFoundByItsOwnNumber_data() { addEngineRows(); }
    void uploadIsFoundByItsOwnNumber()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        const AccountId alice = addAccount(db, u"alice"_s);
        QVERIFY_RESULT(jobs.createBulk({u"Spring"_s, {{alice, {}, {item('a')}}}}));
        const auto upload = jobs.createUpload(alice, {item('b')});
        QVERIFY_RESULT(upload);
        const auto found = jobs.jobOfUpload(*upload);
        QVERIFY_RESULT(found);
        QCOMPARE(found->title, u"clip-b.mp4"_s);
        QVERIFY(found->job.id.value != upload->value);
    }

    void waitingTaskSaysWhatItsAccountLacks_data() { addEngineRows(); }
    void waitingTaskSaysWhatItsAccountLacks()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        AccountStore accounts(db);
        const AccountId alice = addAccount(db, u"alice"_s);
        QVERIFY_RESULT(jobs.createUpload(alice, {item('a')}));
        QVERIFY(!only(jobs).pausedUntil);
        QVERIFY_RESULT(accounts.pause(alice, 1h, u"by anna"_s));
        QCOMPARE(only(jobs).pausedUntil, accounts.row(alice, {})->pausedUntil);
        QCOMPARE(only(jobs).pauseReason, u"by anna"_s);
        QVERIFY_RESULT(accounts.resume(alice));
        QVERIFY(!only(jobs).pausedUntil);
        QVERIFY_RESULT(accounts.pause(alice, -1s, u"over"_s));
        QVERIFY(!only(jobs).pausedUntil);
        QCOMPARE(only(jobs).pauseReason, QString());
        QCOMPARE(only(jobs).accountStatus, QString());
        QVERIFY_RESULT(db->priv().write([](Connection &connection) {
            return connection.execute(
                u"UPDATE uploader_instagramaccount SET status = 'SUSPENDED'"_s);
        }));
        QCOMPARE(only(jobs).accountStatus, u"SUSPENDED"_s);
        QVERIFY(jobs.due(1)->empty());
        QVERIFY_RESULT(accounts.resume(alice));
        QCOMPARE(only(jobs).accountStatus, QString());
        QVERIFY_RESULT(claimAny(db, u"desk/1/aaaaaa"_s));
        QVERIFY_RESULT(accounts.pause(alice, 1h, u"by anna"_s));
        QVERIFY(!only(jobs).pausedUntil); // it runs
    }

    void whoWorksIsCountedFromTheJobs_data() { addEngineRows(); }
    void whoWorksIsCountedFromTheJobs()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        WorkerStore workers(db);
        const QString holder = u"desk/1/aaaaaa"_s;
        for (const QString &name : {holder, u"desk/2/bbbbbb"_s}) {
            Worker worker;
            worker.id = name;
            worker.machine = u"DESK-1"_s;
            worker.limit = 2;
            QVERIFY_RESULT(workers.beat(worker));
        }
        QVERIFY_RESULT(jobs.createUpload(addAccount(db, u"alice"_s), {item('a')}));
        const auto running = [&] {
            const auto all = workers.all(60s);
            return QList<int>{all->at(0).running, all->at(1).running};
        };
        QCOMPARE(running(), (QList<int>{0, 0}));
        const auto claimed = claimAny(db, holder);
        QVERIFY(claimed && claimed->has_value());
        QCOMPARE(running(), (QList<int>{1, 0}));
        QVERIFY_RESULT(jobs.finish((*claimed)->lease, (*claimed)->job.id, {}));
        QCOMPARE(running(), (QList<int>{0, 0}));
    }

    void standingOfManyPairs_data() { addEngineRows(); }
    void standingOfManyPairs()
    {
        OPEN_DATABASE;
        const AccountId alice = addAccount(db, u"alice"_s);
        const AccountId bob = addAccount(db, u"bob"_s);
        JobStore jobs(db);
        PublicationStore publications(db);
        QVERIFY(publications.standing({})->empty());
        // On alice: a confirmed, b refused, c only intended.
        QVERIFY_RESULT(jobs.createUpload(alice, {item('a'), item('b'), item('c')}));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY(claimed && claimed->has_value());
        const Lease &lease = (*claimed)->lease;
        std::vector<PublicationId> made;
        for (const Item &one : (*claimed)->items) {
            const auto id = publications.intend(lease, (*claimed)->job.id, one, {}, false);
            QVERIFY_RESULT(id);
            made.push_back(*id);
        }
        QVERIFY_RESULT(publications.settle(lease, made[0], PublicationState::Confirmed, {}, {}));
        QVERIFY_RESULT(publications.settle(lease, made[1], PublicationState::Refused, {}, {}));

        // Still to come on alice: b, as its task goes on; a once more. On bob: d; e was cancelled.
        QVERIFY_RESULT(jobs.createUpload(bob, {item('d')}));
        const auto dropped = jobs.createUpload(bob, {item('e')});
        QVERIFY_RESULT(dropped);
        QVERIFY_RESULT(jobs.request(jobs.jobOfUpload(*dropped)->job.id, JobRequest::Cancel));
        QVERIFY_RESULT(jobs.createUpload(alice, {item('a')}));

        // More than fit into one question, the interesting ones at its edges.
        std::vector<AccountContent> wanted{{alice, hash('a')}, {bob, hash('a')}};
        while (wanted.size() < 99)
            wanted.push_back({bob, hash('z')});
        for (const auto &[account, content] :
             {std::pair(alice, 'b'), {alice, 'c'}, {alice, 'd'}, {bob, 'd'}, {bob, 'e'}})
            wanted.push_back({account, hash(content)});
        const auto standing = publications.standing(wanted);
        QVERIFY_RESULT(standing);
        QMap<QByteArray, std::pair<qint64, Standing>> found;
        for (const auto &[content, how] : *standing)
            found.insert(content.sha256, {content.account.value, how});
        QCOMPARE(standing->size(), size_t(4));
        QCOMPARE(found.value(hash('a')), std::pair(alice.value, Standing::Published));
        QCOMPARE(found.value(hash('b')), std::pair(alice.value, Standing::Planned));
        QCOMPARE(found.value(hash('c')), std::pair(alice.value, Standing::Published));
        QCOMPARE(found.value(hash('d')), std::pair(bob.value, Standing::Planned));
    }

    void historyIsOfOneAccount_data() { addEngineRows(); }
    void historyIsOfOneAccount()
    {
        OPEN_DATABASE;
        const AccountId alice = addAccount(db, u"alice"_s);
        const AccountId bob = addAccount(db, u"bob"_s);
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(alice, {item('a')}));
        for (int i = 0; i < 5; ++i)
            QVERIFY_RESULT(jobs.createUpload(bob, {item('b')}));
        QCOMPARE(jobs.jobsOfAccount(alice, 3)->size(), size_t(1));
        QCOMPARE(jobs.jobsOfAccount(alice, 3)->front().job.accountId, alice);
        QCOMPARE(jobs.jobsOfAccount(bob, 3)->size(), size_t(3));
        QVERIFY(PublicationStore(db).rowsOfAccount(alice, 3)->empty());
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestStoreViews)
#include "tst_storeviews.moc"
