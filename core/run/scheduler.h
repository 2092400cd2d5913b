// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/backupkeeper.h"
#include "core/run/engine.h"
#include "core/run/machineslots.h"
#include "core/run/services.h"
#include "core/run/taskcontext.h"
#include "core/run/workerlock.h"

#include <QThreadPool>

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <thread>

namespace pelorus::run {

/// The engine's threads: one that claims, one that sweeps, the pool of running tasks. Made and
/// destroyed on the main thread; the callbacks come on worker threads.
class Scheduler final
{
public:
    struct Callbacks
    {
        std::function<void(const EngineStatus &)> status;
        std::function<void(const store::TaskEvent &)> event;
        std::function<void(JobId)> started;
        std::function<void(JobId)> finished;
        std::function<void()> idle;
    };

    Scheduler(const settings::Settings &settings,
              store::DatabasePtr database,
              net::Network &network,
              const Clock &clock,
              bool operatorPresent,
              QString worker,
              QString holder,
              Callbacks callbacks);
    ~Scheduler();
    Scheduler(const Scheduler &) = delete;
    Scheduler &operator=(const Scheduler &) = delete;

    void wake();
    void setPaused(bool paused);
    /// Asks everything to end; the destructor waits for it.
    void requestStop();
    /// True when no task runs any more.
    [[nodiscard]] bool waitForDone(milliseconds most);
    [[nodiscard]] EngineStatus status() const;

    bool cancel(JobId job);
    /// Runs `use` with the task off the caller's thread; false when it does not run here.
    bool withTask(JobId job, std::function<void(TaskContext &)> use);
    [[nodiscard]] bool runsHere(JobId job) const;

private:
    void claimLoop(const std::stop_token &stop);
    void sweepLoop(const std::stop_token &stop);
    [[nodiscard]] bool prepare(const std::stop_token &stop);
    /// On a thread of its own: neither a hung Dolphin nor a long sweep may make us look dead.
    void beatLoop(const std::stop_token &stop);
    [[nodiscard]] bool beat();
    /// Others take a worker for dead that was not seen, and delete its profiles.
    [[nodiscard]] bool isSeen();
    /// Not moved to another database, which may happen while we run.
    [[nodiscard]] bool databaseIsHere();
    [[nodiscard]] bool dolphinReady(const std::stop_token &stop);
    /// False while it has asked us to rest.
    [[nodiscard]] bool mayAskDolphin();
    [[nodiscard]] QString waitingUntil(const QString &because, milliseconds time) const;
    [[nodiscard]] bool claimOne();
    [[nodiscard]] std::vector<JobId> openable(const std::vector<store::DueJob> &due);
    /// While a task waits for a file that this machine has not, the status says which.
    void tellMissingFile();
    [[nodiscard]] store::DueFilter dueFilter();
    void runClaimed(store::Claimed claimed, const std::shared_ptr<HeldLease> &held);
    void writeOutcome(const TaskContext &task, const store::JobOutcome &outcome);
    void onRequest(JobId job, store::JobRequest request);
    void reportIdle(int due);
    void updateStatus(const std::function<void(EngineStatus &)> &change);

    const settings::Settings &m_settings;
    store::DatabasePtr m_database;
    net::Network &m_network;
    const Clock &m_clock;
    QString m_worker;
    QString m_holder;
    Callbacks m_callbacks;
    dolphin::RemoteApi m_remote;
    dolphin::LocalApi m_local;
    MachineSlots m_slots;
    WorkerLock m_lock;
    std::optional<instagram::SiteMap> m_siteMap;
    bool m_operatorPresent;
    // Of the claimer alone.
    std::chrono::nanoseconds m_askOpen{0}; ///< when to ask again whether anything is open
    std::map<JobId, std::chrono::nanoseconds> m_elsewhere; ///< files not here → when to look again
    QString m_missing;                                     ///< a file of those
    QString m_saidMissing;

    std::atomic<std::chrono::nanoseconds> m_beatAt{
        std::chrono::nanoseconds(0)}; ///< since boot, of the last one written

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_awake = false;
    bool m_swept = false; ///< the first sweep is over
    bool m_saidIdle = false;
    EngineStatus m_status;
    std::map<JobId, std::shared_ptr<TaskContext>> m_tasks;
    std::chrono::nanoseconds m_dolphinSeen{0};
    /// A task of ours failed: before the next one Dolphin's cloud must answer, too, for an outage
    /// of it would cost each its runs.
    bool m_cloudInDoubt = false;
    std::chrono::nanoseconds m_holdUntil{0}; ///< a plan limit: nothing is claimed before

    // Below what their threads' callbacks touch, so that they end first.
    EventSink m_events;
    LeaseKeeper m_keeper;
    std::optional<Services> m_services;
    QThreadPool m_pool;    ///< tasks
    QThreadPool m_control; ///< short errands for the window, in order
    BackupKeeper m_backups;
    std::thread m_sweeper; ///< made by the claimer
    std::jthread m_claimer;
    std::jthread m_beater;
};

} // namespace pelorus::run
