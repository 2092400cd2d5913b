// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/inbox.h"

#include <QPointer>

#include <condition_variable>
#include <utility>

namespace pelorus {

void Inbox::post(std::function<void()> work)
{
    const std::scoped_lock lock(m_mutex);
    m_waiting.push_back(std::move(work));
    if (m_waiting.size() == 1)
        QMetaObject::invokeMethod(this, "drain", Qt::QueuedConnection);
}

void Inbox::run(const std::function<void()> &work)
{
    std::mutex mutex;
    std::condition_variable ended;
    bool done = false;
    post([&] {
        work();
        // Under the lock: who waits takes all of this away as soon as it sees it.
        const std::scoped_lock lock(mutex);
        done = true;
        ended.notify_all();
    });
    std::unique_lock lock(mutex);
    ended.wait(lock, [&] { return done; });
}

void Inbox::drain()
{
    std::vector<std::function<void()>> works;
    {
        const std::scoped_lock lock(m_mutex);
        works.swap(m_waiting);
    }
    const QPointer<Inbox> self(this);
    for (const auto &work : works) {
        work();
        if (!self)
            return; // it was the end of whom it lives in
    }
}

} // namespace pelorus
