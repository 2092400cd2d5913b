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
        {"ports", {u"protect"_s, u"real"_s}, {u"protect"_s, u"real"_s}, false},
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
    if (manual("screen") && !part("screen", "resolution").toString().contains(u'x'))
        return u"screen.resolution"_s;
    if (manual("geolocation")
        && (!part("geolocation", "latitude").isDouble()
            || !part("geolocation", "longitude").isDouble()))
        return u"geolocation.latitude"_s;
    return {};
}

} // namespace

Verdict checkPayload(const QJsonObject &payload, bool whole, bool strict)
{
    for (const QString &readOnly :
         {u"storagePath"_s, u"teamId"_s, u"created_at"_s, u"lastRunUuid"_s}) {
        if (payload.contains(readOnly)) {
            return {403,
                    u"E_ACCESS_DENIED_FOR_CLOUD_SYNC"_s,
                    u"E_ACCESS_DENIED_FOR_CLOUD_SYNC"_s,
                    u"Access denied for cloud sync"_s,
                    {}};
        }
    }
    QJsonArray wrong;
    if (whole) {
        const QString name = payload.value("name"_L1).toString();
        if (name.isEmpty() || name.size() > 255)
            wrong += fieldError(u"name"_s, u"required"_s);
        if (!QStringList{u"windows"_s, u"macos"_s, u"linux"_s}.contains(
                payload.value("platform"_L1).toString()))
            wrong += fieldError(u"platform"_s, u"in"_s, {u"windows"_s, u"macos"_s, u"linux"_s});
        if (payload.value("browserType"_L1).toString() != "anty"_L1)
            wrong += fieldError(u"browserType"_s, u"in"_s, {u"anty"_s});
        if (!payload.contains("platformVersion"_L1))
            wrong += fieldError(u"platformVersion"_s, u"required"_s);
    }
    for (const Mode &mode : modes()) {
        const QString field = QString::fromLatin1(mode.field);
        const QJsonValue value = payload.value(field);
        if (value.isUndefined()) {
            if (whole && mode.required)
                wrong += fieldError(field + u".mode"_s, u"required"_s);
            continue;
        }
        const QStringList &allowed = strict ? mode.strict : mode.lenient;
        const QString given
            = value.isString() ? value.toString() : value.toObject().value("mode"_L1).toString();
        if (!allowed.contains(given))
            wrong += fieldError(field + u".mode"_s, u"in"_s, allowed);
    }
    const QJsonValue gpu = payload.value("webgpu"_L1).toObject().value("value"_L1);
    if (!gpu.isUndefined() && !gpu.isNull() && !gpu.isString())
        wrong += fieldError(u"webgpu.value"_s, u"string"_s);
    if (payload.contains("tabs"_L1) && !payload.value("tabs"_L1).isArray())
        wrong += fieldError(u"tabs"_s, u"array"_s);
    const QJsonValue tags = payload.value("tags"_L1);
    if (!tags.isUndefined() && !tags.isArray())
        wrong += fieldError(u"tags"_s, u"array"_s);
    for (const QJsonValue &argument : payload.value("args"_L1).toArray()) {
        if (argument.toString().startsWith("--remote-debugging-port"_L1))
            wrong += fieldError(u"args"_s, u"forbidden"_s);
    }
    if (!wrong.isEmpty())
        return {422, u"E_VALIDATION"_s, u"E_VALIDATION"_s, u"Validation failed"_s, wrong};
    if (const QString field = manualWithoutValue(payload); !field.isEmpty())
        return {403, u"WRONG_PARAMETER"_s, u"WRONG_PARAMETER"_s, u"Wrong parameter "_s + field, {}};
    return {};
}

} // namespace pelorus::standin
