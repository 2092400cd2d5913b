// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/machineslots.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace pelorus::run {

namespace {

std::shared_ptr<void> placeOf(const QString &name, int places)
{
    for (int i = 0; i < places; ++i) {
        auto file = store::FileLock::take(u"%1-%2.lock"_s.arg(name).arg(i));
        if (file)
            return std::make_shared<store::FileLock>(std::move(*file));
        if (file.error().kind != ErrorKind::Conflict)
            return std::make_shared<store::FileLock>(); // of nothing
    }
    return nullptr;
}

} // namespace

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

dolphin::MachineLimits dolphinLimits(const QString &dataDir)
{
    const QString folder = dataDir + u"/dolphin"_s;
    QDir().mkpath(folder);
    dolphin::MachineLimits limits;
    limits.start = [name = QString(folder + u"/start"_s)] { return placeOf(name, 2); };
    limits.stop = [name = QString(folder + u"/stop"_s)] { return placeOf(name, 1); };
    return limits;
}

} // namespace pelorus::run
