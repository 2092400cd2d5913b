// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QPair>
#include <QUrl>

#include <functional>
#include <memory>
#include <vector>

namespace pelorus::net {

using Headers = QList<QPair<QByteArray, QByteArray>>;

/// Which connections a request may use. A hung call must not starve the calls that clean up.
enum class Lane { Normal, Cleanup };

/// A plain value. `bearer` is sent as "Authorization: Bearer …" and never logged.
struct HttpRequest
{
    QByteArray method{"GET"};
    QUrl url;
    Headers headers;
    QByteArray body;
    Secret bearer;
    Lane lane = Lane::Normal;
    /// Never through the system's proxy; loopback addresses never are anyway.
    bool direct = false;
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
/// 256 MiB message limit, pinged so that a dead peer is noticed. Every function may be called from
/// any thread; the callbacks run on the I/O thread and must not block. Destroying it closes the
/// socket and waits for a callback that is running; no callback runs afterwards. It may be
/// destroyed inside its own callback.
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

/// A proxy to be tried. Move-only, as it holds secrets.
struct ProxyAddress
{
    QString type; ///< HTTP, HTTPS, SOCKS4, SOCKS5; any case
    QString host;
    int port = 0;
    Secret username;
    Secret password;
};

struct NetworkOptions
{
    /// A larger HTTP answer is a Protocol error.
    qint64 maxBody = 64LL * 1024 * 1024;
    /// A WebSocket that was silent for `missedPings` of these is closed.
    milliseconds pingEvery{20000};
    int missedPings = 3;
    /// Addresses of names (lower case) that the system's resolver is not asked for.
    QHash<QString, QHostAddress> hosts{};
};

/// The one I/O thread: owns every QNetworkAccessManager and QWebSocket. Its functions block a
/// worker thread until the answer, the deadline or a stop request; fatal on the GUI thread.
/// HTTP/1.1 only, no redirects followed, no cookies, no system proxy for loopback addresses.
class Network final
{
public:
    explicit Network(const NetworkOptions &options = {});
    Network(const Network &) = delete;
    Network &operator=(const Network &) = delete;
    /// Fails what is pending, then ends the thread.
    ~Network();

    /// Any HTTP status is a success here; errors are Network, Timeout, Cancelled, and Protocol for
    /// an answer that is not HTTP or too large (`code` is the QNetworkReply::NetworkError). A
    /// request with a body or with another method than GET and DELETE reaches the server once at
    /// most; those two may be sent again when the connection breaks before an answer.
    [[nodiscard]] Result<HttpResponse> send(HttpRequest request, const Call &call);

    /// Connects to ws://…. A host that is a name other than localhost is resolved first, so that
    /// the Host header holds an address: Chromium refuses names. (QWebSocket would send an override
    /// as a second Host header.)
    [[nodiscard]] Result<std::unique_ptr<WebSocket>>
    connectWebSocket(const QUrl &url, WebSocket::Callbacks callbacks, const Call &call);

    using ProxyTold = std::function<void(size_t index, const Result<milliseconds> &)>;
    /// Connects through each of `proxies` to `site`, several at a time, at most 20 s each: its
    /// address and login are right and the site itself answers (its certificate is checked). `told`
    /// is called on this thread for each in order, with the time it took or with an error of the
    /// kind Proxy, as soon as it and those before it are known; after a stop for no other.
    [[nodiscard]] Result<void> tryProxies(std::vector<ProxyAddress> proxies,
                                          const QUrl &site,
                                          const ProxyTold &told,
                                          const Call &call);

    /// The address of a host name, IPv4 where there is one; an address is returned as it is.
    [[nodiscard]] Result<QHostAddress> resolve(const QString &host, const Call &call);

    struct Io;

private:
    std::shared_ptr<Io> m_io;
};

/// localhost, *.localhost, 127.0.0.0/8 and ::1.
[[nodiscard]] bool isLoopback(const QString &host);

} // namespace pelorus::net
