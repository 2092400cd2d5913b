// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pagebench.h"
#include "ui/checks/checkspage.h"
#include "ui/overview/overviewpage.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/taskview.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QListWidget>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::ui;

class tst_Theme final : public QObject
{
    Q_OBJECT

    /// The best that is found of what is drawn.
    static double contrast(const QImage &image, const QColor &ground)
    {
        double best = 1;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (const QColor color = image.pixelColor(x, y); color.alpha() > 250)
                    best = std::max(best, theme::contrast(color, ground));
        return best;
    }
    /// Of an item, or of its cell in that column.
    static double ink(QAbstractItemView *view, QRect area, int column = -1)
    {
        if (auto *tree = qobject_cast<QTreeWidget *>(view)) {
            area.setLeft(tree->columnViewportPosition(column));
            area.setWidth(tree->columnWidth(column));
        }
        [&] { QVERIFY(area.isValid()); }();
        return contrast(view->viewport()->grab(area).toImage(),
                        view->palette().color(QPalette::Base));
    }

private slots:
    void textIsReadable_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("role");
        for (const bool dark : {false, true})
            for (const Role role : kRoles)
                QTest::addRow("%s role %d", dark ? "dark" : "light", int(role))
                    << dark << int(role);
    }
    void textIsReadable()
    {
        QFETCH(bool, dark);
        QFETCH(int, role);
        const QColor ink = theme::color(Role(role), dark);
        const QPalette palette = theme::palette(dark);
        for (const auto ground : {QPalette::Window,
                                  QPalette::Base,
                                  QPalette::AlternateBase,
                                  QPalette::Button,
                                  QPalette::Highlight,
                                  QPalette::ToolTipBase}) {
            const double ratio = theme::contrast(ink, palette.color(ground));
            QVERIFY2(
                ratio >= 4.5,
                qPrintable(
                    u"%1 on %2: %3"_s.arg(ink.name(), palette.color(ground).name()).arg(ratio)));
        }
        QVERIFY(theme::contrast(theme::color(Role::Text, dark), theme::tint(Role(role), dark))
                >= 4.5);
    }
    void contrastIsWcags()
    {
        QVERIFY(qAbs(theme::contrast(Qt::black, Qt::white) - 21) < 0.01);
        QVERIFY(qAbs(theme::contrast(QColor(0x777777), Qt::white) - 4.48) < 0.01);
    }
    void schemeSwitches()
    {
        theme::apply(Scheme::Dark);
        QVERIFY(theme::isDark());
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 128);
        theme::apply(Scheme::Light);
        QVERIFY(!theme::isDark());
        for (const Scheme scheme : {Scheme::System, Scheme::Light, Scheme::Dark})
            QCOMPARE(schemeFromName(schemeName(scheme)), scheme);
    }
    void everyIconDraws()
    {
        const QStringList names = QDir(u":/icons"_s).entryList({u"*.svg"_s});
        QVERIFY(names.size() > 30);
        for (const QString &name : names) {
            const QImage image
                = icons::icon(QString(name).chopped(4), Role::Error).pixmap(24, 24).toImage();
            int inked = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    inked += qAlpha(image.pixel(x, y)) > 128;
            QVERIFY2(inked > 15 && inked < 500, qPrintable(name));
        }
    }
    /// Whatever was on the screen before the theme changed, and reads nothing anew.
    void textFollowsTheme()
    {
        theme::apply(Scheme::Light);
        const settings::Settings settings;
        test::PageBench<TasksPage> tasks(u"sqlite"_s, settings);
        test::PageBench<OverviewPage> overview(u"sqlite"_s, settings);
        test::PageBench<ChecksPage> checks(u"sqlite"_s, settings);
        QVERIFY2(tasks.fixture.isValid(), qPrintable(tasks.fixture.problem()));
        QTRY_VERIFY(tasks.workers.isIdle() && overview.workers.isIdle() && checks.workers.isIdle());
        TaskList list;
        list.rows.emplace_back().job.id = {1};
        tasks.page.show(std::move(list));
        QTRY_VERIFY(tasks.workers.isIdle());
        TaskDetails details;
        details.id = {1};
        details.items.emplace_back().state = store::ItemState::Failed;
        details.items.back().error = u"MMMMMMMM"_s;
        tasks.page.view().showDetails(std::move(details));
        overview.page.banner()->showNotice(Role::Error, u"It failed."_s);

        theme::apply(Scheme::Dark);
        for (const QWidget *page :
             std::initializer_list<QWidget *>{&tasks.page, &overview.page, &checks.page})
            QTRY_COMPARE(page->palette().color(QPalette::Base),
                         theme::palette(true).color(QPalette::Base));
        auto *videos = tasks.page.findChild<QTreeWidget *>();
        QVERIFY2(ink(videos, videos->visualItemRect(videos->topLevelItem(0)), 2) >= 4.5, "video");
        auto *results = checks.page.findChild<QTreeWidget *>();
        results->topLevelItem(0)->setText(2, u"MMMMMMMM"_s);
        QVERIFY2(ink(results, results->visualItemRect(results->topLevelItem(0)), 2) >= 4.5,
                 "check");
        auto *lines = overview.page.findChild<QListWidget *>();
        QCOMPARE(lines->count(), 1);
        QVERIFY2(ink(lines, lines->visualItemRect(lines->item(0))) >= 4.5, "remark");
        for (const QLabel *label : overview.page.findChildren<QLabel *>())
            if (label->pixmap().isNull())
                QVERIFY2(theme::contrast(label->palette().color(QPalette::WindowText),
                                         overview.page.palette().color(QPalette::Window))
                             >= 4.5,
                         qPrintable(label->text()));
            else
                QVERIFY(contrast(label->pixmap().toImage(), theme::tint(Role::Error)) >= 4.5);
    }
    void iconFollowsTheme()
    {
        const auto brightest = [] {
            const QImage image = icons::icon(u"check"_s, Role::Text).pixmap(32, 32).toImage();
            int best = -1;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (qAlpha(image.pixel(x, y)) > 250)
                        best = std::max(best, qGray(image.pixel(x, y)));
            return best;
        };
        theme::apply(Scheme::Light);
        const int light = brightest();
        theme::apply(Scheme::Dark);
        QVERIFY(brightest() > light + 100);
    }
};

QTEST_MAIN(tst_Theme)
#include "tst_theme.moc"
