// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/chromium.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QWebSocket>

#include <csignal>

#include <sys/prctl.h>
#include <unistd.h>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

/// A browser that is killed leaves the folder of its socket among the temporary files.
void removeSocket(const QString &profile)
{
    QDir folder = QFileInfo(QFile::symLinkTarget(profile + "/SingletonSocket"_L1)).dir();
    if (folder.dirName().startsWith("org.chromium.Chromium."_L1))
        folder.removeRecursively();
}

} // namespace

Chromium::Chromium(Setup setup)
    : m_setup(std::move(setup))
{
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([] {
        ::setpgid(0, 0);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    });
    connect(&m_process, &QProcess::finished, this, [this] {
        m_poll.stop();
        if (m_ending)
            return;
        if (m_ready)
            emit exited();
        else
            emit failed(u"The browser ended before its port was open."_s);
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            emit failed(u"%1 cannot be started."_s.arg(m_setup.program));
    });
    m_poll.setInterval(20);
    connect(&m_poll, &QTimer::timeout, this, &Chromium::lookForPort);
}

Chromium::~Chromium()
{
    kill();
}

void Chromium::start(const Options &options)
{
    m_options = options;
    QDir().mkpath(options.folder);
    QFile::remove(options.folder + "/DevToolsActivePort"_L1);
    QStringList arguments{
        u"--no-sandbox"_s,
        u"--disable-gpu"_s,
        u"--disable-quic"_s,
        u"--disable-dev-shm-usage"_s,
        u"--no-first-run"_s,
        u"--no-default-browser-check"_s,
        u"--disable-background-networking"_s,
        u"--disable-component-update"_s,
        u"--disable-sync"_s,
        u"--disable-default-apps"_s,
        u"--password-store=basic"_s,
        u"--remote-debugging-port=0"_s,
        u"--ignore-certificate-errors"_s,
        u"--user-data-dir="_s + options.folder,
        u"--host-resolver-rules=MAP www.instagram.com 127.0.0.1:%1, MAP * ~NOTFOUND, "
        "EXCLUDE 127.0.0.1, EXCLUDE localhost"_s.arg(m_setup.sitePort),
    };
    const bool canShow = qEnvironmentVariableIsSet("DISPLAY");
    if (!canShow || (options.headless && !m_setup.headful))
        arguments.append(u"--headless=new"_s);
    if (!options.userAgent.isEmpty())
        arguments.append(u"--user-agent="_s + options.userAgent);
    if (!options.locale.isEmpty())
        arguments.append(u"--lang="_s + QString(options.locale).replace('_'_L1, '-'_L1));
    arguments.append(u"about:blank"_s);
    m_process.start(m_setup.program, arguments);
    m_poll.start();
}

void Chromium::lookForPort()
{
    if (m_pid == 0)
        m_pid = m_process.processId();
    QFile file(m_options.folder + "/DevToolsActivePort"_L1);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QList<QByteArray> lines = file.readAll().split('\n');
    if (lines.size() < 2 || lines[1].trimmed().isEmpty())
        return;
    m_poll.stop();
    m_port = lines[0].trimmed().toInt();
    m_path = QString::fromLatin1(lines[1].trimmed());
    if (m_options.cookies.isEmpty()) {
        m_ready = true;
        emit ready();
        return;
    }
    call(u"Storage.setCookies"_s, {{u"cookies"_s, m_options.cookies}}, [this](const QJsonObject &) {
        m_ready = true;
        emit ready();
    });
}

void Chromium::call(const QString &method,
                    const QJsonObject &params,
                    std::function<void(QJsonObject)> done)
{
    auto *const socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    auto *const timeout = new QTimer(socket);
    auto finish = std::make_shared<std::function<void(QJsonObject)>>(std::move(done));
    const auto end = [socket, finish](const QJsonObject &result) {
        if (!*finish)
            return;
        const auto run = std::exchange(*finish, nullptr);
        socket->disconnect();
        socket->abort();
        socket->deleteLater();
        run(result);
    };
    timeout->setSingleShot(true);
    connect(timeout, &QTimer::timeout, socket, [end] { end({}); });
    connect(socket, &QWebSocket::connected, socket, [socket, method, params] {
        const QJsonObject message{{u"id"_s, 1}, {u"method"_s, method}, {u"params"_s, params}};
        socket->sendTextMessage(
            QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    });
    connect(socket, &QWebSocket::textMessageReceived, socket, [end](const QString &text) {
        const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
        if (message.value("id"_L1).toInt() == 1)
            end(message.value("result"_L1).toObject());
    });
    connect(socket, &QWebSocket::disconnected, socket, [end] { end({}); });
    timeout->start(5000);
    socket->open(QUrl(u"ws://127.0.0.1:%1%2"_s.arg(m_port).arg(m_path)));
}

void Chromium::readCookies(std::function<void(std::optional<QJsonArray>)> done)
{
    if (m_process.state() != QProcess::Running || m_port == 0) {
        done({});
        return;
    }
    call(u"Storage.getCookies"_s, {}, [done = std::move(done)](const QJsonObject &result) {
        const QJsonValue cookies = result.value("cookies"_L1);
        done(cookies.isArray() ? std::optional(cookies.toArray()) : std::nullopt);
    });
}

void Chromium::stop(std::function<void()> done)
{
    m_ending = true;
    m_poll.stop();
    if (m_process.state() == QProcess::NotRunning) {
        done();
        return;
    }
    connect(&m_process, &QProcess::finished, this, [this, done = std::move(done)] {
        signalGroup(SIGKILL); // helpers that outlive their browser
        removeSocket(m_options.folder);
        done();
    });
    m_process.terminate();
    QTimer::singleShot(5000, this, [this] { signalGroup(SIGKILL); });
}

void Chromium::kill()
{
    m_ending = true;
    m_poll.stop();
    if (m_process.state() == QProcess::NotRunning)
        return;
    signalGroup(SIGKILL);
    m_process.kill();
    m_process.waitForFinished(5000);
    removeSocket(m_options.folder);
}

qint64 Chromium::pid() const
{
    return m_process.processId();
}

void Chromium::signalGroup(int signal) const
{
    const qint64 group = m_process.processId() != 0 ? m_process.processId() : m_pid;
    if (group > 1)
        ::kill(-static_cast<pid_t>(group), signal);
}

void killOrphans(const QString &profilesFolder)
{
    const QByteArray wanted
        = "--user-data-dir=" + QDir(profilesFolder).absolutePath().toUtf8() + '/';
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool isPid = false;
        const int pid = entry.toInt(&isPid);
        QFile file(u"/proc/%1/cmdline"_s.arg(entry));
        if (!isPid || pid <= 1 || !file.open(QIODevice::ReadOnly))
            continue;
        if (file.readAll().contains(wanted))
            ::kill(pid, SIGKILL);
    }
    for (const QString &profile : QDir(profilesFolder).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        removeSocket(profilesFolder + u'/' + profile);
}

} // namespace pelorus::standin
