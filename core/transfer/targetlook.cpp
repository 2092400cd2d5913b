// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/targetlook.h"

#include "core/base/threadguard.h"
#include "core/store/url.h"
#include "core/transfer/postgres.h"
#include "core/transfer/sqlite.h"

#include <QFile>

#include <optional>

namespace pelorus::transfer {
namespace {

Result<TargetLook> lookAtSqlite(const QString &file)
{
    TargetLook look;
    if (!QFile::exists(file))
        return look;
    auto db = Sqlite::open(file, Sqlite::Mode::ReadOnly);
    if (!db)
        return fail(db.error());
    for (const Table &table : sharedTables()) {
        const auto there
            = db->number("SELECT count(*) FROM sqlite_master WHERE name = '" + table.name + "'");
        if (!there)
            return fail(there.error());
        if (*there == 0)
            continue;
        const auto any = db->number("SELECT EXISTS (SELECT 1 FROM " + inQuotes(table.name) + ")");
        if (!any)
            return fail(any.error());
        look.isEmpty = look.isEmpty && *any == 0;
    }
    return look;
}

Result<TargetLook> lookAtPostgres(const store::DatabaseUrl &url)
{
    auto db = Postgres::open(url);
    if (!db)
        return fail(db.error());
    auto columns = postgresColumns(*db);
    if (!columns)
        return fail(columns.error());
    TargetLook look{true, std::move(*columns)};
    std::string any;
    for (const Table &table : sharedTables()) {
        if (look.columns.contains(table.name))
            any += (any.empty() ? "SELECT EXISTS (SELECT 1 FROM " : " OR EXISTS (SELECT 1 FROM ")
                + inQuotes(table.name) + ")";
    }
    if (any.empty())
        return look;
    const auto rows = db->rows(any);
    if (!rows)
        return fail(rows.error());
    look.isEmpty = rows->front().front() == "f";
    return look;
}

std::optional<Type> typeOfColumn(const std::string &declared)
{
    if (declared == "interval")
        return Type::Duration;
    if (declared == "time without time zone")
        return Type::TimeOfDay;
    for (const char *known : {"smallint",
                              "integer",
                              "bigint",
                              "boolean",
                              "timestamp with time zone",
                              "timestamp without time zone",
                              "json",
                              "jsonb",
                              "uuid",
                              "bytea",
                              "numeric",
                              "real",
                              "double precision",
                              "text",
                              "character varying"}) {
        if (declared == known)
            return typeOfDeclaration(declared);
    }
    return std::nullopt;
}

} // namespace

Result<TargetLook> lookAtTarget(const Secret &url)
{
    mayBlock("looking at the target");
    const auto parsed = store::parseDatabaseUrl(url);
    if (!parsed)
        return fail(parsed.error());
    return parsed->engine == store::Engine::PostgreSql ? lookAtPostgres(*parsed)
                                                       : lookAtSqlite(parsed->file);
}

Result<TargetColumns> postgresColumns(Postgres &db)
{
    // What ALTER TYPE refuses to touch: what rules (a view is one), policies, functions and
    // publications name, what comes from a parent, a partition's key (which hangs on its own
    // table), and what a generated column is made of: that hangs on its expression, before
    // PostgreSQL 15 on the column itself.
    const auto rows = db.rows(
        "SELECT c.table_name, c.column_name, c.is_nullable = 'NO',"
        " c.column_default IS NULL AND c.is_identity = 'NO' AND c.is_generated = 'NEVER',"
        " c.data_type, coalesce(c.character_maximum_length, c.numeric_precision),"
        " (c.character_maximum_length IS NOT NULL OR c.numeric_precision IS NOT NULL)"
        " AND (a.attinhcount > 0"
        " OR EXISTS (SELECT 1 FROM pg_depend k WHERE k.classid = 'pg_class'::regclass"
        " AND k.objid = a.attrelid AND k.objsubid = a.attnum AND k.deptype = 'i'"
        " AND k.refclassid = k.classid AND k.refobjid = k.objid AND k.refobjsubid = 0)"
        " OR EXISTS (SELECT 1 FROM pg_depend d"
        " LEFT JOIN pg_attrdef e ON d.classid = 'pg_attrdef'::regclass AND e.oid = d.objid"
        " LEFT JOIN pg_attribute g ON (g.attrelid = e.adrelid AND g.attnum = e.adnum)"
        " OR (d.classid = 'pg_class'::regclass AND g.attrelid = d.objid AND g.attnum = d.objsubid)"
        " WHERE d.refclassid = 'pg_class'::regclass"
        " AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum"
        " AND (d.classid IN ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass,"
        " 'pg_publication_rel'::regclass) OR coalesce(g.attgenerated, '') <> '')))"
        " FROM information_schema.columns c JOIN pg_attribute a ON a.attname = c.column_name"
        " AND a.attrelid = to_regclass(quote_ident(c.table_schema) || '.' ||"
        " quote_ident(c.table_name)) WHERE c.table_schema = ANY (current_schemas(false))"
        " AND (c.table_name LIKE 'uploader\\_%' OR c.table_name LIKE 'pelorus\\_%')");
    if (!rows)
        return fail(rows.error());
    TargetColumns columns;
    for (const auto &row : *rows) {
        const bool required = row[2] == "t";
        columns[*row[0]][*row[1]] = {required,
                                     required && row[3] == "t",
                                     row[5] ? QByteArray::fromStdString(*row[5]).toInt() : 0,
                                     row[6] == "t",
                                     *row[4]};
    }
    return columns;
}

bool isOfOthers(const Table &table, const Column &column)
{
    if (!table.name.starts_with("uploader_") || !column.parent.empty() || column.name == "id")
        return false;
    const int known = indexOf(sharedTables(), table.name);
    return known < 0 || sharedTables()[size_t(known)].indexOf(column.name) < 0;
}

void fitTo(std::vector<Table> &tables, const TargetColumns &there)
{
    for (Table &table : tables) {
        const auto columns = there.find(table.name);
        if (columns == there.end() || !table.name.starts_with("uploader_"))
            continue;
        for (Column &column : table.columns) {
            const auto found = columns->second.find(column.name);
            if (found == columns->second.end())
                continue;
            const TargetColumn &target = found->second;
            const auto type = typeOfColumn(target.declared);
            // A number with a point is not measured.
            column.room = target.fixed && type != Type::Number ? target.width : 0;
            if (!type || !isOfOthers(table, column))
                continue;
            column.type = *type;
            column.required = column.required || target.required;
            column.standIn = neutralValue(*type);
        }
    }
}

} // namespace pelorus::transfer
