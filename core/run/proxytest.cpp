// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/proxytest.h"

#include "core/base/threadguard.h"
#include "core/run/durable.h"
#include "core/store/stores.h"

#include <QCoreApplication>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::run {

namespace {

constexpr auto kComesBack = 30s;

Result<void> storeOutcome(store::ProxyStore &store, const ProxyTest &test)
{
    return store.setStatus(test.id, test.time ? u"active"_s : u"inactive"_s);
}

Error notStored(const Error &error)
{
    Error told = error;
    told.message = QCoreApplication::translate(
                       "Core", "The proxies were tested, but not all outcomes could be stored. %1")
                       .arg(error.message);
    return told;
}

} // namespace

Result<ProxyTests> testProxies(const store::DatabasePtr &database,
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
        tests.push_back({proxy.id, u"%1:%2"_s.arg(proxy.host).arg(proxy.port), {}, {}, false});
        addresses.push_back({proxy.type,
                             proxy.host,
                             proxy.port,
                             std::move(proxy.username),
                             std::move(proxy.password)});
    }
    bool isAway = false;
    const auto tried = network.tryProxies(
        std::move(addresses),
        site,
        [&](size_t index, const Result<milliseconds> &result) {
            ProxyTest &test = tests[index];
            if (result)
                test.time = *result;
            else
                test.problem = result.error().message;
            if (isAway)
                return; // each would wait for it anew
            const auto stored = storeOutcome(store, test);
            test.isStored = stored.has_value();
            // One row that another program holds keeps no other.
            isAway = !stored && stored.error().kind == ErrorKind::Network;
        },
        call);
    if (!tried) {
        for (const ProxyTest &test : tests)
            if ((test.time || !test.problem.isEmpty()) && !test.isStored
                && !storeOutcome(store, test))
                break; // waits for nothing: somebody wants an end
        return fail(tried.error());
    }
    const Call patience = call.within(kComesBack);
    std::optional<Error> problem; // the first
    for (ProxyTest &test : tests) {
        if (test.isStored)
            continue;
        const auto stored = untilWritten(u"the outcome of a proxy's test"_s, patience, [&] {
            return storeOutcome(store, test);
        });
        test.isStored = stored.has_value();
        if (!stored && !problem)
            problem = notStored(stored.error());
        if (!stored && stored.error().kind == ErrorKind::Network)
            break;
    }
    return ProxyTests{std::move(tests), std::move(problem)};
}

} // namespace pelorus::run
