// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <deque>

namespace pelorus::standin {

/// Sliding windows of a second, a minute and an hour. A limit of 0 is none.
class RateLimit final
{
public:
    struct PerWindow
    {
        int second = 0;
        int minute = 0;
        int hour = 0;
    };

    /// 0 when a request at `now` (milliseconds) is let in, which counts it; else how many
    /// milliseconds later the next one would be.
    [[nodiscard]] qint64 take(qint64 now, const PerWindow &limits);
    /// What is left, never below 0.
    [[nodiscard]] PerWindow left(qint64 now, const PerWindow &limits) const;
    void clear() { m_times.clear(); }

private:
    [[nodiscard]] qint64 used(qint64 now, qint64 window) const;

    std::deque<qint64> m_times; ///< of the last hour's requests, ascending
};

} // namespace pelorus::standin
