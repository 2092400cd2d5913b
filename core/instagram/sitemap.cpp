// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/threadguard.h"
#include "core/instagram/site.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

// A static library's resources must be asked for by name, outside any namespace.
static void initResources()
{
    Q_INIT_RESOURCE(site);
}

namespace pelorus::instagram {
namespace {

constexpr auto kBuiltIn = ":/site/instagram.json"_L1;

Result<QJsonObject> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Io,
                    QCoreApplication::translate("Core",
                                                "The site labels in %1 could not be read: %2. Make "
                                                "the file readable, or remove it.")
                        .arg(path, file.errorString()));
    }
    return json::parseObject(file.readAll());
}

bool isTextList(const QJsonValue &value)
{
    if (!value.isArray() || value.toArray().isEmpty())
        return false;
    for (const QJsonValue entry : value.toArray()) {
        if (entry.toString().trimmed().isEmpty())
            return false;
    }
    return true;
}

/// Each key of `wanted` is in `given` and of the same type.
QString missingIn(const QJsonObject &given, const QJsonObject &wanted, const QString &where)
{
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        if (given.value(it.key()).type() != it.value().type())
            return QString(where % it.key());
    }
    return {};
}

QString problemInLabels(const QJsonObject &labels)
{
    for (auto language = labels.begin(); language != labels.end(); ++language) {
        const QJsonObject table = language.value().toObject();
        if (table.isEmpty())
            return QString(u"labels."_s % language.key());
        for (auto label = table.begin(); label != table.end(); ++label) {
            if (!isTextList(label.value()))
                return QString(u"labels."_s % language.key() % u'.' % label.key());
        }
    }
    return {};
}

bool knowsLanding(const QString &name)
{
    for (int i = 0; i <= int(Landing::UnknownDialog); ++i) {
        if (landingName(Landing(i)) == name)
            return true;
    }
    return false;
}

QString problemInScenes(const QJsonObject &data)
{
    const QJsonObject english = data["labels"_L1]["en"_L1].toObject();
    const QJsonArray states = data["states"_L1].toArray();
    for (int i = 0; i < states.size(); ++i) {
        const QJsonObject state = states.at(i).toObject();
        const QString text = state["text"_L1].toString();
        if (!knowsLanding(state["landing"_L1].toString())
            || (!text.isEmpty() && !english.contains(text)))
            return u"states[%1]"_s.arg(i);
    }
    const QJsonArray dialogs = data["dialogs"_L1].toArray();
    for (int i = 0; i < dialogs.size(); ++i) {
        const QJsonObject dialog = dialogs.at(i).toObject();
        bool good = !dialog["name"_L1].toString().isEmpty() && isTextList(dialog["answer"_L1])
            && !dialog["buttons"_L1].toArray().isEmpty();
        for (const QJsonValue keys : dialog["buttons"_L1].toArray())
            good = good && isTextList(keys);
        if (!good)
            return u"dialogs[%1]"_s.arg(i);
    }
    return {};
}

/// Where the data is not as the built-in data is; empty if it is.
QString problemIn(const QJsonObject &data, const QJsonObject &builtIn)
{
    QString problem = missingIn(data, builtIn, {});
    for (const QString &part : {u"paths"_s, u"timing"_s, u"fields"_s}) {
        if (problem.isEmpty())
            problem = missingIn(data[part].toObject(), builtIn[part].toObject(), part % u'.');
    }
    if (problem.isEmpty()) {
        problem = missingIn(data["labels"_L1]["en"_L1].toObject(),
                            builtIn["labels"_L1]["en"_L1].toObject(),
                            u"labels.en."_s);
    }
    const QJsonObject timing = data["timing"_L1].toObject();
    for (auto it = timing.begin(); it != timing.end() && problem.isEmpty(); ++it) {
        if (it.value().toInt() <= 0)
            problem = u"timing."_s % it.key();
    }
    const QJsonObject fields = data["fields"_L1].toObject();
    for (auto it = fields.begin(); it != fields.end() && problem.isEmpty(); ++it) {
        if (!isTextList(it.value()))
            problem = u"fields."_s % it.key();
    }
    if (problem.isEmpty())
        problem = problemInLabels(data["labels"_L1].toObject());
    return problem.isEmpty() ? problemInScenes(data) : problem;
}

} // namespace

Result<SiteMap> SiteMap::load(const QString &overrideFile)
{
    mayBlock("reading the site labels");
    initResources();
    const auto builtIn = readFile(kBuiltIn);
    if (!builtIn)
        return fail(builtIn.error());
    if (overrideFile.isEmpty() || !QFile::exists(overrideFile))
        return SiteMap(*builtIn);

    const auto broken = [&](const QString &detail) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate(
                        "Core",
                        "The site labels in %1 are broken (%2). Correct the file, or remove it to "
                        "use the built-in ones.")
                        .arg(overrideFile, detail));
    };
    const auto given = readFile(overrideFile);
    if (!given) {
        if (given.error().kind == ErrorKind::Io)
            return fail(given.error());
        return broken(given.error().message);
    }
    const int version = given->value("version"_L1).toInt();
    if (version <= 0)
        return broken(u"version"_s);
    if (version <= builtIn->value("version"_L1).toInt())
        return SiteMap(*builtIn);
    if (const QString problem = problemIn(*given, *builtIn); !problem.isEmpty())
        return broken(problem);
    return SiteMap(*given);
}

int SiteMap::version() const
{
    return m_data["version"_L1].toInt();
}

} // namespace pelorus::instagram
