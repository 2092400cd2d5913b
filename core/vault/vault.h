// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/base/secret.h"

#include <QString>

namespace pelorus::vault {

/// Secrets of this machine (the Dolphin token, database passwords), sealed with XChaCha20-Poly1305
/// under a 32-byte machine key that lies in the operating system's keychain, in one 0600 file.
/// Blocking; worker threads only. Needs an application event loop on the main thread.
class LocalSecrets final
{
public:
    /// `file` need not exist yet.
    explicit LocalSecrets(QString file);

    /// NotFound when it was never set; Keychain when the key cannot be had. A missing key while
    /// sealed entries exist is an error to show, never a reason to make a new key.
    [[nodiscard]] Result<Secret> read(const QString &name, const Call &call);
    [[nodiscard]] Result<void> write(const QString &name, const Secret &value, const Call &call);
    [[nodiscard]] Result<void> remove(const QString &name, const Call &call);

private:
    QString m_file;
};

} // namespace pelorus::vault
