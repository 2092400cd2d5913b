// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/machinesecrets.h"

#include "core/settings/databaseaddress.h"

using namespace Qt::StringLiterals;

namespace pelorus::vault {

QString machineSecretsFile(const QString &dataDir)
{
    return dataDir + u"/secrets.sealed"_s;
}

Result<void> addDatabasePassword(settings::Settings &settings, const Call &call)
{
    if (!settings.databaseInFile)
        return {};
    const settings::DatabaseAddress address = settings::splitDatabaseUrl(settings.databaseUrl);
    if (!settings::isPostgresUrl(address.text) || !address.password.isEmpty())
        return {};
    const auto password
        = LocalSecrets(machineSecretsFile(settings.dataDir)).read(kDatabasePassword, call);
    if (password)
        settings.databaseUrl = settings::joinDatabaseUrl(address.text, *password);
    else if (password.error().kind != ErrorKind::NotFound)
        return fail(password.error());
    return {};
}

Result<void> addMachineSecrets(settings::Settings &settings, const Call &call)
{
    if (auto added = addDatabasePassword(settings, call); !added)
        return added;
    if (!settings.dolphinToken.isEmpty())
        return {};
    auto token = LocalSecrets(machineSecretsFile(settings.dataDir)).read(kDolphinToken, call);
    if (token)
        settings.dolphinToken = std::move(*token);
    else if (token.error().kind != ErrorKind::NotFound)
        return fail(token.error());
    return {};
}

} // namespace pelorus::vault
