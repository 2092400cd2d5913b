// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/stubbrowser.h"

#include "tests/standin/cookiejar.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>
#include <QUuid>
#include <QWebSocket>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

QString newId()
{
    return QUuid::createUuid().toString(QUuid::Id128).toUpper();
}

bool isAllowedHost(const QByteArray &header)
{
    const QString host = QUrl(u"http://"_s + QString::fromLatin1(header)).host();
    return host == "localhost"_L1 || !QHostAddress(host).isNull();
}

QJsonObject errorResult(int code, const QString &text)
{
    return {{u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, text}}}};
}

} // namespace

StubBrowser::StubBrowser(const Knobs &knobs)
    : m_knobs(knobs)
    , m_sockets(u"stub"_s, QWebSocketServer::NonSecureMode)
    , m_url(u"about:blank"_s)
    , m_pageId(newId())
{
    m_path = "/devtools/browser/"_L1 + QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_http.setHandler([this](const std::shared_ptr<Exchange> &e) { serveHttp(e); });
    m_http.setUpgradeHandler([this](QTcpSocket *socket) { m_sockets.handleConnection(socket); });
    connect(&m_sockets, &QWebSocketServer::newConnection, this, &StubBrowser::accept);
}

StubBrowser::~StubBrowser()
{
    kill();
}

void StubBrowser::start(const Options &options)
{
    m_jar = mergeCookies({}, options.cookies);
    m_userAgent = options.userAgent;
    if (const auto listening = m_http.listen(0); !listening) {
        emit failed(listening.error().message);
        return;
    }
    m_port = m_http.port();
    QTimer::singleShot(0, this, &Browser::ready);
}

void StubBrowser::readCookies(std::function<void(std::optional<QJsonArray>)> done)
{
    // After Browser.close they are in the folder, after a crash they are not.
    done(m_crashed ? std::nullopt : std::optional(m_jar));
}

void StubBrowser::stop(std::function<void()> done)
{
    kill();
    QTimer::singleShot(0, QCoreApplication::instance(), std::move(done));
}

void StubBrowser::kill()
{
    m_http.close();
    for (QWebSocket *const client : std::exchange(m_clients, {})) {
        client->disconnect(this);
        client->abort();
        client->deleteLater();
    }
}

qint64 StubBrowser::pid() const
{
    return QCoreApplication::applicationPid();
}

void StubBrowser::serveHttp(const std::shared_ptr<Exchange> &exchange)
{
    const Request &request = exchange->request();
    const QByteArray host = request.header("Host");
    if (!isAllowedHost(host)) {
        exchange->respond(500,
                          {{"Content-Type", "text/html"}},
                          "Host header is specified and is not an IP address or localhost.");
        return;
    }
    const QString origin = "ws://"_L1 + QString::fromLatin1(host);
    if (request.path == "/json/version"_L1) {
        exchange->respondJson(200,
                              QJsonObject{{u"Browser"_s, u"Chrome/140.0.0.0"_s},
                                          {u"Protocol-Version"_s, u"1.3"_s},
                                          {u"User-Agent"_s, m_userAgent},
                                          {u"webSocketDebuggerUrl"_s, QString(origin + m_path)}});
        return;
    }
    if (request.path == "/json"_L1 || request.path == "/json/list"_L1) {
        QJsonObject page = target();
        page.insert(u"id"_s, m_pageId);
        page.insert(u"webSocketDebuggerUrl"_s, QString(origin + "/devtools/page/"_L1 + m_pageId));
        exchange->respondJson(200, QJsonArray{page});
        return;
    }
    exchange->respond(404, {}, {});
}

void StubBrowser::accept()
{
    while (QWebSocket *const socket = m_sockets.nextPendingConnection()) {
        socket->setParent(this);
        if (socket->requestUrl().path() != m_path) {
            socket->close(QWebSocketProtocol::CloseCodePolicyViolated);
            socket->deleteLater();
            continue;
        }
        m_clients.append(socket);
        connect(socket, &QWebSocket::textMessageReceived, this, [this, socket](const QString &t) {
            receive(socket, t);
        });
        // Chromium takes text only.
        connect(socket, &QWebSocket::binaryMessageReceived, socket, [socket] { socket->abort(); });
        connect(socket, &QWebSocket::disconnected, this, [this, socket] {
            m_clients.removeAll(socket);
            socket->deleteLater();
        });
    }
}

QJsonObject StubBrowser::target() const
{
    return {{u"targetId"_s, m_pageId},
            {u"type"_s, u"page"_s},
            {u"title"_s, m_url},
            {u"url"_s, m_url},
            {u"attached"_s, m_sessions > 0},
            {u"canAccessOpener"_s, false},
            {u"browserContextId"_s, u"DEFAULT"_s}};
}

void StubBrowser::send(QWebSocket *socket, QJsonObject message, const QString &session)
{
    if (!session.isEmpty())
        message.insert(u"sessionId"_s, session);
    socket->sendTextMessage(
        QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

void StubBrowser::sendEvent(QWebSocket *socket,
                            const QString &method,
                            const QJsonObject &params,
                            const QString &session)
{
    send(socket, {{u"method"_s, method}, {u"params"_s, params}}, session);
}

void StubBrowser::receive(QWebSocket *socket, const QString &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    const QString session = message.value("sessionId"_L1).toString();
    const QString method = message.value("method"_L1).toString();
    if (scripted(socket, message))
        return;
    QJsonObject result = perform(socket, method, message.value("params"_L1).toObject(), session);
    QJsonObject answer{{u"id"_s, message.value("id"_L1)}};
    if (result.contains("error"_L1))
        answer.insert(u"error"_s, result.value("error"_L1));
    else
        answer.insert(u"result"_s, result);
    send(socket, answer, session);
    if (method == "Browser.close"_L1) {
        kill();
        emit exited();
    }
}

bool StubBrowser::scripted(QWebSocket *socket, const QJsonObject &message)
{
    const QString method = message.value("method"_L1).toString();
    const QString session = message.value("sessionId"_L1).toString();
    const QString params = QString::fromUtf8(
        QJsonDocument(message.value("params"_L1).toObject()).toJson(QJsonDocument::Compact));
    const QJsonArray rules = m_knobs.list("script");
    if (rules != m_script) {
        m_script = rules;
        m_used.clear();
    }
    for (int i = 0; i < static_cast<int>(rules.size()); ++i) {
        const QJsonObject rule = rules.at(i).toObject();
        const int times = rule.value("times"_L1).toInt();
        if (rule.value("method"_L1).toString() != method
            || !params.contains(rule.value("contains"_L1).toString())
            || (times > 0 && m_used.value(i) >= times))
            continue;
        ++m_used[i];
        if (rule.value("action"_L1).toString() == "hang"_L1)
            return true;
        if (rule.value("action"_L1).toString() == "close"_L1) {
            socket->abort();
            return true;
        }
        if (rule.value("action"_L1).toString() == "crash"_L1) {
            m_crashed = true;
            kill();
            emit exited();
            return true;
        }
        QJsonObject answer{{u"id"_s, message.value("id"_L1)}};
        const QString key = rule.contains("error"_L1) ? u"error"_s : u"result"_s;
        answer.insert(key, rule.value(key).toObject());
        const QJsonArray events = rule.value("events"_L1).toArray();
        const auto reply = [this, socket = QPointer(socket), answer, events, session] {
            if (!socket)
                return;
            send(socket, answer, session);
            for (const QJsonValue value : events) {
                const QJsonObject e = value.toObject();
                sendEvent(socket,
                          e.value("method"_L1).toString(),
                          e.value("params"_L1).toObject(),
                          e.value("session"_L1).toBool(true) ? session : QString());
            }
        };
        QTimer::singleShot(rule.value("delay"_L1).toInt(), this, reply);
        return true;
    }
    return false;
}

QJsonObject
StubBrowser::navigate(QWebSocket *socket, const QJsonObject &params, const QString &session)
{
    m_url = params.value("url"_L1).toString(m_url);
    const QString loader = newId();
    const QJsonObject frame{{u"id"_s, m_pageId},
                            {u"loaderId"_s, loader},
                            {u"url"_s, m_url},
                            {u"securityOrigin"_s, m_url},
                            {u"mimeType"_s, u"text/html"_s}};
    const int context = ++m_contexts;
    QTimer::singleShot(0, this, [=, this, socket = QPointer(socket)] {
        if (!socket)
            return;
        const QJsonObject stamp{{u"timestamp"_s, 1}};
        sendEvent(socket, u"Runtime.executionContextsCleared"_s, {}, session);
        sendEvent(socket, u"Page.frameNavigated"_s, {{u"frame"_s, frame}}, session);
        sendEvent(socket,
                  u"Runtime.executionContextCreated"_s,
                  {{u"context"_s,
                    QJsonObject{{u"id"_s, context},
                                {u"auxData"_s,
                                 QJsonObject{{u"frameId"_s, m_pageId}, {u"isDefault"_s, true}}}}}},
                  session);
        sendEvent(socket, u"Page.domContentEventFired"_s, stamp, session);
        sendEvent(socket, u"Page.loadEventFired"_s, stamp, session);
        for (const QString &name : {u"init"_s, u"DOMContentLoaded"_s, u"load"_s})
            sendEvent(socket,
                      u"Page.lifecycleEvent"_s,
                      {{u"frameId"_s, m_pageId},
                       {u"loaderId"_s, loader},
                       {u"name"_s, name},
                       {u"timestamp"_s, 1}},
                      session);
    });
    return {{u"frameId"_s, m_pageId}, {u"loaderId"_s, loader}};
}

QJsonObject StubBrowser::perform(QWebSocket *socket,
                                 const QString &method,
                                 const QJsonObject &params,
                                 const QString &session)
{
    if (method == "Browser.getVersion"_L1)
        return {{u"product"_s, u"Chrome/140.0.0.0"_s},
                {u"protocolVersion"_s, u"1.3"_s},
                {u"userAgent"_s, m_userAgent},
                {u"revision"_s, u"stub"_s},
                {u"jsVersion"_s, u"14"_s}};
    if (method == "Target.getTargets"_L1)
        return {{u"targetInfos"_s, QJsonArray{target()}}};
    if (method == "Target.createTarget"_L1) {
        m_url = params.value("url"_L1).toString();
        return {{u"targetId"_s, m_pageId}};
    }
    if (method == "Target.attachToTarget"_L1) {
        if (params.value("targetId"_L1).toString() != m_pageId)
            return errorResult(-32602, u"No target with given id found"_s);
        const QString id = newId() + QString::number(++m_sessions);
        sendEvent(
            socket,
            u"Target.attachedToTarget"_s,
            {{u"sessionId"_s, id}, {u"targetInfo"_s, target()}, {u"waitingForDebugger"_s, false}},
            session);
        return {{u"sessionId"_s, id}};
    }
    if (method == "Storage.getCookies"_L1 || method == "Network.getCookies"_L1
        || method == "Network.getAllCookies"_L1) {
        m_jar = mergeCookies({}, m_jar);
        return {{u"cookies"_s, m_jar}};
    }
    if (method == "Storage.clearCookies"_L1) {
        m_jar = {};
        return {};
    }
    if (method == "Storage.setCookies"_L1 || method == "Network.setCookies"_L1) {
        for (const QJsonValue value : params.value("cookies"_L1).toArray()) {
            const QJsonObject cookie = normalizedCdpCookie(value.toObject());
            if (!cookie.isEmpty())
                m_jar = mergeCookies(m_jar, {cookie});
        }
        return {};
    }
    if (method == "Page.navigate"_L1 || method == "Page.reload"_L1)
        return navigate(socket, params, session);
    if (method == "Page.getFrameTree"_L1)
        return {{u"frameTree"_s,
                 QJsonObject{{u"frame"_s, QJsonObject{{u"id"_s, m_pageId}, {u"url"_s, m_url}}}}}};
    if (method == "Page.createIsolatedWorld"_L1)
        return {{u"executionContextId"_s, ++m_contexts}};
    if (method == "Page.addScriptToEvaluateOnNewDocument"_L1)
        return {{u"identifier"_s, u"1"_s}};
    if (method == "Page.captureScreenshot"_L1)
        return {{u"data"_s, u"/9j/4AAQSkZJRgABAQAAAQABAAD/2Q=="_s}};
    if (method == "Runtime.evaluate"_L1 || method == "Runtime.callFunctionOn"_L1)
        return {{u"result"_s, QJsonObject{{u"type"_s, u"undefined"_s}}}};
    if (method == "DOM.getDocument"_L1)
        return {{u"root"_s, QJsonObject{{u"nodeId"_s, 1}, {u"backendNodeId"_s, 1}}}};
    if (method == "DOM.describeNode"_L1)
        return {{u"node"_s, QJsonObject{{u"nodeId"_s, 2}, {u"backendNodeId"_s, 2}}}};
    static const QStringList silentDomains{u"Page"_s,
                                           u"Runtime"_s,
                                           u"Input"_s,
                                           u"DOM"_s,
                                           u"Network"_s,
                                           u"Target"_s,
                                           u"Browser"_s,
                                           u"Emulation"_s,
                                           u"Log"_s,
                                           u"Inspector"_s};
    if (silentDomains.contains(method.section('.'_L1, 0, 0)))
        return {};
    return errorResult(-32601, u"'%1' wasn't found"_s.arg(method));
}

} // namespace pelorus::standin
