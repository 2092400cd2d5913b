// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/async.h"

#include <QCoreApplication>

namespace pelorus::ui {

void Workers::Home::post(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

Workers::Workers(int threads)
    // Deleted later, since the last worker to let go of it may be the one that holds it.
    : m_home(new Home, [](Home *home) { home->deleteLater(); })
{
    for (QThreadPool &pool : m_pools) {
        pool.setMaxThreadCount(threads);
        pool.setObjectName(QStringLiteral("ui"));
    }
}

void Workers::drain(QObject *context, std::function<void()> done)
{
    m_drain
        = std::jthread([this, home = m_home, context = QPointer(context), done = std::move(done)] {
              for (QThreadPool &pool : m_pools)
                  pool.waitForDone();
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
    for (QThreadPool &pool : m_pools)
        pool.clear();
    for (QThreadPool &pool : m_pools)
        pool.waitForDone();
    // Nobody is there any more for answers that are on their way.
    QCoreApplication::removePostedEvents(m_home.get());
}

} // namespace pelorus::ui
