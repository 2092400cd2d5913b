// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"

#include <condition_variable>
#include <mutex>
#include <optional>

namespace pelorus::net {

/// One answer handed from the I/O thread to a waiting one. Both sides own it by shared_ptr, since
/// the waiter may leave first. The first answer counts.
template <typename T>
class Waiter final
{
public:
    void set(Result<T> result)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_result) {
            m_result.emplace(std::move(result));
            m_wake.notify_all();
        }
    }

    /// Nothing when the call was stopped or its deadline passed first.
    [[nodiscard]] std::optional<Result<T>> wait(const Call &call)
    {
        // A far deadline overflows where the library has to convert clocks (mingw).
        const Deadline until = call.deadline.within(std::chrono::hours(24));
        std::unique_lock lock(m_mutex);
        m_wake.wait_until(lock, call.stop, until.at(), [this] { return m_result.has_value(); });
        return std::exchange(m_result, std::nullopt);
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Result<T>> m_result;
};

} // namespace pelorus::net
