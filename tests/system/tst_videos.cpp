// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "tests/system/harness.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

/// Videos and captions as people have them. All accounts run in one engine whose log is on a full
/// disk; the functions look at one each.
class TestVideos : public QObject
{
    Q_OBJECT

    struct Case
    {
        const char *name;
        QString file;
        qint64 size; ///< 0: as small as it is
        QJsonObject scenario;
        QString state;
        QStringList says;
    };

    static inline const QString kCaption
        = u"Первая строка 🎬👩‍👩‍👧 «кавычки» #тег\n\n  "
          u"вторая; "
          u"\"quotes\" & <b>\nlast @nobody "
          u"line ✨"_s;

    static const std::vector<Case> &cases()
    {
        static const std::vector<Case> all{
            {"healthy", u"plain.mp4"_s, 0, {}, u"COMPLETED"_s, {}},
            {"name", u"клип — 1 (финал) 🎬.mp4"_s, 0, {}, u"COMPLETED"_s, {}},
            {"huge", u"2.1 GB.mp4"_s, 2'100'000'000, {}, u"COMPLETED"_s, {}},
            {"big", u"51 MB.mp4"_s, 51'000'000, {}, u"COMPLETED"_s, {}},
            {"refused",
             u"odd.mp4"_s,
             0,
             {{u"refuseNames"_s, QJsonArray{u"odd"_s}}},
             u"FAILED"_s,
             {u"could not be read by your browser"_s}},
            {"changed",
             u"changed.mp4"_s,
             0,
             {},
             u"FAILED"_s,
             {u"changed.mp4"_s, u"content has changed"_s, u"Make a new task"_s}},
            {"vanished", u"vanished.mp4"_s, 0, {}, u"FAILED"_s, {u"vanished.mp4"_s}},
            {"elsewhere", u"elsewhere.mp4"_s, 0, {}, u"PENDING"_s, {}},
        };
        return all;
    }

    std::unique_ptr<Harness> m_bench;
    QHash<QString, JobId> m_jobs;
    QHash<QString, QString> m_videos;
    QHash<QString, QByteArray> m_hashes;

    static void change(const QString &path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(file.size() - 1));
        QVERIFY(file.putChar('!'));
    }

private slots:
    void initTestCase()
    {
        m_bench = std::make_unique<Harness>(
            u"sqlite"_s,
            Browser::Chromium,
            QHash<QString, QString>{{u"CONCURRENCY_LIMIT"_s, u"3"_s},
                                    {u"PELORUS_CONFIRM_WITHIN"_s, u"600"_s}});
        QVERIFY2(m_bench->problem().isEmpty(), qPrintable(m_bench->problem()));
        // Each write to this file is refused with ENOSPC.
        const QString log = m_bench->folder(u"full.log"_s);
        QVERIFY(QFile::link(u"/dev/full"_s, log));
        log::start({log::Level::Trace, log, false});
        log::warn("app", u"a line that cannot be kept"_s);

        for (const Case &one : cases()) {
            const QString name = QLatin1StringView(one.name);
            m_bench->addAccount(name, {SignIn::Cookies, one.scenario});
            m_videos[name] = m_bench->makeVideo(one.file, one.size);
            const BulkTaskId bulk = m_bench->createBulk({name}, {m_videos[name]}, kCaption);
            QCOMPARE(m_bench->planProblems(), QStringList());
            m_jobs[name] = m_bench->job(bulk, name);
            const auto items = store::JobStore(m_bench->database()).items(m_jobs[name]);
            QVERIFY(items);
            m_hashes[name] = items->front().sha256.toHex();
        }
        change(m_videos[u"changed"_s]);
        QVERIFY(QFile::rename(m_videos[u"elsewhere"_s], m_bench->folder(u"elsewhere.mp4"_s)));
        m_bench->startEngine();
        const JobId vanished = m_jobs[u"vanished"_s];
        QVERIFY(m_bench->runUntil([&] { return m_bench->engine().runsHere(vanished); }));
        QVERIFY(QFile::remove(m_videos[u"vanished"_s]));
        std::vector<JobId> ending;
        for (auto it = m_jobs.cbegin(); it != m_jobs.cend(); ++it) {
            if (it.key() != "elsewhere"_L1)
                ending.push_back(it.value());
        }
        QVERIFY(m_bench->runUntilEnded(ending, 300s));
    }

    void outcome_data()
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < cases().size(); ++i)
            QTest::newRow(cases()[i].name) << int(i);
    }
    void outcome()
    {
        QFETCH(int, index);
        const Case &one = cases()[size_t(index)];
        const QString name = QLatin1StringView(one.name);
        const JobFacts facts = m_bench->facts(m_jobs[name]);
        const QString story = m_bench->story(m_jobs[name]);
        QVERIFY2(facts.state == one.state, qPrintable(story));
        const QList<QJsonObject> posts = m_bench->standin().posts(name);
        QCOMPARE(posts.size(), one.state == "COMPLETED"_L1 ? 1 : 0);
        for (const QString &part : one.says)
            QVERIFY2(facts.itemErrors.first().contains(part), qPrintable(story));
        if (!one.says.isEmpty())
            QVERIFY2(facts.itemErrors.first().endsWith(u'.'), qPrintable(story));
        if (!posts.isEmpty()) {
            QCOMPARE(posts.first()["sha256"_L1].toString().toLatin1(), m_hashes[name]);
            QCOMPARE(posts.first()["size"_L1].toInteger(), QFileInfo(m_videos[name]).size());
            QCOMPARE(posts.first()["caption"_L1].toString(), kCaption);
            QCOMPARE(posts.first()["fileName"_L1].toString(), one.file);
        }
        QVERIFY(m_bench->cookies(name).isValid);
    }

    /// A task whose file is on another machine waits, says where it is missing, and goes when the
    /// file comes.
    void goesWhenTheFileComes()
    {
        const QString name = u"elsewhere"_s;
        QCOMPARE(m_bench->facts(m_jobs[name]).filesMissingOn, u"BENCH"_s);
        QCOMPARE(m_bench->facts(m_jobs[name]).attempts, 0);
        QVERIFY(QFile::rename(m_bench->folder(u"elsewhere.mp4"_s), m_videos[name]));
        m_bench->wake();
        QVERIFY(m_bench->runUntilIdle());
        QVERIFY2(m_bench->facts(m_jobs[name]).state == "COMPLETED"_L1,
                 qPrintable(m_bench->story(m_jobs[name])));
        QCOMPARE(m_bench->standin().profileNames(), QStringList());
        QCOMPARE(m_bench->leakedSecret(), QString());
        QVERIFY2(m_bench->problem().isEmpty(), qPrintable(m_bench->problem()));
        log::stop();
        m_bench.reset();
    }

    void refusedBeforeAnythingStarts_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("caption");
        QTest::addColumn<QString>("says");
        QTest::newRow("long_caption") << u"good.mp4"_s << QString(2201, u'я')
                                      << u"The caption has 2201 characters; the site takes 2200."_s;
        QTest::newRow("missing") << u"missing.mp4"_s << QString() << u"missing.mp4"_s;
        QTest::newRow("no_video") << u"text.mp4"_s << QString() << u"text.mp4"_s;
        QTest::newRow("empty") << u"empty.mp4"_s << QString() << u"empty.mp4"_s;
        QTest::newRow("cut") << u"cut.mp4"_s << QString() << u"cut.mp4"_s;
    }
    void refusedBeforeAnythingStarts()
    {
        QFETCH(QString, file);
        QFETCH(QString, caption);
        QFETCH(QString, says);
        Harness bench(u"sqlite"_s, Browser::Stub);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.addAccount(u"anna"_s);
        const QString good = bench.makeVideo(u"good.mp4"_s);
        const QString path = bench.folder(u"media/"_s % file);
        QFile bad(path);
        if (file != "good.mp4"_L1 && file != "missing.mp4"_L1) {
            QVERIFY(bad.open(QIODevice::WriteOnly));
            QFile whole(good);
            QVERIFY(whole.open(QIODevice::ReadOnly));
            if (file == "text.mp4"_L1)
                bad.write(QByteArray("This is no video.\n").repeated(100));
            if (file == "cut.mp4"_L1)
                bad.write(whole.read(whole.size() / 4)); // without its index
            bad.close();
        }
        QCOMPARE(bench.createBulk({u"anna"_s}, {path}, caption), BulkTaskId());
        QCOMPARE(bench.planProblems().size(), 1);
        const QString problem = bench.planProblems().first();
        QVERIFY2(problem.contains(says) && problem.endsWith(u'.'), qPrintable(problem));
        QCOMPARE(bench.standin().requests({}, u"*/browser_profiles"_s).size(), 0);
        // The same with what is right goes into a task.
        QVERIFY(bench.createBulk({u"anna"_s}, {good}, caption.left(2200)).isValid());
        QCOMPARE(bench.planProblems(), QStringList());
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestVideos)
#include "tst_videos.moc"
