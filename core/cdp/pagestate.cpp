// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cdp/pagestate.h"

#include "core/base/json.h"
#include "core/base/log.h"

using namespace Qt::StringLiterals;

namespace pelorus::cdp {

PageState::PageState(Connection &connection, QString session)
    : m_connection(connection)
    , m_session(std::move(session))
{
}

void PageState::onEvent(const QByteArray &method, const QByteArray &message)
{
    const bool known = method == "Page.frameNavigated" || method == "Page.lifecycleEvent"
        || method == "Runtime.bindingCalled" || method == "Page.javascriptDialogOpening"
        || method == "Page.fileChooserOpened" || method == "Page.screencastFrame"
        || method == "Inspector.targetReloadedAfterCrash";
    if (!known)
        return;
    const auto parsed = json::parseObject(message);
    if (!parsed)
        return;
    const QJsonObject params = parsed->value("params"_L1).toObject();
    if (method == "Page.javascriptDialogOpening") {
        onDialog(params);
        return;
    }
    if (method == "Page.screencastFrame") {
        onScreencastFrame(params);
        return;
    }

    const std::scoped_lock lock(m_mutex);
    if (method == "Page.frameNavigated") {
        onFrameNavigated(params["frame"_L1].toObject());
    } else if (method == "Page.lifecycleEvent") {
        if (params["name"_L1].toString() == "DOMContentLoaded"_L1 && m_navigating)
            m_parsed += params["loaderId"_L1].toString();
    } else if (method == "Runtime.bindingCalled") {
        const auto payload = json::parseObject(params["payload"_L1].toString().toUtf8());
        if (payload && params["name"_L1].toString() == kBinding
            && payload->value("token"_L1).toInt() == m_token)
            m_signal = payload->value("value"_L1);
    } else if (method == "Page.fileChooserOpened") {
        m_chooser = params["backendNodeId"_L1].toInteger();
    } else {
        m_ended.reset();
    }
    m_wake.notify_all();
}

void PageState::onFrameNavigated(const QJsonObject &frame)
{
    if (frame.contains("parentId"_L1))
        return;
    ++m_generation;
    if (!m_navigating)
        return;
    m_commits += frame["loaderId"_L1].toString();
    m_errorPage = !frame["unreachableUrl"_L1].toString().isEmpty();
}

void PageState::onDialog(const QJsonObject &params)
{
    const QString type = params["type"_L1].toString();
    bool accept = m_connection.leaving;
    if (type == "beforeunload"_L1) {
        const std::scoped_lock lock(m_mutex);
        accept = accept || m_navigating;
    }
    m_connection.post(u"Page.handleJavaScriptDialog"_s, {{u"accept"_s, accept}}, m_session);
    log::info(
        "cdp",
        u"A dialog of the page (%1) was %2."_s.arg(type, accept ? u"accepted"_s : u"dismissed"_s));
}

void PageState::onScreencastFrame(const QJsonObject &params)
{
    m_connection.post(
        u"Page.screencastFrameAck"_s, {{u"sessionId"_s, params["sessionId"_L1]}}, m_session);
    const std::scoped_lock lock(m_castMutex);
    if (m_onFrame)
        m_onFrame(QByteArray::fromBase64(params["data"_L1].toString().toLatin1()));
}

void PageState::onEnded(const Error &error)
{
    const std::scoped_lock lock(m_mutex);
    m_ended = error;
    m_wake.notify_all();
}

int PageState::generation() const
{
    const std::scoped_lock lock(m_mutex);
    return m_generation;
}

void PageState::beginNavigation()
{
    const std::scoped_lock lock(m_mutex);
    m_commits.clear();
    m_parsed.clear();
    m_errorPage = false;
    m_navigating = true;
    // Loading a crashed page anew is what revives it.
    if (m_ended && m_ended->name == kPageCrashed)
        m_ended.reset();
}

void PageState::endNavigation()
{
    const std::scoped_lock lock(m_mutex);
    m_navigating = false;
}

Result<bool> PageState::waitParsed(const QString &loader, const Call &call)
{
    std::unique_lock lock(m_mutex);
    const auto arrived = [&] {
        if (m_ended)
            return true;
        // A page that goes elsewhere while it loads (a redirect by script) is never parsed itself.
        const qsizetype first = loader.isEmpty() ? 0 : m_commits.indexOf(loader);
        if (first < 0)
            return false;
        for (qsizetype i = first; i < m_commits.size(); ++i) {
            if (m_parsed.contains(m_commits[i]))
                return true;
        }
        return false;
    };
    if (!m_wake.wait_until(lock, call.stop, call.deadline.at(), arrived))
        return fail(call.check().error());
    if (m_ended)
        return fail(*m_ended);
    return !m_errorPage;
}

void PageState::expectSignal(int token)
{
    const std::scoped_lock lock(m_mutex);
    m_token = token;
    m_signal.reset();
}

Result<std::optional<QJsonValue>>
PageState::waitSignal(int generation, milliseconds time, const Call &call)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, call.stop, call.deadline.within(time).at(), [&] {
        return m_ended || m_signal || m_generation != generation;
    });
    if (m_ended)
        return fail(*m_ended);
    if (m_signal)
        return m_signal;
    if (const auto go = call.check(); !go)
        return fail(go.error());
    return std::optional<QJsonValue>();
}

void PageState::beginChooser()
{
    const std::scoped_lock lock(m_mutex);
    m_chooser.reset();
}

Result<qint64> PageState::waitChooser(const Call &call)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, call.stop, call.deadline.at(), [&] { return m_ended || m_chooser; });
    if (m_ended)
        return fail(*m_ended);
    if (m_chooser)
        return *m_chooser;
    return fail(call.check().error());
}

void PageState::setScreencast(std::function<void(QByteArray)> onFrame)
{
    const std::scoped_lock lock(m_castMutex);
    m_onFrame = std::move(onFrame);
}

} // namespace pelorus::cdp
