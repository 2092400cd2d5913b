// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialect.h"
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"

#include <QDeadlineTimer>
#include <QRandomGenerator>

#include <atomic>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::store;
using namespace pelorus::test;

// P1 in short: workers on one PostgreSQL with jobs that take no time, some killed in the middle,
// some suspended past their lease. Who held what and when is told by the database itself: a trigger
// writes each lease into a table whose exclusion constraint allows no two at once, so that a second
// holder fails the very transaction that would make it one.

namespace {

constexpr int kWorkers = 6;
constexpr int kAccounts = 12;
constexpr int kJobs = 90;
constexpr auto kTtl = 60s;

const QStringList &referee()
{
    static const QStringList statements{
        u"CREATE EXTENSION IF NOT EXISTS btree_gist"_s,
        u"CREATE TABLE held (id bigserial PRIMARY KEY, account bigint NOT NULL, holder text NOT "
        u"NULL,"
        " during tstzrange NOT NULL, EXCLUDE USING gist (account WITH =, during WITH &&))"_s,
        u"CREATE TABLE done (id bigserial PRIMARY KEY, job bigint NOT NULL, account bigint NOT "
        u"NULL,"
        " holder text NOT NULL, at timestamptz NOT NULL)"_s,
        // A lease lasts until its time is up, unless its holder gives it back or renews it. Another
        // holder does not end it: that would be the overlap to be found.
        u"CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF NEW.locked_by IS NULL OR NEW.locked_by = OLD.locked_by THEN UPDATE held SET during ="
        "  tstzrange(lower(during), greatest(lower(during), clock_timestamp()), '[)')"
        "  WHERE account = OLD.id AND upper(during) > clock_timestamp(); END IF;"
        " IF NEW.locked_by IS NOT NULL AND NEW.locked_until > clock_timestamp() THEN"
        "  INSERT INTO held (account, holder, during) VALUES"
        "  (NEW.id, NEW.locked_by, tstzrange(clock_timestamp(), NEW.locked_until, '[)')); END IF;"
        " RETURN NULL; END $$"_s,
        u"CREATE TRIGGER watch AFTER UPDATE OF locked_by, locked_until ON uploader_instagramaccount"
        " FOR EACH ROW EXECUTE FUNCTION watch()"_s,
        // What a holder does to the account in the world: only within its own lease.
        u"CREATE FUNCTION judge() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF NOT EXISTS (SELECT 1 FROM uploader_instagramaccount a WHERE a.id = NEW.account_id AND"
        "  a.locked_by IS NOT NULL AND a.locked_until > clock_timestamp()) THEN"
        "  RAISE EXCEPTION 'outcome without a lease'; END IF;"
        " INSERT INTO done (job, account, holder, at) SELECT NEW.id, NEW.account_id, a.locked_by,"
        "  clock_timestamp() FROM uploader_instagramaccount a WHERE a.id = NEW.account_id;"
        " RETURN NULL; END $$"_s,
        u"CREATE TRIGGER judge AFTER UPDATE OF state ON pelorus_job FOR EACH ROW"
        " WHEN (NEW.state = 'COMPLETED') EXECUTE FUNCTION judge()"_s};
    return statements;
}

qint64 number(const DatabasePtr &db, const QString &sql)
{
    const auto found = db->priv().read([&](Connection &connection) -> Result<qint64> {
        Query query(connection, sql);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        return query.next() ? query.number(0) : -1;
    });
    return found.value_or(-1);
}

struct Tally
{
    std::atomic<int> done = 0;
    std::atomic<int> killed = 0;
    std::atomic<int> suspended = 0;
    std::atomic<int> refused = 0;      ///< outcomes of holders whose lease had gone
    std::atomic<int> lateButTaken = 0; ///< must stay 0
    std::mutex mutex;
    QStringList problems;
};

/// As if the time of this very lease had passed; somebody else's is not touched.
Result<void> passTime(const DatabasePtr &db, const Lease &lease)
{
    return db->priv().write([&](Connection &connection) -> Result<void> {
        Query query(connection,
                    u"UPDATE uploader_instagramaccount SET locked_until = {plus -1} WHERE id = :id"
                    " AND locked_by = :holder"_s);
        return query.bind(u":id"_s, lease.accountId.value).bind(u":holder"_s, lease.holder).run();
    });
}

/// One worker after another in this thread: a killed one just never comes back to its job.
void work(const DatabasePtr &db, int index, quint32 seed, Tally &tally)
{
    const ConnectionScope connections;
    QRandomGenerator random(seed + quint32(index));
    JobStore jobs(db);
    const QDeadlineTimer most(60s);
    for (int life = 0; tally.done < kJobs && !most.hasExpired(); ++life) {
        const QString holder = u"desk-%1/%2/x"_s.arg(index).arg(life);
        if (random.bounded(10) == 0)
            static_cast<void>(jobs.recoverStale());
        const auto claimed = claimAny(db, holder, kTtl);
        if (!claimed) {
            const std::lock_guard lock(tally.mutex);
            tally.problems += toLogString(claimed.error());
            return;
        }
        if (!claimed->has_value()) {
            static_cast<void>(jobs.recoverStale());
            std::this_thread::yield();
            continue;
        }
        const int fate = random.bounded(10);
        if (fate < 2)
            static_cast<void>(passTime(db, (*claimed)->lease));
        if (fate == 0) {
            ++tally.killed;
            continue;
        }
        if (fate == 1) {
            ++tally.suspended;
            // Long enough for others to take the account, or not.
            for (quint32 i = random.bounded(6u); i > 0; --i)
                static_cast<void>(jobs.due(1));
        } else if (fate < 5) {
            static_cast<void>(jobs.renew((*claimed)->lease, kTtl));
        }
        JobOutcome outcome;
        outcome.state = JobState::Completed;
        const auto finished = jobs.finish((*claimed)->lease, (*claimed)->job.id, outcome);
        if (finished) {
            ++tally.done;
            tally.lateButTaken += fate == 1 ? 1 : 0;
        } else if (finished.error().kind == ErrorKind::LeaseLost) {
            ++tally.refused;
        } else {
            const std::lock_guard lock(tally.mutex);
            tally.problems += toLogString(finished.error());
        }
    }
}

} // namespace

class TestNeverTwice : public QObject
{
    Q_OBJECT

private slots:
    void killedAndSuspendedWorkers()
    {
        if (!hasPostgres())
            QSKIP("PostgreSQL is not tested");
        const TestDatabase fixture(u"postgresql"_s);
        QVERIFY2(fixture.isValid(), qPrintable(fixture.problem()));
        const DatabasePtr &db = *fixture;
        const quint32 seed = qEnvironmentVariableIsSet("PELORUS_SEED")
            ? quint32(qEnvironmentVariableIntValue("PELORUS_SEED"))
            : QRandomGenerator::global()->generate() >> 1;
        qInfo("PELORUS_SEED=%u", seed);
        for (const QString &statement : referee()) {
            QVERIFY_RESULT(db->priv().write(
                [&](Connection &connection) { return connection.execute(statement); }));
        }
        NewBulk bulk{u"Autumn"_s, {}};
        for (int i = 0; i < kAccounts; ++i) {
            const AccountId id = addAccount(db, u"account-%1"_s.arg(i));
            for (int j = 0; j < kJobs / kAccounts; ++j)
                bulk.accounts.push_back({id, {}, {item('a')}});
            for (int j = 0; i == 0 && j < kJobs % kAccounts; ++j)
                bulk.accounts.push_back({id, {}, {item('a')}});
        }
        QVERIFY_RESULT(JobStore(db).createBulk(bulk));
        Tally tally;
        {
            std::vector<std::jthread> workers;
            for (int i = 0; i < kWorkers; ++i)
                workers.emplace_back([&, i] { work(db, i, seed, tally); });
        }
        QVERIFY2(tally.problems.isEmpty(), qPrintable(tally.problems.join(u'\n')));
        QCOMPARE(tally.done.load(), kJobs);
        QCOMPARE(tally.lateButTaken.load(), 0);
        QCOMPARE(number(db, u"SELECT count(*) FROM done"_s), qint64(kJobs));
        QCOMPARE(number(db, u"SELECT count(DISTINCT job) FROM done"_s), qint64(kJobs));
        QCOMPARE(number(db, u"SELECT count(*) FROM pelorus_job WHERE state <> 'COMPLETED'"_s), 0);
        QVERIFY(number(db, u"SELECT count(*) FROM held"_s) >= kJobs);
        qInfo("%d jobs done; %d workers killed, %d suspended, %d late outcomes refused",
              tally.done.load(),
              tally.killed.load(),
              tally.suspended.load(),
              tally.refused.load());
    }
};

QTEST_GUILESS_MAIN(TestNeverTwice)
#include "tst_nevertwice.moc"
