// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QWebSocket>

namespace pelorus::test {

struct Answer;

/// A bare CDP connection: one call at a time, by text frames.
class PlainCdp final : public QObject
{
    Q_OBJECT
public:
    PlainCdp();

    /// By what a start answered, either form of wsEndpoint.
    [[nodiscard]] bool open(const Answer &started);
    [[nodiscard]] bool open(const QUrl &url);
    /// Waits for the answer: {"result": …} or {"error": …}; empty when none came.
    QJsonObject
    call(const QString &method, const QJsonObject &params = {}, const QString &session = {});
    /// Sends without waiting.
    void post(const QString &method, const QJsonObject &params = {});
    [[nodiscard]] const QList<QJsonObject> &events() const { return m_events; }
    [[nodiscard]] bool isOpen() const { return m_socket.isValid(); }
    /// Waits until the other side has left.
    [[nodiscard]] bool waitForClosed();

private:
    QWebSocket m_socket;
    QList<QJsonObject> m_events;
    QJsonObject m_answer;
    int m_last = 0;
    bool m_left = false; ///< the other side has ended it
};

} // namespace pelorus::test
