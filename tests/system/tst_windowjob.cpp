// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"
#include "ui/accounts/accountmodel.h"
#include "ui/accounts/uploaddialog.h"
#include "ui/bulk/reviewmodel.h"
#include "ui/tasks/livepicture.h"
#include "ui/tasks/taskmodel.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/taskview.h"
#include "ui/widgets/tableview.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

/// The main job from the window, by clicks, keys and drops alone; what arrives is seen at the site.
class TestWindowJob : public QObject
{
    Q_OBJECT

    /// Which states the task table has shown, in the order in which each came first.
    static QStringList statesUntilEnd(const QTableView *table, int most)
    {
        QStringList seen;
        const auto ended = [&] {
            const QStringList states = WindowBench::column(table, ui::TaskModel::State);
            for (const QString &state : states)
                if (!seen.contains(state))
                    seen += state;
            return !states.isEmpty() && !states.contains(u"Waiting"_s)
                && !states.contains(u"Running"_s);
        };
        if (!QTest::qWaitFor(ended, most))
            seen += u"(not ended)"_s;
        return seen;
    }

private slots:
    void bulkByClicks_data() { addEngineRows(); }
    void bulkByClicks()
    {
        QFETCH(QString, engine);
        WindowBench bench(engine);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.addAccount({{u"username"_s, u"alice_shop"_s}}, true);
        bench.addAccount({{u"username"_s, u"bob.store"_s}, {u"password"_s, u"canary-bob-pass"_s}});
        bench.addAccount({{u"username"_s, u"carol.cafe"_s},
                          {u"password"_s, u"canary-carol-pass"_s},
                          {u"totpSecret"_s, u"JBSWY3DPEHPK3PXP"_s}});
        bench.addAccount({{u"username"_s, u"left.alone"_s}}, true);
        const QStringList names{u"alice_shop"_s, u"bob.store"_s, u"carol.cafe"_s};
        const QStringList videos{bench.makeVideo(u"one.mp4"_s),
                                 bench.makeVideo(u"клип — 2 🎬.mp4"_s)};
        QVERIFY(bench.open());

        bench.goTo(u"Bulk upload"_s);
        auto *drop = bench.find<ui::TableView>(u"bulkVideos"_s);
        WindowBench::drop(drop->viewport(),
                          drop->viewport()->rect().center(),
                          {QFileInfo(videos[0]).absolutePath()});
        QTRY_COMPARE(drop->model()->rowCount(), 2);
        auto *accounts = bench.find<ui::TableView>(u"bulkAccounts"_s);
        QTRY_COMPARE(accounts->model()->rowCount(), 4);
        for (const QString &name : names) {
            QVERIFY(WindowBench::clickRow(accounts, ui::AccountModel::Name, name));
            QTest::keyClick(accounts, Qt::Key_Space);
        }
        auto *caption = bench.find<QLineEdit>(u"bulkTemplate"_s);
        QTest::mouseClick(caption, Qt::LeftButton);
        QTest::keyClicks(caption, u"{file} by {account}"_s);
        QVERIFY(bench.press(u"All to all"_s));
        auto *start = bench.find<QPushButton>(u"bulkStart"_s);
        QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), 30000);
        QCOMPARE(start->text(), u"Publish 6 videos on 3 accounts"_s);
        auto *review = bench.find<ui::TableView>(u"bulkReview"_s);
        QCOMPARE(review->model()->rowCount(), 6);
        QTest::mouseClick(start, Qt::LeftButton);

        // The window goes to the tasks by itself.
        QTRY_COMPARE(bench.window().currentPage(), u"tasks"_s);
        auto *tasks = bench.find<ui::TableView>(u"tasksTable"_s);
        QTRY_COMPARE(tasks->model()->rowCount(), 3);
        QTRY_VERIFY_WITH_TIMEOUT(
            WindowBench::column(tasks, ui::TaskModel::State).contains(u"Running"_s), 20000);
        QVERIFY(WindowBench::clickRow(tasks, ui::TaskModel::State, u"Running"_s));
        auto &view = bench.window().tasks().view();
        QTRY_VERIFY_WITH_TIMEOUT(view.picture().hasPicture(), 40000);
        auto *steps = view.findChild<QListView *>();
        QVERIFY(steps->model()->rowCount() > 2);
        const QStringList states = statesUntilEnd(tasks, 120000);
        QCOMPARE(states.last(), u"Published"_s);
        QCOMPARE(WindowBench::column(tasks, ui::TaskModel::Videos), QStringList(3, u"2 of 2"_s));

        auto *items = view.findChild<QTreeWidget *>();
        for (const QString &name : names) {
            QVERIFY(WindowBench::clickRow(tasks, ui::TaskModel::Account, name));
            QTRY_COMPARE(items->topLevelItemCount(), 2);
            const QList<QJsonObject> posts = bench.standIn().posts(name);
            QCOMPARE(posts.size(), 2);
            for (int i = 0; i < 2; ++i) {
                QCOMPARE(posts[i]["sha256"_L1].toString().toLatin1(),
                         WindowBench::sha256(videos[i]));
                const QString link = posts[i]["permalink"_L1].toString();
                QTRY_COMPARE(items->topLevelItem(i)->text(2), link);
                QCOMPARE(items->topLevelItem(i)->text(1), u"Published"_s);
            }
            QCOMPARE(posts[0]["caption"_L1].toString(), QString(u"one by "_s + name));
            QCOMPARE(posts[1]["caption"_L1].toString(), QString(u"клип — 2 🎬 by "_s + name));
        }
        QVERIFY(bench.standIn().posts(u"left.alone"_s).isEmpty());
        QVERIFY(bench.close());
        QCOMPARE(bench.standIn().profilesLeft(), 0);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

    void singleByDrop()
    {
        WindowBench bench(u"sqlite"_s);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.addAccount({{u"username"_s, u"alice_shop"_s}}, true);
        bench.addAccount({{u"username"_s, u"bob.store"_s},
                          {u"scenario"_s, QJsonObject{{u"locations"_s, QJsonArray{u"Lisbon"_s}}}}},
                         true);
        const QString video = bench.makeVideo(u"single.mp4"_s);
        QVERIFY(bench.open());

        bench.goTo(u"Accounts"_s);
        auto *accounts = bench.find<ui::TableView>(u"accountsTable"_s);
        QTRY_COMPARE(accounts->model()->rowCount(), 2);
        const QModelIndex bob = accounts->model()->index(1, ui::AccountModel::Name);
        QCOMPARE(bob.data().toString(), u"bob.store"_s);
        WindowBench::drop(accounts->viewport(), accounts->visualRect(bob).center(), {video});
        QTRY_VERIFY(bench.find<ui::UploadDialog>({}));
        auto *caption = bench.find<QPlainTextEdit>(u"uploadCaption"_s);
        QTRY_VERIFY(caption->isVisible());
        QTest::keyClicks(caption, u"dropped"_s);
        QTest::keyClicks(bench.find<QLineEdit>(u"uploadLocation"_s), u"Lisbon"_s);
        auto *publish = bench.find<QPushButton>(u"uploadPublish"_s);
        QTRY_VERIFY_WITH_TIMEOUT(publish->isEnabled(), 30000);
        QCOMPARE(publish->text(), u"Publish 1 video on bob.store"_s);
        QTest::mouseClick(publish, Qt::LeftButton);

        // Watched in the tasks.
        bench.goTo(u"Tasks"_s);
        auto *tasks = bench.find<ui::TableView>(u"tasksTable"_s);
        QTRY_COMPARE(tasks->model()->rowCount(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(
            WindowBench::column(tasks, ui::TaskModel::State).contains(u"Running"_s), 20000);
        QCOMPARE(statesUntilEnd(tasks, 90000).last(), u"Published"_s);
        const QList<QJsonObject> posts = bench.standIn().posts();
        QCOMPARE(posts.size(), 1);
        QCOMPARE(posts[0]["account"_L1].toString(), u"bob.store"_s);
        QCOMPARE(posts[0]["caption"_L1].toString(), u"dropped"_s);
        QCOMPARE(posts[0]["location"_L1].toString(), u"Lisbon"_s);
        QCOMPARE(posts[0]["sha256"_L1].toString().toLatin1(), WindowBench::sha256(video));
        auto *items = bench.window().tasks().view().findChild<QTreeWidget *>();
        QTRY_COMPARE(items->topLevelItemCount(), 1);
        QTRY_COMPARE(items->topLevelItem(0)->text(2), posts[0]["permalink"_L1].toString());

        // Dropped again: the dialog says that it stands there and publishes only when told so.
        bench.goTo(u"Accounts"_s);
        WindowBench::drop(accounts->viewport(), accounts->visualRect(bob).center(), {video});
        QTRY_VERIFY(bench.button(u"Publish it again all the same"_s));
        publish = bench.find<QPushButton>(u"uploadPublish"_s);
        QVERIFY(!publish->isEnabled());
        QVERIFY(bench.press(u"Publish it again all the same"_s));
        QVERIFY(publish->isEnabled());
        QTest::keyClick(publish, Qt::Key_Escape);
        QVERIFY(bench.close());
        QCOMPARE(bench.standIn().profilesLeft(), 0);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }
};

} // namespace pelorus::test

QTEST_MAIN(pelorus::test::TestWindowJob)
#include "tst_windowjob.moc"
