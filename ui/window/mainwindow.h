// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/engine.h"
#include "core/store/changefeed.h"
#include "core/store/restore.h"
#include "ui/settings/settingsfile.h"
#include "ui/support/services.h"

#include <QMainWindow>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace pelorus::ui {

class AccountsPage;
class BulkPage;
class ChecksPage;
class CommandPalette;
class OverviewPage;
class Page;
class ProfilesPage;
class ProxiesPage;
class Rail;
class SettingsPage;
class StatusLine;
class TasksPage;

/// The one window. Connects pages with the engine and the change feed; does no work itself. Built
/// anew when the language changes, while tasks go on.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// What running tasks may take to save their cookies and close their profiles.
    static constexpr std::chrono::seconds kStopWithin{90};

    MainWindow(Services &services,
               run::Engine &engine,
               store::ChangeFeed &feed,
               const Appearance &appearance);
    ~MainWindow() override;

    /// overview, accounts, proxies, bulk, tasks, profiles, checks, settings; unknown names do
    /// nothing.
    void openPage(const QString &name);
    [[nodiscard]] QString currentPage() const;
    [[nodiscard]] QStringList pageNames() const;
    /// Takes the pages away (so nothing uses the engine any more) and says what goes on.
    void showFinishing(const QString &text);
    /// Another program works on this SQLite file; this window only looks.
    void showViewerNotice(const Error &because);
    void showRestored(const store::RestoreReport &report);
    [[nodiscard]] bool isBackingUp() const;
    [[nodiscard]] TasksPage &tasks() { return *m_tasks; }

signals:
    /// The window was asked to close, and the operator said so again if tasks run; it stays until
    /// the work has ended.
    void closeRequested();
    void restartRequested();
    void restoreRequested(const QString &file);
    void languageChosen(const QString &language);
    void themeChosen(const QString &theme);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Entry
    {
        QString name;
        Page *page;
    };
    void addPage(const QString &name, const QString &icon, const QString &title, Page *page);
    void connectPages();
    void connectEngine(store::ChangeFeed &feed);
    void addShortcuts();
    void stopWork(const std::function<void()> &stopped);
    void resumeWork();
    void showPage(int index);
    void openJob(JobId job);
    void openPalette();
    void askToClose(int running);
    void togglePause();
    void showEngine(const run::EngineStatus &status);

    Services &m_services;
    run::Engine &m_engine;
    Appearance m_appearance;
    Rail *m_rail;
    QStackedWidget *m_stack;
    StatusLine *m_status;
    QToolButton *m_pause;
    CommandPalette *m_palette;
    std::vector<Entry> m_pages;
    OverviewPage *m_overview;
    AccountsPage *m_accounts;
    ProxiesPage *m_proxies;
    BulkPage *m_bulk;
    TasksPage *m_tasks;
    ProfilesPage *m_profiles;
    ChecksPage *m_checks;
    SettingsPage *m_settings;
    bool m_finishing = false;
    bool m_wasPaused = false; ///< before stopWork()
};

} // namespace pelorus::ui
