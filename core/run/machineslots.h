// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dolphin/types.h"
#include "core/store/filelock.h"

#include <optional>

namespace pelorus::run {

/// CONCURRENCY_LIMIT counts over all Pelorus processes of this machine: each running task holds one
/// of that many lock files in the data folder. A dead process's files are free again by themselves.
class MachineSlots final
{
public:
    MachineSlots(const QString &dataDir, int limit);

    /// Nothing when all are taken.
    [[nodiscard]] std::optional<store::FileLock> tryTake();

private:
    QString m_folder;
    int m_limit;
};

/// Two starts and one stop at a time over all Pelorus processes of this machine, by lock files too.
/// Where the folder cannot be written each process counts its own.
[[nodiscard]] dolphin::MachineLimits dolphinLimits(const QString &dataDir);

} // namespace pelorus::run
