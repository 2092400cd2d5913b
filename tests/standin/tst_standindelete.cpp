// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/plainclient.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace pelorus::test {

/// The cloud API: deletes by plan and way, and what becomes of the proxy.
class TestStandInDelete : public QObject
{
    Q_OBJECT

    StandIn m_standIn;
    PlainClient m_client{m_standIn};

    static QByteArray one(qint64 id, const QByteArray &query = {})
    {
        return "browser_profiles/" + QByteArray::number(id) + query;
    }

    static QList<qint64> ids(const Answer &answer)
    {
        QList<qint64> result;
        const QJsonArray items = answer["data"_L1].toArray();
        for (const QJsonValue item : items)
            result += item["id"_L1].toInteger();
        return result;
    }

    int proxies() { return m_standIn.state().value("proxies"_L1).toInt(); }

private slots:
    void initTestCase() { QVERIFY2(m_standIn.start(), qPrintable(m_standIn.problem())); }

    void init()
    {
        m_client.token.reset();
        m_client.contentType = "application/json";
        QVERIFY(m_standIn.reset());
        QVERIFY(m_standIn.knobs({{u"visibleAfter"_s, 0}, {u"uploadTime"_s, 0}}));
    }

    void deletes_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<QJsonObject>("knobs");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("how");
        const QByteArray no;
        const QJsonObject none;
        const QJsonObject force{{u"forceDelete"_s, true}};
        const QString forced = u"forced"_s;
        const QString basket = u"basket"_s;
        const auto plan = [](const QString &name) { return QJsonObject{{u"plan"_s, name}}; };
        QTest::newRow("query") << QByteArray("?forceDelete=1") << none << none << 200 << forced;
        QTest::newRow("body") << no << force << none << 200 << forced;
        QTest::newRow("both") << QByteArray("?forceDelete=true") << force << none << 200 << forced;
        QTest::newRow("free, forced") << no << force << plan(u"free"_s) << 200 << forced;
        QTest::newRow("free") << no << none << plan(u"free"_s) << 403 << QString();
        QTest::newRow("free+") << no << none << plan(u"free+"_s) << 403 << QString();
        QTest::newRow("starter") << no << none << plan(u"starter"_s) << 403 << QString();
        QTest::newRow("starter with a basket")
            << no << none << QJsonObject{{u"plan"_s, u"starter"_s}, {u"starterBasket"_s, true}}
            << 200 << basket;
        QTest::newRow("base") << no << none << plan(u"base"_s) << 200 << basket;
        QTest::newRow("team") << no << none << plan(u"team"_s) << 200 << basket;
        QTest::newRow("enterprise") << no << none << plan(u"enterprise"_s) << 200 << basket;
        QTest::newRow("always force")
            << no << none << QJsonObject{{u"forceDelete"_s, u"required"_s}} << 403 << QString();
        QTest::newRow("always a basket")
            << no << none << QJsonObject{{u"forceDelete"_s, u"basket"_s}, {u"plan"_s, u"free"_s}}
            << 200 << basket;
    }

    void deletes()
    {
        QFETCH(QByteArray, query);
        QFETCH(QJsonObject, body);
        QFETCH(QJsonObject, knobs);
        QFETCH(int, status);
        QFETCH(QString, how);
        QVERIFY(m_standIn.knobs(knobs));
        const qint64 id = m_client.create();
        const Answer answer = m_client.remote("DELETE", one(id, query), body);
        QCOMPARE(answer.status, status);
        const QJsonArray deleted = m_standIn.state().value("deleted"_L1).toArray();
        if (status != 200) {
            QCOMPARE(answer["error"_L1]["code"_L1].toString(), u"E_BROWSER_PROFILE_FORCE_DELETE"_s);
            QVERIFY(deleted.isEmpty());
            QCOMPARE(m_client.remote("GET", one(id)).status, 200);
            return;
        }
        QCOMPARE(deleted,
                 QJsonArray{(QJsonObject{{u"id"_s, id}, {u"name"_s, u"op_1"_s}, {u"how"_s, how}})});
        QCOMPARE(m_client.profile(id).value("inBasket"_L1).toBool(), how == "basket"_L1);
        QCOMPARE(m_client.remote("GET", one(id)).status, 404);
        QCOMPARE(m_client.remote("DELETE", one(id, query), body).status, 404);
        QVERIFY(ids(m_client.remote("GET", "browser_profiles")).isEmpty());
    }

    void deletesMany()
    {
        const QJsonArray pair{m_client.create(), m_client.create()};
        const auto remove = [this](const QJsonArray &list) {
            return m_client.remote("DELETE", "browser_profiles?forceDelete=1", {{u"ids"_s, list}})
                .status;
        };
        QCOMPARE(remove({pair[0], 77}), 404); // all or nothing
        QCOMPARE(m_standIn.profilesLeft(), 2);
        QCOMPARE(remove({pair[0], pair[1], pair[0]}), 200);
        QCOMPARE(m_standIn.profilesLeft(), 0);
    }

    void deletesTheRunning()
    {
        QCOMPARE(m_client.login().status, 200);
        const qint64 id = m_client.create();
        QCOMPARE(m_client.start(id).status, 200);
        QCOMPARE(m_client.remote("DELETE", one(id, "?forceDelete=1")).status, 409);
        QVERIFY(m_standIn.knobs({{u"runningDelete"_s, u"accept"_s}}));
        QCOMPARE(m_client.remote("DELETE", one(id, "?forceDelete=1")).status, 200);
        QVERIFY(!m_client.isRunning(id));
        QVERIFY(m_standIn.state().value("browsers"_L1).toArray().isEmpty());
    }

    void ghosts()
    {
        QVERIFY(m_standIn.knobs({{u"ghostTime"_s, 600000}}));
        const qint64 id = m_client.create();
        QCOMPARE(m_client.remote("DELETE", one(id, "?forceDelete=1")).status, 200);
        QCOMPARE(ids(m_client.remote("GET", "browser_profiles")), QList<qint64>{id});
        QCOMPARE(m_client.remote("GET", one(id)).status, 404);
    }

    void proxyOfADeleted_data()
    {
        QTest::addColumn<bool>("removes");
        QTest::newRow("stays") << false;
        QTest::newRow("goes") << true;
    }

    void proxyOfADeleted()
    {
        QFETCH(bool, removes);
        QVERIFY(m_standIn.knobs({{u"deleteRemovesProxy"_s, removes}}));
        const QJsonObject proxy{
            {u"type"_s, u"http"_s}, {u"host"_s, u"203.0.113.9"_s}, {u"port"_s, 8080}};
        const qint64 id = m_client.create({{u"proxy"_s, proxy}});
        QCOMPARE(proxies(), 1);
        QCOMPARE(m_client.remote("DELETE", one(id, "?forceDelete=1")).status, 200);
        QCOMPARE(proxies(), removes ? 0 : 1);
    }

    void proxyRecords()
    {
        const QJsonObject proxy{{u"type"_s, u"http"_s},
                                {u"host"_s, u"h"_s},
                                {u"port"_s, 1},
                                {u"login"_s, u"u"_s},
                                {u"password"_s, u"p"_s},
                                {u"name"_s, u"mine"_s}};
        const QJsonObject made = m_client.remote("POST", "proxy", proxy)["data"_L1].toObject();
        const QByteArray path = "proxy/" + QByteArray::number(made.value("id"_L1).toInteger());
        QCOMPARE(made.value("name"_L1).toString(), u"mine"_s);
        QCOMPARE(m_client.remote("PATCH", path, {{u"host"_s, u"other"_s}}).status, 200);
        QCOMPARE(m_client.remote("GET", path)["data"_L1]["host"_L1].toString(), u"other"_s);
        QCOMPARE(ids(m_client.remote("GET", "proxy")).size(), 1);
        QCOMPARE(m_client.remote("DELETE", path).status, 200);
        QCOMPARE(m_client.remote("DELETE", path).status, 404);
        QJsonObject bad = proxy;
        bad.insert(u"host"_s, u"http://h"_s);
        QCOMPARE(m_client.remote("POST", "proxy", bad).status, 422);
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestStandInDelete)
#include "tst_standindelete.moc"
