// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/sitebrowser.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

bool SiteBrowser::start(quint16 sitePort)
{
    m_process.setProcessChannelMode(QProcess::ForwardedOutputChannel);
    m_process.start(u"chromium"_s,
                    {u"--headless=new"_s,
                     u"--no-sandbox"_s,
                     u"--disable-gpu"_s,
                     u"--no-first-run"_s,
                     u"--window-size=1400,900"_s,
                     u"--ignore-certificate-errors"_s,
                     u"--remote-debugging-port=0"_s,
                     u"--user-data-dir=%1"_s.arg(m_folder.path()),
                     u"--host-resolver-rules=MAP www.instagram.com 127.0.0.1:%1"_s.arg(sitePort),
                     u"about:blank"_s});
    QFile port(m_folder.filePath(u"DevToolsActivePort"_s));
    if (!QTest::qWaitFor([&] { return port.size() > 10; }, 30000)
        || !port.open(QIODevice::ReadOnly))
        return false;
    const QList<QByteArray> lines = port.readAll().split('\n');
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
        if (message.contains(u"id"_s))
            m_answers.insert(message[u"id"].toInt(), message);
        if (message[u"method"].toString() == u"Page.javascriptDialogOpening")
            answerDialog();
        if (message[u"method"].toString() == u"Page.fileChooserOpened")
            m_chooser = message[u"params"].toObject().value(u"backendNodeId"_s);
    });
    m_socket.open(QUrl(u"ws://127.0.0.1:%1%2"_s.arg(QString::fromLatin1(lines[0]),
                                                    QString::fromLatin1(lines[1]))));
    if (!QTest::qWaitFor([&] { return m_socket.isValid(); }, 10000))
        return false;
    const QJsonObject target = call(u"Target.createTarget"_s, {{u"url"_s, u"about:blank"_s}});
    m_session = call(u"Target.attachToTarget"_s,
                     {{u"targetId"_s, target[u"targetId"]}, {u"flatten"_s, true}})[u"sessionId"]
                    .toString();
    call(u"Page.enable"_s);
    call(u"Runtime.enable"_s);
    return !m_session.isEmpty();
}

void SiteBrowser::stop()
{
    m_session.clear();
    m_socket.sendTextMessage(u"{\"id\":999999,\"method\":\"Browser.close\"}"_s);
    if (!m_process.waitForFinished(10000))
        m_process.kill();
    m_process.waitForFinished(5000);
}

QJsonObject SiteBrowser::call(const QString &method, const QJsonObject &params)
{
    const int id = ++m_id;
    QJsonObject message{{u"id"_s, id}, {u"method"_s, method}, {u"params"_s, params}};
    if (!m_session.isEmpty())
        message.insert(u"sessionId"_s, m_session);
    m_socket.sendTextMessage(
        QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    if (!QTest::qWaitFor([&] { return m_answers.contains(id); }, 20000))
        return {{u"timeout"_s, true}};
    const QJsonObject answer = m_answers.take(id);
    if (answer.contains(u"error"_s))
        qWarning() << method << answer[u"error"].toObject();
    return answer[u"result"].toObject();
}

bool SiteBrowser::open(const QString &path)
{
    const QString mark = QString::number(++m_id);
    eval(u"window.__old='%1'"_s.arg(mark));
    call(u"Page.navigate"_s, {{u"url"_s, QString(u"https://www.instagram.com"_s + path)}});
    return until(u"window.__old!=='%1' && document.readyState==='complete' && "
                 "!!document.querySelector('main')"_s.arg(mark));
}

void SiteBrowser::answerDialog()
{
    dialogOpened = true;
    const QJsonObject message{{u"id"_s, ++m_id},
                              {u"sessionId"_s, m_session},
                              {u"method"_s, u"Page.handleJavaScriptDialog"_s},
                              {u"params"_s, QJsonObject{{u"accept"_s, true}}}};
    m_socket.sendTextMessage(
        QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

QJsonValue SiteBrowser::eval(const QString &expression)
{
    const QJsonObject answer = call(
        u"Runtime.evaluate"_s,
        {{u"expression"_s, expression}, {u"returnByValue"_s, true}, {u"awaitPromise"_s, true}});
    const QJsonObject result = answer[u"result"].toObject();
    return result[u"value"];
}

bool SiteBrowser::until(const QString &expression, int ms)
{
    return QTest::qWaitFor([&] { return eval(u"!!(%1)"_s.arg(expression)).toBool(); }, ms);
}

bool SiteBrowser::click(const QString &element)
{
    if (!until(element))
        return false;
    const QJsonObject at = eval(u"(()=>{const e=%1;e.scrollIntoView({block:'center'});const "
                                "r=e.getBoundingClientRect();"
                                "return {x:r.x+r.width/2,y:r.y+r.height/2}})()"_s.arg(element))
                               .toObject();
    for (const QString &type : {u"mousePressed"_s, u"mouseReleased"_s}) {
        call(u"Input.dispatchMouseEvent"_s,
             {{u"type"_s, type},
              {u"x"_s, at[u"x"]},
              {u"y"_s, at[u"y"]},
              {u"button"_s, u"left"_s},
              {u"clickCount"_s, 1}});
    }
    return true;
}

void SiteBrowser::type(const QString &text)
{
    call(u"Input.insertText"_s, {{u"text"_s, text}});
}

void SiteBrowser::setFile(const QString &element, const QString &path)
{
    const QJsonObject answer = call(u"Runtime.evaluate"_s, {{u"expression"_s, element}});
    const QJsonObject object = answer[u"result"].toObject();
    call(u"DOM.setFileInputFiles"_s,
         {{u"files"_s, QJsonArray{path}}, {u"objectId"_s, object[u"objectId"]}});
}

void SiteBrowser::chooseFile(const QString &button, const QString &path)
{
    m_chooser = {};
    call(u"Page.setInterceptFileChooserDialog"_s, {{u"enabled"_s, true}});
    click(button);
    if (QTest::qWaitFor([&] { return m_chooser.isDouble(); }, 10000)) {
        call(u"DOM.setFileInputFiles"_s,
             {{u"files"_s, QJsonArray{path}}, {u"backendNodeId"_s, m_chooser}});
    }
    call(u"Page.setInterceptFileChooserDialog"_s, {{u"enabled"_s, false}});
}

void SiteBrowser::picture(const QString &file)
{
    const QJsonObject answer = call(u"Page.captureScreenshot"_s);
    QFile out(file);
    if (out.open(QIODevice::WriteOnly))
        out.write(QByteArray::fromBase64(answer[u"data"].toString().toLatin1()));
}

bool SiteBrowser::setCookies(const QJsonArray &cookies)
{
    call(u"Network.clearBrowserCookies"_s);
    const QJsonObject answer = call(u"Network.setCookies"_s, {{u"cookies"_s, cookies}});
    return !answer.contains(u"timeout"_s);
}

} // namespace pelorus::standin
