// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/network.h"
#include "core/net/waiter.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWebSocket>

#include <mutex>
#include <variant>

namespace pelorus::net {

/// The callbacks of one WebSocket, shared by its owner and the I/O thread.
class SharedCallbacks final
{
public:
    explicit SharedCallbacks(WebSocket::Callbacks callbacks)
        : m_callbacks(std::move(callbacks))
    {
    }

    void text(const QByteArray &utf8);
    void closed(const QString &reason);
    /// No callback runs after this; waits for one that runs on another thread.
    void silence();

private:
    template <typename Callback, typename... Args>
    void run(Callback &callback, const Args &...args);

    /// Recursive: a callback may destroy its own socket.
    std::recursive_mutex m_mutex;
    WebSocket::Callbacks m_callbacks;
    bool m_silent = false;
    bool m_running = false;
};

/// One QWebSocket on the I/O thread, from connecting to its end.
class SocketJob final : public QObject
{
    Q_OBJECT

public:
    using Answer = std::shared_ptr<Waiter<std::monostate>>;
    using Shared = std::shared_ptr<SharedCallbacks>;

    SocketJob(const QUrl &url,
              Answer answer,
              Shared callbacks,
              const NetworkOptions &options,
              QObject *parent);
    /// Says good-bye to the peer, without waiting for its answer and without a callback.
    ~SocketJob() override;

    void open();
    void sendText(const QByteArray &utf8);
    void close();
    /// Ends it at once and tells whoever waits or listens.
    void shutDown(Error error);

signals:
    void finished(pelorus::net::SocketJob *job);

private:
    void onConnected();
    void onError(QAbstractSocket::SocketError code);
    void onDisconnected();
    void onPingTimer();
    void heard() { m_silence.start(); }
    void finish(const QString &reason);
    [[nodiscard]] Error connectError(QAbstractSocket::SocketError code) const;

    QUrl m_url;
    Answer m_answer;
    Shared m_callbacks;
    NetworkOptions m_options;
    QWebSocket m_socket;
    QTimer m_pingTimer;
    QElapsedTimer m_silence;
    bool m_connected = false;
    bool m_finished = false;
};

} // namespace pelorus::net
