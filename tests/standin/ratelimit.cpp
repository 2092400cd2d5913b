// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/ratelimit.h"

#include <algorithm>

namespace pelorus::standin {

namespace {

constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kHour = 60 * kMinute;

} // namespace

qint64 RateLimit::used(qint64 now, qint64 window) const
{
    return m_times.end() - std::ranges::upper_bound(m_times, now - window);
}

qint64 RateLimit::take(qint64 now, const PerWindow &limits)
{
    while (!m_times.empty() && m_times.front() <= now - kHour)
        m_times.pop_front();
    qint64 wait = 0;
    const auto look = [&](int limit, qint64 window) {
        if (limit > 0 && used(now, window) >= limit)
            wait = std::max(wait, m_times[m_times.size() - size_t(limit)] + window - now);
    };
    look(limits.second, kSecond);
    look(limits.minute, kMinute);
    look(limits.hour, kHour);
    if (wait == 0)
        m_times.push_back(now); // a refused one does not count
    return wait;
}

RateLimit::PerWindow RateLimit::left(qint64 now, const PerWindow &limits) const
{
    const auto rest = [&](int limit, qint64 window) {
        return int(std::max<qint64>(0, limit - used(now, window)));
    };
    return {rest(limits.second, kSecond), rest(limits.minute, kMinute), rest(limits.hour, kHour)};
}

} // namespace pelorus::standin
