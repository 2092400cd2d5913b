// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace pelorus::test {

/// The old application's worker: Debian's Django with the plan's lock code, on this database. What
/// tests/core/store/oldworker.py printed ("taken", "busy", "free"); what went wrong otherwise.
[[nodiscard]] QString oldWorker(const QString &databaseUrl, const QStringList &arguments);

} // namespace pelorus::test
