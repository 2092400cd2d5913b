// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/machineslots.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace pelorus::run {

MachineSlots::MachineSlots(const QString &dataDir, int limit)
    : m_folder(dataDir + u"/slots"_s)
    , m_limit(limit)
{
    QDir().mkpath(m_folder);
}

std::unique_ptr<QLockFile> MachineSlots::tryTake()
{
    for (int i = 0; i < m_limit; ++i) {
        auto file = std::make_unique<QLockFile>(u"%1/%2.lock"_s.arg(m_folder).arg(i));
        file->setStaleLockTime(0); // held for as long as a task takes; a dead holder's pid frees it
        if (file->tryLock(0))
            return file;
    }
    return nullptr;
}

} // namespace pelorus::run
