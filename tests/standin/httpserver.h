// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QHash>
#include <QJsonValue>
#include <QList>
#include <QObject>
#include <QPair>
#include <QPointer>
#include <QUrlQuery>

#include <chrono>
#include <functional>
#include <memory>

class QTcpServer;
class QTcpSocket;

namespace pelorus::standin {

using Headers = QList<QPair<QByteArray, QByteArray>>;

struct Request
{
    QByteArray method;
    QByteArray target; ///< as sent, with the query
    QString path;      ///< decoded, without the query
    QUrlQuery query;
    Headers headers;
    qint64 contentLength = 0; ///< −1: chunked
    bool expectsContinue = false;
    bool keepAlive = true;

    /// First header of that name, any case; empty when absent.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    /// Decoded query value ("+" is a space); empty when absent.
    [[nodiscard]] QString queryValue(const QString &key) const;
    /// The Cookie header, split.
    [[nodiscard]] QHash<QByteArray, QByteArray> cookies() const;
};

class Connection;

/// One request and its one answer. Held by shared_ptr for as long as the answer is open; everything
/// is a no-op once the client has left or the answer was given.
class Exchange final : public std::enable_shared_from_this<Exchange>
{
public:
    Exchange(QPointer<Connection> connection, Request request);
    ~Exchange();
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;

    [[nodiscard]] const Request &request() const { return m_request; }
    /// False once answered, dropped or left by the client.
    [[nodiscard]] bool isOpen() const;

    /// Calls `done` with the whole body; one larger than `maxBytes` is answered 413 instead.
    void readBody(qint64 maxBytes, std::function<void(QByteArray)> done);
    /// Calls `onChunk` as the bytes come and `onEnd` once: false when the client left early. Memory
    /// stays flat whatever the size.
    void streamBody(std::function<void(const QByteArray &)> onChunk,
                    std::function<void(bool complete)> onEnd);

    /// Content-Length is added. A body nobody read is drained, so that the client sees the answer.
    void respond(int status, const Headers &headers, const QByteArray &body);
    void respondJson(int status, const QJsonValue &body, Headers headers = {});
    /// Closes the connection without an answer.
    void drop();
    /// Closes it when that many bytes of the request's body have come (call before reading).
    void dropAfter(qint64 bodyBytes) { m_dropAfter = bodyBytes; }
    /// The answer that follows is cut after that many bytes of its body, then the connection
    /// closes.
    void truncateAnswer(qint64 bodyBytes) { m_truncateAnswer = bodyBytes; }
    /// Runs later, also when the client has left meanwhile.
    static void after(std::chrono::milliseconds delay, std::function<void()> run);

    /// Never answers; the client waits until it leaves.
    void hang();

    enum class Verdict { Send, Drop, Hang };
    /// Sees every answer before it goes out, may change it, and may keep it back.
    std::function<Verdict(int &status, Headers &headers, QByteArray &body)> beforeAnswer;

private:
    friend class Connection;
    QPointer<Connection> m_connection;
    Request m_request;
    std::function<void(const QByteArray &)> m_onChunk;
    std::function<void(bool)> m_onEnd;
    qint64 m_dropAfter = -1;
    qint64 m_truncateAnswer = -1;
    bool m_answered = false;
};

/// A small streaming HTTP/1.1 server for tests: keep-alive, Content-Length and chunked bodies,
/// Expect: 100-continue, one request at a time per connection. Everything on the caller's thread.
class HttpServer final : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<void(std::shared_ptr<Exchange>)>;

    explicit HttpServer(QObject *parent = nullptr);
    ~HttpServer() override;

    /// Makes the server speak TLS with this certificate (call before listen()).
    [[nodiscard]] Result<void> useTls(const QByteArray &certificatePem, const QByteArray &keyPem);
    /// On 127.0.0.1; port 0 takes a free one.
    [[nodiscard]] Result<void> listen(quint16 port);
    /// Refuses new connections and closes those there are.
    void close();
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] bool isListening() const;

    void setHandler(Handler handler) { m_handler = std::move(handler); }
    /// Takes over sockets whose first request asks for an upgrade to a WebSocket; the bytes of that
    /// request are still unread.
    void setUpgradeHandler(std::function<void(QTcpSocket *)> handler)
    {
        m_upgrade = std::move(handler);
    }

private:
    friend class Connection;
    void accept();

    std::unique_ptr<QTcpServer> m_server;
    Handler m_handler;
    std::function<void(QTcpSocket *)> m_upgrade;
    QList<QPointer<Connection>> m_connections;
};

/// A self-signed certificate for www.instagram.com and 127.0.0.1, made with the openssl program in
/// `folder` the first time. Returns certificate and key as PEM.
[[nodiscard]] Result<QPair<QByteArray, QByteArray>> testCertificate(const QString &folder);

} // namespace pelorus::standin
