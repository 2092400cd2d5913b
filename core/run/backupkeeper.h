// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/settings/settings.h"
#include "core/store/backupschedule.h"
#include "core/store/database.h"

#include <functional>
#include <stop_token>
#include <thread>

namespace pelorus::run {

/// A thread that makes the backups of the settings when they are due; none without a folder.
class BackupKeeper final
{
public:
    /// `told` comes on the thread after each look: the error, or nothing.
    BackupKeeper(const settings::Settings &settings,
                 store::DatabasePtr database,
                 const Clock &clock,
                 std::function<void(const Result<void> &)> told);

    void requestStop() { m_thread.request_stop(); }

private:
    void loop(const std::stop_token &stop);
    [[nodiscard]] Result<void> look(const std::stop_token &stop);

    const settings::Settings &m_settings;
    store::DatabasePtr m_database;
    const Clock &m_clock;
    std::function<void(const Result<void> &)> m_told;
    std::jthread m_thread; ///< last: ends, and a pg_dump with it, before the rest goes
};

} // namespace pelorus::run
