// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dolphin/remoteapi.h"
#include "tests/core/net/rawserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::dolphin;
using pelorus::test::RawRequest;
using pelorus::test::RawServer;

namespace {

const QByteArray kToken = "eyJhbGciOiJIUzI1NiJ9.eyJ0ZWFtSWQiOjE3LCJpZCI6M30.c2lnbmF0dXJl";
Call soon()
{
    return Call::in(std::chrono::seconds(30));
}

constexpr RetryPolicy kFast{3, milliseconds(1), 1.5, milliseconds(5)};

/// A Remote API that answers by script.
struct Service
{
    explicit Service(RawServer::Handler handler, const QByteArray &token = kToken)
        : server(std::move(handler))
        , api(
              network,
              {server.url(), server.url(), server.url(u"/sync"_s), server.url(u"/darkwing"_s)},
              [token] { return Secret(QByteArray(token.constData(), token.size())); },
              kFast)
    {
    }
    RawServer server;
    net::Network network;
    RemoteApi api;
};

RawServer::Handler always(int status, const QByteArray &body, const QByteArray &headers = {})
{
    return [=](QTcpSocket &socket, const RawRequest &) {
        socket.write(RawServer::answer(status, body, headers));
    };
}

} // namespace

class TestRemoteApi : public QObject
{
    Q_OBJECT

private slots:
    void errorBodiesBecomeOneError_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *tag,
                            int status,
                            const QByteArray &body,
                            ErrorKind kind,
                            const char *name,
                            const char *words) {
            QTest::newRow(tag) << status << body << kindName(kind) << QString::fromUtf8(name)
                               << QString::fromUtf8(words);
        };
        row("fields",
            400,
            R"({"success":false,"error":{"type":"E_VALIDATION","code":"E_VALIDATION","text":"Validation failed","fields":[{"field":"webrtc.mode","error":"in","values":["off","real"]},{"field":"name"}]}})",
            ErrorKind::InvalidInput,
            "E_VALIDATION",
            "Validation failed: webrtc.mode (off, real); name");
        row("limit",
            400,
            R"({"success":false,"error":{"type":"E_LIMIT","code":"E_LIMIT_PROFILES","text":"Profile limit reached"}})",
            ErrorKind::PlanLimit,
            "E_LIMIT_PROFILES",
            "Profile limit reached");
        row("limit with 403",
            403,
            R"({"success":false,"error":{"type":"E_LIMIT","code":"E_LIMIT_PROFILES","text":"Profile limit reached"}})",
            ErrorKind::PlanLimit,
            "E_LIMIT_PROFILES",
            "Profile limit reached");
        row("limit with 200",
            200,
            R"({"success":false,"error":{"type":"E_LIMIT","text":"No more"}})",
            ErrorKind::PlanLimit,
            "E_LIMIT",
            "No more");
        row("text",
            422,
            R"({"success":false,"error":"bad cookies"})",
            ErrorKind::InvalidInput,
            "",
            "bad cookies");
        row("message",
            401,
            R"({"message":"Unauthenticated."})",
            ErrorKind::Auth,
            "",
            "Unauthenticated.");
        row("laravel fields",
            422,
            R"({"message":"Invalid.","errors":{"name":["required"]}})",
            ErrorKind::InvalidInput,
            "",
            "Invalid.: name");
        row("error_detail",
            500,
            R"({"data":{"error_detail":"deep words"}})",
            ErrorKind::Http,
            "",
            "deep words");
        row("plain text", 503, "busy now", ErrorKind::Http, "", "busy now");
        row("page",
            502,
            "<html><title>Bad gateway</title></html>",
            ErrorKind::Http,
            "",
            "HTTP 502");
        row("empty", 500, "", ErrorKind::Http, "", "HTTP 500");
        row("402",
            402,
            R"({"success":false,"error":"Not in your plan"})",
            ErrorKind::PlanLimit,
            "",
            "Not in your plan");
        row("403 parameter",
            403,
            R"({"success":false,"error":{"code":"WRONG_PARAMETER","text":"webrtc"}})",
            ErrorKind::InvalidInput,
            "WRONG_PARAMETER",
            "webrtc");
        row("403 access",
            403,
            R"({"success":false,"error":{"code":"E_ACCESS_PROFILE","text":"No rights"}})",
            ErrorKind::Http,
            "E_ACCESS_PROFILE",
            "No rights");
        row("404", 404, R"({"message":"Not found"})", ErrorKind::NotFound, "", "Not found");
        row("409", 409, R"({"message":"Exists"})", ErrorKind::Conflict, "", "Exists");
        row("410", 410, R"({"message":"Gone"})", ErrorKind::Unsupported, "", "Gone");
        row("429", 429, R"({"message":"Too many"})", ErrorKind::RateLimited, "", "Too many");
        row("200 with success 0",
            200,
            R"({"success":0,"message":"no"})",
            ErrorKind::Http,
            "",
            "no");
        row("200 with an error only",
            200,
            R"({"error":"quiet failure"})",
            ErrorKind::Http,
            "",
            "quiet failure");
        row("200 page", 200, "<html>login</html>", ErrorKind::Protocol, "", "not Dolphin's");
        row("200 cut JSON", 200, R"({"success":tr)", ErrorKind::Protocol, "", "not Dolphin's");
        row("302", 302, "", ErrorKind::Protocol, "", "not Dolphin's");
        row("no id", 200, R"({"success":true})", ErrorKind::Protocol, "", "lacks");
    }

    void errorBodiesBecomeOneError()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, kind);
        QFETCH(QString, name);
        QFETCH(QString, words);
        Service service(always(status, body));
        const auto created = service.api.createProfile({{u"name"_s, u"x"_s}}, soon());
        QVERIFY(!created);
        const Error &error = created.error();
        QVERIFY2(kindName(error.kind) == kind, qPrintable(toLogString(error)));
        QCOMPARE(error.name, name);
        QVERIFY2(error.message.contains(words), qPrintable(error.message));
        QVERIFY(kind == "protocol"_L1 || error.code == status);
        // Never repeated, whatever the answer.
        QCOMPARE(service.server.seen().size(), size_t(1));
    }

    void secretsInTheServersWordsAreMasked()
    {
        Service service(always(500, "{\"message\":\"token=" + kToken + " is odd\"}"));
        const auto created = service.api.createProfile({}, soon());
        QVERIFY(!created);
        QVERIFY(!toLogString(created.error()).contains(QString::fromLatin1(kToken)));
    }

    void createUnderstandsEveryAnswer_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("both") << QByteArray(
            R"({"success":true,"browserProfileId":410001,"data":{"id":410001}})");
        QTest::newRow("one is true") << QByteArray(R"({"success":1,"browserProfileId":410001})");
        QTest::newRow("data only") << QByteArray(R"({"data":{"id":"410001"}})");
    }

    void createUnderstandsEveryAnswer()
    {
        QFETCH(QByteArray, body);
        Service service(always(200, body));
        const auto created = service.api.createProfile({{u"name"_s, u"x"_s}}, soon());
        QVERIFY(created);
        QCOMPARE(created->value, 410001);
        const RawRequest request = service.server.seen().front();
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.target, QByteArray("/browser_profiles"));
        QCOMPARE(request.headers.value("authorization"), "Bearer " + kToken);
        QCOMPARE(request.headers.value("content-type"), QByteArray("application/json"));
        QCOMPARE(request.body, QByteArray(R"({"name":"x"})"));
    }

    void createIsNotRepeatedWhenTheConnectionDrops()
    {
        Service service([](QTcpSocket &socket, const RawRequest &request) {
            if (request.method == "POST")
                socket.abort();
            else
                socket.write(RawServer::answer(
                    200,
                    R"({"data":[{"id":1,"name":"other"},{"id":2,"name":"x"}],"next_page_url":null})"));
        });
        const auto created = service.api.createProfile({}, soon());
        QVERIFY(!created);
        QCOMPARE(kindName(created.error().kind), u"network"_s);
        QCOMPARE(service.server.seen().size(), size_t(1));
        const auto found = service.api.findByName(u"x"_s, soon());
        QVERIFY(found && found->has_value());
        QCOMPARE((*found)->id.value, 2);
    }

    void idempotentCallsAreRepeated_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("tries");
        QTest::newRow("429") << 429 << 3;
        QTest::newRow("500") << 500 << 3;
        QTest::newRow("503") << 503 << 3;
        QTest::newRow("400") << 400 << 1;
        QTest::newRow("401") << 401 << 1;
        QTest::newRow("403") << 403 << 1;
        QTest::newRow("404") << 404 << 1;
    }

    void idempotentCallsAreRepeated()
    {
        QFETCH(int, status);
        QFETCH(int, tries);
        Service service(always(status, R"({"message":"words"})"));
        QVERIFY(!service.api.profile({5}, soon()));
        QCOMPARE(service.server.seen().size(), size_t(tries));
    }

    void retryAfterIsReadAndObeyed()
    {
        Service service(always(429, R"({"message":"slow"})", "Retry-After: 7\r\n"));
        const auto created = service.api.createProfile({}, soon());
        QVERIFY(!created);
        QCOMPARE(created.error().retryAfter.count(), 7000);
        QVERIFY(service.api.rest() > milliseconds(6000));
        // The wait is longer than the call allows, so it is not even asked.
        const auto read = service.api.profile({5}, Call::in(milliseconds(1500)));
        QVERIFY(!read);
        QCOMPARE(kindName(read.error().kind), u"rate_limited"_s);
        QVERIFY(read.error().retryAfter > milliseconds(5000));
        QCOMPARE(service.server.seen().size(), size_t(1));
    }

    void slowsDownBeforeALimit_data()
    {
        QTest::addColumn<int>("hour");
        QTest::addColumn<int>("minute");
        QTest::addRow("minute") << 100 << 0;
        QTest::addRow("hour") << 0 << 100;
    }
    void slowsDownBeforeALimit()
    {
        QFETCH(int, hour);
        QFETCH(int, minute);
        const QByteArray headers = "X-Ratelimiter-Rph-Left: " + QByteArray::number(hour)
            + "\r\nX-Ratelimiter-Rpm-Left: " + QByteArray::number(minute)
            + "\r\nX-Ratelimiter-Rps-Left: 3\r\n";
        Service service(always(200, R"({"data":{"id":5,"name":"x"}})", headers));
        QVERIFY(service.api.profile({5}, soon()));
        QCOMPARE(service.api.rateState().perHourLeft, std::optional(hour));
        QCOMPARE(service.api.rateState().perMinuteLeft, std::optional(minute));
        QCOMPARE(service.api.rateState().perSecondLeft, std::optional(3));
        const auto second = service.api.profile({5}, Call::in(milliseconds(20)));
        QVERIFY(!second);
        QCOMPARE(kindName(second.error().kind), u"timeout"_s);
        QCOMPARE(service.server.seen().size(), size_t(1));
    }

    void readsAProfile()
    {
        Service service(always(
            200,
            R"({"data":{"id":"5","name":"x","running":1,"proxy":{"id":77},"connection":{}}})"));
        const auto profile = service.api.profile({5}, soon());
        QVERIFY(profile);
        QCOMPARE(profile->name, u"x"_s);
        QVERIFY(profile->running);
        QCOMPARE(profile->proxyId, 77);
    }

    void findsByExactNameOverPages_data()
    {
        QTest::addColumn<int>("cursorStatus");
        QTest::newRow("cursor list") << 200;
        QTest::newRow("no cursor list") << 404;
        QTest::newRow("cursor list gone") << 410;
    }

    void findsByExactNameOverPages()
    {
        QFETCH(int, cursorStatus);
        Service service([cursorStatus](QTcpSocket &socket, const RawRequest &request) {
            const bool cursor = request.path() == "/browser_profiles/list-cursor"_L1;
            if (cursor && cursorStatus != 200) {
                socket.write(RawServer::answer(
                    cursorStatus, R"({"message":"Cursor pagination is not enabled"})"));
                return;
            }
            const bool second
                = request.query(u"cursor"_s) == "abc"_L1 || request.query(u"page"_s) == "2"_L1;
            socket.write(RawServer::answer(
                200,
                second
                    ? QByteArray(
                        R"({"data":[{"id":9,"name":"op a+b"}],"next_page_url":null,"total":"51"})")
                    : QByteArray(
                        R"({"data":[{"id":1,"name":"op a+b 2"},{"id":2,"name":"OP A+B"}],"next_page_url":"https:/)"
                        R"(/x.test/browser_profiles?page=2&cursor=abc"})")));
        });
        const auto found = service.api.findByName(u"op a+b"_s, soon());
        QVERIFY2(found, qPrintable(found ? QString() : toLogString(found.error())));
        QVERIFY(found->has_value());
        QCOMPARE((*found)->id.value, 9);
        QVERIFY(service.server.seen().front().target.contains("query=op%20a%2Bb"));
        const auto none = service.api.findByName(u"op"_s, soon());
        QVERIFY(none);
        QVERIFY(!none->has_value());
    }

    void deleteIsForcedAndProved()
    {
        auto shown = std::make_shared<std::atomic<int>>(2);
        Service service([shown](QTcpSocket &socket, const RawRequest &request) {
            if (request.method == "DELETE")
                socket.write(RawServer::answer(200, R"({"success":1})"));
            else if ((*shown)-- > 0)
                socket.write(RawServer::answer(200, R"({"data":{"id":5}})"));
            else
                socket.write(RawServer::answer(404, R"({"message":"Not found"})"));
        });
        QVERIFY(service.api.deleteProfile({5}, soon()));
        const auto seen = service.server.seen();
        QCOMPARE(seen.size(), size_t(6));
        QCOMPARE(seen[0].target, QByteArray("/browser_profiles/5?forceDelete=1"));
        QCOMPARE(seen[0].body, QByteArray(R"({"forceDelete":true})"));
        QCOMPARE(seen[1].method, QByteArray("GET"));
    }

    void deleteOfNothingIsDone()
    {
        Service service(always(404, R"({"message":"Not found"})"));
        QVERIFY(service.api.deleteProfile({5}, soon()));
        QVERIFY(service.api.deleteProxy(7, soon()));
    }

    void aTokenThatMayNotReadProvesByASecondDelete()
    {
        auto left = std::make_shared<std::atomic<int>>(1);
        Service service([left](QTcpSocket &socket, const RawRequest &request) {
            if (request.method == "GET")
                socket.write(RawServer::answer(403, R"({"message":"Forbidden"})"));
            else if ((*left)-- > 0)
                socket.write(RawServer::answer(200, R"({"success":true})"));
            else
                socket.write(RawServer::answer(404, R"({"message":"Not found"})"));
        });
        QVERIFY(service.api.deleteProfile({5}, soon()));
        const auto seen = service.server.seen();
        QCOMPARE(seen.size(), size_t(3));
        QCOMPARE(seen[1].method, QByteArray("GET"));
        QCOMPARE(seen[2].method, QByteArray("DELETE"));
    }

    void deleteWithoutA404IsNotProven()
    {
        Service service([](QTcpSocket &socket, const RawRequest &request) {
            socket.write(request.method == "GET"
                             ? RawServer::answer(403, R"({"message":"Forbidden"})")
                             : RawServer::answer(200, R"({"success":true})"));
        });
        const auto gone = service.api.deleteProfile({5}, soon());
        QVERIFY(!gone);
        QCOMPARE(gone.error().name, u"DELETE_NOT_PROVEN"_s);
    }

    void deleteThatDoesNotWorkIsAnError()
    {
        Service service(always(200, R"({"success":true,"data":{"id":5}})"));
        const auto gone = service.api.deleteProfile({5}, soon());
        QVERIFY(!gone);
        QCOMPARE(kindName(gone.error().kind), u"conflict"_s);
    }

    void fingerprintIsBareAndMayBeMissing_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("agent");
        QTest::newRow("bare") << 200 << QByteArray(R"({"userAgent":"UA"})") << u"UA"_s;
        QTest::newRow("wrapped") << 200 << QByteArray(R"({"data":{"userAgent":"UA"}})") << u"UA"_s;
        QTest::newRow("empty") << 200 << QByteArray("{}") << QString();
        QTest::newRow("404") << 404 << QByteArray("{}") << QString();
    }

    void fingerprintIsBareAndMayBeMissing()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, agent);
        Service service(always(status, body));
        const auto got = service.api.fingerprint(u"windows"_s, u"140"_s, u"1920x1080"_s, soon());
        QCOMPARE(got.has_value(), !agent.isEmpty());
        if (got)
            QCOMPARE((*got)["userAgent"_L1].toString(), agent);
        else
            QCOMPARE(kindName(got.error().kind), u"not_found"_s);
        QCOMPARE(service.server.seen().front().query(u"type"_s), u"fingerprint"_s);
    }

    void cookiesComeFromTheCloudInAnyForm_data()
    {
        QTest::addColumn<int>("syncStatus");
        QTest::addColumn<QByteArray>("syncBody");
        QTest::addColumn<QByteArray>("path");
        const QByteArray list
            = R"([{"domain":".example.test","name":"sid","value":"v","path":"/","expirationDate":4102444800}])";
        QTest::newRow("data") << 200 << QByteArray("{\"data\":" + list + "}")
                              << QByteArray("/sync");
        QTest::newRow("bare") << 200 << list << QByteArray("/sync");
        QTest::newRow("sync gone") << 404 << QByteArray("{}") << QByteArray("/darkwing");
        QTest::newRow("sync odd") << 200 << QByteArray("{\"data\":5}") << QByteArray("/darkwing");
    }

    void cookiesComeFromTheCloudInAnyForm()
    {
        QFETCH(int, syncStatus);
        QFETCH(QByteArray, syncBody);
        QFETCH(QByteArray, path);
        Service service([=](QTcpSocket &socket, const RawRequest &request) {
            if (request.target.startsWith("/sync"))
                socket.write(RawServer::answer(syncStatus, syncBody));
            else
                socket.write(RawServer::answer(
                    200,
                    R"({"success":true,"cookies":[{"domain":".example.test","name":"sid","value":"v","path":"/"}]})"));
        });
        const auto cookies = service.api.cloudCookies({410001}, soon());
        QVERIFY2(cookies, qPrintable(cookies ? QString() : toLogString(cookies.error())));
        QCOMPARE(cookies->size(), size_t(1));
        QCOMPARE(cookies->front().name, u"sid"_s);
        QVERIFY(service.server.seen().back().target.startsWith(path));
    }

    void patchedCookiesAreInSeconds()
    {
        Service service(always(404, R"({"message":"Not found"})"));
        formats::Cookies cookies(1);
        cookies[0].name = u"sid"_s;
        cookies[0].value = Secret(QByteArray("v"));
        cookies[0].domain = u".example.test"_s;
        cookies[0].sameSite = formats::SameSite::None;
        cookies[0].expires = 4102444800.9;
        const auto patched = service.api.patchCookies({5}, cookies, soon());
        QVERIFY(!patched);
        QCOMPARE(kindName(patched.error().kind), u"not_found"_s);
        const QJsonObject body
            = QJsonDocument::fromJson(service.server.seen().front().body).object();
        const QJsonObject cookie = body["cookies"_L1].toArray().first().toObject();
        QCOMPARE(cookie["expirationDate"_L1].toInteger(), 4102444800);
        QCOMPARE(cookie["sameSite"_L1].toString(), u"no_restriction"_s);
    }

    void cookieCallsOutsideThePlanAreUnsupported()
    {
        Service service(always(402, R"({"success":false,"error":"Free plan"})"));
        const auto patched = service.api.patchCookies({5}, {}, soon());
        QVERIFY(!patched);
        QCOMPARE(kindName(patched.error().kind), u"unsupported"_s);
    }

    void teamComesFromTheTokenOrTheAnswer()
    {
        const QByteArray body = R"({"data":[{"id":1,"teamId":"42"}]})";
        Service withTeam(always(200, body));
        QCOMPARE(withTeam.api.teamId(soon()).value_or(u"?"_s), u"17"_s);
        Service without(always(200, body), "opaque");
        QCOMPARE(without.api.teamId(soon()).value_or(u"?"_s), u"42"_s);
        Service refused(always(401, R"({"message":"Unauthenticated."})"));
        const auto none = refused.api.teamId(soon());
        QVERIFY(!none);
        QCOMPARE(kindName(none.error().kind), u"auth"_s);
    }
};

QTEST_GUILESS_MAIN(TestRemoteApi)
#include "tst_remoteapi.moc"
