// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <tl/expected.hpp>

namespace pelorus {

/// What went wrong, as far as code decides by it. Texts are never compared.
enum class ErrorKind {
    Cancelled,     ///< somebody asked us to stop
    Timeout,       ///< a deadline passed; whether the other side acted is unknown
    Network,       ///< the connection could not be made or broke
    Http,          ///< an HTTP answer that means failure and fits nothing below
    Protocol,      ///< an answer that could not be understood
    Auth,          ///< token or password refused
    RateLimited,   ///< try again after `retryAfter`
    PlanLimit,     ///< the vendor's plan does not allow more
    NotFound,      ///< the thing does not exist
    Conflict,      ///< the thing is in use or already exists
    InvalidInput,  ///< what a person or a file gave us cannot be used
    Storage,       ///< the database failed
    LeaseLost,     ///< this holder lost its lease: it must write nothing
    NeedsOperator, ///< the site asks for a human
    Media,         ///< the video is missing, unreadable or refused
    Proxy,         ///< the account's proxy does not work
    Keychain,      ///< the operating system's keychain failed
    Io,            ///< a file could not be read or written
    Unsupported,   ///< not possible here
    Internal,      ///< a bug of ours
};

/// An error for people. Carries no secret, ever: every text in it may be published.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    /// One or two translated sentences: what failed, why, and what to do next.
    QString message;
    /// Untranslated and redacted, for logs and "Details": method, URL without query, SQLSTATE.
    QString detail;
    /// HTTP status or native error number; 0 when there is none.
    int code = 0;
    /// The server's own error name, such as E_LIMIT_PROFILES; empty when there is none.
    QString name;
    /// How long the server asked us to wait; zero when it did not say.
    std::chrono::milliseconds retryAfter{0};
};

template <typename T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorKind::Io, tr("..."), detail);`
[[nodiscard]] inline tl::unexpected<Error>
fail(ErrorKind kind, QString message, QString detail = {}, int code = 0)
{
    return tl::unexpected<Error>(Error{kind, std::move(message), std::move(detail), code, {}, {}});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

/// The same error with words of the caller in front of its detail.
[[nodiscard]] Error withContext(Error error, const QString &context);

/// Whether the same call may simply be made again later (the caller knows if it is idempotent).
[[nodiscard]] bool isTransient(const Error &error);

/// English, stable, for logs and JSON ("rate_limited").
[[nodiscard]] QString kindName(ErrorKind kind);
/// The reverse of kindName(); unknown words are Internal.
[[nodiscard]] ErrorKind kindFromName(const QString &name);

/// One line for logs: kind, code, message, detail.
[[nodiscard]] QString toLogString(const Error &error);

} // namespace pelorus
