// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dolphin/payload.h"

#include "core/base/json.h"
#include "core/base/log.h"
#include "core/dolphin/blueprint.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace pelorus::dolphin {
namespace {

using blueprint::Setting;
using blueprint::setting;

/// Payload fields that a blueprint may set as they are.
const QSet<QString> &plainFields()
{
    static const QSet<QString> fields{u"platformVersion"_s,
                                      u"platformName"_s,
                                      u"cpuArchitecture"_s,
                                      u"osVersion"_s,
                                      u"vendor"_s,
                                      u"vendorSub"_s,
                                      u"product"_s,
                                      u"productSub"_s,
                                      u"appCodeName"_s,
                                      u"uaFullVersion"_s,
                                      u"connectionDownlink"_s,
                                      u"connectionEffectiveType"_s,
                                      u"connectionRtt"_s,
                                      u"connectionSaveData"_s,
                                      u"mainWebsite"_s,
                                      u"statusId"_s,
                                      u"folderId"_s,
                                      u"ports"_s,
                                      u"mediaDevices"_s,
                                      u"macAddress"_s,
                                      u"deviceName"_s,
                                      u"doNotTrack"_s,
                                      u"notes"_s,
                                      u"homepages"_s,
                                      u"newHomepages"_s,
                                      u"clientRect"_s,
                                      u"isHiddenProfileName"_s,
                                      u"disableLoadWebCameraAndCookies"_s,
                                      u"enableArgIsChromeIcon"_s,
                                      u"userFields"_s};
    return fields;
}

/// Only these and null pass by every source; other words stand for nothing in the fingerprint.
bool isKnownWebsite(const QString &word)
{
    return word == "google"_L1 || word == "facebook"_L1 || word == "crypto"_L1
        || word == "tiktok"_L1;
}

/// Keys that are read elsewhere in this file.
const QSet<QString> &usedFields()
{
    static const QSet<QString> fields{u"locale"_s,      u"browserVersion"_s, u"userAgent"_s,
                                      u"useragent"_s,   u"user_agent"_s,     u"platform"_s,
                                      u"os"_s,          u"webgl"_s,          u"webgl_info"_s,
                                      u"webglInfo"_s,   u"webgl_mode"_s,     u"webgl2Maximum"_s,
                                      u"webrtc"_s,      u"webrtc_mode"_s,    u"canvas"_s,
                                      u"canvas_mode"_s, u"webgpu"_s,         u"webgpu_mode"_s,
                                      u"cpu"_s,         u"cpu_mode"_s,       u"cpu_value"_s,
                                      u"mem"_s,         u"mem_mode"_s,       u"mem_value"_s,
                                      u"memory"_s,      u"memory_mode"_s,    u"memory_value"_s,
                                      u"fonts"_s,       u"fonts_mode"_s,     u"fonts_value"_s,
                                      u"fontsMode"_s,   u"audio"_s,          u"audio_mode"_s,
                                      u"timezone"_s,    u"timezone_mode"_s,  u"geolocation"_s,
                                      u"screen"_s,      u"resolution"_s,     u"tags"_s,
                                      u"args"_s};
    return fields;
}

tl::unexpected<Error> bad(const QString &field, const QString &detail)
{
    Error error{ErrorKind::InvalidInput,
                QCoreApplication::translate("Core",
                                            "The blueprint's field “%1” cannot be used. Correct "
                                            "it in the account's blueprint.")
                    .arg(field),
                field % u": "_s % detail,
                0,
                field,
                {}};
    return fail(std::move(error));
}

/// `key_mode`, or the mode inside `key`, or the default; a mode that needs a value it has not got
/// falls back, as Dolphin would refuse the profile.
QString modeOf(const QJsonObject &blueprint,
               const QString &key,
               const QString &standard,
               const QString &withoutValue)
{
    QString mode = blueprint[QString(key % u"_mode"_s)].toString();
    if (mode.isEmpty())
        mode = blueprint[key].toObject()["mode"_L1].toString();
    if (mode.isEmpty())
        return standard;
    if (mode != "manual"_L1)
        return mode;
    log::debug("net",
               u"blueprint: %1 is manual without a value, %2 is used"_s.arg(key, withoutValue));
    return withoutValue;
}

Result<QJsonObject> timezone(const QJsonObject &blueprint)
{
    static const QRegularExpression iana(u"^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$"_s);
    const Setting own = setting(blueprint, u"timezone"_s);
    if (!own.isManual())
        return QJsonObject{{u"mode"_s, u"auto"_s}, {u"value"_s, QJsonValue::Null}};
    // An object here makes a profile that cannot be started.
    if (!own.value.isString() || !iana.match(own.value.toString()).hasMatch())
        return bad(u"timezone"_s, u"a zone's name such as Europe/Kyiv is needed"_s);
    return QJsonObject{{u"mode"_s, u"manual"_s}, {u"value"_s, own.value}};
}

Result<QJsonObject> locale(const QJsonObject &blueprint)
{
    const Setting own = setting(blueprint, u"locale"_s);
    if (!own.isManual())
        return QJsonObject{{u"mode"_s, u"auto"_s}, {u"value"_s, QJsonValue::Null}};
    if (!own.value.isString() || own.value.toString().isEmpty())
        return bad(u"locale"_s, u"a locale such as en_US is needed"_s);
    return QJsonObject{{u"mode"_s, u"manual"_s}, {u"value"_s, own.value}};
}

Result<QJsonObject> geolocation(const QJsonObject &blueprint)
{
    const QJsonObject own = blueprint["geolocation"_L1].toObject();
    const bool hasPlace = own["latitude"_L1].isDouble() && own["longitude"_L1].isDouble();
    const QString mode = own["mode"_L1].toString(hasPlace ? u"manual"_s : u"auto"_s);
    if (mode != "manual"_L1) {
        return QJsonObject{{u"mode"_s, mode},
                           {u"latitude"_s, QJsonValue::Null},
                           {u"longitude"_s, QJsonValue::Null}};
    }
    const double latitude = own["latitude"_L1].toDouble(999);
    const double longitude = own["longitude"_L1].toDouble(999);
    if (qAbs(latitude) > 90 || qAbs(longitude) > 180)
        return bad(u"geolocation"_s, u"latitude and longitude are needed"_s);
    QJsonObject out{{u"mode"_s, mode}, {u"latitude"_s, latitude}, {u"longitude"_s, longitude}};
    if (own["accuracy"_L1].isDouble())
        out.insert("accuracy"_L1, own["accuracy"_L1]);
    return out;
}

Result<QJsonObject> number(const QJsonObject &blueprint, const QString &key)
{
    const Setting own = setting(blueprint, key);
    if (own.mode == "real"_L1)
        return QJsonObject{{u"mode"_s, u"real"_s}};
    const int value = own.value.toVariant().toInt();
    if (value < 1 || value > 256)
        return bad(key, u"a number is needed"_s);
    return QJsonObject{{u"mode"_s, u"manual"_s}, {u"value"_s, value}};
}

Result<void> addScreen(QJsonObject &payload, const QJsonObject &blueprint)
{
    static const QRegularExpression size(u"^(\\d{3,5})x(\\d{3,5})$"_s);
    const QString text = blueprint::screen(blueprint);
    const auto match = size.match(text);
    if (!match.hasMatch()) {
        const auto error = bad(u"screen"_s, u"a size such as 1920x1080 is needed"_s);
        return fail(error.value());
    }
    payload.insert("screen"_L1, QJsonObject{{u"mode"_s, u"manual"_s}, {u"resolution"_s, text}});
    payload.insert("screenWidth"_L1, match.captured(1).toInt());
    payload.insert("screenHeight"_L1, match.captured(2).toInt());
    return {};
}

void addGraphics(QJsonObject &payload, const QJsonObject &blueprint)
{
    const QJsonObject webgl = blueprint::webgl(blueprint);
    QJsonObject info{{u"mode"_s, u"manual"_s},
                     {u"vendor"_s, webgl["vendor"_L1]},
                     {u"renderer"_s, webgl["renderer"_L1]}};
    QJsonValue maximum = blueprint::unpacked(webgl["webgl2Maximum"_L1]);
    if (!maximum.isObject())
        maximum = blueprint::unpacked(blueprint["webgl2Maximum"_L1]);
    if (maximum.isObject() && !maximum.toObject().isEmpty()) {
        info.insert("webgl2Maximum"_L1, QString::fromUtf8(json::compact(maximum.toObject())));
        payload.insert("webgl2Maximum"_L1, maximum);
    }
    payload.insert("webglInfo"_L1, info);
    payload.insert("webgl"_L1,
                   QJsonObject{{u"mode"_s, modeOf(blueprint, u"webgl"_s, u"real"_s, u"noise"_s)}});
    payload.insert("canvas"_L1,
                   QJsonObject{{u"mode"_s, modeOf(blueprint, u"canvas"_s, u"real"_s, u"noise"_s)}});
    const Setting webgpu = setting(blueprint, u"webgpu"_s);
    QJsonObject gpu{{u"mode"_s, webgpu.mode.isEmpty() ? u"real"_s : webgpu.mode}};
    if (webgpu.isManual() && webgpu.value.isObject())
        gpu.insert("value"_L1, QString::fromUtf8(json::compact(webgpu.value.toObject())));
    else if (webgpu.isManual() && !webgpu.value.toString().isEmpty())
        gpu.insert("value"_L1, webgpu.value);
    else if (webgpu.isManual())
        gpu.insert("mode"_L1, u"real"_s);
    payload.insert("webgpu"_L1, gpu);
}

void addWebrtc(QJsonObject &payload, const QJsonObject &blueprint)
{
    const QJsonObject own = blueprint["webrtc"_L1].toObject();
    const QString address = own["ipAddress"_L1].toString();
    const bool isManual
        = blueprint["webrtc_mode"_L1].toString(own["mode"_L1].toString()) == "manual"_L1;
    if (isManual && !address.isEmpty()) {
        payload.insert("webrtc"_L1,
                       QJsonObject{{u"mode"_s, u"manual"_s}, {u"ipAddress"_s, address}});
        return;
    }
    payload.insert(
        "webrtc"_L1,
        QJsonObject{{u"mode"_s, modeOf(blueprint, u"webrtc"_s, u"altered"_s, u"altered"_s)},
                    {u"ipAddress"_s, QJsonValue::Null}});
}

void addFonts(QJsonObject &payload, const QJsonObject &blueprint)
{
    const Setting own = setting(blueprint, u"fonts"_s);
    const QJsonArray names = own.value.toArray();
    payload.insert("fontsMode"_L1, names.isEmpty() ? u"auto"_s : u"manual"_s);
    if (!names.isEmpty())
        payload.insert("fonts"_L1, names);
}

QJsonValue proxyJson(const ProxySpec *proxy)
{
    if (proxy == nullptr)
        return QJsonValue::Null;
    const auto text = [](const Secret &secret) {
        return secret.reveal([](const QByteArray &value) { return QString::fromUtf8(value); });
    };
    QString host = proxy->host;
    if (host.contains("://"_L1))
        host = host.section(u"://"_s, 1);
    return QJsonObject{{u"type"_s, proxy->type},
                       {u"host"_s, host},
                       {u"port"_s, proxy->port},
                       {u"login"_s, text(proxy->login)},
                       {u"password"_s, text(proxy->password)},
                       {u"name"_s, proxy->name.isEmpty() ? u"pelorus"_s : proxy->name}};
}

Result<QJsonArray> arguments(const QJsonObject &blueprint)
{
    const QJsonArray list = blueprint["args"_L1].toArray();
    for (const QJsonValue argument : list) {
        if (argument.toString().contains("remote-debugging"_L1)) {
            const auto error = bad(u"args"_s, u"Dolphin sets the debugging port itself"_s);
            return fail(error.value());
        }
    }
    return list;
}

/// What every payload holds unless the blueprint says otherwise.
QJsonObject standard()
{
    return {
        {u"browserType"_s, u"anty"_s},
        {u"mainWebsite"_s, QJsonValue::Null},
        {u"clientRect"_s, QJsonObject{{u"mode"_s, u"noise"_s}}},
        {u"mediaDevices"_s,
         QJsonObject{{u"mode"_s, u"real"_s},
                     {u"audioInputs"_s, QJsonValue::Null},
                     {u"videoInputs"_s, QJsonValue::Null},
                     {u"audioOutputs"_s, QJsonValue::Null}}},
        {u"ports"_s,
         QJsonObject{{u"mode"_s, u"protect"_s},
                     {u"blacklist"_s, u"3389,5900,5800,7070,6568,5938"_s}}},
        {u"doNotTrack"_s, false},
    };
}

void addPlainFields(QJsonObject &payload, const QJsonObject &blueprint)
{
    for (auto it = blueprint.constBegin(); it != blueprint.constEnd(); ++it) {
        if (plainFields().contains(it.key()))
            payload.insert(it.key(), it.value());
        else if (!usedFields().contains(it.key()))
            log::info("net", u"blueprint: the unknown key %1 is not sent"_s.arg(it.key().left(40)));
    }
}

} // namespace

Result<QJsonObject>
buildPayload(const QJsonObject &given, const QString &name, const ProxySpec *proxy)
{
    if (name.isEmpty() || name.size() > 255)
        return bad(u"name"_s, u"1 to 255 characters"_s);
    if (const QString agent = blueprint::userAgent(given); agent.isEmpty())
        return bad(u"userAgent"_s, u"missing"_s);
    const QJsonObject webgl = blueprint::webgl(given);
    if (webgl["vendor"_L1].toString().isEmpty() || webgl["renderer"_L1].toString().isEmpty())
        return bad(u"webgl"_s, u"vendor and renderer are needed"_s);

    QJsonObject payload = standard();
    addPlainFields(payload, given);
    if (!isKnownWebsite(payload["mainWebsite"_L1].toString()))
        payload.insert("mainWebsite"_L1, QJsonValue::Null);
    payload.insert("name"_L1, name);
    payload.insert("platform"_L1, blueprint::platform(given));
    if (!payload.contains("platformVersion"_L1))
        payload.insert("platformVersion"_L1, QJsonValue::Null);
    payload.insert("tags"_L1, given["tags"_L1].toArray());
    payload.insert(
        "useragent"_L1,
        QJsonObject{{u"mode"_s, u"manual"_s}, {u"value"_s, blueprint::userAgent(given)}});
    const QString audio = setting(given, u"audio"_s).mode;
    payload.insert("audio"_L1,
                   QJsonObject{{u"mode"_s, audio == "noise"_L1 ? u"noise"_s : u"real"_s}});
    addGraphics(payload, given);
    addWebrtc(payload, given);
    addFonts(payload, given);
    payload.insert("proxy"_L1, proxyJson(proxy));

    const auto zone = timezone(given);
    const auto language = locale(given);
    const auto place = geolocation(given);
    const auto cpu = number(given, u"cpu"_s);
    const QString memoryKey
        = given.contains("memory"_L1) || given.contains("memory_mode"_L1) ? u"memory"_s : u"mem"_s;
    const auto memory = number(given, memoryKey);
    for (const auto *part : {&zone, &language, &place, &cpu, &memory}) {
        if (!*part)
            return fail(part->error());
    }
    payload.insert("timezone"_L1, *zone);
    payload.insert("locale"_L1, *language);
    payload.insert("geolocation"_L1, *place);
    payload.insert("cpu"_L1, *cpu);
    payload.insert("memory"_L1, *memory);
    const auto args = arguments(given);
    if (!args)
        return fail(args.error());
    payload.insert("args"_L1, *args);
    if (const auto sized = addScreen(payload, given); !sized)
        return fail(sized.error());
    return payload;
}

} // namespace pelorus::dolphin
