// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"
#include "core/vault/vault.h"

namespace pelorus::vault {

/// Where the secrets that were entered on this machine lie, for the window and the command line.
[[nodiscard]] QString machineSecretsFile(const QString &dataDir);

/// Their names in there.
inline constexpr QLatin1StringView kDolphinToken{"DOLPHIN_API_TOKEN"};
inline constexpr QLatin1StringView kDatabasePassword{"DATABASE_PASSWORD"};

/// The password of an address that stands in the settings file and has none of its own. One that
/// was never entered is no error, a keychain that does not open is. Does not touch the keychain
/// without need; blocks as LocalSecrets does.
[[nodiscard]] Result<void> addDatabasePassword(settings::Settings &settings, const Call &call);

/// Fills in what the environment left open, under the same rules: the sealed Dolphin token and the
/// database's password.
[[nodiscard]] Result<void> addMachineSecrets(settings::Settings &settings, const Call &call);

} // namespace pelorus::vault
