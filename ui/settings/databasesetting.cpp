// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/databasesetting.h"

#include "core/settings/databaseaddress.h"
#include "core/store/database.h"
#include "core/store/movedfile.h"
#include "core/store/url.h"
#include "core/vault/machinesecrets.h"
#include "ui/settings/settingsfile.h"
#include "ui/widgets/secretedit.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

/// The password belongs to the server: a file has none.
Result<void> seal(vault::LocalSecrets &secrets, const DatabaseSetting &setting, const Call &call)
{
    if (!settings::isPostgresUrl(setting.address))
        return secrets.remove(vault::kDatabasePassword, call);
    if (!setting.password)
        return {};
    if (setting.password->isEmpty())
        return secrets.remove(vault::kDatabasePassword, call);
    return secrets.write(vault::kDatabasePassword, *setting.password, call);
}

} // namespace

void takePasswordOut(QLineEdit *address, SecretEdit *password)
{
    const auto parts = settings::splitDatabaseUrl(Secret(address->text()));
    address->setText(parts.text);
    if (parts.password.isEmpty())
        return;
    parts.password.reveal(
        [&](const QByteArray &utf8) { password->setText(QString::fromUtf8(utf8)); });
}

Result<void> tryDatabase(const Secret &url)
{
    const auto parsed = store::parseDatabaseUrl(url);
    if (!parsed)
        return fail(parsed.error());
    if (parsed->engine == store::Engine::Sqlite) {
        // Opening would make it.
        if (!QFile::exists(parsed->file)) {
            return fail(ErrorKind::NotFound,
                        QCoreApplication::translate(
                            "Ui", "There is no file %1. Correct the address, or leave it empty.")
                            .arg(parsed->file));
        }
        if (auto here = store::MovedFile(parsed->file).check(); !here)
            return here;
    }
    const auto database = store::Database::open(url, store::Role::Viewer);
    if (!database)
        return fail(database.error());
    return (*database)->ping().map([](milliseconds) {});
}

Result<void> saveDatabase(const QString &dataDir, const DatabaseSetting &setting, const Call &call)
{
    vault::LocalSecrets secrets(vault::machineSecretsFile(dataDir));
    const bool changes = setting.password || !settings::isPostgresUrl(setting.address);
    Result<Secret> before = fail(ErrorKind::NotFound, {});
    if (changes) {
        before = secrets.read(vault::kDatabasePassword, call);
        if (auto sealed = seal(secrets, setting, call); !sealed)
            return sealed;
    }
    auto saved = saveSettings(dataDir, {{u"DATABASE_URL"_s, setting.address}});
    if (!saved && changes) {
        // The old address keeps its password.
        static_cast<void>(before ? secrets.write(vault::kDatabasePassword, *before, call)
                                 : secrets.remove(vault::kDatabasePassword, call));
    }
    return saved;
}

} // namespace pelorus::ui
