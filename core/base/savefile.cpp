// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/savefile.h"

#include "core/base/threadguard.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace pelorus {

tl::unexpected<Error> cannotWrite(const QString &path, const QString &why)
{
    return fail(ErrorKind::Io,
                QCoreApplication::translate("Core",
                                            "The file %1 cannot be written: %2. Check its folder's "
                                            "permissions and the room on its disk.")
                    .arg(QDir::toNativeSeparators(path), why));
}

Result<void> syncToDisk(const QFile &file)
{
    mayBlock("Syncing a file");
#ifdef Q_OS_WIN
    const bool synced = ::_commit(file.handle()) == 0;
#else
    const bool synced = ::fsync(file.handle()) == 0;
#endif
    return synced ? Result<void>() : cannotWrite(file.fileName(), qt_error_string(errno));
}

Result<void> syncToDisk(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly)
        ? syncToDisk(file)
        : cannotWrite(path, file.errorString());
}

void syncFolder(const QString &folder)
{
#ifndef Q_OS_WIN
    const int handle
        = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
#else
    Q_UNUSED(folder);
#endif
}

Result<void> checkWritable(const QString &path)
{
    mayBlock("Trying a file");
    QSaveFile file(path); // what is not committed goes with it
    return file.open(QIODevice::WriteOnly) ? Result<void>() : cannotWrite(path, file.errorString());
}

Result<void> saveFile(const QString &path, const QByteArray &bytes, Readers readers)
{
    mayBlock("Saving a file");
    QSaveFile file(path); // synced before it is renamed
    const auto mayRead = [&] {
        return readers == Readers::Everyone
            || file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    };
    if (file.open(QIODevice::WriteOnly) && mayRead() && file.write(bytes) == bytes.size()
        && file.commit()) {
        syncFolder(QFileInfo(QFileInfo(path).canonicalFilePath()).path()); // links are followed
        return {};
    }
    return cannotWrite(path, file.errorString());
}

} // namespace pelorus
