// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/threadguard.h"
#include "core/store/stores.h"
#include "tests/support/await.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/uploaddialog.h"
#include "ui/bulk/bulkpage.h"
#include "ui/import/importdialog.h"
#include "ui/overview/overviewpage.h"
#include "ui/settings/backuprun.h"
#include "ui/settings/settingspage.h"
#include "ui/support/theme.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/taskview.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/tableview.h"
#include "ui/window/commandpalette.h"
#include "ui/window/help.h"
#include "ui/window/mainwindow.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMetaProperty>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pelorus;
using namespace pelorus::ui;

/// The real window on a real SQLite file, by clicks and keys. The engine is there but not started:
/// no task runs. Everything that would wait on the GUI thread ends the test (setGuiThread).
class tst_Window final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    settings::Settings m_settings;
    SystemClock m_clock;
    std::unique_ptr<Workers> m_workers;
    std::unique_ptr<net::Network> m_network;
    std::unique_ptr<run::Engine> m_engine;
    std::unique_ptr<store::ChangeFeed> m_feed;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<MainWindow> m_window;
    store::DatabasePtr m_database;

    template <typename Work>
    auto await(Work work)
    {
        return test::await(*m_workers, std::move(work));
    }
    template <typename Widget>
    Widget *find(const QString &name)
    {
        auto *widget = m_window->findChild<Widget *>(name);
        [&] { QVERIFY2(widget, qPrintable(name)); }();
        return widget;
    }
    QString makeVideo(const QString &name, const QString &color)
    {
        const QString path = m_dir.filePath(name);
        QProcess ffmpeg;
        ffmpeg.start(u"ffmpeg"_s,
                     {u"-v"_s,
                      u"error"_s,
                      u"-y"_s,
                      u"-f"_s,
                      u"lavfi"_s,
                      u"-i"_s,
                      u"color=%1:size=160x90:duration=1"_s.arg(color),
                      path});
        ffmpeg.waitForFinished();
        return path;
    }

private slots:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"ffmpeg"_s).isEmpty())
            QSKIP("ffmpeg is not installed");
        setGuiThread();
        theme::apply(Scheme::Light);
        m_settings.dataDir = m_dir.path();
        m_settings.mediaRoot = m_dir.path();
        m_settings.machine = u"DESK-1"_s;
    }
    void init()
    {
        m_workers = std::make_unique<Workers>();
        const QString file
            = m_dir.filePath(u"%1%2.db"_s.arg(QString::fromLatin1(QTest::currentTestFunction()),
                                              QString::fromLatin1(QTest::currentDataTag())));
        const auto opened
            = await([url = QString(u"sqlite:///"_s + file)]() -> Result<store::DatabasePtr> {
                  auto database = store::Database::open(Secret(url), store::Role::Runner);
                  if (!database)
                      return database;
                  if (auto done = (*database)->migrate(Call::in(30s)); !done)
                      return fail(done.error());
                  store::AccountStore accounts(*database);
                  for (const QString &name : {u"alice_shop"_s, u"bob.store"_s}) {
                      store::NewAccount account;
                      account.username = name;
                      account.password = Secret(u"canary-password-1"_s);
                      if (auto id = accounts.add(account); !id)
                          return fail(id.error());
                  }
                  return database;
              });
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(toLogString(opened.error())));
        m_database = *opened;
        m_network = std::make_unique<net::Network>();
        m_engine = std::make_unique<run::Engine>(m_settings, m_database, *m_network, m_clock, true);
        m_feed = std::make_unique<store::ChangeFeed>(m_database);
        m_services = std::make_unique<Services>(Services{*m_workers,
                                                         m_database,
                                                         m_settings,
                                                         m_engine->holderPrefix(),
                                                         u"anna"_s,
                                                         std::make_shared<BulkDraft>()});
        m_window = std::make_unique<MainWindow>(*m_services, *m_engine, *m_feed, Appearance{});
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_feed.reset();
        m_engine.reset();
        m_network.reset();
        m_services.reset();
        m_database.reset();
        m_workers.reset();
    }

    void pagesByKeys()
    {
        const QStringList names = m_window->pageNames();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        for (int i = 0; i < names.size(); ++i) {
            QTest::keyClick(m_window.get(), Qt::Key(Qt::Key_1 + i), Qt::ControlModifier);
            QTRY_COMPARE(m_window->currentPage(), names[i]);
            QTRY_VERIFY(m_workers->isIdle());
            QCoreApplication::sendPostedEvents();
            if (const QString folder = qEnvironmentVariable("PELORUS_SCREENS"); !folder.isEmpty())
                QVERIFY(m_window->grab().save(u"%1/window-%2.png"_s.arg(folder, names[i])));
        }
    }

    /// Each page has the keys as soon as it is shown: its paste works, and Tab begins in it.
    void keysGoToTheShownPage()
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        for (const QString &name : m_window->pageNames()) {
            m_window->openPage(name);
            auto *page = find<Page>(name);
            QTRY_VERIFY(m_workers->isIdle());
            QVERIFY2(page->isAncestorOf(QApplication::focusWidget()), qPrintable(name));
            if (name == u"accounts"_s) // not its search, which would take what is pasted
                QVERIFY(find<TableView>(u"accountsTable"_s)->hasFocus());
            if (name == u"profiles"_s)
                continue;     // while it is empty it has nothing for Tab
            page->setFocus(); // as by a click beside everything
            QTest::keyClick(page, Qt::Key_Tab);
            QVERIFY2(page->isAncestorOf(QApplication::focusWidget()), qPrintable(name));
        }
        // Where it was when the page was left, and a click beside everything brings it back.
        auto *search = find<Page>(u"accounts"_s)->findChild<QLineEdit *>(u"accountSearch"_s);
        m_window->openPage(u"accounts"_s);
        search->setFocus();
        m_window->openPage(u"proxies"_s);
        m_window->openPage(u"accounts"_s);
        QVERIFY(search->hasFocus());
        find<QToolButton>(u"statusDolphin"_s)->setFocus();
        m_window->openPage(u"proxies"_s);
        auto *empty = find<Page>(u"proxies"_s)->findChild<EmptyState *>();
        find<QToolButton>(u"statusDolphin"_s)->setFocus();
        QTest::mouseClick(empty, Qt::LeftButton, {}, {20, 20});
        QGuiApplication::clipboard()->setText(u"proxy.example:8080"_s);
        QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier);
        QVERIFY(find<ImportDialog>(u"importDialog"_s));
    }

    void helpOfThePage()
    {
        m_window->openPage(u"tasks"_s);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        auto *help = find<HelpDialog>(u"help"_s);
        const auto *text = help->findChild<QTextBrowser *>();
        QVERIFY2(text->toPlainText().contains(u"Take over"_s), qPrintable(text->toPlainText()));
        QTest::keyClick(help, Qt::Key_Escape);
        QTRY_VERIFY(!m_window->findChild<HelpDialog *>(u"help"_s));
    }

    /// The accounts' page was never shown, or hides the one that is chosen.
    void thePaletteFindsAccounts()
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        auto *palette = m_window->findChild<CommandPalette *>();
        auto *input = palette->findChild<QLineEdit *>();
        auto *list = palette->findChild<QListWidget *>();
        auto *table = find<TableView>(u"accountsTable"_s);
        const auto choose = [&] {
            QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
            QTRY_VERIFY(palette->isVisible());
            input->setText(u"bob.st"_s);
            QTRY_COMPARE(list->count(), 1);
            QTest::keyClick(input, Qt::Key_Return);
            QCOMPARE(m_window->currentPage(), u"accounts"_s);
            QCOMPARE(table->currentIndex().siblingAtColumn(AccountModel::Name).data().toString(),
                     u"bob.store"_s);
        };
        choose();
        find<AccountsPage>(u"accounts"_s)
            ->findChild<QLineEdit *>(u"accountSearch"_s)
            ->setText(u"alice"_s);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        m_window->openPage(u"overview"_s);
        choose();
    }

    void bulkUploadByClicks()
    {
        const QStringList videos{makeVideo(u"one.mp4"_s, u"red"_s),
                                 makeVideo(u"two.mp4"_s, u"blue"_s)};
        m_window->openPage(u"bulk"_s);
        auto *page = find<BulkPage>(u"bulk"_s);
        auto *table = find<TableView>(u"bulkAccounts"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        auto *start = find<QPushButton>(u"bulkStart"_s);
        QVERIFY(!start->isEnabled());
        page->addPaths(videos);
        table->setFocus();
        table->selectAll();
        QTest::keyClick(table, Qt::Key_Space);
        find<QLineEdit>(u"bulkTemplate"_s)->setText(u"{file} for {account}"_s);
        find<QLineEdit>(u"bulkLocation"_s)->setText(u"Lisbon"_s);
        QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), 20000);
        QCOMPARE(start->text(), u"Publish 2 videos on 2 accounts"_s);

        // A caption typed for one line.
        auto *review = find<TableView>(u"bulkReview"_s);
        QCOMPARE(review->model()->rowCount(), 2);
        review->selectRow(0);
        find<QPlainTextEdit>(u"bulkCaption"_s)->setPlainText(u"by hand\nsecond line"_s);
        QCOMPARE(review->selectionModel()->selectedRows().size(), 1);

        QVERIFY(start->isEnabled());
        QTest::mouseClick(start, Qt::LeftButton);
        const QString next = m_dir.filePath(u"next.mp4"_s);
        page->addPaths({next}); // while the first are being stored
        QTRY_VERIFY(m_workers->isIdle());
        QCOMPARE(page->banner()->text(), QString());
        QCOMPARE(m_services->draft->videos.size(), size_t(1));
        QCOMPARE(m_services->draft->videos.front().path, next);
        QTRY_COMPARE(m_window->currentPage(), u"tasks"_s);
        const auto rows
            = await([database = m_database] { return store::JobStore(database).rows(10); });
        QVERIFY(rows.has_value());
        QCOMPARE(rows->size(), size_t(2));
        QStringList captions;
        for (const store::JobRow &row : *rows) {
            const auto items = await([database = m_database, id = row.job.id] {
                return store::JobStore(database).items(id);
            });
            QVERIFY(items.has_value());
            QCOMPARE(items->size(), size_t(1));
            captions << items->front().caption;
            QCOMPARE(items->front().location, u"Lisbon"_s);
            QVERIFY(!QDir::isAbsolutePath(items->front().storedPath));
        }
        captions.sort();
        QCOMPARE(captions, (QStringList{u"by hand\nsecond line"_s, u"two for bob.store"_s}));
        QTRY_COMPARE(find<TableView>(u"tasksTable"_s)->model()->rowCount(), 2);
    }

    void severalVideosOnOneAccount()
    {
        m_window->openPage(u"accounts"_s);
        auto *table = find<TableView>(u"accountsTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        const qint64 account = table->model()->index(1, 0).data(KeyRole).toLongLong();
        const QStringList videos{m_dir.filePath(u"v1.mp4"_s), m_dir.filePath(u"v2.mp4"_s)};
        emit table->filesDropped(videos, table->model()->index(1, 0));
        QCOMPARE(m_window->currentPage(), u"bulk"_s);
        QTRY_COMPARE(m_services->draft->videos.size(), size_t(2));
        QCOMPARE(m_services->draft->accounts, QSet<qint64>{account});
        auto *bulk = find<BulkPage>(u"bulk"_s);
        QCOMPARE(bulk->banner()->text(), QString());

        // A draft that holds something already does not become another one for good.
        const qint64 other = table->model()->index(0, 0).data(KeyRole).toLongLong();
        const QStringList more{videos.first(), m_dir.filePath(u"v3.mp4"_s)};
        emit table->filesDropped(more, table->model()->index(0, 0));
        QTRY_COMPARE(m_services->draft->videos.size(), size_t(3));
        QCOMPARE(m_services->draft->accounts, QSet<qint64>{other});
        const QString told = bulk->banner()->text();
        QVERIFY2(told.contains(u"1 accounts"_s) && told.contains(u"2 videos"_s), qPrintable(told));
        for (auto *button : bulk->banner()->findChildren<QPushButton *>())
            if (button->text() == u"Undo"_s)
                button->click();
        QCOMPARE(m_services->draft->accounts, QSet<qint64>{account});
        QCOMPARE(m_services->draft->videos.size(), size_t(2));
        QCOMPARE(m_services->draft->videoAt(more.last()), -1);

        QVERIFY(QDir(m_dir.path()).mkdir(u"empty"_s));
        bulk->addPaths({m_dir.filePath(u"empty"_s)});
        QTRY_VERIFY(bulk->banner()->text().contains(u"no video"_s));
    }

    void singleUpload()
    {
        const QString video = makeVideo(u"single.mp4"_s, u"green"_s);
        m_window->openPage(u"accounts"_s);
        auto *table = find<TableView>(u"accountsTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        emit table->filesDropped({video}, table->model()->index(0, 0));
        auto *dialog = m_window->findChild<UploadDialog *>();
        QVERIFY(dialog);
        auto *publish = dialog->findChild<QPushButton *>(u"uploadPublish"_s);
        QCOMPARE(publish->text(), u"Publish 1 video on alice_shop"_s);
        auto *caption = dialog->findChild<QPlainTextEdit *>(u"uploadCaption"_s);
        QTRY_VERIFY_WITH_TIMEOUT(publish->isEnabled(), 20000);
        caption->setPlainText(QString(2201, u'x'));
        QVERIFY(!publish->isEnabled());
        caption->setPlainText(u"hello"_s);
        QTest::mouseClick(publish, Qt::LeftButton);
        QTRY_VERIFY(!m_window->findChild<UploadDialog *>());
        const auto rows
            = await([database = m_database] { return store::JobStore(database).rows(10); });
        QVERIFY(rows.has_value());
        QCOMPARE(rows->size(), size_t(1));
        QCOMPARE(rows->front().job.kind, store::JobKind::Upload);
    }

    /// The table goes on under an open dialog: a filter or a removal makes another row current.
    void cookiesGoToTheAccountThatWasAskedFor()
    {
        m_window->openPage(u"accounts"_s);
        auto *table = find<TableView>(u"accountsTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        table->selectRow(0);
        const AccountId asked{table->currentKey()};
        find<QPushButton>(u"importCookies"_s)->click();
        auto *dialog = m_window->findChild<ImportDialog *>();
        QVERIFY(dialog);
        table->selectRow(1);
        const AccountId other{table->currentKey()};
        QVERIFY(other != asked);
        QFile file(m_dir.filePath(u"cookies.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"([{"name": "sessionid", "value": "1", "domain": ".instagram.com"}])");
        file.close();
        dialog->readFiles({file.fileName()});
        auto *go = dialog->findChild<QPushButton *>(u"importGo"_s);
        QTRY_VERIFY(go->isEnabled());
        QTest::mouseClick(go, Qt::LeftButton);
        QTRY_VERIFY(m_workers->isIdle());
        const auto count = [&](AccountId id) {
            const auto cookies = await([database = m_database, id] {
                return store::CookieStore(database).withoutValues(id);
            });
            return cookies ? int(cookies->size()) : -1;
        };
        QCOMPARE(count(asked), 1);
        QCOMPARE(count(other), 0);
    }

    /// Its page was never shown, so its rows are not there yet.
    void aTaskOfTheOverviewIsTheOneThatOpens()
    {
        const auto made = await([database = m_database]() -> Result<std::vector<JobId>> {
            std::vector<JobId> ids;
            for (const QString &name : {u"alice_shop"_s, u"bob.store"_s}) {
                const auto account = store::AccountStore(database).findByName(name);
                if (!account)
                    return fail(account.error());
                store::NewItem item;
                item.storedPath = u"clip.mp4"_s;
                item.sha256 = QByteArray(32, 'a');
                if (auto done = store::JobStore(database).createUpload(*account, {item}); !done)
                    return fail(done.error());
                const auto rows = store::JobStore(database).jobsOfAccount(*account, 1);
                if (!rows)
                    return fail(rows.error());
                ids.push_back(rows->front().job.id);
            }
            return ids;
        });
        QVERIFY(made.has_value());
        auto *overview = find<OverviewPage>(u"overview"_s);
        emit overview->openJob(made->front());
        QCOMPARE(m_window->currentPage(), u"tasks"_s);
        QTRY_COMPARE(m_window->tasks().view().job(), made->front());
        QTRY_VERIFY(m_workers->isIdle());
        emit overview->openJob(made->back());
        QTRY_COMPARE(m_window->tasks().view().job(), made->back());
        // One that nobody knows is said, and no other takes its place in silence.
        emit overview->openJob({4711});
        QTRY_VERIFY(m_window->tasks().banner()->text().contains(u"4711"_s));
    }

    /// The task may run on another machine next.
    void whatHasEndedHereTellsNothingMore()
    {
        TasksPage &page = m_window->tasks();
        page.blockRefresh();
        store::JobRow row;
        row.job.id = {1};
        row.job.state = store::JobState::Running;
        row.currentStep = u"publish"_s;
        page.show({{row}, {}, {}});
        const auto now = [&] { return page.model().index(0, TaskModel::Now).data().toString(); };
        const QString there = now();
        emit m_engine->stepped({{1}, {}, u"publish"_s, u"info"_s, u"here"_s, {}});
        QCOMPARE(now(), u"here"_s);
        emit m_engine->jobFinished({1});
        QCOMPARE(now(), there);
    }

    void noSecretOnTheScreen()
    {
        m_window->openPage(u"accounts"_s);
        auto *table = find<TableView>(u"accountsTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        table->selectRow(0);
        QTRY_VERIFY(m_workers->isIdle());
        for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
            const QMetaObject *meta = widget->metaObject();
            for (int i = 0; i < meta->propertyCount(); ++i)
                QVERIFY(!meta->property(i).read(widget).toString().contains(u"canary"_s));
        }
    }

    /// A change of language builds the page anew: what was typed stays, what was saved stays saved.
    void settingsOutliveTheirPage()
    {
        auto page = std::make_unique<SettingsPage>(*m_services, Appearance{});
        const auto limit = [&] { return page->findChild<QSpinBox *>(u"concurrencyLimit"_s); };
        const auto line = [&](const QString &name) { return page->findChild<QLineEdit *>(name); };
        limit()->setValue(17);
        line(u"dolphinToken"_s)->setText(u"typed"_s);
        line(u"databaseAddress"_s)->setText(u"postgresql://u:canary@h/d"_s);
        const auto build = [&] {
            page.reset();
            page = std::make_unique<SettingsPage>(*m_services, Appearance{});
        };
        build();
        QCOMPARE(limit()->value(), 17);
        QCOMPARE(line(u"dolphinToken"_s)->text(), u"typed"_s);
        QCOMPARE(line(u"databaseAddress"_s)->text(), u"postgresql://u@h/d"_s);
        QCOMPARE(line(u"databasePassword"_s)->text(), u"canary"_s);
        for (const QVariant &kept : m_services->settingsDraft->fields)
            QVERIFY(!kept.toString().contains(u"canary"_s));

        line(u"dolphinToken"_s)->clear();
        line(u"databaseAddress"_s)->clear();
        line(u"databasePassword"_s)->clear();
        for (auto *button : page->findChildren<QPushButton *>())
            if (button->text() == u"Save"_s)
                button->click();
        QTRY_VERIFY(page->banner()->text().startsWith(u"Saved"_s));
        build();
        QCOMPARE(limit()->value(), 17);
        QVERIFY(page->banner()->text().startsWith(u"Saved"_s));
    }

    void aBackupOutlivesItsPageAndClosingAsks()
    {
        auto run = m_services->settingsDraft->backup;
        QVERIFY(run);
        QSignalSpy ended(run.get(), &BackupRun::ended);
        QSignalSpy closing(m_window.get(), &MainWindow::closeRequested);
        const QString file = m_dir.filePath(u"backup.db"_s);
        const QString url = u"sqlite:///"_s
            + m_dir.filePath(u"%1.db"_s.arg(QLatin1StringView(QTest::currentTestFunction())));
        run->start(*m_workers, Secret(url), file, {}, false);
        m_window->close();
        QCOMPARE(closing.size(), 0);
        auto *question = find<QMessageBox>(u"closeQuestion"_s);
        QVERIFY2(question->text().contains(u"backup"_s), qPrintable(question->text()));
        question->reject();
        const SettingsPage other(*m_services, Appearance{});
        QVERIFY(!other.findChild<QPushButton *>(u"backupNow"_s)->isEnabled());
        QTRY_COMPARE(ended.size(), 1);
        QVERIFY(QFile::exists(file));
        QVERIFY(other.findChild<QPushButton *>(u"backupNow"_s)->isEnabled());
        QVERIFY(other.banner()->text().contains(u"backup.db"_s));
    }

    /// What the environment sets cannot be changed, by no button either.
    void whatTheEnvironmentSetsIsLocked()
    {
        for (const bool set : {true, false}) {
            if (set)
                qputenv("MEDIA_ROOT", "/srv/media");
            const SettingsPage page(*m_services, Appearance{});
            qunsetenv("MEDIA_ROOT");
            QCOMPARE(page.findChild<QPushButton *>(u"chooseMedia"_s)->isEnabled(), !set);
        }
    }

    void theWheelScrollsPastTheFields()
    {
        m_window->openPage(u"settings"_s);
        auto *limit = find<QSpinBox>(u"concurrencyLimit"_s);
        auto *language = find<QComboBox>(u"language"_s);
        QSignalSpy chosen(m_window.get(), &MainWindow::languageChosen);
        const int before = limit->value();
        const auto turn = [](QWidget *widget) {
            const QPointF at(widget->rect().center());
            QWheelEvent wheel(at,
                              widget->mapToGlobal(at),
                              {},
                              {0, -120},
                              Qt::NoButton,
                              Qt::NoModifier,
                              Qt::NoScrollPhase,
                              false);
            QApplication::sendEvent(widget, &wheel);
        };
        m_window->setFocus();
        turn(limit);
        turn(language);
        QCOMPARE(limit->value(), before);
        QCOMPARE(chosen.size(), 0);
        QVERIFY(limit->focusPolicy() == Qt::StrongFocus);
    }

    /// While the program's own file is moved: the work ends, then goes on as it was.
    void workEndsAndGoesOn()
    {
        const auto workers = [this] {
            const auto all = await([db = m_database] { return store::WorkerStore(db).all(120s); });
            return all ? int(all->size()) : -1;
        };
        m_engine->start();
        QTRY_COMPARE_WITH_TIMEOUT(workers(), 1, 20000);
        m_engine->setPaused(true);
        QTRY_VERIFY(m_engine->status().paused);
        auto *button = find<QToolButton>(u"pauseWork"_s);
        QCOMPARE(button->text(), u"Go on"_s);
        QCOMPARE(QAccessible::queryAccessibleInterface(button)->text(QAccessible::Name),
                 button->text());
        auto *settings = find<SettingsPage>(u"settings"_s);
        bool stopped = false;
        emit settings->workMustStop([&] { stopped = true; });
        // Meanwhile the window asks as ever, and finds no work.
        m_engine->wake();
        QVERIFY(!m_engine->runsHere(JobId{1}));
        QTRY_VERIFY_WITH_TIMEOUT(stopped, 30000);
        QCOMPARE(workers(), 0);
        emit settings->workMayGoOn();
        QTRY_COMPARE_WITH_TIMEOUT(workers(), 1, 20000);
        QTRY_VERIFY(m_engine->status().paused);
        await([engine = m_engine.get()] {
            engine->stop(30s);
            return true;
        });
    }

    void closingAsksInsteadOfClosing()
    {
        QSignalSpy asked(m_window.get(), &MainWindow::closeRequested);
        m_window->close();
        QCOMPARE(asked.size(), 1);
        QVERIFY(m_window->isVisible());
        m_window->showFinishing(u"Finishing"_s);
        m_window->close();
        QCOMPARE(asked.size(), 1);
    }
};

QTEST_MAIN(tst_Window)
#include "tst_window.moc"
