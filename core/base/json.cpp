// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::json {

Result<QJsonValue> parse(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) {
        return fail(
            ErrorKind::Protocol,
            QCoreApplication::translate("Core", "This is not valid JSON."),
            u"%1 at byte %2 of %3"_s.arg(error.errorString()).arg(error.offset).arg(text.size()));
    }
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

Result<QJsonObject> parseObject(const QByteArray &text)
{
    const auto value = parse(text);
    if (!value)
        return fail(value.error());
    if (!value->isObject()) {
        return fail(ErrorKind::Protocol,
                    QCoreApplication::translate("Core", "A JSON object was expected."));
    }
    return value->toObject();
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray compact(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

} // namespace pelorus::json
