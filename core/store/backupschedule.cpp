// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backupschedule.h"

#include "core/base/log.h"
#include "core/base/threadguard.h"
#include "core/store/filelock.h"
#include "core/store/url.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

const QString kTimeForm = u"yyyyMMdd'T'HHmmss'Z'"_s;

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

/// What a program that died in the middle left; its lock is ours now.
void removeParts(const QDir &folder)
{
    for (const QString &name : folder.entryList({u"pelorus-auto-*.part"_s}, QDir::Files))
        QFile::remove(folder.filePath(name));
    for (const QString &name :
         folder.entryList({u"pelorus-auto-*.media*"_s}, QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!QFile::exists(folder.filePath(name.section(u".media"_s, 0, 0))))
            QDir(folder.filePath(name)).removeRecursively();
    }
}

void removeOld(const std::vector<Generation> &all, const QString &suffix, int keep)
{
    int kept = 0;
    for (const Generation &one : all) {
        if (!one.file.endsWith(u'.' + suffix) || ++kept <= keep)
            continue;
        // The database first: media without one are swept, the reverse would pass for whole.
        if (!QFile::remove(one.file))
            log::warn("db", u"an old backup cannot be deleted: "_s + one.file);
        else
            QDir(mediaOfBackup(one.file)).removeRecursively();
    }
}

} // namespace

std::vector<Generation> generations(const QString &folder)
{
    mayBlock("looking at the backups");
    static const QRegularExpression form(u"^pelorus-auto-(\\d{8}T\\d{6}Z)\\.(db|dump)$"_s);
    std::vector<Generation> found;
    const QDir dir(folder);
    for (const QFileInfo &file : dir.entryInfoList({u"pelorus-auto-*"_s}, QDir::Files)) {
        const auto match = form.match(file.fileName());
        QDateTime at = QDateTime::fromString(match.captured(1), kTimeForm);
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
    if (!QDir().mkpath(plan.folder))
        return unusable(plan.folder, {});
    const QDir folder(plan.folder);
    const auto lock = FileLock::take(folder.filePath(u".pelorus-backup"_s));
    if (!lock && lock.error().kind == ErrorKind::Conflict)
        return std::nullopt;
    if (!lock)
        return unusable(plan.folder, lock.error().detail);
    removeParts(folder);
    const QString suffix = suffixOf(parsed->engine);
    QString earlier;
    for (const Generation &one : generations(plan.folder)) {
        // One from the future is of a clock that was wrong and counts for nothing.
        if (!one.file.endsWith(u'.' + suffix) || one.at > now)
            continue;
        if (one.at.secsTo(now) < std::chrono::seconds(plan.every).count())
            return std::nullopt;
        earlier = one.file;
        break;
    }
    const QString file
        = folder.filePath(u"pelorus-auto-%1.%2"_s.arg(now.toUTC().toString(kTimeForm), suffix));
    auto done = backup(url, file, {plan.mediaRoot, earlier}, call);
    if (!done)
        return fail(done.error());
    removeOld(generations(plan.folder), suffix, plan.keep);
    return std::optional(std::move(*done));
}

} // namespace pelorus::store
