// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/remotehost.h"

#include "tests/standin/fingerprints.h"
#include "tests/standin/paginator.h"
#include "tests/standin/remoteprofile.h"

#include <QUrlQuery>

#include <algorithm>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

/// Values of a filter in either encoding: "tags[]=a&tags[]=b" or "tags=a,b".
QStringList listed(const ApiCall &call, const QString &key)
{
    const QUrlQuery &query = call.request().query;
    QStringList values = query.allQueryItemValues(key + u"[]"_s, QUrl::FullyDecoded);
    values += query.allQueryItemValues(key + u"%5B%5D"_s, QUrl::FullyDecoded);
    for (const QString &joined : query.allQueryItemValues(key, QUrl::FullyDecoded))
        values += joined.split(u',', Qt::SkipEmptyParts);
    return values;
}

} // namespace

RemoteHost::RemoteHost(World &world)
    : m_world(world)
    , m_lists(world)
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
        return answerTooMany(m_world, call, wait);
    if (admit(call))
        route(call);
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
    QStringList parts = call.request().path.split(u'/', Qt::SkipEmptyParts);
    const bool second = parts.size() > 2 && parts[0] == "api"_L1 && parts[1] == "v2"_L1;
    if (second)
        parts.remove(0, 2);
    if (m_lists.serve(call, parts, second))
        return;
    if (!second && parts.value(0) == "browser_profiles"_L1 && parts.size() <= 2)
        return parts.size() == 1 ? profiles(call) : below(call, parts[1]);
    if (!second && parts.value(0) == "fingerprints"_L1 && parts.size() == 2
        && call.method() == "GET")
        return serveFingerprint(m_world, call, parts[1]);
    // /browser_profiles/{id}/cookies, /proxies and the like do not exist.
    fail(call, 404, u"E_NOT_FOUND"_s, u"Not found"_s);
}

void RemoteHost::below(const ApiCall &call, const QString &what)
{
    bool isId = false;
    const qint64 id = what.toLongLong(&isId);
    if (isId)
        return one(call, id);
    if (what == "list-cursor"_L1 && call.method() == "GET")
        return list(call, true);
    if (what == "mass"_L1 && call.method() == "POST")
        return createMass(call);
    if (what == "generate-mac"_L1 && call.method() == "GET")
        return call.answer(200, QJsonObject{{u"data"_s, u"00-11-22-33-44-55"_s}});
    fail(call, 404, u"E_NOT_FOUND"_s, u"Not found"_s);
}

void RemoteHost::fail(const ApiCall &call, const Verdict &verdict)
{
    call.answer(verdict.status, errorOf(verdict));
}

void RemoteHost::fail(const ApiCall &call, int status, const QString &code, const QString &text)
{
    fail(call, {status, code, text, {}});
}

QJsonObject RemoteHost::errorOf(const Verdict &verdict) const
{
    const QString type = verdict.code.startsWith("E_LIMIT"_L1) ? u"E_LIMIT"_s : verdict.code;
    return errorBody(m_world.knobs, type, verdict.code, verdict.text, verdict.fields).toObject();
}

void RemoteHost::profiles(const ApiCall &call)
{
    if (call.method() == "GET")
        return list(call, false);
    if (call.method() == "POST")
        return create(call);
    if (call.method() == "DELETE") {
        QList<qint64> ids;
        for (const QJsonValue id : call.fields().value("ids"_L1).toArray())
            ids.append(id.toVariant().toLongLong());
        if (ids.isEmpty())
            return fail(call, 422, u"E_VALIDATION"_s, u"ids is required"_s);
        return remove(call, ids);
    }
    fail(call, 405, u"E_METHOD"_s, u"Method not allowed"_s);
}

std::pair<int, QJsonObject> RemoteHost::createOne(const ApiCall &call, const QJsonObject &payload)
{
    const auto refused
        = [this](const Verdict &verdict) { return std::pair(verdict.status, errorOf(verdict)); };
    const Verdict verdict = check(payload, true);
    if (verdict.status != 200)
        return refused(verdict);
    const auto count = std::ranges::count_if(m_world.profiles, [&call](const auto &entry) {
        return entry.second.team == call.team && !entry.second.temporary;
    });
    const int cap = m_world.knobs.number("monthlyCap");
    if (count >= m_world.knobs.number("planProfiles")
        || (cap > 0 && m_world.createdThisMonth >= cap)) {
        return refused({m_world.knobs.number("planLimitStatus"),
                        u"E_LIMIT_PROFILES"_s,
                        u"Profile limit reached"_s,
                        {}});
    }
    Profile profile;
    profile.id = m_world.nextId();
    profile.team = call.team;
    profile.payload = payload;
    profile.createdAt = m_world.now();
    attachProxy(profile, payload);
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

Verdict RemoteHost::check(const QJsonObject &payload, bool whole) const
{
    const Verdict verdict = checkPayload(payload, whole, m_world.knobs.is("enums", "strict"));
    const QJsonObject proxy = payload.value("proxy"_L1).toObject();
    if (verdict.status != 200 || proxy.contains("host"_L1) || proxy.isEmpty()
        || m_world.proxies.contains(proxy.value("id"_L1).toInteger()))
        return verdict;
    return {422,
            u"E_VALIDATION"_s,
            u"Validation failed"_s,
            {QJsonObject{{u"field"_s, u"proxy.id"_s}, {u"error"_s, u"exists"_s}}}};
}

/// An inline object makes a new record, an id takes one that exists, null takes it off.
void RemoteHost::attachProxy(Profile &profile, const QJsonObject &payload)
{
    if (!payload.contains("proxy"_L1))
        return;
    const QJsonObject proxy = payload.value("proxy"_L1).toObject();
    profile.proxyId = proxy.contains("host"_L1) ? addProxy(m_world, proxy, profile.team)
                                                : proxy.value("id"_L1).toInteger();
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
        items.append(listItem(m_world, profile));
    };
    for (const auto &[id, profile] : m_world.profiles)
        add(profile);
    for (const Profile &ghost : m_world.ghosts())
        add(ghost);
    if (!cursor)
        return call.answer(200, page(call, m_world.knobs, items));
    call.answer(200, cursorPage(call, m_world.knobs, items));
}

void RemoteHost::one(const ApiCall &call, qint64 id)
{
    if (call.method() == "DELETE")
        return remove(call, {id});
    // A token without the right gets no hint whether the profile exists.
    if (call.method() == "GET" && m_world.knobs.is("readOne", "forbidden"))
        return fail(call, 403, u"E_ACCESS_PROFILE"_s, u"No rights on this profile"_s);
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
    if (profile.payload.contains("fingerprint"_L1)
        && m_world.knobs.is("nestedFingerprint", "harmful"))
        return call.answer(
            500,
            QJsonObject{{u"message"_s, u"Cannot read properties of null (reading 'webgpu')"_s}});
    call.answer(200, QJsonObject{{u"data"_s, fullItem(m_world, profile)}});
}

void RemoteHost::change(const ApiCall &call, Profile &profile)
{
    const QJsonObject changes = call.fields();
    if (changes.isEmpty() && !call.body.isEmpty() && call.body.trimmed() != "{}")
        return fail(call, 400, u"E_VALIDATION"_s, u"The body cannot be read"_s);
    if (const Verdict verdict = check(changes, false); verdict.status != 200)
        return fail(call, verdict);
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it.key() == "statusId"_L1 && it.value().toVariant().toInt() == 0)
            profile.payload.remove(it.key());
        else
            profile.payload.insert(it.key(), it.value());
    }
    attachProxy(profile, changes);
    call.answer(200, QJsonObject{{u"success"_s, true}, {u"data"_s, fullItem(m_world, profile)}});
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

} // namespace pelorus::standin
