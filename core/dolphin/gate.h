// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

namespace pelorus::dolphin {

/// Lets at most `places` callers in at a time, here and where `machine` is given also among all
/// programs of this machine (see MachineLimits); waiting honours the call.
class Gate final
{
public:
    struct Leave
    {
        void operator()(Gate *gate) const { gate->leave(); }
    };
    /// Leaves when it goes.
    struct Pass
    {
        std::unique_ptr<Gate, Leave> here;
        std::shared_ptr<void> machine;
    };

    explicit Gate(int places,
                  std::function<std::shared_ptr<void>()> machine = {},
                  milliseconds patience = {})
        : m_machine(std::move(machine))
        , m_patience(patience)
        , m_free(places)
    {
    }

    [[nodiscard]] Result<Pass> enter(const Call &call)
    {
        Pass pass;
        if (const auto in = enterHere(call); !in)
            return fail(in.error());
        pass.here.reset(this);
        // Who waited in vain waits for the others too: a program that hangs costs it once.
        const Deadline patience = call.deadline.within(m_gaveUp ? milliseconds(0) : m_patience);
        while (m_machine && !(pass.machine = m_machine()) && !patience.expired()) {
            if (const auto slept = sleepFor(kAskAgain, call); !slept)
                return fail(slept.error());
        }
        m_gaveUp = m_machine && !pass.machine;
        return pass;
    }

private:
    static constexpr milliseconds kAskAgain{100};

    [[nodiscard]] Result<void> enterHere(const Call &call)
    {
        const Deadline until = call.deadline.within(std::chrono::hours(24));
        std::unique_lock lock(m_mutex);
        const bool in
            = m_wake.wait_until(lock, call.stop, until.at(), [this] { return m_free > 0; });
        if (const auto go = call.check(); !go)
            return fail(go.error());
        if (!in)
            return fail(ErrorKind::Timeout, {});
        --m_free;
        return {};
    }

    void leave()
    {
        {
            const std::lock_guard lock(m_mutex);
            ++m_free;
        }
        m_wake.notify_one();
    }

    std::function<std::shared_ptr<void>()> m_machine;
    milliseconds m_patience;
    std::atomic<bool> m_gaveUp = false; ///< until the machine's places are free again
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    int m_free;
};

} // namespace pelorus::dolphin
