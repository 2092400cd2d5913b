// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/process.h"

#include "core/base/threadguard.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::media {
namespace {

constexpr int kSliceMs = 50; // how soon a cancel is seen
constexpr qsizetype kMostOutput = 32LL * 1024 * 1024;
constexpr qsizetype kMostErrors = 4096;

QString findTool(const QString &tool)
{
    const QString beside
        = QStandardPaths::findExecutable(tool, {QCoreApplication::applicationDirPath()});
    return beside.isEmpty() ? QStandardPaths::findExecutable(tool) : beside;
}

tl::unexpected<Error> absent(const QString &tool)
{
    return fail(
        ErrorKind::Unsupported,
        QCoreApplication::translate("Core",
                                    "%1 was not found, so videos cannot be checked. Install "
                                    "ffmpeg, or put %1 beside the program.")
            .arg(tool));
}

void end(QProcess &process)
{
    process.kill();
    process.waitForFinished(2000);
}

} // namespace

Result<ProcessOutput> runTool(const QString &tool, const QStringList &arguments, const Call &call)
{
    mayBlock("Running a media tool");
    const QString program = findTool(tool);
    if (program.isEmpty())
        return absent(tool);
    if (auto go = call.check(); !go)
        return fail(go.error());

    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!process.waitForStarted(5000)) {
        const QString detail = process.errorString();
        end(process);
        return fail(ErrorKind::Unsupported,
                    QCoreApplication::translate("Core", "%1 could not be started. Install it anew.")
                        .arg(tool),
                    detail);
    }
    ProcessOutput output;
    const auto collect = [&] {
        output.out += process.readAllStandardOutput();
        output.err += process.readAllStandardError();
        output.err = output.err.right(kMostErrors);
    };
    while (process.state() != QProcess::NotRunning) {
        process.waitForFinished(kSliceMs);
        collect();
        auto go = call.check();
        if (go && output.out.size() > kMostOutput) {
            go = fail(ErrorKind::Media,
                      QCoreApplication::translate("Core",
                                                  "The video file makes %1 answer without end. "
                                                  "Convert it and try again.")
                          .arg(tool));
        }
        if (!go) {
            end(process);
            return fail(go.error());
        }
    }
    collect();
    if (process.exitStatus() != QProcess::NormalExit) {
        return fail(ErrorKind::Media,
                    QCoreApplication::translate("Core",
                                                "%1 crashed on this video. Convert it and try "
                                                "again.")
                        .arg(tool));
    }
    output.exitCode = process.exitCode();
    return output;
}

} // namespace pelorus::media
