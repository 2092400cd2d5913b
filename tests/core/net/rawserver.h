// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>
#include <QHostAddress>
#include <QMap>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace pelorus::test {

struct RawRequest
{
    QByteArray method;
    QByteArray target;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    int connection = 0; ///< which accepted connection carried it

    [[nodiscard]] QString path() const { return QUrl(QString::fromLatin1(target)).path(); }
    [[nodiscard]] QString query(const QString &name) const
    {
        return QUrlQuery(QUrl(QString::fromLatin1(target))).queryItemValue(name);
    }
};

/// A TCP server on a thread of its own that hands whole HTTP requests to a handler, which writes
/// whatever bytes it likes. The handler runs on the server's thread.
class RawServer final
{
public:
    using Handler = std::function<void(QTcpSocket &, const RawRequest &)>;

    explicit RawServer(Handler handler)
        : m_handler(std::move(handler))
    {
        std::promise<void> ready;
        auto started = ready.get_future();
        m_thread = std::jthread([this, &ready] {
            QEventLoop loop;
            QTcpServer server;
            server.listen(QHostAddress::LocalHost, 0);
            m_port = server.serverPort();
            m_loop = &loop;
            QObject::connect(&server, &QTcpServer::newConnection, &server, [this, &server] {
                while (QTcpSocket *socket = server.nextPendingConnection())
                    accept(*socket);
            });
            ready.set_value();
            loop.exec();
        });
        started.wait();
    }

    ~RawServer()
    {
        QMetaObject::invokeMethod(m_loop, "quit", Qt::QueuedConnection);
        m_thread.join();
    }

    RawServer(const RawServer &) = delete;
    RawServer &operator=(const RawServer &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QUrl url(const QString &path = {}) const
    {
        QUrl url;
        url.setScheme(QStringLiteral("http"));
        url.setHost(QStringLiteral("127.0.0.1"));
        url.setPort(m_port);
        url.setPath(path.section(QLatin1Char('?'), 0, 0));
        if (path.contains(QLatin1Char('?')))
            url.setQuery(path.section(QLatin1Char('?'), 1));
        return url;
    }

    [[nodiscard]] std::vector<RawRequest> seen() const
    {
        const std::lock_guard lock(m_mutex);
        return m_seen;
    }

    /// False when fewer than `count` requests came within 20 s.
    [[nodiscard]] bool waitForRequests(size_t count) const
    {
        std::unique_lock lock(m_mutex);
        return m_arrived.wait_for(
            lock, std::chrono::seconds(20), [&] { return m_seen.size() >= count; });
    }

    [[nodiscard]] static QByteArray
    answer(int status, const QByteArray &body, const QByteArray &headers = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) + " Words\r\n" + headers
            + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

private:
    void accept(QTcpSocket &socket)
    {
        auto buffer = std::make_shared<QByteArray>();
        const int connection = ++m_connections;
        QObject::connect(
            &socket, &QTcpSocket::readyRead, &socket, [this, &socket, buffer, connection] {
                *buffer += socket.readAll();
                RawRequest request;
                request.connection = connection;
                while (parse(*buffer, request)) {
                    {
                        const std::lock_guard lock(m_mutex);
                        m_seen.push_back(request);
                    }
                    m_arrived.notify_all();
                    m_handler(socket, request);
                }
            });
    }

    static bool parse(QByteArray &buffer, RawRequest &request)
    {
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        const QList<QByteArray> lines = buffer.left(end).split('\n');
        const QList<QByteArray> first = lines.first().trimmed().split(' ');
        request.headers.clear();
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const qsizetype colon = lines[i].indexOf(':');
            const QByteArray name = lines[i].left(colon).trimmed().toLower();
            const QByteArray value = lines[i].mid(colon + 1).trimmed();
            // A header that was sent twice shows.
            request.headers[name]
                = request.headers.contains(name) ? request.headers[name] + "," + value : value;
        }
        const qsizetype length = request.headers.value("content-length").toLongLong();
        if (buffer.size() < end + 4 + length)
            return false;
        request.method = first.value(0);
        request.target = first.value(1);
        request.body = buffer.mid(end + 4, length);
        buffer.remove(0, end + 4 + length);
        return true;
    }

    Handler m_handler;
    quint16 m_port = 0;
    int m_connections = 0;
    QEventLoop *m_loop = nullptr;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_arrived;
    std::vector<RawRequest> m_seen;
    std::jthread m_thread;
};

} // namespace pelorus::test
