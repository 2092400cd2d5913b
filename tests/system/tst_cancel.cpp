// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/harness.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

/// Cancel ends a task whatever it is waiting for. Each row hangs for longer than this test may
/// last, so a task that waited for the end of its call would fail it.
class TestCancel : public QObject
{
    Q_OBJECT

    std::unique_ptr<Harness> m_bench;

    static QJsonObject hang(const QString &path)
    {
        return {{u"path"_s, path}, {u"action"_s, u"hang"_s}};
    }

    /// A task whose file takes minutes to read.
    JobId createEndless(const QString &name)
    {
        const QString path = m_bench->makeVideo(name + u".mp4"_s, 100'000'000'000);
        store::NewBulk bulk{u"Bulk"_s,
                            {{m_bench->account(name),
                              {},
                              {{m_bench->settings().storedMediaPath(path),
                                {},
                                {},
                                {},
                                100'000'000'000,
                                QByteArray(32, 'x'),
                                false}}}}};
        const auto made = store::JobStore(m_bench->database()).createBulk(bulk);
        m_bench->wake();
        return made ? m_bench->job(*made, name) : JobId();
    }

private slots:
    void initTestCase()
    {
        m_bench = std::make_unique<Harness>(
            u"sqlite"_s,
            Browser::Chromium,
            QHash<QString, QString>{{u"PELORUS_CONFIRM_WITHIN"_s, u"3600"_s}});
        QVERIFY2(m_bench->problem().isEmpty(), qPrintable(m_bench->problem()));
        m_bench->startEngine();
    }

    void endsWhileItHangs_data()
    {
        QTest::addColumn<QJsonObject>("rule");
        QTest::addColumn<QJsonObject>("scenario");
        QTest::addColumn<QString>("step");   // cancelled when it has started
        QTest::addColumn<bool>("elsewhere"); // asked for through the database
        QTest::addColumn<QString>("state");

        const QJsonObject none;
        const QString cancelled = u"CANCELLED"_s;
        constexpr int kLong = 3'600'000;
        QTest::newRow("fingerprint")
            << hang(u"*fingerprint*"_s) << none << u"profile"_s << false << cancelled;
        QTest::newRow("create_lost_answer") << QJsonObject{{u"method"_s, u"POST"_s},
                                                           {u"path"_s, u"/browser_profiles"_s},
                                                           {u"action"_s, u"hang-after-commit"_s}}
                                            << none << u"profile"_s << true << cancelled;
        QTest::newRow("read_of_the_proxy")
            << hang(u"/browser_profiles/*"_s) << none << u"profile"_s << false << cancelled;
        QTest::newRow("start") << hang(u"*/start"_s) << none << u"start"_s << false << cancelled;
        QTest::newRow("cdp_port") << QJsonObject{{u"path"_s, u"*/start"_s},
                                                 {u"action"_s, u"shape"_s},
                                                 {u"shape"_s, u"port-dead"_s}}
                                  << none << u"start"_s << true << cancelled;
        QTest::newRow("page") << none << QJsonObject{{u"pageDelayMs"_s, kLong}} << u"open"_s
                              << false << cancelled;
        QTest::newRow("reading_the_file") << none << none << u"video"_s << true << cancelled;
        QTest::newRow("processing")
            << none << QJsonObject{{u"processingMs"_s, kLong}} << u"edit"_s << false << cancelled;
        QTest::newRow("sharing") << none << QJsonObject{{u"shareMs"_s, kLong}} << u"confirm"_s
                                 << true << u"UNCONFIRMED"_s;
    }
    void endsWhileItHangs()
    {
        QFETCH(QJsonObject, rule);
        QFETCH(QJsonObject, scenario);
        QFETCH(QString, step);
        QFETCH(bool, elsewhere);
        QFETCH(QString, state);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        m_bench->addAccount(name, {SignIn::Cookies, scenario, name + u".example"_s});
        if (!rule.isEmpty())
            m_bench->standin().faults({rule});
        JobId job;
        if (name == "reading_the_file"_L1) {
            job = createEndless(name);
        } else {
            const QString video = m_bench->makeVideo(name + u".mp4"_s);
            job = m_bench->job(m_bench->createBulk({name}, {video}), name);
        }
        QVERIFY2(m_bench->runUntilStep(job, step, u"started"_s), qPrintable(m_bench->story(job)));
        // The call that hangs has been made.
        QVERIFY(m_bench->runUntil(
            [&] { return m_bench->standin().state().value("faultsPending"_L1).toInt() == 0; }));
        if (elsewhere) {
            const auto asked
                = store::JobStore(m_bench->database()).request(job, store::JobRequest::Cancel);
            QVERIFY(asked);
        } else {
            QVERIFY(m_bench->engine().cancel(job));
        }
        // Its end with cookies saved and profile deleted; told, not judged: it is the machine's.
        QElapsedTimer took;
        took.start();
        QVERIFY2(m_bench->runUntilEnded({job}, 40s), qPrintable(m_bench->story(job)));
        qInfo("cancelled after %lld ms", took.elapsed());

        const JobFacts facts = m_bench->facts(job);
        const QString story = m_bench->story(job);
        QVERIFY2(facts.state == state, qPrintable(story));
        QVERIFY2(facts.items == QStringList{state}, qPrintable(story));
        QCOMPARE(facts.error, u"Stopped on request."_s);
        QCOMPARE(m_bench->standin().profileNames(), QStringList());
        QCOMPARE(m_bench->standin().state().value("proxies"_L1).toInt(-1), 0);
        QVERIFY(m_bench->cookies(name).isValid);
        const auto row = store::AccountStore(m_bench->database()).row(m_bench->account(name), {});
        QVERIFY(row);
        QCOMPARE(row->lockedBy, QString());
        QCOMPARE(row->status, u"ACTIVE"_s);
    }

    void othersAreUnharmed()
    {
        m_bench->addAccount(u"healthy"_s);
        const QString video = m_bench->makeVideo(u"healthy.mp4"_s);
        const JobId job = m_bench->job(m_bench->createBulk({u"healthy"_s}, {video}), u"healthy"_s);
        QVERIFY(m_bench->runUntilIdle());
        QVERIFY2(m_bench->facts(job).state == "COMPLETED"_L1, qPrintable(m_bench->story(job)));
        QCOMPARE(m_bench->leakedSecret(), QString());
        QVERIFY2(m_bench->problem().isEmpty(), qPrintable(m_bench->problem()));
        m_bench.reset();
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestCancel)
#include "tst_cancel.moc"
