// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/language.h"
#include "app/opening.h"
#include "app/options.h"
#include "core/base/clock.h"
#include "core/net/network.h"
#include "core/run/engine.h"
#include "core/store/changefeed.h"
#include "ui/support/services.h"
#include "ui/window/mainwindow.h"
#include "ui/window/startwindow.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace pelorus::app {

class Screenshots;

/// The composition root of the window: builds everything in order, passes it on by constructor, and
/// takes it down in the reverse order. Lives on the GUI thread; what waits runs on its workers.
class Application final : public QObject
{
    Q_OBJECT
public:
    explicit Application(Options options);
    ~Application() override;
    void start();

signals:
    /// The window was closed and the work has ended: the program may go.
    void ended();

private:
    /// `backupFile`: see openAll().
    void open(const QString &backupFile);
    void opened(Opened opened);
    void buildWindow();
    /// Ends the work in order without blocking, then calls `then` on the GUI thread.
    void finish(const QString &text, std::function<void()> then);
    void tearDown();
    void quit();
    void showStartWindow();
    /// Looks now and then whether the program that runs the work has ended, and takes over.
    void awaitTurn();
    void startAnew();
    /// Closes the database, puts the backup in its place and opens it again.
    void restore(const QString &file);
    void runRestore(const std::shared_ptr<const Secret> &url,
                    const QString &file,
                    const store::RestoreOptions &options);
    void setLanguage(const QString &language);
    void setTheme(const QString &theme);
    void saveAppearance();
    void takeScreenshots();

    Options m_options;
    SystemClock m_clock;
    ui::Workers m_workers;
    Language m_language;
    Opened m_opened;
    ui::Appearance m_appearance;
    std::shared_ptr<ui::BulkDraft> m_draft;
    std::shared_ptr<net::Network> m_network;
    std::unique_ptr<run::Engine> m_engine;
    std::unique_ptr<store::ChangeFeed> m_feed;
    std::unique_ptr<ui::Services> m_services;
    std::shared_ptr<ui::SettingsDraft> m_keptDraft; ///< typed before the work was taken over
    std::unique_ptr<ui::StartWindow> m_startWindow;
    std::unique_ptr<ui::MainWindow> m_window;
    Screenshots *m_screenshots = nullptr;
    QTimer m_turn;
    bool m_finishing = false;
    std::optional<store::RestoreReport> m_restored; ///< to be told when the window is there again
};

} // namespace pelorus::app
