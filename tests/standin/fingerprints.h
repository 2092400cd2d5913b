// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/world.h"

namespace pelorus::standin {

/// GET /fingerprints/{what} of the cloud API.
void serveFingerprint(World &world, const ApiCall &call, const QString &what);

/// 429 with Retry-After where the knob says so; `wait` in milliseconds.
void answerTooMany(const World &world, const ApiCall &call, qint64 wait);

} // namespace pelorus::standin
