// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/network.h"
#include "tests/core/net/rawserver.h"

#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <deque>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::net;
using pelorus::test::RawRequest;
using pelorus::test::RawServer;

namespace {

constexpr auto kLong = milliseconds(30000);

/// Echoes text; obeys "close", "die" and "big N". On a thread of its own.
class EchoServer final
{
public:
    EchoServer()
    {
        std::promise<void> ready;
        auto started = ready.get_future();
        m_thread = std::jthread([this, &ready] {
            QEventLoop loop;
            QWebSocketServer server(u"echo"_s, QWebSocketServer::NonSecureMode);
            server.listen(QHostAddress::LocalHost, 0);
            m_port = server.serverPort();
            m_loop = &loop;
            QObject::connect(&server, &QWebSocketServer::newConnection, &server, [&server] {
                QWebSocket *socket = server.nextPendingConnection();
                socket->setParent(&server);
                QObject::connect(
                    socket,
                    &QWebSocket::textMessageReceived,
                    socket,
                    [socket](const QString &text) {
                        if (text == "close"_L1)
                            socket->close(QWebSocketProtocol::CloseCodeNormal, u"told to go"_s);
                        else if (text == "die"_L1)
                            socket->abort();
                        else if (text.startsWith("big "_L1))
                            socket->sendTextMessage(QString(text.mid(4).toInt(), u'ж'));
                        else
                            socket->sendTextMessage(text);
                    });
            });
            ready.set_value();
            loop.exec();
        });
        started.wait();
    }
    ~EchoServer()
    {
        QMetaObject::invokeMethod(m_loop, "quit", Qt::QueuedConnection);
        m_thread.join();
    }
    [[nodiscard]] QUrl url() const { return QUrl(u"ws://127.0.0.1:%1/devtools"_s.arg(m_port)); }

private:
    quint16 m_port = 0;
    QEventLoop *m_loop = nullptr;
    std::jthread m_thread;
};

/// What the callbacks brought.
struct Mailbox
{
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<QByteArray> texts;
    std::vector<QString> closed;

    WebSocket::Callbacks callbacks()
    {
        return {[this](const QByteArray &text) {
                    const std::lock_guard lock(mutex);
                    texts.push_back(text);
                    changed.notify_all();
                },
                [this](const QString &reason) {
                    const std::lock_guard lock(mutex);
                    closed.push_back(reason);
                    changed.notify_all();
                }};
    }
    bool waitTexts(size_t count)
    {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, kLong, [&] { return texts.size() >= count; });
    }
    bool waitClosed()
    {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, kLong, [&] { return !closed.empty(); });
    }
};

} // namespace

class TestWebSocket : public QObject
{
    Q_OBJECT

private slots:
    void textComesBackUnchangedAndInOrder()
    {
        EchoServer server;
        Network network;
        Mailbox box;
        auto socket = network.connectWebSocket(server.url(), box.callbacks(), Call::in(kLong));
        QVERIFY(socket);
        const QByteArray text = u"клип — 👨‍👩‍👧 🎬 \u0000 \"\\n"_s.toUtf8();
        for (int i = 0; i < 100; ++i)
            (*socket)->sendText(text + QByteArray::number(i));
        QVERIFY(box.waitTexts(100));
        for (int i = 0; i < 100; ++i)
            QCOMPARE(box.texts[static_cast<size_t>(i)], text + QByteArray::number(i));
    }

    void bigMessagesPass()
    {
        EchoServer server;
        Network network;
        Mailbox box;
        auto socket = network.connectWebSocket(server.url(), box.callbacks(), Call::in(kLong));
        QVERIFY(socket);
        (*socket)->sendText("big 6000000");
        (*socket)->sendText(QByteArray(3000000, 'y'));
        QVERIFY(box.waitTexts(2));
        QCOMPARE(box.texts[0].size(), qsizetype(12000000));
        QCOMPARE(box.texts[1].size(), qsizetype(3000000));
    }

    void endIsToldOnce_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QString>("reason");
        QTest::newRow("close with a reason") << QByteArray("close") << u"told to go"_s;
        QTest::newRow("server dies") << QByteArray("die") << QString();
    }

    void endIsToldOnce()
    {
        QFETCH(QByteArray, command);
        QFETCH(QString, reason);
        EchoServer server;
        Network network;
        Mailbox box;
        auto socket = network.connectWebSocket(server.url(), box.callbacks(), Call::in(kLong));
        QVERIFY(socket);
        (*socket)->sendText(command);
        QVERIFY(box.waitClosed());
        if (!reason.isEmpty())
            QCOMPARE(box.closed[0], reason);
        (*socket)->sendText("into the void");
        (*socket)->close();
        // One more round trip through the I/O thread: nothing else was told meanwhile.
        QVERIFY(network.resolve(u"localhost"_s, Call::in(kLong)));
        QCOMPARE(box.closed.size(), size_t(1));
    }

    void ownCloseIsTold()
    {
        EchoServer server;
        Network network;
        Mailbox box;
        auto socket = network.connectWebSocket(server.url(), box.callbacks(), Call::in(kLong));
        QVERIFY(socket);
        (*socket)->close();
        QVERIFY(box.waitClosed());
    }

    void noCallbackAfterDestruction()
    {
        EchoServer server;
        Network network;
        for (int i = 0; i < 30; ++i) {
            Mailbox box;
            auto socket = network.connectWebSocket(server.url(), box.callbacks(), Call::in(kLong));
            QVERIFY(socket);
            for (int k = 0; k < 20; ++k)
                (*socket)->sendText("echo");
            QVERIFY(box.waitTexts(1));
            // The mailbox dies right after: a late callback would crash under sanitizers.
            socket->reset();
        }
    }

    void mayBeDestroyedInItsOwnCallback()
    {
        EchoServer server;
        Network network;
        std::unique_ptr<WebSocket> held;
        std::promise<void> done;
        std::mutex mutex;
        WebSocket::Callbacks callbacks;
        callbacks.onText = [&](const QByteArray &) {
            const std::lock_guard lock(mutex);
            held.reset();
            done.set_value();
        };
        auto socket = network.connectWebSocket(server.url(), std::move(callbacks), Call::in(kLong));
        QVERIFY(socket);
        {
            const std::lock_guard lock(mutex);
            held = std::move(*socket);
            held->sendText("one");
            held->sendText("two");
        }
        QCOMPARE(done.get_future().wait_for(kLong), std::future_status::ready);
    }

    void networkEndsFirst()
    {
        EchoServer server;
        auto network = std::make_unique<Network>();
        Mailbox box;
        auto socket = network->connectWebSocket(server.url(), box.callbacks(), Call::in(kLong));
        QVERIFY(socket);
        network.reset();
        QVERIFY(box.waitClosed());
        (*socket)->sendText("late");
        (*socket)->close();
    }

    void handshakeIsWhatChromiumWants()
    {
        RawServer server([](QTcpSocket &socket, const RawRequest &) {
            socket.write(RawServer::answer(403, "Rejected"));
        });
        Network network;
        const QUrl url(u"ws://127.0.0.1:%1/devtools/browser/x"_s.arg(server.port()));
        const auto refused = network.connectWebSocket(url, {}, Call::in(kLong));
        QVERIFY(!refused);
        QCOMPARE(kindName(refused.error().kind), u"network"_s);
        QVERIFY(refused.error().detail.contains("403"_L1) || !refused.error().detail.isEmpty());
        const auto seen = server.seen();
        QCOMPARE(seen.size(), size_t(1));
        QVERIFY(!seen[0].headers.contains("origin"));
        QCOMPARE(seen[0].headers.value("host"), "127.0.0.1:" + QByteArray::number(server.port()));
    }

    void hungHandshakeEnds()
    {
        RawServer server([](QTcpSocket &, const RawRequest &) {});
        Network network;
        const QUrl url(u"ws://127.0.0.1:%1/"_s.arg(server.port()));
        const auto late = network.connectWebSocket(url, {}, Call::in(milliseconds(50)));
        QVERIFY(!late);
        QCOMPARE(kindName(late.error().kind), u"timeout"_s);
        std::stop_source source;
        std::jthread stopper([&] {
            static_cast<void>(server.waitForRequests(2));
            source.request_stop();
        });
        const auto stopped
            = network.connectWebSocket(url, {}, {Deadline::in(kLong), source.get_token()});
        QVERIFY(!stopped);
        QCOMPARE(kindName(stopped.error().kind), u"cancelled"_s);
    }

    void nothingListens()
    {
        QTcpServer unused;
        QVERIFY(unused.listen(QHostAddress::LocalHost));
        const QUrl url(u"ws://127.0.0.1:%1/"_s.arg(unused.serverPort()));
        unused.close();
        Network network;
        const auto got = network.connectWebSocket(url, {}, Call::in(kLong));
        QVERIFY(!got);
        QCOMPARE(kindName(got.error().kind), u"network"_s);
        QVERIFY(!got.error().detail.isEmpty());
    }

    void silentPeerIsNoticed()
    {
        RawServer server([](QTcpSocket &socket, const RawRequest &request) {
            const QByteArray key
                = QCryptographicHash::hash(QByteArray(request.headers.value("sec-websocket-key")
                                                      + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"),
                                           QCryptographicHash::Sha1);
            socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
                         "Upgrade\r\nSec-WebSocket-Accept: "
                         + key.toBase64() + "\r\n\r\n");
        });
        NetworkOptions options;
        options.pingEvery = milliseconds(20);
        Network network(options);
        Mailbox box;
        const QUrl url(u"ws://127.0.0.1:%1/"_s.arg(server.port()));
        const auto socket = network.connectWebSocket(url, box.callbacks(), Call::in(kLong));
        QVERIFY(socket);
        QVERIFY(box.waitClosed());
        QVERIFY(box.closed[0].contains("no sign of life"_L1));
    }
};

QTEST_GUILESS_MAIN(TestWebSocket)
#include "tst_websocket.moc"
