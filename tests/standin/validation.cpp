// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/validation.h"

#include <QStringList>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

struct Mode
{
    const char *field;
    QStringList lenient;
    QStringList strict;
    bool required;
};

const QList<Mode> &modes()
{
    static const QList<Mode> table{
        {"useragent", {u"auto"_s, u"manual"_s}, {u"manual"_s}, true},
        {"webrtc",
         {u"off"_s, u"real"_s, u"altered"_s, u"manual"_s, u"udpDisabled"_s},
         {u"off"_s, u"real"_s, u"altered"_s, u"manual"_s, u"udpDisabled"_s},
         true},
        {"canvas",
         {u"off"_s, u"real"_s, u"noise"_s, u"manual"_s},
         {u"real"_s, u"noise"_s, u"manual"_s},
         true},
        {"webgl",
         {u"off"_s, u"real"_s, u"noise"_s, u"manual"_s},
         {u"real"_s, u"noise"_s, u"manual"_s},
         true},
        {"webgpu",
         {u"off"_s, u"real"_s, u"noise"_s, u"manual"_s},
         {u"real"_s, u"noise"_s, u"manual"_s},
         false},
        {"webglInfo",
         {u"real"_s, u"software"_s, u"manual"_s, u"off"_s},
         {u"real"_s, u"software"_s, u"manual"_s},
         false},
        {"clientRect", {u"auto"_s, u"noise"_s, u"real"_s}, {u"auto"_s, u"noise"_s}, false},
        {"audio", {u"real"_s, u"noise"_s}, {u"real"_s, u"noise"_s}, false},
        {"timezone", {u"auto"_s, u"manual"_s}, {u"auto"_s, u"manual"_s}, false},
        {"locale", {u"auto"_s, u"manual"_s}, {u"auto"_s, u"manual"_s}, false},
        {"geolocation", {u"auto"_s, u"manual"_s, u"off"_s}, {u"auto"_s, u"manual"_s}, false},
        {"cpu", {u"real"_s, u"manual"_s}, {u"real"_s, u"manual"_s}, false},
        {"memory", {u"real"_s, u"manual"_s}, {u"real"_s, u"manual"_s}, false},
        {"screen", {u"real"_s, u"manual"_s}, {u"real"_s, u"manual"_s}, false},
        {"ports", {u"protect"_s, u"real"_s}, {u"protect"_s}, false},
        {"macAddress",
         {u"manual"_s, u"random"_s, u"off"_s},
         {u"manual"_s, u"random"_s, u"off"_s},
         false},
        {"deviceName",
         {u"manual"_s, u"random"_s, u"off"_s},
         {u"manual"_s, u"random"_s, u"off"_s},
         false},
    };
    return table;
}

QJsonObject fieldError(const QString &field, const QString &rule, const QStringList &values = {})
{
    QJsonObject error{{u"field"_s, field}, {u"error"_s, rule}};
    if (!values.isEmpty())
        error.insert(u"values"_s, QJsonArray::fromStringList(values));
    return error;
}

/// A field that stands for a value given by hand but has none.
QString manualWithoutValue(const QJsonObject &payload)
{
    const auto manual = [&payload](const char *field) {
        return payload.value(QLatin1StringView(field)).toObject().value("mode"_L1).toString()
            == "manual"_L1;
    };
    const auto part = [&payload](const char *field, const char *key) {
        return payload.value(QLatin1StringView(field)).toObject().value(QLatin1StringView(key));
    };
    if (manual("useragent") && part("useragent", "value").toString().isEmpty())
        return u"useragent.value"_s;
    if (manual("webrtc") && part("webrtc", "ipAddress").toString().isEmpty())
        return u"webrtc.ipAddress"_s;
    if (manual("webglInfo")
        && (part("webglInfo", "vendor").toString().isEmpty()
            || part("webglInfo", "renderer").toString().isEmpty()))
        return u"webglInfo.vendor"_s;
    for (const char *field : {"cpu", "memory"}) {
        if (manual(field) && part(field, "value").toInt() <= 0)
            return QLatin1StringView(field) + ".value"_L1;
    }
    for (const char *field : {"timezone", "locale", "macAddress", "deviceName"}) {
        // An object as a zone is taken here; the start fails on it.
        const QJsonValue value = part(field, "value");
        if (manual(field) && !value.isObject() && value.toString().isEmpty())
            return QLatin1StringView(field) + ".value"_L1;
    }
    if (manual("screen") && !part("screen", "resolution").toString().contains(u'x'))
        return u"screen.resolution"_s;
    if (manual("geolocation")
        && (!part("geolocation", "latitude").isDouble()
            || !part("geolocation", "longitude").isDouble()))
        return u"geolocation.latitude"_s;
    return {};
}

Verdict invalid(const QJsonArray &fields)
{
    return {422, u"E_VALIDATION"_s, u"Validation failed"_s, fields};
}

void append(QJsonArray &all, const QJsonArray &more)
{
    for (const QJsonValue value : more)
        all.append(value);
}

/// What create requires; a change needs them right only where it has them.
QJsonArray wrongIdentity(const QJsonObject &payload, bool whole)
{
    QJsonArray wrong;
    const auto has = [&](const QString &key) { return whole || payload.contains(key); };
    const QString name = payload.value("name"_L1).toString();
    if (has(u"name"_s) && (name.isEmpty() || name.size() > 255))
        wrong += fieldError(u"name"_s, name.isEmpty() ? u"required"_s : u"max"_s);
    const QStringList platforms{u"windows"_s, u"macos"_s, u"linux"_s};
    if (has(u"platform"_s) && !platforms.contains(payload.value("platform"_L1).toString()))
        wrong += fieldError(u"platform"_s, u"in"_s, platforms);
    if (has(u"browserType"_s) && payload.value("browserType"_L1).toString() != "anty"_L1)
        wrong += fieldError(u"browserType"_s, u"in"_s, {u"anty"_s});
    const QJsonValue version = payload.value("platformVersion"_L1);
    if (has(u"platformVersion"_s) && !version.isString() && !version.isNull())
        wrong += fieldError(u"platformVersion"_s, u"required"_s);
    return wrong;
}

QJsonArray wrongShapes(const QJsonObject &payload, bool strict)
{
    QJsonArray wrong;
    for (const QString &list : {u"tags"_s, u"args"_s, u"tabs"_s, u"homepages"_s}) {
        if (payload.contains(list) && !payload.value(list).isArray())
            wrong += fieldError(list, u"array"_s);
    }
    const QJsonArray arguments = payload.value("args"_L1).toArray();
    for (const QJsonValue argument : arguments) {
        if (argument.toString().contains("remote-debugging-port"_L1))
            wrong += fieldError(u"args"_s, u"forbidden"_s);
    }
    const QJsonValue gpu = payload.value("webgpu"_L1).toObject().value("value"_L1);
    if (!gpu.isUndefined() && !gpu.isNull() && !gpu.isString())
        wrong += fieldError(u"webgpu.value"_s, u"string"_s);
    const QJsonValue site = payload.value("mainWebsite"_L1);
    const QStringList sites{u"google"_s, u"facebook"_s, u"crypto"_s, u"tiktok"_s};
    if (!site.isUndefined() && !site.isNull()
        && (!site.isString() || (strict && !sites.contains(site.toString()))))
        wrong += fieldError(u"mainWebsite"_s, u"in"_s, sites);
    for (const QString &id : {u"statusId"_s, u"folderId"_s}) {
        const QJsonValue value = payload.value(id);
        bool isNumber = value.isUndefined() || value.isNull() || value.isDouble();
        if (!isNumber)
            value.toString().toLongLong(&isNumber);
        if (!isNumber)
            wrong += fieldError(id, u"integer"_s);
    }
    if (payload.value("login"_L1).toString().isEmpty()
        != payload.value("password"_L1).toString().isEmpty())
        wrong += fieldError(u"login"_s, u"required_with"_s);
    return wrong;
}

QJsonArray wrongModes(const QJsonObject &payload, bool whole, bool strict)
{
    QJsonArray wrong;
    for (const Mode &mode : modes()) {
        const QString field = QString::fromLatin1(mode.field);
        const QJsonValue value = payload.value(field);
        if (value.isUndefined()) {
            if (whole && mode.required)
                wrong += fieldError(field + u".mode"_s, u"required"_s);
            continue;
        }
        const QStringList &allowed = strict ? mode.strict : mode.lenient;
        if (!allowed.contains(value.toObject().value("mode"_L1).toString()))
            wrong += fieldError(field + u".mode"_s, u"in"_s, allowed);
    }
    return wrong;
}

QJsonArray wrongProxy(const QJsonObject &proxy, const QString &prefix)
{
    QJsonArray wrong;
    const auto text = [&proxy](QLatin1StringView key) { return proxy.value(key).toString(); };
    const QStringList types{u"http"_s, u"socks4"_s, u"socks5"_s, u"ssh"_s};
    if (!types.contains(text("type"_L1)))
        wrong += fieldError(prefix + u"type"_s, u"in"_s, types);
    if (text("host"_L1).isEmpty() || text("host"_L1).contains(u'/'))
        wrong += fieldError(prefix + u"host"_s, u"host"_s);
    const QJsonValue port = proxy.value("port"_L1);
    bool isNumber = port.isDouble();
    const int number = isNumber ? port.toInt(-1) : port.toString().toInt(&isNumber);
    if (!isNumber || number < 0 || number > 65535)
        wrong += fieldError(prefix + u"port"_s, u"between"_s);
    if (text("login"_L1).isEmpty() != text("password"_L1).isEmpty())
        wrong += fieldError(prefix + u"login"_s, u"required_with"_s);
    for (const QString &key :
         {u"login"_s, u"password"_s, u"name"_s, u"changeIpUrl"_s, u"provider"_s}) {
        if (proxy.value(key).toString().size() > 512)
            wrong += fieldError(prefix + key, u"max"_s);
    }
    return wrong;
}

} // namespace

Verdict checkProxy(const QJsonObject &proxy)
{
    const QJsonArray wrong = wrongProxy(proxy, {});
    return wrong.isEmpty() ? Verdict{} : invalid(wrong);
}

Verdict checkPayload(const QJsonObject &payload, bool whole, bool strict)
{
    // A body copied from a GET.
    for (const QString &readOnly : {u"storagePath"_s,
                                    u"id"_s,
                                    u"teamId"_s,
                                    u"created_at"_s,
                                    u"lastRunUuid"_s,
                                    u"running"_s,
                                    u"connection"_s}) {
        if (payload.contains(readOnly))
            return {
                403, u"E_ACCESS_DENIED_FOR_CLOUD_SYNC"_s, u"Access denied for cloud sync"_s, {}};
    }
    QJsonArray wrong = wrongIdentity(payload, whole);
    append(wrong, wrongModes(payload, whole, strict));
    append(wrong, wrongShapes(payload, strict));
    const QJsonValue proxy = payload.value("proxy"_L1);
    const QJsonObject given = proxy.toObject();
    if (proxy.isObject() && (given.contains("host"_L1) || !given.contains("id"_L1)))
        append(wrong, wrongProxy(given, u"proxy."_s));
    else if (!proxy.isUndefined() && !proxy.isNull() && !proxy.isObject())
        wrong += fieldError(u"proxy"_s, u"object"_s);
    if (!wrong.isEmpty())
        return invalid(wrong);
    if (const QString field = manualWithoutValue(payload); !field.isEmpty())
        return {403, u"WRONG_PARAMETER"_s, u"Wrong parameter "_s + field, {}};
    return {};
}

} // namespace pelorus::standin
