// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>

#include <condition_variable>
#include <functional>
#include <mutex>

namespace pelorus::test {

/// A thread with an event loop of its own. What lives there is made, asked and destroyed by run().
class OtherThread final : public QObject
{
    Q_OBJECT

public:
    OtherThread();
    ~OtherThread() override;

    /// Runs `work` there and waits for its end. Its place is ours and Qt only carries the wake-up
    /// (no Qt::BlockingQueuedConnection): the thread sanitizer sees our mutex, but nothing of what
    /// Qt does between two threads, as Qt is built without it.
    void run(const std::function<void()> &work);

private:
    Q_INVOKABLE void drain();

    QThread m_thread;
    std::mutex m_turn; ///< one caller at a time
    std::mutex m_mutex;
    std::condition_variable m_done;
    const std::function<void()> *m_work = nullptr;
};

} // namespace pelorus::test
