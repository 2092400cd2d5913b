// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dolphin/remoteapi.h"

#include "core/base/json.h"
#include "core/base/threadguard.h"
#include "core/dolphin/client.h"
#include "core/dolphin/cookiejson.h"

#include <QCoreApplication>
#include <QUrlQuery>

#include <algorithm>
#include <mutex>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::dolphin {
namespace {

constexpr int kPageSize = 50; ///< 100 is refused by some
constexpr int kMostPages = 400;
constexpr int kDeleteTries = 8;

RemoteProfile toProfile(const QJsonObject &object)
{
    RemoteProfile profile;
    profile.id.value = toId(object["id"_L1]);
    profile.name = object["name"_L1].toString();
    profile.running = isTrue(object["running"_L1]);
    profile.proxyId = toId(object["proxyId"_L1]);
    if (profile.proxyId == 0)
        profile.proxyId = toId(object["proxy"_L1].toObject()["id"_L1]);
    return profile;
}

Error notUnderstood(const QString &what)
{
    return {ErrorKind::Protocol,
            QCoreApplication::translate("Core",
                                        "Dolphin's answer lacks what was asked for. Check whether "
                                        "a newer Pelorus is needed."),
            what,
            0,
            {},
            {}};
}

QString cursorOf(const QString &nextPageUrl)
{
    return QUrlQuery(QUrl(nextPageUrl)).queryItemValue(u"cursor"_s, QUrl::FullyDecoded);
}

/// The team from the token's payload. It is not verified: it only names our own ledger's rows.
QString teamFromToken(const Secret &token)
{
    const QByteArray payload = token.reveal([](const QByteArray &jwt) {
        const QList<QByteArray> parts = jwt.split('.');
        return parts.size() == 3 ? QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding)
                                 : QByteArray();
    });
    const QJsonObject claims = json::parseObject(payload).value_or(QJsonObject());
    const QJsonObject team = claims["team"_L1].toObject();
    for (const QJsonValue &value :
         {claims["teamId"_L1], claims["team_id"_L1], team["id"_L1], claims["team"_L1]}) {
        if (const qint64 id = toId(value); id > 0)
            return QString::number(id);
        if (value.isString() && !value.toString().isEmpty())
            return value.toString();
    }
    return {};
}

} // namespace

struct RemoteApi::Private
{
    Private(net::Network &network, Endpoints where, TokenSource token, RetryPolicy retry)
        : client(network, std::move(token), retry)
        , endpoints(std::move(where))
    {
    }

    [[nodiscard]] ApiRequest
    request(const QByteArray &method, const QString &path, const Query &query = {}) const
    {
        ApiRequest out;
        out.method = method;
        out.url = join(endpoints.remote, path, query);
        return out;
    }

    /// Drops a thing: 404 is what we want.
    [[nodiscard]] Result<void> drop(const ApiRequest &request, const Call &call)
    {
        const auto gone = client.repeated(request, call);
        if (!gone && gone.error().kind != ErrorKind::NotFound)
            return fail(gone.error());
        return {};
    }

    [[nodiscard]] Result<std::optional<RemoteProfile>>
    search(const QString &name, bool byCursor, const Call &call);

    Client client;
    Endpoints endpoints;
    std::mutex mutex;
    QString team; ///< guarded by mutex
};

RemoteApi::RemoteApi(net::Network &network,
                     Endpoints endpoints,
                     TokenSource token,
                     RetryPolicy retry)
    : d(std::make_unique<Private>(network, std::move(endpoints), std::move(token), retry))
{
}

RemoteApi::~RemoteApi() = default;

RateState RemoteApi::rateState() const
{
    return d->client.rate().state();
}

milliseconds RemoteApi::rest() const
{
    return d->client.rate().rest();
}

Result<ProfileId> RemoteApi::createProfile(const QJsonObject &payload, const Call &call)
{
    mayBlock("RemoteApi::createProfile");
    ApiRequest request = d->request("POST", u"/browser_profiles"_s);
    request.json = payload;
    const auto answer = d->client.once(request, call);
    if (!answer)
        return fail(answer.error());
    const QJsonObject body = answer->toObject();
    const QJsonObject data = body["data"_L1].toObject();
    for (const QJsonValue &value :
         {body["browserProfileId"_L1], data["id"_L1], data["browserProfileId"_L1]}) {
        if (const qint64 id = toId(value); id > 0)
            return ProfileId{id};
    }
    return fail(notUnderstood(u"POST /browser_profiles: no id"_s));
}

Result<RemoteProfile> RemoteApi::profile(ProfileId id, const Call &call)
{
    mayBlock("RemoteApi::profile");
    const auto answer
        = d->client.repeated(d->request("GET", u"/browser_profiles/%1"_s.arg(id.value)), call);
    if (!answer)
        return fail(answer.error());
    const QJsonObject body = answer->toObject();
    const QJsonObject data = body["data"_L1].toObject();
    RemoteProfile profile = toProfile(data.isEmpty() ? body : data);
    if (profile.id != id)
        return fail(notUnderstood(u"GET /browser_profiles/%1: another id"_s.arg(id.value)));
    return profile;
}

Result<std::optional<RemoteProfile>>
RemoteApi::Private::search(const QString &name, bool byCursor, const Call &call)
{
    QString cursor;
    for (int page = 1; page <= kMostPages; ++page) {
        Query query{{u"limit"_s, QString::number(kPageSize)}, {u"query"_s, name}};
        if (!byCursor)
            query.emplaceBack(u"page"_s, QString::number(page));
        else if (!cursor.isEmpty())
            query.emplaceBack(u"cursor"_s, cursor);
        const QString path = byCursor ? u"/browser_profiles/list-cursor"_s : u"/browser_profiles"_s;
        const auto answer = client.repeated(request("GET", path, query), call);
        if (!answer)
            return fail(answer.error());
        const QJsonObject body = answer->toObject();
        if (!body["data"_L1].isArray())
            return fail(notUnderstood(u"GET "_s % path % u": no data"_s));
        const QJsonArray items = body["data"_L1].toArray();
        for (const QJsonValue item : items) {
            if (item["name"_L1].toString() == name)
                return toProfile(item.toObject());
        }
        const QString next = body["next_page_url"_L1].toString();
        cursor = cursorOf(next);
        if (items.isEmpty() || next.isEmpty() || (byCursor && cursor.isEmpty()))
            return std::nullopt;
    }
    return fail(notUnderstood(u"list of profiles: no end"_s));
}

Result<std::optional<RemoteProfile>> RemoteApi::findByName(const QString &name, const Call &call)
{
    mayBlock("RemoteApi::findByName");
    auto found = d->search(name, true, call);
    // Accounts without the cursor list answer 404; where the page list has ended, it is 410.
    if (!found
        && (found.error().kind == ErrorKind::NotFound
            || found.error().kind == ErrorKind::Unsupported))
        return d->search(name, false, call);
    return found;
}

Result<void> RemoteApi::deleteProfile(ProfileId id, const Call &call)
{
    mayBlock("RemoteApi::deleteProfile");
    const QString path = u"/browser_profiles/%1"_s.arg(id.value);
    // Some programs in between drop the body of a DELETE, some versions read only one of the two.
    ApiRequest drop = d->request("DELETE", path, {{u"forceDelete"_s, u"1"_s}});
    drop.json = QJsonObject{{u"forceDelete"_s, true}};
    drop.lane = net::Lane::Cleanup;
    ApiRequest look = d->request("GET", path);
    look.lane = net::Lane::Cleanup;
    bool mayRead = true;
    for (int attempt = 1;; ++attempt) {
        const auto dropped = d->client.repeated(drop, call);
        const bool unknown = !dropped && dropped.error().kind == ErrorKind::NotFound;
        if (!dropped && !unknown)
            return fail(dropped.error());
        if (mayRead) {
            const auto seen = d->client.repeated(look, call);
            if (!seen && seen.error().kind == ErrorKind::NotFound)
                return {};
            if (!seen && seen.error().code != 403)
                return fail(seen.error());
            mayRead = seen.has_value();
        }
        // Some tokens may delete but not read: the 404 of a DELETE is the proof they can get.
        if (!mayRead && unknown)
            return {};
        if (attempt >= kDeleteTries)
            break;
        const milliseconds pause = backoff(d->client.policy(), attempt + 1, randomFraction());
        if (const auto slept = sleepFor(pause, call); !slept)
            return slept;
    }
    if (!mayRead) {
        Error error{ErrorKind::Conflict,
                    QCoreApplication::translate(
                        "Core",
                        "Dolphin took the deletion of the profile %1, but does not let us see "
                        "whether it is gone. It is tried again later; let the API token read "
                        "profiles.")
                        .arg(id.value),
                    u"DELETE "_s % path % u": not proven (403)"_s,
                    403,
                    u"DELETE_NOT_PROVEN"_s,
                    {}};
        return fail(std::move(error));
    }
    return fail(ErrorKind::Conflict,
                QCoreApplication::translate(
                    "Core",
                    "Dolphin still shows the profile %1 after deleting it. It is tried "
                    "again later; delete it in Dolphin if it stays.")
                    .arg(id.value),
                u"DELETE "_s % path);
}

Result<void> RemoteApi::deleteProxy(qint64 proxyId, const Call &call)
{
    mayBlock("RemoteApi::deleteProxy");
    ApiRequest request = d->request("DELETE", u"/proxy/%1"_s.arg(proxyId));
    request.lane = net::Lane::Cleanup;
    return d->drop(request, call);
}

Result<QJsonObject> RemoteApi::fingerprint(const QString &platform,
                                           const QString &browserVersion,
                                           const QString &screen,
                                           const Call &call)
{
    mayBlock("RemoteApi::fingerprint");
    const Query query{{u"platform"_s, platform},
                      {u"browser_type"_s, u"anty"_s},
                      {u"browser_version"_s, browserVersion},
                      {u"type"_s, u"fingerprint"_s},
                      {u"screen"_s, screen}};
    const auto answer
        = d->client.repeated(d->request("GET", u"/fingerprints/fingerprint"_s, query), call);
    if (!answer)
        return fail(answer.error());
    const QJsonObject body = answer->toObject();
    QJsonObject found = body["data"_L1].isObject() ? body["data"_L1].toObject() : body;
    if (found.isEmpty()) {
        return fail(ErrorKind::NotFound,
                    QCoreApplication::translate(
                        "Core",
                        "Dolphin has no fingerprint for %1, version %2, screen up to %3. "
                        "Change these in the account's blueprint.")
                        .arg(platform, browserVersion, screen),
                    u"GET /fingerprints/fingerprint"_s);
    }
    return found;
}

Result<void>
RemoteApi::patchCookies(ProfileId id, const formats::Cookies &cookies, const Call &call)
{
    mayBlock("RemoteApi::patchCookies");
    ApiRequest request = d->request("PATCH", u"/browser_profiles/%1/cookies"_s.arg(id.value));
    request.json = QJsonObject{{u"cookies"_s, toJson(cookies, CookieUnit::Seconds)}};
    request.cookies = true;
    const auto answer = d->client.repeated(request, call);
    if (!answer)
        return fail(answer.error());
    return {};
}

Result<formats::Cookies> RemoteApi::cloudCookies(ProfileId id, const Call &call)
{
    mayBlock("RemoteApi::cloudCookies");
    ApiRequest sync;
    sync.url = join(
        d->endpoints.sync,
        u"/"_s,
        {{u"actionType"_s, u"getCookies"_s}, {u"browserProfileId"_s, QString::number(id.value)}});
    sync.cookies = true;
    const auto answer = d->client.repeated(sync, call);
    if (answer) {
        if (auto cookies = fromAnswer(*answer))
            return cookies;
    } else if (answer.error().kind == ErrorKind::Cancelled
               || answer.error().kind == ErrorKind::Auth) {
        return fail(answer.error());
    }
    ApiRequest darkwing;
    darkwing.method = "POST";
    const bool hasVersion = d->endpoints.darkwing.path().contains("/api/"_L1);
    darkwing.url = join(d->endpoints.darkwing,
                        hasVersion ? u"/cookies/export"_s : u"/api/v1/cookies/export"_s);
    darkwing.json = QJsonObject{{u"browserProfileId"_s, id.value},
                                {u"browserProfilePassword"_s, QJsonValue::Null}};
    darkwing.cookies = true;
    const auto second = d->client.repeated(darkwing, call);
    if (!second)
        return fail(second.error());
    return fromAnswer(*second);
}

Result<QString> RemoteApi::teamId(const Call &call)
{
    mayBlock("RemoteApi::teamId");
    const Query one{{u"limit"_s, u"1"_s}};
    auto answer = d->client.repeated(d->request("GET", u"/browser_profiles"_s, one), call);
    if (!answer && answer.error().kind == ErrorKind::Unsupported)
        answer
            = d->client.repeated(d->request("GET", u"/browser_profiles/list-cursor"_s, one), call);
    if (!answer)
        return fail(answer.error());
    if (const QString team = teamFromToken(d->client.token()); !team.isEmpty())
        return team;
    const QJsonArray items = answer->toObject()["data"_L1].toArray();
    const qint64 team = items.isEmpty() ? 0 : toId(items.first().toObject()["teamId"_L1]);
    return team > 0 ? QString::number(team) : QString();
}

Result<QString> RemoteApi::team(const Call &call)
{
    // Also of a token that may not ask.
    if (const QString team = teamFromToken(d->client.token()); !team.isEmpty())
        return team;
    {
        const std::lock_guard lock(d->mutex);
        if (!d->team.isEmpty())
            return d->team;
    }
    auto asked = teamId(call);
    if (asked) {
        const std::lock_guard lock(d->mutex);
        d->team = *asked;
    }
    return asked;
}

} // namespace pelorus::dolphin
