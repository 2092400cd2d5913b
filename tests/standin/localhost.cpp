// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/localhost.h"

#include "tests/standin/cookiejar.h"

#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUuid>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

/// A port that begins to answer only later and then passes everything on.
int laggingPort(int target, std::chrono::milliseconds lag, QObject *parent)
{
    auto *const server = new QTcpServer(parent);
    if (!server->listen(QHostAddress::LocalHost))
        return target;
    const int port = server->serverPort();
    server->close(); // refuses until then
    Exchange::after(lag, [server = QPointer<QTcpServer>(server), port, target] {
        if (!server || !server->listen(QHostAddress::LocalHost, quint16(port)))
            return;
        QObject::connect(server, &QTcpServer::newConnection, server, [server, target] {
            QTcpSocket *const near = server->nextPendingConnection();
            auto *const far = new QTcpSocket(near);
            far->connectToHost(QHostAddress::LocalHost, quint16(target));
            QObject::connect(
                near, &QTcpSocket::readyRead, far, [near, far] { far->write(near->readAll()); });
            QObject::connect(
                far, &QTcpSocket::readyRead, near, [near, far] { near->write(far->readAll()); });
            QObject::connect(far, &QTcpSocket::disconnected, near, &QTcpSocket::disconnectFromHost);
            QObject::connect(near, &QTcpSocket::disconnected, near, &QObject::deleteLater);
        });
    });
    return port;
}

QString agentOf(const Profile &profile)
{
    return profile.payload.value("useragent"_L1).toObject().value("value"_L1).toString();
}

QString localeOf(const Profile &profile)
{
    return profile.payload.value("locale"_L1).toObject().value("value"_L1).toString();
}

bool hasDeadProxy(const World &world, const Profile &profile)
{
    const auto proxy = world.proxies.find(profile.proxyId);
    if (proxy == world.proxies.end())
        return false;
    return world.knobs.list("deadProxies").contains(proxy->second.value("host"_L1));
}

} // namespace

LocalHost::LocalHost(World &world)
    : m_world(world)
    , m_host(u"local"_s, world, [this](const ApiCall &call) { serve(call); })
{
}

void LocalHost::fail(const ApiCall &call, int status, const QString &text)
{
    call.answer(status, QJsonObject{{u"success"_s, false}, {u"error"_s, text}});
}

bool LocalHost::cookiesAllowed() const
{
    const QString plan = m_world.knobs.text("plan");
    if (plan == "free"_L1)
        return false;
    return m_world.knobs.is("cookiesNeedPlan", "paid")
        || (plan != "free+"_L1 && plan != "starter"_L1);
}

void LocalHost::serve(const ApiCall &call)
{
    if (m_world.knobs.is("app", "foreign"))
        return call.exchange->respond(
            200, {{"Content-Type", "text/html"}}, "<html>It works!</html>");
    QStringList parts = call.request().path.split(u'/', Qt::SkipEmptyParts);
    if (parts.isEmpty() || parts.takeFirst() != "v1.0"_L1 || parts.isEmpty()
        || m_world.knobs.flag("appTooOld"))
        return fail(call, 404, u"Not found"_s);
    const QString path = parts.join(u'/');
    if (path == "auth/login-with-token"_L1)
        return login(call);
    if (path == "get-app-version"_L1 || path == "check/proxy"_L1 || path == "browser_profiles"_L1) {
        return call.answer(401, QJsonObject{{u"error"_s, u"invalid session token"_s}});
    }
    if (path == "browser_profiles/running"_L1)
        return running(call);
    const bool open = !m_world.knobs.flag("loginRequired")
        || (m_world.loggedIn && !m_world.knobs.is("app", "logged-out"));
    if (!open)
        return call.answer(401, QJsonObject{{u"error"_s, u"invalid session token"_s}});
    if (path == "browser_profiles/start"_L1)
        return startTemporary(call);
    if (parts.size() == 3 && parts[0] == "browser_profiles"_L1)
        return profileCall(call, parts[1].toLongLong(), parts[2]);
    if (path == "cookies/import"_L1)
        return importCookies(call);
    if (path == "export-cookies"_L1)
        return exportCookies(call);
    if (path.startsWith("import/cookies/"_L1) && path.contains("/robot"_L1))
        return cookiesAllowed()
            ? call.answer(200, success(m_world.knobs))
            : fail(call, 402, u"Cookie robot is not available on the Free plan"_s);
    fail(call, 404, u"Not found"_s);
}

void LocalHost::login(const ApiCall &call)
{
    if (!call.isJson())
        return fail(call, 400, u"Content-Type must be application/json"_s);
    if (m_world.knobs.flag("remoteDown"))
        return fail(call, 500, u"The cloud cannot be reached"_s);
    const QByteArray token = call.fields().value("token"_L1).toString().toUtf8();
    if (m_world.teamOf(token) == 0 || m_world.knobs.is("app", "logged-out"))
        return call.answer(401, QJsonObject{{u"success"_s, false}});
    m_world.loggedIn = true;
    m_world.accountToken = token;
    call.answer(200, success(m_world.knobs));
}

void LocalHost::profileCall(const ApiCall &call, qint64 id, const QString &what)
{
    if (what == "start"_L1) {
        if (call.method() == "POST")
            return start(call, id, call.fields());
        if (!m_world.knobs.flag("getStart"))
            return fail(call, 404, u"Not found"_s);
        QJsonObject options;
        for (const QString &key : {u"automation"_s, u"headless"_s})
            options.insert(key, truthy(call.request().queryValue(key)));
        return start(call, id, options);
    }
    if (what == "stop"_L1)
        return stop(call, id, truthy(call.request().queryValue(u"retryToStop"_s)));
    if (what == "active"_L1 && m_world.knobs.flag("activeEndpoint")) {
        Profile *profile = m_world.profile(id);
        if (profile == nullptr || profile->state != RunState::Running)
            return fail(call, 404, u"Browser profile is not running"_s);
        return answerStarted(call, id, profile->automation);
    }
    fail(call, 404, u"Not found"_s);
}

void LocalHost::start(const ApiCall &call, qint64 id, const QJsonObject &options)
{
    Profile *profile = m_world.profile(id);
    if (profile == nullptr
        || m_world.now() - profile->createdAt < m_world.knobs.number("visibleAfter"))
        return call.answer(404,
                           errorBody(m_world.knobs,
                                     u"E_PROFILE_NOT_FOUND"_s,
                                     u"E_PROFILE_NOT_FOUND"_s,
                                     u"Browser profile not found"_s));
    const bool automation = truthy(options.value("automation"_L1));
    if (automation && m_world.knobs.is("plan", "free"))
        return fail(call, 402, u"Automation is not available on the Free plan"_s);
    if (profile->state != RunState::Stopped) {
        QJsonObject body{{u"success"_s, false},
                         {u"error"_s, u"Browser profile is already running"_s},
                         {u"errorObject"_s,
                          QJsonObject{{u"code"_s, u"E_BROWSER_RUN_DUPLICATE"_s},
                                      {u"text"_s, u"Browser profile is already running"_s}}}};
        if (m_world.knobs.flag("duplicateAutomation"))
            body.insert(u"automation"_s, QJsonObject{{u"port"_s, profile->exposedPort}});
        return call.answer(m_world.knobs.number("duplicateStatus"), body);
    }
    const QJsonValue zone = profile->payload.value("timezone"_L1).toObject().value("value"_L1);
    if (zone.isObject())
        return fail(call, 500, u"Unknown timezone [object Object]"_s);
    if (profile->payload.contains("fingerprint"_L1)
        && m_world.knobs.is("nestedFingerprint", "harmful"))
        return fail(call, 500, u"Cannot read properties of null (reading 'webgpu')"_s);
    if (hasDeadProxy(m_world, *profile)) {
        return call.answer(200,
                           QJsonObject{{u"success"_s, false},
                                       {u"message"_s, u"initConnectionError"_s},
                                       {u"error"_s, u"Failed to get IP data"_s}});
    }
    const int most = m_world.knobs.number("maxStarts");
    if (most > 0 && m_starting >= most)
        return fail(call, 429, u"Too many launches at once"_s);
    launch(call, id, automation, truthy(options.value("headless"_L1)));
}

void LocalHost::startTemporary(const ApiCall &call)
{
    const QJsonObject options = call.fields();
    Profile profile;
    profile.id = m_world.nextId();
    profile.temporary = true;
    profile.createdAt = -1000000;
    const qint64 id = profile.id;
    m_world.profiles.emplace(id, std::move(profile));
    const bool inBody = truthy(options.value("automation"_L1));
    launch(call,
           id,
           m_world.knobs.is("temporaryAutomation", "always") || inBody,
           truthy(options.value("headless"_L1)));
}

void LocalHost::launch(const ApiCall &call, qint64 id, bool automation, bool headless)
{
    Profile &profile = *m_world.profile(id);
    profile.state = RunState::Starting;
    profile.uploaded = false;
    profile.automation = automation;
    profile.runId = QUuid::createUuid().toString(QUuid::Id128);
    profile.browser = m_world.makeBrowser();
    Browser *const browser = profile.browser.get();
    ++m_starting;
    // `live` tells whether the profile is still on this run.
    const auto live = [this, id, run = profile.runId]() -> Profile * {
        Profile *now = m_world.profile(id);
        return now != nullptr && now->runId == run ? now : nullptr;
    };
    QObject::connect(browser, &Browser::ready, browser, [this, call, id, automation, live] {
        --m_starting;
        Profile *now = live();
        if (now == nullptr)
            return;
        now->state = RunState::Running;
        const auto lag = m_world.knobs.time("cdpLag");
        now->exposedPort = lag.count() > 0
            ? laggingPort(now->browser->port(), lag, now->browser.get())
            : now->browser->port();
        Exchange::after(m_world.knobs.time("startDelay"),
                        [this, call, id, automation] { answerStarted(call, id, automation); });
    });
    QObject::connect(browser, &Browser::failed, browser, [this, call, live](const QString &why) {
        --m_starting;
        if (Profile *now = live())
            now->state = RunState::Stopped;
        fail(call, 500, why);
    });
    QObject::connect(browser, &Browser::exited, browser, [this, live] {
        Profile *now = live();
        if (now != nullptr && now->state == RunState::Running
            && !m_world.knobs.flag("crashedStays"))
            now->state = RunState::Stopped;
    });
    browser->start(
        {m_world.folderOf(id), agentOf(profile), localeOf(profile), headless, profile.disk});
}

void LocalHost::answerStarted(const ApiCall &call, qint64 id, bool automation)
{
    const Profile *profile = m_world.profile(id);
    if (profile == nullptr || !profile->browser)
        return fail(call, 500, u"Browser profile is not running"_s);
    QJsonObject body = success(m_world.knobs);
    if (profile->temporary) {
        body.insert(u"type"_s, u"temporary"_s);
        body.insert(u"profileId"_s, id);
    }
    if (automation) {
        const int port = profile->exposedPort;
        const QString path = profile->browser->path();
        const QString endpoint = m_world.knobs.is("wsEndpoint", "url")
            ? u"ws://127.0.0.1:%1%2"_s.arg(port).arg(path)
            : path;
        body.insert(u"automation"_s, QJsonObject{{u"port"_s, port}, {u"wsEndpoint"_s, endpoint}});
    }
    call.answer(200, body);
}

void LocalHost::stop(const ApiCall &call, qint64 id, bool force)
{
    Profile *profile = m_world.profile(id);
    if (profile == nullptr || profile->state == RunState::Stopped || !profile->browser)
        return call.answer(200, success(m_world.knobs)); // also when it is gone
    if (force) {
        profile->browser->kill();
        return finishStop(call, id, profile->disk);
    }
    profile->state = RunState::Stopping;
    const auto browser = profile->browser; // keeps it alive over the callbacks
    browser->readCookies([this, call, id, browser](const QJsonArray &cookies) {
        browser->stop([this, call, id, cookies] {
            Exchange::after(m_world.knobs.time("uploadTime"),
                            [this, call, id, cookies] { finishStop(call, id, cookies); });
        });
    });
}

void LocalHost::finishStop(const ApiCall &call, qint64 id, const QJsonArray &cookies)
{
    Profile *profile = m_world.profile(id);
    if (profile != nullptr) {
        profile->disk = cookies;
        const QString run = profile->runId;
        const auto upload = [this, id, run, cookies] {
            Profile *now = m_world.profile(id);
            if (now == nullptr || now->runId != run)
                return;
            now->cloud = cookies;
            now->uploaded = true;
        };
        const auto free = [this, id, run] {
            Profile *now = m_world.profile(id);
            if (now == nullptr || now->runId != run)
                return;
            now->state = RunState::Stopped;
            now->browser.reset();
            if (now->temporary)
                m_world.purge(id, u"temporary"_s);
        };
        m_world.knobs.number("syncLag") > 0 ? Exchange::after(m_world.knobs.time("syncLag"), upload)
                                            : upload();
        m_world.knobs.number("stopLag") > 0 ? Exchange::after(m_world.knobs.time("stopLag"), free)
                                            : free();
    }
    call.answer(200, success(m_world.knobs));
}

void LocalHost::running(const ApiCall &call)
{
    QJsonObject map;
    QJsonArray list;
    for (const auto &[id, profile] : m_world.profiles) {
        if (profile.state == RunState::Stopped)
            continue;
        const QJsonObject entry{{u"runid"_s, profile.runId},
                                {u"pid"_s, profile.browser ? profile.browser->pid() : 0}};
        map.insert(QString::number(id), entry);
        list.append(QJsonObject{{u"id"_s, id}});
    }
    if (m_world.knobs.is("runningShape", "data"))
        return call.answer(200, QJsonObject{{u"success"_s, true}, {u"data"_s, list}});
    call.answer(200, map);
}

void LocalHost::importCookies(const ApiCall &call)
{
    if (!cookiesAllowed())
        return fail(call, 402, u"Cookies are not available on this plan"_s);
    const QJsonObject body = call.fields();
    if (!body.value("profileId"_L1).isDouble() || !body.value("cookies"_L1).isArray()
        || !body.contains("transfer"_L1))
        return fail(
            call, 400, u"profileId must be an integer, cookies an array, transfer a flag"_s);
    Profile *profile = m_world.profile(body.value("profileId"_L1).toInteger());
    if (profile == nullptr)
        return fail(call, 404, u"Browser profile not found"_s);
    if (profile->state != RunState::Stopped)
        return fail(call, 500, u"EBUSY: resource busy or locked, open 'Default/Network/Cookies'"_s);
    const QJsonArray cookies = body.value("cookies"_L1).toArray();
    for (const QJsonValue &value : cookies) {
        const QJsonObject cookie = value.toObject();
        for (const QString &key : {u"domain"_s, u"name"_s, u"path"_s, u"value"_s}) {
            if (!cookie.value(key).isString())
                return fail(call, 422, u"A cookie has no %1"_s.arg(key));
        }
        if (m_world.knobs.flag("cookieExpiryRequired")
            && !cookie.value("expirationDate"_L1).isDouble())
            return fail(call, 422, u"A cookie has no expirationDate"_s);
    }
    profile->disk
        = mergeCookies(profile->disk, cookiesToCdp(cookies, m_world.knobs.is("cookieUnit", "ms")));
    if (!body.value("cloudSyncDisabled"_L1).toBool())
        profile->cloud = profile->disk;
    call.answer(200, success(m_world.knobs));
}

void LocalHost::exportCookies(const ApiCall &call)
{
    if (!cookiesAllowed())
        return fail(call, 402, u"Cookies are not available on this plan"_s);
    const QJsonArray wanted = call.fields().value("browserProfiles"_L1).toArray();
    if (wanted.isEmpty())
        return fail(call, 400, u"browserProfiles is missing"_s);
    QJsonArray cookies;
    for (const QJsonValue &entry : wanted) {
        const Profile *profile = m_world.profile(entry.toObject().value("id"_L1).toInteger());
        if (profile == nullptr)
            return fail(call, 404, u"Browser profile not found"_s);
        for (const QJsonValue &cookie :
             cookiesToDolphin(profile->disk, m_world.knobs.is("cookieUnit", "ms")))
            cookies.append(cookie);
    }
    call.answer(200, QJsonObject{{u"success"_s, true}, {u"cookies"_s, cookies}});
}

CookieHosts::CookieHosts(World &world)
    : m_world(world)
    , m_sync(u"sync"_s, world, [this](const ApiCall &call) { sync(call); })
    , m_darkwing(u"darkwing"_s, world, [this](const ApiCall &call) { darkwing(call); })
{
}

void CookieHosts::sync(const ApiCall &call)
{
    if (call.team == 0)
        return call.answer(401, QJsonObject{{u"message"_s, u"Unauthenticated."_s}});
    if (m_world.knobs.is("syncHost", "retired"))
        return call.answer(404, QJsonObject{{u"message"_s, u"Not found"_s}});
    Profile *profile
        = m_world.profile(call.request().queryValue(u"browserProfileId"_s).toLongLong(), call.team);
    if (profile == nullptr)
        return call.answer(404, QJsonObject{{u"message"_s, u"Not found"_s}});
    const bool milliseconds = m_world.knobs.is("cookieUnit", "ms");
    if (call.request().queryValue(u"actionType"_s) == "importCookies"_L1) {
        profile->cloud
            = mergeCookies(profile->cloud,
                           cookiesToCdp(call.fields().value("cookies"_L1).toArray(), milliseconds));
        return call.answer(200, success(m_world.knobs));
    }
    const QJsonArray cookies = cookiesToDolphin(profile->cloud, milliseconds);
    if (m_world.knobs.is("syncShape", "list"))
        return call.answer(200, cookies);
    const QString key = m_world.knobs.is("syncShape", "cookies") ? u"cookies"_s : u"data"_s;
    call.answer(200, QJsonObject{{key, cookies}});
}

void CookieHosts::darkwing(const ApiCall &call)
{
    if (call.team == 0)
        return call.answer(401, QJsonObject{{u"message"_s, u"Unauthenticated."_s}});
    const QString path = call.request().path;
    if (m_world.knobs.is("darkwingHost", "absent") || !path.startsWith("/api/v1/cookies/"_L1))
        return call.answer(404, QJsonObject{{u"message"_s, u"Not found"_s}});
    if (!m_world.knobs.flag("cloudSync"))
        return call.answer(
            400, QJsonObject{{u"success"_s, false}, {u"error"_s, u"Cloud sync is off"_s}});
    Profile *profile
        = m_world.profile(call.fields().value("browserProfileId"_L1).toInteger(), call.team);
    if (profile == nullptr)
        return call.answer(404, QJsonObject{{u"message"_s, u"Not found"_s}});
    const bool milliseconds = m_world.knobs.is("cookieUnit", "ms");
    if (path.endsWith("/import"_L1)) {
        profile->cloud
            = mergeCookies(profile->cloud,
                           cookiesToCdp(call.fields().value("cookies"_L1).toArray(), milliseconds));
        return call.answer(200, success(m_world.knobs));
    }
    call.answer(200,
                QJsonObject{{u"success"_s, true},
                            {u"cookies"_s, cookiesToDolphin(profile->cloud, milliseconds)}});
}

} // namespace pelorus::standin
