// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <mutex>
#include <vector>

namespace pelorus {

/// Runs work of other threads on the thread that it lives on, in the order it came. The queue is
/// ours and Qt carries the wake-up only: the thread sanitizer follows a mutex, but nothing of what
/// Qt does between two threads, as Qt is not built with it.
class Inbox final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// From any thread. Does not wait; what is left when the inbox is destroyed is not run.
    void post(std::function<void()> work);
    /// From any other thread. Waits until it is done; this thread's event loop must run until then.
    /// `work` must not call run() itself.
    void run(const std::function<void()> &work);

private:
    Q_INVOKABLE void drain();

    std::mutex m_mutex;
    std::vector<std::function<void()>> m_waiting;
};

} // namespace pelorus
