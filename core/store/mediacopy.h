// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"

#include <QStringList>

namespace pelorus::store {

/// What became of the files of one copy. Names are paths below the copied folder.
struct MediaCopy
{
    qint64 files = 0;      ///< all that are there afterwards
    qint64 copied = 0;     ///< of them, those whose bytes were written now
    qint64 bytes = 0;      ///< of those
    QStringList left;      ///< not copied: they could not be read, or are no files
    QStringList different; ///< bringMediaBack(): kept as they are, since they are not the backup's
};

/// All files below `root` into the new folder `to`, with their times. A file that has size and time
/// of the one in `earlier` (a former copy; may be empty) becomes a hard link to it, so that many
/// generations take the room of one; where the file system has no links it is copied. What
/// backups below `root` consist of is left out. `to` appears whole or not at all.
[[nodiscard]] Result<MediaCopy>
copyMedia(const QString &root, const QString &to, const QString &earlier, const Call &call);

/// Each file of the copy `from` that is missing below `root`. Nothing there is ever replaced.
[[nodiscard]] Result<MediaCopy>
bringMediaBack(const QString &from, const QString &root, const Call &call);

} // namespace pelorus::store
