// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/world.h"

namespace pelorus::standin {

/// A profile as lists show it.
[[nodiscard]] QJsonObject listItem(const World &world, const Profile &profile);
/// A profile as reading it alone shows it, which is not what was sent: parts come nested or as
/// strings, some are added.
[[nodiscard]] QJsonObject fullItem(const World &world, const Profile &profile);

} // namespace pelorus::standin
