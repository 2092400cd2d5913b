// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/store/mediacopy.h"

#include <optional>

namespace pelorus::store {

struct BackupOptions
{
    /// Its files go along into the folder "<file>.media"; empty: the database alone.
    QString mediaRoot;
    /// An earlier backup: media that did not change since are linked to its copy (see copyMedia).
    QString earlier;
};

struct BackupReport
{
    qint64 bytes = 0; ///< of the database
    std::optional<MediaCopy> media;
};

/// Where the media of the backup `file` lie.
[[nodiscard]] QString mediaOfBackup(const QString &file);

/// All of the database in one file: VACUUM INTO on SQLite, pg_dump in custom format on PostgreSQL
/// (on the path or in its usual places). Consistent while others write; the media are copied after
/// it, so that no video of its tasks is missing. The file appears whole and last or not at all,
/// readable for the user alone, and is on the disk by then; one that is there, or is being written,
/// is Conflict. What a program left in this folder that died over a backup is swept. Where it can
/// be told that the room will not do, that is said before anything is written.
[[nodiscard]] Result<BackupReport>
backup(const Secret &url, const QString &file, const BackupOptions &options, const Call &call);

} // namespace pelorus::store
