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

constexpr int kFreePlanRuns = 3;

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

bool isDead(const World &world, const QJsonValue &host)
{
    return world.knobs.list("deadProxies").contains(host);
}

bool hasDeadProxy(const World &world, const Profile &profile)
{
    const auto proxy = world.proxies.find(profile.proxyId);
    return proxy != world.proxies.end() && isDead(world, proxy->second.value("host"_L1));
}

/// What of the start's options is out of its range; empty when nothing is.
QString badOption(const QJsonObject &options)
{
    struct Range
    {
        QString key;
        double least;
        double most;
    };
    for (const Range &range : {Range{u"screenWidth"_s, 640, 3840},
                               Range{u"screenHeight"_s, 480, 2160},
                               Range{u"dpr"_s, 1, 4}}) {
        const QJsonValue given = options.value(range.key);
        if (given.isUndefined())
            continue;
        if (!given.isDouble() || given.toDouble() < range.least || given.toDouble() > range.most)
            return range.key;
    }
    return {};
}

/// The same for a temporary profile's proxy.
QString badProxy(const QJsonObject &proxy)
{
    static const QStringList types{u"none"_s, u"http"_s, u"https"_s, u"socks4"_s, u"socks5"_s};
    const QString type = proxy.value("type"_L1).toString();
    if (proxy.isEmpty() || type == "none"_L1)
        return {};
    if (!types.contains(type))
        return u"proxy.type"_s;
    return proxy.value("host"_L1).toString().isEmpty() ? u"proxy.host"_s : QString();
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

bool LocalHost::takes(const ApiCall &call, const char *method)
{
    if (call.method() == method)
        return true;
    fail(call, m_world.knobs.number("wrongMethodStatus"), u"Method not allowed"_s);
    return false;
}

Profile *LocalHost::find(const ApiCall &call, qint64 id)
{
    Profile *const profile = m_world.profile(id, m_world.localTeam());
    if (profile == nullptr)
        call.answer(404,
                    errorBody(m_world.knobs,
                              u"E_PROFILE_NOT_FOUND"_s,
                              u"E_PROFILE_NOT_FOUND"_s,
                              u"Browser profile not found"_s));
    return profile;
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
    if (parts.size() == 4 && path.startsWith("import/cookies/"_L1)
        && (parts[3] == "robot"_L1 || parts[3] == "robot-stop"_L1))
        return robot(call, parts[2].toLongLong(), parts[3] == "robot"_L1);
    fail(call, 404, u"Not found"_s);
}

void LocalHost::login(const ApiCall &call)
{
    if (!takes(call, "POST"))
        return;
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
        if (!m_world.knobs.flag("getStart") || call.method() != "GET")
            return fail(call, m_world.knobs.number("wrongMethodStatus"), u"Method not allowed"_s);
        QJsonObject options;
        for (const QString &key : {u"automation"_s, u"headless"_s})
            options.insert(key, truthy(call.request().queryValue(key)));
        return start(call, id, options);
    }
    if (what == "stop"_L1) {
        if (takes(call, "GET"))
            stop(call, id, truthy(call.request().queryValue(u"retryToStop"_s)));
        return;
    }
    if (what == "active"_L1 && m_world.knobs.flag("activeEndpoint")) {
        const Profile *profile = m_world.profile(id, m_world.localTeam());
        if (profile == nullptr || profile->state != RunState::Running)
            return fail(call, 404, u"Browser profile is not running"_s);
        return answerStarted(call, *profile);
    }
    fail(call, 404, u"Not found"_s);
}

void LocalHost::start(const ApiCall &call, qint64 id, const QJsonObject &options)
{
    Profile *const profile = find(call, id);
    if (profile == nullptr)
        return;
    if (m_world.now() - profile->createdAt < m_world.knobs.number("visibleAfter"))
        return call.answer(404,
                           errorBody(m_world.knobs,
                                     u"E_PROFILE_NOT_FOUND"_s,
                                     u"E_PROFILE_NOT_FOUND"_s,
                                     u"Browser profile not found"_s));
    if (const QString option = badOption(options); !option.isEmpty())
        return fail(call, 400, u"Bad parameter "_s + option);
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
    if (hasRoom(call, hasDeadProxy(m_world, *profile)))
        launch(call, *profile, automation, truthy(options.value("headless"_L1)));
}

bool LocalHost::hasRoom(const ApiCall &call, bool deadProxy)
{
    const int running = int(m_world.profiles.size()) - m_world.inState(RunState::Stopped);
    const int most = m_world.knobs.number("maxStarts");
    if (m_world.knobs.is("plan", "free") && running >= kFreePlanRuns)
        fail(call, 499, u"FREE_PLAN_PROFILE_LIMIT_EXCEEDED"_s);
    else if (deadProxy)
        call.answer(200,
                    QJsonObject{{u"success"_s, false},
                                {u"message"_s, u"initConnectionError"_s},
                                {u"error"_s, u"Failed to get IP data"_s}});
    else if (most > 0 && m_world.inState(RunState::Starting) >= most)
        fail(call, 429, u"Too many launches at once"_s);
    else
        return true;
    return false;
}

void LocalHost::startTemporary(const ApiCall &call)
{
    if (!takes(call, "POST"))
        return;
    const QJsonObject options = call.fields();
    const QJsonObject proxy = options.value("proxy"_L1).toObject();
    QString bad = badOption(options);
    if (bad.isEmpty())
        bad = badProxy(proxy);
    if (!bad.isEmpty())
        return fail(call, 400, u"Bad parameter "_s + bad);
    const bool automation = m_world.knobs.is("temporaryAutomation", "always")
        || truthy(options.value("automation"_L1));
    if (truthy(options.value("automation"_L1)) && m_world.knobs.is("plan", "free"))
        return fail(call, 402, u"Automation is not available on the Free plan"_s);
    if (!hasRoom(call, isDead(m_world, proxy.value("host"_L1))))
        return;
    Profile profile;
    profile.id = m_world.nextId();
    profile.team = m_world.localTeam();
    profile.temporary = true;
    profile.createdAt = m_world.now();
    if (!proxy.isEmpty())
        profile.payload.insert(u"proxy"_s, proxy);
    Profile &added = m_world.profiles.emplace(profile.id, std::move(profile)).first->second;
    launch(call, added, automation, truthy(options.value("headless"_L1)));
}

void LocalHost::launch(const ApiCall &call, Profile &profile, bool automation, bool headless)
{
    profile.state = RunState::Starting;
    profile.uploaded = false;
    profile.automation = automation;
    profile.runId = QUuid::createUuid().toString(QUuid::Id128);
    profile.browser = m_world.makeBrowser();
    Browser *const browser = profile.browser.get();
    profile.startFailed = [this, call](const QString &why) { fail(call, 500, why); };
    const auto live = [this, id = profile.id, run = profile.runId](RunState state) -> Profile * {
        Profile *const now = m_world.run(id, run);
        return now != nullptr && now->state == state ? now : nullptr;
    };
    const auto failed = [live](const QString &why) {
        Profile *const now = live(RunState::Starting);
        if (now == nullptr)
            return; // stopped or deleted meanwhile, and answered
        now->state = RunState::Stopped;
        std::exchange(now->startFailed, nullptr)(why);
    };
    const auto started = [this, call, live] {
        Profile *const now = live(RunState::Starting);
        if (now == nullptr)
            return;
        const auto lag = m_world.knobs.time("cdpLag");
        const int port = now->browser->port();
        now->exposedPort = lag.count() > 0 ? laggingPort(port, lag, now->browser.get()) : port;
        now->state = RunState::Running;
        now->startFailed = nullptr;
        answerStarted(call, *now);
    };
    QObject::connect(browser, &Browser::ready, browser, [this, started] {
        Exchange::after(m_world.knobs.time("startDelay"), started);
    });
    QObject::connect(browser, &Browser::failed, browser, failed);
    QObject::connect(browser, &Browser::exited, browser, [this, live, failed] {
        failed(u"The browser ended while it started"_s);
        Profile *const now = live(RunState::Running);
        if (now != nullptr && !m_world.knobs.flag("crashedStays"))
            now->state = RunState::Stopped;
    });
    browser->start({m_world.folderOf(profile.id),
                    agentOf(profile),
                    localeOf(profile),
                    headless,
                    profile.disk});
}

void LocalHost::answerStarted(const ApiCall &call, const Profile &profile)
{
    QJsonObject body = success(m_world.knobs);
    if (profile.temporary) {
        body.insert(u"type"_s, u"temporary"_s);
        body.insert(u"profileId"_s, profile.id);
    }
    if (profile.automation) {
        const int port = profile.exposedPort;
        const QString path = profile.browser->path();
        const QString endpoint = m_world.knobs.is("wsEndpoint", "url")
            ? u"ws://127.0.0.1:%1%2"_s.arg(port).arg(path)
            : path;
        body.insert(u"automation"_s, QJsonObject{{u"port"_s, port}, {u"wsEndpoint"_s, endpoint}});
    }
    call.answer(200, body);
}

void LocalHost::stop(const ApiCall &call, qint64 id, bool force)
{
    Profile *const profile = m_world.profile(id, m_world.localTeam());
    if (profile == nullptr || profile->state == RunState::Stopped || !profile->browser)
        return call.answer(200, success(m_world.knobs)); // also when it is gone
    profile->stopCalls.emplace_back([this, call] { call.answer(200, success(m_world.knobs)); });
    if (profile->startFailed)
        std::exchange(profile->startFailed, nullptr)(u"Stopped while it started"_s);
    if (force) {
        // No sync: disk and cloud stay as they were before this run.
        profile->browser->kill();
        return endRun(*profile);
    }
    if (profile->state == RunState::Stopping)
        return; // answered together with the stop that is under way
    profile->state = RunState::Stopping;
    const auto browser = profile->browser; // keeps it alive over the callbacks
    browser->readCookies(
        [this, id, run = profile->runId, browser](const std::optional<QJsonArray> &cookies) {
            browser->stop([this, id, run, cookies] {
                Exchange::after(m_world.knobs.time("uploadTime"),
                                [this, id, run, cookies] { finishStop(id, run, cookies); });
            });
            // Else a delete meanwhile would destroy it below a signal of its own.
            Exchange::after(std::chrono::milliseconds(0), [browser] {});
        });
}

void LocalHost::finishStop(qint64 id, const QString &run, const std::optional<QJsonArray> &cookies)
{
    Profile *const profile = m_world.run(id, run);
    if (profile == nullptr || profile->state != RunState::Stopping || !profile->browser)
        return; // a forced stop or a delete was faster
    if (cookies)
        profile->disk = *cookies; // else "uploads what it has"
    const auto upload = [this, id, run, disk = profile->disk] {
        Profile *const now = m_world.profile(id);
        if (now == nullptr)
            return; // deleted before the sync ended: lost
        if (m_world.cloudSync())
            now->cloud = disk;
        now->uploaded = now->uploaded || now->runId == run;
    };
    m_world.knobs.number("syncLag") > 0 ? Exchange::after(m_world.knobs.time("syncLag"), upload)
                                        : upload();
    endRun(*profile);
}

void LocalHost::endRun(Profile &profile)
{
    profile.state = RunState::Stopping;
    profile.browser.reset();
    const auto stopCalls = std::exchange(profile.stopCalls, {});
    const auto free = [this, id = profile.id, run = profile.runId] {
        Profile *const now = m_world.run(id, run);
        if (now == nullptr)
            return;
        now->state = RunState::Stopped;
        if (now->temporary)
            m_world.purge(id, u"temporary"_s);
    };
    m_world.knobs.number("stopLag") > 0 ? Exchange::after(m_world.knobs.time("stopLag"), free)
                                        : free();
    for (const auto &answer : stopCalls)
        answer();
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
    if (!takes(call, "POST"))
        return;
    if (!m_world.cookiesAllowed())
        return fail(call, 402, u"Cookies are not available on this plan"_s);
    const QJsonObject body = call.fields();
    if (!body.value("profileId"_L1).isDouble() || !body.value("cookies"_L1).isArray()
        || !body.contains("transfer"_L1))
        return fail(
            call, 400, u"profileId must be an integer, cookies an array, transfer a flag"_s);
    Profile *const profile = find(call, body.value("profileId"_L1).toInteger());
    if (profile == nullptr)
        return;
    if (profile->state != RunState::Stopped)
        return fail(call, 500, u"EBUSY: resource busy or locked, open 'Default/Network/Cookies'"_s);
    const QJsonArray cookies = body.value("cookies"_L1).toArray();
    for (const QJsonValue value : cookies) {
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
    if (!truthy(body.value("cloudSyncDisabled"_L1)) && m_world.cloudSync())
        profile->cloud = profile->disk;
    call.answer(200, success(m_world.knobs));
}

void LocalHost::exportCookies(const ApiCall &call)
{
    if (!takes(call, "POST"))
        return;
    if (!m_world.cookiesAllowed())
        return fail(call, 402, u"Cookies are not available on this plan"_s);
    const QJsonObject body = call.fields();
    const QJsonArray wanted = body.value("browserProfiles"_L1).toArray();
    if (wanted.isEmpty())
        return fail(call, 400, u"browserProfiles is missing"_s);
    QJsonArray cookies;
    for (const QJsonValue entry : wanted) {
        const Profile *const profile = find(call, entry.toObject().value("id"_L1).toInteger());
        if (profile == nullptr)
            return;
        for (const QJsonValue cookie :
             cookiesToDolphin(profile->disk, m_world.knobs.is("cookieUnit", "ms")))
            cookies.append(cookie);
    }
    if (!truthy(body.value("doNotSave"_L1))) {
        for (const QJsonValue entry : wanted) {
            const qint64 id = entry.toObject().value("id"_L1).toInteger();
            m_world.downloads.append(
                u"dolphin-anty-cookies-%1-%2.txt"_s.arg(m_world.profile(id)->name()).arg(id));
        }
    }
    call.answer(200, QJsonObject{{u"success"_s, true}, {u"cookies"_s, cookies}});
}

void LocalHost::robot(const ApiCall &call, qint64 id, bool begin)
{
    if (!takes(call, begin ? "POST" : "GET"))
        return;
    if (begin && !m_world.cookiesAllowed())
        return fail(call, 402, u"Cookie robot is not available on the Free plan"_s);
    if (begin && find(call, id) == nullptr)
        return;
    call.answer(200, success(m_world.knobs)); // fire and forget; a stop also when idle
}

} // namespace pelorus::standin
