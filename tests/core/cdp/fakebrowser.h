// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/otherthread.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>
#include <memory>

namespace pelorus::test {

/// A DevTools endpoint that answers as a test says, on a thread of its own.
class FakeBrowser final
{
public:
    struct Question
    {
        QWebSocket *socket = nullptr;
        qint64 id = 0;
        QString method;
        QString session;
        QJsonObject params;

        void send(const QByteArray &text) const
        {
            socket->sendTextMessage(QString::fromUtf8(text));
        }
        void answer(const QJsonObject &result = {}) const
        {
            send(QByteArray("{\"id\":") + QByteArray::number(id)
                 + ",\"result\":" + QJsonDocument(result).toJson(QJsonDocument::Compact) + "}");
        }
    };
    using Script = std::function<void(const Question &)>;

    /// `script` runs on the fake's thread.
    explicit FakeBrowser(Script script, quint16 port = 0)
        : m_script(std::move(script))
    {
        m_thread.run([this, port] { listen(port); });
    }
    ~FakeBrowser()
    {
        m_thread.run([this] { m_server.reset(); });
    }
    FakeBrowser(const FakeBrowser &) = delete;
    FakeBrowser &operator=(const FakeBrowser &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("ws://127.0.0.1:%1/devtools/browser/fake").arg(m_port));
    }

private:
    void listen(quint16 port)
    {
        m_server = std::make_unique<QWebSocketServer>(QStringLiteral("fake"),
                                                      QWebSocketServer::NonSecureMode);
        QObject::connect(
            m_server.get(), &QWebSocketServer::newConnection, m_thread.context(), [this] {
                QWebSocket *socket = m_server->nextPendingConnection();
                socket->setParent(m_server.get());
                QObject::connect(socket,
                                 &QWebSocket::textMessageReceived,
                                 m_thread.context(),
                                 [this, socket](const QString &text) { ask(socket, text); });
            });
        if (m_server->listen(QHostAddress::LocalHost, port))
            m_port = m_server->serverPort();
    }

    void ask(QWebSocket *socket, const QString &text)
    {
        const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
        m_script({socket,
                  message.value(QStringLiteral("id")).toInteger(),
                  message.value(QStringLiteral("method")).toString(),
                  message.value(QStringLiteral("sessionId")).toString(),
                  message.value(QStringLiteral("params")).toObject()});
    }

    Script m_script;
    quint16 m_port = 0;
    OtherThread m_thread;
    std::unique_ptr<QWebSocketServer> m_server;
};

} // namespace pelorus::test
