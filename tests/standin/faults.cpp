// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/faults.h"

#include <QHash>
#include <QJsonDocument>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

struct Named
{
    int status;
    const char *body;
};

/// Errors as the facts list them, by name.
const QHash<QString, Named> &errors()
{
    static const QHash<QString, Named> table{
        {u"unauthenticated"_s, {401, R"({"message":"Unauthenticated."})"}},
        {u"session-token"_s, {401, R"({"error":"invalid session token"})"}},
        {u"payment-required"_s, {402, R"({"success":false,"error":"Not available on this plan"})"}},
        {u"automation-free"_s,
         {402, R"({"success":false,"error":"Automation is not available on the Free plan"})"}},
        {u"validation"_s,
         {422,
          R"({"success":false,"error":{"type":"E_VALIDATION","code":"E_VALIDATION","text":"Validation failed","fields":[{"field":"webrtc.mode","error":"in","values":["off","real","altered","manual","udpDisabled"]}]}})"}},
        {u"limit-profiles"_s,
         {400,
          R"({"success":false,"error":{"type":"E_LIMIT","code":"E_LIMIT_PROFILES","text":"Profile limit reached"}})"}},
        {u"limit-archived"_s,
         {400,
          R"({"success":false,"error":{"type":"E_LIMIT","code":"E_LIMIT_PROFILES_ARCHIVED","text":"Basket is full","browserProfilesCount":100,"browserProfilesLimit":100}})"}},
        {u"access"_s,
         {403,
          R"({"success":false,"error":{"type":"E_ACCESS_PROFILE","code":"E_ACCESS_PROFILE","text":"No rights on this profile"}})"}},
        {u"rate-limit"_s, {429, R"({"message":"Too Many Attempts."})"}},
        {u"server-error"_s, {500, R"({"message":"Server Error"})"}},
        {u"bad-gateway"_s, {502, "<html><body><h1>502 Bad Gateway</h1></body></html>"}},
        {u"duplicate"_s,
         {500,
          R"({"success":false,"error":"Browser profile is already running","errorObject":{"code":"E_BROWSER_RUN_DUPLICATE","text":"Browser profile is already running"}})"}},
        {u"init-connection"_s,
         {200,
          R"({"success":false,"message":"initConnectionError","error":"Failed to get IP data"})"}},
        {u"download-datadir"_s,
         {200,
          R"({"success":false,"message":"downloadDatadirError","error":"Failed to download profile data"})"}},
        {u"mirror-download"_s,
         {200,
          R"({"success":false,"message":"errorMirrorDownload","error":"Failed to download the browser"})"}},
        {u"remote-api"_s,
         {200, R"({"success":false,"message":"errorRemoteApi","error":"Cloud is unreachable"})"}},
        {u"not-found"_s,
         {404,
          R"({"success":false,"error":{"type":"E_PROFILE_NOT_FOUND","code":"E_PROFILE_NOT_FOUND","text":"Browser profile not found"}})"}},
        {u"too-many-starts"_s, {429, R"({"success":false,"error":"Too many launches at once"})"}},
        {u"free-plan-running"_s,
         {499, R"({"success":false,"error":"FREE_PLAN_PROFILE_LIMIT_EXCEEDED"})"}},
        {u"ebusy"_s,
         {500,
          R"({"success":false,"error":"EBUSY: resource busy or locked, unlink 'Default/Network/Cookies'"})"}},
        {u"launch-timeout"_s, {500, R"({"success":false,"error":"Timeout exceeded 60001 ms"})"}},
        {u"datadir-damaged"_s, {500, R"({"success":false,"error":"Datadir damaged"})"}},
        {u"stop-pid"_s,
         {200, R"({"success":false,"message":"Failed to read the PID file of the profile"})"}},
        {u"cursor-off"_s,
         {404, R"({"message":"Cursor pagination is not enabled for this account."})"}},
        {u"gone"_s, {410, R"({"message":"This endpoint is gone. Use list-cursor."})"}},
    };
    return table;
}

/// Successful answers of a wrong shape, by name.
const QHash<QString, QByteArray> &shapes()
{
    static const QHash<QString, QByteArray> table{
        {u"empty-object"_s, "{}"},
        {u"empty-list"_s, "[]"},
        {u"empty-body"_s, ""},
        {u"null"_s, "null"},
        {u"number"_s, "42"},
        {u"success-only"_s, R"({"success":true})"},
        {u"success-one"_s, R"({"success":1})"},
        {u"success-false"_s, R"({"success":false})"},
        {u"automation-null"_s, R"({"success":true,"automation":null})"},
        {u"port-null"_s, R"({"success":true,"automation":{"port":null,"wsEndpoint":null}})"},
        {u"port-string"_s,
         R"({"success":true,"automation":{"port":"9","wsEndpoint":"/devtools/browser/none"}})"},
        {u"port-dead"_s,
         R"({"success":true,"automation":{"port":9,"wsEndpoint":"/devtools/browser/none"}})"},
        {u"id-text"_s, R"({"success":true,"browserProfileId":"abc"})"},
        {u"data-list"_s, R"({"data":[]})"},
        {u"data-null"_s, R"({"data":null})"},
    };
    return table;
}

const QHash<QString, Fault::Action> &actions()
{
    using Action = Fault::Action;
    static const QHash<QString, Action> table{
        {u"status"_s, Action::Status},
        {u"error"_s, Action::Status},
        {u"delay"_s, Action::Delay},
        {u"hang"_s, Action::Hang},
        {u"drop-before"_s, Action::DropBefore},
        {u"drop-after-commit"_s, Action::DropAfterCommit},
        {u"hang-after-commit"_s, Action::HangAfterCommit},
        {u"truncate"_s, Action::Truncate},
        {u"shape"_s, Action::Shape},
        {u"non-json"_s, Action::NonJson},
    };
    return table;
}

/// What is wrong with the rule's keys; a mistyped one would make it fit everything.
QString wrongKey(const QJsonObject &rule)
{
    static const QHash<QString, QJsonValue::Type> keys{{u"listener"_s, QJsonValue::String},
                                                       {u"method"_s, QJsonValue::String},
                                                       {u"path"_s, QJsonValue::String},
                                                       {u"skip"_s, QJsonValue::Double},
                                                       {u"count"_s, QJsonValue::Double},
                                                       {u"action"_s, QJsonValue::String},
                                                       {u"status"_s, QJsonValue::Double},
                                                       {u"body"_s, QJsonValue::Undefined},
                                                       {u"headers"_s, QJsonValue::Object},
                                                       {u"delay"_s, QJsonValue::Double},
                                                       {u"bytes"_s, QJsonValue::Double},
                                                       {u"error"_s, QJsonValue::String},
                                                       {u"shape"_s, QJsonValue::String}};
    static const QStringList listeners{{}, u"remote"_s, u"local"_s, u"sync"_s, u"darkwing"_s};
    for (auto it = rule.begin(); it != rule.end(); ++it) {
        const auto type = keys.constFind(it.key());
        if (type == keys.cend())
            return u"A rule has no %1."_s.arg(it.key());
        if (*type != QJsonValue::Undefined && it.value().type() != *type)
            return u"The rule's %1 has another type."_s.arg(it.key());
        if (it.value().isDouble() && it.value().toInt(-1) < 0)
            return u"The rule's %1 is not a whole number."_s.arg(it.key());
    }
    if (!listeners.contains(rule.value("listener"_L1).toString()))
        return u"There is no listener %1."_s.arg(rule.value("listener"_L1).toString());
    return {};
}

QString parseBody(Fault &fault, const QJsonObject &rule, const QString &action)
{
    if (action == "error"_L1) {
        const auto named = errors().constFind(rule.value("error"_L1).toString());
        if (named == errors().cend())
            return u"There is no error %1."_s.arg(rule.value("error"_L1).toString());
        fault.status = rule.value("status"_L1).toInt(named->status);
        fault.body = named->body;
        return {};
    }
    if (action == "shape"_L1) {
        const auto named = shapes().constFind(rule.value("shape"_L1).toString());
        if (named == shapes().cend())
            return u"There is no shape %1."_s.arg(rule.value("shape"_L1).toString());
        fault.body = *named;
        return {};
    }
    fault.status = rule.value("status"_L1).toInt(500);
    const QJsonValue body = rule.value("body"_L1);
    if (body.isObject())
        fault.body = QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact);
    else if (body.isArray())
        fault.body = QJsonDocument(body.toArray()).toJson(QJsonDocument::Compact);
    else
        fault.body = body.toString().toUtf8();
    return {};
}

} // namespace

Exchange::Verdict Fault::change(Exchange &exchange,
                                int &answerStatus,
                                Headers &answerHeaders,
                                QByteArray &answerBody) const
{
    switch (action) {
    case Action::DropAfterCommit:
        return Exchange::Verdict::Drop;
    case Action::HangAfterCommit:
        return Exchange::Verdict::Hang;
    case Action::Truncate:
        exchange.truncateAnswer(bytes);
        break;
    case Action::Shape:
        answerStatus = 200;
        answerBody = body;
        break;
    case Action::NonJson:
        answerStatus = 200;
        answerHeaders = {{"Content-Type", "text/html"}};
        answerBody = "<!doctype html><title>Maintenance</title>Maintenance";
        break;
    case Action::Status:
    case Action::Delay:
    case Action::Hang:
    case Action::DropBefore:
        break;
    }
    return Exchange::Verdict::Send;
}

QString Faults::add(const QJsonValue &rules)
{
    QJsonArray list = rules.toArray();
    if (rules.isObject())
        list = rules.toObject().value("rules"_L1).toArray();
    QList<Fault> added;
    for (const QJsonValue value : std::as_const(list)) {
        const QJsonObject rule = value.toObject();
        if (const QString error = wrongKey(rule); !error.isEmpty())
            return error;
        const QString word = rule.value("action"_L1).toString();
        const auto action = actions().constFind(word);
        if (action == actions().cend())
            return u"There is no action %1."_s.arg(word);
        Fault fault;
        fault.action = *action;
        fault.word = word;
        fault.listener = rule.value("listener"_L1).toString();
        fault.method = rule.value("method"_L1).toString().toUtf8();
        QString pattern = QRegularExpression::escape(rule.value("path"_L1).toString(u"*"_s));
        pattern.replace("\\*"_L1, ".*"_L1);
        fault.path.setPattern(QRegularExpression::anchoredPattern(pattern));
        fault.skip = rule.value("skip"_L1).toInt();
        fault.count = rule.value("count"_L1).toInt(1);
        fault.delay = rule.value("delay"_L1).toInt();
        fault.bytes = rule.value("bytes"_L1).toInt();
        const QJsonObject headers = rule.value("headers"_L1).toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it)
            fault.headers.emplaceBack(it.key().toUtf8(), it.value().toString().toUtf8());
        if (const QString error = parseBody(fault, rule, word); !error.isEmpty())
            return error;
        added.append(fault);
    }
    if (rules.toObject().value("clear"_L1).toBool())
        clear();
    m_rules.append(added);
    return {};
}

std::optional<Fault>
Faults::take(const QString &listener, const QByteArray &method, const QString &path)
{
    for (qsizetype i = 0; i < m_rules.size(); ++i) {
        Fault &rule = m_rules[i];
        if ((!rule.listener.isEmpty() && rule.listener != listener)
            || (!rule.method.isEmpty() && rule.method != method)
            || !rule.path.match(path).hasMatch())
            continue;
        if (rule.skip > 0) {
            --rule.skip;
            continue;
        }
        const Fault taken = rule;
        if (rule.count > 0 && --rule.count == 0)
            m_rules.removeAt(i);
        return taken;
    }
    return {};
}

} // namespace pelorus::standin
