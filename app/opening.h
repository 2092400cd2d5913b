// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"
#include "core/store/database.h"
#include "ui/settings/settingsfile.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace pelorus::app {

/// What must be open before there is a window.
struct Opened
{
    /// The database is the Django application's alone, and nothing more was opened: whether Pelorus
    /// may make it its own as well, after a backup into this file, is asked first.
    QString adoptAfterBackup;
    std::shared_ptr<settings::Settings> settings;
    ui::Appearance appearance;
    store::DatabasePtr database;
    /// Why this program only looks: another one runs the work of this SQLite file, or its data
    /// went to another database. Nothing when it works.
    std::optional<Error> viewerBecause;
};

/// Settings, log, token, database, migration. Blocking; a worker thread. `tell` says for people
/// what is being done; any thread. `backupFile`: adopts the Django application's database after a
/// backup into it; empty when nobody has agreed to that yet.
[[nodiscard]] Result<Opened> openAll(const QString &programDir,
                                     const QString &backupFile,
                                     const std::function<void(const QString &)> &tell,
                                     const std::stop_token &stop);

} // namespace pelorus::app
