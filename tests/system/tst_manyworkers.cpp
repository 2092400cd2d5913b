// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/resultmacros.h"
#include "tests/system/cliprocess.h"
#include "tests/system/outside.h"
#include "tests/system/promises.h"
#include "tests/system/referee.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {
namespace {

struct Size
{
    int workers;
    int jobs;
    int accounts;
    std::chrono::seconds ttl;
    std::chrono::seconds budget;
    int every; ///< about so many jobs done: one worker killed, and one suspended
};

constexpr Size kShort{3, 24, 8, 6s, 270s, 5};
constexpr Size kSoak{8, 500, 60, 12s, 3000s, 5};
constexpr int kForeign = 51; ///< more than one page of Dolphin's list
constexpr int kElsewhere = 3;

/// Each third machine's wall clock is right; the others' are an hour ahead and an hour behind.
constexpr qint64 kClocks[]{0, 3600, -3600};

/// One machine with a worker on it, which is started again whenever it is gone.
struct Desk
{
    QHash<QString, QString> environment;
    qint64 off = 0;        ///< of its clock, in seconds
    bool toldTime = false; ///< its log had that time
    std::unique_ptr<CliProcess> worker;
    bool isAwake = true;
    qint64 wakeAt = 0;
};

} // namespace

/// How far the clock was off by the first line that this worker logged.
std::optional<qint64> clockOf(const CliProcess &worker)
{
    static const QRegularExpression s_time(u"\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"_s);
    const auto found = s_time.match(QString::fromUtf8(worker.said()));
    if (!found.hasMatch())
        return std::nullopt;
    return QDateTime::currentDateTimeUtc().secsTo(
        QDateTime::fromString(found.captured(), Qt::ISODateWithMs));
}

/// Real workers on one PostgreSQL and one Dolphin team, with the real browser. By a printed seed
/// one is killed and one is suspended past its lease every few jobs. What happened is asked of
/// the database's own referee and of the site.
class TestManyWorkers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!hasPostgres())
            QSKIP("There is no PostgreSQL here.");
    }

    void theRefereeSees()
    {
        Harness bench(u"postgresql"_s, Browser::Stub, {}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.addAccount(u"alice"_s);
        Referee referee(bench);
        const QString give = u"UPDATE uploader_instagramaccount SET locked_by = '%1',"
                             " locked_until = {plus 60}"_s;
        execute(bench, give.arg(u"one"_s));
        execute(bench, give.arg(u"one"_s)); // renewed
        execute(bench, u"UPDATE uploader_instagramaccount SET locked_by = NULL"_s);
        execute(bench, give.arg(u"two"_s));
        QCOMPARE(referee.heldTwice(), QStringList());
        QCOMPARE(referee.leases(), 3);
        execute(bench, give.arg(u"three"_s));
        QCOMPARE(referee.heldTwice().size(), 1);
    }

    void killedAndSuspended()
    {
        const Size size = Promises::isSoak() ? kSoak : kShort;
        Harness bench(u"postgresql"_s, Browser::Chromium, {}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        // How fast Dolphin lets us ask is not what is tried here.
        QVERIFY(bench.standin().knobs({{u"rpm"_s, 1000000},
                                       {u"rps"_s, 1000},
                                       {u"rph"_s, 100000000},
                                       {u"fingerprintRps"_s, 1000}}));
        for (int i = 0; i < kForeign; ++i)
            QVERIFY(makeForeignProfile(bench, u"Shop %1"_s.arg(i)).value > 0);
        const TestDatabase elsewhere(u"postgresql"_s);
        QVERIFY2(elsewhere.isValid(), qPrintable(elsewhere.problem()));
        for (int i = 0; i < kElsewhere; ++i)
            openElsewhere(bench, *elsewhere);
        if (QTest::currentTestFailed())
            return;
        QStringList others = bench.standin().profileNames();
        others.sort();
        QCOMPARE(others.size(), kForeign + kElsewhere);
        makeJobs(bench, size);
        Referee referee(bench);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));

        QElapsedTimer clock;
        clock.start();
        work(bench, size);
        if (QTest::currentTestFailed())
            return;
        settle(bench, size);
        if (QTest::currentTestFailed())
            return;

        // P1, by the database and by the site.
        QCOMPARE(referee.heldTwice().join(u'\n'), QString());
        QVERIFY(referee.leases() >= size.jobs);
        const QJsonObject site = bench.standin().state().value("site"_L1).toObject();
        QCOMPARE(site["warnings"_L1].toArray(), QJsonArray());
        // P4: every job done, each video once on each account.
        QCOMPARE(referee.notOnce().join(u'\n'), QString());
        QSet<QString> seen;
        const QList<QJsonObject> posts = bench.standin().posts();
        for (const QJsonObject &post : posts)
            seen.insert(post["account"_L1].toString() % u' ' % post["sha256"_L1].toString());
        QCOMPARE(posts.size(), size.jobs);
        QCOMPARE(seen.size(), size.jobs);
        // P3: nothing left of ours, nothing touched of others'.
        QStringList left = bench.standin().profileNames();
        left.sort();
        QCOMPARE(left, others);
        const auto open = store::LedgerStore(bench.database()).openRows();
        QVERIFY_RESULT(open);
        QVERIFY(open->empty());
        const auto openThere = store::LedgerStore(*elsewhere).openRows();
        QVERIFY_RESULT(openThere);
        QCOMPARE(int(openThere->size()), kElsewhere);
        // P5: nobody had to sign in again.
        int signIns = 0;
        for (const QJsonValue account : site["accounts"_L1].toArray())
            signIns += account["signIns"_L1].toInt();
        QCOMPARE(signIns, 0);
        qInfo("%d jobs on %d accounts by %d workers in %lld s: %d killed, %d suspended past their"
              " lease; %d leases, %d ran out; %d jobs run anew by an operator, %d unclear videos"
              " settled by one; lost 0",
              size.jobs,
              size.accounts,
              size.workers,
              clock.elapsed() / 1000,
              m_killed,
              m_suspended,
              referee.leases(),
              referee.takenOver(),
              m_retried,
              m_settled);
    }

    /// Each takes the task whose file it has, and the other's says who it waits for.
    void aMachineTakesTheVideosItHas()
    {
        Harness bench(u"postgresql"_s, Browser::Chromium, {}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.addAccount(u"alice"_s);
        bench.addAccount(u"bob"_s);
        const QString here = bench.makeVideo(u"here.mp4"_s);
        const QString there = bench.makeVideo(u"there.mp4"_s);
        const QByteArray thereHash = Harness::sha256(there);
        const JobId ours = bench.job(bench.createBulk({u"alice"_s}, {here}), u"alice"_s);
        const JobId theirs = bench.job(bench.createBulk({u"bob"_s}, {there}), u"bob"_s);
        QHash<QString, QString> far = bench.environment();
        far.insert(u"PELORUS_MACHINE"_s, u"FAR"_s);
        far.insert(u"PELORUS_DATA_DIR"_s, bench.folder(u"far"_s));
        far.insert(u"MEDIA_ROOT"_s, bench.folder(u"far/media"_s));
        QVERIFY(QDir().mkpath(bench.folder(u"far/media"_s)));
        QVERIFY(QFile::rename(there, bench.folder(u"far/media/there.mp4"_s)));

        CliProcess farWorker(far, {u"run"_s});
        QVERIFY2(farWorker.waitUntil([&] {
            return bench.facts(theirs).state == "COMPLETED"_L1
                && bench.facts(ours).filesMissingOn == "FAR"_L1
                && farWorker.err().contains("here.mp4");
        }),
                 farWorker.said().constData());
        QCOMPARE(bench.facts(ours).state, u"PENDING"_s);
        QCOMPARE(store::JobStore(bench.database()).row(ours)->waitsFor, u"BENCH"_s);
        QVERIFY(bench.standin().posts(u"alice"_s).isEmpty());
        // The far one goes on, and looks again and again.
        const CliAnswer near = cli(bench.environment(), Promises::run());
        QVERIFY2(near.code == 0, near.told().constData());
        QVERIFY(farWorker.isRunning());
        QCOMPARE(bench.facts(ours).state, u"COMPLETED"_s);
        QCOMPARE(bench.facts(ours).filesMissingOn, QString());
        QCOMPARE(select(bench, u"SELECT machine FROM pelorus_profile ORDER BY id"_s),
                 (QStringList{u"FAR"_s, u"BENCH"_s}));
        const auto sent = [&bench](const QString &account) {
            QStringList hashes;
            for (const QJsonObject &post : bench.standin().posts(account))
                hashes += post["sha256"_L1].toString();
            return hashes;
        };
        QCOMPARE(sent(u"bob"_s), QStringList{QString::fromLatin1(thereHash)});
        QCOMPARE(sent(u"alice"_s), QStringList{QString::fromLatin1(Harness::sha256(here))});
        QCOMPARE(bench.standin().profilesLeft(), 0);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

private:
    /// A profile of another database's worker, in the middle of its work.
    static void openElsewhere(Harness &bench, const store::DatabasePtr &database)
    {
        store::LedgerStore ledger(database);
        store::LedgerRow wanted;
        wanted.machine = u"ELSEWHERE"_s;
        wanted.worker = u"elsewhere"_s;
        auto row = ledger.intend(wanted);
        QVERIFY_RESULT(row);
        row->remoteId = makeForeignProfile(bench, row->name);
        QVERIFY(row->remoteId.value > 0);
        QVERIFY_RESULT(ledger.advance(*row, store::LedgerState::Created));
    }

    static void makeJobs(Harness &bench, const Size &size)
    {
        QStringList accounts;
        for (int i = 0; i < size.accounts; ++i) {
            accounts += u"shop.%1"_s.arg(i);
            bench.addAccount(accounts.last());
        }
        for (int made = 0, video = 0; made < size.jobs; ++video) {
            const QString path = bench.makeVideo(u"clip %1.mp4"_s.arg(video));
            const QStringList some = accounts.mid(0, size.jobs - made);
            QVERIFY(bench.createBulk(some, {path}).value > 0);
            made += int(some.size());
        }
    }

    static int openJobs(Harness &bench)
    {
        return select(bench, u"SELECT count(*) FROM pelorus_job WHERE finished_at IS NULL"_s)
            .value(0)
            .toInt();
    }

    /// Waits between two runs of a job, as if they had passed.
    static void passRests(Harness &bench)
    {
        execute(bench,
                u"UPDATE pelorus_job SET run_after = {now} WHERE state = 'PENDING' AND run_after >"
                " {now}"_s);
    }

    void work(Harness &bench, const Size &size)
    {
        std::mt19937 random(Promises::seed());
        const auto between = [&random](int least, int most) {
            return std::uniform_int_distribution<int>(least, most)(random);
        };
        std::vector<Desk> desks(size_t(size.workers));
        for (size_t i = 0; i < desks.size(); ++i) {
            desks[i].environment = bench.environment();
            const QString name = u"DESK-%1"_s.arg(i);
            desks[i].environment.insert(u"PELORUS_MACHINE"_s, name);
            desks[i].environment.insert(u"PELORUS_DATA_DIR"_s, bench.folder(name));
            desks[i].environment.insert(u"PELORUS_LEASE_TTL"_s, QString::number(size.ttl.count()));
            desks[i].environment.insert(u"PELORUS_CHECK_AFTER"_s, u"1"_s);
            desks[i].off = *PELORUS_FAKETIME != '\0' ? kClocks[i % std::size(kClocks)] : 0;
            if (desks[i].off == 0)
                continue;
            // How long something takes everybody measures alike.
            desks[i].environment.insert(u"LD_PRELOAD"_s, QStringLiteral(PELORUS_FAKETIME));
            desks[i].environment.insert(u"DONT_FAKE_MONOTONIC"_s, u"1"_s);
            desks[i].environment.insert(u"FAKETIME"_s, QString::asprintf("%+llds", desks[i].off));
        }
        const auto victim = [&]() -> Desk * {
            std::vector<Desk *> awake;
            for (Desk &desk : desks) {
                if (desk.isAwake && desk.worker)
                    awake.push_back(&desk);
            }
            return awake.empty() ? nullptr : awake[size_t(between(0, int(awake.size()) - 1))];
        };
        QElapsedTimer clock;
        clock.start();
        // By the work done, not by the clock: a slow machine gets its work done too.
        const auto later = [&](int done) { return done + between(size.every - 2, size.every + 2); };
        int nextKill = between(1, size.every);
        int nextSuspend = between(1, size.every);
        qint64 nextWord = 0;
        int open = openJobs(bench);
        for (; open > 0; open = openJobs(bench)) {
            const qint64 now = clock.elapsed();
            const int done = size.jobs - open;
            QVERIFY2(now < milliseconds(size.budget).count(), "The time budget is used up.");
            if (now >= nextWord) {
                qInfo("%lld s of %lld: %d jobs to go, %d killed, %d suspended",
                      now / 1000,
                      qint64(size.budget.count()),
                      open,
                      m_killed,
                      m_suspended);
                nextWord = now + 20000;
            }
            for (Desk &desk : desks) {
                if (!desk.worker)
                    desk.worker
                        = std::make_unique<CliProcess>(desk.environment, QStringList{u"run"_s});
                if (!desk.isAwake && now >= desk.wakeAt) {
                    desk.worker->resume();
                    desk.isAwake = true;
                }
                bool looked = false;
                static_cast<void>(
                    desk.worker->waitUntil([&looked] { return std::exchange(looked, true); }));
                if (const auto off = clockOf(*desk.worker); off && !desk.toldTime) {
                    QVERIFY2(qAbs(*off - desk.off) < 600, qPrintable(QString::number(*off)));
                    desk.toldTime = true;
                }
                if (!desk.worker->isRunning()) {
                    qWarning("A worker ended by itself with %d: %s",
                             desk.worker->code(),
                             desk.worker->err().right(3000).constData());
                    QFAIL("A worker ended by itself.");
                }
            }
            if (done >= nextKill) {
                if (Desk *desk = victim()) {
                    desk->worker.reset();
                    ++m_killed;
                }
                nextKill = later(done);
            }
            if (done >= nextSuspend) {
                if (Desk *desk = victim()) {
                    desk->worker->suspend();
                    desk->isAwake = false;
                    // Past the lease, sometimes also past what the sweepers of others wait.
                    const int ttl = int(milliseconds(size.ttl).count());
                    desk->wakeAt = now + between(ttl + 1000, ttl * 3);
                    ++m_suspended;
                }
                nextSuspend = later(done);
            }
            passRests(bench);
        }
        for (const Desk &desk : desks)
            QVERIFY(desk.toldTime);
        // The sleepers wake up to a world without work.
        for (Desk &desk : desks) {
            if (desk.worker && !desk.isAwake)
                desk.worker->resume();
        }
    }

    /// An operator, who looks at the account, says of each video that three looks left unclear
    /// whether it is out. True when there was one.
    bool settleByHand(Harness &bench)
    {
        const QStringList unclear = select(
            bench,
            u"SELECT p.id || ' ' || a.username || ' ' || encode(p.sha256, 'hex') FROM"
            " pelorus_publication p"
            " JOIN uploader_instagramaccount a ON a.id = p.account_id WHERE p.state = 'UNCONFIRMED'"_s);
        for (const QString &line : unclear) {
            const QStringList parts = line.split(u' ');
            const QList<QJsonObject> posts = bench.standin().posts(parts.value(1));
            const bool isOut = std::ranges::any_of(posts, [&](const QJsonObject &post) {
                return post["sha256"_L1].toString() == parts.value(2);
            });
            const auto done = store::PublicationStore(bench.database())
                                  .settleByHand({parts.value(0).toLongLong()},
                                                isOut ? store::PublicationState::Confirmed
                                                      : store::PublicationState::Refused,
                                                {},
                                                u"anna"_s);
            [&] { QVERIFY_RESULT(done); }();
            ++m_settled;
        }
        return !unclear.isEmpty();
    }

    /// What is still open when all workers are gone is closed by the next start, long after. A job
    /// that was killed too often, or whose post was found not to be out, waits for its operator.
    void settle(Harness &bench, const Size &size)
    {
        QHash<QString, QString> environment = bench.environment();
        environment.insert(u"PELORUS_LEASE_TTL"_s, QString::number(size.ttl.count()));
        environment.insert(u"PELORUS_CHECK_AFTER"_s, u"1"_s);
        for (int start = 0; start < 8; ++start) {
            expireLeases(bench);
            execute(bench, u"UPDATE pelorus_worker SET last_seen = {plus -3600}"_s);
            passRests(bench);
            const CliAnswer swept = cli(environment, Promises::run());
            QVERIFY2(swept.code >= 0, swept.told().constData());
            const QStringList undone = select(
                bench,
                u"SELECT id FROM pelorus_job WHERE state IN ('FAILED', 'PARTIAL') AND kind <>"
                " 'CHECK'"_s);
            if (undone.isEmpty() && openJobs(bench) == 0 && !settleByHand(bench))
                return;
            for (const QString &id : undone) {
                QVERIFY_RESULT(store::JobStore(bench.database()).retry(JobId{id.toLongLong()}));
                ++m_retried;
            }
        }
        QFAIL("The tasks do not come to an end.");
    }

    int m_killed = 0;
    int m_suspended = 0;
    int m_retried = 0;
    int m_settled = 0;
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestManyWorkers)
#include "tst_manyworkers.moc"
