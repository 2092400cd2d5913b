// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"

#include <QByteArray>
#include <QStringList>

namespace pelorus::media {

struct ProcessOutput
{
    int exitCode = 0;
    QByteArray out;
    QByteArray err; ///< the last few kilobytes
};

/// Runs ffprobe or ffmpeg to its end without an event loop; killed when the call is over. Found
/// beside the program, else on the path; Unsupported when absent.
[[nodiscard]] Result<ProcessOutput>
runTool(const QString &tool, const QStringList &arguments, const Call &call);

} // namespace pelorus::media
