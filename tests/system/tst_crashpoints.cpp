// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/cliprocess.h"
#include "tests/system/outside.h"
#include "tests/system/promises.h"

#include <QMap>
#include <QProcess>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace pelorus::test {
namespace {

/// What the short form always takes: around the profile's birth, the session's and the post.
const QStringList kKills{u"after POST /browser_profiles#1"_s,
                         u"before commit CookieStore::save#1"_s,
                         u"after commit PublicationStore::intend#1"_s,
                         u"after guarded click#1"_s};
const QStringList kOutages{u"before commit PublicationStore::settle#1"_s,
                           u"before commit JobStore::finish#1"_s};
constexpr int kByChance = 1;

struct NamedScene
{
    Scene scene;
    const char *name;
    /// What the short form always takes of it.
    QStringList always;
    /// What the soak takes beside the moments that no scene before it has: other work leads there.
    QStringList more;
};
const std::vector<NamedScene> kScenes{
    {Scene::Task, "task", kKills, {}},
    {Scene::Ways,
     "all ways",
     {},
     {u"after POST /browser_profiles#1"_s, // the proxy's record came along
      u"after GET /browser_profiles/N#1"_s,
      u"after DELETE /browser_profiles/N#1"_s}},
    {Scene::Recovery, "recovery", {u"after commit LedgerStore::takeOrphans#1"_s}, {}},
    {Scene::Unclear,
     "unclear",
     {u"before commit PublicationStore::settleChecked#1"_s,
      u"after commit PublicationStore::settleChecked#1"_s},
     {}},
    {Scene::Persistent,
     "persistent",
     {u"after GET /v1.0/browser_profiles/N/start#1"_s},
     {u"after commit LedgerStore::intend#1"_s,
      u"after commit CookieStore::save#1"_s,
      u"after guarded click#1"_s,
      u"after GET /v1.0/browser_profiles/N/stop#1"_s}}};

/// The points that no scene passes, and why. All others have to be passed.
const QMap<QString, QStringList> kNotPassed{
    {u"one transaction and no call, when a person asks for it in the window or by a command"_s,
     {u"commit AccountStore::add"_s,
      u"commit AccountStore::assignProxy"_s,
      u"commit AccountStore::edit"_s,
      u"commit AccountStore::pause"_s,
      u"commit AccountStore::resume"_s,
      u"commit AccountStore::setBlueprint"_s,
      u"commit AccountStore::undoPause"_s,
      u"commit AccountStore::unlock"_s,
      u"commit CookieStore::import"_s,
      u"commit CookieStore::restore"_s,
      u"commit JobStore::createBulk"_s,
      u"commit JobStore::createUpload"_s,
      u"commit JobStore::request"_s,
      u"commit JobStore::retry"_s,
      u"commit ProxyStore::add"_s,
      u"commit ProxyStore::edit"_s,
      u"commit ProxyStore::putBack"_s,
      u"commit ProxyStore::remove"_s,
      u"commit ProxyStore::setStatus"_s,
      u"commit ProxyStore::takeFrom"_s,
      u"commit PublicationStore::settleByHand"_s}},
    {u"an import, which killed_import.py kills"_s,
     {u"commit ImportStore::accounts"_s,
      u"commit ImportStore::cookies"_s,
      u"commit ImportStore::proxies"_s}},
    {u"only where a person takes the browser over, which tst_person does"_s,
     {u"commit CookieStore::putAside"_s, u"commit JobStore::answered"_s}},
    {u"changes nothing: it waits for PostgreSQL's own cleaning"_s, {u"commit endAutovacuums"_s}},
    {u"no step of the site's presses a key"_s, {u"key"_s}}};

QString nameOf(const QString &place)
{
    return place.section(u'#', 0, -2);
}

/// Of the same lease, by its own thread: where it comes differs from run to run.
bool isLaterRenewal(const QString &place)
{
    return place.startsWith(u"commit JobStore::renew#") && !place.endsWith(u"#1");
}

} // namespace

/// The worker is disturbed at every place where it leaves a trace outside itself, before and after.
/// The soak label takes all moments, each other run a few and some by PELORUS_SEED.
class TestCrashPoints : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        // A server of our own, which may be killed; it would take its port from here as well.
        for (const char *name : {"PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGCLUSTER"})
            qunsetenv(name);
        QSet<QString> before;
        for (const NamedScene &one : kScenes) {
            const QStringList places = Promises::places(one.scene);
            QStringList fresh;
            for (const QString &place : places) {
                m_passed.insert(nameOf(place));
                if (!before.contains(place) && !isLaterRenewal(place))
                    fresh += place;
            }
            before.unite({places.begin(), places.end()});
            const QStringList moments = Promises::momentsOf(fresh);
            qInfo("%s: %d places, %d moments of its own",
                  one.name,
                  int(places.size()),
                  int(moments.size()));
            m_moments += moments;
        }
    }

    /// The scenes pass every point that there is.
    void everyPointIsPassed()
    {
        QProcess lint;
        lint.start(QStringLiteral(PELORUS_PYTHON),
                   {QStringLiteral(PELORUS_SOURCE "/tests/policy/crashpoints.py"),
                    QStringLiteral(PELORUS_SOURCE),
                    u"--names"_s});
        QVERIFY(lint.waitForFinished());
        QCOMPARE(lint.exitCode(), 0);
        const QStringList lines
            = QString::fromUtf8(lint.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
        const QSet<QString> named(lines.begin(), lines.end());
        QSet<QString> excused;
        for (const QStringList &names : kNotPassed)
            excused.unite({names.begin(), names.end()});
        qInfo("passed %d of %d named points", int(m_passed.size()), int(named.size()));
        for (auto it = kNotPassed.begin(); it != kNotPassed.end(); ++it)
            qInfo("not passed: %s (%s)", qPrintable(it->join(u", "_s)), qPrintable(it.key()));
        const auto noneOf = [](const QSet<QString> &names, const QString &what) {
            const QString told = QStringList(names.begin(), names.end()).join(u", "_s);
            QVERIFY2(names.isEmpty(), qPrintable(QString(what % u": "_s % told)));
        };
        noneOf(named - m_passed - excused, u"passed by no scene, and no reason is given"_s);
        noneOf(excused - (named - m_passed), u"excused, and passed or not there at all"_s);
        noneOf(m_passed - named, u"passed, and not known to the lint test"_s);
    }

    void killed_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<int>("scene");
        QTest::addColumn<QString>("moment");
        const QStringList chosen
            = Promises::isSoak() ? QStringList() : Promises::byChance(allMoments(), kByChance);
        for (int scene = 0; scene < int(kScenes.size()); ++scene) {
            QStringList moments = kScenes[scene].always;
            if (Promises::isSoak())
                moments += kScenes[scene].more;
            for (const QString &moment : m_moments[scene]) {
                if (Promises::isSoak() || chosen.contains(moment))
                    moments += moment;
            }
            moments.removeDuplicates();
            for (const QString &engine : enginesFor(scene)) {
                for (const QString &moment : std::as_const(moments)) {
                    QTest::addRow(
                        "%s, %s, %s", qPrintable(engine), kScenes[scene].name, qPrintable(moment))
                        << engine << scene << moment;
                }
            }
        }
    }
    void killed()
    {
        QFETCH(QString, engine);
        QFETCH(int, scene);
        QFETCH(QString, moment);
        Promises promises(engine, kScenes[scene].scene);
        QVERIFY2(promises.problem().isEmpty(), qPrintable(promises.problem()));
        if (!promises.isKilled(u"PELORUS_CRASH_AT"_s, moment))
            return missed(moment, kScenes[scene].always);
        promises.look();
        promises.settle();
        if (!QTest::currentTestFailed())
            promises.check();
    }

    /// The server is killed and started while the worker is about to use it or has just.
    void databaseRestarts_data()
    {
        QTest::addColumn<QString>("moment");
        if (!hasPostgres())
            QSKIP("There is no PostgreSQL here.");
        QStringList moments = m_moments[0];
        if (!Promises::isSoak()) {
            moments = kOutages + Promises::byChance(m_moments[0], kByChance);
            moments.removeDuplicates();
        }
        for (const QString &moment : std::as_const(moments))
            QTest::addRow("%s", qPrintable(moment)) << moment;
    }
    void databaseRestarts()
    {
        QFETCH(QString, moment);
        Promises promises(u"postgresql"_s);
        QVERIFY2(promises.problem().isEmpty(), qPrintable(promises.problem()));
        {
            QHash<QString, QString> environment = promises.bench().environment();
            environment.insert(u"PELORUS_STOP_AT"_s, moment);
            CliProcess worker(environment, Promises::run());
            if (!worker.waitUntil([&] { return worker.isStopped(); }))
                return missed(moment, kOutages);
            QVERIFY(crashPostgres());
            worker.resume();
            QVERIFY(worker.waitForEnd());
            QVERIFY2(worker.code() >= 0, worker.said().constData());
        }
        promises.look();
        promises.settle();
        if (!QTest::currentTestFailed())
            promises.check();
    }

private:
    /// Runs differ a little: one moment in ten may be missed, but none that we named.
    void missed(const QString &moment, const QStringList &always)
    {
        QVERIFY2(!always.contains(moment), "This run did not pass there.");
        QVERIFY2(++m_missed * 10LL <= allMoments().size(), "Too many moments were not passed.");
        QSKIP("This run did not pass there.");
    }

    [[nodiscard]] QStringList allMoments() const
    {
        QStringList all;
        for (const QStringList &moments : m_moments)
            all += moments;
        return all;
    }

    /// What differs between the databases is tried by the first scene, on both.
    static QStringList enginesFor(int scene)
    {
        if (!hasPostgres())
            return {u"sqlite"_s};
        if (scene == 0)
            return Promises::isSoak() ? QStringList{u"sqlite"_s, u"postgresql"_s}
                                      : QStringList{u"sqlite"_s};
        return {u"postgresql"_s};
    }

    QList<QStringList> m_moments; ///< of each scene, without those of the scenes before it
    QSet<QString> m_passed;       ///< names of points
    int m_missed = 0;
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestCrashPoints)
#include "tst_crashpoints.moc"
