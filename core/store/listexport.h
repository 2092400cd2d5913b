// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/base/ids.h"
#include "core/store/database.h"

#include <vector>

namespace pelorus::store {

/// Whether a list that goes out holds passwords, keys and logins of proxies in clear, or leaves
/// their columns empty.
enum class Reveal { No, Yes };

// Lists as CSV (RFC 4180, UTF-8, with a heading) that formats::readAccounts() and readProxies()
// take in again unchanged; what stands in more columns than those is left out there. Blocking.

struct ListExport
{
    int rows = 0;
    Secret csv; ///< empty never: there is a heading
};

[[nodiscard]] Result<ListExport> exportAccounts(const DatabasePtr &database, Reveal reveal);
[[nodiscard]] Result<ListExport> exportProxies(const DatabasePtr &database, Reveal reveal);

/// What became of every video of these jobs, one line each; the jobs that are gone are left out.
[[nodiscard]] Result<ListExport>
exportResults(const DatabasePtr &database, const std::vector<JobId> &jobs, const Call &call);

/// Written beside and renamed; readable for this user alone. Blocking.
[[nodiscard]] Result<void> saveList(const QString &path, const ListExport &list);

} // namespace pelorus::store
