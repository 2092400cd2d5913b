// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cdp/page.h"

#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/threadguard.h"
#include "core/cdp/page_p.h"
#include "core/cdp/pagescript.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::cdp {
namespace {

constexpr milliseconds kLook{250};

Error scriptError(const QJsonObject &details)
{
    const QString words
        = details["exception"_L1]["description"_L1].toString(details["text"_L1].toString());
    return {ErrorKind::Protocol,
            QCoreApplication::translate(
                "Core",
                "A script of ours failed in the page. The site may have changed; look at the "
                "screenshot of this step."),
            words.section(u'\n', 0, 0).left(300),
            0,
            u"script"_s,
            {}};
}

bool documentLeft(const Error &error)
{
    return error.name == kNoContext || error.name == kContextLost;
}

} // namespace

Page::Private::Private(std::shared_ptr<Connection> theConnection,
                       QString theTarget,
                       QString theSession)
    : connection(std::move(theConnection))
    , target(std::move(theTarget))
    , session(std::move(theSession))
    , state(std::make_shared<PageState>(*connection, session))
{
    connection->addSession(session, state);
}

Page::Private::~Private()
{
    state->setScreencast({});
    connection->removeSession(session);
    connection->post(u"Target.detachFromTarget"_s, {{u"sessionId"_s, session}});
}

Result<std::unique_ptr<Page::Private>> Page::Private::attach(std::shared_ptr<Connection> connection,
                                                             const QString &target,
                                                             const Call &call)
{
    const auto attached = connection->call(
        u"Target.attachToTarget"_s, {{u"targetId"_s, target}, {u"flatten"_s, true}}, call);
    if (!attached)
        return fail(attached.error());
    auto page = std::make_unique<Private>(
        std::move(connection), target, attached->value("sessionId"_L1).toString());
    const auto crashes = page->send(u"Inspector.enable"_s, {});
    const auto enable = page->send(u"Page.enable"_s, {});
    const auto lifecycle = page->send(u"Page.setLifecycleEventsEnabled"_s, {{u"enabled"_s, true}});
    const auto tree = page->send(u"Page.getFrameTree"_s, {});
    for (const auto &ticket : {crashes, enable, lifecycle}) {
        if (const auto done = page->connection->wait(ticket, call); !done)
            return fail(done.error());
    }
    const auto frames = page->connection->wait(tree, call);
    if (!frames)
        return fail(frames.error());
    page->m_frame = frames->value("frameTree"_L1)["frame"_L1]["id"_L1].toString();
    return page;
}

Result<QJsonObject>
Page::Private::command(const QString &method, const QJsonObject &params, const Call &call)
{
    return connection->call(method, params, call, session);
}

Connection::Ticket Page::Private::send(const QString &method, const QJsonObject &params)
{
    return connection->send(method, params, session);
}

void Page::Private::post(const QString &method, const QJsonObject &params)
{
    connection->post(method, params, session);
}

Result<void> Page::Private::ensureWorld(const Call &call)
{
    const int generation = state->generation();
    if (m_context != 0 && m_contextGeneration == generation)
        return {};
    const auto world = command(u"Page.createIsolatedWorld"_s,
                               {{u"frameId"_s, m_frame}, {u"worldName"_s, u"pelorus"_s}},
                               call);
    if (!world)
        return fail(world.error());
    m_context = world->value("executionContextId"_L1).toInt();
    m_contextGeneration = generation;
    // Not waited for: a session's commands run in order.
    post(u"Runtime.addBinding"_s,
         {{u"name"_s, QString(kBinding)}, {u"executionContextId"_s, m_context}});
    post(u"Runtime.callFunctionOn"_s,
         {{u"functionDeclaration"_s, pageScript()}, {u"executionContextId"_s, m_context}});
    return {};
}

Result<QJsonObject> Page::Private::run(const QString &function,
                                       const QJsonArray &arguments,
                                       const Call &call,
                                       bool byValue)
{
    if (const auto world = ensureWorld(call); !world)
        return fail(world.error());
    QJsonArray values;
    for (const QJsonValue argument : arguments)
        values.append(QJsonObject{{u"value"_s, argument}});
    const auto answer = command(u"Runtime.callFunctionOn"_s,
                                {{u"functionDeclaration"_s, function},
                                 {u"executionContextId"_s, m_context},
                                 {u"arguments"_s, values},
                                 {u"awaitPromise"_s, true},
                                 {u"returnByValue"_s, byValue}},
                                call);
    if (!answer) {
        if (documentLeft(answer.error()))
            m_context = 0;
        return fail(answer.error());
    }
    const QJsonValue details = answer->value("exceptionDetails"_L1);
    if (details.isObject())
        return fail(scriptError(details.toObject()));
    return answer->value("result"_L1).toObject();
}

Result<QJsonObject> Page::Private::runAnew(const QString &function,
                                           const QJsonArray &arguments,
                                           const Call &call,
                                           bool byValue)
{
    for (;;) {
        auto answer = run(function, arguments, call, byValue);
        if (answer || !documentLeft(answer.error()))
            return answer;
        if (const auto slept = sleepFor(milliseconds(20), call); !slept)
            return fail(slept.error());
    }
}

Result<QJsonObject>
Page::Private::ask(const QString &function, const QJsonArray &arguments, const Call &call)
{
    const auto answer = runAnew(function, arguments, call);
    if (!answer)
        return fail(answer.error());
    return json::parseObject(answer->value("value"_L1).toString().toUtf8());
}

Page::Page(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

Page::~Page() = default;

Result<QJsonValue>
Page::evaluate(const QString &function, const QJsonValue &argument, const Call &call)
{
    for (;;) {
        const auto answer = d->run(function, {argument}, call);
        if (answer)
            return answer->value("value"_L1);
        // It never ran, so that running it now is not running it twice.
        if (answer.error().name != kNoContext)
            return fail(answer.error());
        if (const auto slept = sleepFor(milliseconds(20), call); !slept)
            return fail(slept.error());
    }
}

Result<QJsonValue>
Page::waitFor(const QString &function, const QJsonValue &argument, const Call &call)
{
    mayBlock("waiting for the page");
    const QString watch = u"(arg, token) => pelorus.watch(token, ("_s % function % u"\n), arg)"_s;
    QString problem;
    const auto over = [&](Error error) {
        d->post(u"Runtime.callFunctionOn"_s,
                {{u"functionDeclaration"_s, u"token => pelorus.unwatch(token)"_s},
                 {u"executionContextId"_s, d->m_context},
                 {u"arguments"_s, QJsonArray{QJsonObject{{u"value"_s, d->m_lastToken}}}}});
        if (!problem.isEmpty())
            error.detail = QString(problem % u' ' % error.detail).trimmed();
        return fail(std::move(error));
    };
    for (;;) {
        const int generation = d->state->generation();
        const int token = ++d->m_lastToken;
        d->state->expectSignal(token);
        auto looked = d->ask(watch, {argument, token}, call);
        for (;;) {
            if (!looked)
                return over(looked.error());
            if (looked->contains("value"_L1))
                return looked->value("value"_L1);
            problem = looked->value("error"_L1).toString();
            if (looked->contains("gone"_L1))
                break;
            const auto signal = d->state->waitSignal(generation, kLook, call);
            if (!signal)
                return over(signal.error());
            if (*signal)
                return **signal;
            if (d->state->generation() != generation)
                break;
            looked = d->ask(u"token => pelorus.check(token)"_s, {token}, call);
        }
    }
}

Result<QUrl> Page::url(const Call &call)
{
    const auto answer = d->runAnew(u"() => location.href"_s, {}, call);
    if (!answer)
        return fail(answer.error());
    return QUrl(answer->value("value"_L1).toString());
}

Result<QString> Page::text(int limit, const Call &call)
{
    const auto answer
        = d->runAnew(u"limit => (document.body?.innerText ?? '').slice(0, limit)"_s, {limit}, call);
    if (!answer)
        return fail(answer.error());
    QString text = answer->value("value"_L1).toString();
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text;
}

} // namespace pelorus::cdp
