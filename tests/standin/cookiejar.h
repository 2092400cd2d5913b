// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>

namespace pelorus::standin {

/// Dolphin's cookie → CDP's. `milliseconds`: the unit in which expirationDate is understood; a
/// wrong unit gives an expired cookie or one in the far future, as with the real thing.
[[nodiscard]] QJsonObject cookieToCdp(const QJsonObject &dolphin, bool milliseconds);
[[nodiscard]] QJsonObject cookieToDolphin(const QJsonObject &cdp, bool milliseconds);
[[nodiscard]] QJsonArray cookiesToCdp(const QJsonArray &dolphin, bool milliseconds);
[[nodiscard]] QJsonArray cookiesToDolphin(const QJsonArray &cdp, bool milliseconds);

/// CDP cookies merged by domain, path and name; expired ones remove their namesake.
[[nodiscard]] QJsonArray mergeCookies(const QJsonArray &base, const QJsonArray &changes);
/// What Storage.setCookies makes of its parameter: domain from `url`, session flag, size. An empty
/// object when the cookie is not acceptable.
[[nodiscard]] QJsonObject normalizedCdpCookie(const QJsonObject &parameter);

} // namespace pelorus::standin
