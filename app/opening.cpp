// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opening.h"

#include "core/transfer/adopt.h"
#include "core/vault/machinesecrets.h"

#include <QCoreApplication>
#include <QDateTime>
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

QString fileForBackup(const settings::Settings &settings, bool lite)
{
    const QString time = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    return settings.dataDir % u"/before-pelorus-"_s % time % (lite ? u".db"_s : u".dump"_s);
}

} // namespace

Result<Opened> openAll(const QString &programDir,
                       const QString &backupFile,
                       const std::function<void(const QString &)> &tell,
                       const std::stop_token &stop)
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
    if (const auto added = vault::addDatabasePassword(*opened.settings, Call::in(60s, stop));
        !added)
        return fail(added.error());
    // Without the token there is still a window: the checks page says why.
    if (const auto added = vault::addMachineSecrets(*opened.settings, Call::in(60s, stop)); !added)
        log::warn("app", toLogString(added.error()));

    tell(QCoreApplication::translate("Application", "Opening the database…"));
    auto database = store::Database::open(opened.settings->databaseUrl, store::Role::Runner);
    if (!database
        && (database.error().kind == ErrorKind::Conflict
            || database.error().kind == ErrorKind::Unsupported)) {
        // With its settings at hand: the way out of a file that was moved is another address.
        auto viewer = store::Database::open(opened.settings->databaseUrl, store::Role::Viewer);
        if (viewer) {
            opened.viewerBecause = database.error();
            database = std::move(viewer);
        }
    }
    if (!database)
        return fail(database.error());
    opened.database = std::move(*database);

    if (opened.viewerBecause && opened.viewerBecause->kind == ErrorKind::Unsupported)
        return opened; // a file that was moved stays as it is
    const auto foreign = opened.database->isForeign();
    if (!foreign)
        return fail(foreign.error());
    if (*foreign) {
        const bool lite = opened.database->engine() == store::Engine::Sqlite;
        opened.database.reset();
        if (backupFile.isEmpty()) {
            opened.adoptAfterBackup = fileForBackup(*opened.settings, lite);
            return opened;
        }
        tell(QCoreApplication::translate("Application", "Backing up and adding our tables…"));
        const auto adopted = transfer::adopt(
            opened.settings->databaseUrl, backupFile, {Deadline::never(), stop}, tell);
        if (!adopted)
            return fail(adopted.error());
        return openAll(programDir, {}, tell, stop);
    }
    tell(QCoreApplication::translate("Application", "Bringing the database up to date…"));
    const auto migrated = opened.database->migrate(Call::in(2min, stop));
    if (!migrated)
        return fail(migrated.error());
    if (migrated->from != migrated->to)
        log::info("db", u"schema %1 -> %2"_s.arg(migrated->from).arg(migrated->to));
    return opened;
}

} // namespace pelorus::app
