// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/net/network.h"
#include "tests/core/net/rawserver.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::net;

namespace {

constexpr auto kLong = milliseconds(60000);

/// A server on a thread of its own that answers what was read so far, or waits for more.
class Scripted final
{
public:
    /// The answer to everything that one connection has sent; nothing yet: empty. "close" closes.
    using Script = std::function<QByteArray(const QByteArray &read, int answered)>;

    explicit Scripted(Script script)
    {
        std::promise<void> ready;
        m_thread = std::jthread([this, script = std::move(script), &ready] {
            QEventLoop loop;
            QTcpServer server;
            server.listen(QHostAddress::LocalHost, 0);
            m_port = server.serverPort();
            m_loop = &loop;
            QObject::connect(&server, &QTcpServer::newConnection, &server, [&server, script] {
                QTcpSocket *socket = server.nextPendingConnection();
                const auto read = std::make_shared<QByteArray>();
                const auto answered = std::make_shared<int>(0);
                QObject::connect(socket, &QTcpSocket::readyRead, socket, [=] {
                    *read += socket->readAll();
                    const QByteArray answer = script(*read, *answered);
                    if (answer == "close")
                        return socket->close();
                    if (answer.isEmpty())
                        return;
                    ++*answered;
                    read->clear();
                    socket->write(answer);
                });
            });
            ready.set_value();
            loop.exec();
        });
        ready.get_future().wait();
    }
    ~Scripted()
    {
        QMetaObject::invokeMethod(m_loop, "quit", Qt::QueuedConnection);
        m_thread.join();
    }
    [[nodiscard]] int port() const { return m_port; }

private:
    quint16 m_port = 0;
    QEventLoop *m_loop = nullptr;
    std::jthread m_thread;
};

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

ProxyAddress address(const QString &type, int port, const QString &user = {})
{
    ProxyAddress proxy{type, u"127.0.0.1"_s, port, {}, {}};
    if (!user.isEmpty()) {
        proxy.username = Secret(user);
        proxy.password = Secret(u"CANARY-pw"_s);
    }
    return proxy;
}

Result<milliseconds> tryOne(Network &network, ProxyAddress proxy, const QString &site)
{
    std::optional<Result<milliseconds>> told;
    std::vector<ProxyAddress> one;
    one.push_back(std::move(proxy));
    const auto done = network.tryProxies(
        std::move(one),
        QUrl(site),
        [&](size_t, const Result<milliseconds> &result) { told = result; },
        Call::in(kLong));
    if (!done)
        return fail(done.error());
    return *told;
}

const QByteArray kHead = "HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n";
const QByteArray kTunnel = "HTTP/1.1 200 Connection established\r\n\r\n";

} // namespace

class TestTryProxies : public QObject
{
    Q_OBJECT

private slots:
    void works_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("user");
        QTest::newRow("http") << u"HTTP"_s << QString();
        QTest::newRow("http with login") << u"http"_s << u"anna"_s;
        QTest::newRow("socks4") << u"SOCKS4"_s << u"anna"_s;
        QTest::newRow("socks5") << u"SOCKS5"_s << QString();
        QTest::newRow("socks5 with login") << u"Socks5"_s << u"anna"_s;
    }
    void works()
    {
        QFETCH(QString, type);
        QFETCH(QString, user);
        std::mutex mutex;
        QByteArrayList seen;
        const bool socks5 = type.toUpper() == u"SOCKS5"_s;
        Scripted proxy([&](const QByteArray &read, int answered) -> QByteArray {
            const std::lock_guard lock(mutex);
            if (read.startsWith("HEAD / "))
                return kHead;
            seen += read;
            if (type.toUpper() == u"HTTP"_s)
                return read.endsWith("\r\n\r\n") ? kTunnel : QByteArray();
            if (!socks5)
                return hex("005a000000000000");
            if (answered == 0)
                return user.isEmpty() ? hex("0500") : hex("0502");
            if (answered == 1 && !user.isEmpty())
                return hex("0100");
            return hex("05000003") + char(3) + "abc" + hex("1f90");
        });
        Network network;
        const auto time
            = tryOne(network, address(type, proxy.port(), user), u"http://site.example"_s);
        QVERIFY2(time, qPrintable(time ? QString() : toLogString(time.error())));
        const QByteArray all = seen.join();
        if (type.toUpper() == u"HTTP"_s) {
            QVERIFY(all.startsWith("CONNECT site.example:80 HTTP/1.1\r\n"));
            const QByteArray login = QByteArray("anna:CANARY-pw").toBase64();
            QCOMPARE(all.contains(QByteArray("Proxy-Authorization: Basic " + login)),
                     !user.isEmpty());
        } else if (!socks5) {
            QCOMPARE(all,
                     QByteArray(hex("0401005000000001") + QByteArray("anna\0site.example\0", 18)));
        } else {
            const QByteArray greeting = user.isEmpty() ? hex("050100") : hex("05020002");
            const QByteArray login = user.isEmpty()
                ? QByteArray()
                : QByteArray(hex("0104") + "anna" + char(9) + "CANARY-pw");
            QCOMPARE(all,
                     QByteArray(greeting + login + hex("05010003") + char(12) + "site.example"
                                + hex("0050")));
        }
    }

    void fails_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("says");
        const QByteArray none;
        QTest::newRow("407") << u"HTTP"_s << QByteArray("HTTP/1.1 407 No\r\n\r\n")
                             << u"user name and password"_s;
        QTest::newRow("502") << u"HTTP"_s << QByteArray("HTTP/1.1 502 Bad\r\n\r\n")
                             << u"cannot be reached"_s;
        QTest::newRow("not HTTP") << u"HTTP"_s << QByteArray("SSH-2.0-OpenSSH\r\n")
                                  << u"kind HTTP"_s;
        QTest::newRow("endless") << u"HTTP"_s << QByteArray("HTTP/1.1 " + QByteArray(20000, 'x'))
                                 << u"kind HTTP"_s;
        QTest::newRow("closes") << u"HTTP"_s << QByteArray("close") << u"kind HTTP"_s;
        QTest::newRow("socks4 refuses")
            << u"SOCKS4"_s << hex("005b000000000000") << u"cannot be reached"_s;
        QTest::newRow("socks4 login")
            << u"SOCKS4"_s << hex("005d000000000000") << u"user name and password"_s;
        QTest::newRow("socks5 login") << u"SOCKS5"_s << hex("05ff") << u"user name and password"_s;
        QTest::newRow("socks5 is HTTP")
            << u"SOCKS5"_s << QByteArray("HTTP/1.1 400 Bad\r\n\r\n") << u"kind SOCKS5"_s;
#ifndef Q_OS_WIN // Schannel takes it for the head of a record and waits for the rest
        QTest::newRow("https is plain")
            << u"HTTPS"_s << QByteArray("HTTP/1.1 400 Bad\r\n\r\n") << u"No connection"_s;
#endif
    }
    void fails()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, answer);
        QFETCH(QString, says);
        Scripted proxy([&](const QByteArray &, int) { return answer; });
        Network network;
        const auto time
            = tryOne(network, address(type, proxy.port(), u"anna"_s), u"https://site.example"_s);
        QVERIFY(!time);
        QCOMPARE(time.error().kind, ErrorKind::Proxy);
        QVERIFY2(time.error().message.contains(says), qPrintable(time.error().message));
        QVERIFY(time.error().message.contains(u"127.0.0.1"_s));
        QVERIFY(!toLogString(time.error()).contains(u"CANARY"_s));
    }

    void aTunnelToNothing()
    {
        // Says yes to everything and leads nowhere.
        Scripted proxy([](const QByteArray &read, int) {
            return read.endsWith("\r\n\r\n") && read.startsWith("CONNECT") ? kTunnel
                                                                           : QByteArray("close");
        });
        Network network;
        for (const QString &site : {u"http://site.example"_s, u"https://site.example"_s}) {
            const auto time = tryOne(network, address(u"HTTP"_s, proxy.port()), site);
            QVERIFY2(!time, qPrintable(site));
            QCOMPARE(time.error().kind, ErrorKind::Proxy);
        }
    }

    void nothingListens()
    {
        int port = 0;
        {
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost, 0));
            port = server.serverPort();
        }
        Network network;
        const auto time = tryOne(network, address(u"HTTP"_s, port), u"https://site.example"_s);
        QVERIFY(!time);
        QVERIFY2(time.error().message.contains(u"Nothing listens"_s),
                 qPrintable(time.error().message));
    }

    void manyInOrderAndStopped()
    {
        Scripted good(
            [](const QByteArray &read, int) { return read.startsWith("HEAD") ? kHead : kTunnel; });
        Scripted silent([](const QByteArray &, int) { return QByteArray(); });
        Network network;
        std::vector<ProxyAddress> many;
        for (int i = 0; i < 40; ++i)
            many.push_back(address(u"HTTP"_s, good.port()));
        std::vector<size_t> order;
        const auto done = network.tryProxies(
            std::move(many),
            QUrl(u"http://site.example"_s),
            [&](size_t index, const Result<milliseconds> &time) {
                if (time)
                    order.push_back(index);
            },
            Call::in(kLong));
        QVERIFY(done);
        QCOMPARE(order.size(), 40U);
        QVERIFY(std::ranges::is_sorted(order));

        std::vector<ProxyAddress> mixed;
        mixed.push_back(address(u"HTTP"_s, good.port()));
        mixed.push_back(address(u"HTTP"_s, silent.port()));
        std::stop_source stop;
        int told = 0;
        const auto stopped = network.tryProxies(
            std::move(mixed),
            QUrl(u"http://site.example"_s),
            [&](size_t, const Result<milliseconds> &) {
                ++told;
                stop.request_stop();
            },
            Call::in(kLong, stop.get_token()));
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
        QCOMPARE(told, 1);
    }
};

QTEST_GUILESS_MAIN(TestTryProxies)
#include "tst_tryproxies.moc"
