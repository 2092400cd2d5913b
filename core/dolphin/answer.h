// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/net/network.h"

#include <QJsonObject>
#include <QJsonValue>

namespace pelorus::dolphin {

/// What was asked, as far as the reading of the answer depends on it.
struct Asked
{
    /// Method and URL without query, for the details.
    QString what;
    /// A cookie call: 402 is Unsupported (another channel serves), not PlanLimit.
    bool cookies = false;
};

/// The JSON of an answer that means success; otherwise one Error with the server's own words in its
/// message, its error name and status, whichever of the known shapes the body has.
[[nodiscard]] Result<QJsonValue> readAnswer(const net::HttpResponse &response, const Asked &asked);

/// A number that may stand as number or string; 0 when it is neither.
[[nodiscard]] qint64 toId(const QJsonValue &value);
/// true, 1, "1", "true".
[[nodiscard]] bool isTrue(const QJsonValue &value);

} // namespace pelorus::dolphin
