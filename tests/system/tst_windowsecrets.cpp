// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"
#include "ui/tasks/taskmodel.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/taskview.h"
#include "ui/widgets/tableview.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QDialog>
#include <QDirIterator>
#include <QGuiApplication>
#include <QListView>
#include <QMetaProperty>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTabBar>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

/// No secret value on the screen, in what a screen reader or the clipboard gets, or in a file.
class TestWindowSecrets : public QObject
{
    Q_OBJECT

    QStringList m_secrets;
    QStringList m_found; ///< where, never what
    qsizetype m_looked = 0;

    void look(const QString &text, const QString &where)
    {
        ++m_looked;
        for (const QString &secret : m_secrets)
            if (text.contains(secret, Qt::CaseInsensitive) && !m_found.contains(where))
                m_found += where;
    }
    void lookInto(const QVariant &value, const QString &where)
    {
        if (value.userType() == QMetaType::QStringList)
            look(value.toStringList().join(u'\n'), where);
        else if (value.canConvert<QString>())
            look(value.toString(), where);
    }
    void
    lookAtModel(const QAbstractItemModel *model, const QModelIndex &parent, const QString &where)
    {
        for (int column = 0; column < model->columnCount(parent); ++column)
            for (const auto orientation : {Qt::Horizontal, Qt::Vertical})
                for (const int role : {Qt::DisplayRole, Qt::ToolTipRole})
                    lookInto(model->headerData(column, orientation, role), where + u" header"_s);
        for (int row = 0; row < model->rowCount(parent); ++row)
            for (int column = 0; column < model->columnCount(parent); ++column) {
                const QModelIndex index = model->index(row, column, parent);
                for (int role = 0; role < Qt::UserRole + 16; ++role)
                    lookInto(model->data(index, role),
                             u"%1 cell %2,%3 role %4"_s.arg(where).arg(row).arg(column).arg(role));
                if (model->hasChildren(index))
                    lookAtModel(model, index, where);
            }
    }
    /// Every widget, also hidden ones and dialogs: all its properties, its model, what Copy takes.
    void lookAtWindow(WindowBench &bench)
    {
        const QString page = bench.window().currentPage();
        QList<QWidget *> widgets = bench.window().findChildren<QWidget *>();
        widgets += &bench.window();
        for (QWidget *widget : widgets) {
            const QMetaObject *meta = widget->metaObject();
            const QString where = u"%1: %2 %3"_s.arg(
                page, QLatin1StringView(meta->className()), widget->objectName());
            for (int i = 0; i < meta->propertyCount(); ++i)
                lookInto(meta->property(i).read(widget),
                         where + u'.' + QLatin1StringView(meta->property(i).name()));
            if (const auto *view = qobject_cast<QAbstractItemView *>(widget); view && view->model())
                lookAtModel(view->model(), {}, where);
            if (auto *table = qobject_cast<ui::TableView *>(widget); table && table->isVisible()) {
                table->setFocus();
                table->selectAll();
                QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
                look(QGuiApplication::clipboard()->text(), where + u" copied"_s);
            }
        }
    }
    void lookAtFiles(const QString &folder)
    {
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                look(QString::fromUtf8(file.readAll()), file.fileName());
        }
    }
    /// What the site gave while the jobs ran is as secret as what was stored before.
    void learnCookies(WindowBench &bench, const std::vector<AccountId> &accounts)
    {
        for (const AccountId account : accounts) {
            const auto stored = WindowBench::offGui(
                [&] { return store::CookieStore(bench.database()).load(account); });
            QVERIFY(stored.has_value());
            QVERIFY(!stored->cookies.empty());
            for (const formats::Cookie &cookie : stored->cookies)
                cookie.value.reveal([this](const QByteArray &value) {
                    if (value.size() >= 12)
                        m_secrets += QString::fromUtf8(value);
                });
        }
    }

private slots:
    void nothingIsShown()
    {
        WindowBench bench(u"postgresql"_s);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const AccountId alice = bench.addAccount(
            {{u"username"_s, u"alice_shop"_s}, {u"password"_s, u"CANARY-alice-pass"_s}}, true);
        const AccountId bob = bench.addAccount({{u"username"_s, u"bob.store"_s},
                                                {u"password"_s, u"CANARY-bob-pass"_s},
                                                {u"totpSecret"_s, u"JBSWY3DPEHPK3PXP"_s}});
        bench.addAccount(
            {{u"username"_s, u"carol.cafe"_s}, {u"password"_s, u"CANARY-carol-pass"_s}});
        // Another password than the stored one: an error of the sign-in.
        bench.standIn().site({{u"accounts"_s,
                               QJsonArray{QJsonObject{{u"username"_s, u"carol.cafe"_s},
                                                      {u"password"_s, u"CANARY-changed"_s}}}}});
        bench.giveProxy(alice, u"CANARY-proxy-user"_s, u"CANARY-proxy-pass"_s);
        const QString video = bench.makeVideo(u"one.mp4"_s);
        QVERIFY(bench.open());

        bench.goTo(u"Bulk upload"_s);
        auto *drop = bench.find<ui::TableView>(u"bulkVideos"_s);
        WindowBench::drop(drop->viewport(), drop->viewport()->rect().center(), {video});
        QVERIFY(bench.press(u"All to all"_s));
        QTRY_COMPARE(bench.find<ui::TableView>(u"bulkAccounts"_s)->model()->rowCount(), 3);
        QVERIFY(bench.press(u"Choose shown"_s));
        auto *start = bench.find<QPushButton>(u"bulkStart"_s);
        QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), 30000);
        QTest::mouseClick(start, Qt::LeftButton);
        auto *tasks = bench.find<ui::TableView>(u"tasksTable"_s);
        const auto states = [&] { return WindowBench::column(tasks, ui::TaskModel::State); };
        // carol's waits for a person, the others end.
        QTRY_VERIFY2_WITH_TIMEOUT(states().count(u"Published"_s) == 2
                                      && states().contains(u"Needs you"_s),
                                  qPrintable(states().join(u' ')),
                                  120000);
        m_secrets = bench.secrets();
        learnCookies(bench, {alice, bob});
        QVERIFY(m_secrets.size() > 10);

        for (const QString &page : {u"Overview"_s,
                                    u"Accounts"_s,
                                    u"Proxies"_s,
                                    u"Bulk upload"_s,
                                    u"Tasks"_s,
                                    u"Profiles"_s,
                                    u"Checks"_s,
                                    u"Settings"_s}) {
            bench.goTo(page);
            QTest::qWait(
                300); // the page reads its tables; what is not read yet cannot be looked at
            lookAtWindow(bench);
        }
        bench.goTo(u"Accounts"_s);
        auto *accounts = bench.find<ui::TableView>(u"accountsTable"_s);
        for (int row = 0; row < accounts->model()->rowCount(); ++row) {
            QVERIFY(WindowBench::clickRow(
                accounts, 1, accounts->model()->index(row, 1).data().toString()));
            QTest::qWait(200);
            lookAtWindow(bench);
        }
        bench.goTo(u"Tasks"_s);
        auto *steps = bench.window().tasks().view().findChild<QListView *>();
        for (int row = 0; row < tasks->model()->rowCount(); ++row) {
            const QString name
                = tasks->model()->index(row, ui::TaskModel::Account).data().toString();
            QVERIFY(WindowBench::clickRow(tasks, ui::TaskModel::Account, name));
            QTRY_VERIFY(steps->model()->rowCount() > 3);
            for (int step = 0; step < steps->model()->rowCount(); ++step) {
                steps->setCurrentIndex(steps->model()->index(step, 0));
                QTest::keyClick(steps, Qt::Key_Return); // opens the evidence where there is some
            }
            lookAtWindow(bench);
            for (auto *dialog : bench.window().findChildren<QDialog *>())
                dialog->close();
        }
        QTest::keyClick(&bench.window(), Qt::Key_K, Qt::ControlModifier);
        lookAtWindow(bench);
        QVERIFY(bench.close());
        lookAtWindow(bench);
        lookAtFiles(bench.dataDir());
        QCOMPARE(m_found, QStringList());
        QVERIFY2(m_looked > 5000, qPrintable(QString::number(m_looked)));
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        QCOMPARE(bench.standIn().profilesLeft(), 0);
    }

    /// The search itself: what is planted is found, each in its place.
    void plantedIsFound()
    {
        WindowBench bench(u"sqlite"_s);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        QVERIFY(bench.open());
        m_secrets = {u"CANARY-planted"_s};
        const auto finds = [&](const QString &where) {
            m_found.clear();
            lookAtWindow(bench);
            lookAtFiles(bench.dataDir());
            return !m_found.isEmpty() && m_found.filter(where).size() == m_found.size();
        };
        m_found.clear();
        lookAtWindow(bench);
        lookAtFiles(bench.dataDir());
        QCOMPARE(m_found, QStringList());

        bench.window().setToolTip(u"a canary-PLANTED tip"_s);
        QVERIFY2(finds(u"toolTip"_s), qPrintable(m_found.join(u'\n')));
        bench.window().setToolTip({});

        QStandardItemModel model;
        auto *cell = new QStandardItem(u"***"_s);
        cell->setData(u"CANARY-planted"_s, Qt::AccessibleTextRole);
        model.appendRow(cell);
        auto *table = new ui::TableView(&bench.window());
        table->setModel(&model);
        QVERIFY2(finds(u"role %1"_s.arg(int(Qt::AccessibleTextRole))),
                 qPrintable(m_found.join(u'\n')));
        cell->setData({}, Qt::AccessibleTextRole);
        cell->setText(u"CANARY-planted"_s);
        table->show();
        m_found.clear();
        lookAtWindow(bench);
        QVERIFY(!m_found.filter(u"copied"_s).isEmpty());
        delete table;

        QFile log(bench.dataDir() + u"/log/other.log"_s);
        QDir().mkpath(bench.dataDir() + u"/log"_s);
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write("… CANARY-planted …");
        log.close();
        QVERIFY2(finds(u"other.log"_s), qPrintable(m_found.join(u'\n')));
        QVERIFY(bench.close());
    }
};

} // namespace pelorus::test

QTEST_MAIN(pelorus::test::TestWindowSecrets)
#include "tst_windowsecrets.moc"
