// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>

class QFile;

namespace pelorus {

enum class Readers { Everyone, Owner };

/// All of `bytes` under `path`, on the disk and in one step: whoever breaks off leaves what was
/// there. For the owner alone from its first byte on. Blocking.
[[nodiscard]] Result<void>
saveFile(const QString &path, const QByteArray &bytes, Readers readers = Readers::Everyone);

/// The error that saveFile() would begin with; leaves everything as it is. For whoever does
/// something first and writes about it afterwards. Blocking.
[[nodiscard]] Result<void> checkWritable(const QString &path);

/// Io: that `path` cannot be written, why, and what to look at.
[[nodiscard]] tl::unexpected<Error> cannotWrite(const QString &path, const QString &why);

/// What was written to the open file, and flushed, is on the disk when it returns. Blocking.
[[nodiscard]] Result<void> syncToDisk(const QFile &file);

/// The same of a file that another program or library wrote and closed.
[[nodiscard]] Result<void> syncToDisk(const QString &path);

/// The names in the folder are on the disk when it returns, where the system has that. Blocking.
void syncFolder(const QString &folder);

} // namespace pelorus
