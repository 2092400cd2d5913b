// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace pelorus::dolphin {

/// Lets at most `places` callers in at a time; waiting honours the call.
class Gate final
{
public:
    struct Leave
    {
        void operator()(Gate *gate) const { gate->leave(); }
    };
    /// Leaves when it goes.
    using Pass = std::unique_ptr<Gate, Leave>;

    explicit Gate(int places)
        : m_free(places)
    {
    }

    [[nodiscard]] Result<Pass> enter(const Call &call)
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
        return Pass(this);
    }

private:
    void leave()
    {
        {
            const std::lock_guard lock(m_mutex);
            ++m_free;
        }
        m_wake.notify_one();
    }

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    int m_free;
};

} // namespace pelorus::dolphin
