// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/deadline.h"

#include <QCoreApplication>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace pelorus {

milliseconds Deadline::remaining() const
{
    if (m_at == Clock::time_point::max())
        return milliseconds::max();
    return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(m_at - Clock::now()));
}

Deadline Deadline::within(milliseconds time) const
{
    return Deadline(std::min(m_at, Clock::now() + time));
}

Result<void> Call::check() const
{
    if (stop.stop_requested())
        return fail(ErrorKind::Cancelled,
                    QCoreApplication::translate("Core", "Stopped on request."));
    if (deadline.expired()) {
        return fail(ErrorKind::Timeout,
                    QCoreApplication::translate("Core", "It took longer than allowed."));
    }
    return {};
}

Result<void> sleepFor(milliseconds time, const Call &call)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    const Deadline until = call.deadline.within(time);
    wake.wait_until(lock, call.stop, until.at(), [] { return false; });
    return call.check();
}

} // namespace pelorus
