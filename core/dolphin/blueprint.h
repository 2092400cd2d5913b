// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace pelorus::dolphin::blueprint {

/// A setting with a mode, in any of the forms that blueprints have: {"mode", "value"}, a bare
/// value, "x_mode" beside "x_value" or beside a bare "x".
struct Setting
{
    QString mode; ///< empty when not given
    QJsonValue value;

    [[nodiscard]] bool isManual() const { return mode == QLatin1String("manual"); }
};
[[nodiscard]] Setting setting(const QJsonObject &blueprint, const QString &key);

/// windows, macos or linux.
[[nodiscard]] QString platform(const QJsonObject &blueprint);
[[nodiscard]] QString userAgent(const QJsonObject &blueprint);
/// "1920x1080"; empty when not given.
[[nodiscard]] QString screen(const QJsonObject &blueprint);
/// vendor, renderer, webgl2Maximum, from "webgl", "webgl_info" or "webglInfo".
[[nodiscard]] QJsonObject webgl(const QJsonObject &blueprint);
/// The major version: of the user agent, else of browserVersion (the first of a range); or empty.
[[nodiscard]] QString majorVersion(const QJsonObject &blueprint);
/// The value, parsed where Dolphin sent JSON inside a string.
[[nodiscard]] QJsonValue unpacked(const QJsonValue &value);

} // namespace pelorus::dolphin::blueprint
