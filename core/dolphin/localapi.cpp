// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dolphin/localapi.h"

#include "core/base/log.h"
#include "core/base/threadguard.h"
#include "core/dolphin/client.h"
#include "core/dolphin/cookiejson.h"
#include "core/dolphin/gate.h"
#include "core/dolphin/localprobe.h"

#include <QCoreApplication>

#include <algorithm>
#include <atomic>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::dolphin {
namespace {

constexpr milliseconds kLoginTime = 10s;
constexpr milliseconds kStartTime = 150s;
constexpr milliseconds kStopTime = 120s;
/// How long a stopped profile may stay in `running`.
constexpr milliseconds kLeaveTime = 15s;

/// ws://address:port/path from either form of wsEndpoint.
Result<Automation> toAutomation(const QJsonValue &answer, const QUrl &base)
{
    const QJsonObject automation = answer.toObject()["automation"_L1].toObject();
    const QString endpoint = automation["wsEndpoint"_L1].toString();
    const QUrl full(endpoint);
    const bool isFull = full.scheme() == "ws"_L1 || full.scheme() == "wss"_L1;
    const int port
        = std::max(static_cast<int>(toId(automation["port"_L1])), isFull ? full.port(0) : 0);
    if (port <= 0 || port > 65535 || endpoint.isEmpty()) {
        return fail(ErrorKind::Protocol,
                    QCoreApplication::translate(
                        "Core",
                        "Dolphin started the profile without a way to drive it. Check that "
                        "the plan allows automation, and restart Dolphin after an update."),
                    u"start: no automation port"_s);
    }
    Automation out;
    out.port = port;
    out.webSocket.setScheme(u"ws"_s);
    out.webSocket.setHost(net::isLoopback(base.host()) ? u"127.0.0.1"_s : base.host());
    out.webSocket.setPort(port);
    const QString path = isFull ? full.path() : endpoint;
    out.webSocket.setPath(path.startsWith(u'/') ? path : QString(u'/' % path));
    return out;
}

/// Better words for the app's answers that the general mapping cannot know.
Error explainStart(Error error)
{
    if (error.detail.contains("Datadir damaged"_L1)) {
        error.kind = ErrorKind::Io;
        error.message = QCoreApplication::translate(
            "Core",
            "Dolphin says that the profile's data folder is damaged. Free at least 15 GB "
            "of disk space and try again.");
    } else if (error.detail.contains("EBUSY"_L1)) {
        error.message = QCoreApplication::translate(
            "Core",
            "Files of the profile are locked by another program. Close windows of this "
            "profile, check the virus scanner, and try again.");
    } else if (error.detail.contains("Timeout exceeded"_L1)) {
        error.message = QCoreApplication::translate(
            "Core",
            "The browser did not start in Dolphin's own time limit. Try again with fewer "
            "profiles at once.");
    }
    return error;
}

QSet<qint64> idsOf(const QJsonValue &answer)
{
    QSet<qint64> ids;
    const QJsonObject object = answer.toObject();
    const QJsonArray list = answer.isArray() ? answer.toArray() : object["data"_L1].toArray();
    for (const QJsonValue item : list)
        ids.insert(toId(item.isObject() ? item.toObject()["id"_L1] : item));
    const QStringList keys = object.keys();
    for (const QString &key : keys)
        ids.insert(key.toLongLong());
    ids.remove(0);
    return ids;
}

} // namespace

struct LocalApi::Private
{
    Private(net::Network &network,
            const Endpoints &endpoints,
            TokenSource token,
            RetryPolicy retry,
            CookieUnit cookieUnit,
            MachineLimits machine)
        : client(network, std::move(token), retry)
        , unit(cookieUnit)
        , configured(endpoints.local)
        , starts(2, std::move(machine.start), machine.patience)
        , stops(1, std::move(machine.stop), machine.patience)
        , found(endpoints.local)
    {
    }

    [[nodiscard]] Result<QUrl> base(const Call &call);
    /// That it is Dolphin who answers there. A login with somebody else is none any more.
    [[nodiscard]] Result<void> verify(const QUrl &url, const Call &call);
    [[nodiscard]] Result<QUrl> search(const Call &call, int portsToTry);
    [[nodiscard]] Result<void> login(const Call &call);
    /// Logs in where needed and once more after a 401. Idempotent calls only.
    [[nodiscard]] Result<QJsonValue> send(ApiRequest request,
                                          const QString &path,
                                          const Call &call,
                                          const Query &query = {},
                                          bool repeat = true);
    [[nodiscard]] Result<QJsonValue>
    startBy(bool post, ProfileId id, const StartOptions &options, const Call &call);
    /// Turns `byPost` where the app says that it does not know this form.
    [[nodiscard]] Result<QJsonValue>
    startOnce(ProfileId id, const StartOptions &options, bool &byPost, const Call &call);
    [[nodiscard]] Result<Automation>
    start(ProfileId id, const StartOptions &options, const Call &call);
    [[nodiscard]] Result<QSet<qint64>> running(const Call &call);
    [[nodiscard]] Result<QJsonValue>
    stopOnce(ProfileId id, bool retryToStop, milliseconds time, const Call &call);
    [[nodiscard]] Result<void> stop(ProfileId id, bool force, const Call &call);
    [[nodiscard]] Result<bool> hasLeft(ProfileId id, const Call &call);

    Client client;
    CookieUnit unit;
    QUrl configured;
    Gate starts;
    Gate stops;
    Gate logins{1};
    std::mutex mutex;
    QUrl found; ///< guarded by mutex, as the next two
    bool isAddress = false;
    bool loggedIn = false;
    std::atomic<bool> startsByPost = false; ///< the last start did
};

Result<QUrl> LocalApi::Private::base(const Call &call)
{
    QUrl url;
    {
        const std::lock_guard lock(mutex);
        if (isAddress)
            return found;
        url = found;
    }
    // A name would be the Host header that Chromium, and the app, refuse.
    if (!net::isLoopback(url.host())) {
        const auto address = client.network().resolve(url.host(), call.within(10s));
        if (!address)
            return fail(address.error());
        url.setHost(address->toString());
    }
    const std::lock_guard lock(mutex);
    found = url;
    isAddress = true;
    return url;
}

Result<void> LocalApi::Private::verify(const QUrl &url, const Call &call)
{
    const auto who = whoAnswers(client, url, call);
    if (!who)
        return fail(who.error());
    if (*who == Answering::Dolphin)
        return {};
    if (*who == Answering::Silent)
        return fail(appSilent(url));
    const std::lock_guard lock(mutex);
    loggedIn = loggedIn && found != url;
    return fail(*who == Answering::AnotherProgram ? anotherProgram(url) : appClosed(url, {}));
}

Result<QUrl> LocalApi::Private::search(const Call &call, int portsToTry)
{
    auto start = base(call);
    if (!start)
        return fail(start.error());
    QUrl first = *start;
    first.setPort(configured.port(3001));
    std::optional<Error> problem; // the first but a closed port
    for (int i = 0; i < std::max(1, portsToTry); ++i) {
        QUrl url = first;
        url.setPort(first.port() + i);
        if (const auto is = verify(url, call); !is) {
            if (!problem && !isClosed(is.error()))
                problem = is.error();
            // Out of time: what the first one did says more.
            if (const auto go = call.check(); !go)
                return fail(go.error().kind == ErrorKind::Cancelled ? go.error()
                                                                    : problem.value_or(go.error()));
            continue;
        }
        const std::lock_guard lock(mutex);
        loggedIn = loggedIn && found == url;
        found = url;
        return url;
    }
    return fail(problem.value_or(appClosed(first, u"%1 ports tried"_s.arg(portsToTry))));
}

Result<void> LocalApi::Private::login(const Call &call)
{
    const auto pass = logins.enter(call);
    if (!pass)
        return fail(pass.error());
    {
        const std::lock_guard lock(mutex);
        if (loggedIn)
            return {};
    }
    const auto url = base(call);
    if (!url)
        return fail(url.error());
    const Secret token = client.token();
    if (token.isEmpty()) {
        return fail(ErrorKind::Auth,
                    QCoreApplication::translate("Core",
                                                "No Dolphin API token is set. Make one in "
                                                "Dolphin's panel under “API” and enter it in the "
                                                "settings."));
    }
    // Whoever has the port now gets the token next.
    if (const auto is = verify(*url, call); !is)
        return fail(is.error());
    ApiRequest request;
    request.method = "POST";
    request.url = join(*url, u"/v1.0/auth/login-with-token"_s);
    request.direct = true;
    request.deadline = kLoginTime;
    request.json = token.reveal([](const QByteArray &bytes) {
        return QJsonObject{{u"token"_s, QString::fromUtf8(bytes)}};
    });
    const auto answer = client.repeated(request, call);
    if (!answer) {
        const Error &error = answer.error();
        if (error.kind == ErrorKind::NotFound)
            return fail(appTooOld(*url));
        if (isRefused(error))
            return fail(appClosed(*url, error.detail));
        return fail(error);
    }
    const std::lock_guard lock(mutex);
    loggedIn = true;
    return {};
}

Result<QJsonValue> LocalApi::Private::send(
    ApiRequest request, const QString &path, const Call &call, const Query &query, bool repeat)
{
    for (int round = 1;; ++round) {
        if (const auto in = login(call); !in)
            return fail(in.error());
        const auto url = base(call);
        if (!url)
            return fail(url.error());
        request.url = join(*url, path, query);
        request.direct = true;
        auto answer = repeat ? client.repeated(request, call) : client.once(request, call);
        // The app forgets a login when it is restarted, and while it is closed another program may
        // take its port.
        if (!answer && (answer.error().kind == ErrorKind::Auth || isRefused(answer.error()))) {
            const std::lock_guard lock(mutex);
            loggedIn = false;
        }
        if (answer || answer.error().kind != ErrorKind::Auth || round == 2)
            return answer;
    }
}

Result<QJsonValue>
LocalApi::Private::startBy(bool post, ProfileId id, const StartOptions &options, const Call &call)
{
    const QString path = u"/v1.0/browser_profiles/%1/start"_s.arg(id.value);
    ApiRequest request;
    request.deadline = kStartTime;
    Query query;
    if (post) { // the vendor's schema lists only this form
        request.method = "POST";
        request.json = QJsonObject{{u"automation"_s, true}, {u"headless"_s, options.headless}};
    } else {
        query.emplaceBack(u"automation"_s, u"1"_s);
        if (options.headless)
            query.emplaceBack(u"headless"_s, u"1"_s);
    }
    return send(request, path, call, query, false);
}

Result<QJsonValue> LocalApi::Private::startOnce(ProfileId id,
                                                const StartOptions &options,
                                                bool &byPost,
                                                const Call &call)
{
    auto answer = startBy(byPost, id, options, call);
    if (answer || answer.error().code != 405)
        return answer;
    byPost = !byPost;
    return startBy(byPost, id, options, call);
}

Result<Automation>
LocalApi::Private::start(ProfileId id, const StartOptions &options, const Call &call)
{
    const Deadline visible = Deadline::in(options.visibleWithin);
    bool stoppedDuplicate = false;
    bool triedProxyAgain = false;
    int attempt = 1;
    bool triedOtherForm = false;
    bool byPost = startsByPost;
    for (int round = 1;; ++round) {
        const auto answer = startOnce(id, options, byPost, call);
        const auto url = base(call);
        if (answer)
            startsByPost = byPost;
        if (answer && url)
            return toAutomation(*answer, *url);
        if (answer)
            return fail(url.error());
        Error error = explainStart(answer.error());
        if (error.kind == ErrorKind::Conflict && !std::exchange(stoppedDuplicate, true)) {
            if (const auto stopped = stop(id, false, call); !stopped)
                return fail(withContext(stopped.error(), u"stop before a second start"_s));
        } else if (error.kind == ErrorKind::NotFound) {
            // A profile that is not visible yet, or an app that says so of a form it does not know.
            if (std::exchange(triedOtherForm, true) && visible.expired())
                return fail(error);
            byPost = !byPost;
        } else if (error.kind == ErrorKind::Proxy) {
            if (std::exchange(triedProxyAgain, true))
                return fail(error);
        } else if (!isRepeatable(error) || ++attempt > client.policy().attempts) {
            return fail(error);
        }
        log::info("net", u"start of %1: %2; again"_s.arg(id.value).arg(toLogString(error)));
        const milliseconds pause
            = backoff(client.policy(), round + 2, randomFraction(), error.retryAfter);
        if (const auto slept = sleepFor(pause, call); !slept)
            return fail(slept.error().kind == ErrorKind::Cancelled ? slept.error() : error);
    }
}

Result<QSet<qint64>> LocalApi::Private::running(const Call &call)
{
    ApiRequest request;
    request.lane = net::Lane::Cleanup;
    const auto answer = send(request, u"/v1.0/browser_profiles/running"_s, call);
    if (!answer)
        return fail(answer.error());
    return idsOf(*answer);
}

Result<QJsonValue>
LocalApi::Private::stopOnce(ProfileId id, bool retryToStop, milliseconds time, const Call &call)
{
    ApiRequest request;
    request.lane = net::Lane::Cleanup;
    request.deadline = time;
    Query query;
    if (retryToStop)
        query.emplaceBack(u"retryToStop"_s, u"true"_s);
    const QString path = u"/v1.0/browser_profiles/%1/stop"_s.arg(id.value);
    return send(request, path, call, query, false);
}

/// Polls until the id is gone from `running`, or false after kLeaveTime.
Result<bool> LocalApi::Private::hasLeft(ProfileId id, const Call &call)
{
    const Deadline end = call.deadline.within(kLeaveTime);
    for (int attempt = 2;; ++attempt) {
        const auto ids = running(call);
        if (!ids)
            return fail(ids.error());
        if (!ids->contains(id.value))
            return true;
        if (end.expired())
            return false;
        const milliseconds pause
            = std::min<milliseconds>(backoff(client.policy(), attempt, randomFraction()), 1s);
        if (const auto slept = sleepFor(pause, call); !slept)
            return fail(slept.error());
    }
}

Result<void> LocalApi::Private::stop(ProfileId id, bool force, const Call &given)
{
    const milliseconds time = given.deadline.remaining();
    const auto pass = stops.enter(given);
    if (!pass)
        return fail(pass.error());
    const Call call = given.deadline.at() == Deadline::Clock::time_point::max()
        ? given
        : Call::in(time, given.stop);
    // Half of the caller's time is kept for the emergency stop.
    const milliseconds first
        = force ? std::min(kStopTime, call.deadline.remaining() / 2) : kStopTime;
    for (const bool retryToStop : {false, true}) {
        const auto answer = stopOnce(id, retryToStop, retryToStop ? kStopTime : first, call);
        if (!answer && answer.error().kind != ErrorKind::NotFound) {
            const ErrorKind kind = answer.error().kind;
            const bool hopeless = isRefused(answer.error()) || kind == ErrorKind::Cancelled
                || kind == ErrorKind::Auth;
            if (hopeless || !force || retryToStop)
                return fail(answer.error());
            log::warn(
                "net",
                u"stop of %1: %2; emergency stop"_s.arg(id.value).arg(toLogString(answer.error())));
            continue;
        }
        const auto left = hasLeft(id, call);
        if (!left)
            return fail(left.error());
        if (*left)
            return {};
        if (!force)
            break;
    }
    return fail(ErrorKind::Conflict,
                QCoreApplication::translate(
                    "Core",
                    "Dolphin still counts the profile %1 as running after stopping it. "
                    "Close its window in Dolphin.")
                    .arg(id.value));
}

LocalApi::LocalApi(net::Network &network,
                   const Endpoints &endpoints,
                   TokenSource token,
                   RetryPolicy retry,
                   CookieUnit unit,
                   MachineLimits machine)
    : d(std::make_unique<Private>(
        network, endpoints, std::move(token), retry, unit, std::move(machine)))
{
}

LocalApi::~LocalApi() = default;

Result<QUrl> LocalApi::probe(const Call &call, int portsToTry)
{
    mayBlock("LocalApi::probe");
    auto url = d->search(call, portsToTry);
    if (!url)
        return url;
    if (const auto in = d->login(call); !in)
        return fail(in.error());
    return url;
}

Result<void> LocalApi::login(const Call &call)
{
    mayBlock("LocalApi::login");
    return d->login(call);
}

void LocalApi::forgetLogin()
{
    const std::lock_guard lock(d->mutex);
    d->loggedIn = false;
}

Result<Automation> LocalApi::start(ProfileId id, const StartOptions &options, const Call &call)
{
    mayBlock("LocalApi::start");
    const auto pass = d->starts.enter(call);
    if (!pass)
        return fail(pass.error());
    return d->start(id, options, call);
}

Result<void> LocalApi::stop(ProfileId id, bool force, const Call &call)
{
    mayBlock("LocalApi::stop");
    return d->stop(id, force, call);
}

Result<QSet<qint64>> LocalApi::running(const Call &call)
{
    mayBlock("LocalApi::running");
    return d->running(call);
}

Result<void> LocalApi::importCookies(ProfileId id,
                                     const formats::Cookies &cookies,
                                     bool isFresh,
                                     const Call &call)
{
    mayBlock("LocalApi::importCookies");
    ApiRequest request;
    request.method = "POST";
    request.cookies = true;
    request.json = QJsonObject{
        {u"profileId"_s, id.value},
        {u"transfer"_s, 0},
        // Of a fresh profile there is nothing to download first or to upload after.
        {u"cloudSyncDisabled"_s, isFresh},
        {u"browserProfilePassword"_s, QJsonValue::Null},
        {u"cookies"_s, toJson(cookies, d->unit)},
    };
    const auto answer = d->send(request, u"/v1.0/cookies/import"_s, call);
    if (!answer)
        return fail(answer.error());
    return {};
}

Result<formats::Cookies>
LocalApi::exportCookies(ProfileId id, const QString &name, const Call &call)
{
    mayBlock("LocalApi::exportCookies");
    ApiRequest request;
    request.method = "POST";
    request.cookies = true;
    request.json = QJsonObject{
        {u"browserProfiles"_s,
         QJsonArray{QJsonObject{{u"id"_s, id.value}, {u"name"_s, name}, {u"transfer"_s, 0}}}},
        {u"doNotSave"_s, true},
    };
    const auto answer = d->send(request, u"/v1.0/export-cookies"_s, call);
    if (!answer)
        return fail(answer.error());
    return fromAnswer(*answer);
}

} // namespace pelorus::dolphin
