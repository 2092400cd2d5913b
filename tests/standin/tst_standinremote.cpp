// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/plainclient.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace pelorus::test {

/// The cloud API: rules, limits, deletes, and both values of what the sources contradict.
class TestStandInRemote : public QObject
{
    Q_OBJECT

    StandIn m_standIn;
    PlainClient m_client{m_standIn};

    static QByteArray one(qint64 id, const QByteArray &query = {})
    {
        return "browser_profiles/" + QByteArray::number(id) + query;
    }

    static QByteArray wanted(const QByteArray &what)
    {
        return "fingerprints/" + what + "?platform=windows&browser_type=anty";
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

    void unauthenticated_data()
    {
        QTest::addColumn<QString>("shape");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("message") << u"message"_s << QByteArray(R"({"message":"Unauthenticated."})");
        QTest::newRow("error") << u"error"_s
                               << QByteArray(R"({"error":"Unauthenticated","success":false})");
        QTest::newRow("object")
            << u"object"_s
            << QByteArray(
                   R"({"error":{"code":"E_UNAUTHENTICATED","text":"Unauthenticated"},"success":false})");
    }

    void unauthenticated()
    {
        QFETCH(QString, shape);
        QFETCH(QByteArray, body);
        QVERIFY(m_standIn.knobs({{u"unauthenticatedShape"_s, shape}}));
        for (const QByteArray &token : {QByteArray(), QByteArray("nobody")}) {
            m_client.token = token;
            const Answer answer = m_client.remote("GET", "browser_profiles");
            QCOMPARE(answer.status, 401);
            QCOMPARE(answer.body, body);
        }
    }

    void errorShape_data()
    {
        QTest::addColumn<QString>("shape");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("object")
            << u"object"_s
            << QByteArray(
                   R"({"error":{"code":"E_NOT_FOUND","text":"Browser profile not found","type":"E_NOT_FOUND"},"success":false})");
        QTest::newRow("string") << u"string"_s
                                << QByteArray(
                                       R"({"error":"Browser profile not found","success":false})");
        QTest::newRow("message") << u"message"_s
                                 << QByteArray(R"({"message":"Browser profile not found"})");
        QTest::newRow("text")
            << u"text"_s
            << QByteArray(
                   R"({"data":{"error_detail":"Browser profile not found"},"success":false})");
    }

    void errorShape()
    {
        QFETCH(QString, shape);
        QVERIFY(m_standIn.knobs({{u"errorShape"_s, shape}}));
        const Answer answer = m_client.remote("GET", one(77));
        QCOMPARE(answer.status, 404);
        QTEST(answer.body, "body");
    }

    void rateLimit_data()
    {
        QTest::addColumn<QString>("knob");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("mostWait"); ///< seconds
        QTest::newRow("second") << u"rps"_s << QByteArray("rps") << 1;
        QTest::newRow("minute") << u"rpm"_s << QByteArray("rpm") << 60;
        QTest::newRow("hour") << u"rph"_s << QByteArray("rph") << 3600;
    }

    void rateLimit()
    {
        QFETCH(QString, knob);
        QFETCH(QByteArray, header);
        QFETCH(int, mostWait);
        QVERIFY(m_standIn.knobs({{knob, 2}}));
        const auto list = [this] { return m_client.remote("GET", "browser_profiles"); };
        Answer answer = list();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.header("x-ratelimiter-allowed-" + header), "2");
        QCOMPARE(answer.header("x-ratelimiter-" + header + "-left"), "1");
        for (const QByteArray &name : {QByteArray("rps"), QByteArray("rpm"), QByteArray("rph")}) {
            QVERIFY(answer.header("x-ratelimiter-allowed-" + name).toInt() > 0);
            QVERIFY(!answer.header("x-ratelimiter-" + name + "-left").isEmpty());
        }
        for (int i = 0; i < 200 && answer.status == 200; ++i)
            answer = list();
        QCOMPARE(answer.status, 429);
        QCOMPARE(answer.body, R"({"message":"Too Many Attempts."})");
        QCOMPARE(answer.header("x-ratelimiter-" + header + "-left"), "0");
        const int wait = answer.header("Retry-After").toInt();
        QVERIFY2(wait >= 1 && wait <= mostWait, answer.header("Retry-After").constData());
        QVERIFY(m_standIn.knobs({{u"rateHeaders"_s, false}, {u"retryAfter"_s, false}}));
        if (knob == "rps"_L1)
            return; // the second may be over
        answer = list();
        QCOMPARE(answer.status, 429);
        QVERIFY(answer.header("Retry-After").isEmpty());
        QVERIFY(answer.header("x-ratelimiter-allowed-rpm").isEmpty());
        // The refused ones did not count.
        QVERIFY(m_standIn.knobs({{knob, 3}}));
        QCOMPARE(list().status, 200);
        QCOMPARE(list().status, 429);
        QVERIFY(m_standIn.knobs({{knob, 0}}));
        QCOMPARE(list().status, 200);
    }

    void fingerprintLimit()
    {
        QVERIFY(m_standIn.knobs({{u"fingerprintRps"_s, 1}}));
        const auto fetch = [this] { return m_client.remote("GET", wanted("fingerprint")); };
        Answer answer = fetch();
        QCOMPARE(answer.status, 200);
        for (int i = 0; i < 200 && answer.status == 200; ++i)
            answer = fetch();
        QCOMPARE(answer.status, 429);
        QCOMPARE(answer.header("Retry-After"), "1");
        QCOMPARE(m_client.remote("GET", wanted("useragent")).status, 200);
        QVERIFY(m_standIn.knobs({{u"fingerprintRps"_s, 0}}));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(m_client.remote("GET", wanted("fingerprint")).status, 200);
    }

    void fingerprints()
    {
        QVERIFY(m_standIn.knobs({{u"fingerprintRps"_s, 0}}));
        const QByteArray path = wanted("fingerprint") + "&browser_version=141";
        const Answer found = m_client.remote("GET", path);
        QVERIFY(!found.json().contains("data"_L1)); // bare
        QVERIFY(found["userAgent"_L1].toString().contains("Chrome/141."_L1));
        for (const char *text : {"webgl2Maximum", "fonts", "webgpu"})
            QVERIFY2(found[QLatin1StringView(text)].isString(), text); // JSON as text
        QVERIFY(m_client.remote("GET", wanted("useragent") + "&browser_version=142")["data"_L1]
                    .toString()
                    .contains("Chrome/142."_L1));
        QVERIFY(!m_client.remote("GET", wanted("font-list")).document().array().isEmpty());
        QVERIFY(!m_client.remote("GET", wanted("webglList")).document().array().isEmpty());
        QCOMPARE(m_client.remote("GET", wanted("dance")).status, 404);
        for (const QByteArray &query : {QByteArray(), QByteArray("?platform=windows")})
            QCOMPARE(m_client.remote("GET", "fingerprints/fingerprint" + query).status, 400);
        QVERIFY(m_standIn.knobs({{u"fingerprintFound"_s, false}}));
        QCOMPARE(m_client.remote("GET", path).body, "{}");
        QVERIFY(m_standIn.knobs({{u"fingerprintNone"_s, u"404"_s}}));
        QCOMPARE(m_client.remote("GET", path).status, 404);
    }

    void create_data()
    {
        QTest::addColumn<QJsonObject>("knobs");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("top");
        QTest::addColumn<bool>("inData");
        QTest::newRow("usual") << QJsonObject() << 200 << true << true;
        QTest::newRow("201") << QJsonObject{{u"createStatus"_s, 201}} << 201 << true << true;
        QTest::newRow("top") << QJsonObject{{u"createIdIn"_s, u"top"_s}} << 200 << true << false;
        QTest::newRow("data") << QJsonObject{{u"createIdIn"_s, u"data"_s}} << 200 << false << true;
    }

    void create()
    {
        QFETCH(QJsonObject, knobs);
        QFETCH(bool, top);
        QFETCH(bool, inData);
        QVERIFY(m_standIn.knobs(knobs));
        const Answer answer = m_client.remote("POST", "browser_profiles", goodPayload());
        QTEST(answer.status, "status");
        QCOMPARE(answer["success"_L1], QJsonValue(true));
        QCOMPARE(answer["browserProfileId"_L1].isDouble(), top);
        QCOMPARE(answer["data"_L1]["id"_L1].isDouble(), inData);
        QCOMPARE(m_standIn.state().value("createdThisMonth"_L1).toInt(), 1);
        QCOMPARE(m_standIn.profileNames(), QStringList{u"op_1"_s});
    }

    void createRefused_data()
    {
        QTest::addColumn<QJsonObject>("more");
        QTest::addColumn<QString>("without");
        QTest::addColumn<QString>("enums");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("needle");
        const auto mode = [](const QString &field, const QString &word) {
            return QJsonObject{{field, QJsonObject{{u"mode"_s, word}}}};
        };
        const QString lenient = u"lenient"_s;
        const QString strict = u"strict"_s;
        for (const char *field : {"name",
                                  "platform",
                                  "browserType",
                                  "platformVersion",
                                  "useragent",
                                  "webrtc",
                                  "canvas",
                                  "webgl"})
            QTest::addRow("no %s", field) << QJsonObject() << QString::fromLatin1(field) << lenient
                                          << 422 << QByteArray("\"field\":\"").append(field);
        QTest::newRow("unknown word") << mode(u"canvas"_s, u"dance"_s) << QString() << lenient
                                      << 422 << QByteArray("canvas.mode");
        QTest::newRow("canvas off")
            << mode(u"canvas"_s, u"off"_s) << QString() << lenient << 200 << QByteArray();
        QTest::newRow("canvas off, strict") << mode(u"canvas"_s, u"off"_s) << QString() << strict
                                            << 422 << QByteArray("canvas.mode");
        QTest::newRow("manual without value") << mode(u"useragent"_s, u"manual"_s) << QString()
                                              << lenient << 403 << QByteArray("WRONG_PARAMETER");
        QTest::newRow("copied from a read")
            << QJsonObject{{u"storagePath"_s, u"x"_s}} << QString() << lenient << 403
            << QByteArray("E_ACCESS_DENIED_FOR_CLOUD_SYNC");
        QTest::newRow("nested fingerprint") << QJsonObject{{u"fingerprint"_s, QJsonObject()}}
                                            << QString() << lenient << 200 << QByteArray();
    }

    void createRefused()
    {
        QFETCH(QJsonObject, more);
        QFETCH(QString, without);
        QFETCH(QString, enums);
        QFETCH(QByteArray, needle);
        QVERIFY(m_standIn.knobs({{u"enums"_s, enums}}));
        QJsonObject payload = goodPayload();
        for (auto it = more.begin(); it != more.end(); ++it)
            payload.insert(it.key(), it.value());
        payload.remove(without);
        const Answer answer = m_client.remote("POST", "browser_profiles", payload);
        QTEST(answer.status, "status");
        QVERIFY2(answer.body.contains(needle), answer.body.constData());
        QCOMPARE(m_standIn.profilesLeft(), answer.status == 200 ? 1 : 0);
    }

    void limits_data()
    {
        QTest::addColumn<QJsonObject>("knobs");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("afterDelete"); ///< whether a delete makes room
        QTest::newRow("plan") << QJsonObject{{u"planProfiles"_s, 2}} << 400 << true;
        QTest::newRow("plan, 403")
            << QJsonObject{{u"planProfiles"_s, 2}, {u"planLimitStatus"_s, 403}} << 403 << true;
        QTest::newRow("month") << QJsonObject{{u"monthlyCap"_s, 2}} << 400 << false;
    }

    void limits()
    {
        QFETCH(QJsonObject, knobs);
        QFETCH(int, status);
        QFETCH(bool, afterDelete);
        QVERIFY(m_standIn.knobs(knobs));
        const qint64 id = m_client.create();
        m_client.create();
        const auto third
            = [this] { return m_client.remote("POST", "browser_profiles", goodPayload()); };
        const Answer refused = third();
        QCOMPARE(refused.status, status);
        QCOMPARE(refused["error"_L1]["type"_L1].toString(), u"E_LIMIT"_s);
        QCOMPARE(refused["error"_L1]["code"_L1].toString(), u"E_LIMIT_PROFILES"_s);
        QCOMPARE(m_client.remote("DELETE", one(id, "?forceDelete=1")).status, 200);
        QCOMPARE(third().status, afterDelete ? 200 : status);
    }

    void createMass()
    {
        QJsonObject bad = goodPayload();
        bad.insert(u"canvas"_s, QJsonObject{{u"mode"_s, u"dance"_s}});
        const Answer answer = m_client.remote(
            "POST",
            "browser_profiles/mass",
            {{u"common"_s, goodPayload()},
             {u"items"_s,
              QJsonArray{
                  QJsonObject{{u"name"_s, u"one"_s}}, bad, QJsonObject{{u"name"_s, u"three"_s}}}}});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer["success"_L1], QJsonValue(false));
        QCOMPARE(answer["ids"_L1].toArray().size(), 2);
        QCOMPARE(answer["failed"_L1].toArray(), QJsonArray{1});
        QCOMPARE(answer["errors"_L1].toArray().size(), 1);
        QCOMPARE(m_standIn.profileNames(), QStringList({u"one"_s, u"three"_s}));
        QCOMPARE(
            m_client.remote("POST", "browser_profiles/mass", {{u"items"_s, QJsonArray()}}).status,
            422);
    }

    void readsAnotherShape()
    {
        const QJsonObject proxy{{u"type"_s, u"http"_s},
                                {u"host"_s, u"203.0.113.9"_s},
                                {u"port"_s, 8080},
                                {u"login"_s, u"u"_s},
                                {u"password"_s, u"secret"_s},
                                {u"name"_s, u"mine"_s}};
        const qint64 id = m_client.create({{u"proxy"_s, proxy}});
        const QJsonObject data = m_client.remote("GET", one(id))["data"_L1].toObject();
        QCOMPARE(data.value("id"_L1).toInteger(), id);
        QCOMPARE(data.value("running"_L1), QJsonValue(false));
        QVERIFY(data.value("connection"_L1).isObject());
        QCOMPARE(data.value("proxy"_L1)["password"_L1].toString(), u"secret"_s);
        QCOMPARE(data.value("proxy"_L1)["id"_L1], data.value("proxyId"_L1));
        QCOMPARE(m_client.remote("POST", "browser_profiles", data).status, 403);
        // Lists and the state hold no password.
        QVERIFY(!m_client.remote("GET", "browser_profiles").body.contains("secret"));
        QVERIFY(!m_client.remote("GET", "proxy").body.contains(R"("password")"));
        QVERIFY(!m_client.profile(id).value("payload"_L1)["proxy"_L1].toObject().contains(
            "password"_L1));
        QCOMPARE(m_client.login().status, 200);
        QCOMPARE(m_client.start(id).status, 200);
        QCOMPARE(m_client.remote("GET", one(id))["data"_L1]["running"_L1], QJsonValue(true));
        QVERIFY(m_standIn.knobs({{u"readOne"_s, u"forbidden"_s}}));
        QCOMPARE(m_client.remote("GET", one(id)).status, 403);
    }

    void nestedFingerprint()
    {
        const qint64 id = m_client.create({{u"fingerprint"_s, QJsonObject()}});
        QCOMPARE(m_client.remote("GET", one(id)).status, 500);
        QVERIFY(m_standIn.knobs({{u"nestedFingerprint"_s, u"flattened"_s}}));
        QCOMPARE(m_client.remote("GET", one(id)).status, 200);
    }

    void teamsAreApart()
    {
        QVERIFY(m_standIn.knobs({{u"tokens"_s, QJsonObject{{u"other"_s, 7}}}}));
        const qint64 id = m_client.create();
        m_client.token = "other";
        QCOMPARE(m_client.remote("GET", one(id)).status, 404);
        QCOMPARE(m_client.remote("DELETE", one(id, "?forceDelete=1")).status, 404);
        QVERIFY(ids(m_client.remote("GET", "browser_profiles")).isEmpty());
    }

    void patches()
    {
        const qint64 id = m_client.create({{u"statusId"_s, 1}});
        const auto payload = [&] { return m_client.profile(id).value("payload"_L1).toObject(); };
        QCOMPARE(m_client.remote("PATCH", one(id), {{u"name"_s, u"new"_s}}).status, 200);
        QCOMPARE(payload().value("name"_L1).toString(), u"new"_s);
        QCOMPARE(m_client.remote("PATCH", one(id), {{u"statusId"_s, 0}}).status, 200);
        QVERIFY(!payload().contains("statusId"_L1));
        m_client.contentType = "application/x-www-form-urlencoded";
        QCOMPARE(m_client
                     .send(m_standIn.remote(),
                           "PATCH",
                           '/' + one(id),
                           "proxy[type]=http&proxy%5Bhost%5D=203.0.113.9&proxy[port]=8080")
                     .status,
                 200);
        QCOMPARE(payload().value("proxy"_L1)["host"_L1].toString(), u"203.0.113.9"_s);
        QCOMPARE(proxies(), 1);
        m_client.contentType = "application/json";
        QCOMPARE(m_client.remote("PATCH", one(id), {{u"storagePath"_s, u"x"_s}}).status, 403);
        QCOMPARE(m_client.remote("PATCH", one(77), {{u"name"_s, u"x"_s}}).status, 404);
    }

    void pages_data()
    {
        QTest::addColumn<int>("most");
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("size");
        QTest::newRow("50") << 50 << QByteArray("?limit=100") << 50;
        QTest::newRow("100") << 100 << QByteArray("?limit=100") << 60;
        QTest::newRow("few") << 50 << QByteArray("?limit=7") << 7;
        QTest::newRow("last") << 50 << QByteArray("?limit=50&page=2") << 10;
        QTest::newRow("behind") << 50 << QByteArray("?limit=50&page=3") << 0;
    }

    void pages()
    {
        QFETCH(int, most);
        QFETCH(QByteArray, query);
        QFETCH(int, size);
        QJsonArray items;
        for (int i = 0; i < 60; ++i)
            items.append(QJsonObject{{u"name"_s, u"p%1"_s.arg(i)}});
        const QJsonObject body{{u"common"_s, goodPayload()}, {u"items"_s, items}};
        QCOMPARE(m_client.remote("POST", "browser_profiles/mass", body).status, 200);
        QVERIFY(m_standIn.knobs({{u"limitMax"_s, most}, {u"totalAs"_s, u"string"_s}}));
        const Answer answer = m_client.remote("GET", "browser_profiles" + query);
        QCOMPARE(ids(answer).size(), size);
        QCOMPARE(answer["total"_L1], QJsonValue(u"60"_s));
        QCOMPARE(answer["from"_L1].isNull(), size == 0);
        QVERIFY(m_standIn.knobs({{u"totalAs"_s, u"number"_s}}));
        QCOMPARE(m_client.remote("GET", "browser_profiles")["total"_L1], QJsonValue(60));
    }

    void listsByCursor()
    {
        QList<qint64> made;
        for (int i = 0; i < 5; ++i)
            made += m_client.create();
        QList<qint64> seen;
        QByteArray target = "browser_profiles/list-cursor?limit=2";
        for (int page = 0; page < 3; ++page) {
            const Answer answer = m_client.remote("GET", target);
            seen += ids(answer);
            const QUrl next(answer["next_page_url"_L1].toString());
            QCOMPARE(answer["next_page_url"_L1].isNull(), page == 2);
            target = "browser_profiles/list-cursor?limit=2&" + next.query().toLatin1();
        }
        QCOMPARE(seen, made);
        QVERIFY(m_standIn.knobs({{u"cursorList"_s, u"off"_s}}));
        const Answer off = m_client.remote("GET", "browser_profiles/list-cursor");
        QCOMPARE(off.status, 404);
        QVERIFY(off["message"_L1].toString().contains("ursor"_L1));
        QVERIFY(m_standIn.knobs({{u"pageList"_s, u"gone"_s}}));
        QCOMPARE(m_client.remote("GET", "browser_profiles").status, 410);
    }

    void filters_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("count");
        QTest::newRow("none") << QByteArray() << 3;
        QTest::newRow("name") << QByteArray("?query=ON") << 1;
        QTest::newRow("tag") << QByteArray("?tags=red") << 1;
        QTest::newRow("tags by comma") << QByteArray("?tags=red,blue") << 2;
        QTest::newRow("tags in brackets") << QByteArray("?tags[]=red&tags%5B%5D=blue") << 2;
    }

    void filters()
    {
        QFETCH(QByteArray, query);
        m_client.create({{u"name"_s, u"one"_s}, {u"tags"_s, QJsonArray{u"red"_s}}});
        m_client.create({{u"name"_s, u"two"_s}, {u"tags"_s, QJsonArray{u"blue"_s}}});
        m_client.create({{u"name"_s, u"three"_s}, {u"tags"_s, QJsonArray()}});
        QTEST(int(ids(m_client.remote("GET", "browser_profiles" + query)).size()), "count");
    }

    void thinLists_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("statuses") << QByteArray("browser_profiles/statuses");
        QTest::newRow("folders") << QByteArray("folders");
        QTest::newRow("extensions") << QByteArray("extensions");
    }

    void thinLists()
    {
        QFETCH(QByteArray, path);
        const qsizetype before = ids(m_client.remote("GET", path)).size();
        QCOMPARE(m_client
                     .remote("POST",
                             path,
                             {{u"name"_s, u"x"_s},
                              {u"color"_s, u"red"_s},
                              {u"type"_s, u"common"_s},
                              {u"url"_s, u"https://a.test/x"_s}})
                     .status,
                 200);
        QCOMPARE(ids(m_client.remote("GET", path)).size(), before + 1);
    }

    void whatIsNotThere_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char *path :
             {"proxies", "browser_profiles/1/cookies", "v1.0/browser_profiles", "dance"})
            QTest::newRow(path) << QByteArray(path);
    }

    void whatIsNotThere()
    {
        QFETCH(QByteArray, path);
        QCOMPARE(m_client.remote("GET", path).status, 404);
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestStandInRemote)
#include "tst_standinremote.moc"
