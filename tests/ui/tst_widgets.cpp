// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/lines.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/wraplayout.h"
#include "ui/window/help.h"
#include "ui/window/startwindow.h"
#include "ui/window/statusline.h"

#include <QDialog>
#include <QDir>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QPersistentModelIndex>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::ui;

/// What the pages are made of.
class tst_Widgets final : public QObject
{
    Q_OBJECT

private slots:
    /// Each in both languages, with a title, and no link that leads nowhere.
    void helpPagesAreThere()
    {
        const QStringList english = QDir(u":/help/en"_s).entryList();
        QVERIFY(english.size() >= 12);
        QCOMPARE(QDir(u":/help/ru"_s).entryList(), english);
        for (const QString &language : {u"en"_s, u"ru"_s})
            for (const QString &name : english) {
                QFile file(u":/help/%1/%2"_s.arg(language, name));
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QString text = QString::fromUtf8(file.readAll());
                QVERIFY2(text.startsWith(u"# "_s), qPrintable(name));
                static const QRegularExpression link(u"\\]\\(([^)]*)\\)"_s);
                for (auto links = link.globalMatch(text); links.hasNext();)
                    QVERIFY(english.contains(QString(links.next().captured(1) + u".md"_s)));
                const QString page = name.section(u'.', 0, 0);
                HelpDialog help(page);
                const auto *list = help.findChild<QListWidget *>();
                QCOMPARE(list->currentItem()->data(Qt::UserRole).toString(), page);
            }
    }

    void columnsShareTheRoom_data()
    {
        QTest::addColumn<std::vector<int>>("needs");
        QTest::addColumn<int>("room");
        QTest::addColumn<std::vector<int>>("widths");
        using List = std::vector<int>;
        QTest::newRow("enough for all: what is left goes to the rest")
            << List{50, 100, 20} << 200 << List{50, 130, 20};
        QTest::newRow("who needs little leaves its share to the others")
            << List{50, 500, 500} << 450 << List{50, 200, 200};
        QTest::newRow("too little for all") << List{500, 500, 500} << 300 << List{100, 100, 100};
        QTest::newRow("no room") << List{50, 100, 20} << 0 << List{0, 0, 0};
    }
    void columnsShareTheRoom()
    {
        QFETCH(std::vector<int>, needs);
        QFETCH(int, room);
        QTEST(shareRoom(needs, {10, 10, 10}, room, 1), "widths");
    }

    /// As wide as the view, whatever comes; what is cut off can be read as a tooltip.
    void tablesFillTheirWidth()
    {
        QStandardItemModel model(0, 3);
        model.setHorizontalHeaderLabels({u"Video"_s, u"State"_s, u"What will happen"_s});
        TableView table;
        table.setModel(&model);
        table.setColumns({10, 10, 20}, 2);
        table.resize(600, 200);
        table.show();
        const auto filled
            = [&] { return table.horizontalHeader()->length() == table.viewport()->width(); };
        QVERIFY(filled()); // empty
        const QString reason = QString(u"a long reason "_s).repeated(20).trimmed();
        model.appendRow({new QStandardItem(u"clip.mp4"_s),
                         new QStandardItem(u"ready"_s),
                         new QStandardItem(reason)});
        QVERIFY(filled());
        QCOMPARE(table.tip(model.index(0, 2)), reason);
        QCOMPARE(table.tip(model.index(0, 0)), QString()); // it is there in full
        QVERIFY(table.columnWidth(2) > 300);               // and leaves its room to the reason
        model.item(0, 2)->setToolTip(u"since noon"_s);
        QCOMPARE(table.tip(model.index(0, 2)), QString(reason + u"\nsince noon"_s));
        table.resize(300, 200);
        QTRY_VERIFY(filled());
        table.setColumnWidth(0, 120); // dragged
        table.resize(500, 200);
        QTRY_VERIFY(filled());
        QCOMPARE(table.columnWidth(0), 120);
    }

    void barsFold()
    {
        QWidget bar;
        auto *layout = new WrapLayout(&bar, 8, 4);
        QList<QWidget *> parts;
        for (int i = 0; i < 3; ++i) {
            parts << new QWidget(&bar);
            parts.last()->setFixedHeight(20);
            parts.last()->setMinimumWidth(100);
            layout->addWidget(parts.last());
        }
        parts[0]->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        QCOMPARE(bar.minimumSizeHint().width(), 100);
        QCOMPARE(layout->heightForWidth(400), 20);
        QCOMPARE(layout->heightForWidth(220), 44);
        layout->setGeometry({0, 0, 220, 44});
        QCOMPARE(parts[1]->y(), 0);
        QCOMPARE(parts[2]->y(), 24);
        parts[1]->hide();
        QCOMPARE(layout->heightForWidth(220), 20);
    }

    /// A dialog's highlighted button takes Enter from its fields and tables; outside of a dialog it
    /// does with the focus.
    void enterPressesTheHighlightedButton()
    {
        QStandardItemModel model(3, 1);
        for (const bool inDialog : {true, false}) {
            const std::unique_ptr<QWidget> window(inDialog ? new QDialog : new QWidget);
            new QPushButton(u"Close"_s, window.get());
            auto *go = primaryButton(u"Go"_s, window.get());
            auto *table = new TableView(window.get());
            table->setModel(&model);
            table->selectRow(1);
            auto *line = new QLineEdit(window.get());
            int pressed = 0;
            connect(go, &QPushButton::clicked, this, [&] { ++pressed; });
            window->show();
            window->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(window.get()));
            for (QWidget *focus : std::initializer_list<QWidget *>{table, line, go}) {
                focus->setFocus();
                QTest::keyClick(focus, Qt::Key_Return);
            }
            QCOMPARE(pressed, inDialog ? 3 : 1);
            // Where rows are opened by Enter it stays the table's.
            connect(table, &QTableView::activated, this, [] {});
            table->setFocus();
            QTest::keyClick(table, Qt::Key_Return);
            QCOMPARE(pressed, inDialog ? 3 : 1);
        }
    }

    /// What does not fit is an icon whose tooltip has the words.
    void theStatusLineFolds()
    {
        Workers workers;
        const settings::Settings settings;
        Services services{workers, nullptr, settings, {}, {}, {}};
        QWidget window;
        auto *line = new StatusLine(services, &window);
        line->resize(1200, 30);
        window.show();
        line->showCounters({});
        const auto *profiles = line->findChild<QToolButton *>(u"statusProfiles"_s);
        const auto *dolphin = line->findChild<QToolButton *>(u"statusDolphin"_s);
        QCOMPARE(profiles->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
        line->resize(400, 30);
        QTRY_COMPARE(profiles->toolButtonStyle(), Qt::ToolButtonIconOnly);
        QCOMPARE(profiles->toolTip(), u"profiles open 0, leaked 0"_s);
        QCOMPARE(dolphin->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
        QVERIFY(line->layout()->sizeHint().width() <= 400);
        run::EngineStatus status;
        status.dolphin = run::EngineStatus::Dolphin::NoToken;
        line->setEngine(status);
        QCOMPARE(dolphin->text(), u"No Dolphin token"_s);
        status.dolphin = run::EngineStatus::Dolphin::NotReady;
        line->setEngine(status);
        QCOMPARE(dolphin->text(), u"Dolphin is not ready"_s);
        line->resize(1200, 30);
        QTRY_COMPARE(profiles->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
    }

    void errorOffersRetry()
    {
        Banner banner;
        int retried = 0;
        banner.showError({ErrorKind::Storage, u"It failed."_s, u"SQLSTATE 08006"_s, 0, {}, {}},
                         [&] { ++retried; });
        QStringList shown;
        for (auto *button : banner.findChildren<QPushButton *>())
            if (!button->isHidden()) {
                shown << button->text();
                if (button->text() == u"Try again"_s)
                    button->click();
            }
        QVERIFY(shown.contains(u"Details"_s));
        QCOMPARE(retried, 1);
        QVERIFY(banner.isHidden());
        // A read that succeeds takes its own error away and nothing else.
        const Error error{ErrorKind::Storage, u"It failed."_s, {}, 0, {}, {}};
        banner.showError(error, [] {});
        QVERIFY(banner.clearRetried());
        QVERIFY(banner.isHidden());
        banner.showError(error);
        QVERIFY(!banner.clearRetried());
        banner.showNotice(Role::Warning, u"A notice."_s, u"Do it"_s, [] {});
        QVERIFY(!banner.clearRetried());
        QCOMPARE(banner.text(), u"A notice."_s);
    }

    /// It is the only way back to what was removed: for its ten seconds nothing but an error takes
    /// its place, and it takes nobody's for good.
    void noNoticeTakesAnUndoAway()
    {
        Banner banner;
        int undone = 0;
        int stopped = 0;
        const auto press = [&](const QString &text) {
            for (auto *button : banner.findChildren<QPushButton *>())
                if (!button->isHidden() && button->text() == text)
                    return button->click();
            QFAIL(qPrintable(text));
        };
        banner.showNotice(Role::Running, u"Testing."_s, u"Stop"_s, [&] { ++stopped; });
        banner.showUndo(u"One is removed."_s, [&] { ++undone; });
        QCOMPARE(banner.text(), u"One is removed."_s);
        press(u"Undo"_s);
        QCOMPARE(undone, 1);
        QCOMPARE(banner.text(), u"Testing."_s);
        banner.showUndo(u"Another is removed."_s, [&] { ++undone; });
        banner.findChild<QToolButton *>()->click(); // dismissed
        press(u"Stop"_s);
        QCOMPARE(stopped, 1);
        QVERIFY(banner.isHidden());

        banner.showUndo(u"One is removed."_s, [&] { ++undone; });
        banner.showNotice(Role::Running, u"Testing."_s, u"Stop"_s, [&] { ++stopped; });
        banner.showNotice(Role::Warning, u"Tested."_s);
        QCOMPARE(banner.text(), u"One is removed."_s);
        banner.findChild<QTimer *>({}, Qt::FindDirectChildrenOnly)->start(0); // ten seconds later
        QTRY_COMPARE(banner.text(), u"Tested."_s);

        banner.showUndo(u"One is removed."_s, [&] { ++undone; });
        banner.clear(); // of whoever gave the notice
        press(u"Undo"_s);
        QCOMPARE(undone, 2);
        QVERIFY(banner.isHidden());

        const Error error{ErrorKind::Storage, u"It failed."_s, {}, 0, {}, {}};
        banner.showError(error, [] {});
        banner.showUndo(u"One is removed."_s, [&] { ++undone; });
        banner.clearRetried();
        press(u"Undo"_s);
        QVERIFY(banner.isHidden());
        banner.showUndo(u"One is removed."_s, [&] { ++undone; });
        banner.showError(error);
        QCOMPARE(banner.text(), u"It failed."_s);
    }

    /// "Try again" does what has failed, and nothing else.
    void aFailedRestoreIsRepeatedOrLeft()
    {
        StartWindow window;
        window.show();
        const auto button
            = [&](const QString &name) { return window.findChild<QPushButton *>(name); };
        int opened = 0;
        int restored = 0;
        const Error error{ErrorKind::Conflict, u"Somebody works with it."_s, {}, 0, {}, {}};
        const auto fail = [&] {
            window.showRestoreError(
                error, [&] { ++restored; }, [&] { ++opened; });
        };
        fail();
        QVERIFY(window.findChild<Banner *>()->isVisible());
        button(u"startAgain"_s)->click();
        QCOMPARE(restored, 1);
        QCOMPARE(opened, 0);
        QVERIFY(!button(u"openAsItIs"_s)->isVisible());
        fail();
        button(u"openAsItIs"_s)->click();
        QCOMPARE(restored, 1);
        QCOMPARE(opened, 1);
        // What is opened then and fails is opened again.
        window.showError(u"Pelorus could not start."_s, error, [&] { ++opened; });
        QVERIFY(!button(u"openAsItIs"_s)->isVisible());
        button(u"startAgain"_s)->click();
        QCOMPARE(restored, 1);
        QCOMPARE(opened, 2);
    }

    void linesStayWhereTheyAre()
    {
        QListWidget list;
        list.resize(300, 100);
        list.show();
        const auto show = [&](const QList<qint64> &keys, const QString &note) {
            std::vector<Line> lines;
            for (const qint64 key : keys)
                lines.push_back({u"done"_s, Role::Ok, u"%1 %2"_s.arg(key).arg(note), key, key, {}});
            setLines(&list, std::move(lines), u"nothing"_s);
        };
        QList<qint64> keys;
        for (qint64 key = 1; key <= 100; ++key)
            keys << key;
        show(keys, u"a"_s);
        list.setCurrentRow(50);
        list.scrollToItem(list.item(80));
        const int position = list.verticalScrollBar()->value();
        const QPersistentModelIndex pressed = list.model()->index(80, 0);
        show(keys, u"b"_s);
        QVERIFY(pressed.isValid()); // the second half of a double-click arrives
        QCOMPARE(list.currentRow(), 50);
        QCOMPARE(list.item(50)->text(), u"51 b"_s);
        QCOMPARE(list.verticalScrollBar()->value(), position);
        keys.prepend(200);
        show(keys, u"b"_s);
        QCOMPARE(list.currentItem()->data(Line::SameRole).toLongLong(), 51);
        QCOMPARE(list.verticalScrollBar()->value(), position);
        keys.removeAll(51);
        show(keys, u"b"_s);
        QVERIFY(list.selectedItems().isEmpty()); // another row is not chosen instead
        show({}, {});
        QCOMPARE(list.count(), 1);
        QCOMPARE(list.item(0)->text(), u"nothing"_s);
        QVERIFY(!(list.item(0)->flags() & Qt::ItemIsSelectable));
        show({7}, u"c"_s);
        QVERIFY(list.item(0)->flags() & Qt::ItemIsSelectable);
    }
};

QTEST_MAIN(tst_Widgets)
#include "tst_widgets.moc"
