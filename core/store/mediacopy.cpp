// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/mediacopy.h"

#include "core/base/threadguard.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <filesystem>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

constexpr qint64 kChunk = 4LL * 1024 * 1024;
constexpr auto kOwnerOnly
    = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

tl::unexpected<Error> problem(const QString &file, const QString &why)
{
    return fail(ErrorKind::Io,
                QCoreApplication::translate("Core", "The file %1 cannot be copied: %2.")
                    .arg(QDir::toNativeSeparators(file), why));
}

bool isSame(const QFileInfo &one, const QFileInfo &other)
{
    return one.size() == other.size()
        && one.lastModified().toSecsSinceEpoch() == other.lastModified().toSecsSinceEpoch();
}

bool link(const QString &existing, const QString &name)
{
    std::error_code error;
    std::filesystem::create_hard_link(std::filesystem::path(existing.toStdU16String()),
                                      std::filesystem::path(name.toStdU16String()),
                                      error);
    return !error;
}

/// Under another name first, so that a copy that breaks off is none.
Result<void> copyFile(const QFileInfo &from, const QString &to, const Call &call)
{
    QFile source(from.filePath());
    if (!source.open(QIODevice::ReadOnly))
        return problem(from.filePath(), source.errorString());
    const QString part = to + u".part"_s;
    QFile::remove(part);
    QFile target(part);
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return problem(part, target.errorString());
    Result<void> done;
    QByteArray chunk;
    while (done && !(chunk = source.read(kChunk)).isEmpty()) {
        if (target.write(chunk) != chunk.size())
            done = problem(part, target.errorString());
        else
            done = call.check();
    }
    if (done && source.error() != QFileDevice::NoError)
        done = problem(from.filePath(), source.errorString());
    if (done && !target.flush())
        done = problem(part, target.errorString());
    // After the last byte, which would set it anew.
    if (done)
        target.setFileTime(from.lastModified(), QFileDevice::FileModificationTime);
    target.close();
    if (done && !target.rename(to))
        done = problem(to, target.errorString());
    if (!done)
        QFile::remove(part);
    return done;
}

/// What a backup that lies below the media folder consists of; "*.part" is nobody's whole file.
bool isOfBackups(const QString &path, const QString &backups)
{
    if (path.endsWith(".part"_L1))
        return true;
    if (backups.isEmpty() || !path.startsWith(QString(backups + u'/')))
        return false;
    const QString name = path.mid(backups.size() + 1).section(u'/', 0, 0);
    return name.endsWith(".media"_L1) || name.endsWith(".media.part"_L1)
        || name.startsWith("pelorus-auto-"_L1) || name == ".pelorus-backup"_L1;
}

/// Calls `take` with each file below `root` and its path from there, but for what lies in `backups`
/// and is a part of one.
template <typename Take>
Result<void> eachFile(const QString &root, const QString &backups, const Call &call, Take take)
{
    const QDir top(root);
    QDirIterator files(
        root, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        const QFileInfo file = files.fileInfo();
        if (isOfBackups(file.absoluteFilePath(), backups))
            continue;
        if (auto go = call.check(); !go)
            return go;
        if (auto taken = take(file, top.relativeFilePath(file.filePath())); !taken)
            return taken;
    }
    return {};
}

Result<void> makeFolder(const QString &path)
{
    if (QDir().mkpath(path))
        return {};
    return fail(
        ErrorKind::Io,
        QCoreApplication::translate("Core", "The folder %1 cannot be made. Check its permissions.")
            .arg(QDir::toNativeSeparators(path)));
}

Result<void> needsFolder(const QString &path)
{
    if (QFileInfo(path).isDir())
        return {};
    return fail(ErrorKind::NotFound,
                QCoreApplication::translate("Core",
                                            "The media folder %1 cannot be opened. Check "
                                            "MEDIA_ROOT in the settings.")
                    .arg(QDir::toNativeSeparators(path)));
}

} // namespace

Result<MediaCopy>
copyMedia(const QString &root, const QString &to, const QString &earlier, const Call &call)
{
    mayBlock("copying the media folder");
    if (auto there = needsFolder(root); !there)
        return fail(there.error());
    const QString part = QFileInfo(to).absoluteFilePath() + u".part"_s;
    QDir(part).removeRecursively();
    if (auto made = makeFolder(part); !made)
        return fail(made.error());
    QFile::setPermissions(part, kOwnerOnly);
    MediaCopy result;
    auto done = eachFile(root,
                         QFileInfo(part).absolutePath(),
                         call,
                         [&](const QFileInfo &file, const QString &name) -> Result<void> {
                             const QString target = part + u'/' + name;
                             if (auto made = makeFolder(QFileInfo(target).path()); !made)
                                 return made;
                             ++result.files;
                             const QFileInfo before(earlier + u'/' + name);
                             if (!earlier.isEmpty() && before.isFile() && isSame(file, before)
                                 && link(before.filePath(), target))
                                 return {};
                             ++result.copied;
                             result.bytes += file.size();
                             return copyFile(file, target, call);
                         });
    if (done && !QDir().rename(part, to))
        done = problem(to, QCoreApplication::translate("Core", "it cannot be renamed"));
    if (!done) {
        QDir(part).removeRecursively();
        return fail(done.error());
    }
    return result;
}

Result<MediaCopy> bringMediaBack(const QString &from, const QString &root, const Call &call)
{
    mayBlock("bringing the media folder back");
    MediaCopy result;
    const auto done
        = eachFile(from, {}, call, [&](const QFileInfo &file, const QString &name) -> Result<void> {
              const QString target = root + u'/' + name;
              ++result.files;
              if (const QFileInfo there(target); there.exists()) {
                  if (!isSame(file, there))
                      result.different += name;
                  return {};
              }
              if (auto made = makeFolder(QFileInfo(target).path()); !made)
                  return made;
              ++result.copied;
              result.bytes += file.size();
              return copyFile(file, target, call);
          });
    if (!done)
        return fail(done.error());
    return result;
}

} // namespace pelorus::store
