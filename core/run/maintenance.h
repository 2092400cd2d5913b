// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/sweeper.h"

namespace pelorus::run {

/// The four addresses of the settings.
[[nodiscard]] dolphin::Endpoints endpoints(const settings::Settings &settings);
/// Copies of the settings' token; `settings` must outlive the source.
[[nodiscard]] dolphin::TokenSource tokenSource(const settings::Settings &settings);

/// The unit in which the local import takes the ends of cookies.
[[nodiscard]] dolphin::CookieUnit cookieUnit(const settings::Settings &settings);

/// The port where Dolphin answers and takes the token. Blocking.
[[nodiscard]] Result<int>
checkDolphin(const settings::Settings &settings, net::Network &network, const Call &call);

/// One sweep in a process without engine (`profiles sweep`): it shows as a worker while it lasts.
/// The engine sweeps by itself; a second LocalApi beside its own would not share its limits.
[[nodiscard]] Result<SweepReport> sweepByHand(const settings::Settings &settings,
                                              const store::DatabasePtr &database,
                                              net::Network &network,
                                              const Clock &clock,
                                              const Call &call);

} // namespace pelorus::run
