// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/filelock.h"

namespace pelorus::run {

/// A file in the data folder that is locked for as long as the worker's process lives: whoever
/// shares the folder sees at once that it is gone. (A process number says less: it comes back, and
/// in another container, or of another user, it means nothing.)
class WorkerLock final
{
public:
    WorkerLock(const QString &dataDir, const QString &worker);
    ~WorkerLock();
    WorkerLock(const WorkerLock &) = delete;
    WorkerLock &operator=(const WorkerLock &) = delete;

    /// Whether it is known here that the worker's process has ended.
    [[nodiscard]] static bool isGone(const QString &dataDir, const QString &worker);

private:
    QString m_path;
    store::FileLock m_lock;
};

} // namespace pelorus::run
