// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/screenshots.h"

#include "core/base/log.h"
#include "ui/tasks/taskspage.h"

#include <QDir>
#include <QPixmap>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::app {
namespace {

constexpr int kLivePictures = 6;

} // namespace

Screenshots::Screenshots(ui::Workers &workers,
                         ui::MainWindow &window,
                         run::Engine &engine,
                         QString folder,
                         QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_window(&window)
    , m_engine(engine)
    , m_folder(std::move(folder))
    , m_pages(window.pageNames())
{
    // A page needs a moment to read its data after it was opened.
    m_timer.setInterval(900ms);
    connect(&m_timer, &QTimer::timeout, this, &Screenshots::next);
    m_timer.start();
}

void Screenshots::next()
{
    const bool running = m_engine.status().running > 0;
    m_worked |= running;
    if (!m_worked || m_done || !m_window)
        return;
    if (m_page < 0) {
        m_page = 0;
        m_window->openPage(u"tasks"_s);
        return;
    }
    // First the tasks at work, with the live picture; then every page; then the end.
    if (running && m_live < kLivePictures) {
        m_window->tasks().followRunning();
        take(u"live-%1"_s.arg(++m_live));
        return;
    }
    m_live = kLivePictures;
    if (m_page < m_pages.size()) {
        if (m_window->currentPage() != m_pages[m_page]) {
            m_window->openPage(m_pages[m_page]);
            return;
        }
        take(m_pages[m_page++]);
        return;
    }
    if (running)
        return;
    if (m_window->currentPage() != u"tasks"_s) {
        m_window->openPage(u"tasks"_s);
        return;
    }
    take(u"end"_s);
    m_done = true;
    m_timer.stop();
}

void Screenshots::take(const QString &name)
{
    ++m_writing;
    m_workers.run(
        this,
        [picture = m_window->grab().toImage(), folder = m_folder, name] {
            QDir().mkpath(folder);
            return picture.save(folder + u'/' + name + u".png"_s);
        },
        [this](bool saved) {
            if (!saved)
                log::warn("app", u"a screenshot could not be written"_s);
            if (--m_writing == 0 && m_done)
                emit done();
        });
}

} // namespace pelorus::app
