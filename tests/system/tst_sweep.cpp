// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/dolphin/payload.h"
#include "core/run/maintenance.h"
#include "core/run/workerlock.h"
#include "tests/support/blueprint.h"
#include "tests/support/resultmacros.h"
#include "tests/system/harness.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

/// What is left behind at the worst moment, and who finishes it.
class TestSweep : public QObject
{
    Q_OBJECT

public:
    struct Row
    {
        QString team;
        bool madeHere = false;
        bool created = false; ///< else INTENDED, without a number
        bool exists = false;  ///< in Dolphin
    };

private:
    static Result<run::SweepReport> sweep(Harness &bench)
    {
        return run::sweepByHand(
            bench.settings(), bench.database(), bench.network(), bench.clock(), Call::in(60s));
    }

    /// A profile of a worker that is no more.
    static Result<store::LedgerRow> intend(Harness &bench, const QString &worker = u"gone"_s)
    {
        store::LedgerRow row;
        row.machine = bench.settings().machine;
        row.worker = worker;
        return store::LedgerStore(bench.database()).intend(row);
    }

    static Result<ProfileId>
    create(Harness &bench, const QString &name, const dolphin::TokenSource &token = {})
    {
        dolphin::RemoteApi remote(bench.network(),
                                  run::endpoints(bench.settings()),
                                  token ? token : run::tokenSource(bench.settings()));
        const auto payload = dolphin::buildPayload(sampleBlueprint(), name, nullptr);
        if (!payload)
            return fail(payload.error());
        return remote.createProfile(*payload, Call::in(30s));
    }

private slots:
    void initTestCase() { log::start({}); }
    void cleanupTestCase() { log::stop(); }

    /// Nobody answered the creation, nobody found the profile, and then it appeared.
    void aProfileThatAppearsLate()
    {
        Harness bench(u"sqlite"_s, Browser::Stub);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const auto row = intend(bench);
        QVERIFY_RESULT(row);
        QVERIFY_RESULT(store::LedgerStore(bench.database()).notFound(*row));
        const auto other = intend(bench); // refused: nothing can appear
        QVERIFY_RESULT(other);
        QVERIFY_RESULT(
            store::LedgerStore(bench.database()).advance(*other, store::LedgerState::Deleted));
        QVERIFY_RESULT(create(bench, row->name));
        QVERIFY_RESULT(create(bench, u"somebody's own"_s));

        const auto report = sweep(bench);
        QVERIFY_RESULT(report);
        QCOMPARE(report->closed, 1);
        QCOMPARE(bench.standin().profileNames(), QStringList{u"somebody's own"_s});
        const auto again = sweep(bench);
        QVERIFY_RESULT(again);
        QCOMPARE(again->closed, 0);
    }

    void aFailedStartMayRun_data()
    {
        QTest::addColumn<QJsonObject>("start");
        QTest::addColumn<QJsonObject>("stop");
        QTest::addColumn<int>("left");
        const QJsonObject noPort{{u"action"_s, u"shape"_s}, {u"shape"_s, u"success-only"_s}};
        const QJsonObject locked{{u"action"_s, u"error"_s}, {u"error"_s, u"ebusy"_s}};
        const QJsonObject noAnswer{{u"action"_s, u"drop-before"_s}};
        const QJsonObject noCloud{{u"action"_s, u"error"_s}, {u"error"_s, u"remote-api"_s}};
        QTest::newRow("runs, stop without answer") << noPort << noAnswer << 1;
        QTest::newRow("runs, stop without cloud") << noPort << noCloud << 1;
        QTest::newRow("does not run, stop without cloud") << locked << noCloud << 0;
    }
    /// A start that failed may have opened the browser, and the stop fails too: the profile is not
    /// deleted under a browser that runs.
    void aFailedStartMayRun()
    {
        QFETCH(QJsonObject, start);
        QFETCH(QJsonObject, stop);
        QFETCH(int, left);
        start.insert(u"path"_s, u"*/start"_s);
        start.insert(u"count"_s, 0);
        stop.insert(u"path"_s, u"*/stop"_s);
        stop.insert(u"count"_s, 0);
        Harness bench(u"sqlite"_s, Browser::Stub);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.addAccount(u"anna"_s);
        const QString video = bench.makeVideo(u"clip.mp4"_s);
        const JobId job = bench.job(bench.createBulk({u"anna"_s}, {video}), u"anna"_s);
        bench.standin().knobs({{u"visibleAfter"_s, 0}}); // the first start opens it
        bench.standin().faults({start, stop});
        bench.startEngine();
        QVERIFY2(bench.runUntilEnded({job}), qPrintable(bench.story(job)));
        bench.stopEngine();
        const auto open = store::LedgerStore(bench.database()).openRows();
        QVERIFY_RESULT(open);
        QCOMPARE(int(open->size()), left);
        // No profile told the team before there was one.
        QVERIFY(!store::LedgerStore(bench.database()).rows(1)->front().teamId.isEmpty());
        QCOMPARE(bench.standin().profilesLeft(), left);
        if (left > 0)
            QCOMPARE(open->front().state, store::LedgerState::Started);
        bench.standin().clearFaults();
        const auto report = sweep(bench);
        QVERIFY_RESULT(report);
        QCOMPARE(report->closed, left);
        QCOMPARE(bench.standin().profilesLeft(), 0);
    }

    void anotherTeamsProfileIsLeft_data()
    {
        QTest::addColumn<QJsonObject>("answer");
        QTest::newRow("none") << QJsonObject{{u"action"_s, u"drop-before"_s}};
        QTest::newRow("bad gateway")
            << QJsonObject{{u"action"_s, u"error"_s}, {u"error"_s, u"bad-gateway"_s}};
        QTest::newRow("a page") << QJsonObject{{u"action"_s, u"non-json"_s}};
    }
    /// A profile of another Dolphin team is not "deleted" because our token does not see it, also
    /// when nobody can tell just now which team is ours.
    void anotherTeamsProfileIsLeft()
    {
        QFETCH(QJsonObject, answer);
        Harness bench(u"sqlite"_s, Browser::Stub, {{u"DOLPHIN_API_TOKEN"_s, u"of-team-7"_s}});
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.standin().knobs({{u"tokens"_s, QJsonObject{{u"of-team-7"_s, 7}}}});
        store::LedgerRow row;
        row.teamId = u"another"_s;
        row.worker = u"gone"_s;
        auto intended = store::LedgerStore(bench.database()).intend(row);
        QVERIFY_RESULT(intended);
        const auto theirs
            = create(bench, intended->name, [&bench] { return Secret(bench.standin().token()); });
        QVERIFY_RESULT(theirs);
        intended->remoteId = *theirs;
        QVERIFY_RESULT(
            store::LedgerStore(bench.database()).advance(*intended, store::LedgerState::Created));
        answer.insert(u"method"_s, u"GET"_s);
        answer.insert(u"path"_s, u"/browser_profiles"_s);
        answer.insert(u"count"_s, 0);
        bench.standin().faults({answer});
        const auto unknown = sweep(bench);
        QVERIFY_RESULT(unknown);
        QCOMPARE(unknown->failed, 1);
        bench.standin().clearFaults();
        QVERIFY_RESULT(create(bench, u"one of ours"_s)); // whose answer tells the team
        const auto known = sweep(bench);
        QVERIFY_RESULT(known);
        QCOMPARE(known->otherTeam, 1);
        QCOMPARE(known->closed, 0);
        const auto open = store::LedgerStore(bench.database()).openRows();
        QCOMPARE(open->size(), size_t(1));
        QCOMPARE(open->front().worker, QString()); // whose life would keep others from it
        QVERIFY(bench.standin().profileNames().contains(intended->name));
        bench.startEngine();
        const auto said = [] {
            return !log::recent().filter(u"1 profiles left to another Dolphin team"_s).isEmpty();
        };
        QVERIFY(bench.runUntil(said));
        bench.stopEngine();
    }

    void aProfileIsOursByProof_data()
    {
        QTest::addColumn<Row>("row");
        QTest::addColumn<bool>("theirs"); // the profile, if there is one
        QTest::addColumn<bool>("mayList");
        QTest::addColumn<bool>("mayRead");
        QTest::addColumn<bool>("closed");
        QTest::newRow("no team, seen")
            << Row{{}, false, true, true} << false << true << true << true;
        QTest::newRow("no team, not seen")
            << Row{{}, false, true, true} << true << true << true << false;
        QTest::newRow("no team, seen by its name")
            << Row{{}, false, false, true} << false << true << true << true;
        QTest::newRow("no team, not seen by its name")
            << Row{{}, false, false, true} << true << true << true << false;
        QTest::newRow("no team, made here, gone")
            << Row{{}, true, true, false} << false << true << true << true;
        QTest::newRow("a team, may not ask for ours, seen")
            << Row{u"7"_s, false, true, true} << false << false << true << true;
        QTest::newRow("a team, may not ask for ours, not seen")
            << Row{u"another"_s, false, true, true} << true << false << true << false;
        QTest::newRow("a team, may not see anything")
            << Row{u"another"_s, false, true, true} << true << false << false << false;
        QTest::newRow("a team, may not ask for ours, made here, gone")
            << Row{u"7"_s, true, true, false} << false << false << true << true;
    }
    /// The 404 of a token whose team is not the row's for certain proves nothing, so the profile
    /// has to be seen first. What is left is left to whoever can tell.
    void aProfileIsOursByProof()
    {
        QFETCH(Row, row);
        QFETCH(bool, theirs);
        QFETCH(bool, mayList);
        QFETCH(bool, mayRead);
        QFETCH(bool, closed);
        Harness bench(u"sqlite"_s, Browser::Stub, {{u"DOLPHIN_API_TOKEN"_s, u"of-team-7"_s}});
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.standin().knobs({{u"tokens"_s, QJsonObject{{u"of-team-7"_s, 7}}}});
        store::LedgerStore ledger(bench.database());
        store::LedgerRow wanted;
        wanted.teamId = row.team;
        wanted.machine = row.madeHere ? bench.settings().machine : u"elsewhere"_s;
        wanted.worker = u"gone"_s;
        auto intended = ledger.intend(wanted);
        QVERIFY_RESULT(intended);
        intended->remoteId = {999999};
        if (row.exists) {
            const auto token = [&bench] { return Secret(bench.standin().token()); };
            const auto profile
                = create(bench, intended->name, theirs ? dolphin::TokenSource(token) : nullptr);
            QVERIFY_RESULT(profile);
            intended->remoteId = *profile;
        }
        if (row.created)
            QVERIFY_RESULT(ledger.advance(*intended, store::LedgerState::Created));
        QJsonArray faults;
        const auto refuse = [&faults](const QString &path) {
            faults += QJsonObject{{u"method"_s, u"GET"_s},
                                  {u"path"_s, path},
                                  {u"action"_s, u"error"_s},
                                  {u"error"_s, u"access"_s},
                                  {u"count"_s, 0}};
        };
        if (!mayList)
            refuse(u"/browser_profiles"_s);
        if (!mayRead)
            refuse(u"/browser_profiles/*"_s);
        bench.standin().faults(faults);
        const auto report = sweep(bench);
        QVERIFY_RESULT(report);
        QCOMPARE(report->closed, closed ? 1 : 0);
        QCOMPARE(report->otherTeam, closed ? 0 : 1);
        QCOMPARE(bench.standin().profilesLeft(), closed ? 0 : 1);
        const store::LedgerRow after = ledger.rows(1)->front();
        QCOMPARE(after.state == store::LedgerState::Deleted, closed);
        QCOMPARE(after.machine, wanted.machine);
        if (!closed)
            QCOMPARE(after.worker, QString()); // else its account would wait for this worker
        else if (mayList && row.exists)
            QCOMPARE(after.teamId, u"7"_s);
    }

    /// A token that may delete but not read says itself which team it is of.
    void aTokenTellsItsTeam()
    {
        const QString token = u"e30.%1.x"_s.arg(QLatin1StringView(
            QByteArray("{\"teamId\":7}").toBase64(QByteArray::Base64UrlEncoding)));
        Harness bench(u"sqlite"_s, Browser::Stub, {{u"DOLPHIN_API_TOKEN"_s, token}});
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.standin().knobs({{u"tokens"_s, QJsonObject{{token, 7}}}});
        store::LedgerStore ledger(bench.database());
        store::LedgerRow row;
        row.teamId = u"7"_s;
        row.worker = u"gone"_s;
        auto intended = ledger.intend(row);
        QVERIFY_RESULT(intended);
        const auto ours = create(bench, intended->name);
        QVERIFY_RESULT(ours);
        intended->remoteId = *ours;
        QVERIFY_RESULT(ledger.advance(*intended, store::LedgerState::Created));
        bench.standin().faults({QJsonObject{{u"method"_s, u"GET"_s},
                                            {u"path"_s, u"/browser_profiles*"_s},
                                            {u"action"_s, u"error"_s},
                                            {u"error"_s, u"access"_s},
                                            {u"count"_s, 0}}});
        const auto report = sweep(bench);
        QVERIFY_RESULT(report);
        QCOMPARE(report->closed, 1);
        QCOMPARE(bench.standin().profilesLeft(), 0);
    }

    /// The machine's worker died, another machine's sweep deleted the profile, and its browser went
    /// on here. Those of others, and of tasks that run, go on.
    void aBrowserOfADeletedProfileIsStopped()
    {
        Harness bench(u"sqlite"_s, Browser::Stub);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        dolphin::LocalApi local(
            bench.network(), run::endpoints(bench.settings()), run::tokenSource(bench.settings()));
        const auto start = [&](const QString &name) {
            const auto profile = create(bench, name);
            return profile && local.start(*profile, {}, Call::in(30s)) ? profile->value : 0;
        };
        store::LedgerStore ledger(bench.database());
        auto deleted = intend(bench);
        QVERIFY_RESULT(deleted);
        deleted->remoteId = {start(deleted->name)};
        QVERIFY_RESULT(ledger.advance(*deleted, store::LedgerState::Deleted));
        store::Worker lives;
        lives.id = u"lives"_s;
        QVERIFY_RESULT(store::WorkerStore(bench.database()).beat(lives));
        auto running = intend(bench, lives.id);
        QVERIFY_RESULT(running);
        running->remoteId = {start(running->name)};
        QVERIFY_RESULT(ledger.advance(*running, store::LedgerState::Started));
        const qint64 foreign = start(u"somebody's own"_s);
        QCOMPARE(local.running(Call::in(30s)).value(),
                 (QSet<qint64>{deleted->remoteId.value, running->remoteId.value, foreign}));

        const auto report = sweep(bench);
        QVERIFY_RESULT(report);
        QCOMPARE(report->closed, 1);
        QCOMPARE(report->failed, 0);
        QCOMPARE(local.running(Call::in(30s)).value(),
                 (QSet<qint64>{running->remoteId.value, foreign}));
    }

    /// An account's own profile, whose row a sweep closed: of this machine, which stopped it, or of
    /// another, which could not. What a person starts afterwards is the person's.
    void aPersistentBrowserIsStoppedWhereItRuns_data()
    {
        QTest::addColumn<bool>("elsewhere");
        QTest::newRow("swept here") << false;
        QTest::newRow("swept elsewhere") << true;
    }
    void aPersistentBrowserIsStoppedWhereItRuns()
    {
        QFETCH(bool, elsewhere);
        Harness bench(u"sqlite"_s, Browser::Stub);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        dolphin::LocalApi local(
            bench.network(), run::endpoints(bench.settings()), run::tokenSource(bench.settings()));
        const auto own = create(bench, u"Bob's own"_s);
        QVERIFY_RESULT(own);
        QVERIFY_RESULT(local.start(*own, {}, Call::in(30s)));
        store::LedgerStore ledger(bench.database());
        store::LedgerRow wanted;
        wanted.machine = bench.settings().machine;
        wanted.worker = u"gone"_s;
        wanted.persistent = true;
        wanted.remoteId = *own;
        const auto row = ledger.intend(wanted);
        QVERIFY_RESULT(row);
        QVERIFY_RESULT(ledger.advance(*row, store::LedgerState::Started));
        if (elsewhere) {
            // Nothing runs beside the other machine, so its row is closed.
            const auto taken
                = ledger.takeOrphans(u"elsewhere"_s, 1s, [](const QString &) { return true; });
            QVERIFY_RESULT(taken);
            QCOMPARE(taken->size(), size_t(1));
            QVERIFY_RESULT(ledger.advance(taken->front(), store::LedgerState::Stopped));
        }
        for (int round = 0; round < 2; ++round) {
            const auto report = sweep(bench);
            QVERIFY_RESULT(report);
            QCOMPARE(report->failed, 0);
            QCOMPARE(report->closed, round == 0 ? 1 : 0);
            QCOMPARE(local.running(Call::in(30s)).value(),
                     round == 0 ? QSet<qint64>{} : QSet<qint64>{own->value});
            QVERIFY(ledger.openRows()->empty());
            if (round == 0)
                QVERIFY_RESULT(local.start(*own, {}, Call::in(30s)));
        }
        QCOMPARE(bench.standin().profileNames(), QStringList{u"Bob's own"_s});
    }

    /// Whatever has Dolphin's port gets no token from a sweep, by hand or in an engine, which does
    /// not wait until Dolphin is there.
    void anotherProgramGetsNoToken()
    {
        Harness bench(u"sqlite"_s, Browser::Stub);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        auto row = intend(bench);
        QVERIFY_RESULT(row);
        const auto profile = create(bench, row->name);
        QVERIFY_RESULT(profile);
        row->remoteId = *profile;
        store::LedgerStore ledger(bench.database());
        QVERIFY_RESULT(ledger.advance(*row, store::LedgerState::Started));
        bench.standin().knobs({{u"app"_s, u"foreign"_s}});
        const auto byHand = sweep(bench);
        QVERIFY(!byHand);
        QCOMPARE(byHand.error().name, u"PORT_TAKEN"_s);
        bench.startEngine();
        QVERIFY(
            bench.runUntil([&] { return !ledger.openRows().value().front().lastError.isEmpty(); }));
        bench.stopEngine();
        QCOMPARE(bench.standin().requests("POST", u"*"_s, u"local"_s).size(), 0);
        QCOMPARE(bench.standin().profilesLeft(), 1);
    }

    /// The owner's process is known to be gone, so its profile is closed at once; one that was seen
    /// just now, and of which nothing is known, is not touched.
    void onlyWhatIsKnownToBeGone()
    {
        Harness bench(u"sqlite"_s, Browser::Stub);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        store::WorkerStore workers(bench.database());
        const QString machine = bench.settings().machine;
        std::optional<run::WorkerLock> lives;
        lives.emplace(bench.settings().dataDir, u"lives"_s);
        QFile dead(bench.settings().dataDir + u"/workers/dead.lock"_s); // as a kill leaves it
        QVERIFY(dead.open(QIODevice::WriteOnly));
        dead.close();
        for (const QString &id : {u"lives"_s, u"dead"_s, u"elsewhere"_s}) {
            store::Worker worker;
            worker.id = id;
            worker.machine = machine;
            QVERIFY_RESULT(workers.beat(worker));
            const auto row = intend(bench, id);
            QVERIFY_RESULT(row);
            QVERIFY_RESULT(create(bench, row->name));
        }
        const auto report = sweep(bench);
        QVERIFY_RESULT(report);
        QCOMPARE(report->closed, 1);
        QCOMPARE(bench.standin().profilesLeft(), 2);
        const auto open = store::LedgerStore(bench.database()).openRows();
        QVERIFY_RESULT(open);
        QStringList left;
        for (const store::LedgerRow &row : *open)
            left += row.worker;
        QCOMPARE(left, (QStringList{u"lives"_s, u"elsewhere"_s}));
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestSweep)
#include "tst_sweep.moc"
