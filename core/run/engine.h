// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/net/network.h"
#include "core/settings/settings.h"
#include "core/store/database.h"
#include "core/store/records.h"

#include <QObject>

#include <functional>
#include <memory>

namespace pelorus::run {

/// What the status bar says of this machine.
struct EngineStatus
{
    enum class Dolphin {
        Unknown,
        Ready,
        Closed,
        NotReady, ///< it is there, but silent, too old or without its cloud: see the message
        NoToken,
        WrongToken,
        OtherProgram
    } dolphin
        = Dolphin::Unknown;
    int dolphinPort = 0;
    QString dolphinMessage; ///< for people, when not Ready
    int running = 0;
    int limit = 0;
    bool paused = false;
    /// Why nothing is claimed (plan limit, no token, viewer of a SQLite file …); empty if it is.
    QString waitingBecause;
    /// Why the last scheduled backup failed; empty if it did not.
    QString backupProblem;

    friend bool operator==(const EngineStatus &, const EngineStatus &) = default;
};

/// Runs this machine's share of the work: claims due jobs up to the limit, runs each on its own
/// pool, renews leases, sweeps orphaned profiles at start and every minute. Lives on the main
/// thread; none of its functions blocks except stop(). Signals come on the main thread.
class Engine final : public QObject
{
    Q_OBJECT
public:
    /// `settings` and `network` must outlive it. `operatorPresent`: a person sits at this machine
    /// (the window is open), so a task that needs one may wait with its browser open.
    Engine(const settings::Settings &settings,
           store::DatabasePtr database,
           net::Network &network,
           const Clock &clock,
           bool operatorPresent,
           QObject *parent = nullptr);
    ~Engine() override;

    /// Sweeps, then claims until stopped. After stop() it may be started again.
    void start();
    /// No new claims; what runs goes on.
    void setPaused(bool paused);
    /// Ends the process's work in order: no new claims, tasks stopped (their profiles are closed
    /// and deleted, their cookies saved), leases released. Blocks, `most` of it for the tasks; on
    /// any thread, the other functions meanwhile find an engine that is not started. A second call
    /// waits for the first.
    void stop(std::chrono::milliseconds most);

    [[nodiscard]] EngineStatus status() const;
    /// "host/pid/": the locks that are ours begin with it.
    [[nodiscard]] QString holderPrefix() const;

    /// Looks for due work now (after a task was made).
    void wake();
    /// Brings the browser of a task on this machine to the front and hands it to the operator; the
    /// task waits until giveBack(). False when it does not run here.
    bool takeOver(JobId job);
    bool giveBack(JobId job);
    bool cancel(JobId job);
    [[nodiscard]] bool runsHere(JobId job) const;

    /// Live picture of a task that runs here: JPEG frames, on the main thread, until
    /// stopWatching().
    void watch(JobId job, std::function<void(const QByteArray &jpeg)> onFrame);
    void stopWatching();

signals:
    void statusChanged(const pelorus::run::EngineStatus &status);
    /// A step of a task on this machine, at once (the database has it a little later).
    void stepped(const pelorus::store::TaskEvent &event);
    void jobStarted(pelorus::JobId job);
    void jobFinished(pelorus::JobId job);
    /// Nothing runs and nothing is due.
    void idle();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pelorus::run
