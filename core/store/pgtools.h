// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/store/url.h"

#include <QStringList>

namespace pelorus::store {

/// PostgreSQL's client programs, on the path or in their usual places. Of several versions the
/// smallest that is as new as the server: older ones refuse it, and what newer ones write may.
struct PgTool
{
    QString name;   ///< pg_dump, pg_restore, psql
    int server = 0; ///< its major version
};

/// Blocking. `url`: where it connects to, the password in its environment alone; null for none.
/// Unsupported when it is not installed. What it said of errors goes into the detail, without its
/// lines that quote rows.
[[nodiscard]] Result<void> runPgTool(const PgTool &tool,
                                     const DatabaseUrl *url,
                                     const QStringList &arguments,
                                     const Call &call);

} // namespace pelorus::store
