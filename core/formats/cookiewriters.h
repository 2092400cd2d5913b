// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/cookies.h"

#include <optional>

namespace pelorus::formats {

/// The forms in which cookies leave for other programs.
enum class CookieFormat {
    Normal,     ///< our stored form
    Dolphin,    ///< what Dolphin exports and imports
    Playwright, ///< storageState
    Netscape,   ///< cookies.txt of curl and others; has no SameSite
};

/// "normal", "dolphin", "playwright", "netscape".
[[nodiscard]] std::optional<CookieFormat> cookieFormat(const QString &word);

/// The values in clear. What is written comes in again unchanged, except for SameSite in Netscape,
/// which has no place for it. InvalidInput names a cookie that Netscape cannot hold: one with a tab
/// or a line break.
[[nodiscard]] Result<Secret> writeCookies(const Cookies &cookies, CookieFormat format);

} // namespace pelorus::formats
