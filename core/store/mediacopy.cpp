// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/mediacopy.h"

#include "core/base/log.h"
#include "core/base/savefile.h"
#include "core/base/threadguard.h"
#include "core/store/backupfiles.h"
#include "core/store/backuplock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

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

/// The same file in the earlier copy, so that a link does; none where there is no such copy.
QFileInfo copiedBefore(const QString &earlier, const QFileInfo &file, const QString &name)
{
    const QFileInfo before(earlier + u'/' + name);
    return !earlier.isEmpty() && before.isFile() && isSame(file, before) ? before : QFileInfo();
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
    if (done)
        done = syncToDisk(target);
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

/// A backup's own copy of media, or what one that broke off left.
bool isOfBackup(const QFileInfo &entry)
{
    const QString path = entry.filePath();
    if (!entry.isDir()) {
        return path.endsWith(".part"_L1) || entry.fileName().startsWith("pelorus-auto-"_L1)
            || entry.fileName() == ".pelorus-backup"_L1 || isBackupLock(entry.fileName());
    }
    return path.endsWith(".media.part"_L1)
        || (path.endsWith(".media"_L1)
            && (entry.fileName().startsWith("pelorus-auto-"_L1)
                || QFile::exists(path.chopped(int(".media"_L1.size())))));
}

/// Calls `take` with each file below `root` and its path from there. Links to folders and what is
/// no file (a pipe would keep us for ever) go to `left`.
template <typename Take>
Result<void> eachFile(
    const QDir &root, const QString &below, QStringList &left, const Call &call, const Take &take)
{
    const auto entries
        = QDir(root.filePath(below))
              .entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                             QDir::Name);
    for (const QFileInfo &entry : entries) {
        if (auto go = call.check(); !go)
            return go;
        if (isOfBackup(entry))
            continue;
        const QString name
            = below.isEmpty() ? entry.fileName() : QString(below + u'/' + entry.fileName());
        Result<void> done;
        if (entry.isDir() && !entry.isSymLink())
            done = eachFile(root, name, left, call, take);
        else if (entry.isFile())
            done = take(entry, name);
        else
            left += name;
        if (!done)
            return done;
    }
    return {};
}

/// One file that cannot be copied is told and costs no other.
Result<void> copyOrLeave(const QFileInfo &file,
                         const QString &name,
                         const QString &target,
                         MediaCopy &result,
                         const Call &call)
{
    auto done = makeFolder(QFileInfo(target).path());
    if (done)
        done = copyFile(file, target, call);
    if (done) {
        ++result.files;
        ++result.copied;
        result.bytes += file.size();
        return {};
    }
    if (done.error().kind != ErrorKind::Io)
        return done;
    log::warn("db", u"not copied: "_s % name % u": "_s % done.error().message);
    result.left += name;
    return {};
}

/// Without what will be linked, if links can be made.
Result<qint64> bytesToCopy(const QString &root, const QString &earlier, const Call &call)
{
    qint64 bytes = 0;
    QStringList left;
    const auto count = [&](const QFileInfo &file, const QString &name) -> Result<void> {
        if (!copiedBefore(earlier, file, name).isFile())
            bytes += file.size();
        return {};
    };
    if (auto done = eachFile(QDir(root), {}, left, call, count); !done)
        return fail(done.error());
    return bytes;
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
    const auto bytes = bytesToCopy(root, earlier, call);
    if (!bytes)
        return fail(bytes.error());
    if (auto made = makeFolder(part); !made)
        return fail(made.error());
    QFile::setPermissions(part, kOwnerOnly);
    if (auto room = needsRoom(part, *bytes); !room) {
        QDir(part).removeRecursively();
        return fail(room.error());
    }
    MediaCopy result;
    QSet<QString> folders{part};
    const auto take = [&](const QFileInfo &file, const QString &name) -> Result<void> {
        const QString target = part + u'/' + name;
        const QFileInfo before = copiedBefore(earlier, file, name);
        folders.insert(QFileInfo(target).path());
        if (before.isFile() && makeFolder(QFileInfo(target).path())
            && link(before.filePath(), target)) {
            ++result.files;
            return {};
        }
        return copyOrLeave(file, name, target, result, call);
    };
    auto done = eachFile(QDir(root), {}, result.left, call, take);
    if (done) {
        for (const QString &folder : folders)
            syncFolder(folder);
    }
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
    const auto take = [&](const QFileInfo &file, const QString &name) -> Result<void> {
        const QString target = root + u'/' + name;
        const QFileInfo there(target);
        if (!there.exists())
            return copyOrLeave(file, name, target, result, call);
        ++result.files;
        if (!isSame(file, there))
            result.different += name;
        return {};
    };
    if (auto done = eachFile(QDir(from), {}, result.left, call, take); !done)
        return fail(done.error());
    return result;
}

} // namespace pelorus::store
