// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/remotelists.h"

#include "tests/standin/apihost.h"
#include "tests/standin/paginator.h"

#include <algorithm>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView made("2026-01-01T00:00:00+03:00");

/// What is wrong with a row; with `whole` everything required must be there.
Verdict checkRow(const QString &what, const QJsonObject &row, bool whole)
{
    if (what == "proxy"_L1)
        return checkProxy(row);
    const auto wrong = [](const QString &field, const QString &rule) {
        return Verdict{422,
                       u"E_VALIDATION"_s,
                       u"Validation failed"_s,
                       {QJsonObject{{u"field"_s, field}, {u"error"_s, rule}}}};
    };
    const QString required = what == "extensions"_L1 ? u"url"_s
        : what == "users"_L1                         ? u"username"_s
                                                     : u"name"_s;
    const QString text = row.value(required).toString();
    if ((whole || row.contains(required)) && text.isEmpty())
        return wrong(required, u"required"_s);
    if (text.size() > (what == "folders"_L1 ? 50 : 255))
        return wrong(required, u"max"_s);
    const QStringList colors{u"red"_s, u"orange"_s, u"purple"_s, u"green"_s, u"blue"_s};
    if (what == "statuses"_L1 && (whole || row.contains("color"_L1))
        && !colors.contains(row.value("color"_L1).toString()))
        return wrong(u"color"_s, u"in"_s);
    return {};
}

QJsonObject laidOver(QJsonObject row, const QJsonObject &changes)
{
    for (auto it = changes.begin(); it != changes.end(); ++it)
        row.insert(it.key(), it.value());
    return row;
}

} // namespace

qint64 addProxy(World &world, QJsonObject proxy, int team)
{
    const qint64 id = world.nextId();
    const auto text = [&proxy](QLatin1StringView key) { return proxy.value(key).toString(); };
    // The vendor's default, which shows the password.
    if (text("name"_L1).isEmpty()) {
        proxy.insert(u"name"_s,
                     u"%1://%2:%3@%4:%5"_s.arg(text("type"_L1),
                                               text("login"_L1),
                                               text("password"_L1),
                                               text("host"_L1),
                                               proxy.value("port"_L1).toVariant().toString()));
    }
    proxy.insert(u"port"_s, proxy.value("port"_L1).toVariant().toInt());
    for (const QString &key : {u"changeIpUrl"_s, u"provider"_s, u"login"_s, u"password"_s}) {
        if (proxy.value(key).toString().isEmpty())
            proxy.insert(key, QJsonValue::Null);
    }
    proxy.insert(u"id"_s, id);
    proxy.insert(u"teamId"_s, team);
    proxy.insert(u"userId"_s, 1);
    proxy.insert(u"savedByUser"_s, true);
    proxy.insert(u"lastCheck"_s, QJsonValue::Null);
    proxy.insert(u"createdAt"_s, made);
    proxy.insert(u"updatedAt"_s, made);
    world.proxies.emplace(id, proxy);
    return id;
}

QJsonObject lightProxy(const World &world, qint64 id)
{
    QJsonObject item = world.proxies.at(id);
    for (const QString &key : {u"port"_s, u"login"_s, u"password"_s, u"savedByUser"_s})
        item.remove(key);
    item.insert(u"changeIpUrl"_s, !item.value("changeIpUrl"_L1).toString().isEmpty());
    return item;
}

QJsonObject fullProxy(const World &world, qint64 id)
{
    QJsonObject item = world.proxies.at(id);
    const auto users = std::ranges::count_if(
        world.profiles, [id](const auto &entry) { return entry.second.proxyId == id; });
    item.insert(u"browser_profiles_count"_s, qint64(users));
    return item;
}

void RemoteLists::refuse(const ApiCall &call, const Verdict &verdict) const
{
    call.answer(verdict.status,
                errorBody(m_world.knobs, verdict.code, verdict.code, verdict.text, verdict.fields));
}

bool RemoteLists::serve(const ApiCall &call, const QStringList &parts, bool second)
{
    QStringList rest = parts;
    if (!second && rest.value(0) == "browser_profiles"_L1 && rest.value(1) == "statuses"_L1)
        rest.removeFirst();
    else if (rest.value(0) == "team"_L1)
        rest.removeFirst();
    const QString what = rest.value(0);
    // Members are read and changed on the v2 host, made and removed on the first one.
    const bool members = what == "users"_L1 && parts.value(0) == "team"_L1
        && second == (call.method() == "GET" || call.method() == "PATCH");
    Rows *const rows = members                                ? &m_world.users
        : second && what == "homepages"_L1                    ? &m_world.homepages
        : second && what == "bookmarks"_L1                    ? &m_world.bookmarks
        : second                                              ? nullptr
        : what == "proxy"_L1                                  ? &m_world.proxies
        : what == "statuses"_L1 && rest.size() < parts.size() ? &m_world.statuses
        : what == "folders"_L1                                ? &m_world.folders
        : what == "extensions"_L1                             ? &m_world.extensions
                                                              : nullptr;
    if (rows == nullptr || rest.size() > 2)
        return false;
    if (rest.size() == 1) {
        all(call, what, *rows);
        return true;
    }
    bool isId = false;
    const qint64 id = rest[1].toLongLong(&isId);
    if (isId)
        one(call, what, *rows, id);
    return isId;
}

QJsonObject RemoteLists::shown(const QString &what, qint64 id, const QJsonObject &row) const
{
    if (what == "proxy"_L1)
        return fullProxy(m_world, id);
    QJsonObject item = row;
    item.insert(u"id"_s, id);
    return item;
}

qint64 RemoteLists::add(const ApiCall &call, const QString &what, Rows &rows)
{
    QJsonObject row = call.fields();
    if (what == "proxy"_L1)
        return addProxy(m_world, row, call.team);
    const qint64 id = m_world.nextId();
    row.insert(u"teamId"_s, call.team);
    if (what == "folders"_L1) {
        row = laidOver({{u"createdBy"_s, 1},
                        {u"emoji"_s, u""_s},
                        {u"order"_s, id},
                        {u"isPinned"_s, false},
                        {u"browserProfilesData"_s, QJsonArray()},
                        {u"created_at"_s, made},
                        {u"updated_at"_s, made}},
                       row);
    } else if (what == "extensions"_L1) {
        row = laidOver({{u"sharedToEntireTeam"_s, false},
                        {u"mainWebsite"_s, QJsonArray()},
                        {u"type"_s, u"link"_s}},
                       row);
    } else if (what == "users"_L1) {
        row = laidOver({{u"role"_s, u"user"_s}, {u"displayName"_s, QJsonValue::Null}}, row);
        row.remove("password"_L1);
    }
    rows.emplace(id, row);
    return id;
}

void RemoteLists::all(const ApiCall &call, const QString &what, Rows &rows)
{
    if (call.method() == "POST") {
        const QJsonObject row = call.fields();
        if (const Verdict verdict = checkRow(what, row, true); verdict.status != 200)
            return refuse(call, verdict);
        const bool known = what == "users"_L1 && std::ranges::any_of(rows, [&row](const auto &old) {
                               return old.second.value("username"_L1) == row.value("username"_L1);
                           });
        if (known)
            return refuse(call, {409, u"E_USER_EXISTS"_s, u"Username already exists"_s, {}});
        if (what == "users"_L1 && m_world.knobs.text("plan") != "team"_L1
            && m_world.knobs.text("plan") != "enterprise"_L1)
            return refuse(call, {402, u"E_LIMIT_USERS"_s, u"Users quota exceeded"_s, {}});
        const qint64 id = add(call, what, rows);
        return call.answer(
            200, QJsonObject{{u"success"_s, true}, {u"data"_s, shown(what, id, rows.at(id))}});
    }
    if (call.method() == "DELETE" && what != "proxy"_L1)
        return removeMany(call, rows);
    if (call.method() != "GET")
        return refuse(call, {405, u"E_METHOD"_s, u"Method not allowed"_s, {}});
    const QStringList wanted = call.request().queryValue(u"ids"_s).split(u',', Qt::SkipEmptyParts);
    QJsonArray items;
    for (const auto &[id, row] : rows) {
        if (!wanted.isEmpty() && !wanted.contains(QString::number(id)))
            continue;
        QJsonObject item = shown(what, id, row);
        item.remove("login"_L1); // lists hold no secrets
        item.remove("password"_L1);
        items.append(item);
    }
    call.answer(200, page(call, m_world.knobs, items));
}

void RemoteLists::removeMany(const ApiCall &call, Rows &rows)
{
    const QJsonArray ids = call.fields().value("ids"_L1).toArray();
    if (ids.isEmpty())
        return refuse(call, {422, u"E_VALIDATION"_s, u"ids is required"_s, {}});
    for (const QJsonValue id : ids) {
        if (!rows.contains(id.toVariant().toLongLong()))
            return refuse(call, {404, u"E_NOT_FOUND"_s, u"Not found"_s, {}});
    }
    for (const QJsonValue id : ids)
        rows.erase(id.toVariant().toLongLong());
    call.answer(200, success(m_world.knobs));
}

void RemoteLists::one(const ApiCall &call, const QString &what, Rows &rows, qint64 id)
{
    const auto found = rows.find(id);
    if (found == rows.end())
        return refuse(call, {404, u"E_NOT_FOUND"_s, u"Not found"_s, {}});
    if (call.method() == "DELETE") {
        rows.erase(found);
        return call.answer(200, success(m_world.knobs));
    }
    if (call.method() == "PATCH") {
        QJsonObject changes = call.fields();
        changes.remove("id"_L1);
        const QJsonObject changed = laidOver(found->second, changes);
        const Verdict verdict = checkRow(what, changed, false);
        if (verdict.status != 200)
            return refuse(call, verdict);
        found->second = changed;
    } else if (call.method() != "GET") {
        return refuse(call, {405, u"E_METHOD"_s, u"Method not allowed"_s, {}});
    }
    call.answer(200, QJsonObject{{u"data"_s, shown(what, id, found->second)}});
}

} // namespace pelorus::standin
