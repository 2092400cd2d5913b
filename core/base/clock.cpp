// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <ctime>
#endif

namespace pelorus {

QDateTime SystemClock::nowUtc() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::nanoseconds SystemClock::sinceBoot() const
{
#ifdef Q_OS_WIN
    // GetTickCount64 counts time in sleep and hibernation; 16 ms steps are fine against a TTL.
    return std::chrono::milliseconds(GetTickCount64());
#else
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
#endif
}

} // namespace pelorus
