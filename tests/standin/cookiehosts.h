// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/apihost.h"

namespace pelorus::standin {

/// The two cloud-cookie hosts, sync and darkwing, in one.
class CookieHosts final
{
public:
    explicit CookieHosts(World &world);
    void handleSync(const std::shared_ptr<Exchange> &exchange) { m_sync.handle(exchange); }
    void handleDarkwing(const std::shared_ptr<Exchange> &exchange) { m_darkwing.handle(exchange); }

private:
    void sync(const ApiCall &call);
    void darkwing(const ApiCall &call);

    World &m_world;
    ApiHost m_sync;
    ApiHost m_darkwing;
};

} // namespace pelorus::standin
