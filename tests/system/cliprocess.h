// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QStringList>

#include <chrono>
#include <functional>

namespace pelorus::test {

/// The real pelorus-cli as a process of its own, started by the constructor. The destructor kills
/// what still runs. Waiting is by its output, never by time alone.
class CliProcess final
{
public:
    /// `environment` is laid over this process's.
    CliProcess(const QHash<QString, QString> &environment,
               const QStringList &arguments,
               const QByteArray &input = {});
    ~CliProcess();
    CliProcess(const CliProcess &) = delete;
    CliProcess &operator=(const CliProcess &) = delete;

    /// Until `run --json` told of such a step. False when the process ended or the time was over
    /// first.
    [[nodiscard]] bool waitForStep(const QString &step,
                                   const QString &state,
                                   std::chrono::seconds most = std::chrono::seconds(90));
    /// Until `done`, which is asked after each piece of output and at least every 50 ms: for what
    /// only others can tell.
    [[nodiscard]] bool waitUntil(const std::function<bool()> &done,
                                 std::chrono::seconds most = std::chrono::seconds(90));
    [[nodiscard]] bool waitForEnd(std::chrono::seconds most = std::chrono::seconds(120));

    /// SIGKILL, and waits until the process is gone.
    void kill();
    /// SIGSTOP and SIGCONT.
    void suspend();
    void resume();
    /// SIGSTOP has taken hold, by suspend() or by PELORUS_STOP_AT.
    [[nodiscard]] bool isStopped() const;

    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    /// −1 while it runs and when a signal ended it.
    [[nodiscard]] int code() const;
    [[nodiscard]] const QByteArray &out() const { return m_out; }
    [[nodiscard]] const QByteArray &err() const { return m_err; }
    /// Standard output's lines of JSON so far.
    [[nodiscard]] QList<QJsonObject> lines() const;
    /// Both outputs, for a failed check.
    [[nodiscard]] QByteArray said() const { return m_out + m_err; }

private:
    void read();

    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
};

struct CliAnswer
{
    int code = -1;
    QJsonObject object; ///< of --json
    QByteArray out;
    QByteArray err;

    /// For a failed check, whose message has room for 1024 characters: the end is what counts.
    [[nodiscard]] QByteArray told() const
    {
        return "exit code " + QByteArray::number(code) + '\n' + err.right(450) + '\n'
            + out.right(450);
    }
};

/// Runs a command to its end with --json.
[[nodiscard]] CliAnswer cli(const QHash<QString, QString> &environment,
                            const QStringList &arguments,
                            const QByteArray &input = {});

} // namespace pelorus::test
