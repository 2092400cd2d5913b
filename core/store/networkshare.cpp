// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/networkshare.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#endif

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

/// WAL needs shared memory and byte-range locks that network file systems do not give.
#ifdef Q_OS_WIN
bool isOnNetworkShare(const QString &file)
{
    const QString folder = QDir::toNativeSeparators(QFileInfo(file).absolutePath());
    // A local disk's own name begins with two backslashes too, so the drive is asked, not its name.
    return folder.startsWith(u"\\\\"_s)
        || GetDriveTypeW(reinterpret_cast<LPCWSTR>(folder.left(3).utf16())) == DRIVE_REMOTE;
}
#else
bool isOnNetworkShare(const QString &file)
{
    static const QStringList networks{u"nfs"_s,
                                      u"nfs4"_s,
                                      u"cifs"_s,
                                      u"smb"_s,
                                      u"smb2"_s,
                                      u"smb3"_s,
                                      u"smbfs"_s,
                                      u"9p"_s,
                                      u"afs"_s,
                                      u"ncpfs"_s,
                                      u"fuse.sshfs"_s,
                                      u"webdav"_s,
                                      u"davfs"_s};
    const QString folder = QFileInfo(file).absolutePath();
    if (folder.startsWith(u"//"_s) || folder.startsWith(u"\\\\"_s))
        return true;
    const QStorageInfo storage(folder);
    return networks.contains(QString::fromLatin1(storage.fileSystemType()).toLower())
        || storage.device().startsWith("//") || storage.device().startsWith("\\\\");
}
#endif

} // namespace

Result<void> refuseNetworkShare(const QString &file)
{
    if (!isOnNetworkShare(file))
        return {};
    return fail(ErrorKind::Unsupported,
                QCoreApplication::translate("Core",
                                            "The SQLite file lies on a network share, where it "
                                            "would be damaged sooner or later. Put it on this "
                                            "machine's disk, or use PostgreSQL for several "
                                            "machines."));
}

} // namespace pelorus::store
