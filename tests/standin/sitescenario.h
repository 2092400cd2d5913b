// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QJsonObject>

namespace pelorus::standin {

/// Every scenario key with its default; tests/standin/site/README.md says what each does.
[[nodiscard]] const QJsonObject &scenarioDefaults();

/// Checks keys, types and words; the error names the first that is wrong. null is allowed anywhere
/// and means "the default again".
[[nodiscard]] Result<void> checkScenario(const QJsonObject &scenario);

/// `over` laid upon `base`; null takes a key away.
[[nodiscard]] QJsonObject mergeScenario(QJsonObject base, const QJsonObject &over);

} // namespace pelorus::standin
