// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/crashpoint.h"

#ifdef PELORUS_CRASH_POINTS

#include <QFile>
#include <QHash>

#include <mutex>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <csignal>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace pelorus {
namespace {

/// Nothing is flushed, no destructor runs.
void pullThePlug()
{
#ifdef Q_OS_WIN
    TerminateProcess(GetCurrentProcess(), 9);
#else
    ::kill(::getpid(), SIGKILL);
#endif
}

/// By a signal to this very thread: one to the process may reach another thread first, and this one
/// would go on until that has stopped all.
void fallAsleep()
{
#ifndef Q_OS_WIN
    ::raise(SIGSTOP);
#endif
}

void pass(const QString &moment)
{
    static const QString s_crash = qEnvironmentVariable("PELORUS_CRASH_AT");
    static const QString s_stop = qEnvironmentVariable("PELORUS_STOP_AT");
    if (moment == s_crash)
        pullThePlug();
    if (moment == s_stop)
        fallAsleep();
}

QString numbered(const QString &name)
{
    static std::mutex s_mutex;
    static QHash<QString, int> s_times;
    static const QString s_trace = qEnvironmentVariable("PELORUS_CRASH_TRACE");
    const std::lock_guard lock(s_mutex);
    const QString passed = name + u'#' + QString::number(++s_times[name]);
    if (!s_trace.isEmpty()) {
        QFile file(s_trace);
        if (file.open(QIODevice::Append))
            file.write(passed.toUtf8() + '\n');
    }
    return passed;
}

} // namespace

CrashPoint::CrashPoint(const QString &name)
    : m_passed(numbered(name))
{
    pass(u"before "_s + m_passed);
}

CrashPoint::~CrashPoint()
{
    pass(u"after "_s + m_passed);
}

} // namespace pelorus

#endif
