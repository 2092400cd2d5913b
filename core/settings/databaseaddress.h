// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QString>

namespace pelorus::settings {

/// A database URL apart: what may stand in a file and on the screen, and the password.
struct DatabaseAddress
{
    QString text;
    Secret password;
};

/// Whether it is a PostgreSQL URL; else it is a file's.
[[nodiscard]] bool isPostgresUrl(const QString &url);

/// Takes the password out of a URL, where it stands behind the user or is a parameter. Anything
/// that is no PostgreSQL URL stays as it is: it has none.
[[nodiscard]] DatabaseAddress splitDatabaseUrl(const Secret &url);

/// The reverse. An address with a password of its own and one that is not PostgreSQL's keep theirs.
[[nodiscard]] Secret joinDatabaseUrl(const QString &address, const Secret &password);

} // namespace pelorus::settings
