// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/base/secret.h"

#include <QString>

#include <memory>

class QLineEdit;

namespace pelorus::ui {

class SecretEdit;

/// Where the database is from the next start on.
struct DatabaseSetting
{
    QString address; ///< without a password; empty for the file on this machine
    /// Null leaves the sealed one as it is.
    std::shared_ptr<const Secret> password;
};

/// A password that was typed into the address goes to its own field, where nothing shows it.
void takePasswordOut(QLineEdit *address, SecretEdit *password);

/// Whether the database can be opened and may run jobs; nothing is made or changed. Blocking.
[[nodiscard]] Result<void> tryDatabase(const Secret &url);

/// Seals the password, then writes the address to the settings file; both or neither. Blocking.
[[nodiscard]] Result<void>
saveDatabase(const QString &dataDir, const DatabaseSetting &setting, const Call &call);

} // namespace pelorus::ui
