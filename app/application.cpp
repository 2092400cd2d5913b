// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/screenshots.h"
#include "core/base/log.h"
#include "ui/bulk/draft.h"
#include "ui/support/theme.h"
#include "ui/tasks/taskspage.h"
#include "ui/widgets/banner.h"

#include <QApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::app {
namespace {

/// A second program that only looks sees that the first has gone.
constexpr auto kTurn = 3s;

QString operatorName()
{
    const QString user = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return user.isEmpty() ? u"operator"_s : user;
}

} // namespace

Application::Application(Options options)
    : m_options(std::move(options))
    , m_draft(std::make_shared<ui::BulkDraft>())
{
    m_language.use(m_options.language);
    ui::theme::apply(ui::schemeFromName(m_options.theme));
    m_turn.setSingleShot(true);
    m_turn.setInterval(kTurn);
    connect(&m_turn, &QTimer::timeout, this, &Application::awaitTurn);
}

Application::~Application()
{
    tearDown();
}

void Application::start()
{
    showStartWindow();
    open({});
}

void Application::showStartWindow()
{
    m_startWindow = std::make_unique<ui::StartWindow>();
    connect(m_startWindow.get(), &ui::StartWindow::adoptionAgreed, this, &Application::open);
    connect(m_startWindow.get(), &ui::StartWindow::quitRequested, this, &Application::ended);
    m_startWindow->show();
}

void Application::open(const QString &backupFile)
{
    const auto tell = [window = QPointer(m_startWindow.get())](const QString &text) {
        QMetaObject::invokeMethod(qApp, [window, text] {
            if (window)
                window->showStep(text);
        });
    };
    m_workers.run(
        this,
        [tell,
         dir = QCoreApplication::applicationDirPath(),
         backupFile,
         stop = m_workers.stopToken()] { return openAll(dir, backupFile, tell, stop); },
        [this](Result<Opened> result) {
            if (result && !result->adoptAfterBackup.isEmpty()) {
                m_startWindow->askForAdoption(result->adoptAfterBackup);
                return;
            }
            if (result) {
                opened(std::move(*result));
                return;
            }
            log::error("app", toLogString(result.error()));
            if (m_startWindow)
                m_startWindow->showError(
                    tr("Pelorus could not start."), result.error(), [this] { open({}); });
        });
}

void Application::opened(Opened result)
{
    m_opened = std::move(result);
    m_appearance = m_opened.appearance;
    if (!m_options.language.isEmpty())
        m_appearance.language = m_options.language;
    if (!m_options.theme.isEmpty())
        m_appearance.theme = m_options.theme;
    if (!m_options.page.isEmpty())
        m_appearance.page = m_options.page;
    m_language.use(m_appearance.language);
    ui::theme::apply(ui::schemeFromName(m_appearance.theme));

    m_network = std::make_shared<net::Network>();
    m_engine = std::make_unique<run::Engine>(
        *m_opened.settings, m_opened.database, *m_network, m_clock, true);
    m_feed = std::make_unique<store::ChangeFeed>(m_opened.database);
    m_services = std::make_unique<ui::Services>(ui::Services{m_workers,
                                                             m_opened.database,
                                                             *m_opened.settings,
                                                             m_engine->holderPrefix(),
                                                             operatorName(),
                                                             m_draft,
                                                             m_network});
    if (m_keptDraft) {
        m_keptDraft->saved = false; // it takes effect now
        m_keptDraft->storedToken.reset();
        m_keptDraft->storedDatabase.reset();
        m_services->settingsDraft = std::exchange(m_keptDraft, nullptr);
    }
    buildWindow();
    m_startWindow.reset();
    if (!m_opened.viewerBecause)
        m_engine->start();
    else if (m_opened.viewerBecause->kind == ErrorKind::Conflict)
        m_turn.start();
    log::info("app", u"window open, %1"_s.arg(m_opened.database->displayName()));
    takeScreenshots();
}

void Application::buildWindow()
{
    m_window = std::make_unique<ui::MainWindow>(*m_services, *m_engine, *m_feed, m_appearance);
    if (m_screenshots)
        m_screenshots->setWindow(*m_window);
    // Queued: the sender is a part of the window, which the handler may take apart.
    connect(m_window.get(),
            &ui::MainWindow::closeRequested,
            this,
            &Application::quit,
            Qt::QueuedConnection);
    connect(m_window.get(),
            &ui::MainWindow::restartRequested,
            this,
            &Application::startAnew,
            Qt::QueuedConnection);
    connect(m_window.get(),
            &ui::MainWindow::restoreRequested,
            this,
            &Application::restore,
            Qt::QueuedConnection);
    connect(m_window.get(),
            &ui::MainWindow::languageChosen,
            this,
            &Application::setLanguage,
            Qt::QueuedConnection);
    connect(m_window.get(),
            &ui::MainWindow::themeChosen,
            this,
            &Application::setTheme,
            Qt::QueuedConnection);
    if (m_opened.viewerBecause)
        m_window->showViewerNotice(*m_opened.viewerBecause);
    if (m_restored)
        m_window->showRestored(*std::exchange(m_restored, std::nullopt));
    m_window->show();
}

void Application::startAnew()
{
    finish(tr("The work is being started anew…"), [this] {
        tearDown();
        start();
    });
}

void Application::awaitTurn()
{
    m_workers.run(
        this,
        [url = std::make_shared<Secret>(m_opened.settings->databaseUrl.clone())] {
            const auto database = store::Database::open(*url, store::Role::Runner);
            // What else is wrong with it is said when it is opened anew.
            return database || database.error().kind == ErrorKind::Unsupported;
        },
        [this](bool free) {
            if (m_finishing || !m_opened.viewerBecause)
                return;
            // The window is built anew: not under an open dialog or while a backup is written.
            if (free && !QApplication::activeModalWidget() && !QApplication::activePopupWidget()
                && !m_window->isBackingUp()) {
                m_keptDraft = m_services->settingsDraft;
                startAnew();
            } else {
                m_turn.start();
            }
        });
}

void Application::setLanguage(const QString &language)
{
    if (m_finishing)
        return;
    m_appearance.language = language;
    m_appearance.page = m_window->currentPage();
    m_appearance.geometry = m_window->saveGeometry();
    m_language.use(language);
    m_window.reset();
    buildWindow();
    saveAppearance();
}

void Application::setTheme(const QString &theme)
{
    m_appearance.theme = theme;
    ui::theme::apply(ui::schemeFromName(theme));
    saveAppearance();
}

void Application::saveAppearance()
{
    m_workers.run(
        this,
        [dir = m_opened.settings->dataDir, appearance = m_appearance] {
            return ui::saveAppearance(dir, appearance);
        },
        [](const Result<void> &saved) {
            if (!saved)
                log::warn("app", toLogString(saved.error()));
        });
}

void Application::finish(const QString &text, std::function<void()> then)
{
    if (m_finishing)
        return;
    m_finishing = true;
    m_turn.stop();
    m_appearance.geometry = m_window->saveGeometry();
    m_appearance.page = m_window->currentPage();
    if (m_screenshots)
        m_screenshots->deleteLater();
    m_screenshots = nullptr;
    m_window->showFinishing(text);
    m_workers.run(
        this,
        [engine = m_engine.get(), dir = m_opened.settings->dataDir, appearance = m_appearance] {
            static_cast<void>(ui::saveAppearance(dir, appearance));
            engine->stop(ui::MainWindow::kStopWithin);
            return true;
        },
        [this, then = std::move(then)](bool) {
            m_finishing = false;
            log::info("app", u"work ended"_s);
            then();
        },
        ui::Workers::Lane::AtOnce);
}

void Application::quit()
{
    finish(tr("Finishing…"), [this] { emit ended(); });
}

void Application::restore(const QString &file)
{
    finish(tr("The work is being stopped…"), [this, file] {
        const auto url = std::make_shared<const Secret>(m_opened.settings->databaseUrl.clone());
        const store::RestoreOptions options{true, m_opened.settings->mediaRoot};
        tearDown();
        showStartWindow();
        runRestore(url, file, options);
    });
}

void Application::runRestore(const std::shared_ptr<const Secret> &url,
                             const QString &file,
                             const store::RestoreOptions &options)
{
    m_startWindow->showStep(tr("Restoring the backup…"));
    // A worker's connection would keep the file open that is about to be replaced.
    m_workers.drain(this, [this, url, file, options] {
        m_workers.run(
            this,
            [url, file, options, stop = m_workers.stopToken()] {
                return store::restore(*url, file, options, {Deadline::never(), stop});
            },
            [this, url, file, options](Result<store::RestoreReport> done) {
                if (!done) {
                    log::error("app", toLogString(done.error()));
                    m_startWindow->showRestoreError(
                        done.error(),
                        [this, url, file, options] { runRestore(url, file, options); },
                        [this] { open({}); });
                    return;
                }
                m_restored = *std::move(done);
                open({});
            });
    });
}

void Application::tearDown()
{
    m_window.reset();
    m_startWindow.reset();
    m_feed.reset();
    m_engine.reset();
    m_services.reset();
    m_network.reset();
    m_opened = {};
}

void Application::takeScreenshots()
{
    if (m_options.exitWhenIdle)
        connect(m_engine.get(), &run::Engine::idle, this, [this] {
            if (!m_screenshots || m_screenshots->isDone())
                quit();
        });
    if (m_options.screenshots.isEmpty())
        return;
    m_screenshots = new Screenshots(m_workers, *m_window, *m_engine, m_options.screenshots, this);
    connect(m_screenshots, &Screenshots::done, this, [this] {
        if (m_options.exitWhenIdle)
            quit();
    });
}

} // namespace pelorus::app
