// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/cookies.h"

#include <QJsonObject>

namespace pelorus::cdp {

/// What identifies a cookie in a browser: name, domain in the browser's spelling, path.
[[nodiscard]] QString cookieKey(const formats::Cookie &cookie);
/// "name (domain)", for people. Never a value.
[[nodiscard]] QString cookieLabel(const formats::Cookie &cookie);

/// The parameter of Storage.setCookies. Holds the value in clear: keep it short-lived.
[[nodiscard]] QJsonObject toParameter(const formats::Cookie &cookie);
/// From the answer of Storage.getCookies.
[[nodiscard]] formats::Cookie fromAnswer(const QJsonObject &cookie);

/// Whether the browser keeps `kept` for what was `wanted`; it may cut the expiry to 400 days.
[[nodiscard]] bool
sameCookie(const formats::Cookie &wanted, const formats::Cookie &kept, const QDateTime &now);

} // namespace pelorus::cdp
