// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/machinesecrets.h"

using namespace Qt::StringLiterals;

namespace pelorus::vault {

QString machineSecretsFile(const QString &dataDir)
{
    return dataDir + u"/secrets.sealed"_s;
}

Result<void> addMachineSecrets(settings::Settings &settings, const Call &call)
{
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
