// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opening.h"

#include "core/vault/vault.h"
#include "ui/support/services.h"

#include <QCoreApplication>
#include <QDir>

#include <mutex>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::app {
namespace {

void startLog(const settings::Settings &settings)
{
    static std::once_flag once;
    std::call_once(once, [&] {
        QDir().mkpath(settings.dataDir + u"/log"_s);
        log::start({settings.logLevel, settings.dataDir + u"/log/pelorus.log"_s, false});
    });
}

/// The environment's token wins; a keychain that cannot be opened is said on the checks page and
/// does not keep the window from opening.
void readToken(settings::Settings &settings, const std::stop_token &stop)
{
    if (!settings.dolphinToken.isEmpty())
        return;
    auto token = vault::LocalSecrets(settings.dataDir + QLatin1StringView(ui::kSecretsName))
                     .read(QLatin1StringView(ui::kTokenName), Call::in(60s, stop));
    if (token)
        settings.dolphinToken = std::move(*token);
    else if (token.error().kind != ErrorKind::NotFound)
        log::warn("app", toLogString(token.error()));
}

} // namespace

Result<Opened> openAll(const QString &programDir,
                       const std::function<void(const QString &)> &tell,
                       std::stop_token stop)
{
    tell(QCoreApplication::translate("Application", "Reading the settings…"));
    auto settings = settings::load(settings::processEnvironment(), programDir);
    if (!settings)
        return fail(settings.error());
    Opened opened;
    opened.settings = std::make_shared<settings::Settings>(std::move(*settings));
    QDir().mkpath(opened.settings->dataDir);
    startLog(*opened.settings);
    opened.appearance = ui::loadAppearance(opened.settings->dataDir);

    tell(QCoreApplication::translate("Application", "Opening the keychain…"));
    readToken(*opened.settings, stop);

    tell(QCoreApplication::translate("Application", "Opening the database…"));
    auto database = store::Database::open(opened.settings->databaseUrl, store::Role::Runner);
    if (!database && database.error().kind == ErrorKind::Conflict) {
        opened.viewer = true;
        database = store::Database::open(opened.settings->databaseUrl, store::Role::Viewer);
    }
    if (!database)
        return fail(database.error());
    opened.database = std::move(*database);

    tell(QCoreApplication::translate("Application", "Bringing the database up to date…"));
    const auto migrated = opened.database->migrate(Call::in(2min, stop));
    if (!migrated)
        return fail(migrated.error());
    if (migrated->from != migrated->to)
        log::info("db", u"schema %1 -> %2"_s.arg(migrated->from).arg(migrated->to));
    return opened;
}

} // namespace pelorus::app
