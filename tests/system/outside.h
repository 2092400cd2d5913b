// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "tests/system/harness.h"

namespace pelorus::test {

// What happens outside of Pelorus: other people's profiles in the same Dolphin team, hands in the
// database, time that passes.

/// A profile that Pelorus did not make; invalid with a note in the log when it could not be made.
[[nodiscard]] ProfileId makeForeignProfile(Harness &bench, const QString &name);
[[nodiscard]] bool startForeignProfile(Harness &bench, ProfileId id);
/// By hand in Dolphin.
[[nodiscard]] bool deleteForeignProfile(Harness &bench, ProfileId id);
/// The stand-in's record of a profile; empty when there is none.
[[nodiscard]] QJsonObject profileState(Harness &bench, ProfileId id);
/// The site's record of an account.
[[nodiscard]] QJsonObject siteAccount(Harness &bench, const QString &account);

/// Every lease runs out without anybody waiting for it, as after a long night.
void expireLeases(Harness &bench);
/// One statement by an administrator.
void execute(Harness &bench, const QString &sql);
/// All of a query's rows as text, columns with tabs between.
[[nodiscard]] QStringList select(Harness &bench, const QString &sql, int columns = 1);

} // namespace pelorus::test
