// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/threadguard.h"
#include "tests/screens/fixture.h"
#include "ui/accounts/accountdialog.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/uploaddialog.h"
#include "ui/bulk/bulkpage.h"
#include "ui/bulk/givedialog.h"
#include "ui/checks/checkspage.h"
#include "ui/import/importdialog.h"
#include "ui/proxies/assigndialog.h"
#include "ui/proxies/proxiespage.h"
#include "ui/proxies/proxydialog.h"
#include "ui/settings/settingspage.h"
#include "ui/support/theme.h"
#include "ui/tasks/livepicture.h"
#include "ui/tasks/taskspage.h"
#include "ui/transfer/transferdialog.h"
#include "ui/widgets/banner.h"
#include "ui/window/help.h"
#include "ui/window/mainwindow.h"
#include "ui/window/startwindow.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pelorus;
using namespace pelorus::ui;
using fixture::Amount;

namespace {

const QStringList kPages{u"overview"_s,
                         u"accounts"_s,
                         u"proxies"_s,
                         u"bulk"_s,
                         u"tasks"_s,
                         u"profiles"_s,
                         u"checks"_s,
                         u"settings"_s};
constexpr QSize kSize(1280, 800);
constexpr QSize kSmall(978, 600); ///< what a window of 1024 × 640 leaves to a page

} // namespace

/// Draws every page with nothing, something, a lot and an error, in both themes and languages.
/// People look at the pictures; the machine checks that nothing is blank and no button's text is
/// cut off.
class tst_Screens final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    settings::Settings m_settings;
    Workers m_workers;
    std::unique_ptr<Services> m_services;
    QTranslator m_english; ///< has the plural forms
    QTranslator m_russian;
    QTranslator m_qtRussian;

    Page *makePage(const QString &name, Amount amount)
    {
        if (name == u"overview"_s) {
            auto *page = new OverviewPage(*m_services);
            page->show(fixture::overview(amount));
            return page;
        }
        if (name == u"accounts"_s) {
            auto *page = new AccountsPage(*m_services);
            page->show(fixture::accountItems(amount));
            page->select({1});
            if (amount != Amount::None)
                page->inspector().showDetails(fixture::accountDetails());
            return page;
        }
        if (name == u"proxies"_s) {
            auto *page = new ProxiesPage(*m_services);
            page->show(
                std::make_shared<const std::vector<ProxyItem>>(toItems(fixture::proxies(amount))));
            page->select({19});
            return page;
        }
        if (name == u"bulk"_s) {
            m_services->draft = std::make_shared<BulkDraft>();
            fixture::fillDraft(*m_services->draft, amount);
            auto *page = new BulkPage(*m_services);
            page->show(fixture::accountItems(amount));
            return page;
        }
        if (name == u"tasks"_s) {
            auto *page = new TasksPage(*m_services);
            page->setRunsHere([](JobId job) { return job.value <= 2; });
            TaskList list{fixture::jobs(amount), {}, std::nullopt};
            for (const store::JobRow &row : list.rows) {
                const auto group = groupOf(row.job);
                list.counts.needYou += group == TaskFilter::Group::NeedsYou;
                list.counts.running += group == TaskFilter::Group::Running;
                list.counts.waiting += group == TaskFilter::Group::Waiting;
                list.counts.ended += group == TaskFilter::Group::Ended;
            }
            page->show(std::move(list));
            return page;
        }
        if (name == u"profiles"_s) {
            auto *page = new ProfilesPage(*m_services);
            page->show(fixture::profiles(amount));
            return page;
        }
        if (name == u"checks"_s)
            return new ChecksPage(*m_services);
        return new SettingsPage(*m_services, {});
    }

    void speak(bool russian)
    {
        for (QTranslator *translator : {&m_english, &m_russian, &m_qtRussian}) {
            if (russian == (translator != &m_english))
                QCoreApplication::installTranslator(translator);
            else
                QCoreApplication::removeTranslator(translator);
        }
    }

    /// Widgets whose text does not fit.
    QStringList clipped(const QWidget &page)
    {
        QStringList texts;
        for (const QPushButton *button : page.findChildren<QPushButton *>())
            if (button->isVisible() && button->width() < button->sizeHint().width())
                texts << button->text();
        for (const QLabel *label : page.findChildren<QLabel *>())
            if (label->isVisible() && !label->wordWrap() && label->pixmap().isNull()
                && label->width() < label->sizeHint().width())
                texts << label->text();
        return texts;
    }

    QDialog *makeDialog(const QString &name)
    {
        if (name == u"account-new"_s)
            return new AccountDialog(*m_services);
        if (name == u"account-edit"_s)
            return new AccountDialog(
                *m_services, fixture::accounts(Amount::Typical).front(), 12, 0);
        const std::vector<store::ProxyRow> proxies = fixture::proxies(Amount::Typical);
        if (name == u"proxy-new"_s)
            return new ProxyDialog(*m_services, {});
        if (name == u"proxy-edit"_s)
            return new ProxyDialog(*m_services, proxies[0]);
        if (name == u"proxy-accounts"_s)
            return new AssignDialog(*m_services, proxies[2]);
        if (name == u"import-folder"_s)
            return new ImportDialog(*m_services, ImportKind::Cookies);
        if (name == u"import-account"_s)
            return new ImportDialog(*m_services, ImportKind::Cookies, nullptr, u"anna"_s);
        if (name.startsWith(u"transfer"_s)) {
            auto *dialog = new TransferDialog(*m_services);
            auto preview = fixture::transfer();
            if (name == u"transfer-refused"_s)
                preview.report.refusal = QCoreApplication::translate(
                    "Core",
                    "The target already holds accounts or tasks, and not exactly these. A "
                    "transfer never mixes two databases: choose an empty one. Nothing was "
                    "changed.");
            if (name == u"transfer-done"_s)
                preview.report.paused = preview.report.refused = 1;
            if (name != u"transfer-source"_s)
                dialog->showReview(preview);
            if (name == u"transfer-done"_s)
                dialog->showDone(preview.report);
            return dialog;
        }
        if (name == u"upload"_s) {
            // Without an emoji: in a label Qt for Windows looks for one in Wine's bitmap fonts too,
            // and reads outline metrics that those do not have. The lists have one.
            const QString video = m_dir.filePath(u"autumn clip — 1 (финал).mp4"_s);
            QProcess ffmpeg;
            ffmpeg.start(u"ffmpeg"_s,
                         {u"-v"_s,
                          u"error"_s,
                          u"-y"_s,
                          u"-f"_s,
                          u"lavfi"_s,
                          u"-i"_s,
                          u"testsrc=size=90x160:duration=1"_s,
                          video});
            ffmpeg.waitForFinished();
            return new UploadDialog(*m_services, fixture::accounts(Amount::Typical).front(), video);
        }
        if (name == u"bulk-give"_s)
            return new GiveDialog(fixture::accountItems(Amount::Typical), {1, 3}, 2);
        if (name == u"help"_s)
            return new HelpDialog(u"backup"_s);
        const bool ofProxies = name == u"import-proxies"_s;
        const bool ofCookies = name == u"import-cookies"_s;
        auto *import = new ImportDialog(*m_services,
                                        ofProxies       ? ImportKind::Proxies
                                            : ofCookies ? ImportKind::Cookies
                                                        : ImportKind::Accounts);
        if (ofCookies)
            import->readText(u"anna\nsessionid=1; ds_user_id=2\nboris\nmid=1\n"_s);
        if (ofProxies)
            import->readText(u"p.example:1080\n"
                             "socks5h://u:Pa55@q.example:1080\n"
                             "r.example:8080:u:Pa55[https://rot.example/x?t=1]\n"
                             "r.example:8080:u:other\n"
                             "s.example:80a0\n"_s);
        if (name == u"import-preview"_s)
            import->readText(u"alice_shop:Pa55-one:alice@mail.example:MailPw1\n"
                             "bob.store;Pa55-two\n"
                             "carol.cafe:Pa55-three:JBSWY3DPEHPK3PXP\n"
                             "dan@mail.example:one:dan_shop:two\n"
                             "eva_shop:Pa:55:four\n"
                             "frank:five\tcsrftoken=1; sessionid=2\n"
                             "?\n"
                             "alice_shop:again\n"_s);
        return import;
    }

    /// Saved for the eye; not blank, nothing cut off.
    void check(QWidget &shown)
    {
        const QImage image = shown.grab().toImage();
        const QDir folder(qEnvironmentVariable("PELORUS_SCREENS", m_dir.path()));
        QDir().mkpath(folder.path());
        QVERIFY(
            image.save(folder.filePath(QString::fromLatin1(QTest::currentDataTag()) + u".png"_s)));

        QSet<QRgb> colors;
        for (int y = 0; y < image.height(); y += 3)
            for (int x = 0; x < image.width(); x += 3)
                colors.insert(image.pixel(x, y));
        QVERIFY2(colors.size() > 8, "blank");
        const QStringList cut = clipped(shown);
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u" | "_s)));
    }

private slots:
    void initTestCase()
    {
        setGuiThread();
        m_settings.dataDir = m_dir.path();
        m_settings.machine = u"DESK-1"_s;
        m_settings.databaseUrl = Secret(u"sqlite:////srv/pelorus/pelorus.db"_s);
        m_settings.profilesAMonth = 1000;
        QVERIFY(m_english.load(u":/i18n/pelorus_en.qm"_s));
        QVERIFY(m_russian.load(u":/i18n/pelorus_ru.qm"_s));
        QVERIFY(m_qtRussian.load(u":/i18n/qtbase_ru.qm"_s));
        bool opened = false;
        m_workers.run(
            this,
            [url = u"sqlite:///%1/screens.db"_s.arg(m_dir.path())]() -> Result<store::DatabasePtr> {
                auto database = store::Database::open(Secret(url), store::Role::Runner);
                if (database)
                    if (auto done = (*database)->migrate(Call::in(30s)); !done)
                        return fail(done.error());
                return database;
            },
            [&](const Result<store::DatabasePtr> &database) {
                QVERIFY2(database.has_value(),
                         database ? "" : qPrintable(toLogString(database.error())));
                m_services = std::make_unique<Services>(Services{m_workers,
                                                                 *database,
                                                                 m_settings,
                                                                 u"DESK-1/4711/"_s,
                                                                 u"anna"_s,
                                                                 std::make_shared<BulkDraft>()});
                opened = true;
            });
        QTRY_VERIFY(opened);
    }

    void page_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("state");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("russian");
        for (const QString &name : kPages)
            for (const QString &state :
                 {u"empty"_s, u"typical"_s, u"small"_s, u"many"_s, u"error"_s})
                for (const bool dark : {false, true})
                    for (const bool russian : {false, true})
                        QTest::addRow("%s-%s-%s-%s",
                                      qPrintable(name),
                                      qPrintable(state),
                                      dark ? "dark" : "light",
                                      russian ? "ru" : "en")
                            << name << state << dark << russian;
    }
    void page()
    {
        QFETCH(QString, name);
        QFETCH(QString, state);
        QFETCH(bool, dark);
        QFETCH(bool, russian);
        QLocale::setDefault(QLocale(russian ? QLocale::Russian : QLocale::English));
        speak(russian);
        theme::apply(dark ? Scheme::Dark : Scheme::Light);

        const Amount amount = state == u"empty"_s ? Amount::None
            : state == u"many"_s                  ? Amount::Many
                                                  : Amount::Typical;
        const std::unique_ptr<Page> page(makePage(name, amount));
        page->setAutoFillBackground(true);
        page->resize(state == u"small"_s ? kSmall : kSize);
        // As shown, but not read anew from the (empty) database.
        page->setAttribute(Qt::WA_DontShowOnScreen);
        page->ensurePolished();
        page->blockRefresh();
        page->QWidget::show();
        if (state == u"error"_s)
            page->banner()->showError(fixture::error(), [] {});
        // What they read of the empty database by themselves comes first, then the fixture.
        QTRY_VERIFY(m_workers.isIdle());
        if (state != u"error"_s)
            for (Banner *banner : page->findChildren<Banner *>())
                banner->clear();
        if (auto *tasks = qobject_cast<TasksPage *>(page.get()); tasks && amount != Amount::None) {
            store::Job job = fixture::jobs(Amount::Typical).front().job;
            tasks->view().showDetails(fixture::taskDetails(job));
            tasks->view().picture().setFrame(fixture::browserJpeg());
            QTRY_VERIFY(tasks->view().picture().hasPicture());
        }
        if (auto *checks = qobject_cast<ChecksPage *>(page.get())) {
            checks->refresh();
            QTRY_VERIFY(checks->isComplete());
        }
        if (auto *accounts = qobject_cast<AccountsPage *>(page.get());
            accounts && amount != Amount::None)
            accounts->inspector().showDetails(fixture::accountDetails());
        QCoreApplication::processEvents(); // columns are measured anew

        for (const auto *table : page->findChildren<QTableView *>())
            QVERIFY(!table->horizontalScrollBar()->isVisible());
        check(*page);
        speak(false);
    }

    /// The whole window at its usual size and on a small screen.
    void window_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("russian");
        for (const bool dark : {false, true})
            for (const bool russian : {false, true})
                QTest::addRow("window-%s-%s", dark ? "dark" : "light", russian ? "ru" : "en")
                    << dark << russian;
    }
    void window()
    {
        QFETCH(bool, dark);
        QFETCH(bool, russian);
        QLocale::setDefault(QLocale(russian ? QLocale::Russian : QLocale::English));
        speak(russian);
        theme::apply(dark ? Scheme::Dark : Scheme::Light);
        const SystemClock clock;
        net::Network network;
        run::Engine engine(m_settings, m_services->database, network, clock, true);
        store::ChangeFeed feed(m_services->database);
        m_services->draft = std::make_shared<BulkDraft>();
        MainWindow window(*m_services, engine, feed, {});
        window.show();
        const QDir folder(qEnvironmentVariable("PELORUS_SCREENS", m_dir.path()));
        QDir().mkpath(folder.path());
        for (const QSize size : {window.size(), QSize(1024, 640)}) {
            window.resize(size);
            for (const QString &name : window.pageNames()) {
                window.openPage(name);
                QTRY_VERIFY(m_workers.isIdle());
                QCoreApplication::processEvents();
                QCOMPARE(window.size(), size);
                // The rail shows its words whole or not at all.
                const auto *bulk = window.findChild<QAbstractButton *>(u"rail3"_s);
                const bool words
                    = bulk->width() > bulk->fontMetrics().horizontalAdvance(bulk->text());
                QCOMPARE(words, size.width() > 1024);
                QVERIFY(bulk->width() >= bulk->sizeHint().width());
                for (const auto *table : window.findChildren<QTableView *>())
                    QVERIFY2(!table->horizontalScrollBar()->isVisible(), qPrintable(name));
                QVERIFY(window.grab().save(folder.filePath(
                    u"%1-%2-%3.png"_s.arg(QLatin1StringView(QTest::currentDataTag()), name)
                        .arg(size.width()))));
            }
        }
        QVERIFY(window.minimumSizeHint().width() <= 1024);
        for (const auto *view : window.findChildren<QAbstractItemView *>())
            QVERIFY2(!view->tabKeyNavigation(), qPrintable(view->accessibleName())); // a trap
        speak(false);
    }

    void dialog_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("russian");
        for (const QString &name : {u"account-new"_s,
                                    u"account-edit"_s,
                                    u"upload"_s,
                                    u"proxy-new"_s,
                                    u"proxy-edit"_s,
                                    u"proxy-accounts"_s,
                                    u"transfer-source"_s,
                                    u"transfer-review"_s,
                                    u"transfer-refused"_s,
                                    u"transfer-done"_s,
                                    u"bulk-give"_s,
                                    u"import-empty"_s,
                                    u"import-folder"_s,
                                    u"import-preview"_s,
                                    u"import-proxies"_s,
                                    u"import-cookies"_s,
                                    u"import-account"_s,
                                    u"help"_s})
            for (const bool dark : {false, true})
                for (const bool russian : {false, true})
                    QTest::addRow("dialog-%s-%s-%s",
                                  qPrintable(name),
                                  dark ? "dark" : "light",
                                  russian ? "ru" : "en")
                        << name << dark << russian;
    }
    void dialog()
    {
        QFETCH(QString, name);
        QFETCH(bool, dark);
        QFETCH(bool, russian);
        QLocale::setDefault(QLocale(russian ? QLocale::Russian : QLocale::English));
        speak(russian);
        theme::apply(dark ? Scheme::Dark : Scheme::Light);
        const std::unique_ptr<QDialog> dialog(makeDialog(name));
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->setAttribute(Qt::WA_DontShowOnScreen);
        dialog->show();
        QTRY_VERIFY(m_workers.isIdle());
        if (auto *assign = qobject_cast<AssignDialog *>(dialog.get()))
            assign->show(fixture::accountItems(Amount::Typical));
        QCoreApplication::sendPostedEvents();
        check(*dialog);
        speak(false);
    }

    void start_data()
    {
        QTest::addColumn<bool>("restore");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("russian");
        for (const bool restore : {false, true})
            for (const bool dark : {false, true})
                for (const bool russian : {false, true})
                    QTest::addRow("%s-%s-%s",
                                  restore ? "restore" : "adoption",
                                  dark ? "dark" : "light",
                                  russian ? "ru" : "en")
                        << restore << dark << russian;
    }
    void start()
    {
        QFETCH(bool, restore);
        QFETCH(bool, dark);
        QFETCH(bool, russian);
        speak(russian);
        theme::apply(dark ? Scheme::Dark : Scheme::Light);
        StartWindow window;
        window.setAttribute(Qt::WA_DontShowOnScreen);
        if (restore)
            window.showRestoreError(
                fixture::error(), [] {}, [] {});
        else
            window.askForAdoption(u"/var/lib/pelorus/before-pelorus-20260102T030405Z.db"_s);
        window.show();
        QCoreApplication::sendPostedEvents();
        check(window);
        speak(false);
    }
};

QTEST_MAIN(tst_Screens)
#include "tst_screens.moc"
