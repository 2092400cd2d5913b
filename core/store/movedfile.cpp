// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/movedfile.h"

#include "core/base/savefile.h"
#include "core/store/url.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pelorus::store {

MovedFile::MovedFile(const QString &databaseFile)
    : m_path(QFileInfo(databaseFile).absoluteFilePath() + u".moved"_s)
{
}

Result<void> MovedFile::mark(const Secret &targetUrl)
{
    const auto target = parseDatabaseUrl(targetUrl);
    if (!target)
        return fail(target.error());
    QString name = target->displayName();
    if (!target->database.isEmpty())
        name += u", "_s + target->database;
    return saveFile(m_path, name.toUtf8() + '\n');
}

Result<void> MovedFile::unmark()
{
    QFile file(m_path);
    if (!file.exists() || file.remove())
        return {};
    return fail(ErrorKind::Io,
                QCoreApplication::translate("Core",
                                            "The file %1 cannot be deleted: %2. While it is there, "
                                            "the old file runs no tasks: delete it by hand.")
                    .arg(QDir::toNativeSeparators(m_path), file.errorString()));
}

Result<void> MovedFile::check() const
{
    QFile file(m_path);
    if (!file.exists())
        return {};
    static_cast<void>(file.open(QIODevice::ReadOnly));
    const QString target = QString::fromUtf8(file.read(500)).trimmed();
    return fail(ErrorKind::Unsupported,
                QCoreApplication::translate(
                    "Core",
                    "The data of this SQLite file went to another database (%1), so it runs no "
                    "jobs any more. Enter the address of that one in the settings (DATABASE_URL); "
                    "if the transfer was interrupted, "
                    "start it once more.")
                    .arg(target),
                m_path);
}

} // namespace pelorus::store
