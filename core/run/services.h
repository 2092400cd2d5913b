// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/dolphin/localapi.h"
#include "core/dolphin/remoteapi.h"
#include "core/instagram/site.h"
#include "core/run/eventsink.h"
#include "core/run/leasekeeper.h"
#include "core/settings/settings.h"
#include "core/store/stores.h"

namespace pelorus::run {

/// What is needed to end profiles: shared by the engine, its sweeper and sweeps by hand. Everything
/// in it may be used from any worker thread.
struct ProfileServices
{
    const settings::Settings &settings;
    const Clock &clock;
    net::Network &network;
    store::DatabasePtr database;
    dolphin::RemoteApi &remote;
    dolphin::LocalApi &local;
    QString worker; ///< this process's id in pelorus_worker
};

/// What every task of this process shares. Made once by the engine, outlives all tasks.
struct Services : ProfileServices
{
    const instagram::SiteMap &siteMap;
    LeaseKeeper &keeper;
    EventSink &events;
    bool operatorPresent = false;
};

} // namespace pelorus::run
