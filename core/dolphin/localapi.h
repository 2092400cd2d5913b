// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/backoff.h"
#include "core/dolphin/types.h"
#include "core/formats/cookies.h"
#include "core/net/network.h"

#include <QSet>

#include <memory>

namespace pelorus::dolphin {

struct StartOptions
{
    bool headless = false;
    /// A 404 or "not found" just after create is waited out for this long.
    milliseconds visibleWithin{20000};
};

/// The desktop app's API (facts section 3). Thread-safe; every call blocks a worker thread. At most
/// two starts and one stop run at a time through one object, so a process that starts or stops
/// profiles makes one for all its work; `machine` counts other processes' too. Host names other
/// than localhost are resolved, so that the Host header is an address.
class LocalApi final
{
public:
    LocalApi(net::Network &network,
             const Endpoints &endpoints,
             TokenSource token,
             RetryPolicy retry = {},
             CookieUnit unit = CookieUnit::Milliseconds,
             MachineLimits machine = {});
    ~LocalApi();
    LocalApi(const LocalApi &) = delete;
    LocalApi &operator=(const LocalApi &) = delete;

    /// Finds the app: the configured port, then the next free ones (up to `portsToTry`), and checks
    /// that it is Dolphin that answers, then logs in. `name` of the error tells apart:
    /// DOLPHIN_CLOSED, DOLPHIN_SILENT, PORT_TAKEN (by another program, which never gets the token),
    /// DOLPHIN_TOO_OLD; a wrong token is of kind Auth.
    [[nodiscard]] Result<QUrl> probe(const Call &call, int portsToTry = 10);
    /// login-with-token, once it is Dolphin that answers there; again after a 401 and where Dolphin
    /// was closed meanwhile. The errors are those of probe().
    [[nodiscard]] Result<void> login(const Call &call);
    /// The next call logs in anew: the token was refused elsewhere.
    void forgetLogin();
    /// Starts with automation. An answer without a port is an error, a duplicate is stopped and
    /// started once more, initConnectionError is tried once more and then blamed on the proxy.
    [[nodiscard]] Result<Automation>
    start(ProfileId id, const StartOptions &options, const Call &call);
    /// Long: the answer comes after the upload. Then polls until the id left `running`. A stop that
    /// hangs is repeated with retryToStop when `force`, after half of the call's time. Waiting for
    /// the stops of others is bounded by the call too, but taken off no stop's own time.
    [[nodiscard]] Result<void> stop(ProfileId id, bool force, const Call &call);
    [[nodiscard]] Result<QSet<qint64>> running(const Call &call);
    /// POST /v1.0/cookies/import into a stopped profile; of one that has run before (not
    /// `isFresh`), what the cloud has of it comes along. Unsupported on 402.
    [[nodiscard]] Result<void>
    importCookies(ProfileId id, const formats::Cookies &cookies, bool isFresh, const Call &call);
    /// POST /v1.0/export-cookies with doNotSave.
    [[nodiscard]] Result<formats::Cookies>
    exportCookies(ProfileId id, const QString &name, const Call &call);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pelorus::dolphin
