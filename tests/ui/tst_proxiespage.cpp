// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/stores.h"
#include "tests/support/resultmacros.h"
#include "tests/ui/pagebench.h"
#include "ui/import/importdialog.h"
#include "ui/proxies/assigndialog.h"
#include "ui/proxies/proxiespage.h"
#include "ui/proxies/proxydialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::ui;
using pelorus::test::await;

/// The page of the proxies on a real database, by clicks and keys.
class tst_ProxiesPage final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    settings::Settings m_settings;

    using Bench = test::PageBench<ProxiesPage>;

    ProxyId add(Bench &bench, const QString &host, int port, const QString &user = {})
    {
        auto proxy = std::make_shared<store::Proxy>();
        proxy->host = host;
        proxy->port = port;
        proxy->username = Secret(user);
        proxy->password = Secret(u"CANARY-password"_s);
        const auto id = await(bench.workers,
                              [db = bench.db, proxy] { return store::ProxyStore(db).add(*proxy); });
        [&] { QVERIFY(id.has_value()); }();
        return id.value_or(ProxyId{});
    }

private slots:
    void addEditRemoveUndo_data() { pelorus::test::addEngineRows(); }
    void addEditRemoveUndo()
    {
        QFETCH(QString, engine);
        Bench bench(engine, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        QTRY_VERIFY(bench.page.findChild<QPushButton *>(u"proxyImport"_s)->isVisible());

        for (auto *button : bench.page.findChildren<QPushButton *>())
            if (button->text().startsWith(u"Add proxy"_s))
                QTest::mouseClick(button, Qt::LeftButton);
        QPointer dialog(bench.page.findChild<ProxyDialog *>());
        QVERIFY(dialog);
        dialog->findChild<QLineEdit *>(u"proxyHost"_s)->setText(u"bad host"_s);
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(dialog->findChild<Banner *>()->isVisible()); // said at once, nothing is asked
        dialog->findChild<QLineEdit *>(u"proxyHost"_s)->setText(u" P.Example "_s);
        dialog->findChild<QSpinBox *>(u"proxyPort"_s)->setValue(3128);
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_COMPARE(bench.table()->model()->rowCount(), 1);
        QCOMPARE(bench.cell(0, ProxyModel::Host), u"p.example"_s);
        QCOMPARE(bench.cell(0, ProxyModel::Port), u"3128"_s);
        QTRY_VERIFY(!dialog);

        bench.table()->setFocus();
        bench.table()->selectRow(0);
        QTest::keyClick(bench.table(), Qt::Key_Return); // edits
        dialog = bench.page.findChild<ProxyDialog *>();
        QVERIFY(dialog);
        dialog->findChild<QSpinBox *>(u"proxyPort"_s)->setValue(3129);
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_COMPARE(bench.cell(0, ProxyModel::Port), u"3129"_s);
        QTRY_VERIFY(!dialog);

        QTest::keyClick(bench.table(), Qt::Key_Delete);
        QTRY_COMPARE(bench.table()->model()->rowCount(), 0);
        bench.clickInBanner(u"Undo"_s);
        QTRY_COMPARE(bench.table()->model()->rowCount(), 1);
        QCOMPARE(bench.cell(0, ProxyModel::Port), u"3129"_s);
    }

    void testGoesThroughTheProxy()
    {
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        // Answers as a proxy and as the site behind it.
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost, 0));
        QByteArray seen;
        connect(&server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [&seen, socket] {
                const QByteArray text = socket->readAll();
                seen += text;
                socket->write("HTTP/1.1 200 OK\r\n\r\n");
            });
        });
        int closed = 0;
        {
            QTcpServer gone;
            QVERIFY(gone.listen(QHostAddress::LocalHost, 0));
            closed = gone.serverPort();
        }
        add(bench, u"127.0.0.1"_s, server.serverPort(), u"user-zone-res-session-Ab12"_s);
        add(bench, u"localhost"_s, closed);
        bench.page.refresh();
        QTRY_COMPARE(bench.table()->model()->rowCount(), 2);
        for (int row = 0; row < 2; ++row)
            for (int column = 0; column < ProxyModel::ColumnCount; ++column)
                for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)}) {
                    const QString text
                        = bench.table()->model()->index(row, column).data(role).toString();
                    QVERIFY(!text.contains("CANARY"_L1) && !text.contains("session-Ab12"_L1));
                }
        QCOMPARE(bench.cell(0, ProxyModel::Status), u"Not tested"_s);
        bench.table()->selectAll();
        bench.page.findChild<QAction *>(u"proxyTest"_s)->trigger();
        QCOMPARE(bench.cell(0, ProxyModel::Status), u"Being tested"_s);
        QTRY_COMPARE(bench.cell(0, ProxyModel::Status), u"Works"_s);
        QTRY_COMPARE(bench.cell(1, ProxyModel::Status), u"Does not work"_s);
        QVERIFY(!bench.cell(0, ProxyModel::Checked).isEmpty());
        QVERIFY(seen.contains("CONNECT site.example:80 "));
        QVERIFY(seen.contains("HEAD / "));
        QVERIFY(bench.page.banner()->text().contains(u"1 work, 1 do not"_s));
        QVERIFY(bench.table()
                    ->model()
                    ->index(1, 0)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(u"Nothing listens"_s));
    }

    void aTestTakesNoUndoAway_data()
    {
        QTest::addColumn<bool>("undoFirst");
        QTest::newRow("the test ends first") << false;
        QTest::newRow("undone first") << true;
    }
    void aTestTakesNoUndoAway()
    {
        QFETCH(bool, undoFirst);
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        QTcpServer slow;
        QVERIFY(slow.listen(QHostAddress::LocalHost, 0));
        bool answers = false;
        const auto answer = [&] {
            for (auto *socket : slow.findChildren<QTcpSocket *>())
                if (answers && !socket->readAll().isEmpty())
                    socket->write("HTTP/1.1 200 OK\r\n\r\n");
        };
        connect(&slow, &QTcpServer::newConnection, this, [&] {
            connect(slow.nextPendingConnection(), &QTcpSocket::readyRead, this, answer);
        });
        const ProxyId tested = add(bench, u"127.0.0.1"_s, slow.serverPort());
        const ProxyId removed = add(bench, u"two.example"_s, 2);
        bench.page.refresh();
        QTRY_COMPARE(bench.table()->model()->rowCount(), 2);
        bench.page.select(tested);
        bench.page.findChild<QAction *>(u"proxyTest"_s)->trigger();
        QTRY_VERIFY(slow.findChild<QTcpSocket *>());
        bench.page.select(removed);
        QTest::keyClick(bench.table(), Qt::Key_Delete);
        QTRY_COMPARE(bench.table()->model()->rowCount(), 1);
        QVERIFY(bench.page.banner()->text().contains(u"removed"_s));
        const auto endTest = [&] {
            answers = true;
            answer();
            QTRY_COMPARE(bench.cell(0, ProxyModel::Status), u"Works"_s);
        };
        if (undoFirst) {
            bench.clickInBanner(u"Undo"_s);
            QVERIFY(bench.page.banner()->text().startsWith(u"Testing"_s));
            QTRY_COMPARE(bench.table()->model()->rowCount(), 2);
            endTest();
        } else {
            endTest();
            QVERIFY(bench.page.banner()->text().contains(u"removed"_s));
            bench.clickInBanner(u"Undo"_s);
            QTRY_COMPARE(bench.table()->model()->rowCount(), 2);
        }
        QTRY_VERIFY(bench.page.banner()->text().contains(u"proxies work"_s));
    }

    void accountsAreTicked()
    {
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        const ProxyId proxy = add(bench, u"p.example"_s, 8080);
        const auto made = await(bench.workers, [db = bench.db, proxy]() -> Result<void> {
            store::AccountStore accounts(db);
            for (const QString &name : {u"alice"_s, u"bob"_s, u"carol"_s}) {
                store::NewAccount account;
                account.username = name;
                const auto id = accounts.add(account);
                if (!id)
                    return fail(id.error());
                if (name == u"alice"_s)
                    if (auto done = accounts.assignProxy(*id, proxy); !done)
                        return done;
            }
            return {};
        });
        QVERIFY_RESULT(made);
        bench.page.refresh();
        QTRY_COMPARE(bench.cell(0, ProxyModel::Account), u"alice"_s);
        bench.page.select(proxy);
        for (auto *action : bench.table()->actions())
            if (action->text().startsWith(u"Accounts"_s))
                action->trigger();
        QPointer dialog(bench.page.findChild<AssignDialog *>());
        QVERIFY(dialog);
        auto *accounts = dialog->findChild<TableView *>(u"assignAccounts"_s);
        QTRY_COMPARE(accounts->model()->rowCount(), 3);
        const auto box = [&](int row) { return accounts->model()->index(row, AccountModel::Name); };
        QCOMPARE(box(0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        const auto warns = [&] {
            return std::ranges::any_of(dialog->findChildren<QLabel *>(), [](const QLabel *label) {
                return label->text().contains(u"have no proxy and are paused"_s);
            });
        };
        QVERIFY(!warns());
        accounts->model()->setData(box(0), Qt::Unchecked, Qt::CheckStateRole);
        QVERIFY(warns());
        accounts->selectRow(2);
        QTest::keyClick(accounts, Qt::Key_Space);
        QCOMPARE(box(2).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        for (auto *button : dialog->findChildren<QPushButton *>())
            if (button->text() == u"Save"_s)
                QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(bench.cell(0, ProxyModel::Account), u"carol"_s);
        QTRY_VERIFY(!dialog);
        // Who is left without one does not go out without one.
        const auto rows
            = await(bench.workers, [db = bench.db] { return store::AccountStore(db).rows({}); });
        QVERIFY_RESULT(rows);
        for (const store::AccountRow &row : *rows)
            QCOMPARE(row.pauseReason.contains(u"proxy"_s), row.username == "alice"_L1);
    }

    void searchAndPaste()
    {
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        add(bench, u"one.example"_s, 1);
        add(bench, u"two.example"_s, 2);
        bench.page.refresh();
        QTRY_COMPARE(bench.table()->model()->rowCount(), 2);
        bench.page.findChild<QLineEdit *>(u"proxySearch"_s)->setText(u"TWO.ex"_s);
        QTRY_COMPARE(bench.table()->model()->rowCount(), 1);
        QCOMPARE(bench.cell(0, ProxyModel::Host), u"two.example"_s);

        QGuiApplication::clipboard()->setText(u"three.example:3:anna:CANARY-3\n"_s);
        bench.table()->setFocus();
        QTest::keyClick(bench.table(), Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(bench.page.findChild<ImportDialog *>());
        QPointer dialog(bench.page.findChild<ImportDialog *>());
        auto *go = dialog->findChild<QPushButton *>(u"importGo"_s);
        QTRY_VERIFY(go->isVisible() && go->isEnabled());
        QTest::mouseClick(go, Qt::LeftButton);
        bench.page.findChild<QLineEdit *>(u"proxySearch"_s)->clear();
        QTRY_COMPARE(bench.table()->model()->rowCount(), 3);
        delete dialog;
    }

    void exportAsksForPasswords_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<bool>("inside");
        QTest::newRow("with") << u"With passwords in clear"_s << true;
        QTest::newRow("without") << u"Without passwords"_s << false;
    }
    void exportAsksForPasswords()
    {
        QFETCH(QString, button);
        QFETCH(bool, inside);
        Bench bench(u"sqlite"_s, m_settings);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        add(bench, u"one.example"_s, 8080, u"anna-banana-cabana"_s);
        QTest::mouseClick(bench.page.findChild<QPushButton *>(u"proxyExport"_s), Qt::LeftButton);
        auto *box = bench.page.findChild<QMessageBox *>(u"exportQuestion"_s);
        QVERIFY(box);
        for (auto *choice : box->buttons())
            if (choice->text() == button)
                choice->click();
        auto *file = bench.page.findChild<QFileDialog *>(u"exportFile"_s);
        QVERIFY(file);
        const QString path = m_dir.filePath(button + u".csv"_s);
        emit file->fileSelected(path);
        QTRY_VERIFY(bench.page.banner()->text().contains(u"written"_s));
        QFile written(path);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray text = written.readAll();
        QVERIFY(text.contains("one.example"));
        QCOMPARE(text.contains("CANARY-password"), inside);
        QCOMPARE(text.contains("anna-banana"), inside);
        file->reject();
    }

    void initTestCase() { m_settings.siteUrl = QUrl(u"http://site.example"_s); }
};

QTEST_MAIN(tst_ProxiesPage)
#include "tst_proxiespage.moc"
