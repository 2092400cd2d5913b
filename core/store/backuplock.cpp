// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backuplock.h"

#include "core/base/log.h"
#include "core/store/backup.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

const QLatin1StringView kEnd{".pelorus-backup"};

QString lockOf(const QFileInfo &backup)
{
    return backup.absolutePath() % u"/."_s % backup.fileName() % kEnd;
}

/// What a backup that is not there consists of; its lock is ours.
void removeHalves(const QString &backup)
{
    QFile::remove(backup + u".part"_s);
    const QString media = mediaOfBackup(backup);
    QDir(media + u".part"_s).removeRecursively();
    if (!QFile::exists(backup))
        QDir(media).removeRecursively(); // copied whole, and the program died before the rename
}

void sweep(const QDir &folder)
{
    const QDir::Filters all = QDir::Files | QDir::Hidden | QDir::System;
    for (const QString &name : folder.entryList({QString(u".*"_s % kEnd)}, all)) {
        if (!isBackupLock(name))
            continue;
        const auto dead = FileLock::take(folder.filePath(name));
        if (!dead)
            continue;
        const QString backup = folder.filePath(name.mid(1).chopped(kEnd.size()));
        log::info("db", u"sweeping what a dead backup left: "_s + backup);
        removeHalves(backup);
        QFile::remove(folder.filePath(name));
    }
}

} // namespace

bool isBackupLock(const QString &fileName)
{
    return fileName.size() > kEnd.size() + 1 && fileName.startsWith(u'.')
        && fileName.endsWith(kEnd);
}

BackupLock::~BackupLock()
{
    if (m_path.isEmpty())
        return;
#ifdef Q_OS_WIN
    m_lock = FileLock(); // what is open cannot be deleted
#endif
    QFile::remove(m_path);
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
