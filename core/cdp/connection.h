// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/network.h"

#include <QHash>
#include <QJsonObject>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace pelorus::cdp {

/// What a session tells unasked. Called on the I/O thread: short, and never waiting.
class SessionEvents
{
public:
    SessionEvents() = default;
    SessionEvents(const SessionEvents &) = delete;
    SessionEvents &operator=(const SessionEvents &) = delete;
    virtual ~SessionEvents() = default;
    /// `message` is the whole JSON text; only methods of interest should be parsed.
    virtual void onEvent(const QByteArray &method, const QByteArray &message) = 0;
    /// Crash, detach, target's end or closed socket.
    virtual void onEnded(const Error &error) = 0;
};

/// One WebSocket with flat sessions: ids, pending calls, events. The I/O thread only looks up the
/// id of an answer; the waiting thread parses it, so that a big answer stalls nobody else.
/// Thread-safe. Owned by the Browser and its Pages.
class Connection final
{
    struct Pending;

public:
    /// One call on its way. Dropping it means that nobody wants the answer any more.
    class Ticket
    {
        friend class Connection;
        std::shared_ptr<Pending> pending;
    };

    /// No call of ours waits longer, whatever its caller allows.
    static constexpr milliseconds kMost{30000};

    [[nodiscard]] static Result<std::shared_ptr<Connection>>
    open(net::Network &network, const QUrl &url, const Call &call);
    Connection() = default;
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Sends at once and does not wait: several calls can be on their way together.
    [[nodiscard]] Ticket
    send(const QString &method, const QJsonObject &params, const QString &session = {});
    [[nodiscard]] Result<QJsonObject> wait(const Ticket &ticket, const Call &call);
    [[nodiscard]] Result<QJsonObject> call(const QString &method,
                                           const QJsonObject &params,
                                           const Call &call,
                                           const QString &session = {});
    /// Sends what needs no answer. Any thread, the I/O thread too.
    void post(const QString &method, const QJsonObject &params, const QString &session = {});

    void addSession(const QString &session, std::shared_ptr<SessionEvents> events);
    void removeSession(const QString &session);

    [[nodiscard]] bool isOpen() const;
    /// True when it closed within the call's time.
    [[nodiscard]] bool waitClosed(const Call &call);

    /// Set at teardown: dialogs are then accepted, so that nothing holds a page open.
    std::atomic<bool> leaving = false;

private:
    struct Session
    {
        std::shared_ptr<SessionEvents> events;
        std::optional<Error> dead;
    };

    void onText(const QByteArray &message);
    void onAnswer(qint64 id, const QByteArray &message);
    void onEvent(const QByteArray &method, const QString &session, const QByteArray &message);
    void onClosed(const QString &reason);
    void endSession(const QString &session, const Error &error);
    void failPending(const QString &session, const Error &error);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    QHash<qint64, std::shared_ptr<Pending>> m_pending;
    QHash<QString, Session> m_sessions;
    std::optional<Error> m_closed;
    qint64 m_lastId = 0;
    // Last, so that it goes first: no callback runs once it is gone.
    std::unique_ptr<net::WebSocket> m_socket;
};

/// Why code decides: Error::name of what this module finds.
inline constexpr QLatin1StringView kBrowserClosed("browser_closed");
inline constexpr QLatin1StringView kPageCrashed("page_crashed");
inline constexpr QLatin1StringView kPageClosed("page_closed");
/// The script's document was left; `kNoContext`: before it ran, `kContextLost`: perhaps while.
inline constexpr QLatin1StringView kNoContext("no_context");
inline constexpr QLatin1StringView kContextLost("context_lost");

} // namespace pelorus::cdp
