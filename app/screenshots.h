// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/engine.h"
#include "ui/window/mainwindow.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace pelorus::app {

/// For the demo: pictures of each page of the running window once something runs, and one of the
/// tasks when all is done. Grabs on the GUI thread, writes on a worker.
class Screenshots final : public QObject
{
    Q_OBJECT
public:
    Screenshots(ui::Workers &workers,
                ui::MainWindow &window,
                run::Engine &engine,
                QString folder,
                QObject *parent = nullptr);
    [[nodiscard]] bool isDone() const { return m_done; }
    /// It was built anew, in another language.
    void setWindow(ui::MainWindow &window) { m_window = &window; }

signals:
    void done();

private:
    void next();
    void take(const QString &name);

    ui::Workers &m_workers;
    QPointer<ui::MainWindow> m_window;
    run::Engine &m_engine;
    QString m_folder;
    QStringList m_pages;
    qsizetype m_page = -1;
    int m_live = 0;
    bool m_worked = false;
    bool m_done = false;
    int m_writing = 0;
    QTimer m_timer;
};

} // namespace pelorus::app
