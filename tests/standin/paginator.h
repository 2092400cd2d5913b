// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/world.h"

namespace pelorus::standin {

/// One page of Laravel's paginator by the query's `page` and `limit`. Its URLs are absolute and
/// keep the rest of the query.
[[nodiscard]] QJsonObject page(const ApiCall &call, const Knobs &knobs, const QJsonArray &items);
/// One page of the cursor list.
[[nodiscard]] QJsonObject
cursorPage(const ApiCall &call, const Knobs &knobs, const QJsonArray &items);

} // namespace pelorus::standin
