// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/standin.h"

#include <QDeadlineTimer>
#include <QDebug>
#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace pelorus::test {

namespace {

constexpr int kStartTime = 30000;
constexpr int kCallTime = 20000;
constexpr int kEndTime = 15000;

QByteArray bytesOf(const QJsonValue &value)
{
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

/// One exchange on a connection of its own; the whole answer with its head, empty when it failed.
QByteArray exchange(quint16 port, const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    socket.write(request);
    QByteArray answer;
    QDeadlineTimer deadline(kCallTime);
    while (!deadline.hasExpired() && socket.waitForReadyRead(int(deadline.remainingTime())))
        answer += socket.readAll();
    return answer + socket.readAll();
}

} // namespace

StandIn::~StandIn()
{
    stop();
}

bool StandIn::start(const Options &options)
{
    stop();
    m_options = options;
    m_problem.clear();
    QStringList arguments{
        u"--state"_s, m_folder.path(), u"--token"_s, QString::fromUtf8(options.token)};
    if (options.stubBrowser)
        arguments += u"--stub-browser"_s;
    if (!options.faults.isEmpty()) {
        QFile file(m_folder.filePath(u"faults.json"_s));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
            note(file.errorString());
            return false;
        }
        file.write(bytesOf(options.faults));
        arguments += {u"--faults"_s, file.fileName()};
    }
    // To a file: a full pipe would stop it, and it outlives a test that hangs.
    const QString log = m_folder.filePath(u"stderr.log"_s);
    m_process.setStandardErrorFile(log);
    m_process.start(QStringLiteral(PELORUS_STANDIN), arguments + options.arguments);
    QDeadlineTimer deadline(kStartTime);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(int(deadline.remainingTime())))
            break;
    }
    m_addresses = QJsonDocument::fromJson(m_process.readLine()).object();
    if (m_addresses.isEmpty()) {
        QFile file(log);
        note(u"The stand-in did not start: %1 %2"_s.arg(
            m_process.errorString(),
            QString::fromUtf8(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray())));
        stop();
        return false;
    }
    return options.knobs.isEmpty() || knobs(options.knobs);
}

void StandIn::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel(); // ends it, with its browsers
    if (!m_process.waitForFinished(kEndTime)) {
        m_process.kill();
        m_process.waitForFinished(kEndTime);
    }
    m_addresses = {};
}

QUrl StandIn::url(const char *listener) const
{
    return QUrl(m_addresses.value(QLatin1StringView(listener)).toString());
}

void StandIn::note(const QString &problem)
{
    qWarning().noquote() << problem;
    if (m_problem.isEmpty())
        m_problem = problem;
}

QHash<QString, QString> StandIn::environment() const
{
    return {{u"DOLPHIN_API_TOKEN"_s, QString::fromUtf8(m_options.token)},
            {u"DOLPHIN_API_HOST"_s, local().toString()},
            {u"DOLPHIN_REMOTE_API"_s, remote().toString()},
            {u"DOLPHIN_SYNC_API_BASE"_s, sync().toString()},
            {u"DOLPHIN_DARKWING_BASE"_s, darkwing().toString()}};
}

QProcessEnvironment StandIn::processEnvironment() const
{
    QProcessEnvironment result = QProcessEnvironment::systemEnvironment();
    const auto own = environment();
    for (auto it = own.begin(); it != own.end(); ++it)
        result.insert(it.key(), it.value());
    return result;
}

QJsonObject StandIn::call(const QString &what, const QJsonValue &body)
{
    const QByteArray text = body.isUndefined() ? QByteArray() : bytesOf(body);
    const QByteArray answer
        = exchange(quint16(control().port(0)),
                   QByteArray(body.isUndefined() ? "GET" : "POST") + " /__standin/" + what.toUtf8()
                       + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                         "Content-Type: application/json\r\nContent-Length: "
                       + QByteArray::number(text.size()) + "\r\n\r\n" + text);
    const QJsonObject object
        = QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).object();
    if (!answer.startsWith("HTTP/1.1 200 ")) {
        note(u"The stand-in did not take %1: %2"_s.arg(
            what, object.value("error"_L1).toString(u"no answer"_s)));
    }
    return object;
}

bool StandIn::faults(const QJsonArray &rules)
{
    return call(u"faults"_s, rules).value("ok"_L1).toBool();
}

bool StandIn::clearFaults()
{
    return call(u"faults"_s, QJsonObject{{u"clear"_s, true}}).value("ok"_L1).toBool();
}

bool StandIn::knobs(const QJsonObject &values)
{
    return call(u"knobs"_s, values).value("ok"_L1).toBool();
}

QJsonObject StandIn::site(const QJsonObject &settings)
{
    return call(u"site"_s, settings);
}

QJsonArray StandIn::createSession(const QString &account)
{
    return site({{u"createSession"_s, account}}).value("cookies"_L1).toArray();
}

bool StandIn::reset()
{
    return call(u"reset"_s, QJsonObject()).value("ok"_L1).toBool();
}

QJsonObject StandIn::state()
{
    return call(u"state"_s);
}

int StandIn::profilesLeft()
{
    return int(profileNames().size());
}

QStringList StandIn::profileNames()
{
    QStringList names;
    const QJsonArray profiles = state().value("profiles"_L1).toArray();
    for (const QJsonValue profile : profiles) {
        if (!profile["inBasket"_L1].toBool())
            names += profile["name"_L1].toString();
    }
    return names;
}

QList<QJsonObject> StandIn::posts(const QString &account)
{
    QList<QJsonObject> found;
    const QJsonArray posts = state().value("posts"_L1).toArray();
    for (const QJsonValue post : posts) {
        if (account.isEmpty() || post["account"_L1] == account)
            found += post.toObject();
    }
    return found;
}

QList<QJsonObject>
StandIn::requests(const QByteArray &method, const QString &path, const QString &listener)
{
    QString pattern = QRegularExpression::escape(path);
    pattern.replace("\\*"_L1, ".*"_L1);
    const QRegularExpression wanted(QRegularExpression::anchoredPattern(pattern));
    QList<QJsonObject> found;
    const QJsonArray all = state().value("requests"_L1).toArray();
    for (const QJsonValue line : all) {
        if ((method.isEmpty() || line["method"_L1].toString().toLatin1() == method)
            && (listener.isEmpty() || line["listener"_L1] == listener)
            && wanted.match(line["path"_L1].toString()).hasMatch())
            found += line.toObject();
    }
    return found;
}

} // namespace pelorus::test
