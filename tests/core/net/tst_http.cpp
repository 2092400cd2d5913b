// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/net/network.h"
#include "tests/core/net/rawserver.h"

#include <QScopeGuard>
#include <QTest>

#include <future>
#include <thread>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::net;
using pelorus::test::RawRequest;
using pelorus::test::RawServer;

namespace {

constexpr auto kLong = milliseconds(30000);

HttpRequest get(const QUrl &url, Lane lane = Lane::Normal)
{
    HttpRequest request;
    request.url = url;
    request.lane = lane;
    return request;
}

HttpRequest post(const QUrl &url, QByteArray body)
{
    HttpRequest request;
    request.method = "POST";
    request.url = url;
    request.body = std::move(body);
    return request;
}

void hang(QTcpSocket &, const RawRequest &) { }

} // namespace

class TestHttp : public QObject
{
    Q_OBJECT

private slots:
    void statusAndBodyAreKept_data()
    {
        QTest::addColumn<int>("status");
        for (const int status :
             {200, 201, 301, 302, 400, 401, 402, 403, 404, 409, 422, 429, 499, 500, 503})
            QTest::newRow(QByteArray::number(status).constData()) << status;
    }

    void statusAndBodyAreKept()
    {
        QFETCH(int, status);
        RawServer server([status](QTcpSocket &socket, const RawRequest &) {
            socket.write(RawServer::answer(
                status, "the server's words", "X-One: 1\r\nLocation: /elsewhere\r\n"));
        });
        Network network;
        const auto got = network.send(post(server.url(u"/a"_s), "{}"), Call::in(kLong));
        QVERIFY2(got, qPrintable(got ? QString() : toLogString(got.error())));
        QCOMPARE(got->status, status);
        QCOMPARE(got->body, QByteArray("the server's words"));
        QCOMPARE(got->header("x-ONE"), QByteArray("1"));
        QCOMPARE(got->header("absent"), QByteArray());
        QCOMPARE(server.seen().size(), size_t(1));
    }

    void requestIsSentAsGiven()
    {
        RawServer server([](QTcpSocket &socket, const RawRequest &) {
            socket.write(RawServer::answer(200, "{}", "Set-Cookie: a=b; Path=/\r\n"));
        });
        Network network;
        for (const QByteArray method : {"GET", "POST", "PATCH", "DELETE"}) {
            HttpRequest request;
            request.method = method;
            request.url = server.url(u"/p?q=1"_s);
            request.headers = {{"Content-Type", "application/json"}, {"X-Two", "2"}};
            request.body = method == "GET" ? QByteArray() : QByteArray("{\"a\":1}");
            request.bearer = Secret(QByteArray("tok.en"));
            QVERIFY(network.send(std::move(request), Call::in(kLong)));
        }
        const auto seen = server.seen();
        QCOMPARE(seen.size(), size_t(4));
        for (const RawRequest &request : seen) {
            QCOMPARE(request.target, QByteArray("/p?q=1"));
            QCOMPARE(request.headers.value("authorization"), QByteArray("Bearer tok.en"));
            QCOMPARE(request.headers.value("x-two"), QByteArray("2"));
            QVERIFY2(!request.headers.contains("cookie"), "cookies must not be kept");
            QVERIFY(request.headers.value("user-agent").startsWith("Pelorus/"));
            QCOMPARE(request.connection, 1);
            if (request.method != "GET") {
                QCOMPARE(request.body, QByteArray("{\"a\":1}"));
                QCOMPARE(request.headers.value("content-type"), QByteArray("application/json"));
            }
        }
    }

    void chunkedAndSlowAnswersArriveWhole()
    {
        RawServer server([](QTcpSocket &socket, const RawRequest &request) {
            if (request.path() == "/chunked"_L1) {
                socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\n\r\n");
                return;
            }
            const QByteArray whole = RawServer::answer(200, QByteArray(64, 'x'));
            auto drip = std::make_shared<std::function<void(qsizetype)>>();
            *drip = [&socket, whole, drip](qsizetype at) {
                if (at >= whole.size()) {
                    *drip = {};
                    return;
                }
                socket.write(whole.mid(at, 1));
                socket.flush();
                QMetaObject::invokeMethod(
                    &socket, [drip, at] { (*drip)(at + 1); }, Qt::QueuedConnection);
            };
            QMetaObject::invokeMethod(
                &socket, [drip] { (*drip)(0); }, Qt::QueuedConnection);
        });
        Network network;
        const auto chunked = network.send(get(server.url(u"/chunked"_s)), Call::in(kLong));
        QVERIFY(chunked);
        QCOMPARE(chunked->body, QByteArray("hello world"));
        const auto slow = network.send(get(server.url(u"/slow"_s)), Call::in(kLong));
        QVERIFY(slow);
        QCOMPARE(slow->body, QByteArray(64, 'x'));
    }

    void brokenAnswersAreErrors_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("kind");
        QTest::newRow("drop at once") << QByteArray() << int(ErrorKind::Network);
        QTest::newRow("reset in the body")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            << int(ErrorKind::Network);
        QTest::newRow("reset in a chunk")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf")
            << int(ErrorKind::Network);
        QTest::newRow("reset in the headers")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-") << int(ErrorKind::Network);
        QTest::newRow("another protocol")
            << QByteArray("SSH-2.0-OpenSSH_9.2p1\r\n\r\n\r\n") << int(ErrorKind::Network);
    }

    void brokenAnswersAreErrors()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, kind);
        RawServer server([bytes](QTcpSocket &socket, const RawRequest &) {
            socket.write(bytes);
            socket.flush();
            socket.disconnectFromHost();
        });
        Network network;
        const auto got
            = network.send(post(server.url(u"/a?secret=canary"_s), "{}"), Call::in(kLong));
        QVERIFY(!got);
        QVERIFY2(got.error().kind == static_cast<ErrorKind>(kind),
                 qPrintable(toLogString(got.error())));
        QVERIFY(!got.error().message.isEmpty());
        QVERIFY(got.error().detail.contains("POST http://127.0.0.1"_L1));
        QVERIFY(!toLogString(got.error()).contains("canary"_L1));
    }

    /// Qt repeats even a POST when the connection breaks before the answer.
    void postReachesTheServerOnceAtMost_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("reset");
        QTest::newRow("body, closed") << QByteArray("{\"name\":1}") << false;
        QTest::newRow("body, reset") << QByteArray("{\"name\":1}") << true;
        QTest::newRow("no body, closed") << QByteArray() << false;
        QTest::newRow("no body, reset") << QByteArray() << true;
    }

    void postReachesTheServerOnceAtMost()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, reset);
        RawServer server([reset](QTcpSocket &socket, const RawRequest &request) {
            if (request.path() == "/warm"_L1)
                socket.write(RawServer::answer(200, {}));
            else if (reset)
                socket.abort();
            else
                socket.close();
        });
        Network network;
        QVERIFY(network.send(get(server.url(u"/warm"_s)), Call::in(kLong)));
        const auto got = network.send(post(server.url(u"/create"_s), body), Call::in(kLong));
        QVERIFY(!got);
        QCOMPARE(kindName(got.error().kind), u"network"_s);
        // A repeated request would have come before the error.
        QCOMPARE(server.seen().size(), size_t(2));
    }

    void nothingListens()
    {
        QTcpServer unused;
        QVERIFY(unused.listen(QHostAddress::LocalHost));
        const quint16 port = unused.serverPort();
        unused.close();
        Network network;
        const auto got
            = network.send(get(QUrl(u"http://127.0.0.1:%1/"_s.arg(port))), Call::in(kLong));
        QVERIFY(!got);
        QCOMPARE(kindName(got.error().kind), u"network"_s);
        QCOMPARE(got.error().code, int(QNetworkReply::ConnectionRefusedError));
    }

    void badAddressesAreRefused_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("empty") << QString();
        QTest::newRow("no scheme") << u"localhost:3001"_s;
        QTest::newRow("file") << u"file:///etc/passwd"_s;
        QTest::newRow("ws") << u"ws://127.0.0.1/"_s;
    }

    void badAddressesAreRefused()
    {
        QFETCH(QString, url);
        Network network;
        const auto got = network.send(get(QUrl(url)), Call::in(kLong));
        QVERIFY(!got);
        QCOMPARE(kindName(got.error().kind), u"invalid_input"_s);
    }

    void deadlineEndsAHungCall()
    {
        RawServer server(hang);
        Network network;
        const auto got = network.send(get(server.url(u"/hang"_s)), Call::in(milliseconds(50)));
        QVERIFY(!got);
        QCOMPARE(kindName(got.error().kind), u"timeout"_s);
        const auto late = network.send(get(server.url(u"/late"_s)), Call::in(milliseconds(0)));
        QVERIFY(!late);
        QCOMPARE(kindName(late.error().kind), u"timeout"_s);
    }

    void fiftyHungCallsAreStopped()
    {
        RawServer server(hang);
        Network network;
        std::stop_source source;
        std::atomic<int> cancelled = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 50; ++i) {
                threads.emplace_back([&] {
                    const auto got = network.send(get(server.url(u"/hang"_s)),
                                                  {Deadline::in(kLong), source.get_token()});
                    if (!got && got.error().kind == ErrorKind::Cancelled)
                        ++cancelled;
                });
            }
            QVERIFY(server.waitForRequests(20));
            source.request_stop();
        }
        QCOMPARE(cancelled.load(), 50);
    }

    void destructionFailsWhatIsPending()
    {
        RawServer server(hang);
        auto network = std::make_unique<Network>();
        std::atomic<int> cancelled = 0;
        std::promise<void> leave;
        const auto left = leave.get_future().share();
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 20; ++i) {
                threads.emplace_back([&, net = network.get()] {
                    const auto got = net->send(get(server.url(u"/hang"_s)), Call::in(kLong));
                    if (!got && got.error().kind == ErrorKind::Cancelled)
                        ++cancelled;
                    left.wait();
                });
            }
            // None ends beside the network's threads: MinGW's runtime (winpthreads 10) then waits
            // for itself, one thread with the loader's lock and another with that of the
            // thread-local keys.
            const auto go = qScopeGuard([&leave] { leave.set_value(); });
            QVERIFY(server.waitForRequests(20));
            network.reset();
        }
        QCOMPARE(cancelled.load(), 20);
    }

    void cleanupWorksWhileNormalCallsHang()
    {
        RawServer server([](QTcpSocket &socket, const RawRequest &request) {
            if (request.path() != "/hang"_L1)
                socket.write(RawServer::answer(200, "done"));
        });
        Network network;
        std::stop_source source;
        std::vector<std::jthread> threads;
        // More than four managers' six connections each.
        for (int i = 0; i < 30; ++i) {
            threads.emplace_back([&] {
                static_cast<void>(network.send(get(server.url(u"/hang"_s)),
                                               {Deadline::in(kLong), source.get_token()}));
            });
        }
        const bool arrived = server.waitForRequests(24);
        const auto got = network.send(get(server.url(u"/stop"_s), Lane::Cleanup), Call::in(kLong));
        source.request_stop();
        QVERIFY(arrived);
        QVERIFY(got);
        QCOMPARE(got->body, QByteArray("done"));
    }

    void tooLargeAnAnswerIsRefused()
    {
        RawServer server([](QTcpSocket &socket, const RawRequest &) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
            socket.write(QByteArray(100000, 'x'));
        });
        NetworkOptions options;
        options.maxBody = 4096;
        Network network(options);
        const auto got = network.send(get(server.url()), Call::in(kLong));
        QVERIFY(!got);
        QCOMPARE(kindName(got.error().kind), u"protocol"_s);
    }

    void resolvesNames()
    {
        Network network;
        const auto address = network.resolve(u"127.0.0.1"_s, Call::in(kLong));
        QVERIFY(address);
        QCOMPARE(*address, QHostAddress(QHostAddress::LocalHost));
        const auto name = network.resolve(u"localhost"_s, Call::in(kLong));
        QVERIFY(name);
        QVERIFY(name->isLoopback());
        const auto none = network.resolve(u"no-such-host.invalid"_s, Call::in(kLong));
        QVERIFY(!none);
        QCOMPARE(kindName(none.error().kind), u"network"_s);
    }

    void ownTableOfNamesComesFirst()
    {
        NetworkOptions options;
        options.hosts.insert(u"host.docker.internal"_s, QHostAddress(u"127.0.0.9"_s));
        Network network(options);
        const auto address = network.resolve(u"Host.Docker.Internal"_s, Call::in(kLong));
        QVERIFY(address);
        QCOMPARE(*address, QHostAddress(u"127.0.0.9"_s));
    }

    void knowsLoopback_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("loopback");
        QTest::newRow("name") << u"LocalHost"_s << true;
        QTest::newRow("subname") << u"a.localhost"_s << true;
        QTest::newRow("v4") << u"127.3.2.1"_s << true;
        QTest::newRow("v6") << u"::1"_s << true;
        QTest::newRow("private") << u"192.168.0.1"_s << false;
        QTest::newRow("trick") << u"localhost.example.test"_s << false;
        QTest::newRow("trick 2") << u"127.0.0.1.example.test"_s << false;
        QTest::newRow("empty") << QString() << false;
    }

    void knowsLoopback()
    {
        QFETCH(QString, host);
        QFETCH(bool, loopback);
        QCOMPARE(isLoopback(host), loopback);
    }

    void logHoldsNoSecret()
    {
        log::start({log::Level::Trace, {}, false});
        RawServer server([](QTcpSocket &socket, const RawRequest &) {
            socket.write(RawServer::answer(200, "canary-answer"));
        });
        Network network;
        HttpRequest request = post(server.url(u"/path?key=canary-query"_s), "canary-body");
        request.bearer = Secret(QByteArray("canary-bearer"));
        QVERIFY(network.send(std::move(request), Call::in(kLong)));
        const QString lines = log::recent().join(u'\n');
        QVERIFY(lines.contains(
            u"POST http://127.0.0.1:%1/path → 200, 13 bytes in "_s.arg(server.port())));
        QVERIFY(!lines.contains("canary"_L1));
    }
};

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
