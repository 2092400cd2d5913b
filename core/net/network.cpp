// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/network.h"

#include "core/base/crashpoint.h"
#include "core/base/threadguard.h"
#include "core/net/iothread.h"

#include <QCoreApplication>
#include <QNetworkProxyFactory>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::net {
namespace {

constexpr size_t kMostProxiesAtOnce = 16;
constexpr milliseconds kProxyDeadline(20000);

/// The tasks run in order: what was sent before the destructor goes out.
class SocketHandle final : public WebSocket
{
public:
    SocketHandle(std::shared_ptr<Network::Io> io, JobId id, SocketJob::Shared callbacks)
        : m_io(std::move(io))
        , m_id(id)
        , m_callbacks(std::move(callbacks))
    {
    }

    ~SocketHandle() override
    {
        m_callbacks->silence();
        m_io->post([id = m_id](Worker &worker) { worker.drop(id); });
    }

    void sendText(QByteArray utf8) override
    {
        m_io->post([id = m_id, text = std::move(utf8)](Worker &worker) {
            if (SocketJob *socket = worker.socket(id))
                socket->sendText(text);
        });
    }

    void close() override
    {
        m_io->post([id = m_id](Worker &worker) {
            if (SocketJob *socket = worker.socket(id))
                socket->close();
        });
    }

private:
    std::shared_ptr<Network::Io> m_io;
    JobId m_id;
    SocketJob::Shared m_callbacks;
};

/// Why nothing came: stopped, too late, or the I/O thread has ended.
Error whyNot(const Call &call, const QString &what)
{
    if (const auto state = call.check(); !state)
        return withContext(state.error(), what);
    return {ErrorKind::Cancelled,
            QCoreApplication::translate("Core", "Stopped, because the program is closing."),
            what,
            0,
            {},
            {}};
}

Error tooLate(const Call &call, const QUrl &url, const QString &what)
{
    Error error = whyNot(call, what);
    if (error.kind == ErrorKind::Timeout) {
        error.message
            = QCoreApplication::translate("Core", "%1 did not answer in time.").arg(url.host());
    }
    return error;
}

/// "/browser_profiles/17/start" and the next profile's are one name.
QString withoutIds(QString path)
{
    static const QRegularExpression s_number(u"(?<=/)\\d+(?=/|$)"_s);
    return path.replace(s_number, u"N"_s);
}

QList<QNetworkProxy> proxiesFor(const HttpRequest &request)
{
    if (request.direct || isLoopback(request.url.host()))
        return {QNetworkProxy::NoProxy};
    return QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(request.url));
}

} // namespace

QByteArray HttpResponse::header(const QByteArray &name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(), [&name](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == headers.end() ? QByteArray() : found->second;
}

bool isLoopback(const QString &host)
{
    const QString name = host.toLower();
    if (name == "localhost"_L1 || name.endsWith(".localhost"_L1))
        return true;
    return QHostAddress(name).isLoopback();
}

Network::Network(const NetworkOptions &options)
    : m_io(std::make_shared<Io>(options))
{
}

Network::~Network()
{
    m_io->stop();
}

Result<HttpResponse> Network::send(HttpRequest request, const Call &call)
{
    mayBlock("Network::send");
    // A waiter must not touch *this after the wait: the network may have gone meanwhile.
    const std::shared_ptr<Io> io = m_io;
    const QUrl url = request.url;
    const QString what = QString::fromLatin1(request.method) % u' ' % plainUrl(url);
    if (!url.isValid() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)) {
        return pelorus::fail(
            ErrorKind::InvalidInput,
            QCoreApplication::translate(
                "Core", "“%1” is not a web address. Write it like http://localhost:3001.")
                .arg(plainUrl(url)),
            what);
    }
    if (const auto go = call.check(); !go)
        return pelorus::fail(tooLate(call, url, what));
    const CrashPoint point(QString::fromLatin1(request.method) % u' ' % withoutIds(url.path()));
    const auto answer = std::make_shared<Waiter<HttpResponse>>();
    const JobId id = io->nextId();
    const QList<QNetworkProxy> proxies = proxiesFor(request);
    const bool posted
        = io->post([id, held = std::move(request), proxies, answer](Worker &worker) mutable {
              worker.startHttp(id, std::move(held), proxies, answer);
          });
    if (!posted)
        return pelorus::fail(whyNot(call, what));
    if (auto result = answer->wait(call))
        return std::move(*result);
    io->post([id](Worker &worker) { worker.drop(id); });
    return pelorus::fail(tooLate(call, url, what));
}

Result<std::unique_ptr<WebSocket>>
Network::connectWebSocket(const QUrl &url, WebSocket::Callbacks callbacks, const Call &call)
{
    mayBlock("Network::connectWebSocket");
    const std::shared_ptr<Io> io = m_io;
    const QString what = u"WS "_s % plainUrl(url);
    QUrl target = url;
    if (!isLoopback(url.host())) {
        const auto address = resolve(url.host(), call);
        if (!address)
            return pelorus::fail(address.error());
        target.setHost(address->toString());
    }
    const auto answer = std::make_shared<Waiter<std::monostate>>();
    auto shared = std::make_shared<SharedCallbacks>(std::move(callbacks));
    const JobId id = io->nextId();
    const bool posted = io->post([id, target, answer, shared](Worker &worker) {
        worker.openSocket(id, target, answer, shared);
    });
    if (!posted)
        return pelorus::fail(whyNot(call, what));
    const auto result = answer->wait(call);
    if (result && *result)
        return std::make_unique<SocketHandle>(io, id, std::move(shared));
    shared->silence();
    if (result)
        return pelorus::fail(result->error());
    io->post([id](Worker &worker) { worker.drop(id); });
    return pelorus::fail(tooLate(call, url, what));
}

Result<void> Network::tryProxies(std::vector<ProxyAddress> proxies,
                                 const QUrl &site,
                                 const ProxyTold &told,
                                 const Call &call)
{
    mayBlock("Network::tryProxies");
    const std::shared_ptr<Io> io = m_io;
    struct Open
    {
        JobId id;
        QString label;
        Call call;
        ProxyJob::Answer answer = std::make_shared<Waiter<milliseconds>>();
    };
    std::deque<Open> open;
    const auto dropAll = [&] {
        for (const Open &one : open)
            io->post([id = one.id](Worker &worker) { worker.drop(id); });
    };
    size_t next = 0;
    for (size_t index = 0; index < proxies.size(); ++index) {
        for (; next < proxies.size() && open.size() < kMostProxiesAtOnce; ++next) {
            ProxyAddress &proxy = proxies[next];
            open.push_back({io->nextId(),
                            u"%1:%2"_s.arg(proxy.host).arg(proxy.port),
                            call.within(kProxyDeadline)});
            const bool posted = io->post(
                [id = open.back().id, held = std::move(proxy), site, answer = open.back().answer](
                    Worker &worker) mutable {
                    worker.tryProxy(id, std::move(held), site, answer);
                });
            if (!posted)
                return pelorus::fail(whyNot(call, u"proxies"_s));
        }
        auto result = open.front().answer->wait(open.front().call);
        if (!result) {
            if (const auto go = call.check(); !go) {
                dropAll();
                return go;
            }
            io->post([id = open.front().id](Worker &worker) { worker.drop(id); });
            result = pelorus::fail(
                ErrorKind::Proxy,
                QCoreApplication::translate("Core",
                                            "The proxy %1 did not answer in time. Try again later, "
                                            "or ask the provider whether it runs.")
                    .arg(open.front().label));
        }
        if (!*result && result->error().kind == ErrorKind::Cancelled)
            return pelorus::fail(result->error());
        open.pop_front();
        told(index, *result);
    }
    return {};
}

Result<QHostAddress> Network::resolve(const QString &host, const Call &call)
{
    mayBlock("Network::resolve");
    const std::shared_ptr<Io> io = m_io;
    if (const QHostAddress address(host); !address.isNull())
        return address;
    const QString what = u"look-up of "_s % host;
    const auto answer = std::make_shared<Waiter<QHostAddress>>();
    if (!io->post([host, answer](Worker &worker) { worker.lookUp(host, answer); }))
        return pelorus::fail(whyNot(call, what));
    if (auto result = answer->wait(call))
        return std::move(*result);
    return pelorus::fail(whyNot(call, what));
}

} // namespace pelorus::net
