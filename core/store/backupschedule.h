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
    QString folder;   ///< empty: none are made
    QString instance; ///< Database::instanceId(): databases that share a folder keep apart
    std::chrono::hours every{24};
    int keep = 7;
    bool media = false; ///< the files of mediaRoot too
    QString mediaRoot{};
};

struct Generation
{
    QString file;
    QDateTime at; ///< UTC, when it was begun
    qint64 bytes = 0;
};

/// The scheduled backups of a database in the folder, newest first. Not those of others, nor what a
/// person made there.
[[nodiscard]] std::vector<Generation> generations(const QString &folder, const QString &instance);

/// Makes one if the newest is older than the plan says, then deletes those beyond `keep`. One of
/// the future, by a clock that was wrong, counts for neither. Nothing when none is due or another
/// program is at it in this folder.
[[nodiscard]] Result<std::optional<BackupReport>>
backUpIfDue(const Secret &url, const BackupPlan &plan, const QDateTime &now, const Call &call);

} // namespace pelorus::store
