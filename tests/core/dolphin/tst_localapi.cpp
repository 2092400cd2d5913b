// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dolphin/localapi.h"
#include "tests/core/net/rawserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <atomic>
#include <map>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::dolphin;
using pelorus::test::RawRequest;
using pelorus::test::RawServer;

namespace {

Call soon()
{
    return Call::in(std::chrono::seconds(30));
}

constexpr RetryPolicy kFast{3, milliseconds(1), 1.5, milliseconds(5)};
const QByteArray kStarted
    = R"({"success":true,"automation":{"port":5281,"wsEndpoint":"/devtools/browser/ab"}})";
const QByteArray kDuplicate
    = R"({"success":false,"error":"already running","errorObject":{"code":"E_BROWSER_RUN_DUPLICATE","text":"Browser profile is already running"}})";

struct Scripted
{
    int status = 200;
    QByteArray body = R"({"success":true})";
};

/// A Local API whose answers to start, stop and running are played in order; the last one stays.
class App final
{
    std::map<QString, size_t>
        m_played; ///< before the server, whose thread still answers at its end

public:
    std::vector<Scripted> logins{{}};
    std::vector<Scripted> starts{{200, kStarted}};
    std::vector<Scripted> stops{{}};
    std::vector<Scripted> runnings{{200, "{}"}};
    std::vector<Scripted> probes{{200, "{}"}}; ///< the same path, asked without the token
    std::vector<Scripted> cookies{{}};
    /// Stops without retryToStop are not answered.
    bool hangStops = false;

    RawServer server{
        [this](QTcpSocket &socket, const RawRequest &request) { play(socket, request); }};
    net::Network network;

    [[nodiscard]] LocalApi api(const QUrl &url = {},
                               CookieUnit unit = CookieUnit::Seconds,
                               const MachineLimits &machine = {})
    {
        return LocalApi(
            network,
            {{}, url.isEmpty() ? server.url() : url, {}, {}},
            [] { return Secret(QByteArray("tok")); },
            kFast,
            unit,
            machine);
    }

    [[nodiscard]] int count(const QString &end) const
    {
        int found = 0;
        for (const RawRequest &request : server.seen())
            found += request.path().endsWith(end) ? 1 : 0;
        return found;
    }

    [[nodiscard]] std::vector<RawRequest> sent(const QString &end) const
    {
        std::vector<RawRequest> found;
        for (const RawRequest &request : server.seen()) {
            if (request.path().endsWith(end))
                found.push_back(request);
        }
        return found;
    }

private:
    void play(QTcpSocket &socket, const RawRequest &request)
    {
        const QString path = request.path();
        if (path.endsWith("/stop"_L1) && hangStops && request.query(u"retryToStop"_s).isEmpty())
            return;
        const bool probe
            = path.endsWith("/running"_L1) && !request.headers.contains("authorization");
        const auto &script = path.endsWith("login-with-token"_L1) ? logins
            : path.endsWith("/start"_L1)                          ? starts
            : path.endsWith("/stop"_L1)                           ? stops
            : probe                                               ? probes
            : path.endsWith("/running"_L1)                        ? runnings
                                                                  : cookies;
        const QString key = probe ? u"probe"_s : path.section(u'/', -1);
        const size_t at = std::min(m_played[key]++, script.size() - 1);
        socket.write(RawServer::answer(script[at].status, script[at].body));
    }
};

} // namespace

class TestLocalApi : public QObject
{
    Q_OBJECT

private slots:
    void otherProgramsAreWaitedFor()
    {
        App app;
        int asked = 0;
        std::weak_ptr<void> held;
        MachineLimits machine;
        machine.start = [&]() -> std::shared_ptr<void> {
            if (++asked < 3)
                return nullptr;
            const auto place = std::make_shared<int>();
            held = place;
            return place;
        };
        bool heldMeanwhile = false;
        machine.stop = [&] {
            heldMeanwhile = !held.expired();
            return std::make_shared<int>();
        };
        // Of a profile that runs already: stopped within its start.
        app.starts = {{409, R"({"success":false})"}, {200, kStarted}};
        LocalApi api = app.api({}, CookieUnit::Seconds, machine);
        QVERIFY(api.start(ProfileId{7}, {}, soon()));
        QCOMPARE(asked, 3);
        QCOMPARE(app.count(u"/stop"_s), 1);
        QVERIFY(heldMeanwhile);
        QVERIFY(held.expired());
    }

    void aHangingProgramIsNotWaitedForForEver()
    {
        App app;
        MachineLimits machine;
        machine.stop = [] { return std::shared_ptr<void>(); };
        LocalApi api = app.api({}, CookieUnit::Seconds, machine);
        const auto late = api.stop(ProfileId{7}, false, Call::in(milliseconds(150)));
        QVERIFY(!late);
        QCOMPARE(late.error().kind, ErrorKind::Timeout);
        QCOMPARE(app.count(u"/stop"_s), 0);
        machine.patience = milliseconds(50);
        LocalApi hasty = app.api({}, CookieUnit::Seconds, machine);
        QVERIFY(hasty.stop(ProfileId{7}, false, soon()));
        QCOMPARE(app.count(u"/stop"_s), 1);
    }
    /// The stops of twenty tasks do not wait for it one after the other.
    void aHangingProgramCostsItsPatienceOnce()
    {
        App app;
        MachineLimits machine;
        int asked = 0;
        std::shared_ptr<void> place;
        machine.stop = [&] {
            ++asked;
            return place;
        };
        machine.patience = milliseconds(150);
        LocalApi api = app.api({}, CookieUnit::Seconds, machine);
        QVERIFY(api.stop(ProfileId{7}, false, soon()));
        QVERIFY(asked > 1);
        asked = 0;
        QVERIFY(api.stop(ProfileId{8}, false, soon()));
        QCOMPARE(asked, 1);
        place = std::make_shared<int>(); // it goes on, and counts again from now on
        QVERIFY(api.stop(ProfileId{9}, false, soon()));
        place.reset();
        asked = 0;
        QVERIFY(api.stop(ProfileId{10}, false, soon()));
        QVERIFY(asked > 1);
    }

    void probeTellsWhatIsWrong()
    {
        App app;
        LocalApi good = app.api();
        const auto found = good.probe(soon(), 1);
        QVERIFY2(found, qPrintable(found ? QString() : toLogString(found.error())));
        QCOMPARE(found->port(), int(app.server.port()));
        // The token goes out only after the answer was Dolphin's.
        const auto seen = app.server.seen();
        QCOMPARE(seen[0].path(), u"/v1.0/browser_profiles/running"_s);
        QVERIFY(!seen[0].headers.contains("authorization"));
        const RawRequest login = app.sent(u"/login-with-token"_s).front();
        QCOMPARE(login.body, QByteArray(R"({"token":"tok"})"));
        QCOMPARE(login.headers.value("content-type"), QByteArray("application/json"));

        App wrong;
        wrong.logins = {{401, R"({"success":false})"}};
        const auto refused = wrong.api().probe(soon(), 1);
        QVERIFY(!refused);
        QCOMPARE(kindName(refused.error().kind), u"auth"_s);

        App old;
        old.logins = {{404, R"({"success":false})"}};
        const auto tooOld = old.api().probe(soon(), 1);
        QVERIFY(!tooOld);
        QCOMPARE(tooOld.error().name, u"DOLPHIN_TOO_OLD"_s);

        QTcpServer unused;
        QVERIFY(unused.listen(QHostAddress::LocalHost));
        const QUrl nowhere(u"http://127.0.0.1:%1"_s.arg(unused.serverPort()));
        unused.close();
        const auto closed = app.api(nowhere).probe(soon(), 1);
        QVERIFY(!closed);
        QCOMPARE(closed.error().name, u"DOLPHIN_CLOSED"_s);
        QCOMPARE(kindName(closed.error().kind), u"network"_s);
    }

    void anotherProgramNeverGetsTheToken_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("page") << 200 << QByteArray("<html>my app</html>");
        QTest::newRow("404 page") << 404 << QByteArray("Cannot GET /v1.0");
        QTest::newRow("404 JSON") << 404 << QByteArray(R"({"message":"Not found"})");
        QTest::newRow("other JSON") << 200 << QByteArray(R"({"status":"ok"})");
        QTest::newRow("list") << 200 << QByteArray("[]");
    }

    void anotherProgramNeverGetsTheToken()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        App other;
        other.probes = {{status, body}};
        LocalApi api = other.api();
        const auto found = api.probe(soon(), 1);
        QVERIFY(!found);
        QCOMPARE(found.error().name, u"PORT_TAKEN"_s);
        QCOMPARE(other.server.seen().size(), size_t(1));
        const auto stopped = api.stop({7}, true, soon()); // without a search first
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().name, u"PORT_TAKEN"_s);
        QCOMPARE(size_t(other.count(u"/running"_s)), other.server.seen().size());
    }

    void searchGoesOnToTheNextPorts()
    {
        App app;
        QUrl before = app.server.url();
        before.setPort(before.port() - 3);
        LocalApi api = app.api(before);
        const auto found = api.probe(soon(), 10);
        QVERIFY2(found, qPrintable(found ? QString() : toLogString(found.error())));
        QCOMPARE(found->port(), int(app.server.port()));
        QVERIFY(api.running(soon()));
    }

    void namesAreSentAsAddresses()
    {
        App app;
        QUrl url = app.server.url();
        // Any name but localhost; this one is the loopback's own.
        url.setHost(QHostAddress(QHostAddress::LocalHost).toString());
        LocalApi api = app.api(url);
        const auto started = api.start({7}, {}, soon());
        QVERIFY(started);
        QCOMPARE(started->webSocket.host(), u"127.0.0.1"_s);
        QVERIFY(app.server.seen().front().headers.value("host").startsWith("127.0.0.1:"));
    }

    void startUnderstandsBothForms_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("url");
        const QString url = u"ws://127.0.0.1:5281/devtools/browser/ab"_s;
        QTest::newRow("path") << kStarted << url;
        QTest::newRow("full URL") << QByteArray(
            R"({"success":true,"automation":{"port":5281,"wsEndpoint":"ws:/)"
            R"(/localhost:5281/devtools/browser/ab"}})")
                                  << url;
        QTest::newRow("full URL, no port")
            << QByteArray(R"({"success":1,"automation":{"wsEndpoint":"ws:/)"
                          R"(/127.0.0.1:5281/devtools/browser/ab"}})")
            << url;
        QTest::newRow("port as text") << QByteArray(
            R"({"success":true,"automation":{"port":"5281","wsEndpoint":"/devtools/browser/ab"}})")
                                      << url;
        QTest::newRow("no automation") << QByteArray(R"({"success":true})") << QString();
        QTest::newRow("automation null")
            << QByteArray(R"({"success":true,"automation":null})") << QString();
        QTest::newRow("port null")
            << QByteArray(R"({"success":true,"automation":{"port":null,"wsEndpoint":"/x"}})")
            << QString();
        QTest::newRow("not JSON") << QByteArray("started") << QString();
    }

    void startUnderstandsBothForms()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, url);
        App app;
        app.starts = {{200, body}};
        LocalApi api = app.api();
        const auto started = api.start({7}, {true, milliseconds(0)}, soon());
        QCOMPARE(started.has_value(), !url.isEmpty());
        if (started)
            QCOMPARE(started->webSocket.toString(), url);
        else
            QCOMPARE(kindName(started.error().kind), u"protocol"_s);
        const RawRequest request = app.sent(u"/start"_s).front();
        QCOMPARE(request.target,
                 QByteArray("/v1.0/browser_profiles/7/start?automation=1&headless=1"));
        QCOMPARE(request.headers.value("authorization"), QByteArray("Bearer tok"));
    }

    void startRecovers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("stops");
        QTest::newRow("not visible yet")
            << 404 << QByteArray(R"({"success":false,"error":"Profile not found"})") << 0;
        QTest::newRow("not visible yet, by name")
            << 400
            << QByteArray(
                   R"({"success":false,"errorObject":{"code":"E_PROFILE_NOT_FOUND","text":"no"}})")
            << 0;
        QTest::newRow("duplicate, 500") << 500 << kDuplicate << 1;
        QTest::newRow("duplicate, 400") << 400 << kDuplicate << 1;
        QTest::newRow("duplicate, 200") << 200 << kDuplicate << 1;
        QTest::newRow("proxy once")
            << 200
            << QByteArray(
                   R"({"success":false,"message":"initConnectionError","error":"Failed to get IP data"})")
            << 0;
        QTest::newRow("session lost")
            << 401 << QByteArray(R"({"error":"invalid session token"})") << 0;
        QTest::newRow("busy") << 429
                              << QByteArray(R"({"success":false,"error":"Too many launches"})")
                              << 0;
        QTest::newRow("locked") << 500
                                << QByteArray(R"({"success":false,"error":"EBUSY: Cookies"})") << 0;
    }

    void startRecovers()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, stops);
        App app;
        app.starts = {{status, body}, {200, kStarted}};
        LocalApi api = app.api();
        const auto started = api.start({7}, {}, soon());
        QVERIFY2(started, qPrintable(started ? QString() : toLogString(started.error())));
        QCOMPARE(app.count(u"/start"_s), 2);
        QCOMPARE(app.count(u"/stop"_s), stops);
        QCOMPARE(app.count(u"/login-with-token"_s), status == 401 ? 2 : 1);
    }

    void startGivesUp_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("starts");
        const auto row
            = [](const char *tag, int status, const QByteArray &body, ErrorKind kind, int starts) {
                  QTest::newRow(tag) << status << body << kindName(kind) << starts;
              };
        row("never visible", 404, R"({"success":false})", ErrorKind::NotFound, 2); // GET, POST
        row("always duplicate", 500, kDuplicate, ErrorKind::Conflict, 2);
        row("proxy dead",
            200,
            R"({"success":false,"message":"initConnectionError","error":"Failed to get IP data"})",
            ErrorKind::Proxy,
            2);
        row("free plan",
            402,
            R"({"success":false,"error":"Automation is not available on the Free plan"})",
            ErrorKind::PlanLimit,
            1);
        row("three running",
            499,
            R"({"success":false,"error":"FREE_PLAN_PROFILE_LIMIT_EXCEEDED"})",
            ErrorKind::PlanLimit,
            1);
        row("damaged", 500, R"({"success":false,"error":"Datadir damaged"})", ErrorKind::Io, 1);
        row("locked", 500, R"({"success":false,"error":"EBUSY: History"})", ErrorKind::Http, 3);
        row("too slow",
            500,
            R"({"success":false,"error":"Timeout exceeded 60001 ms"})",
            ErrorKind::Http,
            3);
        row("bad parameters",
            400,
            R"({"success":false,"error":"bad"})",
            ErrorKind::InvalidInput,
            1);
        row("token refused", 401, R"({"success":false})", ErrorKind::Auth, 2);
        row("engine download",
            200,
            R"({"success":false,"message":"errorMirrorDownload"})",
            ErrorKind::Network,
            3);
    }

    void startGivesUp()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, kind);
        QFETCH(int, starts);
        App app;
        app.starts = {{status, body}};
        LocalApi api = app.api();
        const auto started = api.start({7}, {false, milliseconds(0)}, soon());
        QVERIFY(!started);
        QVERIFY2(kindName(started.error().kind) == kind, qPrintable(toLogString(started.error())));
        QCOMPARE(app.count(u"/start"_s), starts);
    }

    void startWaitingForVisibilityIsStopped()
    {
        App app;
        app.starts = {{404, R"({"success":false})"}};
        LocalApi api = app.api();
        std::stop_source source;
        std::jthread stopper([&] {
            static_cast<void>(app.server.waitForRequests(4));
            source.request_stop();
        });
        const auto started
            = api.start({7}, {}, {Deadline::in(std::chrono::seconds(30)), source.get_token()});
        QVERIFY(!started);
        QCOMPARE(kindName(started.error().kind), u"cancelled"_s);
    }

    void loginHappensOnce()
    {
        App app;
        LocalApi api = app.api();
        QVERIFY(api.login(soon()));
        QVERIFY(api.login(soon()));
        QVERIFY(api.running(soon()));
        QCOMPARE(app.count(u"/login-with-token"_s), 1);
    }

    void stopWaitsUntilTheProfileLeft()
    {
        App app;
        app.runnings = {{200, R"({"7":{"pid":1},"8":{"pid":2}})"},
                        {200, R"({"7":{"pid":1}})"},
                        {200, R"({"8":{"pid":2}})"}};
        LocalApi api = app.api();
        QVERIFY(api.stop({7}, false, soon()));
        QCOMPARE(app.count(u"/stop"_s), 1);
        QCOMPARE(app.count(u"/running"_s), 4); // one before the login
    }

    void hungStopIsForced()
    {
        App app;
        app.hangStops = true;
        LocalApi api = app.api();
        QVERIFY(api.login(soon()));
        const auto stopped = api.stop({7}, true, Call::in(milliseconds(3000)));
        QVERIFY2(stopped, qPrintable(stopped ? QString() : toLogString(stopped.error())));
        const auto stops = app.sent(u"/stop"_s);
        QCOMPARE(stops.size(), size_t(2));
        QCOMPARE(stops[1].query(u"retryToStop"_s), u"true"_s);
    }

    void hungStopWithoutForceIsATimeout()
    {
        App app;
        app.hangStops = true;
        LocalApi api = app.api();
        QVERIFY(api.login(soon()));
        const auto stopped = api.stop({7}, false, Call::in(milliseconds(100)));
        QVERIFY(!stopped);
        QCOMPARE(kindName(stopped.error().kind), u"timeout"_s);
        QCOMPARE(app.count(u"/stop"_s), 1);
    }

    void failedStopIsForced()
    {
        App app;
        app.stops = {{200, R"({"success":false,"message":"PID file is missing"})"}, {}};
        LocalApi api = app.api();
        QVERIFY(api.stop({7}, true, soon()));
        QCOMPARE(app.count(u"/stop"_s), 2);
    }

    void runningTakesEveryShape_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("count");
        QTest::newRow("none") << QByteArray("{}") << 0;
        QTest::newRow("by id") << QByteArray(R"({"7":{"runid":"a","pid":1},"9":{"pid":2}})") << 2;
        QTest::newRow("data list") << QByteArray(R"({"success":true,"data":[7,{"id":"9"}]})") << 2;
    }

    void runningTakesEveryShape()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, count);
        App app;
        app.runnings = {{200, body}};
        const auto ids = app.api().running(soon());
        QVERIFY(ids);
        QCOMPARE(ids->size(), qsizetype(count));
        QCOMPARE(ids->contains(7), count > 0);
    }

    void cookiesAreImported_data()
    {
        QTest::addColumn<bool>("milliseconds");
        QTest::addColumn<qint64>("expected");
        QTest::newRow("seconds") << false << qint64(4102444800);
        QTest::newRow("milliseconds") << true << qint64(4102444800000);
    }

    void cookiesAreImported()
    {
        QFETCH(bool, milliseconds);
        QFETCH(qint64, expected);
        App app;
        LocalApi api = app.api({}, milliseconds ? CookieUnit::Milliseconds : CookieUnit::Seconds);
        formats::Cookies cookies(2);
        cookies[0].name = u"sid"_s;
        cookies[0].value = Secret(QByteArray("v"));
        cookies[0].domain = u".example.test"_s;
        cookies[0].sameSite = formats::SameSite::Lax;
        cookies[0].expires = 4102444800.0;
        cookies[1].name = u"s2"_s;
        cookies[1].domain = u"example.test"_s;
        QVERIFY(api.importCookies({410001}, cookies, true, soon()));
        const QJsonObject body
            = QJsonDocument::fromJson(app.sent(u"/cookies/import"_s).front().body).object();
        QVERIFY(body["profileId"_L1].isDouble());
        QCOMPARE(body["profileId"_L1].toInteger(), 410001);
        QCOMPARE(body["transfer"_L1].toInt(-1), 0);
        QCOMPARE(body["cloudSyncDisabled"_L1].toBool(), true);
        const QJsonArray sent = body["cookies"_L1].toArray();
        QCOMPARE(sent.size(), qsizetype(2));
        QCOMPARE(sent[0].toObject()["expirationDate"_L1].toInteger(), expected);
        QCOMPARE(sent[0].toObject()["sameSite"_L1].toString(), u"lax"_s);
        QVERIFY(!sent[1].toObject().contains("expirationDate"_L1));
        QVERIFY(!sent[1].toObject().contains("sameSite"_L1));

        QVERIFY(api.importCookies({410001}, cookies, false, soon()));
        const QByteArray again = app.sent(u"/cookies/import"_s).back().body;
        QCOMPARE(QJsonDocument::fromJson(again)["cloudSyncDisabled"_L1], QJsonValue(false));

        app.cookies = {{402, R"({"success":false,"error":"Free plan"})"}};
        const auto refused = api.importCookies({410001}, cookies, true, soon());
        QVERIFY(!refused);
        QCOMPARE(kindName(refused.error().kind), u"unsupported"_s);
    }

    void cookiesAreExported()
    {
        App app;
        app.cookies = {
            {200,
             R"({"success":true,"cookies":[{"domain":".example.test","name":"sid","value":"v","path":"/","expirationDate":2524608000000}]})"},
            {200, R"({"success":true,"cookies":[]})"}};
        LocalApi api = app.api();
        const auto cookies = api.exportCookies({7}, u"n"_s, soon());
        QVERIFY2(cookies, qPrintable(cookies ? QString() : toLogString(cookies.error())));
        QCOMPARE(cookies->size(), size_t(1));
        QCOMPARE(cookies->front().expires.value_or(0), 2524608000.0);
        const auto none = api.exportCookies({7}, u"n"_s, soon());
        QVERIFY(none);
        QVERIFY(none->empty());
        const QJsonObject body
            = QJsonDocument::fromJson(app.sent(u"/export-cookies"_s).front().body).object();
        QCOMPARE(body["doNotSave"_L1].toBool(), true);
    }
};

QTEST_GUILESS_MAIN(TestLocalApi)
#include "tst_localapi.moc"
