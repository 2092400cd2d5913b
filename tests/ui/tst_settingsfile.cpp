// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"
#include "ui/settings/settingsfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::ui;

class tst_SettingsFile final : public QObject
{
    Q_OBJECT
private slots:
    void whatIsSavedIsRead()
    {
        QTemporaryDir dir;
        const QHash<QString, QString> environment{{u"PELORUS_DATA_DIR"_s, dir.path()}};
        const QString media = dir.filePath(u"мои \"видео\" # 1 \\ $HOME"_s);
        QVERIFY(saveSettings(dir.path(),
                             {{u"CONCURRENCY_LIMIT"_s, u"7"_s},
                              {u"MEDIA_ROOT"_s, media},
                              {u"DOLPHIN_API_HOST"_s, u"http://localhost:4444"_s}}));
        const auto settings = settings::load(environment, dir.path());
        QVERIFY2(settings.has_value(), settings ? "" : qPrintable(settings.error().message));
        QCOMPARE(settings->concurrencyLimit, 7);
        QCOMPARE(settings->mediaRoot, QDir::fromNativeSeparators(media));
        QCOMPARE(settings->dolphinLocal.port(), 4444);
    }
    void otherLinesStay()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(u"settings.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# mine\nPELORUS_MACHINE=desk\nCONCURRENCY_LIMIT=3\n");
        file.close();
        QVERIFY(saveSettings(dir.path(), {{u"CONCURRENCY_LIMIT"_s, u"4"_s}}));
        QVERIFY(saveSettings(dir.path(), {{u"CONCURRENCY_LIMIT"_s, QString()}}));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("# mine\nPELORUS_MACHINE=desk\n"));
    }
    void appearance()
    {
        QTemporaryDir dir;
        QVERIFY(saveAppearance(dir.path(), {u"ru"_s, u"dark"_s, "\x01\x02", u"tasks"_s}));
        const Appearance read = loadAppearance(dir.path());
        QCOMPARE(read.language, u"ru"_s);
        QCOMPARE(read.theme, u"dark"_s);
        QCOMPARE(read.geometry, QByteArray("\x01\x02"));
        QCOMPARE(read.page, u"tasks"_s);
    }
};

QTEST_GUILESS_MAIN(tst_SettingsFile)
#include "tst_settingsfile.moc"
