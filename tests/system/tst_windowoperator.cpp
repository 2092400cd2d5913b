// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"
#include "ui/accounts/accountmodel.h"
#include "ui/bulk/reviewmodel.h"
#include "ui/tasks/taskmodel.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/taskview.h"
#include "ui/widgets/tableview.h"

#include <QAbstractButton>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

/// The site asks for a person: with the window open the task waits, and goes on when it is given
/// back; with nobody who could look at a browser it ends in order.
class TestWindowOperator : public QObject
{
    Q_OBJECT

    static constexpr int kLong = 60000;
    static inline const QString kChallenge = u"https://www.instagram.com/challenge/"_s;
    static inline const QString kNeedsYou = u"Needs you"_s;

    /// A task up to this state; its account meets a challenge on the first page unless told
    /// otherwise.
    static void startTask(WindowBench &bench,
                          const QString &state,
                          const QJsonObject &scenario = {{u"challenge"_s, u"landing"_s}},
                          bool withCookies = true)
    {
        QJsonObject account{{u"username"_s, u"alice_shop"_s}, {u"scenario"_s, scenario}};
        if (!withCookies)
            account.insert(u"password"_s, u"CANARY-password"_s);
        bench.addAccount(account, withCookies);
        const QString video = bench.makeVideo(u"one.mp4"_s);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        QVERIFY(bench.open());
        bench.goTo(u"Accounts"_s);
        auto *accounts = bench.find<ui::TableView>(u"accountsTable"_s);
        QTRY_COMPARE(accounts->model()->rowCount(), 1);
        const QModelIndex row = accounts->model()->index(0, ui::AccountModel::Name);
        WindowBench::drop(accounts->viewport(), accounts->visualRect(row).center(), {video});
        auto *publish = bench.find<QPushButton>(u"uploadPublish"_s);
        QTRY_VERIFY_WITH_TIMEOUT(publish->isEnabled(), kLong);
        QTest::mouseClick(publish, Qt::LeftButton);
        bench.goTo(u"Tasks"_s);
        auto *tasks = bench.find<ui::TableView>(u"tasksTable"_s);
        QTRY_COMPARE(tasks->model()->rowCount(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(bench), state, kLong);
        QVERIFY(WindowBench::clickRow(tasks, ui::TaskModel::State, state));
    }
    static QString stateOf(WindowBench &bench)
    {
        return WindowBench::column(bench.find<ui::TableView>(u"tasksTable"_s), ui::TaskModel::State)
            .value(0);
    }
    /// The stored session's value; empty when there is none.
    static QByteArray sessionOf(WindowBench &bench)
    {
        return WindowBench::offGui([&] {
            const auto id = store::AccountStore(bench.database()).findByName(u"alice_shop"_s);
            const auto stored = store::CookieStore(bench.database()).load(*id);
            QByteArray session;
            for (const formats::Cookie &cookie : stored->cookies) {
                if (cookie.name == "sessionid"_L1)
                    cookie.value.reveal([&](const QByteArray &utf8) { session = utf8; });
            }
            return session;
        });
    }
    /// What the task page says about the task.
    static QString said(WindowBench &bench)
    {
        QStringList texts;
        for (const QLabel *label : bench.window().tasks().view().findChildren<QLabel *>())
            if (label->isVisible())
                texts += label->text();
        return texts.join(u'\n');
    }

private slots:
    void takeOverAndGiveBack()
    {
        WindowBench bench(u"sqlite"_s);
        startTask(bench, kNeedsYou);
        if (QTest::currentTestFailed())
            return;
        QVERIFY2(said(bench).contains(u"Take over"_s), qPrintable(said(bench)));
        auto *giveBack = bench.find<QPushButton>(u"giveBack"_s);
        auto *takeOver = bench.find<QPushButton>(u"takeOver"_s);
        QTRY_VERIFY(giveBack->isEnabled() && takeOver->isEnabled());

        // The operator has looked at something else in that browser meanwhile.
        QVERIFY(bench.openTab());
        QTRY_COMPARE(bench.inPage(kChallenge, u"document.visibilityState"_s).toString(),
                     u"hidden"_s);
        QTest::mouseClick(takeOver, Qt::LeftButton);
        QTRY_COMPARE(bench.inPage(kChallenge, u"document.visibilityState"_s).toString(),
                     u"visible"_s);

        // Nothing goes on by itself while the person works.
        static_cast<void>(
            bench.inPage(kChallenge, u"document.querySelector('form button').click()"_s));
        QTRY_VERIFY(bench.inPage(u"https://www.instagram.com/"_s, u"location.pathname"_s).toString()
                    == u"/"_s);
        QCOMPARE(stateOf(bench), kNeedsYou);
        QVERIFY(bench.standIn().posts().isEmpty());

        QTest::mouseClick(giveBack, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(bench), u"Published"_s, kLong);
        QCOMPARE(bench.standIn().posts().size(), 1);
        QVERIFY(!said(bench).contains(u"Take over"_s));
        QVERIFY(bench.close());
        QCOMPARE(bench.standIn().profilesLeft(), 0);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

    void takenOverWhileItRuns()
    {
        WindowBench bench(u"sqlite"_s);
        // Slow enough to be caught at work.
        startTask(bench, u"Running"_s, {{u"dialogDelayMs"_s, 4000}});
        if (QTest::currentTestFailed())
            return;
        QTRY_VERIFY_WITH_TIMEOUT(bench.press(u"Take over"_s), kLong);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(bench), kNeedsYou, kLong);
        QTRY_VERIFY(bench.button(u"Give back"_s) && bench.button(u"Give back"_s)->isEnabled());
        QVERIFY(bench.standIn().posts().isEmpty());
        QVERIFY(bench.press(u"Give back"_s));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(bench), u"Published"_s, kLong);
        QCOMPARE(bench.standIn().posts().size(), 1);
        QVERIFY(bench.close());
        QCOMPARE(bench.standIn().profilesLeft(), 0);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

    void givenBackUnsolved()
    {
        WindowBench bench(u"sqlite"_s);
        startTask(bench, kNeedsYou);
        if (QTest::currentTestFailed())
            return;
        // The challenge still stands: it waits again, with the same question.
        QVERIFY(bench.press(u"Give back"_s));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(bench), u"Running"_s, kLong);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(bench), kNeedsYou, kLong);
        QTRY_VERIFY2(said(bench).contains(u"Take over"_s), qPrintable(said(bench)));
        QVERIFY(bench.close());
        QCOMPARE(bench.standIn().profilesLeft(), 0);
    }

    void cancelWhileItWaits()
    {
        WindowBench bench(u"sqlite"_s);
        startTask(bench, kNeedsYou);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(bench.press(u"Cancel task"_s));
        QVERIFY(bench.agree(u"question"_s)); // it has the browser open
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(bench), u"Cancelled"_s, kLong);
        QTRY_COMPARE(bench.standIn().profilesLeft(), 0);
        QVERIFY(bench.standIn().posts().isEmpty());
        QVERIFY(bench.close());
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

    void signedInAsAnother_data()
    {
        QTest::addColumn<bool>("known");
        QTest::addColumn<QString>("as");
        QTest::addColumn<bool>("kept");
        QTest::newRow("as another account") << true << u"other.shop"_s << false;
        QTest::newRow("as this account anew") << true << u"alice_shop"_s << true;
        QTest::newRow("whose user is not known") << false << u"other.shop"_s << false;
    }
    /// In the task's browser, and then the task is cancelled before anything proves who it is.
    void signedInAsAnother()
    {
        QFETCH(bool, known);
        QFETCH(QString, as);
        QFETCH(bool, kept);
        WindowBench bench(u"sqlite"_s);
        bench.standIn().site(
            {{u"accounts"_s, QJsonArray{QJsonObject{{u"username"_s, u"other.shop"_s}}}}});
        startTask(bench, kNeedsYou, {{u"challenge"_s, known ? u"landing"_s : u"signIn"_s}}, known);
        if (QTest::currentTestFailed())
            return;
        const QByteArray before = sessionOf(bench);
        QCOMPARE(!before.isEmpty(), known);
        const QJsonArray cookies = bench.standIn().createSession(as);
        QVERIFY(bench.setCookies(cookies));
        QVERIFY(bench.press(u"Cancel task"_s));
        QVERIFY(bench.agree(u"question"_s)); // it has the browser open
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(bench), u"Cancelled"_s, kLong);
        const auto isSession
            = [](const QJsonValue &cookie) { return cookie["name"_L1] == "sessionid"_L1; };
        const auto made = std::ranges::find_if(cookies, isSession);
        QVERIFY(made != cookies.end());
        QCOMPARE(sessionOf(bench), kept ? (*made)["value"_L1].toString().toUtf8() : before);
        // None is lost: the one that is not the account's now is in its history.
        const auto history = WindowBench::offGui([&] {
            const auto id = store::AccountStore(bench.database()).findByName(u"alice_shop"_s);
            return store::CookieStore(bench.database()).history(*id);
        });
        QVERIFY(history.has_value());
        QVERIFY(!history->empty() && history->front().signedIn);
        QVERIFY(bench.close());
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

    void closeWhileItWaits()
    {
        WindowBench bench(u"sqlite"_s);
        startTask(bench, kNeedsYou);
        if (QTest::currentTestFailed())
            return;
        bench.window().close();
        auto *question = bench.window().findChild<QMessageBox *>(u"closeQuestion"_s);
        QVERIFY(question);
        QVERIFY(question->isVisible());
        QTest::keyClick(question, Qt::Key_Escape);
        QTRY_VERIFY(!bench.window().findChild<QMessageBox *>(u"closeQuestion"_s));
        QVERIFY(!bench.hasEnded());
        QCOMPARE(stateOf(bench), kNeedsYou);
        QCOMPARE(bench.standIn().profilesLeft(), 1);

        QVERIFY(bench.close());
        QCOMPARE(bench.standIn().profilesLeft(), 0);
        // It begins again with the next start; its cookies are there.
        const auto job = WindowBench::offGui([&]() -> Result<store::JobRow> {
            const auto rows = store::JobStore(bench.database()).rows(10);
            return rows ? Result<store::JobRow>(rows->front()) : fail(rows.error());
        });
        QVERIFY(job.has_value());
        QCOMPARE(job->job.state, store::JobState::Pending);
        const auto account = WindowBench::offGui(
            [&] { return store::AccountStore(bench.database()).row(job->job.accountId, {}); });
        QVERIFY(account.has_value());
        QCOMPARE(account->lock, store::LockState::Free);
        QVERIFY(account->cookieCount > 0);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

    void nobodyCanLook()
    {
        WindowBench bench(u"sqlite"_s, true);
        startTask(bench, u"Not published"_s);
        if (QTest::currentTestFailed())
            return;
        QTRY_COMPARE(bench.standIn().profilesLeft(), 0);
        // The sentence says what to do; the account rests.
        QTRY_VERIFY2(said(bench).contains(u"asks alice_shop to confirm who it is"_s)
                         && said(bench).contains(u"resume the account"_s),
                     qPrintable(said(bench)));
        QVERIFY2(!said(bench).contains(u"Take over"_s), qPrintable(said(bench)));
        bench.goTo(u"Accounts"_s);
        auto *accounts = bench.find<ui::TableView>(u"accountsTable"_s);
        QTRY_VERIFY2(
            WindowBench::column(accounts, ui::AccountModel::Status).value(0).contains(u"person"_s),
            qPrintable(WindowBench::column(accounts, ui::AccountModel::Status).value(0)));
        const auto row = WindowBench::offGui([&] {
            const auto id = store::AccountStore(bench.database()).findByName(u"alice_shop"_s);
            return store::AccountStore(bench.database()).row(*id, {});
        });
        QVERIFY(row.has_value() && row->pausedUntil);
        QVERIFY(bench.close());
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }
};

} // namespace pelorus::test

QTEST_MAIN(pelorus::test::TestWindowOperator)
#include "tst_windowoperator.moc"
