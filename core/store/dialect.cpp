// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialect.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QStringList>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

// %f has milliseconds; Django writes microseconds, and equal lengths compare as text.
const QLatin1StringView kLiteFormat{"'%Y-%m-%d %H:%M:%f000'"};

QString postgres(QStringView token, QStringView argument)
{
    if (token == "now"_L1)
        return u"clock_timestamp()"_s;
    if (token == "plus"_L1)
        return u"(clock_timestamp() + make_interval(secs => CAST("_s % argument
            % u" AS double precision)))"_s;
    if (token == "today"_L1)
        return u"date_trunc('day', clock_timestamp())"_s;
    if (token == "month"_L1)
        return u"date_trunc('month', clock_timestamp())"_s;
    if (token == "in"_L1)
        return u"= ANY (CAST("_s % argument % u" AS bigint[]))"_s;
    if (token == "lock"_L1)
        return u"FOR NO KEY UPDATE"_s;
    if (token == "pg"_L1)
        return argument.toString();
    if (token == "lite"_L1)
        return {};
    if (token == "id"_L1)
        return u"bigserial PRIMARY KEY"_s;
    if (token == "time"_L1)
        return u"timestamptz"_s;
    if (token == "json"_L1)
        return u"jsonb"_s;
    if (token == "bool"_L1)
        return u"boolean"_s;
    if (token == "bytes"_L1)
        return u"bytea"_s;
    return u"uuid"_s;
}

QString sqlite(QStringView token, QStringView argument)
{
    if (token == "now"_L1)
        return u"strftime("_s % kLiteFormat % u", 'now')"_s;
    if (token == "plus"_L1)
        return u"strftime("_s % kLiteFormat % u", 'now', CAST("_s % argument
            % u" AS text) || ' seconds')"_s;
    if (token == "today"_L1)
        return u"strftime('%Y-%m-%d 00:00:00.000000', 'now')"_s;
    if (token == "month"_L1)
        return u"strftime('%Y-%m-01 00:00:00.000000', 'now')"_s;
    if (token == "in"_L1)
        return u"IN (SELECT value FROM json_each("_s % argument % u"))"_s;
    if (token == "lock"_L1 || token == "pg"_L1)
        return {};
    if (token == "lite"_L1)
        return argument.toString();
    if (token == "id"_L1)
        return u"integer NOT NULL PRIMARY KEY AUTOINCREMENT"_s;
    if (token == "time"_L1)
        return u"datetime"_s;
    if (token == "json"_L1)
        return u"text CHECK (json_valid("_s % argument % u") OR "_s % argument % u" IS NULL)"_s;
    if (token == "bool"_L1)
        return u"bool"_s;
    if (token == "bytes"_L1)
        return u"blob"_s;
    return u"char(32)"_s;
}

/// `type` as information_schema has it.
QString neutralPostgres(const QString &type)
{
    static const QHash<QString, QString> s_literals{{u"smallint"_s, u"0"_s},
                                                    {u"integer"_s, u"0"_s},
                                                    {u"bigint"_s, u"0"_s},
                                                    {u"numeric"_s, u"0"_s},
                                                    {u"real"_s, u"0"_s},
                                                    {u"double precision"_s, u"0"_s},
                                                    {u"money"_s, u"0"_s},
                                                    {u"boolean"_s, u"false"_s},
                                                    {u"json"_s, u"'{}'"_s},
                                                    {u"jsonb"_s, u"'{}'"_s},
                                                    {u"ARRAY"_s, u"'{}'"_s},
                                                    {u"interval"_s, u"'0'"_s},
                                                    {u"inet"_s, u"'0.0.0.0'"_s},
                                                    {u"cidr"_s, u"'0.0.0.0'"_s},
                                                    {u"date"_s, u"{now}"_s}};
    if (type.startsWith("timestamp"_L1))
        return u"{now}"_s;
    if (type.startsWith("time"_L1))
        return u"'00:00'"_s;
    if (type.endsWith("range"_L1))
        return u"'empty'"_s;
    if (type == "uuid"_L1) // gen_random_uuid() came with PostgreSQL 13
        return u"CAST(md5(random()::text || clock_timestamp()::text) AS uuid)"_s;
    return s_literals.value(type, u"''"_s);
}

/// `type` as declared, by Django as a rule.
QString neutralSqlite(const QString &type, bool isJson)
{
    const QString name = type.toLower();
    if (isJson)
        return u"'{}'"_s;
    if (name.contains("bool"_L1))
        return u"false"_s;
    if (name == "char(32)"_L1 || name == "uuid"_L1) // Django's UUIDField
        return u"lower(hex(randomblob(16)))"_s;
    if (name == "char(39)"_L1) // its GenericIPAddressField
        return u"'0.0.0.0'"_s;
    if (name == "date"_L1)
        return u"date('now')"_s;
    if (name == "time"_L1)
        return u"'00:00:00'"_s;
    if (name == "datetime"_L1 || name.contains("timestamp"_L1))
        return u"{now}"_s;
    if (name.contains("blob"_L1))
        return u"x''"_s;
    if (name.contains("char"_L1) || name.contains("text"_L1) || name.contains("clob"_L1))
        return u"''"_s;
    return u"0"_s;
}

} // namespace

QString expand(Engine engine, const QString &sql)
{
    static const QRegularExpression pattern(
        uR"(\{(now|today|month|lock|id|time|bool|bytes|uuid|plus|in|json|pg|lite)(?:[ :]([^{}]*))?\})"_s);
    QString expanded;
    qsizetype from = 0;
    auto matches = pattern.globalMatch(sql);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        expanded += QStringView(sql).mid(from, match.capturedStart() - from);
        const QStringView token = match.capturedView(1);
        const QStringView argument = match.capturedView(2);
        expanded
            += engine == Engine::PostgreSql ? postgres(token, argument) : sqlite(token, argument);
        from = match.capturedEnd();
    }
    expanded += QStringView(sql).mid(from);
    return expanded;
}

QString idList(Engine engine, const std::vector<qint64> &ids)
{
    QStringList numbers;
    for (const qint64 id : ids)
        numbers << QString::number(id);
    const QString list = numbers.join(u',');
    return engine == Engine::PostgreSql ? QString(u'{' % list % u'}') : QString(u'[' % list % u']');
}

QString neutralLiteral(Engine engine, const QString &type, bool isJson)
{
    return engine == Engine::PostgreSql ? neutralPostgres(type) : neutralSqlite(type, isJson);
}

QVariant timeValue(Engine engine, const QDateTime &time)
{
    if (!time.isValid())
        return QVariant(QMetaType(QMetaType::QString));
    const QDateTime utc = time.toUTC();
    if (engine == Engine::PostgreSql)
        return utc.toString(Qt::ISODateWithMs);
    return QString(utc.toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s) % u"000"_s);
}

QDateTime timeFromColumn(Engine engine, const QVariant &value)
{
    if (value.isNull())
        return {};
    if (engine == Engine::PostgreSql)
        return value.toDateTime().toUTC();
    // Naive UTC text as Django writes it: with or without a fraction.
    QString text = value.toString();
    text.replace(u' ', u'T');
    QDateTime time = QDateTime::fromString(text.left(23), Qt::ISODateWithMs);
    if (time.isValid() && time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toUTC();
}

} // namespace pelorus::store
