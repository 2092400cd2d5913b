// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/httpjob.h"
#include "core/net/network.h"
#include "core/net/proxyjob.h"
#include "core/net/socketjob.h"

#include <QHash>
#include <QNetworkProxy>
#include <QObject>

#include <array>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

class QEventLoop;
class QHostInfo;
class QNetworkAccessManager;

namespace pelorus::net {

using JobId = quint64;

/// What lives on the I/O thread. Only that thread touches it; others post tasks to it.
class Worker final : public QObject
{
    Q_OBJECT

public:
    Worker(Network::Io &io, QEventLoop &loop, const NetworkOptions &options);
    ~Worker() override;

    void startHttp(JobId id,
                   HttpRequest request,
                   const QList<QNetworkProxy> &proxies,
                   HttpJob::Answer answer);
    void openSocket(JobId id, const QUrl &url, SocketJob::Answer answer, SocketJob::Shared shared);
    [[nodiscard]] SocketJob *socket(JobId id) const { return m_sockets.value(id); }
    void tryProxy(JobId id, ProxyAddress proxy, const QUrl &site, ProxyJob::Answer answer);
    void lookUp(const QString &host, const std::shared_ptr<Waiter<QHostAddress>> &answer);
    /// Drops the request or socket of that id; its waiter has left.
    void drop(JobId id);
    void shutDown();

    Q_INVOKABLE void drain();

private:
    struct ProxyTable;

    void onHttpFinished(HttpJob *job);
    void onSocketFinished(SocketJob *job);
    void onProxyFinished(ProxyJob *job);
    [[nodiscard]] QNetworkAccessManager &managerFor(Lane lane);
    [[nodiscard]] QNetworkAccessManager *newManager();

    Network::Io &m_io;
    QEventLoop &m_loop;
    NetworkOptions m_options;
    /// Several, as a manager opens six connections a host; the last is Lane::Cleanup's.
    std::array<QNetworkAccessManager *, 5> m_managers{};
    std::shared_ptr<ProxyTable> m_proxies;
    QHash<JobId, HttpJob *> m_requests;
    QHash<JobId, SocketJob *> m_sockets;
    QHash<JobId, ProxyJob *> m_proxyJobs;
    std::vector<std::shared_ptr<Waiter<QHostAddress>>> m_lookUps;
};

/// The inbox is ours and not Qt's event queue, so that what a task captures dies here, right after
/// it ran; Qt only carries the wake-up.
struct Network::Io
{
    struct TaskBase
    {
        TaskBase() = default;
        TaskBase(const TaskBase &) = delete;
        TaskBase &operator=(const TaskBase &) = delete;
        virtual ~TaskBase() = default;
        virtual void run(Worker &worker) = 0;
    };

    explicit Io(const NetworkOptions &options);
    Io(const Io &) = delete;
    Io &operator=(const Io &) = delete;
    ~Io();

    /// Runs `task(worker)` on the I/O thread, in order. False when that thread has ended.
    template <typename Task>
    bool post(Task task)
    {
        struct Holder final : TaskBase
        {
            explicit Holder(Task &&given)
                : held(std::move(given))
            {
            }
            void run(Worker &worker) override { held(worker); }
            Task held;
        };
        return push(std::make_unique<Holder>(std::move(task)));
    }

    [[nodiscard]] JobId nextId();
    /// Closes the inbox, fails what is pending, joins. Idempotent.
    void stop();
    /// Everything posted since the last call.
    [[nodiscard]] std::deque<std::unique_ptr<TaskBase>> take();

private:
    bool push(std::unique_ptr<TaskBase> task);

    std::mutex m_mutex;
    std::deque<std::unique_ptr<TaskBase>> m_inbox;
    Worker *m_worker = nullptr;
    JobId m_lastId = 0;
    std::jthread m_thread;
};

} // namespace pelorus::net
