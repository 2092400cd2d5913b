// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/resultmacros.h"
#include "tests/system/windowbench.h"
#include "ui/overview/overviewpage.h"
#include "ui/settings/settingspage.h"
#include "ui/tasks/taskspage.h"
#include "ui/widgets/banner.h"

#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

/// A backup and the way back, by clicks in the running program.
class TestWindowRestore : public QObject
{
    Q_OBJECT

    /// Chooses `file` in the open dialog.
    static void choose(WindowBench &bench, const QString &dialog, const QString &file)
    {
        auto *open = bench.find<QFileDialog>(dialog);
        QVERIFY(open);
        emit open->fileSelected(file);
        delete open;
    }
    static ui::Banner *settingsBanner(WindowBench &bench)
    {
        return bench.window().findChild<ui::SettingsPage *>()->banner();
    }
    static QMessageBox *question(WindowBench &bench)
    {
        return bench.window().findChild<QMessageBox *>(u"restoreQuestion"_s);
    }

private slots:
    void comesBack_data() { addEngineRows(); }
    void comesBack()
    {
        QFETCH(QString, engine);
        WindowBench bench(engine);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        // For another machine, so that it is open and does not run.
        const auto made = WindowBench::offGui([&]() -> Result<UploadTaskId> {
            store::NewAccount account;
            account.username = u"alice_shop"_s;
            const auto id = store::AccountStore(bench.database()).add(account);
            if (!id)
                return fail(id.error());
            store::NewItem item;
            item.storedPath = u"not-here.mp4"_s;
            item.size = 10;
            item.sha256 = QByteArray(32, 'x');
            return store::JobStore(bench.database()).createUpload(*id, {item});
        });
        QVERIFY_RESULT(made);
        QVERIFY(bench.open());
        bench.goTo(u"Settings"_s);
        const QString file = bench.dataDir() + u"/kept.backup"_s;
        QVERIFY(bench.press(u"Back up…"_s));
        choose(bench, u"backupFile"_s, file);
        QTRY_VERIFY_WITH_TIMEOUT(settingsBanner(bench)->text().startsWith(u"Backed up"_s), 30000);

        const auto later = WindowBench::offGui([&] {
            store::NewAccount account;
            account.username = u"later"_s;
            return store::AccountStore(bench.database()).add(account);
        });
        QVERIFY_RESULT(later);
        // First a person who thinks better of it.
        QVERIFY(bench.press(u"Restore…"_s));
        choose(bench, u"restoreFile"_s, file);
        QTRY_VERIFY(question(bench));
        QVERIFY(question(bench)->informativeText().contains(u"do not start by themselves"_s));
        QTest::keyClick(question(bench), Qt::Key_Escape);
        QTRY_VERIFY(!question(bench));

        QVERIFY(bench.press(u"Restore…"_s));
        choose(bench, u"restoreFile"_s, file);
        QTRY_VERIFY(question(bench));
        QVERIFY(bench.press(u"Restore"_s));
        QVERIFY(bench.awaitWindow());
        QCOMPARE(bench.window().currentPage(), u"tasks"_s);
        const QString told = bench.window().findChild<ui::TasksPage *>()->banner()->text();
        QVERIFY2(told.contains(u"before-restore"_s), qPrintable(told));
        QVERIFY2(told.contains(u"not published"_s), qPrintable(told));

        const auto rows = WindowBench::offGui([&] {
            return std::pair(store::AccountStore(bench.database()).rows({}),
                             store::JobStore(bench.database()).rows(5));
        });
        QVERIFY_RESULT(rows.first);
        QCOMPARE(rows.first->size(), size_t(1));
        QVERIFY_RESULT(rows.second);
        QCOMPARE(rows.second->front().job.state, store::JobState::Failed);
        QVERIFY(bench.close());
    }

    void aFileThatIsNoneIsRefused()
    {
        WindowBench bench(u"sqlite"_s);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        QVERIFY(bench.open());
        bench.goTo(u"Settings"_s);
        const QString file = bench.dataDir() + u"/no.backup"_s;
        QFile none(file);
        QVERIFY(none.open(QIODevice::WriteOnly) && none.write("none") > 0);
        none.close();
        QVERIFY(bench.press(u"Restore…"_s));
        choose(bench, u"restoreFile"_s, file);
        QTRY_VERIFY(question(bench));
        QVERIFY(bench.press(u"Restore"_s));
        // The start window says why; from there the program goes on with what it had.
        const auto refused = [] {
            const ui::StartWindow *start = WindowBench::startWindow();
            const auto *banner = start ? start->findChild<ui::Banner *>() : nullptr;
            return banner && banner->text().contains(u"no backup"_s);
        };
        QTRY_VERIFY_WITH_TIMEOUT(refused(), 30000);
        const auto button = [](const QString &name) {
            return WindowBench::startWindow()->findChild<QPushButton *>(name);
        };
        button(u"startAgain"_s)->click(); // restores, and does not open what is there
        QVERIFY(!refused());
        QTRY_VERIFY_WITH_TIMEOUT(refused(), 30000);
        button(u"openAsItIs"_s)->click();
        QVERIFY(bench.awaitWindow());
        QVERIFY(bench.close());
    }

    /// Somebody else's database is not changed before its operator has agreed, and not without a
    /// backup.
    void aDjangoDatabaseIsAskedFor()
    {
        WindowBench bench(u"sqlite"_s);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        QVERIFY(QDir().mkpath(bench.dataDir()));
        const QString file = bench.dataDir() + u"/django.db"_s;
        QVERIFY(QFile::copy(QStringLiteral(PELORUS_TEST_DATA "/django/django.sqlite3"), file));
        QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner));
        qputenv("DATABASE_URL", "sqlite:///" + file.toUtf8());
        const QByteArray before = WindowBench::sha256(file);

        bench.start();
        const auto adopt = [] {
            const ui::StartWindow *start = WindowBench::startWindow();
            auto *button = start ? start->findChild<QPushButton *>(u"adopt"_s) : nullptr;
            return button && button->isVisible() ? button : nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(adopt(), 30000);
        QCOMPARE(WindowBench::sha256(file), before);
        QVERIFY(!QFile::exists(file + u"-wal"_s));
        QTest::mouseClick(adopt(), Qt::LeftButton);
        QVERIFY(bench.awaitWindow());
        QVERIFY(bench.close());
        const QStringList saved = QDir(bench.dataDir()).entryList({u"before-pelorus-*.db"_s});
        QCOMPARE(saved.size(), 1);
        QCOMPARE(WindowBench::offGui([&] {
                     const auto backup = store::Database::open(
                         Secret(QString(u"sqlite:///"_s % bench.dataDir() % u'/' % saved[0])),
                         store::Role::Viewer);
                     return backup && (*backup)->isForeign().value_or(false);
                 }),
                 true);
    }

    /// Where another program holds the file the window only looks, until that one has ended.
    void takesOver()
    {
        WindowBench bench(u"sqlite"_s);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        auto other = WindowBench::offGui(
            [&] { return store::Database::open(Secret(bench.url()), store::Role::Runner); });
        QVERIFY_RESULT(other);
        QVERIFY(bench.open());
        const auto told
            = [&] { return bench.window().findChild<ui::OverviewPage *>()->banner()->text(); };
        QVERIFY2(told().contains(u"only looks"_s), qPrintable(told()));
        QCOMPARE(bench.find<QToolButton>(u"statusDolphin"_s)->text(), u"This window only looks"_s);
        bench.goTo(u"Settings"_s);
        bench.find<QLineEdit>(u"dolphinToken"_s)->setText(u"typed meanwhile"_s);
        other = nullptr;
        QVERIFY(bench.awaitWindow());
        QVERIFY2(!told().contains(u"only looks"_s), qPrintable(told()));
        QCOMPARE(bench.window().currentPage(), u"settings"_s);
        QCOMPARE(bench.find<QLineEdit>(u"dolphinToken"_s)->text(), u"typed meanwhile"_s);
        QTRY_COMPARE_WITH_TIMEOUT(WindowBench::offGui([&] {
                                      return store::WorkerStore(bench.database())
                                          .all(120s)
                                          .map([](const auto &all) { return all.size(); })
                                          .value_or(0);
                                  }),
                                  size_t(1),
                                  30000);
        QVERIFY(bench.close());
    }

    /// Whoever moved its data by the command line still gets to the settings.
    void aMovedFileCanBeLookedAt()
    {
        WindowBench bench(u"sqlite"_s);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        QVERIFY_RESULT(bench.markMoved());
        QVERIFY(bench.open());
        const QString told = bench.window().findChild<ui::OverviewPage *>()->banner()->text();
        QVERIFY2(told.contains(u"only looks"_s) && told.contains(u"db-1"_s), qPrintable(told));
        bench.goTo(u"Settings"_s);
        QVERIFY(bench.find<QLineEdit>(u"databaseAddress"_s));
        QVERIFY(bench.close());
    }
};

} // namespace pelorus::test

QTEST_MAIN(pelorus::test::TestWindowRestore)
#include "tst_windowrestore.moc"
