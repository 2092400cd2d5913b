// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/jsonschema.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace pelorus::test {
namespace {

const QSet<QString> &knownWords()
{
    static const QSet<QString> words{u"type"_s,
                                     u"enum"_s,
                                     u"required"_s,
                                     u"properties"_s,
                                     u"additionalProperties"_s,
                                     u"items"_s,
                                     u"oneOf"_s,
                                     u"allOf"_s,
                                     u"$ref"_s,
                                     u"minLength"_s,
                                     u"maxLength"_s,
                                     u"minimum"_s,
                                     u"maximum"_s,
                                     u"minItems"_s,
                                     u"maxItems"_s,
                                     u"pattern"_s,
                                     u"maxProperties"_s};
    return words;
}

bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == "null"_L1)
        return value.isNull();
    if (type == "boolean"_L1)
        return value.isBool();
    if (type == "number"_L1)
        return value.isDouble();
    if (type == "integer"_L1)
        return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
    if (type == "string"_L1)
        return value.isString();
    return type == "array"_L1 ? value.isArray() : type == "object"_L1 && value.isObject();
}

bool isOfTypes(const QJsonValue &value, const QJsonValue &types)
{
    const QJsonArray list = types.isArray() ? types.toArray() : QJsonArray{types};
    return std::ranges::any_of(
        list, [&value](const QJsonValue &type) { return isOfType(value, type.toString()); });
}

/// The keyword when `size` is not between least and most.
QString outside(const QJsonObject &schema, const QString &least, const QString &most, double size)
{
    if (schema.contains(least) && size < schema.value(least).toDouble())
        return least;
    return schema.contains(most) && size > schema.value(most).toDouble() ? most : QString();
}

QString wrongSize(const QJsonObject &schema, const QJsonValue &value)
{
    if (value.isString())
        return outside(schema, u"minLength"_s, u"maxLength"_s, double(value.toString().size()));
    if (value.isArray())
        return outside(schema, u"minItems"_s, u"maxItems"_s, double(value.toArray().size()));
    if (value.isObject())
        return outside(schema, {}, u"maxProperties"_s, double(value.toObject().size()));
    return value.isDouble() ? outside(schema, u"minimum"_s, u"maximum"_s, value.toDouble())
                            : QString();
}

} // namespace

QStringList JsonSchema::check(const QString &schema, const QJsonValue &value) const
{
    return check(QJsonObject{{u"$ref"_s, QString(u"#/schemas/"_s + schema)}}, value, schema);
}

QStringList
JsonSchema::check(const QJsonObject &schema, const QJsonValue &value, const QString &place) const
{
    QStringList wrong;
    const QStringList words = schema.keys();
    for (const QString &word : words) {
        if (!knownWords().contains(word))
            wrong += place + u": unknown word "_s + word;
    }
    if (const QString ref = schema.value("$ref"_L1).toString(); !ref.isEmpty()) {
        const QJsonObject target
            = m_root.value("schemas"_L1).toObject().value(ref.section(u'/', -1)).toObject();
        if (target.isEmpty())
            return wrong << place + u": there is no "_s + ref;
        wrong += check(target, value, place);
    }
    if (schema.contains("type"_L1) && !isOfTypes(value, schema.value("type"_L1)))
        return wrong << place + u": wrong type"_s;
    if (schema.contains("enum"_L1) && !schema.value("enum"_L1).toArray().contains(value))
        wrong += place + u": not one of the enum"_s;
    if (const QString limit = wrongSize(schema, value); !limit.isEmpty())
        wrong += place + u": beyond "_s + limit;
    if (value.isString() && schema.contains("pattern"_L1)
        && !QRegularExpression(schema.value("pattern"_L1).toString())
                .match(value.toString())
                .hasMatch())
        wrong += place + u": not of the pattern"_s;
    const QJsonArray all = schema.value("allOf"_L1).toArray();
    for (const QJsonValue part : all)
        wrong += check(part.toObject(), value, place);
    if (schema.contains("oneOf"_L1)
        && fitting(schema.value("oneOf"_L1).toArray(), value, place) != 1)
        wrong += place + u": not exactly one of oneOf"_s;
    if (value.isArray() && schema.contains("items"_L1)) {
        const QJsonArray items = value.toArray();
        for (qsizetype i = 0; i < items.size(); ++i)
            wrong += check(
                schema.value("items"_L1).toObject(), items.at(i), u"%1[%2]"_s.arg(place).arg(i));
    }
    if (value.isObject())
        wrong += checkObject(schema, value.toObject(), place);
    return wrong;
}

int JsonSchema::fitting(const QJsonArray &schemas,
                        const QJsonValue &value,
                        const QString &place) const
{
    return int(std::ranges::count_if(schemas, [&](const QJsonValue &schema) {
        return check(schema.toObject(), value, place).isEmpty();
    }));
}

QStringList JsonSchema::checkObject(const QJsonObject &schema,
                                    const QJsonObject &value,
                                    const QString &place) const
{
    QStringList wrong;
    const QJsonArray required = schema.value("required"_L1).toArray();
    for (const QJsonValue key : required) {
        if (!value.contains(key.toString()))
            wrong += u"%1.%2: missing"_s.arg(place, key.toString());
    }
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    const QJsonValue others = schema.value("additionalProperties"_L1);
    for (auto it = value.begin(); it != value.end(); ++it) {
        const QString inner = u"%1.%2"_s.arg(place, it.key());
        if (properties.contains(it.key()))
            wrong += check(properties.value(it.key()).toObject(), it.value(), inner);
        else if (others.isObject())
            wrong += check(others.toObject(), it.value(), inner);
        else if (others == QJsonValue(false))
            wrong += inner + u": not in the schema"_s;
    }
    return wrong;
}

} // namespace pelorus::test
