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

std::optional<store::FileLock> MachineSlots::tryTake()
{
    for (int i = 0; i < m_limit; ++i) {
        if (auto file = store::FileLock::take(u"%1/%2.lock"_s.arg(m_folder).arg(i)))
            return std::move(*file);
    }
    return std::nullopt;
}

} // namespace pelorus::run
