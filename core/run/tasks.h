// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/taskcontext.h"

namespace pelorus::run {

/// Runs a claimed job from profile to closed profile and says how it ended; the caller writes the
/// outcome. Item outcomes, publications and cookies are written on the way, fenced.
[[nodiscard]] store::JobOutcome runTask(TaskContext &task, std::vector<store::Item> items);

/// What an error that ended the session means for job and account.
[[nodiscard]] store::JobOutcome
outcomeOf(const store::Job &job, StopReason reason, const Error &error);

} // namespace pelorus::run
