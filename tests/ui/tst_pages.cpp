// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/stores.h"
#include "tests/support/resultmacros.h"
#include "tests/ui/pagebench.h"
#include "ui/accounts/accountdialog.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/inspector.h"
#include "ui/bulk/bulkpage.h"
#include "ui/bulk/givedialog.h"
#include "ui/checks/checkspage.h"
#include "ui/proxies/assigndialog.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/taskview.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QRadioButton>
#include <QTableWidget>
#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::ui;
using pelorus::test::await;

/// The pages without a mouse, and what they say before they know.
class tst_Pages final : public QObject
{
    Q_OBJECT

    settings::Settings m_settings;

    template <typename Page>
    struct Bench : test::PageBench<Page>
    {
        using test::PageBench<Page>::PageBench;

        void addAccounts(const QStringList &names)
        {
            const auto added = await(this->workers, [db = this->db, names]() -> Result<void> {
                for (const QString &name : names) {
                    store::NewAccount account;
                    account.username = name;
                    if (auto made = store::AccountStore(db).add(account); !made)
                        return fail(made.error());
                }
                return {};
            });
            QVERIFY_RESULT(added);
            this->page.refresh();
            QTRY_VERIFY(this->workers.isIdle());
        }
    };

    static void activate(QWidget &window)
    {
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }

private slots:
    void tabLeavesTheCookies()
    {
        Bench<AccountsPage> bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.addAccounts({u"anna"_s});
        activate(bench.page);
        bench.table()->selectRow(0);
        QTRY_VERIFY(bench.workers.isIdle());
        AccountDetails details;
        for (const QString &name : {u"sessionid"_s, u"csrftoken"_s})
            details.cookies.emplace_back().name = name;
        bench.page.inspector().showDetails(details);
        bench.page.inspector().showTab(1);
        auto *cookies = bench.page.findChild<QTableWidget *>();
        cookies->setFocus();
        QTest::keyClick(cookies, Qt::Key_Tab);
        QVERIFY(!cookies->hasFocus());
    }

    /// Enter opens the current line.
    void enterOpensTheAccount()
    {
        Bench<AccountsPage> bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.addAccounts({u"anna"_s, u"bob"_s});
        activate(bench.page);
        bench.table()->setFocus();
        QTest::keyClick(bench.table(), Qt::Key_Down);
        QTest::keyClick(bench.table(), Qt::Key_Return);
        auto *dialog = bench.page.findChild<AccountDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY2(dialog->windowTitle().contains(u"bob"_s), qPrintable(dialog->windowTitle()));
    }
    void enterGoesIntoTheTask()
    {
        Bench<TasksPage> bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        QTRY_VERIFY(bench.workers.isIdle());
        bench.page.blockRefresh();
        TaskList list;
        list.rows.emplace_back().job.id = {1};
        bench.page.show(std::move(list));
        activate(bench.page);
        bench.table()->setFocus();
        QTest::keyClick(bench.table(), Qt::Key_Return);
        const QWidget *focus = QApplication::focusWidget();
        QVERIFY(bench.page.view().isAncestorOf(focus));
        QCOMPARE(focus->accessibleName(), u"Steps"_s);
    }

    /// Tab leads to a row that is not chosen: Space ticks it all the same.
    void spaceTicksTheCurrentRow()
    {
        Bench<AccountsPage> bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.addAccounts({u"anna"_s, u"bob"_s});
        AssignDialog dialog(bench.services, {});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.QWidget::show();
        activate(dialog);
        const auto *model = dialog.findChild<AccountModel *>();
        QTRY_COMPARE(model->rowCount(), 2);
        auto *table = dialog.findChild<TableView *>();
        for (int i = 0; i < 20 && !table->hasFocus(); ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(table->hasFocus());
        QVERIFY(table->selectedKeys().empty());
        const QSet<qint64> current{table->currentKey()};
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(model->checked(), current);
        QTest::keyClick(table, Qt::Key_Down);
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(model->checked().size(), 2);
    }

    /// Of more accounts than a menu can list, too.
    void everyAccountCanBeGivenAVideo()
    {
        Bench<BulkPage> bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        QStringList names;
        for (int i = 1; i <= 45; ++i)
            names << u"user%1"_s.arg(i);
        bench.addAccounts(names);
        QList<qint64> keys(45);
        std::iota(keys.begin(), keys.end(), 1);
        bench.page.begin(keys, {});
        const QString video = u"/nowhere/one.mp4"_s;
        bench.page.addPaths({video});
        QTRY_VERIFY(bench.services.draft->videoAt(video) == 0 && bench.workers.isIdle());
        bench.page.findChildren<QRadioButton *>().constLast()->click(); // by hand
        bench.page.findChild<TableView *>(u"bulkVideos"_s)->selectAll();

        const auto actions = [&] {
            auto *menu = bench.page.findChild<QPushButton *>(u"bulkAssign"_s)->menu();
            emit menu->aboutToShow();
            return menu->actions();
        };
        const auto choose = [&](const QString &name, const QStringList &before) {
            QCOMPARE(actions().front()->text(), u"Choose accounts…"_s);
            actions().front()->trigger();
            auto *dialog = bench.page.findChild<GiveDialog *>();
            QVERIFY(dialog && dialog->isVisible());
            const auto *model = dialog->findChild<AccountModel *>();
            QCOMPARE(model->checked().size(), before.size());
            dialog->findChild<QLineEdit *>()->setText(name);
            QTRY_COMPARE(model->rowCount(), 1);
            auto *table = dialog->findChild<TableView *>();
            table->selectRow(0);
            QTest::keyClick(table, Qt::Key_Space);
            for (auto *button : dialog->findChildren<QPushButton *>())
                if (button->isDefault())
                    button->click();
            QTRY_VERIFY(!bench.page.findChild<GiveDialog *>());
        };
        using Pairs = std::vector<std::pair<QString, qint64>>;
        choose(u"user44"_s, {});
        QCOMPARE(bench.services.draft->assigned, (Pairs{{video, 44}}));
        choose(u"user43"_s, {u"user44"_s});
        QCOMPARE(bench.services.draft->assigned.size(), size_t(2));
    }

    void checksPromiseNothingBefore()
    {
        settings::Settings settings;
        settings.dolphinToken = Secret(u"CANARY"_s);
        Bench<ChecksPage> bench(u"sqlite"_s, settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        const auto says = [&](const QString &words) {
            const auto labels = bench.page.findChildren<QLabel *>();
            return std::ranges::any_of(
                labels, [&](const QLabel *label) { return label->text().startsWith(words); });
        };
        QVERIFY(!bench.page.isComplete());
        QVERIFY(says(u"Looking"_s));
        QVERIFY(!says(u"This machine can work"_s));
        QTRY_VERIFY(bench.page.isComplete());
        QVERIFY(!says(u"Looking"_s));
    }
};

QTEST_MAIN(tst_Pages)
#include "tst_pages.moc"
