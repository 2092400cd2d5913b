// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/adopt.h"

#include "core/base/threadguard.h"
#include "core/store/backup.h"
#include "core/store/database.h"
#include "core/store/session.h"
#include "core/store/url.h"
#include "core/transfer/tables.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::transfer {
namespace {

tl::unexpected<Error> notDjango()
{
    return fail(ErrorKind::InvalidInput,
                QCoreApplication::translate("Core",
                                            "This is no database of the Django application: its "
                                            "table of accounts is missing. Nothing was changed."));
}

Result<qint64> count(store::Connection &connection, const QString &table)
{
    store::Query query(connection, u"SELECT count(*) FROM "_s + table);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    return query.next() ? query.number(0) : 0;
}

Result<std::vector<std::vector<qint64>>> duplicates(store::Connection &connection)
{
    store::Query query(
        connection,
        u"SELECT p.id, (SELECT min(f.id) FROM uploader_proxy f WHERE f.host = p.host AND f.port = "
        u"p.port"
        " AND coalesce(f.username, '') = coalesce(p.username, '')"
        " AND coalesce(f.password, '') = coalesce(p.password, '')) AS first"
        " FROM uploader_proxy p JOIN (SELECT host, port FROM uploader_proxy GROUP BY host, port,"
        " coalesce(username, ''), coalesce(password, '') HAVING count(*) > 1) d"
        " ON d.host = p.host AND d.port = p.port ORDER BY first, p.id"_s);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    std::vector<std::vector<qint64>> groups;
    qint64 last = -1;
    while (query.next()) {
        if (query.number(1) != last)
            groups.emplace_back();
        last = query.number(1);
        groups.back().push_back(query.number(0));
    }
    std::erase_if(groups, [](const auto &group) { return group.size() < 2; });
    return groups;
}

/// A column that something else depends on stayed as Django made it.
Result<QStringList> narrowColumns(store::Connection &connection)
{
    QStringList narrow;
    if (connection.engine() == store::Engine::Sqlite)
        return narrow; // holds any length
    store::Query query(
        connection,
        u"SELECT table_name, column_name, character_maximum_length FROM information_schema.columns"
        " WHERE table_schema = ANY (current_schemas(false))"
        " AND table_name LIKE 'uploader\\_%' AND character_maximum_length IS NOT NULL"
        " ORDER BY table_name, ordinal_position"_s);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    const std::vector<Table> &tables = sharedTables();
    while (query.next()) {
        const int table = indexOf(tables, query.text(0).toStdString());
        const int column
            = table < 0 ? -1 : tables[size_t(table)].indexOf(query.text(1).toStdString());
        if (column < 0)
            continue;
        const int width = tables[size_t(table)].columns[size_t(column)].width;
        if (width == 0 || query.number(2) < width)
            narrow += u"%1.%2 (%3)"_s.arg(query.text(0), query.text(1), query.text(2));
    }
    return narrow;
}

} // namespace

Result<AdoptReport>
adopt(const Secret &url, const QString &backupFile, const Call &call, const Waits &waits)
{
    mayBlock("the adoption");
    const auto parsed = store::parseDatabaseUrl(url);
    if (!parsed)
        return fail(parsed.error());
    // Opening would make it.
    if (parsed->engine == store::Engine::Sqlite && !QFile::exists(parsed->file))
        return notDjango();
    const auto database = openInTurn(url, call.within(10min), waits);
    if (!database)
        return fail(database.error());
    auto &d = (*database)->priv();
    const auto accounts = d.read([](store::Connection &connection) -> Result<bool> {
        const bool lite = connection.engine() == store::Engine::Sqlite;
        store::Query query(connection,
                           lite ? u"SELECT 1 FROM sqlite_master WHERE name = "
                                  "'uploader_instagramaccount'"_s
                                : u"SELECT 1 WHERE to_regclass('uploader_instagramaccount') IS NOT "
                                  "NULL"_s);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        return query.next();
    });
    if (!accounts)
        return fail(accounts.error());
    if (!*accounts)
        return notDjango();
    if (!backupFile.isEmpty()) {
        if (auto saved = store::backup(url, backupFile, {}, call); !saved)
            return fail(saved.error());
    }
    const auto migrated = migrateInTurn(**database, call.within(10min), waits);
    if (!migrated)
        return fail(migrated.error());
    return d.read([&](store::Connection &connection) -> Result<AdoptReport> {
        AdoptReport report{migrated->from, migrated->to, 0, 0, {}, {}};
        const auto accountRows = count(connection, u"uploader_instagramaccount"_s);
        const auto proxyRows = count(connection, u"uploader_proxy"_s);
        auto same = duplicates(connection);
        if (!accountRows || !proxyRows)
            return fail(!accountRows ? accountRows.error() : proxyRows.error());
        if (!same)
            return fail(same.error());
        report.accounts = *accountRows;
        report.proxies = *proxyRows;
        report.duplicateProxies = std::move(*same);
        auto narrow = narrowColumns(connection);
        if (!narrow)
            return fail(narrow.error());
        report.narrowColumns = std::move(*narrow);
        return report;
    });
}

} // namespace pelorus::transfer
