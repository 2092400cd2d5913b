// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/stores.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

namespace pelorus::run {

/// Why a task was asked to stop; the first reason stands.
enum class StopReason { None, Cancelled, LeaseLost, Shutdown };

/// The holder's own view of one lease: when it ends by a clock that counts suspend, and the means
/// to stop the task. Thread-safe.
class HeldLease final
{
public:
    HeldLease(store::Lease lease, JobId job, std::chrono::nanoseconds deadline);

    [[nodiscard]] const store::Lease &lease() const { return m_lease; }
    [[nodiscard]] JobId job() const { return m_job; }
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }
    [[nodiscard]] StopReason reason() const;
    void stop(StopReason reason);

    /// LeaseLost when less than `spare` is left by `clock`, Cancelled when asked to stop.
    [[nodiscard]] Result<void> check(const Clock &clock, std::chrono::seconds spare = {}) const;
    [[nodiscard]] std::chrono::nanoseconds deadline() const;
    void extend(std::chrono::nanoseconds deadline);

private:
    store::Lease m_lease;
    JobId m_job;
    mutable std::mutex m_mutex;
    std::chrono::nanoseconds m_deadline;
    StopReason m_reason = StopReason::None;
    std::stop_source m_stop;
};

/// Renews what this process holds, on a thread and connection of its own, at a third of the TTL
/// with jitter; a second thread watches the local deadlines, so that a hung database cannot hide
/// that a lease has run out. Also asks once a second what operators want of the running jobs.
class LeaseKeeper final
{
public:
    using OnRequest = std::function<void(JobId, store::JobRequest)>;

    LeaseKeeper(store::DatabasePtr database,
                const Clock &clock,
                std::chrono::seconds ttl,
                OnRequest onRequest);
    ~LeaseKeeper();
    LeaseKeeper(const LeaseKeeper &) = delete;
    LeaseKeeper &operator=(const LeaseKeeper &) = delete;

    /// `claimedAt`: sinceBoot() from before the claim was sent; the local deadline starts there.
    [[nodiscard]] std::shared_ptr<HeldLease>
    hold(const store::Lease &lease, JobId job, std::chrono::nanoseconds claimedAt);
    /// Of that lease alone: its job may have been claimed anew meanwhile.
    void release(const std::shared_ptr<HeldLease> &held);
    /// For good: what is held afterwards is stopped at once.
    void stopAll(StopReason reason);
    [[nodiscard]] std::shared_ptr<HeldLease> find(JobId job) const;

private:
    struct Entry
    {
        std::shared_ptr<HeldLease> held;
        std::chrono::nanoseconds renewAt{0};
    };

    void renewLoop(const std::stop_token &stop);
    void watchLoop(const std::stop_token &stop);
    void renewDue();
    void askRequests();
    [[nodiscard]] std::chrono::nanoseconds deadlineFrom(std::chrono::nanoseconds at) const;
    [[nodiscard]] std::chrono::nanoseconds nextRenewal(std::chrono::nanoseconds from) const;

    store::JobStore m_jobs;
    const Clock &m_clock;
    std::chrono::seconds m_ttl;
    OnRequest m_onRequest;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::map<JobId, Entry> m_held;
    StopReason m_stopped = StopReason::None;
    std::jthread m_renewer;
    std::jthread m_watcher;
};

} // namespace pelorus::run
