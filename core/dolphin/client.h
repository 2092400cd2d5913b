// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/backoff.h"
#include "core/dolphin/answer.h"
#include "core/dolphin/types.h"

#include <functional>
#include <mutex>

namespace pelorus::dolphin {

/// Slows down before the server has to say 429.
class RateGate final
{
public:
    /// RateLimited at once where the server's rest outlasts the call.
    [[nodiscard]] Result<void> wait(const Call &call);
    void note(const net::HttpResponse &response);
    /// The server said 429 and for how long.
    void rest(milliseconds time);
    /// How much of that is left.
    [[nodiscard]] milliseconds rest() const;
    [[nodiscard]] RateState state() const;

private:
    mutable std::mutex m_mutex;
    RateState m_state;
    Deadline::Clock::time_point m_restUntil{};
    Deadline::Clock::time_point m_notBefore{};
};

struct ApiRequest
{
    QByteArray method{"GET"};
    QUrl url;
    /// Sent as JSON where it is set.
    std::optional<QJsonObject> json;
    milliseconds deadline{30000};
    net::Lane lane = net::Lane::Normal;
    bool cookies = false;
    bool direct = false;
    bool withToken = true;
};

/// One API call, and the same with retries, over net.
class Client final
{
public:
    Client(net::Network &network, TokenSource token, RetryPolicy retry)
        : m_network(network)
        , m_token(std::move(token))
        , m_retry(retry)
    {
    }

    /// One try within the request's own deadline.
    [[nodiscard]] Result<QJsonValue> once(const ApiRequest &request, const Call &call);
    /// For idempotent calls: repeated on 429, 5xx, time-outs and broken connections.
    [[nodiscard]] Result<QJsonValue> repeated(const ApiRequest &request, const Call &call);

    [[nodiscard]] const RetryPolicy &policy() const { return m_retry; }
    [[nodiscard]] net::Network &network() const { return m_network; }
    [[nodiscard]] RateGate &rate() { return m_rate; }
    [[nodiscard]] Secret token() const { return m_token(); }

private:
    net::Network &m_network;
    TokenSource m_token;
    RetryPolicy m_retry;
    RateGate m_rate;
};

/// 429, 5xx, time-outs and broken connections.
[[nodiscard]] bool isRepeatable(const Error &error);

/// Calls `once` until it succeeds, fails for good, or the policy's tries are used up.
[[nodiscard]] Result<QJsonValue> withRetries(const RetryPolicy &policy,
                                             const Call &call,
                                             const std::function<Result<QJsonValue>()> &once);

using Query = QList<QPair<QString, QString>>;
/// `base` with `path` after its own path.
[[nodiscard]] QUrl join(const QUrl &base, const QString &path, const Query &query = {});

} // namespace pelorus::dolphin
