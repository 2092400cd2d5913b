// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/oldworker.h"

#include <QProcess>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace pelorus::test {

QString oldWorker(const QString &databaseUrl, const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QUrl url(databaseUrl);
    if (url.scheme() == "sqlite"_L1) {
        environment.insert(u"DATABASE_PATH"_s, databaseUrl.mid(10));
    } else {
        const QUrlQuery query(url);
        environment.insert(u"PGHOST"_s,
                           query.hasQueryItem(u"host"_s) ? query.queryItemValue(u"host"_s)
                                                         : url.host());
        environment.insert(u"PGPORT"_s,
                           query.hasQueryItem(u"port"_s) ? query.queryItemValue(u"port"_s)
                                                         : QString::number(url.port(5432)));
        environment.insert(u"PGUSER"_s, url.userName());
        environment.insert(u"PGPASSWORD"_s, url.password());
        environment.insert(u"PGDATABASE"_s, url.path().mid(1));
    }
    QProcess process;
    process.setProcessEnvironment(environment);
    // Debian's, which has Debian's Django.
    process.start(u"/usr/bin/python3"_s,
                  QStringList{QStringLiteral(PELORUS_OLD_WORKER)} + arguments);
    if (!process.waitForFinished(60000))
        return process.errorString();
    const QString said = QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    return process.exitCode() == 0 ? said : QString::fromUtf8(process.readAllStandardError());
}

} // namespace pelorus::test
