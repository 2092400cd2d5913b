// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/layoutpresets.h"

#include "core/base/savefile.h"
#include "core/base/threadguard.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

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
    const QString list = object["list"_L1].toString();
    if (list == word(ListKind::Proxies))
        preset.kind = ListKind::Proxies;
    else if (list != word(ListKind::Accounts))
        return std::nullopt;
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

bool isSame(const QJsonObject &preset, ListKind kind, const QString &name)
{
    return preset["list"_L1].toString() == word(kind)
        && preset["name"_L1].toString().compare(name, Qt::CaseInsensitive) == 0;
}

/// The whole file: what another version wrote into it stays.
Result<QJsonObject> load(const QString &dataDir)
{
    mayBlock("Reading the import's presets");
    QFile file(pathIn(dataDir));
    if (!file.exists())
        return QJsonObject{{u"version"_s, 1}};
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
    return document.object();
}

/// Takes the one of that name and kind out and `added`, if any, in.
Result<void> change(const QString &dataDir,
                    ListKind kind,
                    const QString &name,
                    const std::optional<QJsonObject> &added)
{
    auto whole = load(dataDir);
    if (!whole)
        return fail(whole.error());
    QJsonArray presets;
    for (const QJsonValue preset : (*whole)["presets"_L1].toArray())
        if (!isSame(preset.toObject(), kind, name))
            presets += preset;
    if (added)
        presets += *added;
    whole->insert(u"presets"_s, presets);
    QDir().mkpath(dataDir);
    return saveFile(pathIn(dataDir), QJsonDocument(*whole).toJson());
}

} // namespace

Result<std::vector<LayoutPreset>> loadPresets(const QString &dataDir)
{
    const auto whole = load(dataDir);
    if (!whole)
        return fail(whole.error());
    std::vector<LayoutPreset> presets;
    for (const QJsonValue value : (*whole)["presets"_L1].toArray())
        if (auto preset = fromJson(value.toObject()))
            presets.push_back(std::move(*preset));
    std::ranges::sort(presets, {}, &LayoutPreset::name);
    return presets;
}

Result<ListLayout> loadPreset(const QString &dataDir, ListKind kind, const QString &name)
{
    const auto presets = loadPresets(dataDir);
    if (!presets)
        return fail(presets.error());
    QStringList names;
    for (const LayoutPreset &preset : *presets) {
        if (preset.kind != kind)
            continue;
        if (preset.name.compare(name, Qt::CaseInsensitive) == 0)
            return preset.layout;
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
    return change(dataDir, preset.kind, preset.name, toJson(preset));
}

Result<void> removePreset(const QString &dataDir, ListKind kind, const QString &name)
{
    return change(dataDir, kind, name, std::nullopt);
}

} // namespace pelorus::formats
