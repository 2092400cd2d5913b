// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace pelorus::store {

/// An exclusive lock on a file that the system drops when the process ends, however it ends.
/// (QLockFile goes by process ids, which come back in a restarted container.) Move-only.
class FileLock final
{
public:
    FileLock() = default;
    ~FileLock();
    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;

    /// Conflict when another holder has it, in this process or another.
    [[nodiscard]] static Result<FileLock> take(const QString &path);
    /// Into the file, which only the holder can open on Windows. False when it cannot be written.
    bool write(const QByteArray &content);

private:
    void release();
    qintptr m_handle = -1;
};

} // namespace pelorus::store
