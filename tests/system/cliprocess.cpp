// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/cliprocess.h"

#include "core/base/json.h"

#include <QDeadlineTimer>
#include <QFile>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {
namespace {

constexpr int kLookEvery = 50;

} // namespace

CliProcess::CliProcess(const QHash<QString, QString> &environment,
                       const QStringList &arguments,
                       const QByteArray &input)
{
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    for (auto it = environment.begin(); it != environment.end(); ++it)
        all.insert(it.key(), it.value());
    m_process.setProcessEnvironment(all);
    m_process.start(QStringLiteral(PELORUS_CLI), arguments);
    m_process.waitForStarted();
    m_process.write(input);
    m_process.closeWriteChannel();
}

CliProcess::~CliProcess()
{
    kill();
}

void CliProcess::read()
{
    m_out += m_process.readAllStandardOutput();
    m_err += m_process.readAllStandardError();
}

bool CliProcess::waitUntil(const std::function<bool()> &done, std::chrono::seconds most)
{
    const QDeadlineTimer deadline(most);
    for (;;) {
        const bool ended = m_process.state() == QProcess::NotRunning;
        read();
        if (done())
            return true;
        if (ended || deadline.hasExpired())
            return false;
        m_process.waitForReadyRead(kLookEvery);
    }
}

bool CliProcess::waitForStep(const QString &step, const QString &state, std::chrono::seconds most)
{
    return waitUntil(
        [&] {
            const QList<QJsonObject> told = lines();
            return std::ranges::any_of(told, [&](const QJsonObject &line) {
                return line["step"_L1] == step && line["state"_L1] == state;
            });
        },
        most);
}

bool CliProcess::waitForEnd(std::chrono::seconds most)
{
    const QDeadlineTimer deadline(most);
    while (m_process.state() != QProcess::NotRunning && !deadline.hasExpired()) {
        m_process.waitForFinished(int(deadline.remainingTime()));
        read();
    }
    return m_process.state() == QProcess::NotRunning;
}

void CliProcess::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(30000);
    read();
}

void CliProcess::suspend()
{
    ::kill(pid_t(m_process.processId()), SIGSTOP);
}

void CliProcess::resume()
{
    ::kill(pid_t(m_process.processId()), SIGCONT);
}

bool CliProcess::isStopped() const
{
    QFile status(u"/proc/%1/stat"_s.arg(pid()));
    if (!status.open(QIODevice::ReadOnly))
        return false;
    const QByteArray line = status.readAll();
    return line.mid(line.lastIndexOf(')') + 2, 1) == "T";
}

int CliProcess::code() const
{
    const bool ended = m_process.state() == QProcess::NotRunning;
    return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

QList<QJsonObject> CliProcess::lines() const
{
    QList<QJsonObject> objects;
    // The last piece may be half a line still.
    for (const QByteArray &line : m_out.left(m_out.lastIndexOf('\n') + 1).split('\n')) {
        if (const auto object = json::parseObject(line); object && !object->isEmpty())
            objects += *object;
    }
    return objects;
}

CliAnswer cli(const QHash<QString, QString> &environment,
              const QStringList &arguments,
              const QByteArray &input)
{
    CliProcess process(environment, QStringList{u"--json"_s} + arguments, input);
    static_cast<void>(process.waitForEnd());
    const QList<QJsonObject> lines = process.lines();
    return {process.code(), lines.value(0), process.out(), process.err()};
}

} // namespace pelorus::test
