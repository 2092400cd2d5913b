// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

#include <QString>

namespace pelorus::store {

/// "<file>.moved" beside a SQLite file says that its data went to another database: from then on
/// it refuses to run jobs, so that nothing is published from two places. Deleting it is the way
/// back. Beside the file, because the file itself is never written to by a transfer.
class MovedFile final
{
public:
    explicit MovedFile(const QString &databaseFile);
    /// Durable when it returns. Tells where to, without user, password or options.
    [[nodiscard]] Result<void> mark(const Secret &targetUrl);
    /// Nothing to do where there is no mark.
    [[nodiscard]] Result<void> unmark();
    /// Unsupported, with the target's name, when it was moved.
    [[nodiscard]] Result<void> check() const;

private:
    QString m_path;
};

} // namespace pelorus::store
