// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/plaincdp.h"
#include "tests/standin/plainclient.h"

#include <QDateTime>
#include <QTest>

using namespace Qt::StringLiterals;

namespace pelorus::test {

/// Cookies in the profile's folder ("disk"), in the cloud, and in the running stub browser.
class TestStandInCookies : public QObject
{
    Q_OBJECT

    StandIn m_standIn;
    PlainClient m_client{m_standIn};
    const qint64 m_later = QDateTime::currentSecsSinceEpoch() + 86400;

    QJsonObject cookie(const QString &name, const QString &value) const
    {
        return {{u"domain"_s, u".example.test"_s},
                {u"name"_s, name},
                {u"value"_s, value},
                {u"path"_s, u"/"_s},
                {u"secure"_s, true},
                {u"httpOnly"_s, true},
                {u"sameSite"_s, u"no_restriction"_s},
                {u"expirationDate"_s, m_later}};
    }

    static QStringList pairs(const QJsonArray &cookies)
    {
        QStringList result;
        for (const QJsonValue one : cookies)
            result += one["name"_L1].toString() + u'=' + one["value"_L1].toString();
        result.sort();
        return result;
    }

    Answer import(qint64 id, const QJsonArray &cookies, const QJsonObject &more = {})
    {
        QJsonObject body{{u"profileId"_s, id}, {u"transfer"_s, 0}, {u"cookies"_s, cookies}};
        for (auto it = more.begin(); it != more.end(); ++it)
            body.insert(it.key(), it.value());
        return m_client.local("POST", "cookies/import", body);
    }

    QStringList disk(qint64 id)
    {
        const QJsonObject profile{{u"id"_s, id}, {u"name"_s, u"x"_s}, {u"transfer"_s, 0}};
        return pairs(m_client
                         .local("POST",
                                "export-cookies",
                                {{u"browserProfiles"_s, QJsonArray{profile}},
                                 {u"doNotSave"_s, true}})["cookies"_L1]
                         .toArray());
    }

    Answer sync(qint64 id)
    {
        return m_client.send(m_standIn.sync(),
                             "GET",
                             "/?actionType=getCookies&browserProfileId=" + QByteArray::number(id));
    }

    QStringList cloud(qint64 id) { return pairs(sync(id)["data"_L1].toArray()); }

    Answer darkwing(const QByteArray &what, qint64 id, const QJsonObject &more = {})
    {
        QJsonObject body = more;
        body.insert(u"browserProfileId"_s, id);
        return m_client.send(
            m_standIn.darkwing(), "POST", "/api/v1/cookies/" + what, QJsonDocument(body).toJson());
    }

    /// Starts it and sets one cookie more in the browser.
    [[nodiscard]] bool runWith(qint64 id, const QString &name, PlainCdp &cdp)
    {
        if (!cdp.open(m_client.start(id)))
            return false;
        const QJsonObject set{{u"name"_s, name},
                              {u"value"_s, u"live"_s},
                              {u"domain"_s, u".example.test"_s},
                              {u"expires"_s, m_later}};
        return cdp.call(u"Storage.setCookies"_s, {{u"cookies"_s, QJsonArray{set}}})
            .contains("result"_L1);
    }

private slots:
    void initTestCase() { QVERIFY2(m_standIn.start(), qPrintable(m_standIn.problem())); }

    void init()
    {
        m_client.token.reset();
        QVERIFY(m_standIn.reset());
        QVERIFY(m_standIn.knobs({{u"visibleAfter"_s, 0}, {u"uploadTime"_s, 0}}));
        QCOMPARE(m_client.login().status, 200);
    }

    void importRefused_data()
    {
        QTest::addColumn<QJsonObject>("body"); ///< over a good one
        QTest::addColumn<QString>("without");  ///< key of the cookie that is left out
        QTest::addColumn<QJsonObject>("knobs");
        QTest::addColumn<int>("status");
        const QJsonObject none;
        QTest::newRow("good") << none << QString() << none << 200;
        QTest::newRow("id as text")
            << QJsonObject{{u"profileId"_s, u"410001"_s}} << QString() << none << 400;
        QTest::newRow("unknown id")
            << QJsonObject{{u"profileId"_s, 77}} << QString() << none << 404;
        QTest::newRow("no list") << QJsonObject{{u"cookies"_s, u"a=b"_s}} << QString() << none
                                 << 400;
        QTest::newRow("no domain") << none << u"domain"_s << none << 422;
        QTest::newRow("no name") << none << u"name"_s << none << 422;
        QTest::newRow("no path") << none << u"path"_s << none << 422;
        QTest::newRow("no value") << none << u"value"_s << none << 422;
        QTest::newRow("no expiry") << none << u"expirationDate"_s << none << 200;
        QTest::newRow("no expiry, strict")
            << none << u"expirationDate"_s << QJsonObject{{u"cookieExpiryRequired"_s, true}} << 422;
        const auto plan = [&](const QString &name, const QString &least, int status) {
            QTest::addRow("plan %s of %s", qPrintable(name), qPrintable(least))
                << none << QString()
                << QJsonObject{{u"plan"_s, name}, {u"cookiesNeedPlan"_s, least}} << status;
        };
        plan(u"free"_s, u"paid"_s, 402);
        plan(u"free+"_s, u"paid"_s, 200);
        plan(u"starter"_s, u"paid"_s, 200);
        plan(u"free+"_s, u"base"_s, 402);
        plan(u"starter"_s, u"base"_s, 402);
        plan(u"base"_s, u"base"_s, 200);
        plan(u"team"_s, u"base"_s, 200);
        plan(u"enterprise"_s, u"base"_s, 200);
    }

    void importRefused()
    {
        QFETCH(QJsonObject, body);
        QFETCH(QString, without);
        QFETCH(QJsonObject, knobs);
        QFETCH(int, status);
        const qint64 id = m_client.create();
        QVERIFY(m_standIn.knobs(knobs));
        QJsonObject one = cookie(u"a"_s, u"1"_s);
        one.remove(without);
        const Answer answer = import(id, {cookie(u"b"_s, u"2"_s), one}, body);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer["success"_L1], QJsonValue(status == 200));
        QVERIFY(m_standIn.knobs({{u"plan"_s, u"base"_s}}));
        QCOMPARE(disk(id), status == 200 ? QStringList({u"a=1"_s, u"b=2"_s}) : QStringList());
    }

    void importNeedsTransfer()
    {
        const qint64 id = m_client.create();
        QCOMPARE(m_client
                     .local("POST",
                            "cookies/import",
                            {{u"profileId"_s, id}, {u"cookies"_s, QJsonArray()}})
                     .status,
                 400);
    }

    void importWhileRunning()
    {
        const qint64 id = m_client.create();
        QCOMPARE(m_client.start(id).status, 200);
        const Answer answer = import(id, {cookie(u"a"_s, u"1"_s)});
        QCOMPARE(answer.status, 500);
        QVERIFY(answer["error"_L1].toString().startsWith("EBUSY"_L1));
    }

    void importMerges()
    {
        const qint64 id = m_client.create();
        QCOMPARE(import(id, {cookie(u"a"_s, u"1"_s), cookie(u"b"_s, u"2"_s)}).status, 200);
        QJsonObject elsewhere = cookie(u"a"_s, u"9"_s);
        elsewhere.insert(u"path"_s, u"/x"_s);
        QCOMPARE(import(id, {cookie(u"a"_s, u"3"_s), elsewhere}).status, 200);
        QCOMPARE(disk(id), QStringList({u"a=3"_s, u"a=9"_s, u"b=2"_s}));
        QCOMPARE(cloud(id), disk(id));
    }

    void importWithoutCloud()
    {
        const qint64 id = m_client.create();
        const QJsonObject off{{u"cloudSyncDisabled"_s, true}};
        QCOMPARE(import(id, {cookie(u"a"_s, u"1"_s)}, off).status, 200);
        QCOMPARE(disk(id), QStringList{u"a=1"_s});
        QVERIFY(cloud(id).isEmpty());
    }

    void unit_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<qint64>("given");
        QTest::addColumn<bool>("kept");
        QTest::newRow("seconds as seconds") << u"seconds"_s << m_later << true;
        QTest::newRow("ms as ms") << u"ms"_s << m_later * 1000 << true;
        QTest::newRow("seconds as ms") << u"ms"_s << m_later << false;            // expired in 1970
        QTest::newRow("ms as seconds") << u"seconds"_s << m_later * 1000 << true; // far future
    }

    void unit()
    {
        QFETCH(QString, unit);
        QFETCH(qint64, given);
        QFETCH(bool, kept);
        QVERIFY(m_standIn.knobs({{u"cookieUnit"_s, unit}}));
        const qint64 id = m_client.create();
        QJsonObject one = cookie(u"a"_s, u"1"_s);
        one.insert(u"expirationDate"_s, given);
        QCOMPARE(import(id, {one}).status, 200);
        QCOMPARE(disk(id).size(), kept ? 1 : 0);
        if (!kept)
            return;
        const QJsonArray all = sync(id)["data"_L1].toArray();
        QCOMPARE(all.first()["expirationDate"_L1].toInteger(), given);
        PlainCdp cdp;
        QVERIFY(cdp.open(m_client.start(id)));
        const QJsonObject answer = cdp.call(u"Storage.getCookies"_s);
        const QJsonArray live = answer.value("result"_L1)["cookies"_L1].toArray();
        QCOMPARE(live.first()["expires"_L1].toInteger(), unit == "ms"_L1 ? given / 1000 : given);
        QCOMPARE(live.first()["sameSite"_L1].toString(), u"None"_s);
    }

    void exportLeavesAFile()
    {
        const qint64 id = m_client.create({{u"name"_s, u"shop"_s}});
        const auto downloads = [this] { return m_standIn.state().value("downloads"_L1).toArray(); };
        const QJsonObject entry{{u"id"_s, id}};
        QJsonObject body{{u"browserProfiles"_s, QJsonArray{entry}}, {u"doNotSave"_s, true}};
        QCOMPARE(m_client.local("POST", "export-cookies", body).status, 200);
        QVERIFY(downloads().isEmpty());
        body.remove("doNotSave"_L1);
        QCOMPARE(m_client.local("POST", "export-cookies", body).status, 200);
        QCOMPARE(downloads(), QJsonArray{u"dolphin-anty-cookies-shop-%1.txt"_s.arg(id)});
        QCOMPARE(m_client.local("POST", "export-cookies").status, 400);
        const QJsonObject nobody{{u"browserProfiles"_s, QJsonArray{QJsonObject{{u"id"_s, 77}}}}};
        QCOMPARE(m_client.local("POST", "export-cookies", nobody).status, 404);
        QVERIFY(m_standIn.knobs({{u"plan"_s, u"free"_s}}));
        QCOMPARE(m_client.local("POST", "export-cookies", body).status, 402);
    }

    void robot()
    {
        const QByteArray path
            = "import/cookies/" + QByteArray::number(m_client.create()) + "/robot";
        QCOMPARE(m_client.local("POST", path).body, R"({"success":true})");
        QCOMPARE(m_client.local("GET", path + "-stop").body, R"({"success":true})");
        QCOMPARE(m_client.local("POST", "import/cookies/77/robot").status, 404);
        QVERIFY(m_standIn.knobs({{u"plan"_s, u"free"_s}}));
        QCOMPARE(m_client.local("POST", path).status, 402);
        QCOMPARE(m_client.local("GET", path + "-stop").status, 200);
    }

    void stopKeepsThem()
    {
        const qint64 id = m_client.create();
        QCOMPARE(import(id, {cookie(u"a"_s, u"1"_s)}).status, 200);
        PlainCdp cdp;
        QVERIFY(runWith(id, u"b"_s, cdp));
        QCOMPARE(cloud(id), QStringList{u"a=1"_s}); // as last synced, never the live ones
        QCOMPARE(disk(id), QStringList{u"a=1"_s});
        QVERIFY(!m_client.profile(id).value("uploaded"_L1).toBool());
        QCOMPARE(m_client.stop(id).status, 200);
        const QStringList both{u"a=1"_s, u"b=live"_s};
        QCOMPARE(cloud(id), both);
        QCOMPARE(disk(id), both);
        QVERIFY(m_client.profile(id).value("uploaded"_L1).toBool());
        PlainCdp again;
        QVERIFY(runWith(id, u"c"_s, again));
        QCOMPARE(
            pairs(again.call(u"Storage.getCookies"_s)["result"_L1]["cookies"_L1].toArray()).size(),
            3);
    }

    void stopDoesNotAlwaysSync_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QStringList>("expectedDisk");
        QTest::addColumn<QStringList>("expectedCloud");
        const QStringList old{u"a=1"_s};
        const QStringList both{u"a=1"_s, u"b=live"_s};
        QTest::newRow("forced") << u"forced"_s << old << old;
        QTest::newRow("crashed") << u"crash"_s << old << old;
        QTest::newRow("closed over CDP") << u"close"_s << both << both;
        QTest::newRow("no cloud sync") << u"no sync"_s << both << old;
        QTest::newRow("free plan") << u"free"_s << both << old;
        QTest::newRow("still on its way") << u"lag"_s << both << old;
    }

    void stopDoesNotAlwaysSync()
    {
        QFETCH(QString, how);
        QFETCH(QStringList, expectedDisk);
        QFETCH(QStringList, expectedCloud);
        const qint64 id = m_client.create();
        QCOMPARE(import(id, {cookie(u"a"_s, u"1"_s)}).status, 200);
        PlainCdp cdp;
        QVERIFY(runWith(id, u"b"_s, cdp));
        QByteArray stop = "stop";
        if (how == "forced"_L1) {
            stop = "stop?retryToStop=true";
        } else if (how == "crash"_L1) {
            const QJsonObject rule{{u"method"_s, u"Page.navigate"_s}, {u"action"_s, u"crash"_s}};
            QVERIFY(m_standIn.knobs({{u"script"_s, QJsonArray{rule}}}));
            cdp.post(u"Page.navigate"_s);
            QVERIFY(cdp.waitForClosed());
        } else if (how == "close"_L1) {
            cdp.post(u"Browser.close"_s);
            QVERIFY(cdp.waitForClosed());
        } else if (how == "no sync"_L1) {
            QVERIFY(m_standIn.knobs({{u"cloudSync"_s, false}}));
        } else if (how == "free"_L1) {
            QVERIFY(m_standIn.knobs({{u"plan"_s, u"free"_s}}));
        } else {
            QVERIFY(m_standIn.knobs({{u"syncLag"_s, 600000}}));
        }
        QCOMPARE(m_client.local("GET", PlainClient::path(id, stop)).status, 200);
        QVERIFY(!m_client.isRunning(id));
        QCOMPARE(m_client.profile(id).value("uploaded"_L1).toBool(),
                 how != "forced"_L1 && how != "lag"_L1);
        QVERIFY(m_standIn.knobs({{u"plan"_s, u"base"_s}}));
        QCOMPARE(disk(id), expectedDisk);
        QCOMPARE(cloud(id), expectedCloud);
    }

    void syncsLater()
    {
        QVERIFY(m_standIn.knobs({{u"syncLag"_s, 50}}));
        const qint64 id = m_client.create();
        PlainCdp cdp;
        QVERIFY(runWith(id, u"b"_s, cdp));
        QCOMPARE(m_client.stop(id).status, 200);
        QTRY_COMPARE(cloud(id), QStringList{u"b=live"_s});
        QVERIFY(m_client.profile(id).value("uploaded"_L1).toBool());
    }

    void deletedBeforeTheSync()
    {
        QVERIFY(m_standIn.knobs({{u"syncLag"_s, 1}}));
        const qint64 id = m_client.create();
        PlainCdp cdp;
        QVERIFY(runWith(id, u"b"_s, cdp));
        QCOMPARE(m_client.stop(id).status, 200);
        QCOMPARE(
            m_client
                .remote("DELETE", "browser_profiles/" + QByteArray::number(id) + "?forceDelete=1")
                .status,
            200);
        QCOMPARE(sync(id).status, 404);
    }

    void syncHost()
    {
        const qint64 id = m_client.create();
        const QByteArray query
            = "/?actionType=importCookies&browserProfileId=" + QByteArray::number(id);
        const QJsonObject body{{u"cookies"_s, QJsonArray{cookie(u"a"_s, u"1"_s)}}};
        QCOMPARE(sync(id).body, R"({"data":[]})"); // never synced
        QCOMPARE(
            m_client.send(m_standIn.sync(), "POST", query, QJsonDocument(body).toJson()).status,
            200);
        QCOMPARE(cloud(id), QStringList{u"a=1"_s});
        QVERIFY(m_standIn.knobs({{u"syncShape"_s, u"list"_s}}));
        QCOMPARE(pairs(sync(id).document().array()), QStringList{u"a=1"_s});
        QVERIFY(m_standIn.knobs({{u"syncShape"_s, u"cookies"_s}}));
        QCOMPARE(pairs(sync(id)["cookies"_L1].toArray()), QStringList{u"a=1"_s});
        QCOMPARE(sync(77).status, 404);
        QCOMPARE(m_client.send(m_standIn.sync(), "GET", query).status, 404);
        m_client.token = "nobody";
        QCOMPARE(sync(id).status, 401);
        m_client.token.reset();
        QVERIFY(m_standIn.knobs({{u"tokens"_s, QJsonObject{{u"other"_s, 7}}}}));
        m_client.token = "other";
        QCOMPARE(sync(id).status, 404);
        m_client.token.reset();
        QVERIFY(m_standIn.knobs({{u"syncHost"_s, u"retired"_s}}));
        QCOMPARE(sync(id).status, 404);
    }

    void darkwingHost()
    {
        const qint64 id = m_client.create();
        QCOMPARE(darkwing("export", id).body, R"({"cookies":[],"success":true})");
        QCOMPARE(
            darkwing("import", id, {{u"cookies"_s, QJsonArray{cookie(u"a"_s, u"1"_s)}}}).status,
            200);
        QCOMPARE(pairs(darkwing("export", id)["cookies"_L1].toArray()), QStringList{u"a=1"_s});
        QCOMPARE(cloud(id), QStringList{u"a=1"_s}); // one jar
        QCOMPARE(darkwing("dance", id).status, 404);
        QCOMPARE(darkwing("export", 77).status, 404);
        QCOMPARE(m_client.send(m_standIn.darkwing(), "GET", "/api/v1/cookies/export").status, 404);
        m_client.token = "nobody";
        QCOMPARE(darkwing("export", id).status, 401);
    }

    void darkwingRefuses_data()
    {
        QTest::addColumn<QJsonObject>("knobs");
        QTest::addColumn<int>("status");
        QTest::newRow("sync off") << QJsonObject{{u"cloudSync"_s, false}} << 400;
        QTest::newRow("free plan") << QJsonObject{{u"plan"_s, u"free"_s}} << 402;
        QTest::newRow("free plan, 403")
            << QJsonObject{{u"plan"_s, u"free"_s}, {u"darkwingPlanStatus"_s, 403}} << 403;
        QTest::newRow("starter") << QJsonObject{{u"plan"_s, u"starter"_s}} << 200;
        QTest::newRow("starter, needs base")
            << QJsonObject{{u"plan"_s, u"starter"_s}, {u"cookiesNeedPlan"_s, u"base"_s}} << 402;
        QTest::newRow("absent") << QJsonObject{{u"darkwingHost"_s, u"absent"_s}} << 404;
    }

    void darkwingRefuses()
    {
        QFETCH(QJsonObject, knobs);
        QFETCH(int, status);
        const qint64 id = m_client.create();
        QVERIFY(m_standIn.knobs(knobs));
        for (const QByteArray &what : {QByteArray("export"), QByteArray("import")})
            QCOMPARE(darkwing(what, id).status, status);
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestStandInCookies)
#include "tst_standincookies.moc"
