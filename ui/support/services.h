// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/network.h"
#include "core/settings/settings.h"
#include "core/store/database.h"
#include "core/vault/machinesecrets.h"
#include "ui/settings/settingsdraft.h"
#include "ui/support/async.h"

#include <QString>

#include <memory>

namespace pelorus::ui {

struct BulkDraft;

/// What pages are given. Made by the composition root, outlives every page. What concerns the
/// engine goes through signals of the pages, which the main window connects.
struct Services
{
    Workers &workers;
    store::DatabasePtr database;
    const settings::Settings &settings;
    /// "host/pid/": the locks that are ours begin with it.
    QString holderPrefix;
    /// Goes into the audit.
    QString operatorName;
    /// The bulk upload that is being put together; stays when the window is built anew.
    std::shared_ptr<BulkDraft> draft;
    /// Shared, so that what a worker still does with it outlives a restart. Null in tests that need
    /// none.
    std::shared_ptr<net::Network> network = nullptr;
    /// What stands on the settings page.
    std::shared_ptr<SettingsDraft> settingsDraft = std::make_shared<SettingsDraft>();

    /// Where the secrets of this machine lie.
    [[nodiscard]] QString secretsFile() const
    {
        return vault::machineSecretsFile(settings.dataDir);
    }
};

} // namespace pelorus::ui
