// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backupschedule.h"

#include "core/base/log.h"
#include "core/base/threadguard.h"
#include "core/store/backupfiles.h"
#include "core/store/backuplock.h"
#include "core/store/filelock.h"
#include "core/store/url.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

QString suffixOf(Engine engine)
{
    return engine == Engine::Sqlite ? u"db"_s : u"dump"_s;
}

tl::unexpected<Error> unusable(const QString &folder, const QString &detail)
{
    return fail(ErrorKind::Io,
                QCoreApplication::translate("Core",
                                            "The folder for backups %1 cannot be written to. "
                                            "Choose another one in the settings.")
                    .arg(QDir::toNativeSeparators(folder)),
                detail);
}

/// What a program that died in the middle left. Those with a lock of their own are swept by it.
void removeParts(const QDir &folder, const QString &prefix)
{
    const QDir::Filters all = QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot;
    for (QString name : folder.entryList({QString(prefix + u"*.part"_s)}, all)) {
        name.chop(u".part"_s.size());
        if (name.endsWith(".media"_L1))
            name.chop(u".media"_s.size());
        if (!hasBackupLock(folder.filePath(name)))
            removeHalves(folder.filePath(name));
    }
}

void removeOld(const std::vector<Generation> &all, const QDateTime &now, int keep)
{
    int kept = 0;
    for (const Generation &one : all) {
        if (one.at > now || ++kept <= keep)
            continue;
        // A half first, which is swept should we be killed; media alone would stay, as those of a
        // backup that somebody moved, and the database alone would pass for whole.
        if (!QFile::rename(one.file, one.file + u".part"_s) || !removeHalves(one.file))
            log::warn("db", u"an old backup cannot be deleted: "_s + one.file);
    }
}

QString prefixOf(const QString &instance)
{
    return u"pelorus-auto-"_s + instance + u'-';
}

} // namespace

std::vector<Generation> generations(const QString &folder, const QString &instance)
{
    mayBlock("looking at the backups");
    const QString prefix = prefixOf(instance);
    const QRegularExpression form(
        u"^%1(\\d{8}T\\d{6}Z)\\.(db|dump)$"_s.arg(QRegularExpression::escape(prefix)));
    std::vector<Generation> found;
    const QDir dir(folder);
    for (const QFileInfo &file : dir.entryInfoList({QString(prefix + u'*')}, QDir::Files)) {
        const auto match = form.match(file.fileName());
        QDateTime at = QDateTime::fromString(match.captured(1), kBackupTime);
        if (!match.hasMatch() || !at.isValid())
            continue;
        at.setTimeSpec(Qt::UTC);
        found.push_back({file.absoluteFilePath(), at, file.size()});
    }
    std::ranges::sort(found, std::greater(), &Generation::at);
    return found;
}

Result<std::optional<BackupReport>>
backUpIfDue(const Secret &url, const BackupPlan &plan, const QDateTime &now, const Call &call)
{
    mayBlock("the scheduled backup");
    if (plan.folder.isEmpty())
        return std::nullopt;
    const auto parsed = parseDatabaseUrl(url);
    if (!parsed)
        return fail(parsed.error());
    if (plan.media && plan.mediaRoot.isEmpty()) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate("Core",
                                                "Backups are to hold the media folder's files, "
                                                "but no media folder is set. Choose it in the "
                                                "settings."));
    }
    if (!QDir().mkpath(plan.folder))
        return unusable(plan.folder, {});
    const QDir folder(plan.folder);
    const auto lock = FileLock::take(folder.filePath(u".pelorus-backup"_s));
    if (!lock && lock.error().kind == ErrorKind::Conflict)
        return std::nullopt;
    if (!lock)
        return unusable(plan.folder, lock.error().detail);
    const QString prefix = prefixOf(plan.instance);
    removeParts(folder, prefix);
    QString earlier;
    for (const Generation &one : generations(plan.folder, plan.instance)) {
        if (one.at > now)
            continue;
        if (one.at.secsTo(now) < std::chrono::seconds(plan.every).count())
            return std::nullopt;
        earlier = one.file;
        break;
    }
    const QString file = folder.filePath(prefix + now.toUTC().toString(kBackupTime) + u'.'
                                         + suffixOf(parsed->engine));
    auto done = backup(url, file, {plan.media ? plan.mediaRoot : QString(), earlier}, call);
    if (!done)
        return fail(done.error());
    removeOld(generations(plan.folder, plan.instance), now, plan.keep);
    return std::optional(std::move(*done));
}

} // namespace pelorus::store
