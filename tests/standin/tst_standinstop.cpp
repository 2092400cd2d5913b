// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/plaincdp.h"
#include "tests/standin/plainclient.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace pelorus::test {

/// The desktop app's API with the stub browser: what runs, how it is stopped, how it crashes.
class TestStandInStop : public QObject
{
    Q_OBJECT

    StandIn m_standIn;
    PlainClient m_client{m_standIn};

    /// Created, started with automation, and on success also a browser that answers.
    qint64 running()
    {
        const qint64 id = m_client.create();
        if (m_client.start(id).status != 200)
            qWarning("it did not start");
        return id;
    }

private slots:
    void initTestCase() { QVERIFY2(m_standIn.start(), qPrintable(m_standIn.problem())); }

    void init()
    {
        QVERIFY(m_standIn.reset());
        QVERIFY(m_standIn.knobs({{u"visibleAfter"_s, 0}, {u"uploadTime"_s, 0}}));
        QCOMPARE(m_client.login().status, 200);
    }

    void cleanup() { QVERIFY2(m_standIn.problem().isEmpty(), qPrintable(m_standIn.problem())); }

    void activeTellsThePort()
    {
        const qint64 id = m_client.create();
        const Answer started = m_client.start(id);
        const QByteArray path = PlainClient::path(id, "active");
        QCOMPARE(m_client.local("GET", path).json(), started.json());
        QVERIFY(m_standIn.knobs({{u"activeEndpoint"_s, false}}));
        QCOMPARE(m_client.local("GET", path).status, 404);
    }

    void runningShapes()
    {
        QCOMPARE(m_client.local("GET", "browser_profiles/running").body, "{}");
        const qint64 id = running();
        const QJsonObject all = m_client.local("GET", "browser_profiles/running").json();
        const QJsonObject entry = all.value(QString::number(id)).toObject();
        QVERIFY(!entry.value("runid"_L1).toString().isEmpty());
        QVERIFY(entry.value("pid"_L1).toInteger() > 0);
        QVERIFY(m_standIn.knobs({{u"runningShape"_s, u"data"_s}}));
        const QJsonArray data
            = m_client.local("GET", "browser_profiles/running")["data"_L1].toArray();
        QCOMPARE(data, QJsonArray{(QJsonObject{{u"id"_s, id}})});
    }

    void stopsWhatDoesNotRun()
    {
        QCOMPARE(m_client.stop(m_client.create()).body, R"({"success":true})");
        QCOMPARE(m_client.stop(77).body, R"({"success":true})");
    }

    void stopTakesItsTime()
    {
        QVERIFY(m_standIn.knobs({{u"uploadTime"_s, 600000}}));
        const qint64 id = running();
        Exchanging first = m_client.beginLocal("GET", PlainClient::path(id, "stop"));
        QTRY_COMPARE(m_standIn.requests("GET", u"*/stop"_s).size(), 1);
        Exchanging second = m_client.beginLocal("GET", PlainClient::path(id, "stop"));
        QTRY_COMPARE(m_standIn.requests("GET", u"*/stop"_s).size(), 2);
        QVERIFY(first.isWaiting());
        QVERIFY(second.isWaiting());
        QVERIFY(m_client.isRunning(id));
        QCOMPARE(m_client.start(id).status, 500);
        // The emergency stop always wins, and ends the waiting ones.
        QCOMPARE(m_client.local("GET", PlainClient::path(id, "stop?retryToStop=true")).status, 200);
        QVERIFY(!m_client.isRunning(id));
        QCOMPARE(first.answer().body, R"({"success":true})");
        QCOMPARE(second.answer().body, R"({"success":true})");
    }

    void stopIsAnsweredWhenTheProfileGoes()
    {
        QVERIFY(m_standIn.knobs({{u"uploadTime"_s, 600000}, {u"runningDelete"_s, u"accept"_s}}));
        for (const QByteArray &query : {QByteArray("?forceDelete=1"), QByteArray()}) {
            const qint64 id = running();
            const qsizetype before = m_standIn.requests("GET", u"*/stop"_s).size();
            Exchanging stop = m_client.beginLocal("GET", PlainClient::path(id, "stop"));
            QTRY_COMPARE(m_standIn.requests("GET", u"*/stop"_s).size(), before + 1);
            QCOMPARE(m_client.remote("DELETE", "browser_profiles/" + QByteArray::number(id) + query)
                         .status,
                     200);
            QCOMPARE(stop.answer().status, 200);
        }
    }

    /// A retry and a new start within the upload time of the first stop.
    void oldStopLeavesTheNewRun()
    {
        QVERIFY(m_standIn.knobs({{u"uploadTime"_s, 300}}));
        const qint64 id = running();
        Exchanging old = m_client.beginLocal("GET", PlainClient::path(id, "stop"));
        QTRY_COMPARE(m_standIn.requests("GET", u"*/stop"_s).size(), 1);
        QCOMPARE(m_client.local("GET", PlainClient::path(id, "stop?retryToStop=1")).status, 200);
        QCOMPARE(old.answer().status, 200);
        QCOMPARE(m_client.start(id).status, 200);
        // Another profile's stop, begun later, has ended: so would the old one have.
        const qint64 clock = running();
        QCOMPARE(m_client.stop(clock).status, 200);
        QVERIFY(m_client.isRunning(id));
        QVERIFY(!m_client.profile(id).value("uploaded"_L1).toBool());
    }

    void leavesRunningLater()
    {
        QVERIFY(m_standIn.knobs({{u"stopLag"_s, 600000}}));
        qint64 id = running();
        QCOMPARE(m_client.stop(id).status, 200);
        QVERIFY(m_client.isRunning(id));
        QCOMPARE(m_client.start(id)["errorObject"_L1]["code"_L1].toString(),
                 u"E_BROWSER_RUN_DUPLICATE"_s);
        QCOMPARE(m_client.stop(id).status, 200); // at once: its browser is gone
        QVERIFY(m_client.isRunning(id));
        QVERIFY(m_standIn.knobs({{u"stopLag"_s, 50}}));
        id = running();
        QCOMPARE(m_client.stop(id).status, 200);
        QTRY_VERIFY(!m_client.isRunning(id));
        QCOMPARE(m_client.start(id).status, 200);
    }

    void crash_data()
    {
        QTest::addColumn<bool>("stays");
        QTest::newRow("stays in running") << true;
        QTest::newRow("vanishes") << false;
    }

    void crash()
    {
        QFETCH(bool, stays);
        const QJsonObject rule{{u"method"_s, u"Page.navigate"_s}, {u"action"_s, u"crash"_s}};
        QVERIFY(m_standIn.knobs({{u"crashedStays"_s, stays}, {u"script"_s, QJsonArray{rule}}}));
        const qint64 id = m_client.create();
        PlainCdp cdp;
        QVERIFY(cdp.open(m_client.start(id)));
        cdp.post(u"Page.navigate"_s);
        QVERIFY(cdp.waitForClosed());
        QCOMPARE(m_client.isRunning(id), stays);
        QCOMPARE(m_client.start(id).status, stays ? 500 : 200);
        QCOMPARE(m_client.stop(id).status, 200);
        QVERIFY(!m_client.isRunning(id));
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestStandInStop)
#include "tst_standinstop.moc"
