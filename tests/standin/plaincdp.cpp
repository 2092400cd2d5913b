// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/plaincdp.h"

#include "tests/standin/plainclient.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace pelorus::test {

namespace {

constexpr int kMostTime = 20000;

} // namespace

PlainCdp::PlainCdp()
{
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
        if (message.contains("method"_L1))
            m_events += message;
        else if (message.value("id"_L1).toInt() == m_last)
            m_answer = message;
    });
    connect(&m_socket, &QWebSocket::disconnected, this, [this] { m_left = true; });
}

bool PlainCdp::open(const Answer &started)
{
    const QJsonObject automation = started["automation"_L1].toObject();
    const QString endpoint = automation.value("wsEndpoint"_L1).toString();
    if (endpoint.startsWith("ws://"_L1))
        return open(QUrl(endpoint));
    return open(
        QUrl(u"ws://127.0.0.1:%1%2"_s.arg(automation.value("port"_L1).toInt()).arg(endpoint)));
}

bool PlainCdp::open(const QUrl &url)
{
    m_socket.open(url);
    m_left = false;
    return QTest::qWaitFor([this] { return m_socket.isValid() || m_left; }, kMostTime)
        && m_socket.isValid();
}

void PlainCdp::post(const QString &method, const QJsonObject &params)
{
    const QJsonObject message{{u"id"_s, ++m_last}, {u"method"_s, method}, {u"params"_s, params}};
    m_answer = {};
    m_socket.sendTextMessage(
        QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

QJsonObject PlainCdp::call(const QString &method, const QJsonObject &params, const QString &session)
{
    QJsonObject message{{u"id"_s, ++m_last}, {u"method"_s, method}, {u"params"_s, params}};
    if (!session.isEmpty())
        message.insert(u"sessionId"_s, session);
    m_answer = {};
    m_socket.sendTextMessage(
        QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    static_cast<void>(
        QTest::qWaitFor([this] { return !m_answer.isEmpty() || !m_socket.isValid(); }, kMostTime));
    return m_answer;
}

bool PlainCdp::waitForClosed()
{
    return QTest::qWaitFor([this] { return !m_socket.isValid(); }, kMostTime);
}

} // namespace pelorus::test
