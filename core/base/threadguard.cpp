// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/threadguard.h"

#include <QtGlobal>

#include <atomic>
#include <thread>

namespace pelorus {
namespace {

std::atomic<std::thread::id> g_guiThread;

} // namespace

void setGuiThread()
{
    g_guiThread = std::this_thread::get_id();
}

void mayBlock(const char *what)
{
#ifdef PELORUS_THREAD_GUARD
    if (g_guiThread.load(std::memory_order_relaxed) == std::this_thread::get_id())
        qFatal("%s would make the window wait", what);
#else
    static_cast<void>(what);
#endif
}

} // namespace pelorus
