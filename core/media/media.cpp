// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/media.h"

#include "core/base/json.h"
#include "core/base/threadguard.h"
#include "core/media/process.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace pelorus::media {
namespace {

constexpr qint64 kBlock = 1024LL * 1024;

QString shortName(const QString &path)
{
    return QFileInfo(path).fileName();
}

tl::unexpected<Error> mediaError(const QString &message, const QString &detail = {})
{
    return fail(ErrorKind::Media, message, detail);
}

/// What can be said without looking inside; the size when all is well.
Result<qint64> checkFile(const QString &path)
{
    const QFileInfo info(path);
    if (path.isEmpty() || !info.exists()) {
        return mediaError(
            QCoreApplication::translate(
                "Core", "The video %1 is not there. Put it back, or choose another file.")
                .arg(QDir::toNativeSeparators(path)));
    }
    if (info.isDir()) {
        return mediaError(
            QCoreApplication::translate("Core", "%1 is a folder, not a video. Choose a file in it.")
                .arg(QDir::toNativeSeparators(path)));
    }
    if (!info.isFile()) {
        return mediaError(
            QCoreApplication::translate("Core", "%1 is not a file. Choose a video file.")
                .arg(QDir::toNativeSeparators(path)));
    }
    if (!QFile(path).open(QIODevice::ReadOnly)) {
        return mediaError(QCoreApplication::translate(
                              "Core", "The video %1 cannot be read. Check its permissions.")
                              .arg(QDir::toNativeSeparators(path)));
    }
    if (info.size() == 0) {
        return mediaError(
            QCoreApplication::translate("Core", "The video %1 is empty (0 bytes). Copy it again.")
                .arg(shortName(path)));
    }
    return info.size();
}

/// Absolute and with the protocol in front: neither "-x.mp4" nor "a:b.mp4" is taken for an option
/// or an address.
QString toolPath(const QString &path)
{
    return u"file:"_s % QFileInfo(path).absoluteFilePath();
}

/// A cover picture in a sound file is a video stream for ffprobe, but no video.
bool isPicture(const QJsonObject &stream)
{
    return stream.value("codec_type"_L1) == QJsonValue(u"video"_s)
        && stream.value("disposition"_L1).toObject().value("attached_pic"_L1).toInt() == 0;
}

/// Phones write upright video lying down, with a rotation beside it.
bool liesOnItsSide(const QJsonObject &stream)
{
    int degrees = stream.value("tags"_L1).toObject().value("rotate"_L1).toString().toInt();
    const QJsonArray sideData = stream.value("side_data_list"_L1).toArray();
    for (const QJsonValue data : sideData) {
        const QJsonValue rotation = data.toObject().value("rotation"_L1);
        if (rotation.isDouble())
            degrees = int(std::lround(rotation.toDouble()));
    }
    return std::abs(degrees) % 180 == 90;
}

} // namespace

Result<VideoInfo> probe(const QString &path, const Call &call)
{
    mayBlock("Looking into a video");
    const auto size = checkFile(path);
    if (!size)
        return fail(size.error());
    const auto output = runTool(u"ffprobe"_s,
                                {u"-v"_s,
                                 u"error"_s,
                                 u"-protocol_whitelist"_s,
                                 u"file"_s, // a playlist must not fetch anything
                                 u"-print_format"_s,
                                 u"json"_s,
                                 u"-show_format"_s,
                                 u"-show_streams"_s,
                                 toolPath(path)},
                                call);
    if (!output)
        return fail(output.error());
    const auto answer = json::parseObject(output->out);
    const QJsonObject format = answer ? answer->value("format"_L1).toObject() : QJsonObject{};
    if (output->exitCode != 0 || format.isEmpty()) {
        return mediaError(QCoreApplication::translate(
                              "Core",
                              "%1 is not a video that can be read; it may be damaged or not fully "
                              "copied. Copy or convert it again.")
                              .arg(shortName(path)),
                          QString::fromUtf8(output->err.right(300)).trimmed());
    }
    VideoInfo info;
    info.size = *size;
    info.container = format.value("format_name"_L1).toString();
    const double seconds = format.value("duration"_L1).toString().toDouble();
    info.duration = milliseconds(seconds > 0 ? std::llround(seconds * 1000) : 0);
    const QJsonArray streams = answer->value("streams"_L1).toArray();
    for (const QJsonValue value : streams) {
        const QJsonObject stream = value.toObject();
        if (info.videoCodec.isEmpty() && isPicture(stream)) {
            info.videoCodec = stream.value("codec_name"_L1).toString(u"unknown"_s);
            info.frame = {stream.value("width"_L1).toInt(), stream.value("height"_L1).toInt()};
            if (liesOnItsSide(stream))
                info.frame.transpose();
        } else if (info.audioCodec.isEmpty()
                   && stream.value("codec_type"_L1) == QJsonValue(u"audio"_s)) {
            info.audioCodec = stream.value("codec_name"_L1).toString(u"unknown"_s);
        }
    }
    if (info.videoCodec.isEmpty() || info.frame.isEmpty()) {
        return mediaError(
            QCoreApplication::translate("Core", "There is no picture in %1. Choose a video file.")
                .arg(shortName(path)));
    }
    return info;
}

Result<QByteArray> thumbnail(const QString &path, int side, const Call &call)
{
    mayBlock("Making a thumbnail");
    if (const auto size = checkFile(path); !size)
        return fail(size.error());
    const QString scale
        = u"scale=w=%1:h=%1:force_original_aspect_ratio=decrease"_s.arg(std::max(side, 16));
    // Half a second in, since many videos begin black; the first frame where it is shorter.
    for (const QString &start : {u"0.5"_s, u"0"_s}) {
        const auto output
            = runTool(u"ffmpeg"_s,
                      {u"-v"_s,         u"error"_s, u"-nostdin"_s, u"-protocol_whitelist"_s,
                       u"file,pipe"_s,  u"-ss"_s,   start,         u"-i"_s,
                       toolPath(path),  u"-map"_s,  u"0:V:0"_s,    u"-frames:v"_s,
                       u"1"_s,          u"-vf"_s,   scale,         u"-f"_s,
                       u"image2pipe"_s, u"-c:v"_s,  u"mjpeg"_s,    u"-pix_fmt"_s,
                       u"yuvj420p"_s,   u"-q:v"_s,  u"5"_s,        u"pipe:1"_s},
                      call);
        if (!output)
            return fail(output.error());
        if (output->exitCode == 0 && output->out.startsWith("\xFF\xD8"))
            return output->out;
    }
    return mediaError(QCoreApplication::translate(
                          "Core", "No picture of %1 could be made; the video may be damaged.")
                          .arg(shortName(path)));
}

Result<FileDigest> digest(const QString &path, const Call &call)
{
    mayBlock("Hashing a file");
    if (const auto size = checkFile(path); !size)
        return fail(size.error());
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(ErrorKind::Io,
                    QCoreApplication::translate(
                        "Core", "The video %1 cannot be read. Check its permissions.")
                        .arg(shortName(path)),
                    file.errorString());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray block(kBlock, Qt::Uninitialized);
    FileDigest result;
    for (;;) {
        if (auto go = call.check(); !go)
            return fail(go.error());
        const qint64 got = file.read(block.data(), block.size());
        if (got < 0) {
            return fail(ErrorKind::Io,
                        QCoreApplication::translate("Core",
                                                    "Reading the video %1 failed half-way. Check "
                                                    "the disk or the network share.")
                            .arg(shortName(path)),
                        file.errorString());
        }
        if (got == 0)
            break;
        hash.addData(QByteArrayView(block.constData(), got));
        result.size += got;
    }
    result.sha256 = hash.result();
    return result;
}

} // namespace pelorus::media
