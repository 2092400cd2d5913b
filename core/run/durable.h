// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/backoff.h"
#include "core/base/deadline.h"
#include "core/base/log.h"

namespace pelorus::run {

/// The same may succeed in a moment: the database is away, or out of room of which somebody makes
/// some.
[[nodiscard]] constexpr bool isAway(ErrorKind kind)
{
    return kind == ErrorKind::Network || kind == ErrorKind::Timeout || kind == ErrorKind::Storage;
}

/// Writes down what has happened already: `write`, which must bear repetition, is repeated while
/// the database is away, until `call` ends. `what` is for the log.
template <typename Write>
[[nodiscard]] auto untilWritten(const QString &what, const Call &call, Write write)
    -> decltype(write())
{
    constexpr RetryPolicy policy{0, std::chrono::milliseconds(200), 2.0, std::chrono::seconds(5)};
    for (int attempt = 2;; ++attempt) {
        auto written = write();
        if (written || !isAway(written.error().kind))
            return written;
        log::warn(
            "run",
            QString(what % QStringLiteral(" not written yet: ") % toLogString(written.error())));
        if (!sleepFor(backoff(policy, attempt, 0.0), call))
            return written;
    }
}

} // namespace pelorus::run
