// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transfer/value.h"

namespace pelorus::transfer {

[[nodiscard]] size_t characters(std::string_view text);
/// Of more than `most` characters.
[[nodiscard]] bool isTooLong(const Value &value, int most);
/// Whether a column that cannot be made wider holds the value as it is, neither cut nor rounded.
[[nodiscard]] bool hasRoom(const Column &column, const Value &value);

} // namespace pelorus::transfer
