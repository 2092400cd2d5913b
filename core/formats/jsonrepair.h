// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

#include <optional>

namespace pelorus::formats {

struct LenientJson
{
    QJsonValue value;
    bool repaired = false; ///< strict reading failed; the reader must tell
};

/// Strict JSON first. Only when that fails: trailing and missing commas, smart and single quotes
/// around strings, Python's True, False and None, unquoted keys, comments, odd blanks, several
/// values in a row. The inside of a string is never touched. Nothing when it is beyond that.
[[nodiscard]] std::optional<LenientJson> parseLenientJson(QStringView text);

} // namespace pelorus::formats
