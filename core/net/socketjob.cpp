// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/socketjob.h"

#include "core/base/log.h"
#include "core/net/httpjob.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::net {
namespace {

constexpr quint64 kMaxMessage = 256ULL * 1024 * 1024;

} // namespace

template <typename Callback, typename... Args>
void SharedCallbacks::run(Callback &callback, const Args &...args)
{
    const std::lock_guard lock(m_mutex);
    if (m_silent || !callback)
        return;
    m_running = true;
    callback(args...);
    m_running = false;
    if (m_silent)
        m_callbacks = {};
}

void SharedCallbacks::text(const QByteArray &utf8)
{
    run(m_callbacks.onText, utf8);
}

void SharedCallbacks::closed(const QString &reason)
{
    run(m_callbacks.onClosed, reason);
}

void SharedCallbacks::silence()
{
    const std::lock_guard lock(m_mutex);
    m_silent = true;
    // Called from inside a callback, its function object is still in use; run() drops it then.
    if (!m_running)
        m_callbacks = {};
}

SocketJob::SocketJob(const QUrl &url,
                     Answer answer,
                     Shared callbacks,
                     const NetworkOptions &options,
                     QObject *parent)
    : QObject(parent)
    , m_url(url)
    , m_answer(std::move(answer))
    , m_callbacks(std::move(callbacks))
    , m_options(options)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.setMaxAllowedIncomingMessageSize(kMaxMessage);
    m_socket.setMaxAllowedIncomingFrameSize(kMaxMessage);
    connect(&m_socket, &QWebSocket::connected, this, &SocketJob::onConnected);
    connect(&m_socket, &QWebSocket::disconnected, this, &SocketJob::onDisconnected);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(&m_socket, &QWebSocket::errorOccurred, this, &SocketJob::onError);
#else
    connect(&m_socket,
            qOverload<QAbstractSocket::SocketError>(&QWebSocket::error),
            this,
            &SocketJob::onError);
#endif
    connect(&m_socket, &QWebSocket::pong, this, &SocketJob::heard);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        heard();
        m_callbacks->text(text.toUtf8());
    });
    connect(&m_pingTimer, &QTimer::timeout, this, &SocketJob::onPingTimer);
}

SocketJob::~SocketJob()
{
    m_socket.disconnect(this);
    if (m_socket.state() == QAbstractSocket::ConnectedState) {
        m_socket.close(QWebSocketProtocol::CloseCodeGoingAway);
        m_socket.flush();
    }
    m_socket.abort();
}

void SocketJob::open()
{
    m_socket.open(m_url);
}

void SocketJob::sendText(const QByteArray &utf8)
{
    if (m_connected && !m_finished)
        m_socket.sendTextMessage(QString::fromUtf8(utf8));
}

void SocketJob::close()
{
    if (!m_finished)
        m_socket.close();
}

void SocketJob::shutDown(Error error)
{
    m_answer->set(tl::unexpected(std::move(error)));
    finish(u"the program is closing"_s);
}

void SocketJob::onConnected()
{
    m_connected = true;
    heard();
    m_pingTimer.start(m_options.pingEvery);
    log::debug("http", u"WS %1 → connected"_s.arg(plainUrl(m_url)));
    m_answer->set(std::monostate{});
}

void SocketJob::onError(QAbstractSocket::SocketError code)
{
    if (!m_connected)
        m_answer->set(tl::unexpected(connectError(code)));
    finish(m_socket.errorString());
}

void SocketJob::onDisconnected()
{
    if (!m_connected)
        m_answer->set(tl::unexpected(connectError(QAbstractSocket::RemoteHostClosedError)));
    finish(m_socket.errorString());
}

void SocketJob::onPingTimer()
{
    if (m_silence.elapsed() > m_options.missedPings * m_options.pingEvery.count()) {
        finish(u"no sign of life from the other side for %1 ms"_s.arg(m_silence.elapsed()));
        m_socket.abort();
        return;
    }
    m_socket.ping();
}

void SocketJob::finish(const QString &reason)
{
    if (std::exchange(m_finished, true))
        return;
    m_pingTimer.stop();
    const QString told = m_socket.closeReason().isEmpty() ? reason : m_socket.closeReason();
    log::debug("http", u"WS %1 → closed: %2"_s.arg(plainUrl(m_url), told));
    if (m_connected)
        m_callbacks->closed(told);
    emit finished(this);
}

Error SocketJob::connectError(QAbstractSocket::SocketError code) const
{
    const bool late = code == QAbstractSocket::SocketTimeoutError;
    return {late ? ErrorKind::Timeout : ErrorKind::Network,
            QCoreApplication::translate("Core",
                                        "No connection to the browser at %1 could be made. It may "
                                        "have ended, or something blocks the port.")
                .arg(m_url.authority()),
            u"WS %1: %2"_s.arg(plainUrl(m_url), m_socket.errorString()),
            code,
            {},
            {}};
}

} // namespace pelorus::net
