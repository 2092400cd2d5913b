// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/services.h"

namespace pelorus::run {

/// What one sweep did, for people.
struct SweepReport
{
    int closed = 0;    ///< orphaned profiles stopped and deleted, or stopped after all
    int failed = 0;    ///< tried again at the next sweep
    int recovered = 0; ///< stale jobs back in the queue or unconfirmed
    int otherTeam = 0; ///< left alone: of another Dolphin team, or nobody can tell here
};

/// Recovery: finishes what dead processes left, from the ledger alone; start-up and every minute.
/// Nothing that is not in our ledger is ever looked at. Blocking.
[[nodiscard]] Result<SweepReport> sweep(ProfileServices &services, const Call &call);

} // namespace pelorus::run
