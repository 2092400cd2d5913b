// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <QCoreApplication>

#include <string_view>

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

void appendString(QByteArray &json, QByteArrayView utf8)
{
    json += '"';
    const char *from = utf8.begin();
    for (const char *at = from; at != utf8.end(); ++at) {
        const char c = *at;
        if (static_cast<unsigned char>(c) >= ' ' && c != '"' && c != '\\')
            continue;
        json.append(from, at - from);
        from = at + 1;
        constexpr std::string_view kShort = "\b\f\n\r\t\"\\";
        if (const size_t found = kShort.find(c); found != std::string_view::npos) {
            json += '\\';
            json += "bfnrt\"\\"[found];
        } else {
            constexpr auto kDigits = "0123456789abcdef";
            json += "\\u00";
            json += kDigits[c >> 4];
            json += kDigits[c & 0xF];
        }
    }
    json.append(from, utf8.end() - from);
    json += '"';
}

} // namespace pelorus::json
