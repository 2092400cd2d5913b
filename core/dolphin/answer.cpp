// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dolphin/answer.h"

#include "core/base/json.h"
#include "core/base/log.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::dolphin {
namespace {

constexpr qsizetype kMaxWords = 300;

/// What the body says about a failure.
struct Told
{
    QString name;
    QString words;
    bool fields = false;
};

QString fieldList(const QJsonArray &fields)
{
    QStringList out;
    for (const QJsonValue field : fields) {
        const QJsonObject object = field.toObject();
        QString text = field.isString() ? field.toString() : object["field"_L1].toString();
        QStringList values;
        const QJsonArray allowed = object["values"_L1].toArray();
        for (const QJsonValue value : allowed)
            values += value.toVariant().toString();
        if (!values.isEmpty())
            text += u" ("_s % values.join(u", "_s) % u')';
        out += text;
    }
    return out.join(u"; "_s);
}

/// Laravel's form of a validation error: {"errors": {"name": ["The name is required."]}}.
QString laravelFields(const QJsonObject &errors)
{
    return errors.keys().join(u"; "_s);
}

QString firstText(std::initializer_list<QJsonValue> values)
{
    for (const QJsonValue &value : values) {
        if (value.isString() && !value.toString().isEmpty())
            return value.toString();
    }
    return {};
}

/// initConnectionError, FREE_PLAN_PROFILE_LIMIT_EXCEEDED; not "Gone".
bool isWord(const QString &text)
{
    static const QRegularExpression word(
        u"^([A-Z0-9]+(_[A-Z0-9]+)+|[A-Za-z][a-z]+[A-Z][A-Za-z]+)$"_s);
    return word.match(text).hasMatch();
}

Told readTold(const QJsonObject &body)
{
    const QJsonValue error = body["error"_L1];
    const QJsonObject object
        = error.isObject() ? error.toObject() : body["errorObject"_L1].toObject();
    Told told;
    told.name = firstText({object["code"_L1], object["type"_L1], body["code"_L1]});
    told.words = firstText({object["text"_L1],
                            object["message"_L1],
                            error,
                            body["message"_L1],
                            body["data"_L1].toObject()["error_detail"_L1]});
    // The desktop app puts its names where others put sentences.
    for (const QJsonValue &value : {body["message"_L1], error}) {
        if (told.name.isEmpty() && isWord(value.toString()))
            told.name = value.toString();
    }
    QString fields = fieldList(object["fields"_L1].toArray());
    if (fields.isEmpty())
        fields = laravelFields(body["errors"_L1].toObject());
    told.fields = !fields.isEmpty();
    if (told.fields)
        told.words += (told.words.isEmpty() ? u""_s : u": "_s) % fields;
    return told;
}

/// Words of a body that is no JSON: one line of plain text, or nothing for a page.
QString plainWords(const QByteArray &body)
{
    const QString text = QString::fromUtf8(body.left(2000)).simplified();
    return text.startsWith(u'<') ? QString() : text;
}

ErrorKind kindOf(int status, const Told &told, bool cookies)
{
    if (told.name == "initConnectionError"_L1)
        return ErrorKind::Proxy;
    // With status 200: the app did not get through to its own servers.
    if (told.name == "errorRemoteApi"_L1 || told.name == "downloadDatadirError"_L1
        || told.name == "errorMirrorDownload"_L1 || told.name == "DownloadAndUnpackError"_L1)
        return ErrorKind::Network;
    if (told.name == "E_BROWSER_RUN_DUPLICATE"_L1)
        return ErrorKind::Conflict;
    if (told.name == "E_PROFILE_NOT_FOUND"_L1)
        return ErrorKind::NotFound;
    if (told.name.startsWith("E_LIMIT"_L1) || told.name.startsWith("E_SUBSCRIPTION"_L1)
        || told.name == "FREE_PLAN_PROFILE_LIMIT_EXCEEDED"_L1)
        return ErrorKind::PlanLimit;
    if (told.fields || told.name == "E_VALIDATION"_L1 || told.name == "WRONG_PARAMETER"_L1
        || told.name == "E_ACCESS_DENIED_FOR_CLOUD_SYNC"_L1)
        return ErrorKind::InvalidInput;
    switch (status) {
    case 400:
    case 422:
        return ErrorKind::InvalidInput;
    case 401:
        return ErrorKind::Auth;
    case 402:
        return cookies ? ErrorKind::Unsupported : ErrorKind::PlanLimit;
    case 404:
        return ErrorKind::NotFound;
    case 405:
    case 410:
        return ErrorKind::Unsupported;
    case 409:
        return ErrorKind::Conflict;
    case 429:
        return ErrorKind::RateLimited;
    case 499:
        return ErrorKind::PlanLimit;
    default:
        return ErrorKind::Http;
    }
}

QString message(ErrorKind kind, const QString &words)
{
    const auto say = [&words](const char *text) {
        return QCoreApplication::translate("Core", text).arg(words);
    };
    switch (kind) {
    case ErrorKind::Auth:
        return say(QT_TRANSLATE_NOOP("Core",
                                     "Dolphin refused the API token (“%1”). Enter a valid token in "
                                     "the settings."));
    case ErrorKind::PlanLimit:
        return say(QT_TRANSLATE_NOOP("Core",
                                     "Dolphin's plan does not allow this (“%1”). Free profiles or "
                                     "change the plan, then try again."));
    case ErrorKind::Unsupported:
        return say(QT_TRANSLATE_NOOP("Core",
                                     "Dolphin does not offer this call here (“%1”). Another way is "
                                     "used where there is one; otherwise check the plan."));
    case ErrorKind::NotFound:
        return say(QT_TRANSLATE_NOOP("Core",
                                     "Dolphin does not know this profile or record (“%1”). It may "
                                     "have been deleted already."));
    case ErrorKind::Conflict:
        return say(QT_TRANSLATE_NOOP("Core",
                                     "Dolphin says that the profile is in use (“%1”). Close it in "
                                     "Dolphin and try again."));
    case ErrorKind::InvalidInput:
        return say(QT_TRANSLATE_NOOP("Core",
                                     "Dolphin did not accept what was sent (“%1”). Check the "
                                     "account's blueprint and proxy."));
    case ErrorKind::RateLimited:
        return say(QT_TRANSLATE_NOOP("Core",
                                     "Dolphin asks us to slow down (“%1”). It is tried again a "
                                     "little later."));
    case ErrorKind::Proxy:
        return say(QT_TRANSLATE_NOOP("Core",
                                     "Dolphin could not reach the internet through the account's "
                                     "proxy (“%1”). Check the proxy or assign another one."));
    default:
        return say(QT_TRANSLATE_NOOP("Core",
                                     "Dolphin could not do it (“%1”). Try again; if it happens "
                                     "again, look at Dolphin itself."));
    }
}

milliseconds retryAfter(const net::HttpResponse &response)
{
    const QByteArray value = response.header("Retry-After").trimmed();
    if (value.isEmpty())
        return milliseconds(0);
    bool isNumber = false;
    const qint64 seconds = value.toLongLong(&isNumber);
    if (isNumber)
        return milliseconds(std::clamp<qint64>(seconds, 0, 3600) * 1000);
    const QDateTime at = QDateTime::fromString(QString::fromLatin1(value), Qt::RFC2822Date);
    const qint64 wait = at.isValid() ? QDateTime::currentDateTimeUtc().msecsTo(at) : 0;
    return milliseconds(std::clamp<qint64>(wait, 0, 3'600'000));
}

Error toError(const net::HttpResponse &response, const Told &told, const Asked &asked)
{
    // A server may echo what it was sent.
    QString words = log::redact(told.words.isEmpty() ? told.name : told.words).left(kMaxWords);
    if (words.isEmpty())
        words = u"HTTP %1"_s.arg(response.status);
    const ErrorKind kind = kindOf(response.status, told, asked.cookies);
    Error error;
    error.kind = kind;
    error.message = message(kind, words);
    error.detail = u"%1: HTTP %2 %3"_s.arg(asked.what).arg(response.status).arg(words);
    error.code = response.status;
    error.name = told.name;
    error.retryAfter = retryAfter(response);
    return error;
}

bool saysFailure(const QJsonObject &body)
{
    const QJsonValue success = body["success"_L1];
    if (!success.isUndefined() && !success.isNull())
        return !isTrue(success);
    const QJsonValue error = body["error"_L1];
    return (error.isString() && !error.toString().isEmpty())
        || (error.isObject() && !error.toObject().isEmpty());
}

} // namespace

qint64 toId(const QJsonValue &value)
{
    return value.isString() ? value.toString().toLongLong() : value.toInteger();
}

bool isTrue(const QJsonValue &value)
{
    if (value.isDouble())
        return value.toDouble() != 0.0;
    if (value.isString())
        return value.toString() == "1"_L1 || value.toString() == "true"_L1;
    return value.toBool();
}

Result<QJsonValue> readAnswer(const net::HttpResponse &response, const Asked &asked)
{
    const bool good = response.status >= 200 && response.status < 300;
    if (good && response.body.trimmed().isEmpty())
        return QJsonValue(QJsonObject());
    const auto body = json::parse(response.body);
    if (!body && (good || (response.status >= 300 && response.status < 400))) {
        Error error = body.error();
        error.message = QCoreApplication::translate(
            "Core",
            "The answer is not Dolphin's. Check the address in the settings, and whether "
            "something in between changes answers.");
        error.code = response.status;
        return fail(withContext(std::move(error), asked.what));
    }
    if (!body)
        return fail(toError(response, {{}, plainWords(response.body), false}, asked));
    const QJsonObject object = body->toObject();
    if (good && !saysFailure(object))
        return *body;
    return fail(toError(response, readTold(object), asked));
}

} // namespace pelorus::dolphin
