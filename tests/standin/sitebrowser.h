// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QWebSocket>

namespace pelorus::standin {

/// A bare drive of the real Chromium for tests of the stand-in alone: no code of the product's.
class SiteBrowser final : public QObject
{
    Q_OBJECT
public:
    /// www.instagram.com leads to that port of this machine.
    bool start(quint16 sitePort);
    void stop();

    QJsonObject call(const QString &method, const QJsonObject &params = {});
    bool open(const QString &path);
    /// The value of a JavaScript expression (awaited).
    QJsonValue eval(const QString &expression);
    bool until(const QString &expression, int ms = 10000);
    /// A real mouse click in the middle of the element that the expression gives.
    bool click(const QString &element);
    void type(const QString &text);
    void setFile(const QString &element, const QString &path);
    /// Clicks and answers the native chooser that opens.
    void chooseFile(const QString &button, const QString &path);
    void picture(const QString &file);
    bool setCookies(const QJsonArray &cookies);
    bool dialogOpened = false; ///< a native dialog came; it was accepted

private:
    void answerDialog();

    QTemporaryDir m_folder;
    QProcess m_process;
    QWebSocket m_socket;
    QString m_session;
    int m_id = 0;
    QJsonValue m_chooser; ///< the input that opened a native chooser
    QHash<int, QJsonObject> m_answers;
};

} // namespace pelorus::standin
