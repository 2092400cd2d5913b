// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/targetlook.h"

#include "core/base/threadguard.h"
#include "core/store/url.h"
#include "core/transfer/postgres.h"
#include "core/transfer/sqlite.h"

#include <QFile>

#include <limits>
#include <optional>
#include <vector>

namespace pelorus::transfer {
namespace {

bool isShared(std::string_view table)
{
    return indexOf(sharedTables(), table) >= 0;
}

using Rows = std::vector<std::vector<std::string>>;

Result<Rows> textsOf(Sqlite &db, const std::string &sql)
{
    Statement query(db, sql);
    Rows rows;
    for (;;) {
        const auto row = query.step();
        if (!row)
            return fail(row.error());
        if (!*row)
            return rows;
        rows.emplace_back();
        for (int i = 0; i < sqlite3_column_count(query.handle()); ++i)
            rows.back().push_back(query.text(i));
    }
}

Result<void> lookAtColumns(Sqlite &db, TargetColumns &columns)
{
    const auto found
        = textsOf(db,
                  "SELECT t.name, c.name, c.\"notnull\" || '', coalesce(f.\"table\", ''),"
                  " coalesce((SELECT k.name FROM pragma_table_info(f.\"table\") k"
                  " WHERE k.name = f.\"to\" OR f.\"to\" IS NULL AND k.pk = 1), '')"
                  " FROM sqlite_master t JOIN pragma_table_info(t.name) c"
                  " LEFT JOIN pragma_foreign_key_list(t.name) f ON f.\"from\" = c.name"
                  " WHERE t.type = 'table' AND t.name LIKE 'uploader\\_%' ESCAPE '\\'");
    if (!found)
        return fail(found.error());
    for (const auto &row : *found) {
        TargetColumn &column = columns[row[0]][row[1]];
        column.required = row[2] == "1";
        column.parent = row[3];
        column.parentKey = row[4];
        if (column.parent.empty())
            continue;
        std::set<std::string> keys;
        if (!column.parentKey.empty() && !isShared(column.parent)) { // else there is no such table
            const auto there = textsOf(db,
                                       "SELECT DISTINCT CAST(" + inQuotes(column.parentKey)
                                           + " AS text) FROM " + inQuotes(column.parent));
            if (!there)
                return fail(there.error());
            for (const auto &key : *there) {
                keys.insert(key[0]);
                if (std::string uuid = canonicalUuid(key[0]); !uuid.empty())
                    keys.insert(std::move(uuid)); // kept there without dashes
            }
        }
        column.keys = std::make_shared<const std::set<std::string>>(std::move(keys));
    }
    return {};
}

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
    if (auto found = lookAtColumns(*db, look.columns); !found)
        return fail(found.error());
    return look;
}

/// Of the columns that we do not know: a row that leads nowhere would cost all of them.
Result<void> lookAtReferences(Postgres &db, TargetColumns &columns)
{
    const auto rows = db.rows(
        "SELECT r.relname, a.attname, p.relname, k.attname,"
        " format('SELECT DISTINCT %I::text FROM %s', k.attname, p.oid::regclass)"
        " FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid"
        " JOIN pg_class p ON p.oid = c.confrelid"
        " JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = c.conkey[1]"
        " JOIN pg_attribute k ON k.attrelid = p.oid AND k.attnum = c.confkey[1]"
        " WHERE c.contype = 'f' AND cardinality(c.conkey) = 1 AND pg_table_is_visible(r.oid)"
        " AND r.relname LIKE 'uploader\\_%'");
    if (!rows)
        return fail(rows.error());
    for (const auto &row : *rows) {
        TargetColumn &column = columns[*row[0]][*row[1]];
        column.parent = *row[2];
        column.parentKey = *row[3];
        std::set<std::string> keys;
        if (!isShared(column.parent)) {
            const auto there = db.rows(*row[4]);
            if (!there)
                return fail(there.error());
            for (const auto &key : *there)
                keys.insert(key[0].value_or(""));
        }
        column.keys = std::make_shared<const std::set<std::string>>(std::move(keys));
    }
    return {};
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
    if (auto found = lookAtReferences(*db, look.columns); !found)
        return fail(found.error());
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
    if (declared == "date")
        return Type::Date;
    if (declared == "inet")
        return Type::Address;
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
                              "character",
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
        // Others than an enumeration's label or a text have a spelling of their own.
        " CASE WHEN c.data_type = 'USER-DEFINED' AND t.typcategory IN ('E', 'S') THEN 'text'"
        " ELSE c.data_type END, coalesce(c.character_maximum_length, c.numeric_precision),"
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
        " 'pg_publication_rel'::regclass) OR coalesce(g.attgenerated, '') <> ''))),"
        " EXISTS (SELECT 1 FROM pg_index i JOIN pg_class n ON n.oid = i.indexrelid"
        " JOIN pg_am m ON m.oid = n.relam AND m.amname = 'btree' WHERE i.indrelid = a.attrelid"
        " AND (a.attnum = ANY (i.indkey) OR EXISTS (SELECT 1 FROM pg_depend x"
        " WHERE x.classid = 'pg_class'::regclass AND x.objid = i.indexrelid"
        " AND x.refobjid = a.attrelid AND x.refobjsubid = a.attnum))), coalesce(c.numeric_scale, "
        "0),"
        " c.is_generated = 'ALWAYS'"
        " FROM information_schema.columns c JOIN pg_attribute a ON a.attname = c.column_name"
        " AND a.attrelid = to_regclass(quote_ident(c.table_schema) || '.' ||"
        " quote_ident(c.table_name)) JOIN pg_type t ON t.oid = a.atttypid WHERE c.table_schema = "
        "ANY (current_schemas(false))"
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
                                     *row[4],
                                     QByteArray::fromStdString(*row[8]).toInt(),
                                     row[7] == "t",
                                     row[9] == "t"};
    }
    return columns;
}

bool isOfOthers(const Table &table, const Column &column)
{
    if (!table.name.starts_with("uploader_") || (table.isNumbered() && column.name == table.key))
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
            column.left = target.generated
                || (isOfOthers(table, column) && !target.declared.empty() && !type);
            if (column.left) {
                column.required = false;
                continue;
            }
            column.padded = target.declared == "character" && target.fixed; // else it becomes text
            column.room = target.fixed ? target.width : 0;
            column.scale = target.scale;
            if (target.declared == "double precision" || target.declared == "real") {
                column.room = target.fixed ? target.width : std::numeric_limits<double>::digits;
                column.scale = -1;
            }
            if (column.type == Type::Text || type == Type::Text)
                column.indexed = column.indexed || target.indexed;
            if (!isOfOthers(table, column))
                continue;
            column.type = type.value_or(column.type);
            column.required = column.required || target.required;
            column.standIn = neutralValue(column.type);
            const int parent = indexOf(tables, target.parent);
            if (parent < 0)
                column.keys = target.keys;
            else if (tables[size_t(parent)].indexOf(target.parentKey) >= 0) {
                column.parent = target.parent;
                if (tables[size_t(parent)].key != target.parentKey)
                    column.parentColumn = target.parentKey;
            }
        }
    }
}

} // namespace pelorus::transfer
