// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/leasekeeper.h"

#include "core/base/backoff.h"
#include "core/base/log.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::run {

HeldLease::HeldLease(store::Lease lease, JobId job, std::chrono::nanoseconds deadline)
    : m_lease(std::move(lease))
    , m_job(job)
    , m_deadline(deadline)
{
}

StopReason HeldLease::reason() const
{
    const std::lock_guard lock(m_mutex);
    return m_reason;
}

void HeldLease::stop(StopReason reason)
{
    {
        const std::lock_guard lock(m_mutex);
        // A lost lease outranks a wish: nothing may be written any more.
        if (m_reason == StopReason::None || reason == StopReason::LeaseLost)
            m_reason = reason;
    }
    m_stop.request_stop();
}

Result<void> HeldLease::check(const Clock &clock, std::chrono::seconds spare) const
{
    const std::lock_guard lock(m_mutex);
    if (m_reason == StopReason::LeaseLost || clock.sinceBoot() + spare >= m_deadline) {
        return fail(ErrorKind::LeaseLost,
                    QCoreApplication::translate("Core",
                                                "Another machine may hold this account now, so the "
                                                "task stopped without writing anything."));
    }
    if (m_reason != StopReason::None)
        return fail(ErrorKind::Cancelled,
                    QCoreApplication::translate("Core", "Stopped on request."));
    return {};
}

std::chrono::nanoseconds HeldLease::deadline() const
{
    const std::lock_guard lock(m_mutex);
    return m_deadline;
}

void HeldLease::extend(std::chrono::nanoseconds deadline)
{
    const std::lock_guard lock(m_mutex);
    m_deadline = std::max(m_deadline, deadline);
}

LeaseKeeper::LeaseKeeper(store::DatabasePtr database,
                         const Clock &clock,
                         std::chrono::seconds ttl,
                         OnRequest onRequest)
    : m_jobs(std::move(database))
    , m_clock(clock)
    , m_ttl(ttl)
    , m_onRequest(std::move(onRequest))
    , m_renewer([this](const std::stop_token &stop) { renewLoop(stop); })
    , m_watcher([this](const std::stop_token &stop) { watchLoop(stop); })
{
}

LeaseKeeper::~LeaseKeeper()
{
    m_renewer.request_stop();
    m_watcher.request_stop();
}

std::shared_ptr<HeldLease>
LeaseKeeper::hold(const store::Lease &lease, JobId job, std::chrono::nanoseconds claimedAt)
{
    auto held = std::make_shared<HeldLease>(lease, job, deadlineFrom(claimedAt));
    const std::lock_guard lock(m_mutex);
    // Claimed while everything was being asked to end: it ends like the others.
    if (m_stopped != StopReason::None)
        held->stop(m_stopped);
    m_held[job] = {held, nextRenewal(claimedAt)};
    m_wake.notify_all();
    return held;
}

void LeaseKeeper::release(const std::shared_ptr<HeldLease> &held)
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_held.find(held->job());
    if (it != m_held.end() && it->second.held == held)
        m_held.erase(it);
}

void LeaseKeeper::stopAll(StopReason reason)
{
    const std::lock_guard lock(m_mutex);
    m_stopped = reason;
    for (auto &[job, entry] : m_held)
        entry.held->stop(reason);
}

std::shared_ptr<HeldLease> LeaseKeeper::find(JobId job) const
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_held.find(job);
    return it == m_held.end() ? nullptr : it->second.held;
}

std::chrono::nanoseconds LeaseKeeper::deadlineFrom(std::chrono::nanoseconds at) const
{
    // The margin covers the way to the database and the granularity of the clocks.
    return at + m_ttl - std::max<std::chrono::nanoseconds>(m_ttl / 12, 200ms);
}

std::chrono::nanoseconds LeaseKeeper::nextRenewal(std::chrono::nanoseconds from) const
{
    const std::chrono::nanoseconds third = std::chrono::nanoseconds(m_ttl) / 3;
    return from + third
        - std::chrono::nanoseconds(qint64(0.2 * randomFraction() * double(third.count())));
}

void LeaseKeeper::renewLoop(const std::stop_token &stop)
{
    const store::ConnectionScope connections;
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(m_mutex);
            if (m_held.empty())
                m_wake.wait(lock, stop, [this] { return !m_held.empty(); });
            else
                m_wake.wait_for(lock, stop, 1s, [] { return false; });
        }
        if (stop.stop_requested())
            return;
        renewDue();
        askRequests();
    }
}

void LeaseKeeper::renewDue()
{
    std::vector<std::shared_ptr<HeldLease>> due;
    const auto now = m_clock.sinceBoot();
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[job, entry] : m_held) {
            if (entry.renewAt <= now && entry.held->reason() != StopReason::LeaseLost)
                due.push_back(entry.held);
        }
    }
    for (const auto &held : due) {
        const auto asked = m_clock.sinceBoot();
        const auto renewed = m_jobs.renew(held->lease(), m_ttl);
        if (renewed) {
            held->extend(deadlineFrom(asked));
            const std::lock_guard lock(m_mutex);
            const auto it = m_held.find(held->job());
            if (it != m_held.end() && it->second.held == held)
                it->second.renewAt = nextRenewal(asked);
        } else if (renewed.error().kind == ErrorKind::LeaseLost) {
            log::warn("run", u"job %1 lost its lease"_s.arg(held->job().value));
            held->stop(StopReason::LeaseLost);
        } else {
            // Tried again in a second; the local deadline decides when it is too late.
            log::warn("run",
                      u"lease of job %1 not renewed: %2"_s.arg(held->job().value)
                          .arg(toLogString(renewed.error())));
            // The others would wait for the same database, one after the other.
            if (renewed.error().kind == ErrorKind::Network)
                return;
        }
    }
}

void LeaseKeeper::askRequests()
{
    std::vector<JobId> running;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[job, entry] : m_held)
            running.push_back(job);
    }
    if (running.empty())
        return;
    const auto requests = m_jobs.requests(running);
    if (!requests)
        return;
    for (const auto &[job, request] : *requests) {
        if (request != store::JobRequest::None)
            m_onRequest(job, request);
    }
}

void LeaseKeeper::watchLoop(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, 250ms, [] { return false; });
        const auto now = m_clock.sinceBoot();
        for (auto &[job, entry] : m_held) {
            if (now >= entry.held->deadline() && entry.held->reason() != StopReason::LeaseLost) {
                log::warn("run", u"job %1 ran past its lease"_s.arg(job.value));
                entry.held->stop(StopReason::LeaseLost);
            }
        }
    }
}

} // namespace pelorus::run
