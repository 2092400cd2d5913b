// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "ui/settings/databasesetting.h"

#include <QHash>
#include <QString>
#include <QVariant>

#include <memory>
#include <optional>

namespace pelorus::ui {

class BackupRun;

/// What stands in the fields of the settings page, and what was saved since the work began and
/// takes effect when it is started anew. Plain data on the GUI thread; outlives the page, so that a
/// change of language loses nothing.
struct SettingsDraft
{
    QHash<QString, QVariant> fields; ///< by the variable that they are saved as; no secret
    Secret token;                    ///< typed and not saved, as the password
    Secret databasePassword;
    std::optional<qsizetype> storedToken; ///< length of the one saved; 0 where it was forgotten
    std::optional<DatabaseSetting> storedDatabase;
    bool saved = false;
    std::shared_ptr<BackupRun> backup; ///< null until a page was there
};

} // namespace pelorus::ui
