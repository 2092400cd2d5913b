// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/resultmacros.h"
#include "tests/system/cliprocess.h"
#include "tests/system/outside.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;

namespace pelorus::test {
namespace {

const QStringList kRun{u"run"_s, u"--until-idle"_s};
const QString kAccount = u"bob.store"_s;
constexpr int kByChance = 2; ///< moments of the short form, beside the named ones

/// Moments that the short form always takes: around the profile's birth, the session's and the
/// post.
const QStringList kAlways{u"after POST /browser_profiles#1"_s,
                          u"before commit CookieStore::save#1"_s,
                          u"after commit PublicationStore::intend#1"_s,
                          u"after guarded click#1"_s};

bool isSoak()
{
    return qEnvironmentVariableIsSet("PELORUS_SOAK");
}

/// What one task left behind when its process was gone.
struct Wreck
{
    bool isSessionSaved = false;
    bool isIntended = false; ///< the click may have happened
    int signIns = 0;
};

} // namespace

/// The worker is killed at every place where it leaves a trace outside itself, before and after,
/// and started again. What really happened is asked of the stand-in, not of the worker.
/// PELORUS_SEED repeats a choice.
class TestCrashPoints : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        Harness bench(u"sqlite"_s, Browser::Chromium, {}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        prepare(bench);
        QHash<QString, QString> environment = bench.environment();
        const QString trace = bench.folder(u"trace"_s);
        environment.insert(u"PELORUS_CRASH_TRACE"_s, trace);
        CliProcess run(environment, kRun);
        QVERIFY(run.waitForEnd());
        QVERIFY2(run.code() == 0, run.said().constData());
        QFile file(trace);
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QByteArray &line : file.readAll().trimmed().split('\n')) {
            const QString name = QString::fromUtf8(line);
            if (!name.startsWith(u"commit store::runMigrations"_s))
                m_moments += {u"before "_s + name, u"after "_s + name};
        }
        qInfo("%d places, %d moments", int(m_moments.size() / 2), int(m_moments.size()));
    }

    void keepsThePromises_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("moment");
        QStringList moments = m_moments;
        if (!isSoak())
            moments = chosen();
        for (const QString &moment : std::as_const(moments)) {
            QTest::addRow("sqlite, %s", qPrintable(moment)) << u"sqlite"_s << moment;
            if (isSoak() && hasPostgres())
                QTest::addRow("postgresql, %s", qPrintable(moment)) << u"postgresql"_s << moment;
        }
    }
    void keepsThePromises()
    {
        QFETCH(QString, engine);
        QFETCH(QString, moment);
        Harness bench(engine, Browser::Chromium, {}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const BulkTaskId bulk = prepare(bench);
        const ProfileId foreign = makeForeignProfile(bench, u"Shop 17"_s);
        QVERIFY(startForeignProfile(bench, foreign));
        {
            QHash<QString, QString> environment = bench.environment();
            environment.insert(u"PELORUS_CRASH_AT"_s, moment);
            CliProcess run(environment, kRun);
            QVERIFY(run.waitForEnd());
            if (run.code() >= 0)
                QSKIP("This run did not pass there.");
        }
        const Wreck wreck = look(bench);
        settle(bench);
        if (QTest::currentTestFailed())
            return;

        const JobId job = bench.job(bulk, kAccount);
        const JobFacts facts = bench.facts(job);
        const QByteArray story = bench.story(job).toUtf8();
        const QList<QJsonObject> posts = bench.standin().posts(kAccount);
        // P4: never twice, and what is said is what happened.
        QVERIFY2(posts.size() <= 1, story.constData());
        if (posts.isEmpty()) {
            QVERIFY2(wreck.isIntended, story.constData());
            QVERIFY2(facts.items == QStringList{u"FAILED"_s}, story.constData());
        } else {
            QVERIFY2(facts.items == QStringList{u"PUBLISHED"_s}, story.constData());
            QCOMPARE(posts[0]["sha256"_L1].toString().toLatin1(), Harness::sha256(m_video));
            QCOMPARE(posts[0]["permalink"_L1].toString(), facts.links.value(0));
        }
        // P3: no profile of ours, and the customer's own still runs.
        QCOMPARE(bench.standin().profileNames(), QStringList{u"Shop 17"_s});
        QVERIFY(profileState(bench, foreign)["running"_L1].toBool());
        QVERIFY(store::LedgerStore(bench.database()).openRows()->empty());
        // P2: a saved session is used; at the end there is one that is signed in.
        const int signIns = siteAccount(bench, kAccount)["signIns"_L1].toInt();
        QVERIFY2(signIns <= (wreck.isSessionSaved ? wreck.signIns : 2), story.constData());
        QVERIFY(bench.cookies(kAccount).isValid);
        // P1: the site never saw two browsers of the account at once.
        const QJsonObject site = bench.standin().state().value("site"_L1).toObject();
        QCOMPARE(site["warnings"_L1].toArray(), QJsonArray());
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

private:
    BulkTaskId prepare(Harness &bench)
    {
        bench.addAccount(kAccount, {SignIn::Password});
        m_video = bench.makeVideo(u"one.mp4"_s);
        return bench.createBulk({kAccount}, {m_video});
    }

    [[nodiscard]] QStringList chosen() const
    {
        QStringList moments = kAlways;
        bool isNumber = false;
        quint32 seed = qEnvironmentVariable("PELORUS_SEED").toUInt(&isNumber);
        if (!isNumber)
            seed = QRandomGenerator::global()->generate();
        qInfo("PELORUS_SEED=%u", seed);
        std::mt19937 random(seed);
        std::ranges::sample(m_moments, std::back_inserter(moments), kByChance, random);
        moments.removeDuplicates();
        return moments;
    }

    static Wreck look(Harness &bench)
    {
        Wreck wreck;
        wreck.isSessionSaved = bench.cookies(kAccount).isValid;
        wreck.isIntended = !select(bench, u"SELECT id FROM pelorus_publication"_s).isEmpty();
        wreck.signIns = siteAccount(bench, kAccount)["signIns"_L1].toInt();
        return wreck;
    }

    /// Starts long after, again and again, until nothing is open.
    static void settle(Harness &bench)
    {
        for (int start = 0; start < 6; ++start) {
            expireLeases(bench);
            execute(bench,
                    u"UPDATE pelorus_job SET run_after = {plus -5} WHERE state = 'PENDING'"_s);
            const CliAnswer again = cli(bench.environment(), kRun);
            QVERIFY2(again.code >= 0, QByteArray(again.out + again.err).constData());
            if (select(bench, u"SELECT id FROM pelorus_job WHERE finished_at IS NULL"_s).isEmpty())
                return;
        }
        QFAIL("The tasks do not come to an end.");
    }

    QStringList m_moments;
    QString m_video;
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestCrashPoints)
#include "tst_crashpoints.moc"
