// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backuplock.h"

#include "core/base/log.h"
#include "core/store/backup.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

const QLatin1StringView kEnd{".pelorus-backup"};

QString lockOf(const QFileInfo &backup)
{
    return backup.absolutePath() % u"/."_s % backup.fileName() % kEnd;
}

QByteArray machine()
{
    return QSysInfo::machineHostName().toUtf8();
}

/// Of a lock that somebody holds there is nothing to be read on Windows: not ours to sweep either.
bool isOfThisMachine(const QString &lock)
{
    QFile file(lock);
    return file.open(QIODevice::ReadOnly) && file.readAll() == machine();
}

/// What is open cannot be deleted on Windows; elsewhere nobody may take it in between.
void removeLock(const QString &path, [[maybe_unused]] FileLock lock)
{
#ifdef Q_OS_WIN
    lock = FileLock();
#endif
    QFile::remove(path);
}

void sweep(const QDir &folder)
{
    const QDir::Filters all = QDir::Files | QDir::Hidden | QDir::System;
    for (const QString &name : folder.entryList({QString(u".*"_s % kEnd)}, all)) {
        if (!isBackupLock(name) || !isOfThisMachine(folder.filePath(name)))
            continue;
        auto dead = FileLock::take(folder.filePath(name));
        if (!dead)
            continue;
        const QString backup = folder.filePath(name.mid(1).chopped(kEnd.size()));
        log::info("db", u"sweeping what a dead backup left: "_s + backup);
        if (removeHalves(backup))
            removeLock(folder.filePath(name), std::move(*dead));
    }
}

} // namespace

bool removeHalves(const QString &backup)
{
    const QString part = backup + u".part"_s;
    const QString media = mediaOfBackup(backup);
    bool gone = QDir(media + u".part"_s).removeRecursively();
    // Media come first, so they are whole where the database is not. Without that half the backup
    // was complete, wherever somebody has moved its file since.
    if (QFile::exists(part) && !QFile::exists(backup))
        gone = QDir(media).removeRecursively() && gone;
    return gone && (!QFile::exists(part) || QFile::remove(part));
}

bool hasBackupLock(const QString &backup)
{
    return QFile::exists(lockOf(QFileInfo(backup)));
}

bool isBackupLock(const QString &fileName)
{
    return fileName.size() > kEnd.size() + 1 && fileName.startsWith(u'.')
        && fileName.endsWith(kEnd);
}

BackupLock::~BackupLock()
{
    if (!m_path.isEmpty())
        removeLock(m_path, std::move(m_lock));
}

Result<BackupLock> BackupLock::take(const QString &file)
{
    const QFileInfo info(file);
    sweep(info.absoluteDir());
    BackupLock lock;
    auto held = FileLock::take(lockOf(info));
    if (held) {
        lock.m_path = lockOf(info);
        lock.m_lock = std::move(*held);
        if (!lock.m_lock.write(machine()))
            log::warn("db", u"cannot be swept should it break off: "_s + file);
    } else if (held.error().kind == ErrorKind::Conflict) {
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Core",
                                                "Another backup is being written to %1 right now. "
                                                "Wait for it, or choose another name.")
                        .arg(QDir::toNativeSeparators(file)));
    }
    return lock; // a folder without locks, such as some shares, takes backups all the same
}

} // namespace pelorus::store
