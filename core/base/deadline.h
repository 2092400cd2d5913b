// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <chrono>
#include <stop_token>

namespace pelorus {

using std::chrono::milliseconds;

/// A point on the steady clock after which a call must have ended.
class Deadline final
{
public:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] static Deadline in(milliseconds time) { return Deadline(Clock::now() + time); }
    [[nodiscard]] static Deadline never() { return Deadline(Clock::time_point::max()); }

    [[nodiscard]] bool expired() const { return Clock::now() >= m_at; }
    /// Never negative.
    [[nodiscard]] milliseconds remaining() const;
    [[nodiscard]] Clock::time_point at() const { return m_at; }
    /// The nearer of this and `time` from now.
    [[nodiscard]] Deadline within(milliseconds time) const;

private:
    explicit Deadline(Clock::time_point at)
        : m_at(at)
    {
    }
    Clock::time_point m_at;
};

/// What every blocking call of ours takes: when to give up and who may stop it. Cheap to copy.
struct Call
{
    Deadline deadline = Deadline::never();
    std::stop_token stop;

    [[nodiscard]] static Call in(milliseconds time, std::stop_token token = {})
    {
        return {Deadline::in(time), std::move(token)};
    }
    /// The same call, but at most `time` from now.
    [[nodiscard]] Call within(milliseconds time) const { return {deadline.within(time), stop}; }
    /// Cancelled or Timeout when it is over, so that loops can `if (auto go = call.check(); !go)`.
    [[nodiscard]] Result<void> check() const;
};

/// Sleeps on a pool thread; returns early with Cancelled when asked to stop, with Timeout when the
/// call's deadline comes first.
[[nodiscard]] Result<void> sleepFor(milliseconds time, const Call &call);

} // namespace pelorus
