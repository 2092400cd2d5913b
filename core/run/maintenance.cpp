// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/maintenance.h"

#include "core/run/machineslots.h"
#include "core/run/workerlock.h"

#include <QCoreApplication>
#include <QUuid>

using namespace std::chrono_literals;

namespace pelorus::run {

dolphin::Endpoints endpoints(const settings::Settings &settings)
{
    return {settings.dolphinRemote,
            settings.dolphinLocal,
            settings.dolphinSync,
            settings.dolphinDarkwing};
}

dolphin::TokenSource tokenSource(const settings::Settings &settings)
{
    return [&settings] { return settings.dolphinToken.clone(); };
}

dolphin::CookieUnit cookieUnit(const settings::Settings &settings)
{
    return settings.cookieTime == settings::CookieTime::Seconds ? dolphin::CookieUnit::Seconds
                                                                : dolphin::CookieUnit::Milliseconds;
}

Result<int>
checkDolphin(const settings::Settings &settings, net::Network &network, const Call &call)
{
    dolphin::LocalApi local(network, endpoints(settings), tokenSource(settings));
    const auto found = local.probe(call);
    if (!found)
        return fail(found.error());
    if (const auto login = local.login(call); !login)
        return fail(login.error());
    return found->port();
}

Result<SweepReport> sweepByHand(const settings::Settings &settings,
                                const store::DatabasePtr &database,
                                net::Network &network,
                                const Clock &clock,
                                const Call &call)
{
    dolphin::RemoteApi remote(network, endpoints(settings), tokenSource(settings));
    dolphin::LocalApi local(network,
                            endpoints(settings),
                            tokenSource(settings),
                            {},
                            cookieUnit(settings),
                            dolphinLimits(settings.dataDir));
    if (const auto found = local.probe(call.within(30s)); !found)
        return fail(found.error());
    const QString worker = QUuid::createUuid().toString(QUuid::Id128).left(12);
    const WorkerLock lock(settings.dataDir, worker);
    store::WorkerStore workers(database);
    store::Worker row;
    row.id = worker;
    row.machine = settings.machine;
    row.version = QStringLiteral(PELORUS_VERSION);
    row.pid = int(QCoreApplication::applicationPid());
    row.ttl = settings.leaseTtl;
    if (const auto beaten = workers.beat(row); !beaten)
        return fail(beaten.error());
    ProfileServices services{settings, clock, network, database, remote, local, worker};
    auto report = sweep(services, call);
    static_cast<void>(workers.leave(worker));
    return report;
}

} // namespace pelorus::run
