// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dolphin/localprobe.h"

#include "core/base/json.h"

#include <QCoreApplication>
#include <QNetworkReply>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::dolphin {
namespace {

constexpr QLatin1StringView kClosed{"DOLPHIN_CLOSED"};

/// `running` answers an object keyed by profile id, or one with a success flag or the error of a
/// missing session.
bool looksLikeDolphin(int status, const QJsonObject &body)
{
    if (body.contains("success"_L1))
        return true;
    if (body["error"_L1].toString().contains("session token"_L1))
        return true;
    const QStringList keys = body.keys();
    return status == 200 && std::all_of(keys.begin(), keys.end(), [](const QString &key) {
               return key.toLongLong() > 0;
           });
}

} // namespace

Result<Answering> whoAnswers(Client &client, const QUrl &base, const Call &call)
{
    net::HttpRequest request;
    request.url = join(base, u"/v1.0/browser_profiles/running"_s);
    request.direct = true;
    const auto response = client.network().send(std::move(request), call.within(5s));
    if (!response) {
        if (const auto go = call.check(); !go)
            return fail(go.error());
        if (isRefused(response.error()))
            return Answering::Nobody;
        return response.error().kind == ErrorKind::Protocol ? Answering::AnotherProgram
                                                            : Answering::Silent;
    }
    const auto body = json::parseObject(response->body);
    if (!body || !looksLikeDolphin(response->status, *body))
        return Answering::AnotherProgram;
    return Answering::Dolphin;
}

bool isRefused(const Error &error)
{
    return error.kind == ErrorKind::Network && error.code == QNetworkReply::ConnectionRefusedError;
}

bool isClosed(const Error &error)
{
    return isRefused(error) || error.name == kClosed;
}

Error appClosed(const QUrl &base, const QString &detail)
{
    return {ErrorKind::Network,
            QCoreApplication::translate(
                "Core",
                "Dolphin does not answer at %1. Start Dolphin and sign in; its settings "
                "show the port under “Health”.")
                .arg(base.authority()),
            detail,
            0,
            QString(kClosed),
            {}};
}

Error appSilent(const QUrl &base)
{
    return {ErrorKind::Timeout,
            QCoreApplication::translate(
                "Core", "Dolphin at %1 does not answer in time. Wait a little, or restart Dolphin.")
                .arg(base.authority()),
            {},
            0,
            u"DOLPHIN_SILENT"_s,
            {}};
}

Error anotherProgram(const QUrl &base)
{
    return {ErrorKind::Protocol,
            QCoreApplication::translate(
                "Core",
                "Another program, not Dolphin, answers at %1. Start Dolphin, or set "
                "DOLPHIN_API_HOST to the port that Dolphin shows under “Health”.")
                .arg(base.authority()),
            {},
            0,
            u"PORT_TAKEN"_s,
            {}};
}

Error appTooOld(const QUrl &base)
{
    return {ErrorKind::Unsupported,
            QCoreApplication::translate(
                "Core", "The Dolphin at %1 does not know the calls we need. Update Dolphin.")
                .arg(base.authority()),
            {},
            404,
            u"DOLPHIN_TOO_OLD"_s,
            {}};
}

} // namespace pelorus::dolphin
