// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"
#include "core/store/database.h"
#include "ui/settings/settingsfile.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace pelorus::app {

/// What must be open before there is a window.
struct Opened
{
    std::shared_ptr<settings::Settings> settings;
    ui::Appearance appearance;
    store::DatabasePtr database;
    /// Another program runs the work of this SQLite file: this one only looks.
    bool viewer = false;
};

/// Settings, log, token, database, migration. Blocking; a worker thread. `tell` says for people
/// what is being done; any thread.
[[nodiscard]] Result<Opened> openAll(const QString &programDir,
                                     const std::function<void(const QString &)> &tell,
                                     std::stop_token stop);

} // namespace pelorus::app
