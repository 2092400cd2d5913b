// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace pelorus::store {

/// Cuts the sockets of connections whose server neither answers nor goes away: a frozen machine, a
/// stopped process, a proxy that lost its server. libpq waits for an answer for ever, and the
/// server's own statement_timeout is of no use when it is the server that hangs. Thread-safe.
class Watchdog final
{
public:
    using Line = quint64; ///< 0: not watched

    Watchdog() = default;
    ~Watchdog();
    Watchdog(const Watchdog &) = delete;
    Watchdog &operator=(const Watchdog &) = delete;

    /// Watches a socket through a descriptor of our own for it: whatever becomes of the given
    /// number, nobody else's socket is ever cut. Keeps the socket open until remove().
    [[nodiscard]] Line add(qintptr socket);
    void remove(Line line);
    /// Shuts the socket down, both ways, unless disarmed within `limit`.
    void arm(Line line, std::chrono::milliseconds limit);
    void disarm(Line line);

private:
    using Clock = std::chrono::steady_clock;
    static constexpr Clock::time_point kNever = Clock::time_point::max();

    struct Watched
    {
        qintptr descriptor = -1;
        Clock::time_point deadline = kNever;
    };

    void loop(const std::stop_token &stop);
    [[nodiscard]] Clock::time_point cutOverdue();

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::map<Line, Watched> m_lines;
    Line m_last = 0;
    Clock::time_point m_wakeAt = kNever;
    bool m_sooner = false;
    std::jthread m_thread; ///< last: ends before the rest goes
};

} // namespace pelorus::store
