// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsfile.h"

#include "core/base/savefile.h"
#include "core/base/threadguard.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

QString quoted(QString value)
{
    value.replace(u'\\', u"\\\\"_s);
    value.replace(u'"', u"\\\""_s);
    return u'"' + value + u'"';
}

} // namespace

Result<void> saveSettings(const QString &dataDir, const QHash<QString, QString> &values)
{
    mayBlock("Saving the settings");
    const QString path = dataDir + u"/settings.ini"_s;
    QStringList lines;
    if (QFile old(path); old.open(QIODevice::ReadOnly))
        lines = QString::fromUtf8(old.readAll()).split(u'\n');
    while (!lines.isEmpty() && lines.last().trimmed().isEmpty())
        lines.removeLast();
    QHash<QString, QString> rest = values;
    for (qsizetype i = lines.size() - 1; i >= 0; --i) {
        const QString name = lines[i].section(u'=', 0, 0).trimmed();
        if (!values.contains(name))
            continue;
        if (rest.value(name).isEmpty())
            lines.removeAt(i);
        else
            lines[i] = name + u'=' + quoted(rest.value(name));
        rest.remove(name);
    }
    QStringList names = rest.keys();
    names.sort();
    for (const QString &name : names)
        if (!rest.value(name).isEmpty())
            lines << name + u'=' + quoted(rest.value(name));

    QDir().mkpath(dataDir);
    return saveFile(path, lines.join(u'\n').toUtf8() + '\n');
}

Appearance loadAppearance(const QString &dataDir)
{
    mayBlock("Reading the look of the window");
    const QSettings file(dataDir + u"/window.ini"_s, QSettings::IniFormat);
    return {file.value(u"language"_s).toString(),
            file.value(u"theme"_s).toString(),
            file.value(u"geometry"_s).toByteArray(),
            file.value(u"page"_s).toString()};
}

Result<void> saveAppearance(const QString &dataDir, const Appearance &appearance)
{
    mayBlock("Saving the look of the window");
    QDir().mkpath(dataDir);
    QSettings file(dataDir + u"/window.ini"_s, QSettings::IniFormat);
    file.setValue(u"language"_s, appearance.language);
    file.setValue(u"theme"_s, appearance.theme);
    file.setValue(u"geometry"_s, appearance.geometry);
    file.setValue(u"page"_s, appearance.page);
    file.sync();
    if (file.status() != QSettings::NoError)
        return fail(ErrorKind::Io,
                    QCoreApplication::translate("Ui",
                                                "The look of the window cannot be saved. Check the "
                                                "permissions of the data folder."));
    return {};
}

} // namespace pelorus::ui
