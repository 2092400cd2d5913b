// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cdp/connection.h"

#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/threadguard.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::cdp {
namespace {

Error closedError(const QString &reason)
{
    return {
        ErrorKind::Network,
        QCoreApplication::translate(
            "Core", "The connection to the browser ended. Was it closed? Start the task again."),
        reason,
        0,
        kBrowserClosed,
        {}};
}

Error crashedError()
{
    return {ErrorKind::Network,
            QCoreApplication::translate(
                "Core",
                "The page crashed inside the browser. Start the task again; if it happens often, "
                "this machine may be short of memory."),
            u"Inspector.targetCrashed"_s,
            0,
            kPageCrashed,
            {}};
}

Error goneError(const QString &detail)
{
    return {ErrorKind::Network,
            QCoreApplication::translate(
                "Core", "The page was closed while we worked in it. Start the task again."),
            detail,
            0,
            kPageClosed,
            {}};
}

/// The only place that looks at Chromium's words: it has no codes for these.
QString nameFor(const QString &words)
{
    for (const auto &text : {"Cannot find context"_L1, "Cannot find execution context"_L1}) {
        if (words.startsWith(text))
            return kNoContext;
    }
    for (const auto &text : {"Execution context was destroyed"_L1,
                             "Inspected target navigated or closed"_L1,
                             "Promise was collected"_L1,
                             "Could not find object with given id"_L1,
                             "Could not find node with given id"_L1,
                             "No node found for given backend id"_L1}) {
        if (words.startsWith(text))
            return kContextLost;
    }
    return {};
}

Error protocolError(const QString &method, const QJsonObject &error)
{
    const QString words = error["message"_L1].toString();
    const QString data = error["data"_L1].toString();
    const QString detail = data.isEmpty() ? words : QString(words % u" ("_s % data % u')');
    if (words.startsWith("Session with given id not found"_L1))
        return goneError(method);
    return {ErrorKind::Protocol,
            QCoreApplication::translate(
                "Core",
                "The browser refused a command (%1): %2. Its version may not fit; update the "
                "browser and try again.")
                .arg(method, words.left(200)),
            QString(method % u": "_s % detail.left(500)),
            error["code"_L1].toInt(),
            nameFor(words),
            {}};
}

/// The number of `{"id":12,…`, which is how Chromium writes answers; nothing for anything else.
std::optional<qint64> leadingId(const QByteArray &message)
{
    constexpr QByteArrayView prefix("{\"id\":");
    if (!message.startsWith(prefix))
        return {};
    qint64 id = 0;
    qsizetype at = prefix.size();
    for (; at < message.size() && message[at] >= '0' && message[at] <= '9' && at < 24; ++at)
        id = id * 10 + (message[at] - '0');
    const bool ended = at < message.size() && (message[at] == ',' || message[at] == '}');
    return at > prefix.size() && ended ? std::optional(id) : std::nullopt;
}

/// The method of `{"method":"Page.x",…`; empty for anything else.
QByteArray leadingMethod(const QByteArray &message)
{
    constexpr QByteArrayView prefix("{\"method\":\"");
    if (!message.startsWith(prefix))
        return {};
    const qsizetype end = message.indexOf('"', prefix.size());
    return end < 0 ? QByteArray() : message.mid(prefix.size(), end - prefix.size());
}

/// The id of `…,"sessionId":"X"}`; empty for the browser's own events. A quote inside a JSON string
/// is escaped, so page content cannot imitate this.
QString trailingSession(const QByteArray &message)
{
    constexpr QByteArrayView key(",\"sessionId\":\"");
    if (!message.endsWith("\"}"))
        return {};
    const qsizetype end = message.size() - 2;
    const qsizetype start = message.lastIndexOf('"', end - 1) + 1;
    if (start < key.size() || QByteArrayView(message).sliced(start - key.size(), key.size()) != key)
        return {};
    return QString::fromLatin1(message.constData() + start, end - start);
}

// A crashed page answers nothing except what loads it anew.
bool revives(const QString &method)
{
    return method == "Page.reload"_L1 || method == "Page.navigate"_L1;
}

} // namespace

struct Connection::Pending
{
    qint64 id = 0;
    QString method;
    QString session;
    std::chrono::steady_clock::time_point sent = std::chrono::steady_clock::now();
    bool done = false;
    QByteArray answer;
    std::optional<Error> error;
};

Result<std::shared_ptr<Connection>>
Connection::open(net::Network &network, const QUrl &url, const Call &call)
{
    auto connection = std::make_shared<Connection>();
    // Raw on purpose: the socket is destroyed first and calls nobody afterwards.
    Connection *self = connection.get();
    auto socket
        = network.connectWebSocket(url,
                                   {[self](const QByteArray &text) { self->onText(text); },
                                    [self](const QString &reason) { self->onClosed(reason); }},
                                   call);
    if (!socket)
        return fail(socket.error());
    connection->m_socket = std::move(*socket);
    return connection;
}

Connection::~Connection() = default;

Connection::Ticket
Connection::send(const QString &method, const QJsonObject &params, const QString &session)
{
    Ticket ticket;
    ticket.pending = std::make_shared<Pending>();
    Pending &pending = *ticket.pending;
    pending.method = method;
    pending.session = session;
    {
        const std::scoped_lock lock(m_mutex);
        pending.id = ++m_lastId;
        const auto known = m_sessions.constFind(session);
        if (m_closed)
            pending.error = m_closed;
        else if (known != m_sessions.cend() && known->dead && !revives(method))
            pending.error = known->dead;
        pending.done = pending.error.has_value();
        if (!pending.done)
            m_pending.insert(pending.id, ticket.pending);
    }
    if (pending.done)
        return ticket;
    QJsonObject message{{u"id"_s, pending.id}, {u"method"_s, method}, {u"params"_s, params}};
    if (!session.isEmpty())
        message.insert(u"sessionId"_s, session);
    m_socket->sendText(json::compact(message));
    return ticket;
}

Result<QJsonObject> Connection::wait(const Ticket &ticket, const Call &call)
{
    mayBlock("waiting for the browser");
    Pending &pending = *ticket.pending;
    const Call mine = call.within(kMost);
    {
        std::unique_lock lock(m_mutex);
        const bool done = m_wake.wait_until(
            lock, mine.stop, mine.deadline.at(), [&pending] { return pending.done; });
        if (!done) {
            m_pending.remove(pending.id);
            lock.unlock();
            log::debug("cdp", QString(pending.method % u" got no answer"_s));
            if (mine.stop.stop_requested())
                return fail(mine.check().error());
            return fail(ErrorKind::Timeout,
                        QCoreApplication::translate(
                            "Core",
                            "The browser did not answer in time (%1). It may be overloaded or "
                            "hang; start the task again.")
                            .arg(pending.method),
                        pending.method);
        }
    }
    // Done means that no other thread touches it any more.
    const auto took
        = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - pending.sent);
    log::debug(
        "cdp",
        u"%1 %2 ms, %3 bytes"_s.arg(pending.method).arg(took.count()).arg(pending.answer.size()));
    if (pending.error)
        return fail(*pending.error);
    auto answer = json::parseObject(pending.answer);
    pending.answer.clear();
    if (!answer)
        return fail(withContext(answer.error(), pending.method));
    const QJsonValue error = answer->value("error"_L1);
    if (error.isObject())
        return fail(protocolError(pending.method, error.toObject()));
    return answer->value("result"_L1).toObject();
}

Result<QJsonObject> Connection::call(const QString &method,
                                     const QJsonObject &params,
                                     const Call &call,
                                     const QString &session)
{
    if (const auto go = call.check(); !go)
        return fail(withContext(go.error(), method));
    return wait(send(method, params, session), call);
}

void Connection::post(const QString &method, const QJsonObject &params, const QString &session)
{
    qint64 id = 0;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_closed)
            return;
        id = ++m_lastId;
    }
    QJsonObject message{{u"id"_s, id}, {u"method"_s, method}, {u"params"_s, params}};
    if (!session.isEmpty())
        message.insert(u"sessionId"_s, session);
    m_socket->sendText(json::compact(message));
}

void Connection::addSession(const QString &session, std::shared_ptr<SessionEvents> events)
{
    const std::scoped_lock lock(m_mutex);
    m_sessions.insert(session, {std::move(events), m_closed});
}

void Connection::removeSession(const QString &session)
{
    Session removed; // destroyed outside the lock
    const std::scoped_lock lock(m_mutex);
    removed = m_sessions.take(session);
}

bool Connection::isOpen() const
{
    const std::scoped_lock lock(m_mutex);
    return !m_closed;
}

bool Connection::waitClosed(const Call &call)
{
    mayBlock("waiting for the browser to close");
    std::unique_lock lock(m_mutex);
    return m_wake.wait_until(
        lock, call.stop, call.within(kMost).deadline.at(), [this] { return m_closed.has_value(); });
}

void Connection::onText(const QByteArray &message)
{
    if (const auto id = leadingId(message)) {
        onAnswer(*id, message);
        return;
    }
    if (const QByteArray method = leadingMethod(message); !method.isEmpty()) {
        onEvent(method, trailingSession(message), message);
        return;
    }
    // Valid JSON in another order of keys.
    const auto parsed = json::parseObject(message);
    if (!parsed) {
        log::warn("cdp", u"The browser sent something that is not JSON."_s);
        return;
    }
    if (parsed->contains("id"_L1))
        onAnswer(parsed->value("id"_L1).toInteger(), message);
    else
        onEvent(parsed->value("method"_L1).toString().toUtf8(),
                parsed->value("sessionId"_L1).toString(),
                message);
}

void Connection::onAnswer(qint64 id, const QByteArray &message)
{
    const std::scoped_lock lock(m_mutex);
    const auto pending = m_pending.take(id);
    if (!pending)
        return; // posted, late, or not ours
    pending->answer = message;
    pending->done = true;
    m_wake.notify_all();
}

void Connection::onEvent(const QByteArray &method,
                         const QString &session,
                         const QByteArray &message)
{
    if (method == "Target.detachedFromTarget") {
        const auto parsed = json::parseObject(message);
        const QString ended
            = parsed ? parsed->value("params"_L1)["sessionId"_L1].toString() : QString();
        endSession(ended, goneError(QString::fromLatin1(method)));
        return;
    }
    if (method == "Inspector.targetCrashed") {
        endSession(session, crashedError());
        return;
    }
    std::shared_ptr<SessionEvents> events;
    {
        const std::scoped_lock lock(m_mutex);
        const auto known = m_sessions.find(session);
        if (known == m_sessions.end())
            return;
        if (method == "Inspector.targetReloadedAfterCrash")
            known->dead.reset();
        events = known->events;
    }
    events->onEvent(method, message);
}

void Connection::onClosed(const QString &reason)
{
    const Error error = closedError(reason);
    QList<Session> ended;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_closed)
            return;
        m_closed = error;
        for (Session &session : m_sessions)
            session.dead = error;
        ended = m_sessions.values();
        for (const auto &pending : std::as_const(m_pending)) {
            pending->error = error;
            pending->done = true;
        }
        m_pending.clear();
        m_wake.notify_all();
    }
    log::info("cdp", QString(u"The connection ended: "_s % reason));
    for (const Session &session : std::as_const(ended))
        session.events->onEnded(error);
}

void Connection::endSession(const QString &session, const Error &error)
{
    std::shared_ptr<SessionEvents> events;
    {
        const std::scoped_lock lock(m_mutex);
        const auto known = m_sessions.find(session);
        if (known == m_sessions.end())
            return;
        known->dead = error;
        events = known->events;
        failPending(session, error);
    }
    log::info("cdp", QString(u"A session ended: "_s % error.detail));
    events->onEnded(error);
}

void Connection::failPending(const QString &session, const Error &error)
{
    m_pending.removeIf([&](const auto &entry) {
        Pending &pending = **entry;
        if (pending.session != session)
            return false;
        pending.error = error;
        pending.done = true;
        return true;
    });
    m_wake.notify_all();
}

} // namespace pelorus::cdp
