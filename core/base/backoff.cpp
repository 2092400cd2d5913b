// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/backoff.h"

#include <random>

namespace pelorus {

double randomFraction()
{
    thread_local std::mt19937_64 generator{std::random_device{}()};
    return std::uniform_real_distribution<double>(0.0, 1.0)(generator);
}

} // namespace pelorus
