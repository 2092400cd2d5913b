// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to the proxy reader.

#include "core/formats/proxies.h"

namespace pelorus::formats {

/// One line; adds exactly one entry to one of the report's lists.
void readProxyLine(const QString &line,
                   int number,
                   const QString &defaultScheme,
                   ProxyReport &report);

/// The columns of a table or the keys of an object, checked; the reason when they are no proxy.
struct ProxyFields
{
    QString scheme;
    QString host;
    QString port;
    QString login;
    QString password;
    QString changeIpUrl;
};
[[nodiscard]] QString fillProxy(ProxyEntry &entry, const ProxyFields &fields);

} // namespace pelorus::formats
