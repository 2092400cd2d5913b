// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/chromium.h"

#include "core/base/deadline.h"

#include <QFile>

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace pelorus::test {

Chromium::~Chromium()
{
    stop();
}

bool Chromium::start(const QStringList &moreArguments)
{
    const QStringList arguments{u"--headless=new"_s,
                                u"--no-sandbox"_s,
                                u"--disable-gpu"_s,
                                u"--disable-quic"_s,
                                u"--no-first-run"_s,
                                u"--no-default-browser-check"_s,
                                u"--disable-background-networking"_s,
                                u"--disable-component-update"_s,
                                u"--disable-sync"_s,
                                u"--remote-debugging-port=0"_s,
                                u"--user-data-dir="_s + m_profile.path()};
    m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.start(u"/usr/bin/chromium"_s,
                    arguments + moreArguments + QStringList{u"about:blank"_s});
    if (!m_process.waitForStarted())
        return false;
    QFile port(m_profile.filePath(u"DevToolsActivePort"_s));
    for (const Call call = Call::in(milliseconds(30000)); call.check();) {
        // Two lines: the port and the path.
        if (port.open(QIODevice::ReadOnly)) {
            const QList<QByteArray> lines = port.readAll().split('\n');
            port.close();
            if (lines.size() >= 2) {
                m_webSocket = QUrl(u"ws://127.0.0.1:"_s + QString::fromLatin1(lines[0].trimmed())
                                   + QString::fromLatin1(lines[1].trimmed()));
                return true;
            }
        }
        if (m_process.waitForFinished(50))
            return false;
    }
    return false;
}

void Chromium::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    const auto group = static_cast<pid_t>(m_process.processId());
    ::kill(-group, SIGCONT);
    ::kill(-group, SIGTERM);
    if (!m_process.waitForFinished(5000)) {
        ::kill(-group, SIGKILL);
        m_process.waitForFinished(5000);
    }
    // Children that outlived their parent would keep writing into the profile.
    ::kill(-group, SIGKILL);
}

} // namespace pelorus::test
