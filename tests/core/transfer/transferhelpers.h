// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/session.h"
#include "core/transfer/sqlite.h"
#include "core/transfer/transfer.h"
#include "tests/support/testdatabase.h"

#include <QFile>
#include <QTemporaryDir>

namespace pelorus::test {

/// A copy of a sample, as a transfer leaves a mark beside it.
inline QString sample(const QTemporaryDir &folder, const QString &name)
{
    const QString copy = folder.filePath(name);
    QFile::copy(QStringLiteral(PELORUS_TEST_DATA "/django/") + name, copy);
    QFile::setPermissions(copy, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return copy;
}

inline Result<transfer::Report>
run(const QString &from, const TestDatabase &to, bool dryRun = false)
{
    return transfer::transfer({from, Secret(to.url()), dryRun}, Call::in(std::chrono::minutes(1)));
}

inline Result<qint64> number(const TestDatabase &database, const QString &sql)
{
    return (*database)->priv().read([&](store::Connection &connection) -> Result<qint64> {
        store::Query query(connection, sql);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        return query.next() ? query.number(0) : -1;
    });
}

inline Result<void> change(const QString &sqliteFile, const std::string &sql)
{
    auto db = transfer::Sqlite::open(sqliteFile, transfer::Sqlite::Mode::ReadWrite);
    return db ? db->run(sql) : fail(db.error());
}

inline Result<void> change(const TestDatabase &database, const QString &sql)
{
    return (*database)->priv().read(
        [&](store::Connection &connection) { return connection.execute(sql); });
}

inline qint64 taken(const transfer::Report &report)
{
    qint64 rows = 0;
    for (const transfer::TableReport &table : report.tables)
        rows += table.taken == table.arrived ? table.taken : -1000000;
    return rows;
}

} // namespace pelorus::test
