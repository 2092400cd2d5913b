// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/workerlock.h"

#include "core/base/log.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pelorus::run {
namespace {

constexpr int kKeptDays = 30; ///< of those that died; by then their profiles are long deleted

QString pathOf(const QString &dataDir, const QString &worker)
{
    static const QRegularExpression other(u"[^A-Za-z0-9]+"_s);
    QString name = worker;
    return u"%1/workers/%2.lock"_s.arg(dataDir, name.replace(other, u"-"_s));
}

bool isFree(const QString &path)
{
    return QFile::exists(path) && store::FileLock::take(path);
}

void removeOld(const QDir &folder)
{
    const QDateTime before = QDateTime::currentDateTimeUtc().addDays(-kKeptDays);
    for (const QFileInfo &file : folder.entryInfoList({u"*.lock"_s}, QDir::Files | QDir::Hidden)) {
        if (file.lastModified() < before && isFree(file.filePath()))
            QFile::remove(file.filePath());
    }
}

} // namespace

WorkerLock::WorkerLock(const QString &dataDir, const QString &worker)
    : m_path(pathOf(dataDir, worker))
{
    const QDir folder = QFileInfo(m_path).dir();
    QDir().mkpath(folder.path());
    removeOld(folder);
    auto lock = store::FileLock::take(m_path);
    if (lock)
        m_lock = std::move(*lock);
    else // others then wait until we were not seen for a while
        log::warn("run", u"worker's file not locked: "_s % toLogString(lock.error()));
}

WorkerLock::~WorkerLock()
{
    m_lock = {};
    QFile::remove(m_path);
}

bool WorkerLock::isGone(const QString &dataDir, const QString &worker)
{
    return isFree(pathOf(dataDir, worker));
}

} // namespace pelorus::run
