// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/standin.h"

#include <QJsonDocument>
#include <QTcpSocket>

#include <memory>

namespace pelorus::test {

struct Answer
{
    int status = 0; ///< 0: the connection ended without a head
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
    bool complete = false; ///< the body is as long as was promised

    /// First header of that name; empty when absent.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    [[nodiscard]] QJsonDocument document() const { return QJsonDocument::fromJson(body); }
    [[nodiscard]] QJsonObject json() const { return document().object(); }
    [[nodiscard]] QJsonValue operator[](QLatin1StringView key) const { return json().value(key); }
};

/// One request on a connection of its own, whose answer may be fetched later.
class Exchanging final
{
public:
    Exchanging(const QUrl &base, const QByteArray &request);
    Exchanging(Exchanging &&) = default;

    /// Waits for it. A connection that stays open without an answer fails after 20 s.
    [[nodiscard]] Answer answer();
    /// Nothing has come and the other side has not left.
    [[nodiscard]] bool isWaiting();

private:
    std::unique_ptr<QTcpSocket> m_socket;
};

/// Drives the stand-in by bytes on a socket: what Pelorus' own client believes has no part in it.
class PlainClient final
{
public:
    explicit PlainClient(StandIn &standIn)
        : m_standIn(standIn)
    {
    }

    /// With the stand-in's token, unless `token` is set (empty: no Authorization).
    std::optional<QByteArray> token;
    QByteArray contentType = "application/json";

    [[nodiscard]] Exchanging begin(const QUrl &base,
                                   const QByteArray &method,
                                   const QByteArray &target,
                                   const QByteArray &body = {});
    Answer send(const QUrl &base,
                const QByteArray &method,
                const QByteArray &target,
                const QByteArray &body = {})
    {
        return begin(base, method, target, body).answer();
    }
    Answer remote(const QByteArray &method, const QByteArray &target, const QJsonObject &body = {});
    /// Below /v1.0/.
    Answer local(const QByteArray &method, const QByteArray &target, const QJsonObject &body = {});
    [[nodiscard]] Exchanging
    beginLocal(const QByteArray &method, const QByteArray &target, const QJsonObject &body = {});
    Answer login();
    /// The id of a new profile; `more` is laid over a payload that passes.
    qint64 create(const QJsonObject &more = {});
    Answer start(qint64 id) { return local("GET", path(id, "start?automation=1")); }
    Answer stop(qint64 id) { return local("GET", path(id, "stop")); }
    static QByteArray path(qint64 id, const QByteArray &what)
    {
        return "browser_profiles/" + QByteArray::number(id) + '/' + what;
    }
    [[nodiscard]] bool isRunning(qint64 id);
    /// The profile's entry of the state; empty when it is gone.
    [[nodiscard]] QJsonObject profile(qint64 id);

private:
    StandIn &m_standIn;
};

/// The least that the service takes.
[[nodiscard]] QJsonObject goodPayload();

} // namespace pelorus::test
