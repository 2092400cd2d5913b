// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"

#include <QByteArray>
#include <QSize>
#include <QString>

#include <optional>

namespace pelorus::media {

struct VideoInfo
{
    qint64 size = 0;
    milliseconds duration{0};
    QSize frame;
    QString container; ///< ffprobe's format name
    QString videoCodec;
    QString audioCodec; ///< empty without sound
};

/// Size and streams by ffprobe (found on the path, or beside the program). Errors: Media (missing,
/// unreadable, no picture) in one sentence with the next step; Unsupported when ffprobe is absent.
[[nodiscard]] Result<VideoInfo> probe(const QString &path, const Call &call);

/// A JPEG of a frame near the start, at most `side` pixels wide or high.
[[nodiscard]] Result<QByteArray> thumbnail(const QString &path, int side, const Call &call);

struct FileDigest
{
    qint64 size = 0;
    QByteArray sha256; ///< 32 raw bytes
};

/// Streams the file; flat memory; the call's stop token is looked at every megabyte.
[[nodiscard]] Result<FileDigest> digest(const QString &path, const Call &call);

} // namespace pelorus::media
