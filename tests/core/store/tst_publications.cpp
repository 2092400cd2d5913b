// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"

using namespace pelorus;
using namespace pelorus::test;

/// What is known of a video whose Share was clicked, and how often is tried to learn it.
class TestPublications : public QObject
{
    Q_OBJECT

    struct Running
    {
        JobId job;
        Lease lease;
        std::vector<Item> items;
        std::vector<PublicationId> publications;
    };

    static void run(const DatabasePtr &db, const QString &sql, qint64 value)
    {
        QVERIFY_RESULT(db->priv().write([&](Connection &connection) -> Result<void> {
            return Query(connection, sql).bind(u":value"_s, value).run();
        }));
    }

    /// A task with so many videos, each intended.
    static Running
    shareVideos(const DatabasePtr &db, const QString &account, const QByteArray &fills)
    {
        Running running;
        std::vector<NewItem> items;
        for (const char fill : fills)
            items.push_back(item(fill));
        const auto id = AccountStore(db).findByName(account);
        static_cast<void>(JobStore(db).createUpload(*id, items));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        if (!claimed || !claimed->has_value()) {
            QTest::qFail("nothing to claim", __FILE__, __LINE__);
            return running;
        }
        running = {(*claimed)->job.id, (*claimed)->lease, (*claimed)->items, {}};
        for (const Item &one : running.items) {
            const auto intended
                = PublicationStore(db).intend(running.lease, running.job, one, {}, false);
            running.publications.push_back(intended.value_or(PublicationId()));
        }
        return running;
    }

    static JobOutcome laterAgain()
    {
        JobOutcome outcome;
        outcome.state = JobState::Pending;
        outcome.runAgainIn = 0ms;
        return outcome;
    }

private slots:
    /// An operator has looked and said so while the task looked too.
    void whatIsSettledStays_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<PublicationState>("first");
        QTest::addColumn<PublicationState>("then");
        QTest::addColumn<bool>("taken");
        for (const QString &engine : {u"sqlite"_s, u"postgresql"_s}) {
            if (engine == "postgresql"_L1 && !hasPostgres())
                continue;
            const auto row = [&](PublicationState first, PublicationState then, bool taken) {
                QTest::addRow("%s, %s then %s",
                              qPrintable(engine),
                              qPrintable(word(first)),
                              qPrintable(word(then)))
                    << engine << first << then << taken;
            };
            using enum PublicationState;
            row(Confirmed, Refused, false);
            row(Confirmed, Unconfirmed, false);
            row(Refused, Confirmed, false);
            row(Confirmed, Confirmed, true); // the link follows, or an answer was lost
            row(Refused, Refused, true);
            row(Unconfirmed, Confirmed, true);
            row(Unconfirmed, Refused, true);
        }
    }
    void whatIsSettledStays()
    {
        OPEN_DATABASE;
        QFETCH(PublicationState, first);
        QFETCH(PublicationState, then);
        QFETCH(bool, taken);
        addAccount(db, u"alice"_s);
        const Running running = shareVideos(db, u"alice"_s, "a");
        const PublicationId id = running.publications[0];
        PublicationStore publications(db);
        QVERIFY_RESULT(publications.settle(running.lease, id, first, {}, u"first"_s));
        const auto settled
            = publications.settle(running.lease, id, then, u"https://x/reel/A/"_s, u"then"_s);
        QCOMPARE(settled.has_value(), taken);
        if (!taken)
            QCOMPARE(settled.error().kind, ErrorKind::Conflict);
        const auto now = publications.get(id);
        QVERIFY_RESULT(now);
        QCOMPARE(word(now->state), word(taken ? then : first));
        QCOMPARE(now->text, taken ? u"then"_s : u"first"_s);
        if (taken)
            return;
        QCOMPARE(publications.settleChecked(running.lease, id, then, {}).error().kind,
                 ErrorKind::Conflict);
        QVERIFY(JobStore(db).items(running.job)->front().state == ItemState::Pending);
    }

    /// While the task itself is about to learn more, an operator's guess does not stand in its way.
    void ofARunningTaskNothingIsSettledByHand_data() { addEngineRows(); }
    void ofARunningTaskNothingIsSettledByHand()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        PublicationStore publications(db);
        const Running running = shareVideos(db, u"alice"_s, "ab");
        const auto byHand = [&](size_t which) {
            return publications.settleByHand(
                running.publications[which], PublicationState::Refused, {}, u"anna"_s);
        };
        QCOMPARE(byHand(0).error().kind, ErrorKind::InvalidInput);
        QVERIFY_RESULT(publications.markShared(running.lease, running.publications[0]));
        QVERIFY2(byHand(0).error().message.contains(u"still runs"_s),
                 qPrintable(byHand(0).error().message));
        QVERIFY_RESULT(publications.giveUp(running.lease, running.publications[0], {}, 600s));
        QVERIFY_RESULT(byHand(0)); // the task is through with it
        expire(db, id);
        QVERIFY_RESULT(byHand(1)); // killed
    }

    void aLookSettlesVideoAndTask_data() { addEngineRows(); }
    void aLookSettlesVideoAndTask()
    {
        OPEN_DATABASE;
        addAccount(db, u"alice"_s);
        const Running running = shareVideos(db, u"alice"_s, "a");
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.finish(running.lease, running.job, {}));
        QVERIFY(jobs.row(running.job)->job.state == JobState::Unconfirmed);
        run(db, u"UPDATE pelorus_job SET run_after = {plus :value}"_s, -1);
        const auto look = claimAny(db, u"desk/2/bbbbbb"_s);
        QVERIFY_RESULT(look);
        QVERIFY((*look)->job.kind == JobKind::Check);
        const QString link = u"https://x/reel/A/"_s;
        QVERIFY_RESULT(PublicationStore(db).settleChecked((*look)->lease,
                                                          running.publications[0],
                                                          PublicationState::Confirmed,
                                                          {ItemState::Published, link, {}}));
        QVERIFY(jobs.row(running.job)->job.state == JobState::Completed);
        const auto items = jobs.items(running.job);
        QVERIFY_RESULT(items);
        QVERIFY(items->front().state == ItemState::Published);
        QCOMPARE(items->front().permalink, link);
    }

    void othersOfTheAccount_data() { addEngineRows(); }
    void othersOfTheAccount()
    {
        OPEN_DATABASE;
        addAccount(db, u"alice"_s);
        PublicationStore publications(db);
        const Running running = shareVideos(db, u"alice"_s, "abcd");
        const auto others = [&] {
            return publications.others(running.publications[3]).value_or(OtherPublications());
        };
        const auto settle = [&](size_t which, PublicationState state, const QString &link) {
            QVERIFY_RESULT(
                publications.settle(running.lease, running.publications[which], state, link, {}));
        };
        QVERIFY(others().anyOpen && !others().anyWithoutLink);
        settle(0, PublicationState::Refused, {});
        settle(1, PublicationState::Confirmed, {});
        QVERIFY(others().anyOpen && others().anyWithoutLink);
        settle(2, PublicationState::Confirmed, u"https://x/reel/C/"_s);
        QVERIFY(!others().anyOpen && others().anyWithoutLink);
        QCOMPARE(others().links, QStringList{u"https://x/reel/C/"_s});
        // Long before: its link would have been there when this one was intended.
        run(db,
            u"UPDATE pelorus_publication SET created_at = {plus -7200} WHERE id = :value"_s,
            running.publications[1].value);
        QVERIFY(!others().anyWithoutLink);
        QCOMPARE(others().links.size(), 1);
    }

    void onlyLooksAreCounted_data() { addEngineRows(); }
    void onlyLooksAreCounted()
    {
        OPEN_DATABASE;
        addAccount(db, u"alice"_s);
        JobStore jobs(db);
        PublicationStore publications(db);
        const Running running = shareVideos(db, u"alice"_s, "a");
        const PublicationId id = running.publications[0];
        // Twice, as when an answer got lost: one look is planned, and not counted yet.
        QVERIFY_RESULT(publications.giveUp(running.lease, id, u"?"_s, 0s));
        QVERIFY_RESULT(publications.giveUp(running.lease, id, u"?"_s, 0s));
        QCOMPARE(jobs.rows(10)->size(), size_t(2));
        QVERIFY_RESULT(jobs.finish(running.lease, running.job, {}));
        QCOMPARE(publications.get(id)->checks, 0);

        struct Run
        {
            bool looked;
            bool isFree;
            int attempts;
            int looks;
        };
        for (const Run &one : {Run{false, false, 1, 0},
                               Run{false, true, 1, 0},
                               Run{true, true, 1, 1},
                               Run{true, true, 1, 2},
                               Run{true, true, 1, 3},
                               Run{true, true, 1, 3}}) {
            const auto claimed = claimAny(db, u"desk/2/bbbbbb"_s);
            QVERIFY_RESULT(claimed);
            QVERIFY(claimed->has_value());
            JobOutcome outcome = laterAgain();
            outcome.looked = one.looked;
            outcome.runIsFree = one.isFree;
            QVERIFY_RESULT(jobs.finish((*claimed)->lease, (*claimed)->job.id, outcome));
            QCOMPARE(jobs.row((*claimed)->job.id)->job.attempts, one.attempts);
            QCOMPARE(publications.get(id)->checks, one.looks);
        }
    }

    /// Its own word was lost with the server, and the job has more to do.
    void anItemThatIsOutIsNotToCome_data() { addEngineRows(); }
    void anItemThatIsOutIsNotToCome()
    {
        OPEN_DATABASE;
        addAccount(db, u"alice"_s);
        JobStore jobs(db);
        PublicationStore publications(db);
        const Running running = shareVideos(db, u"alice"_s, "abc");
        const QString link = u"https://x/reel/A/"_s;
        QVERIFY_RESULT(publications.settle(
            running.lease, running.publications[0], PublicationState::Confirmed, link, {}));
        QVERIFY_RESULT(publications.giveUp(running.lease, running.publications[1], {}, 600s));
        QVERIFY_RESULT(publications.settle(
            running.lease, running.publications[2], PublicationState::Refused, {}, {}));
        QVERIFY_RESULT(jobs.finish(running.lease, running.job, laterAgain()));
        QVERIFY(jobs.row(running.job)->job.state == JobState::Pending);
        const auto items = jobs.items(running.job);
        QVERIFY_RESULT(items);
        QCOMPARE(word((*items)[0].state), u"PUBLISHED"_s);
        QCOMPARE((*items)[0].permalink, link);
        QCOMPARE(word((*items)[1].state), u"UNCONFIRMED"_s);
        QCOMPARE(word((*items)[2].state), u"PENDING"_s);
    }

    /// A job that ends every worker of its account does not go on for ever.
    void theLastRunIsTheLast_data() { addEngineRows(); }
    void theLastRunIsTheLast()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(id, {item('a'), item('b')}));
        const JobId job = jobs.due(1)->front().id;
        for (int runs = 1; runs <= kMostLostRuns; ++runs) {
            const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
            QVERIFY_RESULT(claimed);
            QVERIFY(claimed->has_value());
            if (runs == 1) {
                QVERIFY_RESULT(jobs.finishItem(
                    (*claimed)->lease, (*claimed)->items[0].id, {ItemState::Published, {}, {}}));
            }
            expire(db, id);
            QCOMPARE(*jobs.recoverStale(), 1);
            const bool isLast = runs == kMostLostRuns;
            QCOMPARE(word(jobs.row(job)->job.state), isLast ? u"PARTIAL"_s : u"PENDING"_s);
        }
        const auto row = jobs.row(job);
        QVERIFY_RESULT(row);
        QVERIFY2(row->job.error.contains(u"last run"_s), qPrintable(row->job.error));
        QVERIFY(row->job.finishedAt.has_value());
        QVERIFY(AccountStore(db).row(id, {})->lockedBy.isEmpty());
        const auto items = jobs.items(job);
        QVERIFY_RESULT(items);
        QCOMPARE(word((*items)[0].state), u"PUBLISHED"_s);
        QCOMPARE(word((*items)[1].state), u"FAILED"_s);
        QCOMPARE((*items)[1].error, row->job.error);
        // By a person it has all its runs anew.
        QVERIFY_RESULT(jobs.retry(job));
        const auto again = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY_RESULT(again);
        QCOMPARE((*again)->job.attempts, 1);
    }

    /// Nor does a look: what is left then is for a person, and is nothing to run again.
    void theLastLookIsTheLast_data() { addEngineRows(); }
    void theLastLookIsTheLast()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        JobStore jobs(db);
        const Running running = shareVideos(db, u"alice"_s, "a");
        QVERIFY_RESULT(jobs.finish(running.lease, running.job, {}));
        run(db, u"UPDATE pelorus_job SET run_after = {plus :value}"_s, -1);
        JobId look;
        for (int runs = 1; runs <= kMostLostRuns; ++runs) {
            const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
            QVERIFY_RESULT(claimed);
            QVERIFY(claimed->has_value());
            look = (*claimed)->job.id;
            expire(db, id);
            QCOMPARE(*jobs.recoverStale(), 1);
        }
        const auto row = jobs.row(look);
        QVERIFY_RESULT(row);
        QCOMPARE(word(row->job.state), u"FAILED"_s);
        QVERIFY2(!row->job.error.contains(u"Try again"_s), qPrintable(row->job.error));
        QVERIFY2(row->job.error.contains(u"confirm the video"_s), qPrintable(row->job.error));
        QVERIFY(!jobs.retry(look));
        const auto open = PublicationStore(db).get(running.publications[0]);
        QVERIFY_RESULT(open);
        QCOMPARE(word(open->state), u"UNCONFIRMED"_s);
        QVERIFY_RESULT(PublicationStore(db).settleByHand(
            open->id, PublicationState::Confirmed, {}, u"somebody"_s));
    }

    /// Before the upgrade a look counted when it was planned, and its runs as a task's.
    void theUpgradeGivesTheirLooks_data() { addEngineRows(); }
    void theUpgradeGivesTheirLooks()
    {
        OPEN_DATABASE;
        for (const QString &name : {u"alice"_s, u"bert"_s})
            addAccount(db, name);
        JobStore jobs(db);
        const Running planned = shareVideos(db, u"alice"_s, "a");
        QVERIFY_RESULT(jobs.finish(planned.lease, planned.job, {}));
        const Running over = shareVideos(db, u"bert"_s, "b");
        QVERIFY_RESULT(jobs.finish(over.lease, over.job, {}));
        run(db,
            u"UPDATE pelorus_job SET state = 'COMPLETED' WHERE publication_id = :value"_s,
            over.publications[0].value);
        run(db, u"UPDATE pelorus_publication SET checks = :value"_s, 3);
        run(db, u"UPDATE pelorus_job SET attempts = :value WHERE kind = 'CHECK'"_s, 2);
        run(db, u"DELETE FROM pelorus_schema WHERE version >= :value"_s, 8);
        const auto back = db->priv().write([](Connection &connection) {
            return connection.execute(u"ALTER TABLE pelorus_worker DROP COLUMN ttl"_s);
        });
        QVERIFY_RESULT(back);
        QVERIFY_RESULT(db->migrate(Call::in(1min)));
        const auto checks = [&](const Running &running) {
            return PublicationStore(db).get(running.publications[0])->checks;
        };
        QCOMPARE(checks(planned), 0);
        QCOMPARE(checks(over), 3); // waits for a person
        const auto rows = jobs.rows(10);
        QVERIFY_RESULT(rows);
        for (const JobRow &row : *rows) {
            if (row.job.kind == JobKind::Check)
                QCOMPARE(row.job.attempts, row.job.state == JobState::Pending ? 0 : 2);
        }
    }

    /// The runner says that it has done what it was asked; meanwhile somebody asked for more.
    void aCancelOutlivesAnAnswer_data() { addEngineRows(); }
    void aCancelOutlivesAnAnswer()
    {
        OPEN_DATABASE;
        addAccount(db, u"alice"_s);
        JobStore jobs(db);
        const Running running = shareVideos(db, u"alice"_s, "a");
        QVERIFY_RESULT(jobs.request(running.job, JobRequest::TakeOver));
        QVERIFY_RESULT(jobs.request(running.job, JobRequest::Cancel));
        QVERIFY_RESULT(jobs.answered(running.job, JobRequest::TakeOver));
        QVERIFY(jobs.requests({running.job})->front().second == JobRequest::Cancel);
        QVERIFY_RESULT(jobs.answered(running.job, JobRequest::Cancel));
        QVERIFY(jobs.requests({running.job})->empty());
    }
};

QTEST_GUILESS_MAIN(TestPublications)
#include "tst_publications.moc"
