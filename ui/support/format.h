// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

/// Numbers, sizes and times for people, by the default QLocale.
namespace pelorus::ui::format {

/// "3 min ago", "in 2 h"; empty for an invalid time.
[[nodiscard]] QString relative(const QDateTime &utc, const QDateTime &nowUtc);
/// "28 d", "3 h", "5 min", "40 s": one unit, never zero.
[[nodiscard]] QString span(std::chrono::seconds time);
/// Local date and time, for tooltips.
[[nodiscard]] QString exact(const QDateTime &utc);
/// Local time with seconds, for timelines.
[[nodiscard]] QString timeOfDay(const QDateTime &utc);
/// "0:32", "1:02:03".
[[nodiscard]] QString duration(std::chrono::milliseconds time);
[[nodiscard]] QString size(qint64 bytes);
[[nodiscard]] QString number(qint64 n);

} // namespace pelorus::ui::format
