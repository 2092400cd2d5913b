// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/proxytest.h"

#include "core/base/threadguard.h"
#include "core/store/stores.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace pelorus::run {

Result<std::vector<ProxyTest>> testProxies(const store::DatabasePtr &database,
                                           net::Network &network,
                                           const QUrl &site,
                                           const std::vector<ProxyId> &ids,
                                           const Call &call)
{
    mayBlock("Testing proxies");
    store::ProxyStore store(database);
    auto all = store.all();
    if (!all)
        return fail(all.error());
    QSet<qint64> wanted;
    for (const ProxyId id : ids)
        wanted.insert(id.value);
    std::vector<ProxyTest> tests;
    std::vector<net::ProxyAddress> addresses;
    for (store::Proxy &proxy : *all) {
        if (!wanted.contains(proxy.id.value))
            continue;
        tests.push_back({proxy.id, u"%1:%2"_s.arg(proxy.host).arg(proxy.port), {}, {}});
        addresses.push_back({proxy.type,
                             proxy.host,
                             proxy.port,
                             std::move(proxy.username),
                             std::move(proxy.password)});
    }
    std::optional<Error> lost;
    const auto tried = network.tryProxies(
        std::move(addresses),
        site,
        [&](size_t index, const Result<milliseconds> &result) {
            ProxyTest &test = tests[index];
            if (result)
                test.time = *result;
            else
                test.problem = result.error().message;
            const auto stored = store.setStatus(test.id, result ? u"active"_s : u"inactive"_s);
            if (!stored && !lost)
                lost = stored.error();
        },
        call);
    if (!tried)
        return fail(tried.error());
    if (lost)
        return fail(*lost);
    return tests;
}

} // namespace pelorus::run
