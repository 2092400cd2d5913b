// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pelorus::transfer {

// A reader of our own, because what has to be read is what simdjson and QJsonDocument refuse: NaN
// and Infinity (Python's json.dumps writes them), lone surrogates, invalid UTF-8. And a dump of
// 2 GB is one array, which simdjson's streams do not cut into records.

/// What had to be changed so that a strict jsonb takes it.
enum JsonTrouble : std::uint32_t {
    kJsonClean = 0,
    kJsonNul = 1, ///< \u0000
    kJsonSurrogate = 2,
    kJsonNotANumber = 4, ///< NaN, Infinity, or a number beyond what a database holds
    kJsonBytes = 8,      ///< invalid UTF-8
    kJsonControl = 16,   ///< a control character that should have been escaped
    kJsonUnreadable = 32,
};

/// Reads one JSON value that fills all of `text`. Both outputs are appended to:
/// `stored` keeps order, numbers and spelling, healed (left alone when the text is clean, which may
/// then be stored as it is); `canonical` is equal for equal values: members sorted and the last of
/// equals kept as jsonb does, numbers normalised. Either may be null. Unreadable leaves garbage.
[[nodiscard]] std::uint32_t
readJson(std::string_view text, std::string *stored, std::string *canonical);

/// A number's canonical form ("15e-1"); empty when it is none.
[[nodiscard]] std::string canonicalNumber(std::string_view text);

/// One JSON string literal with its quotes → bytes; lone surrogates become invalid UTF-8 on
/// purpose, so that healing sees them. False when it is no string.
[[nodiscard]] bool decodeJsonString(std::string_view literal, std::string &bytes);

/// Length of the valid UTF-8 sequence at `at`, 0 when it is invalid.
[[nodiscard]] int utf8Length(std::string_view text, size_t at);

inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD"; ///< U+FFFD

} // namespace pelorus::transfer
