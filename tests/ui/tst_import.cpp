// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/stores.h"
#include "tests/support/testdatabase.h"
#include "ui/import/importdialog.h"
#include "ui/import/importmodel.h"
#include "ui/widgets/tableview.h"

#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QGuiApplication>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::ui;
using pelorus::test::TestDatabase;
using State = ImportItem::State;

/// The import's dialog by paste and drop, on both databases.
class tst_Import final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    settings::Settings m_settings;

    template <typename Work>
    auto await(Workers &workers, Work work)
    {
        std::optional<std::invoke_result_t<Work>> answer;
        workers.run(this, std::move(work), [&](auto result) { answer.emplace(std::move(result)); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20000); }();
        return std::move(*answer);
    }
    size_t accountCount(Workers &workers, const store::DatabasePtr &db)
    {
        const auto rows = await(workers, [db] { return store::AccountStore(db).rows({}); });
        return rows ? rows->size() : 999;
    }

private slots:
    void pasteThenImport_data() { pelorus::test::addEngineRows(); }
    void pasteThenImport()
    {
        QFETCH(QString, engine);
        const TestDatabase fixture(engine);
        QVERIFY2(fixture.isValid(), qPrintable(fixture.problem()));
        const store::DatabasePtr db = *fixture;
        Workers workers;
        Services services{workers, db, m_settings, u"host/1/"_s, u"tester"_s, {}};
        auto *dialog = new ImportDialog(services, ImportKind::Accounts);
        QPointer guard(dialog);
        QSignalSpy imported(dialog, &ImportDialog::imported);
        dialog->show();
        QGuiApplication::clipboard()->setText(
            u"alice_shop:CANARY-1\nbob.store:CANARY-2\nalice_shop:CANARY-3\nnonsense\n"_s);
        QTest::keyClick(dialog, Qt::Key_V, Qt::ControlModifier);
        auto *go = dialog->findChild<QPushButton *>(u"importGo"_s);
        QTRY_VERIFY(go->isVisible() && go->isEnabled());
        const auto *model = dialog->findChild<ImportModel *>();
        QCOMPARE(model->rowCount(), 4); // every line is accounted for
        QCOMPARE(int(model->row(0).state), int(State::Added));
        QCOMPARE(int(model->row(2).state), int(State::Refused));
        for (int row = 0; row < model->rowCount(); ++row)
            for (int column = 0; column < model->columnCount(); ++column)
                QVERIFY(!model->index(row, column).data().toString().contains("CANARY"_L1));
        QCOMPARE(accountCount(workers, db), 0U); // a preview writes nothing

        QTest::mouseClick(go, Qt::LeftButton);
        QTRY_COMPARE(imported.size(), 1);
        QCOMPARE(accountCount(workers, db), 2U);
        QVERIFY(!go->isVisible());
        delete guard;
    }

    void dropAFile()
    {
        const TestDatabase fixture(u"sqlite"_s);
        QVERIFY2(fixture.isValid(), qPrintable(fixture.problem()));
        const store::DatabasePtr db = *fixture;
        const QString path = m_dir.filePath(u"list.txt"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("carol.cafe:pw\n");
        file.close();
        Workers workers;
        Services services{workers, db, m_settings, u"host/1/"_s, u"tester"_s, {}};
        auto *dialog = new ImportDialog(services, ImportKind::Accounts);
        QPointer guard(dialog);
        dialog->show();
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        // Without it Qt knows no target of the drop.
        QDragEnterEvent enter(
            QPoint(20, 20), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(dialog, &enter);
        QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(dialog, &drop);
        const auto *model = dialog->findChild<ImportModel *>();
        QTRY_COMPARE(model->rowCount(), 1);
        QCOMPARE(model->row(0).name, u"carol.cafe"_s);
        delete guard;
    }
};

QTEST_MAIN(tst_Import)
#include "tst_import.moc"
