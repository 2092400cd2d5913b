// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <condition_variable>
#include <functional>
#include <mutex>

namespace pelorus {

/// Runs work of other threads on the thread that it lives on, one at a time; the others wait. The
/// inbox is ours and Qt carries the wake-up only (no Qt::BlockingQueuedConnection): the thread
/// sanitizer follows a mutex, but nothing of what Qt does between two threads, as Qt is not built
/// with it.
class Errands final : public QObject
{
    Q_OBJECT

public:
    /// From any other thread. Blocking; that thread's event loop must run until it returns. `work`
    /// must not call run() itself.
    void run(const std::function<void()> &work);

private:
    Q_INVOKABLE void drain();

    std::mutex m_turn;
    std::mutex m_mutex;
    std::condition_variable m_done;
    const std::function<void()> *m_work = nullptr;
};

} // namespace pelorus
