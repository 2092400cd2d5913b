// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/transfer/adoptionturn.h"

#include <QStringList>

#include <vector>

namespace pelorus::transfer {

struct AdoptReport
{
    int fromVersion = 0;
    int toVersion = 0;
    qint64 accounts = 0;
    qint64 proxies = 0;
    /// Ids of rows that are one proxy: the operator settles them, then the unique index follows.
    std::vector<std::vector<qint64>> duplicateProxies;
    /// "table.column (200)": not widened, as a view or a generated column depends on it. Longer
    /// values are refused row by row.
    QStringList narrowColumns;
};

/// Makes a database of the Django application Pelorus's as well, in place and in one transaction:
/// adds tables, triggers, indexes and the two lock columns, widens types. Never merges, deletes or
/// rewrites a row, and creates no job. First a backup to `backupFile` (empty: none). Waits for
/// other programs' transactions, up to ten minutes. InvalidInput when it is no such database.
[[nodiscard]] Result<AdoptReport>
adopt(const Secret &url, const QString &backupFile, const Call &call, const Waits &waits = {});

} // namespace pelorus::transfer
