// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace pelorus::test {

/// Checks values against the part of JSON Schema that tests/standin/openapi-reduced.json uses.
/// Debian has no validator that takes Qt's values; this one refuses words it does not know, so that
/// nothing stays unchecked.
class JsonSchema final
{
public:
    /// `root` holds what "$ref": "#/schemas/name" points to, under "schemas".
    explicit JsonSchema(QJsonObject root)
        : m_root(std::move(root))
    {
    }

    /// What is wrong, each with its place ("proxy.port: …"); empty when nothing is.
    [[nodiscard]] QStringList check(const QString &schema, const QJsonValue &value) const;
    [[nodiscard]] QStringList
    check(const QJsonObject &schema, const QJsonValue &value, const QString &place = {}) const;

private:
    [[nodiscard]] QStringList
    checkObject(const QJsonObject &schema, const QJsonObject &value, const QString &place) const;
    [[nodiscard]] int
    fitting(const QJsonArray &schemas, const QJsonValue &value, const QString &place) const;

    QJsonObject m_root;
};

} // namespace pelorus::test
