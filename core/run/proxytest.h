// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/net/network.h"
#include "core/store/database.h"

#include <optional>
#include <vector>

namespace pelorus::run {

/// What came of trying one proxy.
struct ProxyTest
{
    ProxyId id;
    QString label;                    ///< "p.example:8080"
    std::optional<milliseconds> time; ///< how long the way to the site took; nothing: it failed
    QString problem;                  ///< translated; why it failed
    bool isStored = false;            ///< the database knows it
};

struct ProxyTests
{
    std::vector<ProxyTest> tests;
    std::optional<Error> notStored{}; ///< why the database does not know all of them
};

/// Goes through each of the proxies to the site, several at a time, and stores status and time of
/// each. Proxies that are gone are left out. What was stored before a stop stays. A database that
/// is away in the middle costs no outcome: those it missed are stored at the end, for which it has
/// half a minute to come back. Blocking.
[[nodiscard]] Result<ProxyTests> testProxies(const store::DatabasePtr &database,
                                             net::Network &network,
                                             const QUrl &site,
                                             const std::vector<ProxyId> &ids,
                                             const Call &call);

} // namespace pelorus::run
