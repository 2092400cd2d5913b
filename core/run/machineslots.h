// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

} // namespace pelorus::run
