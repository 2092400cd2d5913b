// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dolphin/client.h"

#include "core/base/json.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::dolphin {
namespace {

std::optional<int> left(const net::HttpResponse &response, const QByteArray &name)
{
    bool isNumber = false;
    const int value = response.header(name).trimmed().toInt(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

/// How long to pause after an answer that says how much is left.
milliseconds pauseFor(const RateState &state)
{
    // Nobody says when an hour or a minute ends, so either is asked after again before long.
    const int minute = std::min(state.perHourLeft.value_or(100), state.perMinuteLeft.value_or(100));
    const int second = state.perSecondLeft.value_or(100);
    if (minute <= 0)
        return milliseconds(10000);
    if (minute == 1)
        return milliseconds(2000);
    if (second <= 0)
        return milliseconds(1000);
    return milliseconds(second == 1 ? 250 : 0);
}

} // namespace

Result<void> RateGate::wait(const Call &call)
{
    Deadline::Clock::time_point until;
    {
        const std::lock_guard lock(m_mutex);
        until = std::max(m_notBefore, m_restUntil);
    }
    const auto now = Deadline::Clock::now();
    if (until <= now)
        return {};
    if (const milliseconds left = rest(); left > call.deadline.remaining()) {
        Error error{ErrorKind::RateLimited,
                    QCoreApplication::translate("Core",
                                                "Dolphin asked us to slow down. Its next request "
                                                "waits until it allows one."),
                    {},
                    429,
                    {},
                    left};
        return fail(std::move(error));
    }
    return sleepFor(std::chrono::ceil<milliseconds>(until - now), call);
}

void RateGate::note(const net::HttpResponse &response)
{
    RateState state{left(response, "x-ratelimiter-rph-left"),
                    left(response, "x-ratelimiter-rpm-left"),
                    left(response, "x-ratelimiter-rps-left")};
    if (!state.perHourLeft && !state.perMinuteLeft && !state.perSecondLeft)
        return;
    const std::lock_guard lock(m_mutex);
    m_state = state;
    m_notBefore = std::max(m_notBefore, Deadline::Clock::now() + pauseFor(state));
}

void RateGate::rest(milliseconds time)
{
    const std::lock_guard lock(m_mutex);
    m_restUntil = std::max(m_restUntil, Deadline::Clock::now() + time);
}

milliseconds RateGate::rest() const
{
    const std::lock_guard lock(m_mutex);
    return std::max(milliseconds(0),
                    std::chrono::ceil<milliseconds>(m_restUntil - Deadline::Clock::now()));
}

RateState RateGate::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

Result<QJsonValue> Client::once(const ApiRequest &request, const Call &call)
{
    if (const auto go = m_rate.wait(call); !go)
        return fail(go.error());
    net::HttpRequest http;
    http.method = request.method;
    http.url = request.url;
    http.lane = request.lane;
    http.direct = request.direct;
    http.headers = {{"Accept", "application/json"}};
    if (request.withToken)
        http.bearer = m_token();
    if (request.json) {
        http.headers.emplaceBack("Content-Type", "application/json");
        http.body = json::compact(*request.json);
    }
    const QUrl shown = request.url.adjusted(QUrl::RemoveQuery | QUrl::RemoveUserInfo);
    const QString what = QString::fromLatin1(request.method) % u' ' % shown.toString();
    const auto response = m_network.send(std::move(http), call.within(request.deadline));
    if (!response)
        return fail(response.error());
    m_rate.note(*response);
    auto answer = readAnswer(*response, {what, request.cookies});
    if (!answer && answer.error().kind == ErrorKind::RateLimited)
        m_rate.rest(answer.error().retryAfter);
    return answer;
}

Result<QJsonValue> Client::repeated(const ApiRequest &request, const Call &call)
{
    return withRetries(m_retry, call, [&] { return once(request, call); });
}

bool isRepeatable(const Error &error)
{
    // What a start says of the proxy has its own rule there.
    return isTransient(error) && error.kind != ErrorKind::Proxy;
}

Result<QJsonValue> withRetries(const RetryPolicy &policy,
                               const Call &call,
                               const std::function<Result<QJsonValue>()> &once)
{
    for (int attempt = 1;; ++attempt) {
        auto result = once();
        if (result || !isRepeatable(result.error()) || attempt >= policy.attempts)
            return result;
        const milliseconds pause
            = backoff(policy, attempt + 1, randomFraction(), result.error().retryAfter);
        const auto slept = sleepFor(pause, call);
        if (slept)
            continue;
        // Out of time: the server's own reason says more than ours.
        return slept.error().kind == ErrorKind::Cancelled ? fail(slept.error()) : result;
    }
}

QUrl join(const QUrl &base, const QString &path, const Query &query)
{
    QUrl url = base;
    QString own = base.path();
    while (own.endsWith(u'/'))
        own.chop(1);
    url.setPath(own % path);
    QStringList parts;
    for (const auto &[name, value] : query)
        parts += name % u'=' % QString::fromLatin1(QUrl::toPercentEncoding(value));
    if (!parts.isEmpty())
        url.setQuery(parts.join(u'&'));
    return url;
}

} // namespace pelorus::dolphin
