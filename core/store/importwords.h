// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What an import says of its rows.
namespace pelorus::store {

/// Two lines are of one account or proxy, and only the other counts.
[[nodiscard]] QString sameInLine(const QString &line);
[[nodiscard]] QString otherPasswordInLine(const QString &line);
/// Of cookies; `name` may be empty where nothing says whose they are.
[[nodiscard]] QString noAccount(const QString &name);
[[nodiscard]] QString alreadyThere();
[[nodiscard]] QString storedAs(const QString &name);
/// A proxy that is there with another password: it stays, or there are several of them.
[[nodiscard]] QString passwordStays();
[[nodiscard]] QString passwordOfWhich();
[[nodiscard]] QString passwordChanged();
/// Put in front of what else there is to say.
[[nodiscard]] QString waitsForHolder(const QString &note);
/// Both, where there are both.
[[nodiscard]] QString sentences(const QString &first, const QString &second);

} // namespace pelorus::store
