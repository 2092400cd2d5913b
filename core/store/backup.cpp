// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup.h"

#include "core/base/savefile.h"
#include "core/base/threadguard.h"
#include "core/store/backupfiles.h"
#include "core/store/backuplock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pelorus::store {

QString mediaOfBackup(const QString &file)
{
    return file + u".media"_s;
}

Result<BackupReport>
backup(const Secret &url, const QString &file, const BackupOptions &options, const Call &call)
{
    mayBlock("the backup");
    const auto parsed = parseDatabaseUrl(url);
    if (!parsed)
        return fail(parsed.error());
    auto lock = BackupLock::take(file);
    if (!lock)
        return fail(lock.error());
    for (const QString &made : {file, mediaOfBackup(file)}) {
        if (!QFile::exists(made))
            continue;
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Core",
                                                "The file %1 is there already. Choose another "
                                                "name.")
                        .arg(made));
    }
    const QString part = QFileInfo(file).absoluteFilePath() + u".part"_s;
    QFile::remove(part);
    BackupReport report;
    Result<void> done;
    if (parsed->engine == Engine::Sqlite) {
        done = copySqlite(*parsed, part);
    } else if (const auto server = serverVersion(*parsed)) {
        done = dumpPostgres(*parsed, *server, part, call);
    } else {
        done = fail(server.error());
    }
    if (done && !options.mediaRoot.isEmpty()) {
        auto media
            = copyMedia(options.mediaRoot,
                        mediaOfBackup(file),
                        options.earlier.isEmpty() ? QString() : mediaOfBackup(options.earlier),
                        call);
        if (media)
            report.media = *media;
        else
            done = fail(media.error());
    }
    if (done)
        done = syncToDisk(part);
    if (done && !QFile::rename(part, file))
        done = cannotWrite(file, QCoreApplication::translate("Core", "it cannot be renamed"));
    if (done)
        syncFolder(QFileInfo(file).absolutePath());
    if (!done) {
        // Without the other half these would pass for the media of a backup that somebody moved.
        const bool noMedia = !report.media || QDir(mediaOfBackup(file)).removeRecursively();
        if (noMedia)
            QFile::remove(part);
        if (QFile::exists(part) || QFile::exists(mediaOfBackup(file) + u".part"_s))
            lock->leaveToSweep();
        return fail(done.error());
    }
    report.bytes = QFileInfo(file).size();
    return report;
}

} // namespace pelorus::store
