// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/browser.h"
#include "tests/standin/httpserver.h"
#include "tests/standin/knobs.h"

#include <QWebSocketServer>

class QWebSocket;

namespace pelorus::standin {

/// A scripted CDP endpoint inside this process: a browser, one page, a real cookie jar, and answers
/// by the `script` knob.
class StubBrowser final : public Browser
{
    Q_OBJECT
public:
    explicit StubBrowser(const Knobs &knobs);
    ~StubBrowser() override;

    void start(const Options &options) override;
    void readCookies(std::function<void(std::optional<QJsonArray>)> done) override;
    void stop(std::function<void()> done) override;
    void kill() override;
    [[nodiscard]] qint64 pid() const override;

private:
    void serveHttp(const std::shared_ptr<Exchange> &exchange);
    void accept();
    void receive(QWebSocket *socket, const QString &text);
    /// The script's answer; false when no rule fits.
    bool scripted(QWebSocket *socket, const QJsonObject &message);
    /// Result of a known method, or {"error": …}.
    QJsonObject perform(QWebSocket *socket,
                        const QString &method,
                        const QJsonObject &params,
                        const QString &session);
    QJsonObject navigate(QWebSocket *socket, const QJsonObject &params, const QString &session);
    void send(QWebSocket *socket, QJsonObject message, const QString &session);
    void sendEvent(QWebSocket *socket,
                   const QString &method,
                   const QJsonObject &params,
                   const QString &session);
    [[nodiscard]] QJsonObject target() const;

    const Knobs &m_knobs;
    HttpServer m_http;
    QWebSocketServer m_sockets;
    QList<QWebSocket *> m_clients;
    QJsonArray m_script;    ///< the one that m_used is about
    QHash<int, int> m_used; ///< script rule → how often
    bool m_crashed = false;
    QJsonArray m_jar;
    QString m_url;
    QString m_pageId;
    QString m_userAgent;
    int m_contexts = 1;
    int m_sessions = 0;
};

} // namespace pelorus::standin
