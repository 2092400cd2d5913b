// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace pelorus::store {

/// Whether a list that goes out holds passwords, keys and logins of proxies in clear, or leaves
/// their columns empty.
enum class Reveal { No, Yes };

// Lists as CSV (RFC 4180, UTF-8, with a heading) that formats::readAccounts() and readProxies()
// take in again unchanged. Blocking.

struct ListExport
{
    int rows = 0;
    Secret csv; ///< empty never: there is a heading
};

[[nodiscard]] Result<ListExport> exportProxies(const DatabasePtr &database, Reveal reveal);

/// Written beside and renamed; readable for this user alone. Blocking.
[[nodiscard]] Result<void> saveList(const QString &path, const ListExport &list);

} // namespace pelorus::store
