// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/layoutpresets.h"

#include "core/base/json.h"
#include "core/base/threadguard.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

QString pathIn(const QString &dataDir)
{
    return dataDir % u"/import-presets.json"_s;
}

QString word(ListKind kind)
{
    return kind == ListKind::Accounts ? u"accounts"_s : u"proxies"_s;
}

QJsonObject toJson(const LayoutPreset &preset)
{
    QJsonObject object{{u"name"_s, preset.name},
                       {u"list"_s, word(preset.kind)},
                       {u"encoding"_s, preset.layout.encoding},
                       {u"columns"_s, QJsonArray::fromStringList(preset.layout.columns)}};
    if (!preset.layout.separator.isNull())
        object.insert(u"separator"_s, QString(preset.layout.separator));
    if (preset.layout.heading)
        object.insert(u"heading"_s, *preset.layout.heading);
    return object;
}

/// Nothing for one that this version does not understand.
std::optional<LayoutPreset> fromJson(const QJsonObject &object)
{
    LayoutPreset preset;
    preset.name = object["name"_L1].toString();
    preset.kind = object["list"_L1].toString() == word(ListKind::Proxies) ? ListKind::Proxies
                                                                          : ListKind::Accounts;
    preset.layout.encoding = object["encoding"_L1].toString();
    const QString separator = object["separator"_L1].toString();
    if (separator.size() == 1)
        preset.layout.separator = separator.front();
    if (object["heading"_L1].isBool())
        preset.layout.heading = object["heading"_L1].toBool();
    for (const QJsonValue column : object["columns"_L1].toArray())
        preset.layout.columns << column.toString();
    const bool known
        = (preset.layout.encoding.isEmpty() || encodings().contains(preset.layout.encoding))
        && std::ranges::all_of(preset.layout.columns, [&](const QString &column) {
               return column.isEmpty() || columnNames(preset.kind).contains(column);
           });
    return preset.name.isEmpty() || !known ? std::nullopt : std::optional(preset);
}

bool isSame(const LayoutPreset &preset, ListKind kind, const QString &name)
{
    return preset.kind == kind && preset.name.compare(name, Qt::CaseInsensitive) == 0;
}

Result<void> write(const QString &dataDir, std::vector<LayoutPreset> presets)
{
    std::ranges::sort(presets, {}, &LayoutPreset::name);
    QJsonArray array;
    for (const LayoutPreset &preset : presets)
        array += toJson(preset);
    const QByteArray text
        = QJsonDocument(QJsonObject{{u"version"_s, 1}, {u"presets"_s, array}}).toJson();
    QDir().mkpath(dataDir);
    QSaveFile file(pathIn(dataDir));
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return fail(ErrorKind::Io,
                QCoreApplication::translate(
                    "Core",
                    "The import's presets cannot be written. Check the permissions of the data "
                    "folder."),
                file.errorString());
}

} // namespace

Result<std::vector<LayoutPreset>> loadPresets(const QString &dataDir)
{
    mayBlock("Reading the import's presets");
    QFile file(pathIn(dataDir));
    if (!file.exists())
        return std::vector<LayoutPreset>();
    QJsonParseError wrong;
    const bool opened = file.open(QIODevice::ReadOnly);
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &wrong);
    if (!opened || !document.isObject()) {
        return fail(
            ErrorKind::Io,
            QCoreApplication::translate(
                "Core", "The import's presets in %1 cannot be read. Correct or remove that file.")
                .arg(pathIn(dataDir)),
            opened ? wrong.errorString() : file.errorString());
    }
    std::vector<LayoutPreset> presets;
    for (const QJsonValue value : document["presets"_L1].toArray())
        if (auto preset = fromJson(value.toObject()))
            presets.push_back(std::move(*preset));
    return presets;
}

Result<ListLayout> loadPreset(const QString &dataDir, ListKind kind, const QString &name)
{
    const auto presets = loadPresets(dataDir);
    if (!presets)
        return fail(presets.error());
    QStringList names;
    for (const LayoutPreset &preset : *presets) {
        if (isSame(preset, kind, name))
            return preset.layout;
        if (preset.kind == kind)
            names << preset.name;
    }
    return fail(ErrorKind::NotFound,
                names.isEmpty()
                    ? QCoreApplication::translate(
                        "Core", "There are no presets yet. Save one in the window's import.")
                    : QCoreApplication::translate("Core", "There is no preset “%1”. There are: %2.")
                          .arg(name, names.join(u", "_s)));
}

Result<void> savePreset(const QString &dataDir, const LayoutPreset &preset)
{
    auto presets = loadPresets(dataDir);
    if (!presets)
        return fail(presets.error());
    std::erase_if(*presets,
                  [&](const LayoutPreset &old) { return isSame(old, preset.kind, preset.name); });
    presets->push_back(preset);
    return write(dataDir, std::move(*presets));
}

Result<void> removePreset(const QString &dataDir, ListKind kind, const QString &name)
{
    auto presets = loadPresets(dataDir);
    if (!presets)
        return fail(presets.error());
    std::erase_if(*presets, [&](const LayoutPreset &old) { return isSame(old, kind, name); });
    return write(dataDir, std::move(*presets));
}

} // namespace pelorus::formats
