// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/remotehost.h"

#include "tests/standin/validation.h"

#include <QJsonDocument>
#include <QUrlQuery>

#include <algorithm>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

/// A list of ids from "ids[]=1&ids[]=2", "ids=1,2" or a JSON body.
QStringList listed(const ApiCall &call, const QString &key)
{
    QStringList values = call.request().query.allQueryItemValues(key + u"[]"_s, QUrl::FullyDecoded);
    for (const QString &joined : call.request().query.allQueryItemValues(key, QUrl::FullyDecoded))
        values += joined.split(u',', Qt::SkipEmptyParts);
    return values;
}

QJsonObject lightProxy(const QJsonObject &proxy, qint64 id)
{
    return {{u"id"_s, id},
            {u"name"_s, proxy.value("name"_L1)},
            {u"type"_s, proxy.value("type"_L1)},
            {u"host"_s, proxy.value("host"_L1)},
            {u"changeIpUrl"_s, !proxy.value("changeIpUrl"_L1).toString().isEmpty()}};
}

} // namespace

RemoteHost::RemoteHost(World &world)
    : m_world(world)
    , m_host(u"remote"_s, world, [this](const ApiCall &call) { serve(call); })
{
}

void RemoteHost::serve(const ApiCall &call)
{
    const Knobs &knobs = m_world.knobs;
    const RateLimit::PerWindow allowed{
        knobs.number("rps"), knobs.number("rpm"), knobs.number("rph")};
    const qint64 wait = m_world.remoteRate.take(m_world.now(), allowed);
    if (knobs.flag("rateHeaders")) {
        const auto left = m_world.remoteRate.left(m_world.now(), allowed);
        const Headers rate{{"x-ratelimiter-allowed-rph", QByteArray::number(allowed.hour)},
                           {"x-ratelimiter-allowed-rpm", QByteArray::number(allowed.minute)},
                           {"x-ratelimiter-allowed-rps", QByteArray::number(allowed.second)},
                           {"x-ratelimiter-rph-left", QByteArray::number(left.hour)},
                           {"x-ratelimiter-rpm-left", QByteArray::number(left.minute)},
                           {"x-ratelimiter-rps-left", QByteArray::number(left.second)}};
        const auto before = call.exchange->beforeAnswer;
        call.exchange->beforeAnswer
            = [rate, before](int &status, Headers &headers, QByteArray &body) {
                  headers += rate;
                  return before ? before(status, headers, body) : Exchange::Verdict::Send;
              };
    }
    if (wait > 0)
        return tooMany(call, wait);
    if (admit(call))
        route(call);
}

void RemoteHost::tooMany(const ApiCall &call, qint64 wait)
{
    Headers headers;
    if (m_world.knobs.flag("retryAfter"))
        headers.emplaceBack("Retry-After", QByteArray::number((wait + 999) / 1000));
    call.exchange->respondJson(429, QJsonObject{{u"message"_s, u"Too Many Attempts."_s}}, headers);
}

bool RemoteHost::admit(const ApiCall &call)
{
    if (call.team != 0)
        return true;
    if (m_world.knobs.is("unauthenticatedShape", "error"))
        call.answer(401, QJsonObject{{u"success"_s, false}, {u"error"_s, u"Unauthenticated"_s}});
    else if (m_world.knobs.is("unauthenticatedShape", "object"))
        call.answer(401,
                    QJsonObject{{u"success"_s, false},
                                {u"error"_s,
                                 QJsonObject{{u"code"_s, u"E_UNAUTHENTICATED"_s},
                                             {u"text"_s, u"Unauthenticated"_s}}}});
    else
        call.answer(401, QJsonObject{{u"message"_s, u"Unauthenticated."_s}});
    return false;
}

void RemoteHost::route(const ApiCall &call)
{
    const QStringList parts = call.request().path.split(u'/', Qt::SkipEmptyParts);
    const QString first = parts.value(0);
    const QString second = parts.value(1);
    bool isId = false;
    const qint64 id = second.toLongLong(&isId);
    if (first == "browser_profiles"_L1 && parts.size() == 1)
        return profiles(call);
    if (first == "browser_profiles"_L1 && parts.size() == 2) {
        if (isId)
            return one(call, id);
        if (second == "list-cursor"_L1 && call.method() == "GET")
            return list(call, true);
        if (second == "mass"_L1 && call.method() == "POST")
            return createMass(call);
        if (second == "statuses"_L1)
            return thin(call, m_world.statuses, 0);
        if (second == "generate-mac"_L1)
            return call.answer(200, QJsonObject{{u"data"_s, u"00-11-22-33-44-55"_s}});
    }
    if (first == "fingerprints"_L1 && parts.size() == 2 && call.method() == "GET")
        return fingerprint(call, second);
    if (first == "proxy"_L1)
        return proxies(call, id);
    if (first == "folders"_L1 && parts.size() <= 2)
        return thin(call, m_world.folders, id);
    if (first == "extensions"_L1 && parts.size() <= 2)
        return thin(call, m_world.extensions, id);
    // /browser_profiles/{id}/cookies, /proxies and the like do not exist.
    fail(call, 404, u"E_NOT_FOUND"_s, u"Not found"_s);
}

void RemoteHost::fail(const ApiCall &call,
                      int status,
                      const QString &code,
                      const QString &text,
                      const QJsonArray &fields)
{
    call.answer(status,
                errorBody(m_world.knobs,
                          code.startsWith("E_LIMIT"_L1) ? u"E_LIMIT"_s : code,
                          code,
                          text,
                          fields));
}

void RemoteHost::profiles(const ApiCall &call)
{
    if (call.method() == "GET")
        return list(call, false);
    if (call.method() == "POST")
        return create(call);
    if (call.method() == "DELETE") {
        QList<qint64> ids;
        for (const QJsonValue &id : call.fields().value("ids"_L1).toArray())
            ids.append(id.toVariant().toLongLong());
        return remove(call, ids);
    }
    fail(call, 405, u"E_METHOD"_s, u"Method not allowed"_s);
}

std::pair<int, QJsonObject> RemoteHost::createOne(const ApiCall &call, const QJsonObject &payload)
{
    const auto refused = [this](int status,
                                const QString &type,
                                const QString &code,
                                const QString &text,
                                const QJsonArray &fields) {
        return std::pair(status, errorBody(m_world.knobs, type, code, text, fields).toObject());
    };
    const Verdict verdict = checkPayload(payload, true, m_world.knobs.is("enums", "strict"));
    if (verdict.status != 200)
        return refused(verdict.status, verdict.type, verdict.code, verdict.text, verdict.fields);
    const auto count = std::ranges::count_if(m_world.profiles, [&call](const auto &entry) {
        return entry.second.team == call.team && !entry.second.temporary;
    });
    const int cap = m_world.knobs.number("monthlyCap");
    if (count >= m_world.knobs.number("planProfiles")
        || (cap > 0 && m_world.createdThisMonth >= cap)) {
        return refused(m_world.knobs.number("planLimitStatus"),
                       u"E_LIMIT"_s,
                       u"E_LIMIT_PROFILES"_s,
                       u"Profile limit reached"_s,
                       {});
    }
    Profile profile;
    profile.id = m_world.nextId();
    profile.team = call.team;
    profile.payload = payload;
    profile.createdAt = m_world.now();
    const QJsonObject proxy = payload.value("proxy"_L1).toObject();
    if (proxy.contains("host"_L1))
        profile.proxyId = addProxy(proxy);
    else
        profile.proxyId = proxy.value("id"_L1).toInteger();
    ++m_world.createdThisMonth;
    const qint64 id = profile.id;
    m_world.profiles.emplace(id, std::move(profile));
    QJsonObject answer = success(m_world.knobs);
    if (!m_world.knobs.is("createIdIn", "data"))
        answer.insert(u"browserProfileId"_s, id);
    if (!m_world.knobs.is("createIdIn", "top"))
        answer.insert(u"data"_s, QJsonObject{{u"id"_s, id}});
    return {m_world.knobs.number("createStatus"), answer};
}

void RemoteHost::create(const ApiCall &call)
{
    const auto [status, answer] = createOne(call, call.fields());
    call.answer(status, answer);
}

void RemoteHost::createMass(const ApiCall &call)
{
    const QJsonObject body = call.fields();
    const QJsonObject common = body.value("common"_L1).toObject();
    const QJsonArray items = body.value("items"_L1).toArray();
    if (items.isEmpty() || items.size() > 100)
        return fail(call, 422, u"E_VALIDATION"_s, u"items must hold 1 to 100 profiles"_s);
    QJsonArray ids;
    QJsonArray failed;
    QJsonArray errors;
    for (int i = 0; i < items.size(); ++i) {
        QJsonObject payload = common;
        const QJsonObject item = items.at(i).toObject();
        for (auto it = item.begin(); it != item.end(); ++it)
            payload.insert(it.key(), it.value());
        payload.remove("fingerprint"_L1);
        const auto [status, answer] = createOne(call, payload);
        if (answer.contains("error"_L1) || answer.contains("message"_L1)) {
            failed.append(i);
            errors.append(answer);
        } else {
            ids.append(answer.contains("data"_L1)
                           ? answer.value("data"_L1).toObject().value("id"_L1)
                           : answer.value("browserProfileId"_L1));
        }
    }
    call.answer(200,
                QJsonObject{{u"success"_s, failed.isEmpty()},
                            {u"ids"_s, ids},
                            {u"failed"_s, failed},
                            {u"errors"_s, errors}});
}

QJsonObject RemoteHost::listItem(const Profile &profile) const
{
    QJsonObject item{
        {u"id"_s, profile.id},
        {u"teamId"_s, profile.team},
        {u"userId"_s, 1},
        {u"name"_s, profile.name()},
        {u"tags"_s, profile.payload.value("tags"_L1).toArray()},
        {u"platform"_s, profile.payload.value("platform"_L1)},
        {u"browserType"_s, u"anty"_s},
        {u"mainWebsite"_s, profile.payload.value("mainWebsite"_L1)},
        {u"status"_s, QJsonValue::Null},
        {u"access"_s,
         QJsonObject{
             {u"view"_s, 1}, {u"update"_s, 1}, {u"delete"_s, 1}, {u"share"_s, 1}, {u"usage"_s, 1}}},
        {u"notes"_s, QJsonValue::Null},
        {u"pinned"_s, false},
        {u"running"_s, profile.state != RunState::Stopped}};
    const auto proxy = m_world.proxies.find(profile.proxyId);
    item.insert(u"proxy"_s,
                proxy == m_world.proxies.end()
                    ? QJsonValue(QJsonValue::Null)
                    : QJsonValue(lightProxy(proxy->second, proxy->first)));
    return item;
}

QJsonObject RemoteHost::page(const ApiCall &call, const QJsonArray &items) const
{
    const int most = m_world.knobs.number("limitMax");
    const int wanted = call.request().queryValue(u"limit"_s).toInt();
    const int limit = wanted > 0 ? std::min(wanted, most) : most;
    const int number = std::max(1, call.request().queryValue(u"page"_s).toInt());
    const int total = int(items.size());
    const int last = std::max(1, (total + limit - 1) / limit);
    QJsonArray data;
    for (int i = (number - 1) * limit; i < std::min(total, number * limit); ++i)
        data.append(items.at(i));
    const bool empty = data.isEmpty();
    return {
        {u"current_page"_s, number},
        {u"data"_s, data},
        {u"from"_s, empty ? QJsonValue(QJsonValue::Null) : QJsonValue((number - 1) * limit + 1)},
        {u"to"_s,
         empty ? QJsonValue(QJsonValue::Null)
               : QJsonValue((number - 1) * limit + int(data.size()))},
        {u"last_page"_s, last},
        {u"per_page"_s, limit},
        {u"path"_s, call.request().path},
        {u"next_page_url"_s,
         number < last ? QJsonValue(u"%1?page=%2"_s.arg(call.request().path).arg(number + 1))
                       : QJsonValue(QJsonValue::Null)},
        {u"prev_page_url"_s, QJsonValue::Null},
        {u"total"_s,
         m_world.knobs.is("totalAs", "string") ? QJsonValue(QString::number(total))
                                               : QJsonValue(total)}};
}

void RemoteHost::list(const ApiCall &call, bool cursor)
{
    if (cursor && m_world.knobs.is("cursorList", "off"))
        return call.answer(
            404,
            QJsonObject{{u"message"_s, u"Cursor pagination is not enabled for this account."_s}});
    if (!cursor && m_world.knobs.is("pageList", "gone"))
        return call.answer(
            410, QJsonObject{{u"message"_s, u"This endpoint is gone. Use list-cursor."_s}});
    const QString words = call.request().queryValue(u"query"_s);
    const QStringList tags = listed(call, u"tags"_s);
    QJsonArray items;
    const auto add = [&](const Profile &profile) {
        if (profile.team != call.team || profile.temporary || profile.inBasket)
            return;
        if (!words.isEmpty() && !profile.name().contains(words, Qt::CaseInsensitive))
            return;
        const QJsonArray own = profile.payload.value("tags"_L1).toArray();
        if (!tags.isEmpty()
            && std::ranges::none_of(tags, [&own](const QString &tag) { return own.contains(tag); }))
            return;
        items.append(listItem(profile));
    };
    for (const auto &[id, profile] : m_world.profiles)
        add(profile);
    for (const Profile &ghost : m_world.ghosts())
        add(ghost);
    if (!cursor)
        return call.answer(200, page(call, items));
    const int wanted = call.request().queryValue(u"limit"_s).toInt();
    const int limit = std::clamp(wanted > 0 ? wanted : 50, 1, m_world.knobs.number("limitMax"));
    const int from = call.request().queryValue(u"cursor"_s).toInt();
    QJsonArray data;
    for (int i = from; i < std::min<int>(int(items.size()), from + limit); ++i)
        data.append(items.at(i));
    const bool more = from + limit < items.size();
    call.answer(
        200,
        QJsonObject{{u"data"_s, data},
                    {u"per_page"_s, limit},
                    {u"next_page_url"_s,
                     more ? QJsonValue(u"%1?cursor=%2"_s.arg(call.request().path).arg(from + limit))
                          : QJsonValue(QJsonValue::Null)}});
}

void RemoteHost::one(const ApiCall &call, qint64 id)
{
    if (call.method() == "DELETE")
        return remove(call, {id});
    Profile *profile = m_world.profile(id, call.team);
    if (profile == nullptr || profile->temporary)
        return fail(call, 404, u"E_NOT_FOUND"_s, u"Browser profile not found"_s);
    if (call.method() == "PATCH")
        return change(call, *profile);
    if (call.method() == "GET")
        return read(call, *profile);
    fail(call, 405, u"E_METHOD"_s, u"Method not allowed"_s);
}

void RemoteHost::read(const ApiCall &call, const Profile &profile)
{
    if (m_world.knobs.is("readOne", "forbidden"))
        return fail(call, 403, u"E_ACCESS_PROFILE"_s, u"No rights on this profile"_s);
    if (profile.payload.contains("fingerprint"_L1)
        && m_world.knobs.is("nestedFingerprint", "harmful"))
        return call.answer(
            500,
            QJsonObject{{u"message"_s, u"Cannot read properties of null (reading 'webgpu')"_s}});
    // What is read is not what was sent: some parts come nested, some as strings, some are added.
    QJsonObject data = profile.payload;
    const QJsonObject item = listItem(profile);
    for (auto it = item.begin(); it != item.end(); ++it)
        data.insert(it.key(), it.value());
    data.insert(u"connection"_s,
                QJsonObject{{u"downlink"_s, 10}, {u"effectiveType"_s, u"4g"_s}, {u"rtt"_s, 50}});
    data.insert(u"storagePath"_s, u"profiles/%1.datadir.zip"_s.arg(profile.id));
    data.insert(u"audio"_s, u"{\"mode\":\"real\"}"_s);
    data.insert(u"proxyId"_s,
                profile.proxyId > 0 ? QJsonValue(profile.proxyId) : QJsonValue(QJsonValue::Null));
    const auto proxy = m_world.proxies.find(profile.proxyId);
    if (proxy != m_world.proxies.end())
        data.insert(u"proxy"_s, proxy->second);
    data.insert(u"lastRunUuid"_s, profile.runId);
    call.answer(200, QJsonObject{{u"data"_s, data}});
}

void RemoteHost::change(const ApiCall &call, Profile &profile)
{
    const QJsonObject changes = call.fields();
    const Verdict verdict = checkPayload(changes, false, m_world.knobs.is("enums", "strict"));
    if (verdict.status != 200)
        return fail(call, verdict.status, verdict.code, verdict.text, verdict.fields);
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it.key() == "statusId"_L1 && it.value().toInt() == 0)
            profile.payload.remove(it.key());
        else
            profile.payload.insert(it.key(), it.value());
    }
    const QJsonObject proxy = changes.value("proxy"_L1).toObject();
    if (proxy.contains("host"_L1))
        profile.proxyId = addProxy(proxy);
    call.answer(200, QJsonObject{{u"success"_s, true}, {u"data"_s, listItem(profile)}});
}

void RemoteHost::remove(const ApiCall &call, const QList<qint64> &ids)
{
    const bool force = truthy(call.fields().value("forceDelete"_L1))
        || truthy(call.request().queryValue(u"forceDelete"_s));
    for (const qint64 id : ids) {
        const Profile *profile = m_world.profile(id, call.team);
        if (profile == nullptr)
            return fail(call, 404, u"E_NOT_FOUND"_s, u"Browser profile not found"_s);
        if (profile->state != RunState::Stopped && m_world.knobs.is("runningDelete", "refuse"))
            return fail(call, 409, u"E_BROWSER_PROFILE_RUNNING"_s, u"The profile is running"_s);
    }
    if (!force && m_world.mustForce())
        return fail(call, 403, u"E_BROWSER_PROFILE_FORCE_DELETE"_s, u"Force delete is required"_s);
    for (const qint64 id : ids) {
        const Profile *profile = m_world.profile(id, call.team);
        if (profile == nullptr)
            continue; // was listed twice
        if (m_world.knobs.flag("deleteRemovesProxy"))
            m_world.proxies.erase(profile->proxyId);
        if (force)
            m_world.purge(id, u"forced"_s);
        else
            m_world.moveToBasket(id);
    }
    call.answer(200, success(m_world.knobs));
}

void RemoteHost::fingerprint(const ApiCall &call, const QString &what)
{
    const QString version = call.request().queryValue(u"browser_version"_s);
    const QString major = version.isEmpty() ? u"140"_s : version.section(u'.', 0, 0);
    const QString agent
        = u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/%1.0.0.0 Safari/537.36"_s.arg(major);
    if (what == "useragent"_L1)
        return call.answer(200, QJsonObject{{u"data"_s, agent}});
    if (what == "font-list"_L1)
        return call.answer(200,
                           QJsonArray{QJsonObject{{u"id"_s, 1},
                                                  {u"font"_s, u"Arial"_s},
                                                  {u"type"_s, u"default"_s},
                                                  {u"os"_s, u"windows"_s}}});
    if (what == "webglList"_L1)
        return call.answer(
            200,
            QJsonArray{QJsonObject{{u"vendor"_s, u"Google Inc. (Intel)"_s},
                                   {u"renderer"_s, u"ANGLE (Intel, Test GPU, D3D11)"_s}}});
    if (what != "fingerprint"_L1)
        return fail(call, 404, u"E_NOT_FOUND"_s, u"Not found"_s);
    const RateLimit::PerWindow allowed{m_world.knobs.number("fingerprintRps")};
    if (const qint64 wait = m_world.fingerprintRate.take(m_world.now(), allowed); wait > 0)
        return tooMany(call, wait);
    if (!m_world.knobs.flag("fingerprintFound")) {
        if (m_world.knobs.is("fingerprintNone", "404"))
            return fail(call, 404, u"E_NOT_FOUND"_s, u"Nothing found"_s);
        return call.answer(200, QJsonObject{});
    }
    call.answer(
        200,
        QJsonObject{
            {u"userAgent"_s, agent},
            {u"appVersion"_s, agent.mid(8)},
            {u"appCodeName"_s, u"Mozilla"_s},
            {u"product"_s, u"Gecko"_s},
            {u"productSub"_s, u"20030107"_s},
            {u"vendor"_s, u"Google Inc."_s},
            {u"vendorSub"_s, u""_s},
            {u"platform"_s, u"Win32"_s},
            {u"platformVersion"_s, u"10.0.0"_s},
            {u"uaFullVersion"_s, u"%1.0.7339.186"_s.arg(major)},
            {u"browserType"_s, u"anty"_s},
            {u"language"_s, u"en-US"_s},
            {u"languages"_s, QJsonArray{u"en-US"_s, u"en"_s}},
            {u"donottrack"_s, QJsonValue::Null},
            {u"deviceMemory"_s, 8},
            {u"hardwareConcurrency"_s, 8},
            {u"screen"_s, QJsonObject{{u"width"_s, 1920}, {u"height"_s, 1080}}},
            {u"connection"_s,
             QJsonObject{{u"downlink"_s, 10},
                         {u"effectiveType"_s, u"4g"_s},
                         {u"rtt"_s, 50},
                         {u"saveData"_s, false}}},
            {u"cpu"_s, QJsonObject{{u"architecture"_s, u"x86"_s}}},
            {u"os"_s, QJsonObject{{u"name"_s, u"Windows"_s}, {u"version"_s, u"10"_s}}},
            {u"browser"_s,
             QJsonObject{{u"name"_s, u"Chrome"_s}, {u"version"_s, u"%1.0.7339.186"_s.arg(major)}}},
            {u"webgl"_s,
             QJsonObject{{u"unmaskedVendor"_s, u"Google Inc. (Intel)"_s},
                         {u"unmaskedRenderer"_s, u"ANGLE (Intel, Test GPU, D3D11)"_s}}},
            // JSON as strings, as the real service does.
            {u"webgl2Maximum"_s,
             u"{\"MAX_TEXTURE_SIZE\":16384,\"MAX_VIEWPORT_DIMS\":[32767,32767]}"_s},
            {u"webgpu"_s, u"{\"limits\":{}}"_s},
            {u"fonts"_s, u"[\"Arial\",\"Segoe UI\",\"Verdana\"]"_s}});
}

qint64 RemoteHost::addProxy(const QJsonObject &proxy)
{
    const qint64 id = m_world.nextId();
    QJsonObject row = proxy;
    row.insert(u"id"_s, id);
    if (row.value("name"_L1).toString().isEmpty()) {
        // The vendor's default, which shows the password.
        row.insert(u"name"_s,
                   u"%1://%2:%3@%4"_s.arg(row.value("type"_L1).toString(),
                                          row.value("login"_L1).toString(),
                                          row.value("password"_L1).toString(),
                                          row.value("host"_L1).toString()));
    }
    row.insert(u"savedByUser"_s, true);
    row.insert(u"lastCheck"_s, QJsonValue::Null);
    m_world.proxies.emplace(id, row);
    return id;
}

void RemoteHost::proxies(const ApiCall &call, qint64 id)
{
    if (call.method() == "POST" && id == 0) {
        const QJsonObject proxy = call.fields();
        if (proxy.value("host"_L1).toString().isEmpty()
            || proxy.value("host"_L1).toString().contains("://"_L1))
            return fail(call,
                        422,
                        u"E_VALIDATION"_s,
                        u"Validation failed"_s,
                        {QJsonObject{{u"field"_s, u"host"_s}, {u"error"_s, u"required"_s}}});
        const qint64 added = addProxy(proxy);
        return call.answer(200,
                           QJsonObject{{u"success"_s, true}, {u"data"_s, m_world.proxies[added]}});
    }
    if (call.method() == "GET" && id == 0) {
        QJsonArray items;
        for (const auto &[proxyId, row] : m_world.proxies)
            items.append(lightProxy(row, proxyId));
        return call.answer(200, page(call, items));
    }
    const auto found = m_world.proxies.find(id);
    if (found == m_world.proxies.end())
        return fail(call, 404, u"E_NOT_FOUND"_s, u"Proxy not found"_s);
    if (call.method() == "DELETE") {
        m_world.proxies.erase(found);
        return call.answer(200, success(m_world.knobs));
    }
    if (call.method() == "PATCH") {
        const QJsonObject changes = call.fields();
        for (auto it = changes.begin(); it != changes.end(); ++it)
            found->second.insert(it.key(), it.value());
    }
    call.answer(200, QJsonObject{{u"data"_s, found->second}});
}

void RemoteHost::thin(const ApiCall &call, std::map<qint64, QJsonObject> &rows, qint64 id)
{
    if (call.method() == "POST") {
        const qint64 added = m_world.nextId();
        QJsonObject row = call.fields();
        row.insert(u"id"_s, added);
        rows[added] = row;
        return call.answer(200, QJsonObject{{u"success"_s, true}, {u"data"_s, row}});
    }
    if (call.method() == "DELETE")
        return rows.erase(id) > 0 ? call.answer(200, success(m_world.knobs))
                                  : fail(call, 404, u"E_NOT_FOUND"_s, u"Not found"_s);
    QJsonArray items;
    for (const auto &[rowId, row] : rows) {
        QJsonObject item = row;
        item.insert(u"id"_s, rowId);
        items.append(item);
    }
    call.answer(200, page(call, items));
}

} // namespace pelorus::standin
