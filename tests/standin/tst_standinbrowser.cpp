// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/plaincdp.h"
#include "tests/standin/plainclient.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace pelorus::test {

/// The browsers behind the profiles: the scripted stub, and the real Chromium once.
class TestStandInBrowser : public QObject
{
    Q_OBJECT

    StandIn m_standIn;
    PlainClient m_client{m_standIn};

    [[nodiscard]] bool setUp(StandIn &standIn)
    {
        PlainClient client(standIn);
        return standIn.reset() && standIn.knobs({{u"visibleAfter"_s, 0}, {u"uploadTime"_s, 0}})
            && client.login().status == 200;
    }

    [[nodiscard]] static QUrl http(const Answer &started)
    {
        QUrl url(u"http://127.0.0.1"_s);
        url.setPort(started["automation"_L1]["port"_L1].toInt());
        return url;
    }

    static QJsonArray cookie(const QString &name)
    {
        return {QJsonObject{{u"name"_s, name},
                            {u"value"_s, u"1"_s},
                            {u"domain"_s, u".example.test"_s},
                            {u"path"_s, u"/"_s},
                            {u"secure"_s, true},
                            {u"expires"_s, QDateTime::currentSecsSinceEpoch() + 86400}}};
    }

    static QStringList names(const QJsonArray &cookies)
    {
        QStringList result;
        for (const QJsonValue one : cookies)
            result += one["name"_L1].toString();
        result.sort();
        return result;
    }

private slots:
    void initTestCase() { QVERIFY2(m_standIn.start(), qPrintable(m_standIn.problem())); }

    void init() { QVERIFY(setUp(m_standIn)); }

    void hostRule_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("status");
        QTest::newRow("address") << QByteArray("127.0.0.1:1") << 200;
        QTest::newRow("localhost") << QByteArray("localhost:1") << 200;
        QTest::newRow("no port") << QByteArray("localhost") << 200;
        QTest::newRow("IPv6") << QByteArray("[::1]:1") << 200;
        QTest::newRow("name") << QByteArray("host.docker.internal:1") << 500;
        QTest::newRow("none") << QByteArray("") << 500;
    }

    void hostRule()
    {
        QFETCH(QByteArray, host);
        const QUrl url = http(m_client.start(m_client.create()));
        const QByteArray request
            = "GET /json/version HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        const Answer answer = Exchanging(url, request).answer();
        QTEST(answer.status, "status");
        QCOMPARE(answer.document().isNull(), answer.status != 200);
    }

    void json()
    {
        const qint64 id = m_client.create();
        const Answer started = m_client.start(id);
        const QJsonObject version = m_client.send(http(started), "GET", "/json/version").json();
        QVERIFY(version.value("webSocketDebuggerUrl"_L1)
                    .toString()
                    .endsWith(started["automation"_L1]["wsEndpoint"_L1].toString()));
        QCOMPARE(version.value("User-Agent"_L1).toString(), u"Agent/1"_s); // the profile's
        const QJsonArray pages
            = m_client.send(http(started), "GET", "/json/list").document().array();
        QCOMPARE(pages.size(), 1);
        QCOMPARE(pages.first()["type"_L1].toString(), u"page"_s);
        QCOMPARE(m_client.send(http(started), "GET", "/json/dance").status, 404);
        QCOMPARE(m_standIn.state().value("browsers"_L1).toArray().first()["profile"_L1].toInteger(),
                 id);
    }

    void wrongPath()
    {
        QUrl url = http(m_client.start(m_client.create()));
        url.setScheme(u"ws"_s);
        url.setPath(u"/devtools/browser/none"_s);
        PlainCdp cdp;
        // Accepted and then closed.
        QVERIFY(!cdp.open(url) || cdp.waitForClosed());
    }

    void page()
    {
        PlainCdp cdp;
        QVERIFY(cdp.open(m_client.start(m_client.create())));
        const QJsonValue targets = cdp.call(u"Target.getTargets"_s).value("result"_L1);
        const QString target
            = targets["targetInfos"_L1].toArray().first()["targetId"_L1].toString();
        QVERIFY(!target.isEmpty());
        QVERIFY(cdp.call(u"Target.attachToTarget"_s, {{u"targetId"_s, u"none"_s}})
                    .contains("error"_L1));
        const QString session
            = cdp.call(u"Target.attachToTarget"_s,
                       {{u"targetId"_s, target}, {u"flatten"_s, true}})["result"_L1]["sessionId"_L1]
                  .toString();
        QVERIFY(!session.isEmpty());
        QCOMPARE(cdp.events().last().value("method"_L1).toString(), u"Target.attachedToTarget"_s);
        const QJsonObject gone
            = cdp.call(u"Page.navigate"_s, {{u"url"_s, u"https://a.test/"_s}}, session);
        QCOMPARE(gone.value("sessionId"_L1).toString(), session);
        const auto loaded = [&cdp] {
            return std::ranges::any_of(cdp.events(), [](const QJsonObject &event) {
                return event.value("method"_L1) == "Page.loadEventFired"_L1;
            });
        };
        QTRY_VERIFY(loaded());
        QVERIFY(cdp.call(u"Dance.start"_s).contains("error"_L1));
        QVERIFY(cdp.call(u"Page.enable"_s, {}, session).contains("result"_L1));
    }

    void cookieRules_data()
    {
        QTest::addColumn<QJsonObject>("change");
        QTest::addColumn<bool>("kept");
        QTest::newRow("good") << QJsonObject() << true;
        QTest::newRow("None, not secure")
            << QJsonObject{{u"sameSite"_s, u"None"_s}, {u"secure"_s, false}} << false;
        QTest::newRow("expired") << QJsonObject{{u"expires"_s, 1}} << false;
        QTest::newRow("session") << QJsonObject{{u"expires"_s, -1}} << true;
        QTest::newRow("__Host- with a domain") << QJsonObject{{u"name"_s, u"__Host-a"_s}} << false;
        QTest::newRow("__Secure-, not secure")
            << QJsonObject{{u"name"_s, u"__Secure-a"_s}, {u"secure"_s, false}} << false;
        QTest::newRow("neither domain nor URL") << QJsonObject{{u"domain"_s, u""_s}} << false;
        QTest::newRow("URL") << QJsonObject{{u"domain"_s, u""_s}, {u"url"_s, u"https://a.test/"_s}}
                             << true;
    }

    void cookieRules()
    {
        QFETCH(QJsonObject, change);
        QJsonObject one = cookie(u"a"_s).first().toObject();
        for (auto it = change.begin(); it != change.end(); ++it)
            one.insert(it.key(), it.value());
        PlainCdp cdp;
        QVERIFY(cdp.open(m_client.start(m_client.create())));
        cdp.call(u"Storage.setCookies"_s, {{u"cookies"_s, QJsonArray{one}}});
        const QJsonObject answer = cdp.call(u"Storage.getCookies"_s);
        const QJsonArray all = answer.value("result"_L1)["cookies"_L1].toArray();
        QTEST(all.size() == 1, "kept");
        cdp.call(u"Storage.clearCookies"_s);
        QVERIFY(cdp.call(u"Storage.getCookies"_s)["result"_L1]["cookies"_L1].toArray().isEmpty());
    }

    void script()
    {
        const QJsonObject event{{u"method"_s, u"Page.danced"_s}, {u"params"_s, QJsonObject()}};
        const QJsonArray rules{
            QJsonObject{{u"method"_s, u"Runtime.evaluate"_s},
                        {u"contains"_s, u"one"_s},
                        {u"times"_s, 1},
                        {u"result"_s, QJsonObject{{u"a"_s, 1}}},
                        {u"events"_s, QJsonArray{event}}},
            QJsonObject{{u"method"_s, u"Runtime.evaluate"_s},
                        {u"contains"_s, u"one"_s},
                        {u"delay"_s, 1},
                        {u"error"_s, QJsonObject{{u"code"_s, 5}}}},
            QJsonObject{{u"method"_s, u"Page.bringToFront"_s}, {u"action"_s, u"hang"_s}},
            QJsonObject{{u"method"_s, u"Page.close"_s}, {u"action"_s, u"close"_s}}};
        QVERIFY(m_standIn.knobs({{u"script"_s, rules}}));
        const qint64 id = m_client.create();
        PlainCdp cdp;
        QVERIFY(cdp.open(m_client.start(id)));
        const auto evaluate = [&cdp](const QString &text) {
            return cdp.call(u"Runtime.evaluate"_s, {{u"expression"_s, text}});
        };
        QCOMPARE(evaluate(u"one"_s)["result"_L1]["a"_L1].toInt(), 1);
        QTRY_COMPARE(cdp.events().size(), 1);
        QCOMPARE(evaluate(u"one"_s)["error"_L1]["code"_L1].toInt(), 5);
        QCOMPARE(evaluate(u"two"_s)["result"_L1]["result"_L1]["type"_L1].toString(),
                 u"undefined"_s);
        // Another script counts anew.
        QVERIFY(m_standIn.knobs({{u"script"_s, QJsonArray{rules[0], rules[2], rules[3]}}}));
        QCOMPARE(evaluate(u"one"_s)["result"_L1]["a"_L1].toInt(), 1);
        cdp.post(u"Page.bringToFront"_s);
        QVERIFY(cdp.call(u"Page.enable"_s).contains("result"_L1)); // the hung one holds nothing up
        cdp.post(u"Page.close"_s);
        QVERIFY(cdp.waitForClosed());
        QVERIFY(m_client.isRunning(id));
    }

    /// The same life with the real browser: cookies over two runs, the crash, the forced stop, and
    /// nothing left behind.
    void chromium()
    {
        StandIn standIn;
        QVERIFY2(standIn.start({.stubBrowser = false}), qPrintable(standIn.problem()));
        QVERIFY(setUp(standIn));
        PlainClient client(standIn);
        const qint64 id = client.create();
        const auto live = [](PlainCdp &cdp) {
            const QJsonObject answer = cdp.call(u"Storage.getCookies"_s);
            return names(answer.value("result"_L1)["cookies"_L1].toArray());
        };
        const auto cloud = [&] {
            return names(client
                             .send(standIn.sync(),
                                   "GET",
                                   "/?actionType=getCookies&browserProfileId="
                                       + QByteArray::number(id))["data"_L1]
                             .toArray());
        };
        const auto pid = [&standIn] {
            const QJsonArray browsers = standIn.state().value("browsers"_L1).toArray();
            return browsers.isEmpty() ? 0 : browsers.first()["pid"_L1].toInteger();
        };
        {
            const Answer started = client.start(id);
            QCOMPARE(started.status, 200);
            PlainCdp cdp;
            QVERIFY(cdp.open(started));
            QVERIFY(
                cdp.call(u"Browser.getVersion"_s)["result"_L1]["product"_L1].toString().contains(
                    "Chrome/"_L1));
            QVERIFY(QFileInfo::exists(u"/proc/%1"_s.arg(pid())));
            cdp.call(u"Storage.setCookies"_s, {{u"cookies"_s, cookie(u"first"_s)}});
            const qint64 was = pid();
            QCOMPARE(client.stop(id).status, 200);
            QVERIFY(!QFileInfo::exists(u"/proc/%1"_s.arg(was)));
            QVERIFY(!client.isRunning(id));
            QCOMPARE(cloud(), QStringList{u"first"_s});
        }
        {
            PlainCdp cdp;
            QVERIFY(cdp.open(client.start(id)));
            QCOMPARE(live(cdp), QStringList{u"first"_s});
            cdp.call(u"Storage.setCookies"_s, {{u"cookies"_s, cookie(u"second"_s)}});
            ::kill(pid_t(pid()), SIGKILL);
            QVERIFY(cdp.waitForClosed());
            QVERIFY(client.isRunning(id));
            QCOMPARE(client.stop(id).status, 200); // says so although it cannot be asked
            QCOMPARE(cloud(), QStringList{u"first"_s});
        }
        {
            PlainCdp cdp;
            QVERIFY(cdp.open(client.start(id)));
            const qint64 was = pid();
            QCOMPARE(client.local("GET", PlainClient::path(id, "stop?retryToStop=true")).status,
                     200);
            QVERIFY(!QFileInfo::exists(u"/proc/%1"_s.arg(was)));
        }
        QCOMPARE(client.start(id).status, 200);
        const qint64 last = pid();
        standIn.stop(); // ends its browsers
        QVERIFY(!QFileInfo::exists(u"/proc/%1"_s.arg(last)));
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestStandInBrowser)
#include "tst_standinbrowser.moc"
