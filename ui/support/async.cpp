// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/async.h"

#include <QCoreApplication>

namespace pelorus::ui {

void Workers::Home::post(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

Workers::Workers(int threads, std::chrono::milliseconds hungAfter)
    : m_hungAfter(hungAfter)
    // Deleted later, since the last worker to let go of it may be the one that holds it.
    , m_home(new Home, [](Home *home) { home->deleteLater(); })
{
    for (auto &pool : m_pools) {
        pool = std::make_unique<QThreadPool>();
        pool->setMaxThreadCount(threads);
        pool->setObjectName(QStringLiteral("ui"));
    }
}

bool Workers::waitForWork()
{
    pool(Lane::Usual).waitForDone();
    pool(Lane::AtOnce).waitForDone();
    return pool(Lane::MayHang).waitForDone(int(m_hungAfter.count()));
}

void Workers::drain(QObject *context, std::function<void()> done)
{
    m_drain
        = std::jthread([this, home = m_home, context = QPointer(context), done = std::move(done)] {
              waitForWork();
              // Behind the answers, which keep what their work held.
              home->post([context, done] {
                  if (context)
                      done();
              });
          });
}

Workers::~Workers()
{
    m_stop.request_stop();
    if (m_drain.joinable())
        m_drain.join();
    for (const auto &pool : m_pools)
        pool->clear();
    // The destructor of a pool would wait for what hangs.
    if (!waitForWork())
        static_cast<void>(m_pools[size_t(Lane::MayHang)].release());
    // Nobody is there any more for answers that are on their way, or come from what hung.
    m_home->isOpen = false;
    QCoreApplication::removePostedEvents(m_home.get());
}

} // namespace pelorus::ui
