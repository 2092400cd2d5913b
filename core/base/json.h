// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace pelorus::json {

/// Parses one JSON value of any kind; the error says at which byte it broke, never what stood
/// there.
[[nodiscard]] Result<QJsonValue> parse(const QByteArray &text);
/// Parses and requires an object.
[[nodiscard]] Result<QJsonObject> parseObject(const QByteArray &text);
/// Compact, keys sorted (QJsonObject keeps them so): equal objects give equal bytes.
[[nodiscard]] QByteArray compact(const QJsonObject &object);
[[nodiscard]] QByteArray compact(const QJsonArray &array);
/// Appends valid UTF-8 as a string in quotes, escaped as compact() does. For what is written
/// thousands of times and needs no tree.
void appendString(QByteArray &json, QByteArrayView utf8);

} // namespace pelorus::json
