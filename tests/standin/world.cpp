// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/world.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QUrlQuery>

#include <algorithm>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

constexpr int ownTeam = 9001;

QJsonObject formFields(const QByteArray &body)
{
    QJsonObject result;
    QByteArray text = body;
    const QUrlQuery form(QString::fromLatin1(text.replace('+', "%20")));
    for (const auto &[rawKey, rawValue] : form.queryItems(QUrl::FullyDecoded)) {
        const qsizetype bracket = rawKey.indexOf('['_L1);
        if (bracket < 0) {
            result.insert(rawKey, rawValue);
            continue;
        }
        const QString outer = rawKey.left(bracket);
        const QString inner = rawKey.mid(bracket + 1).chopped(1);
        if (inner.isEmpty()) {
            QJsonArray list = result.value(outer).toArray();
            list.append(rawValue);
            result.insert(outer, list);
        } else {
            QJsonObject object = result.value(outer).toObject();
            object.insert(inner, rawValue);
            result.insert(outer, object);
        }
    }
    return result;
}

} // namespace

bool truthy(const QString &value)
{
    return value == "1"_L1 || value == "true"_L1;
}

bool truthy(const QJsonValue &value)
{
    return value.toBool() || value.toInt() == 1 || truthy(value.toString());
}

QString Profile::name() const
{
    return payload.value("name"_L1).toString();
}

bool ApiCall::isJson() const
{
    return request().header("Content-Type").toLower().startsWith("application/json");
}

QJsonObject ApiCall::fields() const
{
    if (request().header("Content-Type").startsWith("application/x-www-form-urlencoded"))
        return formFields(body);
    return QJsonDocument::fromJson(body).object();
}

World::World(QString stateFolder,
             QByteArray token,
             std::function<std::shared_ptr<Browser>()> browsers)
    : m_folder(std::move(stateFolder))
    , m_token(std::move(token))
    , m_browsers(std::move(browsers))
{
    reset();
}

qint64 World::now() const
{
    static const QElapsedTimer since = [] {
        QElapsedTimer timer;
        timer.start();
        return timer;
    }();
    return since.elapsed();
}

int World::teamOf(const QByteArray &token) const
{
    if (token.isEmpty())
        return 0;
    if (token == m_token)
        return ownTeam;
    return knobs.object("tokens").value(QString::fromUtf8(token)).toInt();
}

Profile *World::profile(qint64 id, int team)
{
    const auto found = profiles.find(id);
    if (found == profiles.end() || found->second.inBasket)
        return nullptr;
    if (team != 0 && found->second.team != team)
        return nullptr;
    return &found->second;
}

Profile *World::run(qint64 id, const QString &runId)
{
    Profile *const found = profile(id);
    return found != nullptr && found->runId == runId ? found : nullptr;
}

int World::inState(RunState state) const
{
    return int(std::ranges::count_if(
        profiles, [state](const auto &entry) { return entry.second.state == state; }));
}

qint64 World::log(const QJsonObject &line)
{
    m_requests.append(line);
    return m_firstLine + m_requests.size() - 1;
}

void World::amend(qint64 line, const QString &key, const QJsonValue &value)
{
    const qint64 index = line - m_firstLine;
    if (index < 0) // from before a reset
        return;
    QJsonObject changed = m_requests.at(index).toObject();
    changed.insert(key, value);
    m_requests.replace(index, changed);
}

bool World::cloudSync() const
{
    return knobs.flag("cloudSync") && !knobs.is("plan", "free");
}

bool World::cookiesAllowed() const
{
    const QString plan = knobs.text("plan");
    if (plan == "free"_L1)
        return false;
    return knobs.is("cookiesNeedPlan", "paid") || (plan != "free+"_L1 && plan != "starter"_L1);
}

bool World::mustForce() const
{
    if (!knobs.is("forceDelete", "plan"))
        return knobs.is("forceDelete", "required");
    const QString plan = knobs.text("plan");
    return plan == "free"_L1 || plan == "free+"_L1
        || (plan == "starter"_L1 && !knobs.flag("starterBasket"));
}

QString World::folderOf(qint64 id) const
{
    return m_folder + "/profiles/"_L1 + QString::number(id);
}

void World::purge(qint64 id, const QString &how)
{
    const auto found = profiles.find(id);
    if (found == profiles.end())
        return;
    if (!found->second.temporary)
        deleted.append(
            QJsonObject{{u"id"_s, id}, {u"name"_s, found->second.name()}, {u"how"_s, how}});
    const auto stopCalls = std::exchange(found->second.stopCalls, {});
    endBrowser(found->second);
    m_ghosts.append({now() + knobs.number("ghostTime"), found->second});
    profiles.erase(found);
    QDir(folderOf(id)).removeRecursively();
    for (const auto &answer : stopCalls)
        answer();
}

void World::moveToBasket(qint64 id)
{
    Profile &profile = profiles.at(id);
    const auto stopCalls = std::exchange(profile.stopCalls, {});
    endBrowser(profile);
    profile.inBasket = true;
    deleted.append(
        QJsonObject{{u"id"_s, id}, {u"name"_s, profile.name()}, {u"how"_s, u"basket"_s}});
    for (const auto &answer : stopCalls)
        answer();
}

void World::endBrowser(Profile &profile)
{
    if (profile.browser)
        profile.browser->kill();
    profile.browser.reset();
    profile.state = RunState::Stopped;
    if (profile.startFailed)
        std::exchange(profile.startFailed, nullptr)(u"Stopped while it started"_s);
}

QList<Profile> World::ghosts() const
{
    QList<Profile> result;
    for (const auto &[until, profile] : m_ghosts) {
        if (now() < until)
            result.append(profile);
    }
    return result;
}

void World::killBrowsers()
{
    for (auto &[id, profile] : profiles) {
        endBrowser(profile);
        profile.stopCalls.clear(); // nobody is there any more to be answered
    }
}

void World::reset()
{
    killBrowsers();
    for (const auto &[id, profile] : profiles)
        QDir(folderOf(id)).removeRecursively();
    profiles.clear();
    proxies.clear();
    m_ghosts.clear();
    deleted = {};
    downloads = {};
    m_firstLine += m_requests.size();
    m_requests = {};
    remoteRate.clear();
    fingerprintRate.clear();
    knobs.reset();
    faults.clear();
    loggedIn = false;
    accountToken.clear();
    createdThisMonth = 0;
    statuses = {{1, {{u"name"_s, u"Ready"_s}, {u"color"_s, u"green"_s}}}};
    folders.clear();
    extensions.clear();
    homepages.clear();
    bookmarks.clear();
    users = {{1,
              {{u"username"_s, u"operator@example.test"_s},
               {u"displayName"_s, u"Operator"_s},
               {u"role"_s, u"admin"_s}}}};
}

} // namespace pelorus::standin
