// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace pelorus {

/// Stands around everything that leaves a trace outside this process: an HTTP call, a durable
/// commit, a click. Builds for tests end the process there, as a pulled plug would, when the
/// environment says so; in all other builds it does nothing.
///
///     PELORUS_CRASH_AT=before|after NAME#K   SIGKILL at the K-th time (from 1) that NAME is passed
///     PELORUS_STOP_AT=…                      SIGSTOP there, as a machine that falls asleep
///     PELORUS_CRASH_TRACE=FILE               each NAME#K that is passed, one a line
///
/// tests/policy/crashpoints.py holds that no such place is without one.
class CrashPoint final
{
public:
#ifdef PELORUS_CRASH_POINTS
    explicit CrashPoint(const QString &name);
    ~CrashPoint();
#else
    explicit CrashPoint(const QString &) { }
    ~CrashPoint() { } // not "= default": a point is never an unused variable
#endif
    CrashPoint(const CrashPoint &) = delete;
    CrashPoint &operator=(const CrashPoint &) = delete;

private:
#ifdef PELORUS_CRASH_POINTS
    QString m_passed;
#endif
};

} // namespace pelorus
