// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>

namespace pelorus {

/// Where time comes from, so that tests can bring their own. Thread-safe.
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;
    /// Wall clock, UTC.
    [[nodiscard]] virtual QDateTime nowUtc() const = 0;
    /// Monotonic, and it goes on while the machine sleeps (CLOCK_BOOTTIME; on Windows the
    /// unbiased counterpart that includes suspend). Leases are watched with this one.
    [[nodiscard]] virtual std::chrono::nanoseconds sinceBoot() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] QDateTime nowUtc() const override;
    [[nodiscard]] std::chrono::nanoseconds sinceBoot() const override;
};

} // namespace pelorus
