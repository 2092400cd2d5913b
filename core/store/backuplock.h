// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/filelock.h"

#include <QString>

namespace pelorus::store {

/// Held while the backup `file` is written, by the file ".NAME.pelorus-backup" beside it. One that
/// nobody holds was left by a program that died: by it the halves of dead backups are known from
/// the living ones, and from files of others that are called so. The machine that holds it is named
/// in it: on some shares a machine sees only its own locks, so nobody sweeps for another.
class BackupLock final
{
public:
    BackupLock() = default;
    BackupLock(BackupLock &&) = default;
    BackupLock &operator=(BackupLock &&) = delete;
    ~BackupLock();

    /// Conflict while another program writes this backup. Sweeps the folder of dead ones.
    [[nodiscard]] static Result<BackupLock> take(const QString &file);
    /// Something of the backup cannot be removed now: its file stays, for the next sweep.
    void leaveToSweep() { m_path.clear(); }

private:
    QString m_path; ///< empty: nothing is held
    FileLock m_lock;
};

/// What a backup left that broke off, with the folder's lock or its own held. False while something
/// of it cannot be removed; ".part" then stays, by which the rest is found again.
bool removeHalves(const QString &backup);
/// Somebody writes the backup, or it was begun on another machine or is to be swept by its lock.
[[nodiscard]] bool hasBackupLock(const QString &backup);

/// Whether it is such a file.
[[nodiscard]] bool isBackupLock(const QString &fileName);

} // namespace pelorus::store
