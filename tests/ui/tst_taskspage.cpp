// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"
#include "tests/ui/pagebench.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/taskview.h"

#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::ui;
using pelorus::test::await;

/// The page of the tasks, by clicks and keys.
class tst_TasksPage final : public QObject
{
    Q_OBJECT

    settings::Settings m_settings;

    struct Bench : test::PageBench<TasksPage>
    {
        using PageBench::PageBench;

        QMessageBox *question() { return page.findChild<QMessageBox *>(u"question"_s); }
        QPushButton *button(const QString &name)
        {
            auto *found = page.findChild<QPushButton *>(name);
            [&] { QVERIFY2(found, qPrintable(name)); }();
            return found;
        }
        void answer(const QString &text)
        {
            QVERIFY(question());
            for (auto *choice : question()->buttons())
                if (choice->text().remove(u'&') == text)
                    choice->click();
            QTRY_VERIFY(!question());
        }
        /// Reads nothing from then on.
        void show(std::vector<store::JobRow> rows)
        {
            QTRY_VERIFY(workers.isIdle());
            page.blockRefresh();
            page.show({std::move(rows), {}, {}});
        }
    };

    static store::JobRow row(qint64 id, store::JobState state)
    {
        store::JobRow row;
        row.job.id = {id};
        row.job.state = state;
        row.job.accountName = u"user%1"_s.arg(id);
        return row;
    }

private slots:
    void whatIsFinalIsAskedFirst()
    {
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.show({row(1, store::JobState::Running), row(2, store::JobState::Unconfirmed)});
        QSignalSpy cancelled(&bench.page, &TasksPage::cancelRequested);
        bench.table()->selectRow(0);
        // By key and by button alike.
        for (const bool byKey : {true, false}) {
            const auto cancel = [&] {
                if (byKey)
                    QTest::keyClick(bench.table(), Qt::Key_Delete);
                else
                    bench.button(u"cancelTask"_s)->click();
            };
            cancelled.clear();
            cancel();
            QVERIFY(bench.question());
            QVERIFY(bench.question()->text().contains(u"user1"_s));
            // Each button says what becomes of the task; the safe one is the default.
            QCOMPARE(bench.question()->defaultButton()->text().remove(u'&'), u"Keep it running"_s);
            QTest::keyClick(bench.question(), Qt::Key_Return);
            QTRY_VERIFY(!bench.question());
            QCOMPARE(cancelled.size(), 0);
            cancel();
            bench.table()->selectRow(1); // the list goes on under the question
            bench.answer(u"Cancel task"_s);
            QCOMPARE(cancelled.size(), 1);
            QCOMPARE(cancelled.front().front().value<JobId>(), JobId{1});
            bench.table()->selectRow(0);
        }
        bench.table()->selectRow(1);
        QTest::keyClick(bench.table(), Qt::Key_Delete); // it has ended
        QVERIFY(!bench.question());
    }

    /// The list ends somewhere: the upload that was chosen may leave it.
    void theFilterIsWhatItSays()
    {
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        const auto of = [](qint64 bulk, qint64 id) {
            store::JobRow one = row(id, store::JobState::Completed);
            one.job.bulkTaskId = {bulk};
            one.title = u"upload %1"_s.arg(bulk);
            return one;
        };
        bench.show({of(7, 1), of(8, 2)});
        auto *uploads = bench.page.findChild<QComboBox *>(u"taskUploads"_s);
        uploads->setCurrentIndex(uploads->findText(u"upload 7"_s));
        QCOMPARE(bench.table()->model()->rowCount(), 1);
        bench.show({of(9, 4), of(8, 3), of(7, 1)});
        QCOMPARE(uploads->currentText(), u"upload 7"_s);
        QCOMPARE(bench.table()->model()->rowCount(), 1);
        bench.show({of(9, 4), of(8, 3)});
        QCOMPARE(uploads->currentText(), u"All uploads"_s);
        QCOMPARE(bench.table()->model()->rowCount(), 2);
    }

    /// Where it ran before says nothing of a task that waits again.
    void theHeadingSaysWhereOrWhy()
    {
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        store::JobRow waits = row(1, store::JobState::Pending);
        waits.job.machine = u"DESK-9"_s;
        waits.job.startedAt = QDateTime::currentDateTimeUtc();
        waits.job.runAfter = waits.job.startedAt->addDays(1);
        store::JobRow runs = waits;
        runs.job.id = {2};
        runs.job.state = store::JobState::Running;
        bench.show({waits, runs});
        const auto *heading = bench.page.findChild<QLabel *>(u"taskState"_s);
        bench.table()->selectRow(0);
        QVERIFY2(heading->text().contains(u"starts in"_s), qPrintable(heading->text()));
        QVERIFY2(!heading->text().contains(u"DESK-9"_s), qPrintable(heading->text()));
        bench.table()->selectRow(1);
        QVERIFY2(heading->text().contains(u"on DESK-9"_s), qPrintable(heading->text()));
        QVERIFY2(!heading->text().contains(u"starts in"_s), qPrintable(heading->text()));
    }

    /// A task may leave several open; what is said of one is not written to another.
    void eachVideoIsSettledByItself()
    {
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        const QString longName = QString(200, u'x') + u".mp4"_s;
        const auto made = await(bench.workers, [db = bench.db, longName]() -> Result<void> {
            store::NewItem last = test::item('c');
            last.storedPath = longName;
            const AccountId alice = test::addAccount(db, u"alice"_s);
            store::JobStore jobs(db);
            if (auto done = jobs.createUpload(alice, {test::item('a'), test::item('b'), last});
                !done)
                return fail(done.error());
            const auto claimed = test::claimAny(db, u"desk/1/aaaaaa"_s);
            if (!claimed)
                return fail(claimed.error());
            const store::Claimed &task = **claimed;
            for (const store::Item &item : task.items)
                if (auto done
                    = store::PublicationStore(db).intend(task.lease, task.job.id, item, {}, false);
                    !done)
                    return fail(done.error());
            test::expire(db, alice);
            return jobs.recoverStale().map([](int) {});
        });
        QVERIFY_RESULT(made);
        bench.page.refresh();
        auto *seen = bench.button(u"settleSeen"_s);
        const auto *text = bench.page.findChild<QLabel *>(u"settleText"_s);
        auto *videos = bench.page.findChild<QTreeWidget *>();
        QTRY_VERIFY(seen->isVisible());
        QVERIFY2(text->text().contains(u"clip-a.mp4"_s), qPrintable(text->text()));
        QVERIFY2(text->text().contains(u"3 videos"_s), qPrintable(text->text()));

        videos->setCurrentItem(videos->topLevelItem(1));
        QVERIFY2(text->text().contains(u"clip-b.mp4"_s), qPrintable(text->text()));
        seen->click();
        QVERIFY(bench.question());
        QVERIFY(bench.question()->text().contains(u"clip-b.mp4"_s));
        videos->setCurrentItem(videos->topLevelItem(2)); // the answer is about the one asked for
        QCOMPARE(text->toolTip(), longName);
        QVERIFY(text->minimumSizeHint().width() < bench.page.view().minimumWidth());
        bench.answer(u"It is published"_s);
        const auto outcome = [&](int video) { return videos->topLevelItem(video)->text(1); };
        QTRY_COMPARE(outcome(1), u"Published"_s);
        QCOMPARE(outcome(0), outcome(2));
        QVERIFY(outcome(0) != outcome(1));

        videos->setCurrentItem(videos->topLevelItem(1)); // settled: the first that is open is meant
        QVERIFY(text->text().contains(u"clip-a.mp4"_s));
        bench.button(u"settleNotThere"_s)->click();
        QVERIFY(bench.question()->text().contains(u"clip-a.mp4"_s));
        bench.question()->reject();
    }
};

QTEST_MAIN(tst_TasksPage)
#include "tst_taskspage.moc"
