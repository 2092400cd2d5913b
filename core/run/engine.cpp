// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/engine.h"

#include "core/base/inbox.h"
#include "core/run/scheduler.h"

#include <QCoreApplication>
#include <QUuid>

#include <mutex>

using namespace Qt::StringLiterals;

namespace pelorus::run {

struct Engine::Private
{
    Private(const settings::Settings &s,
            store::DatabasePtr db,
            net::Network &n,
            const Clock &c,
            bool present)
        : settings(s)
        , database(std::move(db))
        , network(n)
        , clock(c)
        , operatorPresent(present)
    {
    }

    const settings::Settings &settings;
    store::DatabasePtr database;
    net::Network &network;
    const Clock &clock;
    bool operatorPresent;
    QString worker;
    QString holderPrefix;
    EngineStatus status;
    JobId watched;
    Inbox inbox;       ///< on the engine's thread
    std::mutex ending; ///< held until the work has ended
    std::mutex mutex;
    std::unique_ptr<Scheduler> scheduler; ///< under `mutex`

    /// What `use` says of the scheduler; nothing where the work is not started.
    template <typename Use>
    auto withScheduler(Use use) -> decltype(use(*scheduler))
    {
        const std::lock_guard lock(mutex);
        if (scheduler)
            return use(*scheduler);
        return decltype(use(*scheduler))();
    }
};

Engine::Engine(const settings::Settings &settings,
               store::DatabasePtr database,
               net::Network &network,
               const Clock &clock,
               bool operatorPresent,
               QObject *parent)
    : QObject(parent)
    , d(new Private(settings, std::move(database), network, clock, operatorPresent))
{
    const QString id = QUuid::createUuid().toString(QUuid::Id128);
    d->worker = id.left(12);
    // 64 characters in all: the machine's name gives way.
    d->holderPrefix
        = u"%1/%2/"_s.arg(settings.machine.left(40)).arg(QCoreApplication::applicationPid());
    d->status.limit = settings.concurrencyLimit;
}

Engine::~Engine() = default;

void Engine::start()
{
    const std::lock_guard lock(d->mutex);
    if (d->scheduler)
        return;
    d->status = {};
    d->status.limit = d->settings.concurrencyLimit;
    // The callbacks come on worker threads; what arrives after the engine went is dropped.
    const auto post = [this](auto work) { d->inbox.post(std::move(work)); };
    d->scheduler = std::make_unique<Scheduler>(
        d->settings,
        d->database,
        d->network,
        d->clock,
        d->operatorPresent,
        d->worker,
        QString(d->holderPrefix % d->worker.left(6)),
        Scheduler::Callbacks{
            [this, post](const EngineStatus &status) {
                post([this, status] {
                    d->status = status;
                    emit statusChanged(status);
                });
            },
            [this, post](const store::TaskEvent &event) {
                post([this, event] { emit stepped(event); });
            },
            [this, post](JobId job) { post([this, job] { emit jobStarted(job); }); },
            [this, post](JobId job) { post([this, job] { emit jobFinished(job); }); },
            [this, post] { post([this] { emit idle(); }); }});
}

void Engine::setPaused(bool paused)
{
    d->withScheduler([&](Scheduler &scheduler) { scheduler.setPaused(paused); });
}

void Engine::stop(std::chrono::milliseconds most)
{
    const std::lock_guard ending(d->ending);
    std::unique_ptr<Scheduler> scheduler;
    {
        const std::lock_guard lock(d->mutex);
        scheduler = std::move(d->scheduler);
    }
    if (!scheduler)
        return;
    scheduler->requestStop();
    static_cast<void>(scheduler->waitForDone(most));
}

EngineStatus Engine::status() const
{
    return d->status;
}

QString Engine::holderPrefix() const
{
    return d->holderPrefix;
}

void Engine::wake()
{
    d->withScheduler([](Scheduler &scheduler) { scheduler.wake(); });
}

bool Engine::takeOver(JobId job)
{
    return d->withScheduler([job](Scheduler &scheduler) {
        return scheduler.withTask(job, [](TaskContext &task) { task.takeOver(); });
    });
}

bool Engine::giveBack(JobId job)
{
    return d->withScheduler([job](Scheduler &scheduler) {
        return scheduler.withTask(job, [](TaskContext &task) { task.giveBack(); });
    });
}

bool Engine::cancel(JobId job)
{
    return d->withScheduler([job](Scheduler &scheduler) { return scheduler.cancel(job); });
}

bool Engine::runsHere(JobId job) const
{
    return d->withScheduler([job](Scheduler &scheduler) { return scheduler.runsHere(job); });
}

void Engine::watch(JobId job, std::function<void(const QByteArray &)> onFrame)
{
    stopWatching();
    // Frames come on the I/O thread and go to the main thread one by one.
    auto show = [this, job, onFrame = std::move(onFrame)](const QByteArray &jpeg) {
        d->inbox.post([this, job, onFrame, jpeg] {
            if (d->watched == job)
                onFrame(jpeg);
        });
    };
    d->withScheduler([&](Scheduler &scheduler) {
        d->watched = job;
        scheduler.withTask(job, [show = std::move(show)](TaskContext &task) { task.watch(show); });
    });
}

void Engine::stopWatching()
{
    const JobId job = std::exchange(d->watched, JobId{});
    if (!job.isValid())
        return;
    d->withScheduler([job](Scheduler &scheduler) {
        scheduler.withTask(job, [](TaskContext &task) { task.stopWatching(); });
    });
}

} // namespace pelorus::run
