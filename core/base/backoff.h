// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>

namespace pelorus {

/// How often an idempotent call is tried and how long to wait between.
struct RetryPolicy
{
    int attempts = 4;
    std::chrono::milliseconds first{500};
    double factor = 1.7;
    std::chrono::milliseconds most{20000};
};

/// The wait before try number `attempt` (2, 3, …): exponential, capped, then shortened by up to
/// half by `jitter` in [0, 1). A server's own `retryAfter` is the least we wait.
[[nodiscard]] inline std::chrono::milliseconds backoff(const RetryPolicy &policy,
                                                       int attempt,
                                                       double jitter,
                                                       std::chrono::milliseconds retryAfter = {})
{
    const double raw = static_cast<double>(policy.first.count())
        * std::pow(policy.factor, std::max(0, attempt - 2));
    const double capped = std::min(raw, static_cast<double>(policy.most.count()));
    const auto wait = std::chrono::milliseconds(std::llround(capped * (1.0 - 0.5 * jitter)));
    return std::max(wait, retryAfter);
}

/// Uniform in [0, 1), from a per-thread generator.
[[nodiscard]] double randomFraction();

} // namespace pelorus
