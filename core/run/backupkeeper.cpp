// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/backupkeeper.h"

#include "core/base/log.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::run {
namespace {

constexpr auto kFirstLook = 1min; ///< the start has other things to do
constexpr milliseconds kLookEvery = 10min;
constexpr milliseconds kAfterFailure = 1h;

} // namespace

BackupKeeper::BackupKeeper(const settings::Settings &settings,
                           store::DatabasePtr database,
                           const Clock &clock,
                           std::function<void(const Result<void> &)> told)
    : m_settings(settings)
    , m_database(std::move(database))
    , m_clock(clock)
    , m_told(std::move(told))
{
    if (!m_settings.backupDir.isEmpty())
        m_thread = std::jthread([this](const std::stop_token &stop) { loop(stop); });
}

void BackupKeeper::loop(const std::stop_token &stop)
{
    const store::ConnectionScope connections;
    milliseconds pause = kFirstLook;
    while (sleepFor(pause, {Deadline::never(), stop})) {
        const auto made = look(stop);
        if (stop.stop_requested())
            return;
        // A full copy that fails is not tried over and over: it may be what fills the disk.
        pause = made ? kLookEvery : kAfterFailure;
        if (!made)
            log::warn("run", u"scheduled backup failed: "_s % toLogString(made.error()));
        m_told(made);
    }
}

Result<void> BackupKeeper::look(const std::stop_token &stop)
{
    const auto instance = m_database->instanceId();
    if (!instance)
        return fail(instance.error());
    const store::BackupPlan plan{m_settings.backupDir,
                                 *instance,
                                 m_settings.backupEvery,
                                 m_settings.backupKeep,
                                 m_settings.backupMedia,
                                 m_settings.mediaRoot};
    const auto done = store::backUpIfDue(
        m_settings.databaseUrl, plan, m_clock.nowUtc(), {Deadline::never(), stop});
    if (!done)
        return fail(done.error());
    if (*done)
        log::info("run", u"scheduled backup of %1 bytes"_s.arg((*done)->bytes));
    return {};
}

} // namespace pelorus::run
