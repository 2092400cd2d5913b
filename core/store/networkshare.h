// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace pelorus::store {

/// Before anything opens or changes an SQLite file.
[[nodiscard]] Result<void> refuseNetworkShare(const QString &file);

} // namespace pelorus::store
