// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/session.h"
#include "core/store/stores.h"
#include "tests/support/resultmacros.h"
#include "tests/ui/pagebench.h"
#include "ui/accounts/accountdialog.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/inspector.h"
#include "ui/accounts/uploaddialog.h"
#include "ui/import/importdialog.h"
#include "ui/import/importmodel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/secretedit.h"

#include <QAction>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::ui;
using pelorus::test::await;

/// The page of the accounts on a real database, by clicks and drops.
class tst_AccountsPage final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    settings::Settings m_settings;

    struct Bench : test::PageBench<AccountsPage>
    {
        using PageBench::PageBench;

        void addAccounts(const QStringList &names)
        {
            const auto added = await(workers, [this, names]() -> Result<void> {
                for (const QString &name : names) {
                    store::NewAccount account;
                    account.username = name;
                    if (auto made = store::AccountStore(db).add(account); !made)
                        return fail(made.error());
                }
                return {};
            });
            QVERIFY_RESULT(added);
            page.refresh();
            QTRY_COMPARE(table()->model()->rowCount(), names.size());
        }
        void execute(const QString &sql)
        {
            const auto ran = await(workers, [this, sql] {
                return db->priv().write([&](store::Connection &connection) -> Result<void> {
                    return connection.execute(sql);
                });
            });
            QVERIFY_RESULT(ran);
        }
        [[nodiscard]] std::vector<store::AccountRow> rows()
        {
            return await(workers, [this] { return store::AccountStore(db).rows({}); })
                .value_or(std::vector<store::AccountRow>{});
        }
        [[nodiscard]] qsizetype paused()
        {
            return std::ranges::count_if(rows(), [](const store::AccountRow &row) {
                return row.pausedUntil > QDateTime::currentDateTimeUtc();
            });
        }
        QPushButton *button(const QString &text)
        {
            for (auto *button : page.findChildren<QPushButton *>())
                if (button->text() == text && button->isVisible())
                    return button;
            return nullptr;
        }
        void pauseAll()
        {
            table()->selectAll();
            QVERIFY(button(u"Pause"_s));
            button(u"Pause"_s)->menu()->actions().constLast()->trigger();
        }
        void drop(QWidget *target, const QStringList &files, QPoint at)
        {
            QMimeData mime;
            QList<QUrl> urls;
            for (const QString &file : files)
                urls << QUrl::fromLocalFile(file);
            mime.setUrls(urls);
            QDragEnterEvent enter(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(target, &enter);
            QVERIFY(enter.isAccepted());
            QDropEvent event(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(target, &event);
        }
    };

    QString file(const QString &name, const QByteArray &text = "carol:CANARY-1\n")
    {
        QFile made(m_dir.filePath(name));
        [&] { QVERIFY(made.open(QIODevice::WriteOnly)); }();
        made.write(text);
        return made.fileName();
    }

private slots:
    void pauseUndoResume_data() { test::addEngineRows(); }
    void pauseUndoResume()
    {
        QFETCH(QString, engine);
        Bench bench(engine, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.addAccounts({u"anna"_s, u"bob"_s, u"carol"_s});
        bench.execute(u"UPDATE uploader_instagramaccount SET status = 'LIMITED'"
                      " WHERE username = 'bob'"_s);

        bench.pauseAll();
        QTRY_COMPARE(bench.page.banner()->text(),
                     u"3 accounts are paused: no new task starts on them."_s);
        QCOMPARE(bench.paused(), 3);
        bench.clickInBanner(u"Undo"_s);
        QTRY_COMPARE(bench.paused(), 0);
        QCOMPARE(bench.rows()[1].status, u"LIMITED"_s); // its own trouble is still there

        // A flagged account goes on only when a person says so, paused or not.
        QTRY_VERIFY(bench.cell(1, AccountModel::Status).contains(u"imited"_s));
        bench.table()->selectRow(1);
        QVERIFY(bench.button(u"Resume"_s) && bench.button(u"Resume"_s)->isEnabled());
        QTest::mouseClick(bench.button(u"Resume"_s), Qt::LeftButton);
        QTRY_COMPARE(bench.page.banner()->text(), u"1 accounts go on."_s);
        QCOMPARE(bench.rows()[1].status, u"ACTIVE"_s);
        QTRY_VERIFY(!bench.button(u"Resume"_s)->isEnabled());

        // One that was closed, among others, only after a question.
        bench.execute(u"UPDATE uploader_instagramaccount SET status = 'SUSPENDED'"
                      " WHERE username = 'carol'"_s);
        bench.page.refresh();
        QTRY_VERIFY(bench.cell(2, AccountModel::Status).contains(u"uspended"_s));
        bench.table()->selectAll();
        for (const bool yes : {false, true}) {
            QTRY_VERIFY(bench.button(u"Resume"_s)->isEnabled());
            QTest::mouseClick(bench.button(u"Resume"_s), Qt::LeftButton);
            const auto question
                = [&] { return bench.page.findChild<QMessageBox *>(u"question"_s); };
            QTRY_VERIFY(question());
            QVERIFY(question()->informativeText().endsWith(u": carol"_s));
            for (auto *button : question()->buttons())
                if (question()->buttonRole(button)
                    == (yes ? QMessageBox::AcceptRole : QMessageBox::RejectRole))
                    QTest::mouseClick(button, Qt::LeftButton);
            QTRY_VERIFY(!question());
            QTRY_COMPARE(bench.rows()[2].status, yes ? u"ACTIVE"_s : u"SUSPENDED"_s);
        }
    }

    /// An account that somebody else has removed meanwhile costs no other its pause, nor the undo.
    void oneThatIsGoneCostsNoOther()
    {
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.addAccounts({u"anna"_s, u"bob"_s, u"carol"_s});
        bench.execute(u"DELETE FROM pelorus_account WHERE account_id = 1"_s);
        bench.execute(u"DELETE FROM uploader_instagramaccount WHERE id = 1"_s);
        bench.pauseAll();
        QTRY_COMPARE(bench.page.banner()->text(),
                     u"2 accounts are paused: no new task starts on them."
                     " 1 accounts were removed meanwhile."_s);
        QCOMPARE(bench.paused(), 2);
        bench.clickInBanner(u"Undo"_s);
        QTRY_COMPARE(bench.paused(), 0);
    }
    /// Nor does one that cannot be changed now; it is tried again alone.
    void oneThatFailsCostsNoOther()
    {
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.addAccounts({u"anna"_s, u"bob"_s, u"carol"_s});
        bench.execute(u"CREATE TRIGGER busy BEFORE INSERT ON pelorus_account"
                      " WHEN NEW.account_id = 1 BEGIN SELECT RAISE(ABORT, 'not now'); END"_s);
        bench.pauseAll();
        QTRY_VERIFY(bench.page.banner()->text().startsWith(u"2 of 3 accounts are done. "_s));
        QCOMPARE(bench.paused(), 2);
        bench.execute(u"DROP TRIGGER busy"_s);
        bench.clickInBanner(u"Try again"_s);
        QTRY_COMPARE(bench.page.banner()->text(),
                     u"3 accounts are paused: no new task starts on them."_s);
        QCOMPARE(bench.paused(), 3);
        bench.clickInBanner(u"Undo"_s);
        QTRY_COMPARE(bench.paused(), 0);
    }

    void twoFactorKeyIsChecked()
    {
        Bench bench(u"sqlite"_s, m_settings);
        auto *dialog = new AccountDialog(bench.services, &bench.page);
        dialog->open();
        QSignalSpy saved(dialog, &AccountDialog::saved);
        const auto buttons = dialog->findChildren<QPushButton *>();
        auto *save = *std::ranges::find_if(buttons, &QPushButton::isDefault);
        dialog->findChildren<QLineEdit *>().value(0)->setText(u"anna"_s);
        auto *totp = dialog->findChildren<SecretEdit *>().value(1);
        for (const QString &wrong : {u"not a secret!!"_s, u"hunter"_s}) {
            totp->setText(wrong);
            QTest::mouseClick(save, Qt::LeftButton);
            QVERIFY(dialog->findChild<Banner *>()->isVisible());
            QVERIFY(save->isEnabled()); // nothing is being saved
        }
        QVERIFY(bench.rows().empty());
        totp->setText(u"jbsw y3dp ehpk 3pxp"_s);
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_COMPARE(saved.count(), 1);
        QVERIFY(bench.rows().front().hasTotp);
    }

    /// What is not put to use is not said to be imported.
    void signedOutCookiesAreTold()
    {
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.addAccounts({u"anna"_s});
        bench.table()->selectRow(0);
        auto *inspector = bench.page.findChild<AccountInspector *>();
        QVERIFY(inspector);
        // A preview first, then what was foreseen.
        const auto said = [&](const QByteArray &cookies) -> QString {
            inspector->findChild<QPushButton *>(u"importCookies"_s)->click();
            QPointer dialog = inspector->findChild<ImportDialog *>();
            dialog->readText(QString::fromUtf8(cookies));
            auto *go = dialog->findChild<QPushButton *>(u"importGo"_s);
            [&] { QTRY_VERIFY(go->isVisible() && go->isEnabled()); }();
            const ImportItem item = dialog->findChild<ImportModel *>()->row(0);
            QTest::mouseClick(go, Qt::LeftButton);
            [&] { QTRY_VERIFY(!go->isVisible()); }();
            delete dialog;
            return item.name % u": "_s % importStateText(item.state) % u". "_s % item.note;
        };
        const QString signedOut = u"These cookies are not signed in: sessionid or ds_user_id is "
                                  "missing or has expired. Export them again while signed in."_s;
        QCOMPARE(said("mid=1"), u"anna: Changed. "_s % signedOut);
        QTRY_VERIFY(!bench.rows().front().cookiesValid && bench.rows().front().cookieCount == 1);
        QCOMPARE(said("sessionid=1; ds_user_id=2"), u"anna: Changed. "_s);
        QCOMPARE(said("bob\nmid=1; csrftoken=2"),
                 u"anna: History only. "_s % signedOut
                     % u" The account's own stay in use; these only go into its history of "
                       "cookies."_s);
        QVERIFY(bench.rows().front().cookiesValid);
    }

    void dropsOnTheEmptyPage()
    {
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        auto *empty = bench.page.findChild<EmptyState *>();
        QTRY_VERIFY(empty && empty->isVisible());
        bench.drop(empty, {file(u"accounts.txt"_s)}, empty->rect().center());
        QPointer dialog(bench.page.findChild<ImportDialog *>());
        QVERIFY(dialog);
        auto *go = dialog->findChild<QPushButton *>(u"importGo"_s);
        QTRY_VERIFY(go->isVisible() && go->isEnabled());
        QTest::mouseClick(go, Qt::LeftButton);
        QTRY_COMPARE(bench.table()->model()->rowCount(), 1);
        QCOMPARE(bench.cell(0, AccountModel::Name), u"carol"_s);
    }

    /// On a row videos are for its account; beside the rows they are nobody's.
    void dropsOnTheTable()
    {
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.addAccounts({u"anna"_s});
        QSignalSpy bulk(&bench.page, &AccountsPage::bulkRequested);
        const QStringList videos{file(u"one.mp4"_s), file(u"two.mp4"_s)};
        QWidget *area = bench.table()->viewport();
        bench.drop(area, videos, area->rect().center());
        QCOMPARE(bench.page.banner()->text(),
                 u"Drop the video on the account that shall get it."_s);
        QCOMPARE(bulk.count(), 0);

        const QPoint row = bench.table()->visualRect(bench.table()->model()->index(0, 1)).center();
        bench.drop(area, videos, row);
        QCOMPARE(bulk.count(), 1);
        QCOMPARE(bulk.last().at(0).value<QList<qint64>>(), QList<qint64>{bench.rows()[0].id.value});
        QCOMPARE(bulk.last().at(1).toStringList(), videos);
        bench.drop(area, {videos.first()}, row);
        QVERIFY(bench.page.findChild<UploadDialog *>());
    }

    /// What is pasted goes where it would go by a drop on the current row.
    void pasteTellsFilesApart()
    {
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.addAccounts({u"anna"_s});
        bench.page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&bench.page));
        bench.table()->setFocus();
        bench.table()->selectRow(0);
        const auto paste = [&](const QString &path) {
            auto mime = std::make_unique<QMimeData>();
            mime->setUrls({QUrl::fromLocalFile(path)});
            QGuiApplication::clipboard()->setMimeData(mime.release());
            QTest::keyClick(bench.table(), Qt::Key_V, Qt::ControlModifier);
        };
        const auto imports = [&] {
            QStringList titles;
            for (auto *dialog : bench.page.findChildren<ImportDialog *>()) {
                titles << dialog->windowTitle();
                delete dialog;
            }
            return titles;
        };
        paste(file(u"one.mp4"_s));
        QVERIFY(imports().isEmpty());
        auto *upload = bench.page.findChild<UploadDialog *>();
        QVERIFY(upload && upload->windowTitle().contains(u"anna"_s));
        delete upload;
        paste(m_dir.path());
        QCOMPARE(imports(), QStringList{u"Import cookies"_s});
        paste(file(u"accounts.txt"_s));
        QCOMPARE(imports(), QStringList{u"Import accounts"_s});
        QGuiApplication::clipboard()->setText(u"carol:pw"_s);
        QTest::keyClick(bench.table(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(imports(), QStringList{u"Import accounts"_s});
    }

    /// As the checks say: the video is published, but not looked at before.
    void uploadWithoutFfprobe()
    {
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.addAccounts({u"anna"_s});
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        UploadDialog dialog(bench.services, bench.rows().front(), file(u"one.mp4"_s));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        QTRY_VERIFY(bench.workers.isIdle());
        qputenv("PATH", path);
        QVERIFY(!dialog.findChild<Banner *>()->isVisible());
        bool said = false;
        for (const QLabel *label : dialog.findChildren<QLabel *>())
            said |= label->isVisible() && label->text().contains(u"ffprobe"_s);
        QVERIFY(said);
        auto *publish = dialog.findChild<QPushButton *>(u"uploadPublish"_s);
        QVERIFY(publish->isEnabled());
        QTest::mouseClick(publish, Qt::LeftButton);
        QTRY_VERIFY(!dialog.isVisible());
        const auto jobs
            = await(bench.workers, [db = bench.db] { return store::JobStore(db).rows(10); });
        QVERIFY(jobs.has_value());
        QCOMPARE(jobs->size(), size_t(1));
    }
};

QTEST_MAIN(tst_AccountsPage)
#include "tst_accountspage.moc"
