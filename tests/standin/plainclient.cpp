// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/plainclient.h"

#include <QDeadlineTimer>
#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace pelorus::test {

namespace {

constexpr int kMostTime = 20000;

QByteArray bytesOf(const QJsonObject &object)
{
    return object.isEmpty() ? QByteArray() : QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray Answer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

Exchanging::Exchanging(const QUrl &base, const QByteArray &request)
    : m_socket(std::make_unique<QTcpSocket>())
{
    m_socket->connectToHost(QHostAddress(QHostAddress::LocalHost), quint16(base.port(0)));
    m_socket->write(request);
    if (!m_socket->waitForConnected(kMostTime))
        return;
    while (m_socket->bytesToWrite() > 0 && m_socket->waitForBytesWritten(kMostTime)) { }
}

bool Exchanging::isWaiting()
{
    return !m_socket->waitForReadyRead(0) && m_socket->bytesAvailable() == 0
        && m_socket->state() == QAbstractSocket::ConnectedState;
}

Answer Exchanging::answer()
{
    QByteArray all;
    QDeadlineTimer deadline(kMostTime);
    do {
        all += m_socket->readAll();
    } while (!deadline.hasExpired() && m_socket->waitForReadyRead(int(deadline.remainingTime())));
    all += m_socket->readAll();
    Answer answer;
    const qsizetype end = all.indexOf("\r\n\r\n");
    if (end < 0)
        return answer;
    QList<QByteArray> lines = all.left(end).split('\n');
    answer.status = lines.takeFirst().split(' ').value(1).toInt();
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.emplaceBack(line.left(colon), line.mid(colon + 1).trimmed());
    }
    answer.body = all.mid(end + 4);
    answer.complete = answer.body.size() == answer.header("Content-Length").toLongLong();
    return answer;
}

Exchanging PlainClient::begin(const QUrl &base,
                              const QByteArray &method,
                              const QByteArray &target,
                              const QByteArray &body)
{
    QByteArray head = method + ' ' + target
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
          "Connection: close\r\n";
    const QByteArray bearer = token.value_or(m_standIn.token());
    if (!bearer.isEmpty())
        head += "Authorization: Bearer " + bearer + "\r\n";
    if (!body.isEmpty())
        head += "Content-Type: " + contentType + "\r\n";
    return {base, head + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body};
}

Answer
PlainClient::remote(const QByteArray &method, const QByteArray &target, const QJsonObject &body)
{
    return send(m_standIn.remote(), method, '/' + target, bytesOf(body));
}

Answer
PlainClient::local(const QByteArray &method, const QByteArray &target, const QJsonObject &body)
{
    return beginLocal(method, target, body).answer();
}

Exchanging
PlainClient::beginLocal(const QByteArray &method, const QByteArray &target, const QJsonObject &body)
{
    return begin(m_standIn.local(), method, "/v1.0/" + target, bytesOf(body));
}

Answer PlainClient::login()
{
    return local("POST",
                 "auth/login-with-token",
                 {{u"token"_s, QString::fromUtf8(token.value_or(m_standIn.token()))}});
}

QJsonObject goodPayload()
{
    const QJsonObject real{{u"mode"_s, u"real"_s}};
    return {{u"name"_s, u"op_1"_s},
            {u"platform"_s, u"windows"_s},
            {u"platformVersion"_s, u"10.0.0"_s},
            {u"browserType"_s, u"anty"_s},
            {u"tags"_s, QJsonArray{u"op"_s}},
            {u"useragent"_s, QJsonObject{{u"mode"_s, u"manual"_s}, {u"value"_s, u"Agent/1"_s}}},
            {u"webrtc"_s, QJsonObject{{u"mode"_s, u"altered"_s}}},
            {u"canvas"_s, real},
            {u"webgl"_s, real}};
}

qint64 PlainClient::create(const QJsonObject &more)
{
    QJsonObject payload = goodPayload();
    for (auto it = more.begin(); it != more.end(); ++it)
        payload.insert(it.key(), it.value());
    const Answer answer = remote("POST", "browser_profiles", payload);
    if (answer.status != 200)
        qWarning().noquote() << "no profile:" << answer.status << answer.body;
    return answer["browserProfileId"_L1].toInteger();
}

bool PlainClient::isRunning(qint64 id)
{
    return local("GET", "browser_profiles/running").json().contains(QString::number(id));
}

QJsonObject PlainClient::profile(qint64 id)
{
    const QJsonArray profiles = m_standIn.state().value("profiles"_L1).toArray();
    for (const QJsonValue profile : profiles) {
        if (profile["id"_L1].toInteger() == id)
            return profile.toObject();
    }
    return {};
}

} // namespace pelorus::test
