// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainwindow.h"

#include "ui/accounts/accountspage.h"
#include "ui/bulk/bulkpage.h"
#include "ui/checks/checkspage.h"
#include "ui/overview/overviewpage.h"
#include "ui/profiles/profilespage.h"
#include "ui/proxies/proxiespage.h"
#include "ui/settings/settingspage.h"
#include "ui/support/icons.h"
#include "ui/tasks/livepicture.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/taskview.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/helpers.h"
#include "ui/window/commandpalette.h"
#include "ui/window/help.h"
#include "ui/window/rail.h"
#include "ui/window/statusline.h"

#include <QCloseEvent>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

constexpr int kWordsFrom = 170; ///< characters: below them the rail folds to icons

} // namespace

MainWindow::MainWindow(Services &services,
                       run::Engine &engine,
                       store::ChangeFeed &feed,
                       const Appearance &appearance)
    : m_services(services)
    , m_engine(engine)
    , m_appearance(appearance)
    , m_rail(new Rail(this))
    , m_stack(new QStackedWidget(this))
    , m_status(new StatusLine(services, this))
    , m_pause(new QToolButton(this))
    , m_palette(new CommandPalette(this))
    , m_overview(new OverviewPage(services, this))
    , m_accounts(new AccountsPage(services, this))
    , m_proxies(new ProxiesPage(services, this))
    , m_bulk(new BulkPage(services, this))
    , m_tasks(new TasksPage(services, this))
    , m_profiles(new ProfilesPage(services, this))
    , m_checks(new ChecksPage(services, this))
    , m_settings(new SettingsPage(services, appearance, this))
{
    setWindowTitle(u"Pelorus"_s);
    setWindowIcon(icons::program());
    addPage(u"overview"_s, u"overview"_s, tr("Overview"), m_overview);
    addPage(u"accounts"_s, u"accounts"_s, tr("Accounts"), m_accounts);
    addPage(u"proxies"_s, u"proxies"_s, tr("Proxies"), m_proxies);
    addPage(u"bulk"_s, u"bulk"_s, tr("Bulk upload"), m_bulk);
    addPage(u"tasks"_s, u"tasks"_s, tr("Tasks"), m_tasks);
    addPage(u"profiles"_s, u"profiles"_s, tr("Profiles"), m_profiles);
    addPage(u"checks"_s, u"checks"_s, tr("Checks"), m_checks);
    addPage(u"settings"_s, u"settings"_s, tr("Settings"), m_settings);

    m_pause->setObjectName(u"pauseWork"_s);
    m_pause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_pause->setAutoRaise(true);
    m_pause->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_rail->setFoot(m_pause);
    auto *central = new QWidget(this);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_stack, 1);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row, 1);
    layout->addWidget(m_status);
    setCentralWidget(central);

    connectPages();
    connectEngine(feed);
    addShortcuts();
    resize(fontMetrics().averageCharWidth() * 190, fontMetrics().height() * 50);
    if (!appearance.geometry.isEmpty())
        restoreGeometry(appearance.geometry);
    m_status->setLanguage(QLocale().language() == QLocale::Russian ? u"ru"_s : u"en"_s);
    showEngine(engine.status());
    m_status->refresh();
    showPage(0);
    openPage(appearance.page);
}

MainWindow::~MainWindow() = default;

void MainWindow::addPage(const QString &name, const QString &icon, const QString &title, Page *page)
{
    m_rail->addPage(icon, title);
    m_stack->addWidget(page);
    page->setObjectName(name);
    m_pages.push_back({name, page});
}

void MainWindow::connectPages()
{
    connect(m_rail, &Rail::chosen, this, &MainWindow::showPage);
    connect(m_overview, &OverviewPage::openJob, this, &MainWindow::openJob);
    connect(m_overview, &OverviewPage::bulkRequested, this, [this] { openPage(u"bulk"_s); });
    connect(m_accounts, &AccountsPage::openJob, this, &MainWindow::openJob);
    connect(m_accounts, &AccountsPage::uploadCreated, &m_engine, &run::Engine::wake);
    connect(m_accounts,
            &AccountsPage::bulkRequested,
            this,
            [this](const QList<qint64> &accounts, const QStringList &videos) {
                m_bulk->begin(accounts, videos);
                openPage(u"bulk"_s);
            });
    connect(&m_accounts->model(),
            &QAbstractItemModel::rowsInserted,
            m_palette,
            &CommandPalette::refill);
    connect(m_proxies, &ProxiesPage::changed, m_accounts, [this] {
        m_accounts->databaseChanged({u"uploader_proxy"_s});
    });
    connect(m_bulk, &BulkPage::created, this, [this](BulkTaskId, int videos, int accounts) {
        m_engine.wake();
        openPage(u"tasks"_s);
        m_tasks->banner()->showNotice(Role::Ok,
                                      tr("Started: %1 on %Ln accounts.", nullptr, accounts)
                                          .arg(tr("%Ln videos", "Started: … on …", videos)));
        m_tasks->refresh();
    });
    connect(m_tasks, &TasksPage::bulkRequested, this, [this] { openPage(u"bulk"_s); });
    connect(m_tasks, &TasksPage::retried, &m_engine, &run::Engine::wake);
    connect(m_settings, &SettingsPage::languageChosen, this, &MainWindow::languageChosen);
    connect(m_settings, &SettingsPage::themeChosen, this, &MainWindow::themeChosen);
    connect(m_settings, &SettingsPage::restartRequested, this, &MainWindow::restartRequested);
    connect(m_settings, &SettingsPage::restoreRequested, this, &MainWindow::restoreRequested);
    connect(m_settings, &SettingsPage::workMustStop, this, &MainWindow::stopWork);
    connect(m_settings, &SettingsPage::workMayGoOn, this, &MainWindow::resumeWork);
    connect(m_status, &StatusLine::databaseClicked, this, [this] { openPage(u"checks"_s); });
    connect(m_status, &StatusLine::dolphinClicked, this, [this] { openPage(u"checks"_s); });
    connect(m_status, &StatusLine::runningClicked, this, [this] { openPage(u"tasks"_s); });
    connect(m_status, &StatusLine::profilesClicked, this, [this] { openPage(u"profiles"_s); });
    connect(m_status, &StatusLine::languageClicked, this, [this] {
        emit languageChosen(QLocale().language() == QLocale::Russian ? u"en"_s : u"ru"_s);
    });
}

void MainWindow::connectEngine(store::ChangeFeed &feed)
{
    connect(&m_engine, &run::Engine::statusChanged, this, &MainWindow::showEngine);
    connect(&m_engine, &run::Engine::stepped, m_tasks, &TasksPage::addStep);
    connect(&m_engine, &run::Engine::jobStarted, this, [this] { m_tasks->databaseChanged({}); });
    connect(&m_engine, &run::Engine::jobFinished, this, [this](JobId job) {
        m_tasks->model().forgetStep(job);
        m_tasks->databaseChanged({});
    });
    connect(&feed, &store::ChangeFeed::changed, this, [this](const QSet<QString> &tables) {
        if (m_finishing)
            return; // the pages and the status line went with the central widget
        for (const Entry &entry : m_pages)
            entry.page->databaseChanged(tables);
        m_status->refresh();
    });
    connect(&feed, &store::ChangeFeed::connectedChanged, m_status, &StatusLine::setConnected);

    m_tasks->setRunsHere([this](JobId job) { return m_engine.runsHere(job); });
    TaskView &view = m_tasks->view();
    // A task of this machine is asked directly; one of another machine through the database.
    connect(&view, &TaskView::takeOverRequested, this, [this](JobId job) {
        if (!m_engine.takeOver(job))
            m_tasks->request(job, store::JobRequest::TakeOver);
    });
    connect(&view, &TaskView::giveBackRequested, this, [this](JobId job) {
        if (!m_engine.giveBack(job))
            m_tasks->request(job, store::JobRequest::GiveBack);
    });
    connect(m_tasks, &TasksPage::cancelRequested, this, [this](JobId job) {
        m_engine.cancel(job);
        m_tasks->request(job, store::JobRequest::Cancel); // and everybody sees it
    });
    LivePicture &picture = view.picture();
    connect(&picture, &LivePicture::watchRequested, this, [this, &picture](JobId job) {
        m_engine.watch(job, [target = QPointer(&picture)](const QByteArray &jpeg) {
            if (target)
                target->setFrame(jpeg);
        });
    });
    connect(&picture, &LivePicture::watchEnded, &m_engine, &run::Engine::stopWatching);
    connect(m_pause, &QToolButton::clicked, this, &MainWindow::togglePause);
}

void MainWindow::addShortcuts()
{
    for (int i = 0; i < int(m_pages.size()); ++i)
        connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i)), this),
                &QShortcut::activated,
                this,
                [this, i] { showPage(i); });
    const auto add = [this](const QKeySequence &keys, auto call) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, call);
    };
    add(QKeySequence::HelpContents, [this] { showHelp(currentPage(), this); });
    add(Qt::CTRL | Qt::Key_K, [this] { openPalette(); });
    add(QKeySequence::Find,
        [this] { m_pages[size_t(m_stack->currentIndex())].page->focusFilter(); });
    add(QKeySequence::Refresh, [this] {
        m_pages[size_t(m_stack->currentIndex())].page->refresh();
        m_status->refresh();
    });
    add(QKeySequence::Quit, [this] { close(); });
}

void MainWindow::showPage(int index)
{
    m_rail->setCurrent(index);
    if (const int left = m_stack->currentIndex(); left != index)
        m_pages[size_t(left)].page->noteFocus();
    m_stack->setCurrentIndex(index);
    m_pages[size_t(index)].page->takeFocus();
}

void MainWindow::openPage(const QString &name)
{
    for (size_t i = 0; i < m_pages.size(); ++i)
        if (m_pages[i].name == name)
            showPage(int(i));
}

QString MainWindow::currentPage() const
{
    if (m_pages.empty())
        return m_appearance.page;
    return m_pages[size_t(m_stack->currentIndex())].name;
}

QStringList MainWindow::pageNames() const
{
    QStringList names;
    for (const Entry &entry : m_pages)
        names << entry.name;
    return names;
}

void MainWindow::openJob(JobId job)
{
    openPage(u"tasks"_s);
    m_tasks->select(job);
}

void MainWindow::openPalette()
{
    std::vector<Command> commands;
    for (int i = 0; i < int(m_pages.size()); ++i)
        commands.push_back({m_pages[size_t(i)].page->title(),
                            m_pages[size_t(i)].name,
                            u"Ctrl+%1"_s.arg(i + 1),
                            [this, i] { showPage(i); }});
    commands.push_back({m_pause->text(), u"pause"_s, {}, [this] { togglePause(); }});
    commands.push_back({tr("Light theme"), u"eye"_s, {}, [this] { emit themeChosen(u"light"_s); }});
    commands.push_back({tr("Dark theme"), u"eye"_s, {}, [this] { emit themeChosen(u"dark"_s); }});
    commands.push_back({tr("Tasks that need you"), u"hand"_s, {}, [this] {
                            openPage(u"tasks"_s);
                            m_tasks->showOnly(TaskFilter::Group::NeedsYou);
                        }});
    if (!m_accounts->model().snapshot())
        m_accounts->refresh(); // its page was not shown yet
    m_palette->open(std::move(commands), [this](const QString &typed) {
        std::vector<Command> found;
        const auto &accounts = m_accounts->model().snapshot();
        if (!accounts)
            return found;
        for (const AccountItem &item : *accounts) {
            if (found.size() == 12)
                break;
            if (item.row.username.contains(typed, Qt::CaseInsensitive))
                found.push_back({item.row.username, u"user"_s, {}, [this, id = item.row.id] {
                                     openPage(u"accounts"_s);
                                     m_accounts->select(id);
                                 }});
        }
        return found;
    });
}

void MainWindow::togglePause()
{
    m_engine.setPaused(!m_engine.status().paused);
}

void MainWindow::stopWork(const std::function<void()> &stopped)
{
    m_wasPaused = m_engine.status().paused;
    m_services.workers.run(
        this,
        [engine = &m_engine] {
            engine->stop(kStopWithin);
            return true;
        },
        [stopped](bool) { stopped(); },
        Workers::Lane::AtOnce);
}

void MainWindow::resumeWork()
{
    if (m_finishing)
        return;
    m_engine.start();
    m_engine.setPaused(m_wasPaused);
}

void MainWindow::showEngine(const run::EngineStatus &status)
{
    m_status->setEngine(status);
    m_checks->setEngine(status);
    m_overview->setEngine(status);
    m_pause->setIcon(icons::icon(status.paused ? u"play"_s : u"pause"_s));
    m_pause->setText(status.paused ? tr("Go on") : tr("Pause work"));
    m_pause->setToolTip(status.paused
                            ? tr("Takes new tasks on this machine again.")
                            : tr("Takes no new tasks on this machine; what runs goes on."));
}

bool MainWindow::isBackingUp() const
{
    return m_settings->isBackingUp();
}

void MainWindow::showViewerNotice(const Error &because)
{
    m_overview->banner()->showNotice(
        Role::Warning,
        because.kind == ErrorKind::Conflict
            ? tr("Another Pelorus works with this database file, so this window only looks: it "
                 "starts no tasks. It takes over by itself when the other one has ended. For "
                 "several machines use PostgreSQL.")
            : tr("This window only looks and starts no tasks. %1").arg(because.message));
    m_pause->hide();
    m_status->showViewer();
    m_checks->showViewer();
}

void MainWindow::showRestored(const store::RestoreReport &report)
{
    openPage(u"tasks"_s);
    QString text = tr("The backup is in place. What was there before lies in %1.")
                       .arg(QDir::toNativeSeparators(report.keptAs));
    if (!report.mediaProblem.isEmpty())
        text += u' ' + tr("The videos did not come back. %1").arg(report.mediaProblem);
    if (!report.permissionsProblem.isEmpty())
        text += u' ' + report.permissionsProblem;
    if (report.media && report.media->copied > 0)
        text += u' ' + tr("%Ln videos came back.", nullptr, int(report.media->copied));
    if (report.media && !report.media->different.isEmpty()) {
        text += u' '
            + tr("%Ln files are others now and were kept, %1 among them.",
                 nullptr,
                 int(report.media->different.size()))
                  .arg(QDir::toNativeSeparators(report.media->different.first()));
    }
    m_tasks->banner()->showNotice(
        Role::Warning,
        text + u' '
            + tr("Tasks that were open in it are listed as not published: look at their accounts, "
                 "then run them again or leave them."));
}

void MainWindow::showFinishing(const QString &text)
{
    m_finishing = true;
    // From here on nothing of the window may touch the engine, which a worker is stopping.
    m_engine.disconnect(this);
    qDeleteAll(findChildren<QShortcut *>());
    m_palette->hide();
    delete takeCentralWidget();
    m_pages.clear();
    auto *notice = new QWidget(this);
    auto *layout = new QVBoxLayout(notice);
    layout->addStretch();
    auto *title = titleLabel(text, notice);
    title->setAlignment(Qt::AlignCenter);
    layout->addWidget(title);
    auto *why = roleLabel(Role::Muted,
                          tr("Tasks are stopped, their cookies saved, and their browser profiles "
                             "closed and deleted."),
                          notice);
    why->setAlignment(Qt::AlignCenter);
    layout->addWidget(why);
    layout->addStretch();
    setCentralWidget(notice);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    if (m_finishing || findChild<QMessageBox *>(u"closeQuestion"_s))
        return;
    const int running = m_engine.status().running;
    if (running > 0 || m_settings->isBackingUp())
        askToClose(running);
    else
        emit closeRequested();
}

void MainWindow::askToClose(int running)
{
    QStringList what;
    QStringList why;
    if (running > 0) {
        what << tr("%Ln tasks still run on this machine.", nullptr, running);
        why << tr("The work stops in order: cookies are saved, browser profiles "
                  "closed and deleted. It begins "
                  "again when Pelorus is started next, also what waits for you.");
    }
    if (m_settings->isBackingUp()) {
        what << tr("A backup is being written.");
        why << tr("The backup would be stopped; then there is none.");
    }
    auto *box = new QMessageBox(
        QMessageBox::NoIcon, tr("Close Pelorus"), what.join(u' '), QMessageBox::NoButton, this);
    box->setObjectName(u"closeQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(why.join(u' '));
    auto *keep = box->addButton(tr("Keep working"), QMessageBox::RejectRole);
    auto *go = box->addButton(tr("Stop and close"), QMessageBox::AcceptRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(go, &QAbstractButton::clicked, this, &MainWindow::closeRequested);
    box->open();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    if (!m_finishing)
        m_rail->setFolded(width() < fontMetrics().averageCharWidth() * kWordsFrom);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ThemeChange)
        theme::followSystem();
    QMainWindow::changeEvent(event);
}

} // namespace pelorus::ui
