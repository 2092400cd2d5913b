// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dolphin/blueprint.h"

#include "core/base/json.h"
#include "core/dolphin/payload.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pelorus::dolphin {
namespace blueprint {

Setting setting(const QJsonObject &blueprint, const QString &key)
{
    Setting out;
    const QJsonValue own = blueprint[key];
    if (own.isObject()) {
        const QJsonObject object = own.toObject();
        out.mode = object["mode"_L1].toString();
        out.value = object["value"_L1];
    } else if (!own.isUndefined() && !own.isNull()) {
        out.value = own;
    }
    if (out.mode.isEmpty())
        out.mode = blueprint[QString(key % u"_mode"_s)].toString();
    if (out.value.isUndefined() || out.value.isNull())
        out.value = blueprint[QString(key % u"_value"_s)];
    const bool hasValue = !out.value.isUndefined() && !out.value.isNull();
    if (out.mode.isEmpty() && hasValue)
        out.mode = out.value == QJsonValue(u"auto"_s) ? u"auto"_s : u"manual"_s;
    return out;
}

QString platform(const QJsonObject &blueprint)
{
    QString text = blueprint["platform"_L1].toString().toLower();
    if (text.isEmpty())
        text = blueprint["os"_L1].toString().toLower();
    if (text.startsWith("mac"_L1) || text.startsWith("os x"_L1))
        return u"macos"_s;
    return text.startsWith("linux"_L1) ? u"linux"_s : u"windows"_s;
}

QString userAgent(const QJsonObject &blueprint)
{
    for (const QString &key : {u"userAgent"_s, u"useragent"_s, u"user_agent"_s}) {
        const QJsonValue value = setting(blueprint, key).value;
        if (!value.toString().isEmpty())
            return value.toString();
    }
    return {};
}

QString screen(const QJsonObject &blueprint)
{
    const QJsonValue value = blueprint["screen"_L1];
    const QJsonObject object = value.toObject();
    if (object.contains("resolution"_L1))
        return object["resolution"_L1].toString();
    if (object.contains("width"_L1)) {
        return u"%1x%2"_s.arg(object["width"_L1].toInt()).arg(object["height"_L1].toInt());
    }
    return value.isString() ? value.toString() : blueprint["resolution"_L1].toString();
}

QJsonObject webgl(const QJsonObject &blueprint)
{
    for (const QString &key : {u"webgl"_s, u"webgl_info"_s, u"webglInfo"_s}) {
        const QJsonObject object = blueprint[key].toObject();
        if (object.contains("vendor"_L1) || object.contains("renderer"_L1))
            return object;
    }
    return {};
}

QString majorVersion(const QJsonObject &blueprint)
{
    static const QRegularExpression chrome(u"Chrome/(\\d+)"_s);
    static const QRegularExpression number(u"\\d+"_s);
    const auto inAgent = chrome.match(userAgent(blueprint));
    if (inAgent.hasMatch())
        return inAgent.captured(1);
    const QString wanted = blueprint["browserVersion"_L1].toVariant().toString();
    return number.match(wanted).captured(0);
}

QJsonValue unpacked(const QJsonValue &value)
{
    if (!value.isString())
        return value;
    const auto parsed = json::parse(value.toString().toUtf8());
    return parsed ? *parsed : value;
}

} // namespace blueprint

namespace {

using blueprint::setting;

bool isEmpty(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull()
        || (value.isString() && value.toString().isEmpty());
}

/// Sets `key` unless the blueprint has it or there is nothing to set.
void fill(QJsonObject &blueprint, const QString &key, const QJsonValue &value)
{
    if (isEmpty(blueprint.value(key)) && !isEmpty(value))
        blueprint.insert(key, value);
}

void fillSetting(QJsonObject &blueprint, const QString &key, const QJsonValue &value)
{
    const auto own = setting(blueprint, key);
    if (own.mode.isEmpty() && !isEmpty(value))
        blueprint.insert(key, QJsonObject{{u"mode"_s, u"manual"_s}, {u"value"_s, value}});
}

QJsonArray fontNames(const QJsonValue &fonts)
{
    QJsonArray names;
    const QJsonArray list = blueprint::unpacked(fonts).toArray();
    for (const QJsonValue font : list) {
        const QString name
            = font.isObject() ? font.toObject()["font"_L1].toString() : font.toString();
        if (!name.isEmpty())
            names.append(name);
    }
    return names;
}

/// The full version must belong to the user agent's major one.
QString fullVersion(const QJsonObject &blueprint, const QJsonObject &fingerprint)
{
    QString full = fingerprint.value("uaFullVersion"_L1).toString();
    if (full.isEmpty())
        full = fingerprint.value("browser"_L1).toObject()["version"_L1].toString();
    const QString major = blueprint::majorVersion(blueprint);
    if (major.isEmpty() || full.section(u'.', 0, 0) == major)
        return full;
    return major % u".0.0.0"_s;
}

} // namespace

bool isComplete(const QJsonObject &blueprint)
{
    const QJsonObject webgl = blueprint::webgl(blueprint);
    return !blueprint::userAgent(blueprint).isEmpty() && !blueprint::screen(blueprint).isEmpty()
        && !isEmpty(webgl.value("vendor"_L1)) && !isEmpty(webgl.value("renderer"_L1))
        && !isEmpty(blueprint.value("uaFullVersion"_L1))
        && !isEmpty(blueprint.value("platformVersion"_L1))
        && !setting(blueprint, u"cpu"_s).mode.isEmpty()
        && !(setting(blueprint, u"mem"_s).mode.isEmpty()
             && setting(blueprint, u"memory"_s).mode.isEmpty());
}

Result<QJsonObject> completeBlueprint(const QJsonObject &given, const QJsonObject &fingerprint)
{
    QJsonObject out = given;
    const QString agent = fingerprint.value("userAgent"_L1).toString();
    if (blueprint::userAgent(out).isEmpty())
        out.insert("userAgent"_L1, agent);
    out.insert("platform"_L1, blueprint::platform(given));
    fill(out, u"browserVersion"_s, blueprint::majorVersion(out));
    fill(out, u"uaFullVersion"_s, fullVersion(out, fingerprint));

    QJsonObject webgl = blueprint::webgl(out);
    const QJsonObject theirs = fingerprint.value("webgl"_L1).toObject();
    // Vendor, renderer and maximum belong together: one set or the other.
    if (isEmpty(webgl.value("vendor"_L1)) || isEmpty(webgl.value("renderer"_L1))) {
        webgl.insert("vendor"_L1, theirs.value("unmaskedVendor"_L1));
        webgl.insert("renderer"_L1, theirs.value("unmaskedRenderer"_L1));
        webgl.insert("webgl2Maximum"_L1,
                     blueprint::unpacked(fingerprint.value("webgl2Maximum"_L1)));
    }
    const QJsonValue webglBefore = out.value("webgl"_L1);
    if (webglBefore.isObject() || isEmpty(webglBefore)) {
        QJsonObject merged = webglBefore.toObject();
        for (auto it = webgl.constBegin(); it != webgl.constEnd(); ++it)
            merged.insert(it.key(), it.value());
        out.insert("webgl"_L1, merged);
    } else {
        out.insert("webgl_info"_L1, webgl);
    }
    if (out.value("webgpu"_L1).isUndefined() && !isEmpty(fingerprint.value("webgpu"_L1)))
        fillSetting(out, u"webgpu"_s, fingerprint.value("webgpu"_L1));

    const QJsonObject screen = fingerprint.value("screen"_L1).toObject();
    if (blueprint::screen(out).isEmpty() && screen.value("width"_L1).toInt() > 0) {
        out.insert("screen"_L1,
                   u"%1x%2"_s.arg(screen.value("width"_L1).toInt())
                       .arg(screen.value("height"_L1).toInt()));
    }
    fillSetting(out, u"cpu"_s, fingerprint.value("hardwareConcurrency"_L1));
    if (setting(out, u"memory"_s).mode.isEmpty())
        fillSetting(out, u"mem"_s, fingerprint.value("deviceMemory"_L1));
    if (const QJsonArray fonts = fontNames(fingerprint.value("fonts"_L1)); !fonts.isEmpty())
        fillSetting(out, u"fonts"_s, fonts);

    const QJsonObject connection = fingerprint.value("connection"_L1).toObject();
    const QJsonObject cpu = fingerprint.value("cpu"_L1).toObject();
    const QJsonObject os = fingerprint.value("os"_L1).toObject();
    fill(out, u"platformVersion"_s, fingerprint.value("platformVersion"_L1));
    fill(out, u"platformName"_s, fingerprint.value("platform"_L1));
    fill(out, u"cpuArchitecture"_s, cpu.value("architecture"_L1));
    fill(out, u"osVersion"_s, os.value("version"_L1));
    fill(out, u"connectionDownlink"_s, connection.value("downlink"_L1));
    fill(out, u"connectionEffectiveType"_s, connection.value("effectiveType"_L1));
    fill(out, u"connectionRtt"_s, connection.value("rtt"_L1));
    fill(out, u"connectionSaveData"_s, connection.value("saveData"_L1));
    for (const QString &key :
         {u"vendor"_s, u"vendorSub"_s, u"product"_s, u"productSub"_s, u"appCodeName"_s})
        fill(out, key, fingerprint.value(key));
    if (!isComplete(out)) {
        return fail(ErrorKind::Protocol,
                    QCoreApplication::translate(
                        "Core",
                        "Dolphin's fingerprint lacks fields that a profile needs. Fill in "
                        "the account's blueprint by hand."),
                    u"fingerprint has: "_s % fingerprint.keys().join(u", "_s));
    }
    return out;
}

FingerprintQuery fingerprintQuery(const QJsonObject &given)
{
    FingerprintQuery query;
    query.platform = blueprint::platform(given);
    query.browserVersion = blueprint::majorVersion(given);
    if (query.browserVersion.isEmpty())
        query.browserVersion = u"140"_s;
    query.screen = blueprint::screen(given);
    if (query.screen.isEmpty())
        query.screen = u"1920x1080"_s;
    return query;
}

} // namespace pelorus::dolphin
