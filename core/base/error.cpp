// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace pelorus {
namespace {

constexpr std::array<std::pair<ErrorKind, const char *>, 20> kNames{{
    {ErrorKind::Cancelled, "cancelled"},
    {ErrorKind::Timeout, "timeout"},
    {ErrorKind::Network, "network"},
    {ErrorKind::Http, "http"},
    {ErrorKind::Protocol, "protocol"},
    {ErrorKind::Auth, "auth"},
    {ErrorKind::RateLimited, "rate_limited"},
    {ErrorKind::PlanLimit, "plan_limit"},
    {ErrorKind::NotFound, "not_found"},
    {ErrorKind::Conflict, "conflict"},
    {ErrorKind::InvalidInput, "invalid_input"},
    {ErrorKind::Storage, "storage"},
    {ErrorKind::LeaseLost, "lease_lost"},
    {ErrorKind::NeedsOperator, "needs_operator"},
    {ErrorKind::Media, "media"},
    {ErrorKind::Proxy, "proxy"},
    {ErrorKind::Keychain, "keychain"},
    {ErrorKind::Io, "io"},
    {ErrorKind::Unsupported, "unsupported"},
    {ErrorKind::Internal, "internal"},
}};

} // namespace

Error withContext(Error error, const QString &context)
{
    error.detail = error.detail.isEmpty() ? context : QString(context % u": "_s % error.detail);
    return error;
}

bool isTransient(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Timeout:
    case ErrorKind::Network:
    case ErrorKind::RateLimited:
    case ErrorKind::Proxy:
        return true;
    case ErrorKind::Http:
        return error.code >= 500;
    case ErrorKind::Cancelled:
    case ErrorKind::Protocol:
    case ErrorKind::Auth:
    case ErrorKind::PlanLimit:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::InvalidInput:
    case ErrorKind::Storage:
    case ErrorKind::LeaseLost:
    case ErrorKind::NeedsOperator:
    case ErrorKind::Media:
    case ErrorKind::Keychain:
    case ErrorKind::Io:
    case ErrorKind::Unsupported:
    case ErrorKind::Internal:
        return false;
    }
    return false;
}

QString kindName(ErrorKind kind)
{
    for (const auto &[value, name] : kNames) {
        if (value == kind)
            return QString::fromLatin1(name);
    }
    return u"internal"_s;
}

ErrorKind kindFromName(const QString &name)
{
    for (const auto &[value, known] : kNames) {
        if (name == QLatin1StringView(known))
            return value;
    }
    return ErrorKind::Internal;
}

QString toLogString(const Error &error)
{
    QString line = kindName(error.kind);
    if (error.code != 0)
        line += u" code=%1"_s.arg(error.code);
    if (!error.name.isEmpty())
        line += u" name="_s % error.name;
    line += u": "_s % error.message;
    if (!error.detail.isEmpty())
        line += u" ["_s % error.detail % u']';
    return line;
}

} // namespace pelorus
