// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/iothread.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QHostInfo>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>

#include <algorithm>
#include <future>

using namespace Qt::StringLiterals;

namespace pelorus::net {
namespace {

Error closing()
{
    return {ErrorKind::Cancelled,
            QCoreApplication::translate("Core", "Stopped, because the program is closing."),
            {},
            0,
            {},
            {}};
}

} // namespace

/// What the waiting threads found out about the system's proxy: asking the system can take seconds,
/// which this thread must not.
struct Worker::ProxyTable
{
    QHash<QString, QList<QNetworkProxy>> byHost;

    [[nodiscard]] static QString key(const QUrl &url)
    {
        return url.scheme() % u"://"_s % url.host();
    }
};

Worker::Worker(Network::Io &io, QEventLoop &loop, const NetworkOptions &options)
    : m_io(io)
    , m_loop(loop)
    , m_options(options)
    , m_proxies(std::make_shared<ProxyTable>())
{
    std::generate(m_managers.begin(), m_managers.end(), [this] { return newManager(); });
}

Worker::~Worker() = default;

QNetworkAccessManager *Worker::newManager()
{
    struct Factory final : QNetworkProxyFactory
    {
        explicit Factory(std::shared_ptr<ProxyTable> found)
            : table(std::move(found))
        {
        }
        QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
        {
            return table->byHost.value(ProxyTable::key(query.url()), {QNetworkProxy::NoProxy});
        }
        std::shared_ptr<ProxyTable> table;
    };
    auto *manager = new QNetworkAccessManager(this);
    manager->setProxyFactory(new Factory(m_proxies));
    return manager;
}

QNetworkAccessManager &Worker::managerFor(Lane lane)
{
    if (lane == Lane::Cleanup)
        return *m_managers.back();
    // The least busy one: calls that come one after the other share one kept-alive connection.
    std::array<int, 4> load{};
    for (const HttpJob *job : std::as_const(m_requests)) {
        const auto at = std::find(m_managers.begin(), m_managers.end() - 1, job->manager());
        if (at != m_managers.end() - 1)
            ++load[static_cast<size_t>(at - m_managers.begin())];
    }
    const auto least = std::min_element(load.begin(), load.end());
    return *m_managers[static_cast<size_t>(least - load.begin())];
}

void Worker::startHttp(JobId id,
                       HttpRequest request,
                       const QList<QNetworkProxy> &proxies,
                       HttpJob::Answer answer)
{
    m_proxies->byHost.insert(ProxyTable::key(request.url), proxies);
    QNetworkAccessManager &manager = managerFor(request.lane);
    auto *job
        = new HttpJob(manager, std::move(request), std::move(answer), m_options.maxBody, this);
    m_requests.insert(id, job);
    connect(job, &HttpJob::finished, this, &Worker::onHttpFinished);
}

void Worker::onHttpFinished(HttpJob *job)
{
    m_requests.removeIf([job](const auto &entry) { return entry.value() == job; });
    job->deleteLater();
}

void Worker::openSocket(JobId id,
                        const QUrl &url,
                        SocketJob::Answer answer,
                        SocketJob::Shared shared)
{
    auto *job = new SocketJob(url, std::move(answer), std::move(shared), m_options, this);
    m_sockets.insert(id, job);
    connect(job, &SocketJob::finished, this, &Worker::onSocketFinished);
    job->open();
}

void Worker::onSocketFinished(SocketJob *job)
{
    m_sockets.removeIf([job](const auto &entry) { return entry.value() == job; });
    job->deleteLater();
}

void Worker::tryProxy(JobId id, ProxyAddress proxy, const QUrl &site, ProxyJob::Answer answer)
{
    const QHostAddress known = m_options.hosts.value(proxy.host.toLower());
    auto *job = new ProxyJob(std::move(proxy), site, known, std::move(answer), this);
    m_proxyJobs.insert(id, job);
    connect(job, &ProxyJob::finished, this, &Worker::onProxyFinished);
    job->start();
}

void Worker::onProxyFinished(ProxyJob *job)
{
    m_proxyJobs.removeIf([job](const auto &entry) { return entry.value() == job; });
    job->deleteLater();
}

void Worker::lookUp(const QString &host, const std::shared_ptr<Waiter<QHostAddress>> &answer)
{
    if (const auto known = m_options.hosts.constFind(host.toLower());
        known != m_options.hosts.constEnd()) {
        answer->set(known.value());
        return;
    }
    m_lookUps.push_back(answer);
    QHostInfo::lookupHost(host, this, [this, answer](const QHostInfo &info) {
        std::erase(m_lookUps, answer);
        QList<QHostAddress> addresses = info.addresses();
        std::stable_partition(addresses.begin(), addresses.end(), [](const QHostAddress &address) {
            return address.protocol() == QAbstractSocket::IPv4Protocol;
        });
        if (!addresses.isEmpty()) {
            answer->set(addresses.first());
            return;
        }
        answer->set(
            pelorus::fail(ErrorKind::Network,
                          QCoreApplication::translate("Core",
                                                      "The address of %1 could not be found. Check "
                                                      "the name and the internet connection.")
                              .arg(info.hostName()),
                          u"look-up of %1: %2"_s.arg(info.hostName(), info.errorString()),
                          info.error()));
    });
}

void Worker::drop(JobId id)
{
    if (HttpJob *job = m_requests.take(id))
        delete job;
    if (SocketJob *job = m_sockets.take(id))
        delete job;
    if (ProxyJob *job = m_proxyJobs.take(id))
        delete job;
}

void Worker::shutDown()
{
    for (HttpJob *job : std::exchange(m_requests, {})) {
        job->fail(closing());
        delete job;
    }
    for (SocketJob *job : std::exchange(m_sockets, {})) {
        job->shutDown(closing());
        delete job;
    }
    for (ProxyJob *job : std::exchange(m_proxyJobs, {})) {
        job->fail(closing());
        delete job;
    }
    for (const auto &answer : std::exchange(m_lookUps, {}))
        answer->set(tl::unexpected(closing()));
    m_loop.quit();
}

void Worker::drain()
{
    for (const auto &task : m_io.take())
        task->run(*this);
}

Network::Io::Io(const NetworkOptions &options)
{
    std::promise<void> ready;
    auto started = ready.get_future();
    m_thread = std::jthread([this, options, &ready] {
        QEventLoop loop;
        Worker worker(*this, loop, options);
        {
            const std::lock_guard lock(m_mutex);
            m_worker = &worker;
        }
        ready.set_value();
        loop.exec();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    });
    started.wait();
}

Network::Io::~Io()
{
    stop();
}

JobId Network::Io::nextId()
{
    const std::lock_guard lock(m_mutex);
    return ++m_lastId;
}

bool Network::Io::push(std::unique_ptr<TaskBase> task)
{
    const std::lock_guard lock(m_mutex);
    if (m_worker == nullptr)
        return false;
    m_inbox.push_back(std::move(task));
    if (m_inbox.size() == 1)
        QMetaObject::invokeMethod(m_worker, "drain", Qt::QueuedConnection);
    return true;
}

std::deque<std::unique_ptr<Network::Io::TaskBase>> Network::Io::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_inbox, {});
}

void Network::Io::stop()
{
    if (!m_thread.joinable())
        return;
    struct ShutDown final : TaskBase
    {
        void run(Worker &worker) override { worker.shutDown(); }
    };
    {
        // In one step, so that no task can come after the last one and wait for ever.
        const std::lock_guard lock(m_mutex);
        m_inbox.push_back(std::make_unique<ShutDown>());
        QMetaObject::invokeMethod(m_worker, "drain", Qt::QueuedConnection);
        m_worker = nullptr;
    }
    m_thread.join();
}

} // namespace pelorus::net
