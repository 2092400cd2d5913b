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

/// A dump with these records, which are written without the list's brackets.
inline QString dump(const QTemporaryDir &folder, const QByteArray &records)
{
    const QString path = folder.filePath(QStringLiteral("dump.json"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write('[' + records + ']') < 0)
        return {};
    return path;
}

/// "column trouble" of each finding.
inline QStringList told(const transfer::Report &report)
{
    QStringList lines;
    for (const transfer::Finding &finding : report.findings)
        lines << finding.column + QLatin1Char(' ') + transfer::troubleName(finding.trouble);
    return lines;
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

/// All that a schema of PostgreSQL is made of, and where its sequences are: equal where it is. But
/// for the entries of pelorus_audit, whose numbers are used up by one that is undone.
inline Result<qint64> catalog(const TestDatabase &database)
{
    return number(
        database,
        QStringLiteral(
            "SELECT hashtextextended(coalesce(string_agg(t, ',' ORDER BY t), ''), 0)"
            " FROM (SELECT concat_ws(' ', 'c', oid, relname, relacl) AS t FROM pg_class"
            " UNION ALL SELECT concat_ws(' ', 'a', attrelid, attname, atttypid,"
            " atttypmod, attnotnull, atthasdef, attisdropped) FROM pg_attribute"
            " UNION ALL SELECT concat_ws(' ', 'p', oid, proname) FROM pg_proc"
            " UNION ALL SELECT concat_ws(' ', 'g', oid, tgname) FROM pg_trigger"
            " UNION ALL SELECT concat_ws(' ', 'k', oid, conname) FROM pg_constraint"
            " UNION ALL SELECT concat_ws(' ', 'y', oid, typname) FROM pg_type"
            " UNION ALL SELECT concat_ws(' ', 's', sequencename, last_value)"
            " FROM pg_sequences WHERE sequencename <> 'pelorus_audit_id_seq') AS all_of_it"));
}

inline qint64 taken(const transfer::Report &report)
{
    qint64 rows = 0;
    for (const transfer::TableReport &table : report.tables)
        rows += table.taken == table.arrived ? table.taken : -1000000;
    return rows;
}

} // namespace pelorus::test
