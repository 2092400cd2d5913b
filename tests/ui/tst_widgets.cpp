// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"
#include "ui/widgets/lines.h"
#include "ui/window/help.h"

#include <QDir>
#include <QListWidget>
#include <QPersistentModelIndex>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTest>

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
