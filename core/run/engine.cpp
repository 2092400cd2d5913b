// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/engine.h"

#include "core/run/scheduler.h"

#include <QCoreApplication>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace pelorus::run {

struct Engine::Private
{
    const settings::Settings &settings;
    store::DatabasePtr database;
    net::Network &network;
    const Clock &clock;
    bool operatorPresent;
    QString worker;
    QString holderPrefix;
    EngineStatus status;
    JobId watched;
    std::unique_ptr<Scheduler> scheduler;
};

Engine::Engine(const settings::Settings &settings,
               store::DatabasePtr database,
               net::Network &network,
               const Clock &clock,
               bool operatorPresent,
               QObject *parent)
    : QObject(parent)
    , d(new Private{
          settings, std::move(database), network, clock, operatorPresent, {}, {}, {}, {}, {}})
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
    if (d->scheduler)
        return;
    // The callbacks come on worker threads; the context drops what arrives after the engine went.
    const auto post = [this](auto work) {
        QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection);
    };
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
    if (d->scheduler)
        d->scheduler->setPaused(paused);
}

void Engine::stop(std::chrono::milliseconds most)
{
    if (!d->scheduler)
        return;
    d->scheduler->requestStop();
    static_cast<void>(d->scheduler->waitForDone(most));
    d->scheduler.reset();
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
    if (d->scheduler)
        d->scheduler->wake();
}

bool Engine::takeOver(JobId job)
{
    return d->scheduler && d->scheduler->withTask(job, [](TaskContext &task) { task.takeOver(); });
}

bool Engine::giveBack(JobId job)
{
    return d->scheduler && d->scheduler->withTask(job, [](TaskContext &task) { task.giveBack(); });
}

bool Engine::cancel(JobId job)
{
    return d->scheduler && d->scheduler->cancel(job);
}

bool Engine::runsHere(JobId job) const
{
    return d->scheduler && d->scheduler->runsHere(job);
}

void Engine::watch(JobId job, std::function<void(const QByteArray &)> onFrame)
{
    stopWatching();
    if (!d->scheduler)
        return;
    d->watched = job;
    // Frames come on the I/O thread and go to the main thread one by one.
    auto show = [this, job, onFrame = std::move(onFrame)](const QByteArray &jpeg) {
        QMetaObject::invokeMethod(
            this,
            [this, job, onFrame, jpeg] {
                if (d->watched == job)
                    onFrame(jpeg);
            },
            Qt::QueuedConnection);
    };
    d->scheduler->withTask(job, [show = std::move(show)](TaskContext &task) { task.watch(show); });
}

void Engine::stopWatching()
{
    const JobId job = std::exchange(d->watched, JobId{});
    if (d->scheduler && job.isValid())
        d->scheduler->withTask(job, [](TaskContext &task) { task.stopWatching(); });
}

} // namespace pelorus::run
