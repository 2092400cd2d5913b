// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/filelock.h"

#include <QString>

namespace pelorus::store {

/// Held while the backup `file` is written, by the file ".NAME.pelorus-backup" beside it. One that
/// nobody holds was left by a program that died: by it the halves of dead backups are known from
/// the living ones, and from files of others that are called so.
class BackupLock final
{
public:
    BackupLock() = default;
    BackupLock(BackupLock &&) = default;
    BackupLock &operator=(BackupLock &&) = delete;
    ~BackupLock();

    /// Conflict while another program writes this backup. Sweeps the folder of dead ones.
    [[nodiscard]] static Result<BackupLock> take(const QString &file);

private:
    QString m_path; ///< empty: nothing is held
    FileLock m_lock;
};

/// Whether it is such a file.
[[nodiscard]] bool isBackupLock(const QString &fileName);

} // namespace pelorus::store
