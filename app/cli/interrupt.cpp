// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <QtGlobal>

#include <cstdlib>
#include <thread>
#include <utility>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <csignal>
#include <pthread.h>
#endif

namespace pelorus::cli {

#ifdef Q_OS_WIN

namespace {

std::stop_source g_source;

BOOL WINAPI onConsole(DWORD)
{
    if (!g_source.request_stop())
        std::_Exit(130);
    return TRUE;
}

} // namespace

void stopOnInterrupt(std::stop_source source)
{
    g_source = std::move(source);
    SetConsoleCtrlHandler(onConsole, TRUE);
}

#else

void stopOnInterrupt(std::stop_source source)
{
    // Blocked in every thread and waited for in one: nothing runs inside a signal handler.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([signals, source = std::move(source)]() mutable {
        for (;;) {
            int signal = 0;
            if (sigwait(&signals, &signal) != 0)
                return;
            if (!source.request_stop())
                std::_Exit(128 + signal);
        }
    }).detach();
}

#endif

} // namespace pelorus::cli
