// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QUrl>

#include <functional>
#include <memory>

namespace pelorus::net {

using Headers = QList<QPair<QByteArray, QByteArray>>;

/// Which connections a request may use. A hung call must not starve the calls that clean up.
enum class Lane { Normal, Cleanup };

/// A plain value. `bearer` is sent as "Authorization: Bearer …" and never logged.
struct HttpRequest
{
    QByteArray method {"GET"};
    QUrl url;
    Headers headers;
    QByteArray body;
    Secret bearer;
    Lane lane = Lane::Normal;
};

struct HttpResponse
{
    int status = 0;
    Headers headers;
    QByteArray body;

    /// First header of that name, any case; empty when absent.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
};

/// One WebSocket. Text frames only (Chromium closes on a binary one), no Origin header, no proxy,
/// 256 MiB message limit. Every function may be called from any thread; the callbacks run on the
/// I/O thread and must not block. Destroying it closes the socket; no callback runs afterwards.
class WebSocket
{
public:
    struct Callbacks
    {
        std::function<void(const QByteArray &utf8)> onText;
        /// At most once; `reason` is English, for details.
        std::function<void(const QString &reason)> onClosed;
    };

    WebSocket() = default;
    WebSocket(const WebSocket &) = delete;
    WebSocket &operator=(const WebSocket &) = delete;
    virtual ~WebSocket() = default;
    /// Queued; a closed socket drops it (onClosed has told).
    virtual void sendText(QByteArray utf8) = 0;
    virtual void close() = 0;
};

/// The one I/O thread: owns every QNetworkAccessManager and QWebSocket. Its functions block a
/// worker thread until the answer, the deadline or a stop request; fatal on the GUI thread.
/// HTTP/1.1 only, no redirects followed, no system proxy for loopback addresses.
class Network final
{
public:
    Network();
    Network(const Network &) = delete;
    Network &operator=(const Network &) = delete;
    /// Fails what is pending, then ends the thread.
    ~Network();

    /// Any HTTP status is a success here; errors are Network, Timeout, Cancelled.
    [[nodiscard]] Result<HttpResponse> send(HttpRequest request, const Call &call);

    /// Connects to ws://…; `host` overrides the Host header when not empty. The URL's host is
    /// resolved to an address first where it is a name other than localhost (Chromium's rule).
    [[nodiscard]] Result<std::unique_ptr<WebSocket>>
    connectWebSocket(const QUrl &url, WebSocket::Callbacks callbacks, const Call &call);

    struct Io;

private:
    std::shared_ptr<Io> m_io;
};

} // namespace pelorus::net
