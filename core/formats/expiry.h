// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace pelorus::formats {

/// A cookie's life as some program wrote it.
struct Expiry
{
    enum class Kind { Session, At, Bad } kind = Kind::Session;
    double seconds = 0; ///< since 1970, for At
    /// Code of the unit that had to be guessed; empty for seconds and dates.
    QString warning;
};

/// The latest moment anybody writes: the end of the year 9999.
inline constexpr double kNeverExpires = 253402300799.0;

/// A number in seconds, milliseconds, microseconds since 1970 or since 1601, told apart by size.
[[nodiscard]] Expiry expiryFromNumber(double number);
/// A number as text, ISO 8601, an HTTP date or what JavaScript prints. "9/21/2026" is Bad: the
/// order of day and month cannot be known.
[[nodiscard]] Expiry expiryFromText(QStringView text);

} // namespace pelorus::formats
