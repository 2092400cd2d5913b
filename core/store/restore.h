// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/store/mediacopy.h"

#include <optional>

namespace pelorus::store {

struct RestoreOptions
{
    bool replace = false;
    /// Videos of the backup that are missing here come back; empty: they stay in the backup.
    QString mediaRoot;
};

struct RestoreReport
{
    QString keptAs; ///< the backup of what was there before; empty where nothing was
    std::optional<MediaCopy> media;
    QString mediaProblem;       ///< for people, where the videos did not come back
    QString permissionsProblem; ///< for people, where GRANTs of the backup were left out
};

/// The reverse of backup(); what is newer than the backup and must not be forgotten is carried over
/// (see carryover.h), and the next migration or sweep settles it (see restored.h). A database with
/// tables of ours is Conflict unless `replace`, which first backs it up: beside the SQLite file
/// (which is moved there when it is too damaged to be read), or beside the backup. SQLite: nothing
/// else may have the file open. PostgreSQL: Conflict while somebody works with it, or when it
/// changed while it was backed up; all tables of ours are replaced, in one transaction. What is
/// replaced, and on SQLite what takes its place, is on the disk by then.
[[nodiscard]] Result<RestoreReport>
restore(const Secret &url, const QString &file, const RestoreOptions &options, const Call &call);

} // namespace pelorus::store
