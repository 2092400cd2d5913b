// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errands.h"

#include <utility>

namespace pelorus {

void Errands::run(const std::function<void()> &work)
{
    const std::scoped_lock turn(m_turn);
    std::unique_lock lock(m_mutex);
    m_work = &work;
    QMetaObject::invokeMethod(this, "drain", Qt::QueuedConnection);
    m_done.wait(lock, [this] { return m_work == nullptr; });
}

void Errands::drain()
{
    const std::scoped_lock lock(m_mutex);
    (*std::exchange(m_work, nullptr))();
    m_done.notify_all();
}

} // namespace pelorus
