// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/inbox.h"

#include <QThread>

namespace pelorus::test {

/// A thread with an event loop of its own. What lives there is made, asked and destroyed by run().
class OtherThread final
{
public:
    OtherThread()
    {
        m_inbox.moveToThread(&m_thread);
        m_thread.start();
    }
    ~OtherThread()
    {
        m_thread.quit();
        m_thread.wait();
    }
    OtherThread(const OtherThread &) = delete;
    OtherThread &operator=(const OtherThread &) = delete;

    /// There, waiting for its end.
    void run(const std::function<void()> &work) { m_inbox.run(work); }
    /// Lives there.
    [[nodiscard]] QObject *context() { return &m_inbox; }

private:
    QThread m_thread;
    Inbox m_inbox;
};

} // namespace pelorus::test
