// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/plainclient.h"

#include <QCryptographicHash>
#include <QTest>

using namespace Qt::StringLiterals;

namespace pelorus::test {

/// The HTTP server below all listeners, by requests as raw bytes.
class TestStandInHttp : public QObject
{
    Q_OBJECT

    StandIn m_standIn;

    Answer raw(const QByteArray &bytes) { return Exchanging(m_standIn.remote(), bytes).answer(); }

    QByteArray auth() const { return "Authorization: Bearer " + m_standIn.token() + "\r\n"; }

    QByteArray lastBody()
    {
        const QJsonArray lines = m_standIn.state().value("requests"_L1).toArray();
        return lines.isEmpty() ? QByteArray() : lines.last()["body"_L1].toString().toLatin1();
    }

    static QByteArray digest(const QByteArray &bytes)
    {
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    }

private slots:
    void initTestCase() { QVERIFY2(m_standIn.start(), qPrintable(m_standIn.problem())); }

    void init() { QVERIFY(m_standIn.reset()); }

    void listensOnLoopbackOnly()
    {
        for (const QUrl &url : {m_standIn.remote(),
                                m_standIn.local(),
                                m_standIn.sync(),
                                m_standIn.darkwing(),
                                m_standIn.site(),
                                m_standIn.control()}) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress(u"127.0.0.2"_s), quint16(url.port()));
            QVERIFY(!socket.waitForConnected(20000));
            QCOMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
        }
    }

    void badRequest_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("no request") << QByteArray("dance\r\n\r\n") << 400;
        QTest::newRow("HTTP/2") << QByteArray("GET / HTTP/2\r\n\r\n") << 400;
        QTest::newRow("negative length")
            << QByteArray("POST /x HTTP/1.1\r\nContent-Length: -5\r\n\r\n") << 400;
        QTest::newRow("length as text")
            << QByteArray("POST /x HTTP/1.1\r\nContent-Length: many\r\n\r\n") << 400;
        QTest::newRow("no chunk size")
            << QByteArray("POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n") << 400;
        QTest::newRow("endless head")
            << QByteArray("GET / HTTP/1.1\r\nA: ") + QByteArray(70000, 'a') << 0;
    }

    void badRequest()
    {
        QFETCH(QByteArray, bytes);
        QTEST(raw(bytes).status, "status");
        QVERIFY(m_standIn.problem().isEmpty());
    }

    void keepsAlive()
    {
        const QByteArray get = "GET /browser_profiles HTTP/1.1\r\n" + auth();
        // Both at once: answered in order, on one connection.
        const Answer both = raw(get + "\r\n" + get + "Connection: close\r\n\r\n");
        QCOMPARE(both.status, 200);
        QCOMPARE(both.body.count("HTTP/1.1 200 OK"), 1);
        QVERIFY(both.header("Connection").isEmpty());
        QVERIFY(both.body.contains("Connection: close"));
        // HTTP/1.0 closes by itself.
        QVERIFY(raw("GET /browser_profiles HTTP/1.0\r\n" + auth() + "\r\n").complete);
    }

    void bodies_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("body");
        const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
        QTest::newRow("length") << QByteArray("Content-Length: 3\r\n") << QByteArray("abc")
                                << QByteArray("abc");
        QTest::newRow("none") << QByteArray() << QByteArray() << QByteArray();
        QTest::newRow("chunks") << chunked << QByteArray("1\r\na\r\n2;x=y\r\nbc\r\n0\r\n\r\n")
                                << QByteArray("abc");
        QTest::newRow("no chunk") << chunked << QByteArray("0\r\n\r\n") << QByteArray();
        QTest::newRow("any case") << QByteArray("content-LENGTH: 1\r\n") << QByteArray("a")
                                  << QByteArray("a");
    }

    void bodies()
    {
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, body);
        const Answer answer = raw("POST /dance HTTP/1.1\r\n" + auth() + headers
                                  + "Connection: close\r\n\r\n" + bytes);
        QCOMPARE(answer.status, 404);
        QCOMPARE(lastBody(), digest(body));
    }

    void asksForTheBody()
    {
        const Answer answer = raw("POST /dance HTTP/1.1\r\nExpect: 100-continue\r\n" + auth()
                                  + "Content-Length: 3\r\nConnection: close\r\n\r\nabc");
        QCOMPARE(answer.status, 100);
        QVERIFY(answer.body.startsWith("HTTP/1.1 404 "));
    }

    void refusesAHugeBody()
    {
        const QByteArray body(9 << 20, 'a');
        const Answer answer
            = PlainClient(m_standIn).send(m_standIn.remote(), "POST", "/browser_profiles", body);
        QCOMPARE(answer.status, 413);
    }

    void leavesEarly()
    {
        {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress(QHostAddress::LocalHost),
                                 quint16(m_standIn.remote().port()));
            QVERIFY(socket.waitForConnected(20000));
            socket.write("POST /browser_profiles HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc");
            QVERIFY(socket.waitForBytesWritten(20000));
            QTRY_COMPARE(m_standIn.requests("POST", u"*"_s).size(), 1);
            socket.abort();
        }
        // In the log, without an end.
        const QJsonObject line = m_standIn.requests("POST", u"*"_s).first();
        QVERIFY(!line.contains("status"_L1));
        QVERIFY(!line.contains("body"_L1));
        QCOMPARE(m_standIn.profilesLeft(), 0);
    }

    void headHasNoBody()
    {
        const Answer answer
            = raw("HEAD /dance HTTP/1.1\r\n" + auth() + "Connection: close\r\n\r\n");
        QCOMPARE(answer.status, 404);
        QVERIFY(answer.header("Content-Length").toInt() > 0);
        QVERIFY(answer.body.isEmpty());
    }

    void decodesPathAndQuery()
    {
        raw("GET /a%2Fb%20c?x=%5B1%5D&y HTTP/1.1\r\nConnection: close\r\n\r\n");
        const QList<QJsonObject> lines = m_standIn.requests("GET", u"/a/b c"_s);
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines.first().value("query"_L1).toString(), u"x=%5B1%5D&y"_s); // as sent
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestStandInHttp)
#include "tst_standinhttp.moc"
