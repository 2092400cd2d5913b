// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/scheduler.h"

#include "core/base/backoff.h"
#include "core/base/log.h"
#include "core/dolphin/localprobe.h"
#include "core/run/durable.h"
#include "core/run/maintenance.h"
#include "core/run/sweeper.h"
#include "core/run/tasks.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::run {
namespace {

constexpr int kCandidates = 20;
constexpr int kMostLooks = 20;
constexpr std::chrono::nanoseconds kLookAgain = 15s; ///< for files that were not here
constexpr milliseconds kPoll = 2500ms; ///< a waiting worker stays under one query a second
constexpr std::chrono::nanoseconds kAskOpen = 10s; ///< whether anything is open that is not due
constexpr std::chrono::nanoseconds kDolphinFresh = 30s;
constexpr milliseconds kPlanLimitRest = 5min;
constexpr milliseconds kSweepEvery = 60s;
constexpr milliseconds kPruneEvery = 24h;
constexpr milliseconds kBeatAgain = 2s; ///< after one that failed
/// However long this machine's TTL is: others judge by what they know, the restore by a minute.
constexpr milliseconds kBeatEvery = 30s;

} // namespace

Scheduler::Scheduler(const settings::Settings &settings,
                     store::DatabasePtr database,
                     net::Network &network,
                     const Clock &clock,
                     bool operatorPresent,
                     QString worker,
                     QString holder,
                     Callbacks callbacks)
    : m_settings(settings)
    , m_database(std::move(database))
    , m_network(network)
    , m_clock(clock)
    , m_worker(std::move(worker))
    , m_holder(std::move(holder))
    , m_callbacks(std::move(callbacks))
    , m_remote(network, endpoints(settings), tokenSource(settings))
    , m_local(network,
              endpoints(settings),
              tokenSource(settings),
              {},
              cookieUnit(settings),
              dolphinLimits(settings.dataDir))
    , m_slots(settings.dataDir, settings.concurrencyLimit)
    , m_lock(settings.dataDir, m_worker)
    , m_operatorPresent(operatorPresent)
    , m_events(m_database, m_callbacks.event)
    , m_keeper(m_database,
               clock,
               settings.leaseTtl,
               [this](JobId job, store::JobRequest request) { onRequest(job, request); })
    , m_backups(settings, m_database, clock, [this](const Result<void> &made) {
        updateStatus([&](EngineStatus &status) {
            status.backupProblem = made ? QString() : made.error().message;
        });
    })
{
    m_status.limit = settings.concurrencyLimit;
    m_pool.setMaxThreadCount(settings.concurrencyLimit);
    m_control.setMaxThreadCount(1);
    m_beater = std::jthread([this](const std::stop_token &stop) { beatLoop(stop); });
    m_claimer = std::jthread([this](const std::stop_token &stop) { claimLoop(stop); });
}

Scheduler::~Scheduler()
{
    requestStop();
    // The claimer starts the sweeper and the tasks, so it has to be gone before the others are.
    m_claimer.join();
    if (m_sweeper.joinable())
        m_sweeper.join();
    m_pool.waitForDone();
    m_control.waitForDone();
    // To the last: a worker that is not seen is taken for dead.
    m_beater.request_stop();
    m_beater.join();
    static_cast<void>(store::WorkerStore(m_database).leave(m_worker));
}

void Scheduler::requestStop()
{
    m_claimer.request_stop();
    m_backups.requestStop();
    m_keeper.stopAll(StopReason::Shutdown);
}

bool Scheduler::waitForDone(milliseconds most)
{
    return m_pool.waitForDone(int(most.count()));
}

void Scheduler::wake()
{
    const std::lock_guard lock(m_mutex);
    m_awake = true;
    m_wake.notify_all();
}

void Scheduler::setPaused(bool paused)
{
    updateStatus([paused](EngineStatus &status) { status.paused = paused; });
    wake();
}

EngineStatus Scheduler::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

void Scheduler::updateStatus(const std::function<void(EngineStatus &)> &change)
{
    EngineStatus now;
    {
        const std::lock_guard lock(m_mutex);
        const EngineStatus before = m_status;
        change(m_status);
        if (m_status == before)
            return;
        now = m_status;
    }
    m_callbacks.status(now);
}

bool Scheduler::cancel(JobId job)
{
    const auto held = m_keeper.find(job);
    if (!held)
        return false;
    held->stop(StopReason::Cancelled);
    return true;
}

bool Scheduler::runsHere(JobId job) const
{
    const std::lock_guard lock(m_mutex);
    return m_tasks.contains(job);
}

bool Scheduler::withTask(JobId job, std::function<void(TaskContext &)> use)
{
    std::shared_ptr<TaskContext> task;
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_tasks.find(job);
        if (it == m_tasks.end())
            return false;
        task = it->second;
    }
    m_control.start([task, use = std::move(use)] { use(*task); });
    return true;
}

void Scheduler::onRequest(JobId job, store::JobRequest request)
{
    switch (request) {
    case store::JobRequest::None:
        return;
    case store::JobRequest::Cancel:
        cancel(job);
        return; // stays in the row, so that a job that is run again knows
    case store::JobRequest::TakeOver:
        withTask(job, [](TaskContext &task) { task.takeOver(); });
        break;
    case store::JobRequest::GiveBack:
        withTask(job, [](TaskContext &task) { task.giveBack(); });
        break;
    }
    static_cast<void>(store::JobStore(m_database).answered(job, request));
}

bool Scheduler::prepare(const std::stop_token &stop)
{
    if (!databaseIsHere())
        return false;
    auto siteMap = instagram::SiteMap::load(m_settings.dataDir + u"/site/instagram.json"_s);
    if (!siteMap) {
        updateStatus(
            [&](EngineStatus &status) { status.waitingBecause = siteMap.error().message; });
        log::error("run", toLogString(siteMap.error()));
        return false;
    }
    m_siteMap = std::move(*siteMap);
    m_services.emplace(
        Services{{m_settings, m_clock, m_network, m_database, m_remote, m_local, m_worker},
                 *m_siteMap,
                 m_keeper,
                 m_events,
                 m_operatorPresent});
    return !stop.stop_requested();
}

bool Scheduler::databaseIsHere()
{
    const auto here = m_database->mayRunJobs();
    if (here)
        return true;
    updateStatus([&](EngineStatus &status) {
        if (status.waitingBecause != here.error().message)
            log::error("run", toLogString(here.error()));
        status.waitingBecause = here.error().message;
        m_dolphinSeen = {}; // whose next look clears the sentence
    });
    return false;
}

void Scheduler::claimLoop(const std::stop_token &stop)
{
    const store::ConnectionScope connections;
    if (!prepare(stop))
        return;
    // It ends by the claimer's token: its own could not be asked for while it is being made.
    m_sweeper = std::thread([this, stop] { sweepLoop(stop); });
    while (!stop.stop_requested()) {
        // Who is not in the table is taken for dead by the others.
        const bool may = !status().paused && databaseIsHere() && dolphinReady(stop) && isSeen();
        if (may && claimOne())
            continue;
        std::unique_lock lock(m_mutex);
        const milliseconds pause(qint64(double(kPoll.count()) * (0.75 + 0.5 * randomFraction())));
        m_wake.wait_for(lock, stop, pause, [this] { return m_awake; });
        if (std::exchange(m_awake, false)) {
            m_elsewhere.clear();
            m_askOpen = {};
        }
    }
}

void Scheduler::sweepLoop(const std::stop_token &stop)
{
    const store::ConnectionScope connections;
    Deadline prune = Deadline::in(kSweepEvery); // not while the program starts
    int left = 0;
    while (!stop.stop_requested()) {
        const auto report = sweep(*m_services, Call::in(30min, stop));
        if (!report && report.error().kind != ErrorKind::Cancelled)
            log::warn("run", u"sweep failed: "_s % toLogString(report.error()));
        // They stay for long, so they are told of once.
        if (report && std::exchange(left, report->otherTeam) != report->otherTeam)
            log::info("run",
                      u"sweep: %1 profiles left to another Dolphin team"_s.arg(report->otherTeam));
        {
            const std::lock_guard lock(m_mutex);
            m_swept = true;
        }
        wake(); // accounts whose ledger row is closed may be claimed now
        if (prune.expired()) {
            prune = Deadline::in(kPruneEvery);
            if (const auto pruned = store::EventStore(m_database).prune(); !pruned)
                log::warn("run", u"old events not pruned: "_s % toLogString(pruned.error()));
        }
        if (!sleepFor(kSweepEvery, {Deadline::never(), stop}))
            return;
    }
}

void Scheduler::beatLoop(const std::stop_token &stop)
{
    const store::ConnectionScope connections;
    const milliseconds usual = std::min(milliseconds(m_settings.leaseTtl) / 4, kBeatEvery);
    while (!stop.stop_requested()) {
        const bool beaten = beat();
        if (!sleepFor(beaten ? usual : std::min(usual, kBeatAgain), {Deadline::never(), stop}))
            return;
    }
}

bool Scheduler::isSeen()
{
    // After a sleep of the machine or an outage the beater may need a while to notice.
    const std::chrono::nanoseconds last = m_beatAt;
    return (last > 0ns && m_clock.sinceBoot() - last < m_settings.leaseTtl) || beat();
}

bool Scheduler::beat()
{
    const auto now = m_clock.sinceBoot();
    store::Worker worker;
    worker.id = m_worker;
    worker.machine = m_settings.machine;
    worker.version = QStringLiteral(PELORUS_VERSION);
    worker.pid = int(QCoreApplication::applicationPid());
    worker.limit = m_settings.concurrencyLimit;
    worker.running = status().running;
    worker.ttl = m_settings.leaseTtl;
    if (const auto beaten = store::WorkerStore(m_database).beat(worker); !beaten) {
        log::warn("run", u"worker row not written: "_s % toLogString(beaten.error()));
        return false;
    }
    m_beatAt = now;
    return true;
}

QString Scheduler::waitingUntil(const QString &because, milliseconds time) const
{
    return QCoreApplication::translate("Core", "%1 No task starts here before %2.")
        .arg(because, m_clock.nowUtc().addMSecs(time.count()).toLocalTime().toString(u"HH:mm"_s));
}

bool Scheduler::mayAskDolphin()
{
    const milliseconds rest = m_remote.rest();
    if (rest <= 0ms)
        return true;
    const QString because = QCoreApplication::translate("Core", "Dolphin asked us to slow down.");
    updateStatus([&](EngineStatus &status) {
        status.waitingBecause = waitingUntil(because, rest);
        m_dolphinSeen = {}; // whose next look clears the sentence
    });
    return false;
}

bool Scheduler::dolphinReady(const std::stop_token &stop)
{
    if (!mayAskDolphin())
        return false;
    bool askCloud = false;
    {
        const std::lock_guard lock(m_mutex);
        askCloud = m_cloudInDoubt;
        const auto now = m_clock.sinceBoot();
        if (now < m_holdUntil)
            return false;
        if (m_status.dolphin == EngineStatus::Dolphin::Ready && now - m_dolphinSeen < kDolphinFresh)
            return true;
    }
    const auto found = m_local.probe(Call::in(20s, stop));
    Result<void> ready;
    if (!found)
        ready = fail(found.error());
    else
        ready = m_local.login(Call::in(20s, stop));
    const bool appReady = ready.has_value();
    if (appReady && askCloud) {
        // A token that may not ask, or an answer we do not know, says nothing of the cloud.
        if (const auto team = m_remote.teamId(Call::in(20s, stop));
            !team && (isTransient(team.error()) || stop.stop_requested()))
            ready = fail(team.error());
    }
    updateStatus([&](EngineStatus &status) {
        m_dolphinSeen = m_clock.sinceBoot();
        if (ready) {
            m_cloudInDoubt = m_cloudInDoubt && !askCloud;
            status.dolphin = EngineStatus::Dolphin::Ready;
            status.dolphinPort = found->port(3001);
            status.dolphinMessage.clear();
            status.waitingBecause.clear();
            return;
        }
        const Error &error = ready.error();
        using Dolphin = EngineStatus::Dolphin;
        if (error.kind == ErrorKind::Auth)
            status.dolphin
                = m_settings.dolphinToken.isEmpty() ? Dolphin::NoToken : Dolphin::WrongToken;
        else if (!appReady && dolphin::isClosed(error))
            status.dolphin = Dolphin::Closed;
        else if (!appReady && error.kind == ErrorKind::Protocol)
            status.dolphin = Dolphin::OtherProgram;
        else
            status.dolphin = Dolphin::NotReady;
        status.dolphinMessage = error.message;
        status.waitingBecause = error.message;
    });
    return ready.has_value();
}

std::vector<JobId> Scheduler::openable(const std::vector<store::DueJob> &due)
{
    std::vector<JobId> here;
    std::vector<JobId> elsewhere;
    for (const store::DueJob &job : due) {
        const bool opens = std::ranges::all_of(job.files, [this](const store::DueJob::File &file) {
            const QFileInfo info(m_settings.absoluteMediaPath(file.storedPath));
            if (info.isFile() && info.isReadable() && info.size() == file.size)
                return true;
            m_missing = info.filePath();
            return false;
        });
        (opens ? here : elsewhere).push_back(job.id);
    }
    if (elsewhere.empty())
        return here;
    const auto again = m_clock.sinceBoot() + kLookAgain;
    for (const JobId job : elsewhere)
        m_elsewhere.insert_or_assign(job, again);
    if (auto noted = store::JobStore(m_database).noteWaiting(elsewhere, m_settings.machine); !noted)
        log::warn("run", u"waiting jobs not noted: "_s % toLogString(noted.error()));
    return here;
}

void Scheduler::tellMissingFile()
{
    const QString text = m_elsewhere.empty()
        ? QString()
        : QCoreApplication::translate(
              "Core",
              "A task waits for a video that cannot be opened here as it was: %1. Put it back or "
              "correct MEDIA_ROOT, start Pelorus where it is, or cancel the task.")
              .arg(QDir::toNativeSeparators(m_missing));
    updateStatus([&](EngineStatus &status) {
        // Only this sentence is taken back here.
        if (status.waitingBecause.isEmpty() || status.waitingBecause == m_saidMissing)
            status.waitingBecause = text;
        m_saidMissing = text;
    });
}

store::DueFilter Scheduler::dueFilter()
{
    const auto now = m_clock.sinceBoot();
    std::erase_if(m_elsewhere, [now](const auto &job) { return job.second <= now; });
    store::DueFilter filter{m_settings.accountsPerProxy, m_settings.leaseTtl, {}};
    for (const auto &[job, again] : m_elsewhere)
        filter.except.push_back(job);
    return filter;
}

bool Scheduler::claimOne()
{
    auto slot = m_slots.tryTake();
    if (!slot)
        return false;
    store::JobStore jobs(m_database);
    std::vector<JobId> among;
    // Jobs whose files are elsewhere must not hide those behind them.
    for (int look = 0; look < kMostLooks && among.empty(); ++look) {
        const auto due = jobs.due(kCandidates, dueFilter());
        if (!due) {
            updateStatus(
                [&](EngineStatus &status) { status.waitingBecause = due.error().message; });
            return false;
        }
        reportIdle(int(due->size() + m_elsewhere.size()));
        if (due->empty())
            break;
        among = openable(*due);
    }
    tellMissingFile();
    if (among.empty())
        return false;
    const auto claimedAt = m_clock.sinceBoot();
    auto claimed = jobs.claim({among,
                               m_holder,
                               m_settings.machine,
                               m_worker,
                               m_settings.leaseTtl,
                               m_settings.accountsPerProxy});
    if (!claimed) {
        log::warn("run", u"claim failed: "_s % toLogString(claimed.error()));
        return false;
    }
    if (!claimed->has_value())
        return false;
    const JobId job = (*claimed)->job.id;
    const auto held = m_keeper.hold((*claimed)->lease, job, claimedAt);
    updateStatus([](EngineStatus &status) { ++status.running; });
    m_callbacks.started(job);
    m_pool.start([this,
                  held,
                  taken = std::make_shared<store::FileLock>(std::move(*slot)),
                  work = std::make_shared<store::Claimed>(std::move(**claimed))] {
        runClaimed(std::move(*work), held);
    });
    return true;
}

void Scheduler::reportIdle(int due)
{
    {
        const std::lock_guard lock(m_mutex);
        if (due == 0 && m_saidIdle)
            return; // nobody has to be told twice, so it need not be asked either
    }
    if (due == 0) {
        // Tasks that are due later are many polls away; what ends here wakes us.
        const auto now = m_clock.sinceBoot();
        if (now < m_askOpen)
            return;
        m_askOpen = now + kAskOpen;
    }
    const auto open = due > 0 ? Result<int>(due) : store::JobStore(m_database).openJobs();
    {
        const std::lock_guard lock(m_mutex);
        const bool idle = m_tasks.empty() && m_status.running == 0 && m_swept && open && *open == 0;
        if (!idle) {
            m_saidIdle = false;
            return;
        }
        if (std::exchange(m_saidIdle, true))
            return;
    }
    m_callbacks.idle();
}

void Scheduler::runClaimed(store::Claimed claimed, const std::shared_ptr<HeldLease> &held)
{
    auto task = std::make_shared<TaskContext>(*m_services, claimed, held);
    const JobId job = claimed.job.id;
    {
        const std::lock_guard lock(m_mutex);
        m_tasks[job] = task;
    }
    log::info("run", u"job %1 started"_s.arg(job.value));
    const store::JobOutcome outcome = runTask(*task, std::move(claimed.items));
    const milliseconds again = outcome.runAgainIn.value_or(kPlanLimitRest);
    const bool planLimit = outcome.errorClass == kindName(ErrorKind::PlanLimit);
    // The site's own refusal of an account ends its task; Dolphin's of our token is everybody's.
    const bool tokenRefused = outcome.errorClass == kindName(ErrorKind::Auth) && outcome.runAgainIn;
    if (tokenRefused)
        m_local.forgetLogin();
    m_events.flush();
    writeOutcome(*task, outcome);
    m_keeper.release(held);
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_tasks.find(job);
        if (it != m_tasks.end() && it->second == task)
            m_tasks.erase(it); // else the job was claimed anew meanwhile
        if (planLimit || tokenRefused)
            m_holdUntil = m_clock.sinceBoot() + again;
        if (!outcome.errorClass.isEmpty()) {
            m_dolphinSeen = {}; // look again before the next claim
            m_cloudInDoubt = true;
        }
    }
    updateStatus([&](EngineStatus &status) {
        --status.running;
        if (tokenRefused) {
            status.dolphin = EngineStatus::Dolphin::WrongToken;
            status.dolphinMessage = outcome.error;
        }
        if (planLimit || tokenRefused)
            status.waitingBecause = waitingUntil(outcome.error, again);
    });
    log::info("run", u"job %1 ended: %2"_s.arg(job.value).arg(store::word(outcome.state)));
    m_callbacks.finished(job);
    wake();
}

void Scheduler::writeOutcome(const TaskContext &task, const store::JobOutcome &outcome)
{
    if (task.held().reason() == StopReason::LeaseLost)
        return;
    const auto written = untilWritten(u"outcome"_s, task.leaseCall(), [&] {
        return store::JobStore(m_database).finish(task.lease(), task.job().id, outcome);
    });
    if (!written)
        log::warn("run", u"outcome not written: "_s % toLogString(written.error()));
}

} // namespace pelorus::run
