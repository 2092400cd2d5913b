// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace pelorus::cdp {

/// What lives in our isolated world as `pelorus`: watches (waitFor) and the search for an element
/// that can be clicked, focused or given a file. A JS function without arguments.
[[nodiscard]] QString pageScript();

} // namespace pelorus::cdp
