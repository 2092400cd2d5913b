// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/backup.h"

#include <QDateTime>

#include <chrono>
#include <vector>

namespace pelorus::store {

/// Backups that are made by themselves into one folder, with the newest kept.
struct BackupPlan
{
    QString folder; ///< empty: none are made
    std::chrono::hours every{24};
    int keep = 7;
    QString mediaRoot; ///< see BackupOptions
};

struct Generation
{
    QString file;
    QDateTime at; ///< UTC, when it was begun
    qint64 bytes = 0;
};

/// The scheduled backups in the folder, newest first; what a person made there is none of them.
[[nodiscard]] std::vector<Generation> generations(const QString &folder);

/// Makes one if the newest is older than the plan says, then deletes those beyond `keep` of the
/// same kind of database. Nothing when none is due or another program is at it in this folder.
[[nodiscard]] Result<std::optional<BackupReport>>
backUpIfDue(const Secret &url, const BackupPlan &plan, const QDateTime &now, const Call &call);

} // namespace pelorus::store
