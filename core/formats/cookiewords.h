// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/cookies.h"

/// What a CookieReport says, for people.
namespace pelorus::formats {

/// The word for a warning's code or a dropped cookie's reason, translated, to stand after a
/// cookie's name; an unknown code as it is.
[[nodiscard]] QString cookieWord(const QString &code);

/// "mid: it has expired; line 7: it has no name", at most `most` of them, without those of other
/// sites. Empty when none was dropped.
[[nodiscard]] QString droppedText(const CookieReport &report, int most);

/// How many cookies of other sites were kept, or left out. Empty when there are none.
[[nodiscard]] QString othersText(const CookieReport &report);

/// What was dropped and what was repaired, at most `most` of each, in sentences. Empty when all was
/// taken as it is.
[[nodiscard]] QString remarksText(const CookieReport &report, int most);

/// Said of an imported set in which nobody is signed in: it is in use, or the account kept its own.
[[nodiscard]] QString signedOutText(const Cookies &cookies, bool inUse);

} // namespace pelorus::formats
