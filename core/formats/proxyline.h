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

} // namespace pelorus::formats
