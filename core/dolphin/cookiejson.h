// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dolphin/types.h"
#include "core/formats/cookies.h"

#include <QJsonArray>

namespace pelorus::dolphin {

/// Cookies as Dolphin's calls take them; those without an expiry carry `session`.
[[nodiscard]] QJsonArray toJson(const formats::Cookies &cookies, CookieUnit unit);
/// Any of the answers' forms: {"data": […]}, {"cookies": […]}, a bare list. An empty list is fine.
[[nodiscard]] Result<formats::Cookies> fromAnswer(const QJsonValue &answer);

} // namespace pelorus::dolphin
