// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/backupkeeper.h"

#include "core/base/log.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::run {
namespace {

constexpr auto kFirstLook = 1min; ///< the start has other things to do
constexpr auto kLookEvery = 10min;

} // namespace

store::BackupPlan backupPlan(const settings::Settings &settings)
{
    return {settings.backupDir,
            settings.backupEvery,
            settings.backupKeep,
            settings.backupMedia ? settings.mediaRoot : QString()};
}

BackupKeeper::BackupKeeper(const settings::Settings &settings,
                           const Clock &clock,
                           std::function<void(const Result<void> &)> told)
    : m_settings(settings)
    , m_clock(clock)
    , m_told(std::move(told))
{
    if (!m_settings.backupDir.isEmpty())
        m_thread = std::jthread([this](const std::stop_token &stop) { loop(stop); });
}

void BackupKeeper::loop(const std::stop_token &stop)
{
    const store::BackupPlan plan = backupPlan(m_settings);
    milliseconds pause = kFirstLook;
    while (sleepFor(pause, {Deadline::never(), stop})) {
        pause = kLookEvery;
        const auto done = store::backUpIfDue(
            m_settings.databaseUrl, plan, m_clock.nowUtc(), {Deadline::never(), stop});
        if (!done && done.error().kind == ErrorKind::Cancelled)
            return;
        if (!done)
            log::warn("run", u"scheduled backup failed: "_s % toLogString(done.error()));
        else if (*done)
            log::info("run", u"scheduled backup of %1 bytes"_s.arg((*done)->bytes));
        m_told(done ? Result<void>() : fail(done.error()));
    }
}

} // namespace pelorus::run
