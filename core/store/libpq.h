// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/url.h"

using PGconn = struct pg_conn;

namespace pelorus::store {

/// A connection by libpq itself, for what Qt's driver cannot do. `defaults` are libpq's keywords
/// ("connect_timeout=10 …"), which the URL's own options override. The caller asks PQstatus() and
/// ends it with PQfinish(). Blocking.
[[nodiscard]] PGconn *connectLibpq(const DatabaseUrl &url, const QString &defaults);
/// The SQLSTATE with which the server refuses a connection; empty when nobody answers within
/// seconds. Asked after a failed one, which tells it in no way but a text of the server's language.
/// Blocking.
[[nodiscard]] QString refusalCode(const DatabaseUrl &url);

} // namespace pelorus::store
