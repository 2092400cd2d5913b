// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/icons.h"
#include "ui/support/theme.h"

#include <QApplication>
#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus::ui;

class tst_Theme final : public QObject
{
    Q_OBJECT
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
