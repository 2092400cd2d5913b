// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/plaincdp.h"
#include "tests/standin/plainclient.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace pelorus::test {

/// The desktop app's API: signing in, start, stop, running, with the stub browser.
class TestStandInLocal : public QObject
{
    Q_OBJECT

    StandIn m_standIn;
    PlainClient m_client{m_standIn};

    static QJsonObject proxy(const QString &host)
    {
        return {{u"type"_s, u"http"_s}, {u"host"_s, host}, {u"port"_s, 8080}};
    }

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
        m_client.token.reset();
        m_client.contentType = "application/json";
        QVERIFY(m_standIn.reset());
        QVERIFY(m_standIn.knobs({{u"visibleAfter"_s, 0}, {u"uploadTime"_s, 0}}));
        QCOMPARE(m_client.login().status, 200);
    }

    void cleanup() { QVERIFY2(m_standIn.problem().isEmpty(), qPrintable(m_standIn.problem())); }

    void login_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QJsonObject>("knobs");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const QByteArray good = "standin-token";
        const QByteArray json = "application/json";
        const QByteArray no = R"({"success":false})";
        QTest::newRow("right") << good << json << QJsonObject() << 200
                               << QByteArray(R"({"success":true})");
        QTest::newRow("right, charset") << good << json + "; charset=utf-8" << QJsonObject() << 200
                                        << QByteArray(R"({"success":true})");
        QTest::newRow("success is 1") << good << json << QJsonObject{{u"successAs"_s, u"one"_s}}
                                      << 200 << QByteArray(R"({"success":1})");
        QTest::newRow("wrong") << QByteArray("nobody") << json << QJsonObject() << 401 << no;
        QTest::newRow("empty") << QByteArray("") << json << QJsonObject() << 401 << no;
        QTest::newRow("another known") << QByteArray("other") << json
                                       << QJsonObject{{u"tokens"_s, QJsonObject{{u"other"_s, 7}}}}
                                       << 200 << QByteArray(R"({"success":true})");
        QTest::newRow("logged out")
            << good << json << QJsonObject{{u"app"_s, u"logged-out"_s}} << 401 << no;
        QTest::newRow("cloud down")
            << good << json << QJsonObject{{u"remoteDown"_s, true}} << 500
            << QByteArray(R"({"error":"The cloud cannot be reached","success":false})");
        QTest::newRow("no JSON")
            << good << QByteArray("text/plain") << QJsonObject() << 400
            << QByteArray(R"({"error":"Content-Type must be application/json","success":false})");
        QTest::newRow("too old") << good << json << QJsonObject{{u"appTooOld"_s, true}} << 404
                                 << QByteArray(R"({"error":"Not found","success":false})");
    }

    void login()
    {
        QFETCH(QByteArray, token);
        QFETCH(QByteArray, type);
        QFETCH(QJsonObject, knobs);
        QFETCH(QByteArray, body);
        QVERIFY(m_standIn.knobs(knobs));
        m_client.token = token;
        m_client.contentType = type;
        const Answer answer = m_client.login();
        QTEST(answer.status, "status");
        QCOMPARE(answer.body, body);
        QCOMPARE(answer.header("Content-Type"), "application/json; charset=utf-8");
        // The state lives in the app: neither a token nor a cookie comes back.
        QVERIFY(answer.header("Set-Cookie").isEmpty());
    }

    void needsLogin_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("never"); ///< not with a login either: X-Anty-Session-Token
        QTest::newRow("start") << QByteArray("GET") << QByteArray("browser_profiles/1/start")
                               << false;
        QTest::newRow("temporary")
            << QByteArray("POST") << QByteArray("browser_profiles/start") << false;
        QTest::newRow("stop") << QByteArray("GET") << QByteArray("browser_profiles/1/stop")
                              << false;
        QTest::newRow("import") << QByteArray("POST") << QByteArray("cookies/import") << false;
        QTest::newRow("export") << QByteArray("POST") << QByteArray("export-cookies") << false;
        QTest::newRow("robot") << QByteArray("POST") << QByteArray("import/cookies/1/robot")
                               << false;
        QTest::newRow("local list") << QByteArray("GET") << QByteArray("browser_profiles") << true;
        QTest::newRow("check proxy") << QByteArray("POST") << QByteArray("check/proxy") << true;
        QTest::newRow("version") << QByteArray("GET") << QByteArray("get-app-version") << true;
    }

    void needsLogin()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(bool, never);
        const auto refused = [&] {
            const Answer answer = m_client.local(method, path);
            return answer.status == 401 && answer.body == R"({"error":"invalid session token"})";
        };
        QCOMPARE(refused(), never);
        QVERIFY(m_standIn.reset());
        QVERIFY(refused()); // a Bearer alone is not enough
        QVERIFY(m_standIn.knobs({{u"loginRequired"_s, false}}));
        QCOMPARE(refused(), never);
    }

    /// "After login start, stop and running need no header at all."
    void needsNoHeaderAfterLogin()
    {
        const qint64 id = m_client.create();
        m_client.token = "";
        QCOMPARE(m_client.start(id).status, 200);
        QVERIFY(m_client.isRunning(id));
        QCOMPARE(m_client.stop(id).status, 200);
    }

    void seesItsOwnAccountOnly()
    {
        QVERIFY(m_standIn.knobs({{u"tokens"_s, QJsonObject{{u"other"_s, 7}}}}));
        const qint64 mine = m_client.create();
        m_client.token = "other";
        const qint64 theirs = m_client.create();
        QCOMPARE(m_client.start(theirs).status, 404);
        QCOMPARE(m_client.login().status, 200); // switches the account of the whole app
        QCOMPARE(m_client.start(theirs).status, 200);
        m_client.token.reset();
        QCOMPARE(m_client.start(mine).status, 404);
    }

    void appClosed_data()
    {
        QTest::addColumn<bool>("survives");
        QTest::newRow("login survives") << true;
        QTest::newRow("login is lost") << false;
    }

    void appClosed()
    {
        QFETCH(bool, survives);
        const qint64 id = running();
        QVERIFY(m_standIn.knobs({{u"app"_s, u"closed"_s}, {u"loginSurvives"_s, survives}}));
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost),
                             quint16(m_standIn.local().port()));
        QVERIFY(!socket.waitForConnected(20000));
        QCOMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
        QVERIFY(m_standIn.knobs({{u"app"_s, u"open"_s}}));
        QVERIFY(!m_client.isRunning(id)); // the browsers ended with it
        QCOMPARE(m_client.start(id).status, survives ? 200 : 401);
    }

    void appIsAnotherProgram()
    {
        QVERIFY(m_standIn.knobs({{u"app"_s, u"foreign"_s}}));
        const Answer answer = m_client.login();
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.document().isNull());
    }

    void appOnAnotherPort()
    {
        QTcpSocket reserve;
        QVERIFY(reserve.bind(QHostAddress::LocalHost));
        const int port = reserve.localPort();
        reserve.abort();
        QVERIFY(m_standIn.knobs({{u"localPort"_s, port}}));
        QUrl moved = m_standIn.local();
        QCOMPARE(m_client.send(moved, "GET", "/v1.0/browser_profiles/running").status, 0);
        moved.setPort(port);
        QCOMPARE(m_client.send(moved, "GET", "/v1.0/browser_profiles/running").status, 200);
        QVERIFY(m_standIn.reset());
        QCOMPARE(m_client.local("GET", "browser_profiles/running").status, 200);
    }

    void wrongMethod_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("login") << QByteArray("GET") << QByteArray("auth/login-with-token");
        QTest::newRow("start") << QByteArray("DELETE") << QByteArray("browser_profiles/1/start");
        QTest::newRow("stop") << QByteArray("POST") << QByteArray("browser_profiles/1/stop");
        QTest::newRow("temporary") << QByteArray("GET") << QByteArray("browser_profiles/start");
        QTest::newRow("import") << QByteArray("GET") << QByteArray("cookies/import");
        QTest::newRow("export") << QByteArray("GET") << QByteArray("export-cookies");
        QTest::newRow("robot") << QByteArray("GET") << QByteArray("import/cookies/1/robot");
    }

    void wrongMethod()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        for (const int status : {405, 404}) {
            QVERIFY(m_standIn.knobs({{u"wrongMethodStatus"_s, status}}));
            QCOMPARE(m_client.local(method, path).status, status);
        }
    }

    void start_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("what");
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<bool>("automation");
        const QByteArray get = "GET";
        const QByteArray post = "POST";
        QTest::newRow("1") << get << QByteArray("start?automation=1") << QJsonObject() << true;
        QTest::newRow("true") << get << QByteArray("start?automation=true&headless=1")
                              << QJsonObject() << true;
        QTest::newRow("0") << get << QByteArray("start?automation=0") << QJsonObject() << false;
        QTest::newRow("forgotten") << get << QByteArray("start") << QJsonObject() << false;
        QTest::newRow("POST") << post << QByteArray("start")
                              << QJsonObject{{u"automation"_s, true}, {u"headless"_s, true}}
                              << true;
        QTest::newRow("POST, all options") << post << QByteArray("start")
                                           << QJsonObject{{u"automation"_s, 1},
                                                          {u"screenWidth"_s, 640},
                                                          {u"screenHeight"_s, 2160},
                                                          {u"dpr"_s, 4}}
                                           << true;
        QTest::newRow("POST, forgotten") << post << QByteArray("start") << QJsonObject() << false;
    }

    void start()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, what);
        QFETCH(QJsonObject, body);
        QFETCH(bool, automation);
        const qint64 id = m_client.create();
        for (const QString &form : {u"path"_s, u"url"_s}) {
            QVERIFY(m_standIn.knobs({{u"wsEndpoint"_s, form}}));
            const Answer answer = m_client.local(method, PlainClient::path(id, what), body);
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer["success"_L1], QJsonValue(true));
            QCOMPARE(answer.json().contains("automation"_L1), automation);
            QVERIFY(m_client.isRunning(id));
            if (automation) {
                const QJsonObject found = answer["automation"_L1].toObject();
                const int port = found.value("port"_L1).toInt();
                const QString end = found.value("wsEndpoint"_L1).toString();
                QCOMPARE(end.startsWith("/devtools/browser/"_L1), form == "path"_L1);
                QCOMPARE(end.startsWith(u"ws://127.0.0.1:%1/devtools/browser/"_s.arg(port)),
                         form == "url"_L1);
                PlainCdp cdp;
                QVERIFY(cdp.open(answer));
                QVERIFY(!cdp.call(u"Browser.getVersion"_s)["result"_L1].toObject().isEmpty());
            }
            QCOMPARE(m_client.stop(id).status, 200);
            QVERIFY(!m_client.isRunning(id));
        }
    }

    void startRefused_data()
    {
        QTest::addColumn<QJsonObject>("payload"); ///< the profile's
        QTest::addColumn<QJsonObject>("knobs");
        QTest::addColumn<QJsonObject>("body"); ///< of the POST
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("needle");
        const QJsonObject none;
        const QJsonObject on{{u"automation"_s, true}};
        const auto with = [&](const QString &key, const QJsonValue &value) {
            QJsonObject body = on;
            body.insert(key, value);
            return body;
        };
        QTest::newRow("too early") << none << QJsonObject{{u"visibleAfter"_s, 600000}} << on << 404
                                   << QByteArray("E_PROFILE_NOT_FOUND");
        QTest::newRow("too early, text")
            << none << QJsonObject{{u"visibleAfter"_s, 600000}, {u"errorShape"_s, u"string"_s}}
            << on << 404 << QByteArray("\"error\":\"Browser profile");
        QTest::newRow("free plan") << none << QJsonObject{{u"plan"_s, u"free"_s}} << on << 402
                                   << QByteArray("Automation is not available on the Free plan");
        QTest::newRow("object as time zone")
            << QJsonObject{{u"timezone"_s,
                            QJsonObject{{u"mode"_s, u"manual"_s}, {u"value"_s, QJsonObject()}}}}
            << none << on << 500 << QByteArray("timezone");
        QTest::newRow("nested fingerprint") << QJsonObject{{u"fingerprint"_s, QJsonObject()}}
                                            << none << on << 500 << QByteArray("webgpu");
        QTest::newRow("dead proxy")
            << QJsonObject{{u"proxy"_s, proxy(u"203.0.113.9"_s)}}
            << QJsonObject{{u"deadProxies"_s, QJsonArray{u"203.0.113.9"_s}}} << on << 200
            << QByteArray("\"message\":\"initConnectionError\",\"success\":false");
        QTest::newRow("narrow") << none << none << with(u"screenWidth"_s, 639) << 400
                                << QByteArray("screenWidth");
        QTest::newRow("high") << none << none << with(u"screenHeight"_s, 2161) << 400
                              << QByteArray("screenHeight");
        QTest::newRow("dpr as text")
            << none << none << with(u"dpr"_s, u"1"_s) << 400 << QByteArray("dpr");
    }

    void startRefused()
    {
        QFETCH(QJsonObject, payload);
        QFETCH(QJsonObject, knobs);
        QFETCH(QJsonObject, body);
        QFETCH(QByteArray, needle);
        const qint64 id = m_client.create(payload);
        QVERIFY(id > 0);
        QVERIFY(m_standIn.knobs(knobs));
        const Answer answer = m_client.local("POST", PlainClient::path(id, "start"), body);
        QTEST(answer.status, "status");
        QVERIFY2(answer.body.contains(needle), answer.body.constData());
        QVERIFY(!m_client.isRunning(id));
        QVERIFY(m_standIn.knobs({{u"visibleAfter"_s, 0},
                                 {u"plan"_s, u"base"_s},
                                 {u"nestedFingerprint"_s, u"flattened"_s},
                                 {u"deadProxies"_s, QJsonArray()}}));
        if (!payload.contains("timezone"_L1))
            QCOMPARE(m_client.start(id).status, 200);
    }

    void startsUnknown() { QCOMPARE(m_client.start(77).status, 404); }

    void startsWithoutGet()
    {
        QVERIFY(m_standIn.knobs({{u"getStart"_s, false}}));
        const qint64 id = m_client.create();
        QCOMPARE(m_client.start(id).status, 405);
        QCOMPARE(m_client.local("POST", PlainClient::path(id, "start")).status, 200);
    }

    void startsTwice_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("withAutomation");
        QTest::newRow("500") << 500 << false;
        QTest::newRow("400") << 400 << false;
        QTest::newRow("200 with a port") << 200 << true;
    }

    void startsTwice()
    {
        QFETCH(int, status);
        QFETCH(bool, withAutomation);
        QVERIFY(m_standIn.knobs(
            {{u"duplicateStatus"_s, status}, {u"duplicateAutomation"_s, withAutomation}}));
        const qint64 id = m_client.create();
        const Answer first = m_client.start(id);
        const Answer second = m_client.start(id);
        QCOMPARE(second.status, status);
        QCOMPARE(second["success"_L1], QJsonValue(false));
        QCOMPARE(second["errorObject"_L1]["code"_L1], QJsonValue(u"E_BROWSER_RUN_DUPLICATE"_s));
        const QJsonValue port = second["automation"_L1]["port"_L1];
        QCOMPARE(port,
                 withAutomation ? first["automation"_L1]["port"_L1]
                                : QJsonValue(QJsonValue::Undefined));
    }

    void startsTooManyAtOnce()
    {
        QVERIFY(m_standIn.knobs({{u"maxStarts"_s, 2}, {u"startDelay"_s, 600000}}));
        std::vector<Exchanging> starts;
        QList<qint64> ids;
        for (int i = 0; i < 2; ++i) {
            ids += m_client.create();
            starts.push_back(
                m_client.beginLocal("GET", PlainClient::path(ids.last(), "start?automation=1")));
            QTRY_VERIFY(m_client.isRunning(ids.last()));
        }
        const qint64 third = m_client.create();
        QCOMPARE(m_client.start(third).status, 429);
        QCOMPARE(m_client.start(ids[0]).status, 500); // starting counts as running
        QCOMPARE(m_client.local("GET", PlainClient::path(ids[0], "active")).status, 404);
        QVERIFY(starts[0].isWaiting());
        // What was stopped, or deleted, while it started is told so, and makes room.
        QCOMPARE(m_client.stop(ids[0]).status, 200);
        QCOMPARE(starts[0].answer().status, 500);
        QVERIFY(m_standIn.knobs({{u"startDelay"_s, 0}, {u"runningDelete"_s, u"accept"_s}}));
        QCOMPARE(m_client.start(third).status, 200);
        QCOMPARE(m_client
                     .remote("DELETE",
                             "browser_profiles/" + QByteArray::number(ids[1]) + "?forceDelete=1")
                     .status,
                 200);
        QCOMPARE(starts[1].answer().status, 500);
    }

    void freePlanRunsThree()
    {
        QVERIFY(m_standIn.knobs({{u"plan"_s, u"free"_s}}));
        QList<qint64> ids;
        for (int i = 0; i < 4; ++i)
            ids += m_client.create();
        for (int i = 0; i < 3; ++i)
            QCOMPARE(m_client.local("GET", PlainClient::path(ids[i], "start")).status, 200);
        for (const Answer &fourth :
             {m_client.local("GET", PlainClient::path(ids[3], "start")),
              m_client.local("POST", "browser_profiles/start", {{u"headless"_s, true}})}) {
            QCOMPARE(fourth.status, 499);
            QCOMPARE(fourth["error"_L1].toString(), u"FREE_PLAN_PROFILE_LIMIT_EXCEEDED"_s);
        }
        QCOMPARE(m_client.stop(ids[0]).status, 200);
        QCOMPARE(m_client.local("GET", PlainClient::path(ids[3], "start")).status, 200);
    }

    void temporary_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<QJsonObject>("knobs");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("automation");
        const QJsonObject none;
        const QJsonObject on{{u"automation"_s, true}};
        const auto proxied = [&](const QJsonValue &type, const QString &host) {
            return QJsonObject{{u"proxy"_s, QJsonObject{{u"type"_s, type}, {u"host"_s, host}}}};
        };
        QTest::newRow("always") << none << none << 200 << true;
        QTest::newRow("body only, not in it")
            << none << QJsonObject{{u"temporaryAutomation"_s, u"body-only"_s}} << 200 << false;
        QTest::newRow("body only, in it")
            << on << QJsonObject{{u"temporaryAutomation"_s, u"body-only"_s}} << 200 << true;
        QTest::newRow("free plan") << on << QJsonObject{{u"plan"_s, u"free"_s}} << 402 << false;
        QTest::newRow("https proxy") << proxied(u"https"_s, u"h"_s) << none << 200 << true;
        QTest::newRow("no proxy") << proxied(u"none"_s, {}) << none << 200 << true;
        QTest::newRow("unknown proxy") << proxied(u"ftp"_s, u"h"_s) << none << 400 << false;
        QTest::newRow("proxy without host") << proxied(u"http"_s, {}) << none << 400 << false;
        QTest::newRow("bad option") << QJsonObject{{u"dpr"_s, 9}} << none << 400 << false;
    }

    void temporary()
    {
        QFETCH(QJsonObject, body);
        QFETCH(QJsonObject, knobs);
        QFETCH(int, status);
        QFETCH(bool, automation);
        QVERIFY(m_standIn.knobs(knobs));
        const Answer answer = m_client.local("POST", "browser_profiles/start", body);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer["automation"_L1].isObject(), automation);
        QCOMPARE(m_standIn.profilesLeft(), status == 200 ? 1 : 0);
        if (status != 200)
            return;
        QCOMPARE(answer["type"_L1].toString(), u"temporary"_s);
        const qint64 id = answer["profileId"_L1].toInteger();
        QVERIFY(m_client.isRunning(id));
        // It is no profile of the cloud, and ends with its browser.
        const QByteArray path = "browser_profiles/" + QByteArray::number(id);
        QCOMPARE(m_client.remote("GET", path).status, 404);
        QCOMPARE(m_client.stop(id).status, 200);
        QCOMPARE(m_standIn.profilesLeft(), 0);
        QVERIFY(m_standIn.state().value("deleted"_L1).toArray().isEmpty());
    }

    void temporaryMeetsDeadProxy()
    {
        QVERIFY(m_standIn.knobs({{u"deadProxies"_s, QJsonArray{u"h"_s}}}));
        const Answer answer
            = m_client.local("POST", "browser_profiles/start", {{u"proxy"_s, proxy(u"h"_s)}});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer["message"_L1].toString(), u"initConnectionError"_s);
        QCOMPARE(m_standIn.profilesLeft(), 0);
    }

    void portOpensLater()
    {
        QVERIFY(m_standIn.knobs({{u"cdpLag"_s, 600000}}));
        const qint64 id = m_client.create();
        const int closed = m_client.start(id)["automation"_L1]["port"_L1].toInt();
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), quint16(closed));
        QVERIFY(!socket.waitForConnected(20000));
        QCOMPARE(m_client.stop(id).status, 200);
        QVERIFY(m_standIn.knobs({{u"cdpLag"_s, 1}}));
        const Answer answer = m_client.start(id);
        QUrl url(u"http://127.0.0.1"_s);
        url.setPort(answer["automation"_L1]["port"_L1].toInt());
        QTRY_COMPARE(m_client.send(url, "GET", "/json/version").status, 200);
        PlainCdp cdp; // and passes everything on
        QVERIFY(cdp.open(answer));
        QVERIFY(!cdp.call(u"Browser.getVersion"_s).isEmpty());
    }

    void whatIsNotThere_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("no version") << QByteArray("/browser_profiles/running");
        QTest::newRow("another version") << QByteArray("/v2.0/browser_profiles/running");
        QTest::newRow("root") << QByteArray("/v1.0");
        QTest::newRow("unknown") << QByteArray("/v1.0/status");
        QTest::newRow("of a profile") << QByteArray("/v1.0/browser_profiles/1/dance");
        QTest::newRow("robot") << QByteArray("/v1.0/import/cookies/1/robotic");
    }

    void whatIsNotThere()
    {
        QFETCH(QByteArray, target);
        QCOMPARE(m_client.send(m_standIn.local(), "GET", target).status, 404);
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestStandInLocal)
#include "tst_standinlocal.moc"
