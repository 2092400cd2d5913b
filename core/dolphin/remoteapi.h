// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/backoff.h"
#include "core/dolphin/types.h"
#include "core/formats/cookies.h"
#include "core/net/network.h"

#include <QDateTime>

#include <memory>
#include <vector>

namespace pelorus::dolphin {

/// Dolphin's cloud API (facts/dolphin-api.md section 2). Thread-safe; every call blocks a worker
/// thread. Idempotent calls are retried by the policy on 429, 5xx and time-outs; create never is.
class RemoteApi final
{
public:
    RemoteApi(net::Network &network,
              Endpoints endpoints,
              TokenSource token,
              RetryPolicy retry = {});
    ~RemoteApi();
    RemoteApi(const RemoteApi &) = delete;
    RemoteApi &operator=(const RemoteApi &) = delete;

    /// One POST, never repeated. Timeout or Network mean "unknown": look with findByName().
    [[nodiscard]] Result<ProfileId> createProfile(const QJsonObject &payload, const Call &call);
    /// NotFound on 404.
    [[nodiscard]] Result<RemoteProfile> profile(ProfileId id, const Call &call);
    /// Exact name; nothing when there is none. Cursor list first, page list as fallback.
    [[nodiscard]] Result<std::optional<RemoteProfile>> findByName(const QString &name,
                                                                  const Call &call);
    /// Forced (query and body), then proved by a 404 of GET; where the token may not read profiles,
    /// by a 404 of a further DELETE. Without either it is an error (DELETE_NOT_PROVEN where reading
    /// is refused) and has to be tried again later.
    [[nodiscard]] Result<void> deleteProfile(ProfileId id, const Call &call);
    /// 404 counts as done.
    [[nodiscard]] Result<void> deleteProxy(qint64 proxyId, const Call &call);
    /// The bare fingerprint object; NotFound for both an empty object and 404.
    [[nodiscard]] Result<QJsonObject> fingerprint(const QString &platform,
                                                  const QString &browserVersion,
                                                  const QString &screen,
                                                  const Call &call);
    /// The plan's PATCH /browser_profiles/{id}/cookies. A 404 is NotFound (and expected).
    [[nodiscard]] Result<void>
    patchCookies(ProfileId id, const formats::Cookies &cookies, const Call &call);
    /// Cloud cookies: the sync host first, darkwing as fallback. The last synced state.
    [[nodiscard]] Result<formats::Cookies> cloudCookies(ProfileId id, const Call &call);
    /// Whether the token is accepted, and a stable id of its team (from the JWT payload or the
    /// team's answer; empty when neither tells).
    [[nodiscard]] Result<QString> teamId(const Call &call);

    /// The same without proof that the token is accepted: what it says itself, or what was
    /// remembered from the first answer that has one.
    [[nodiscard]] Result<QString> team(const Call &call);

    [[nodiscard]] RateState rateState() const;
    /// How long Dolphin has asked us to rest from now; requests that cannot wait fail meanwhile.
    [[nodiscard]] milliseconds rest() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pelorus::dolphin
