// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/resultmacros.h"
#include "tests/system/cliprocess.h"
#include "tests/system/outside.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {
namespace {

const QStringList kRun{u"--json"_s, u"run"_s, u"--until-idle"_s};
const QString kAccount = u"bob.store"_s;

/// Where the process is killed.
enum class Point {
    Working,        ///< in the middle of the site's form, with the browser open
    CreateAnswered, ///< the profile exists, its answer has not arrived
    StopAsked,      ///< Dolphin was asked to stop and does nothing
    DeleteAsked,    ///< asked to delete, not done
    DeleteDone      ///< deleted, the answer has not arrived
};

QJsonObject
hang(const QString &listener, const QString &method, const QString &path, const QString &action)
{
    return {
        {u"listener"_s, listener}, {u"method"_s, method}, {u"path"_s, path}, {u"action"_s, action}};
}

QJsonArray faultsOf(Point point)
{
    switch (point) {
    case Point::Working:
        return {};
    case Point::CreateAnswered:
        return {hang(u"remote"_s, u"POST"_s, u"/browser_profiles"_s, u"hang-after-commit"_s)};
    case Point::StopAsked:
        return {hang(u"local"_s, {}, u"/v1.0/browser_profiles/*/stop"_s, u"hang"_s)};
    case Point::DeleteAsked:
        return {hang(u"remote"_s, u"DELETE"_s, u"/browser_profiles/*"_s, u"hang"_s)};
    case Point::DeleteDone:
        return {hang(u"remote"_s, u"DELETE"_s, u"/browser_profiles/*"_s, u"hang-after-commit"_s)};
    }
    return {};
}

} // namespace

/// The work in a process of its own, which is killed. What it left is finished by the next start,
/// and nothing that others made is touched.
class TestCliKill : public QObject
{
    Q_OBJECT

private slots:
    void freshSignInSurvives_data() { addEngineRows(); }
    void freshSignInSurvives()
    {
        QFETCH(QString, engine);
        Harness bench(engine, Browser::Chromium, {}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.addAccount(kAccount, {SignIn::Password});
        const QString video = bench.makeVideo(u"one.mp4"_s);
        const BulkTaskId bulk = bench.createBulk({kAccount}, {video});
        QVERIFY(bench.cookies(kAccount).cookies.empty());
        {
            CliProcess run(bench.environment(), kRun);
            // Told only after the cookies' transaction has ended.
            QVERIFY2(run.waitForStep(u"cookies_out"_s, u"done"_s), run.said().constData());
            run.kill();
            QVERIFY2(!run.said().contains("\"video\""), run.said().constData());
        }
        QVERIFY(bench.standin().posts(kAccount).isEmpty());
        QCOMPARE(siteAccount(bench, kAccount)["signIns"_L1].toInt(), 1);
        QVERIFY(bench.cookies(kAccount).isValid);
        QVERIFY(formats::looksSignedIn(bench.cookies(kAccount).cookies,
                                       QDateTime::currentDateTimeUtc()));
        finish(bench, bulk, video);
        // By cookies: nobody typed the password a second time.
        QCOMPARE(siteAccount(bench, kAccount)["signIns"_L1].toInt(), 1);
        QCOMPARE(siteAccount(bench, kAccount)["failedSignIns"_L1].toInt(), 0);
    }

    void killLeavesNoProfile_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<int>("point");
        QStringList engines{u"sqlite"_s};
        if (hasPostgres())
            engines += u"postgresql"_s;
        for (const QString &engine : std::as_const(engines)) {
            const auto add = [&engine](const char *name, Point point) {
                QTest::addRow("%s, %s", qPrintable(engine), name) << engine << int(point);
            };
            add("working", Point::Working);
            add("create answered", Point::CreateAnswered);
            if (engine != "sqlite"_L1)
                continue; // what differs between the two is tried by then
            add("stop asked", Point::StopAsked);
            add("delete asked", Point::DeleteAsked);
            add("delete done", Point::DeleteDone);
        }
    }
    void killLeavesNoProfile()
    {
        QFETCH(QString, engine);
        QFETCH(int, point);
        Harness bench(engine, Browser::Chromium, {}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.addAccount(kAccount, {SignIn::Cookies});
        const QString video = bench.makeVideo(u"one.mp4"_s);
        const BulkTaskId bulk = bench.createBulk({kAccount}, {video});
        const QStringList foreign = makeForeign(bench);
        QCOMPARE(bench.standin().profileNames(), foreign);

        QVERIFY(bench.standin().faults(faultsOf(Point(point))));
        {
            CliProcess run(bench.environment(), kRun);
            const bool reached = Point(point) == Point::Working
                ? run.waitForStep(u"video"_s, u"started"_s)
                : run.waitUntil(
                    [&] { return bench.standin().state().value("faultsPending"_L1).toInt() == 0; });
            QVERIFY2(reached, run.said().constData());
            QVERIFY(run.isRunning());
            run.kill();
        }
        const int left = Point(point) == Point::DeleteDone ? 0 : 1;
        QCOMPARE(bench.standin().profileNames().size(), foreign.size() + left);
        const bool out = Point(point) == Point::StopAsked || Point(point) == Point::DeleteAsked
            || Point(point) == Point::DeleteDone;
        QCOMPARE(bench.standin().posts(kAccount).size(), out ? 1 : 0);

        finish(bench, bulk, video);
        QCOMPARE(bench.standin().profileNames(), foreign);
        QVERIFY(profileState(bench, m_running)["running"_L1].toBool());
        QVERIFY(store::LedgerStore(bench.database()).openRows()->empty());
    }

private:
    /// In the same team: a customer's, one whose name looks like ours without being in the ledger,
    /// another database's, and one that runs.
    QStringList makeForeign(Harness &bench)
    {
        const QString instance = bench.database()->instanceId().value_or(u"x"_s);
        QStringList names{u"Shop 17"_s,
                          u"pelorus-%1-0123456789abcdef"_s.arg(instance),
                          u"pelorus-0badcafe-fedcba9876543210"_s,
                          u"Kiosk"_s};
        for (const QString &name : std::as_const(names))
            m_running = makeForeignProfile(bench, name);
        if (!startForeignProfile(bench, m_running))
            return {u"the foreign profile does not run"_s};
        return names;
    }

    /// The next start, long after: one run to the end, after which the video is there once.
    void finish(Harness &bench, BulkTaskId bulk, const QString &video)
    {
        expireLeases(bench);
        const CliAnswer again = cli(bench.environment(), {u"run"_s, u"--until-idle"_s});
        QVERIFY2(again.code == 0, again.told().constData());
        const JobFacts facts = bench.facts(bench.job(bulk, kAccount));
        QVERIFY2(facts.state == "COMPLETED"_L1, qPrintable(facts.state + facts.error));
        QCOMPARE(facts.items, QStringList{u"PUBLISHED"_s});
        const QList<QJsonObject> posts = bench.standin().posts(kAccount);
        QCOMPARE(posts.size(), 1);
        QCOMPARE(posts[0]["sha256"_L1].toString().toLatin1(), Harness::sha256(video));
        QCOMPARE(posts[0]["permalink"_L1].toString(), facts.links.value(0));
        QVERIFY(bench.cookies(kAccount).isValid);
        const QJsonObject site = bench.standin().state().value("site"_L1).toObject();
        QCOMPARE(site["warnings"_L1].toArray(), QJsonArray());
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

    ProfileId m_running;
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestCliKill)
#include "tst_clikill.moc"
