// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>

namespace pelorus::cli {

/// Ctrl+C, SIGTERM and (Windows) closing the console ask `source` to stop; a second one ends the
/// process at once. Call once, on the main thread, before other threads start.
void stopOnInterrupt(std::stop_source source);

} // namespace pelorus::cli
