// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/dolphin/types.h"

#include <QJsonObject>

#include <optional>

namespace pelorus::dolphin {

/// Whether the blueprint holds all that Dolphin requires to create a profile.
[[nodiscard]] bool isComplete(const QJsonObject &blueprint);

/// The blueprint with what is missing filled in from Dolphin's fingerprint; what the blueprint has
/// already stays as it is. Stored once and used from then on.
[[nodiscard]] Result<QJsonObject> completeBlueprint(const QJsonObject &blueprint,
                                                    const QJsonObject &fingerprint);

/// The body of POST /browser_profiles, flat, deterministic: the same blueprint gives the same bytes
/// except name and proxy. No nested `fingerprint`, no read-only keys. InvalidInput names the field.
[[nodiscard]] Result<QJsonObject>
buildPayload(const QJsonObject &blueprint, const QString &name, const ProxySpec *proxy);

/// What to ask Dolphin's fingerprint endpoint for, from the blueprint (defaults: windows, 140).
struct FingerprintQuery
{
    QString platform;
    QString browserVersion;
    QString screen;
};
[[nodiscard]] FingerprintQuery fingerprintQuery(const QJsonObject &blueprint);

} // namespace pelorus::dolphin
