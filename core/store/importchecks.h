// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/accounts.h"
#include "core/store/columnroom.h"
#include "core/store/records.h"

namespace pelorus::store {

// Why the database could not store an imported row, in a sentence for the operator; empty when it
// can. Asked before it could refuse, as PostgreSQL would end the whole transaction.

[[nodiscard]] QString whyNotStorable(const formats::AccountEntry &entry, const ColumnRoom &room);
[[nodiscard]] QString whyNotStorable(const Proxy &proxy, const ColumnRoom &room);

} // namespace pelorus::store
