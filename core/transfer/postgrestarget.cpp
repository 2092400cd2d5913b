// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/postgrestarget.h"

#include "core/store/dialect.h"
#include "core/store/sqlerror.h"
#include "core/transfer/adoptionturn.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace pelorus::transfer {
namespace {

using namespace std::string_literals;
using namespace Qt::StringLiterals;

constexpr size_t kBlock = 64ULL * 1024;
/// For COMMIT, which writes all of it to the disk.
constexpr std::chrono::minutes kPatience{15};

std::string typeName(const Column &column)
{
    switch (column.type) {
    case Type::Integer:
        return "integer";
    case Type::BigInteger:
        return "bigint";
    case Type::Boolean:
        return "boolean";
    case Type::Time:
        return "timestamptz";
    case Type::Date:
        return "date";
    case Type::Json:
        return "jsonb";
    case Type::Uuid:
        return "uuid";
    case Type::Bytes:
        return "bytea";
    case Type::Number:
        return "numeric";
    case Type::Duration:
        return "interval";
    case Type::TimeOfDay:
        return "time";
    case Type::Address:
        return "inet";
    case Type::Text:
        break;
    }
    return "text";
}

/// Of a column of others: what holds every number that SQLite does. Empty where it does itself.
std::string widerNumber(std::string_view declared)
{
    if (declared == "smallint" || declared == "integer")
        return "bigint";
    if (declared == "real")
        return "double precision";
    return declared == "numeric" ? "numeric" : "";
}

std::string inQuotes(std::string_view name)
{
    std::string out = "\"";
    for (const char c : name)
        out += c == '"' ? "\"\""s : std::string(1, c);
    return out + '"';
}

void appendCopyField(std::string &out, const Value &value, Type type)
{
    if (value.null) {
        out += "\\N";
        return;
    }
    if (type == Type::Bytes)
        out += "\\\\x";
    constexpr std::string_view specials = "\\\n\r\t";
    constexpr std::string_view letters = "\\nrt";
    const auto isSpecial = [](char c) { return c == '\\' || c == '\n' || c == '\r' || c == '\t'; };
    const std::string_view text = value.text;
    for (auto at = text.begin();; ++at) {
        const auto plain = at;
        at = std::find_if(at, text.end(), isSpecial);
        out.append(plain, at);
        if (at == text.end())
            return;
        out += '\\';
        out += letters[specials.find(*at)];
    }
}

/// One line of COPY's text format → cells; their texts lie in it, or in `texts` where it has
/// backslashes.
void splitCopyLine(std::string_view line, std::vector<std::string> &texts, std::vector<Cell> &cells)
{
    if (line.ends_with('\n'))
        line.remove_suffix(1);
    size_t column = 0;
    for (size_t at = 0; column < cells.size(); ++column) {
        const size_t end = std::min(line.find('\t', at), line.size());
        const std::string_view field = line.substr(at, end - at);
        at = std::min(end + 1, line.size());
        Cell &cell = cells[column];
        if (field == "\\N") {
            cell = {Cell::Kind::Null, 0, 0, {}};
            continue;
        }
        if (field.find('\\') == std::string_view::npos) {
            cell = {Cell::Kind::Text, 0, 0, field};
            continue;
        }
        constexpr std::string_view names = "bfnrtv";
        std::string &text = texts[column];
        text.clear();
        size_t from = 0;
        for (size_t slash = 0; (slash = field.find('\\', from)) < field.size() - 1;
             from = slash + 2) {
            text += field.substr(from, slash - from);
            const size_t which = names.find(field[slash + 1]);
            text += which == std::string_view::npos ? field[slash + 1] : "\b\f\n\r\t\v"[which];
        }
        text += field.substr(from);
        cell = {Cell::Kind::Text, 0, 0, text};
    }
}

/// Not "N microseconds", of which PostgreSQL before 15 takes no more than 32 bits.
void appendInterval(std::string &out, std::string_view microseconds)
{
    std::int64_t count = 0;
    std::from_chars(microseconds.data(), microseconds.data() + microseconds.size(), count);
    const auto part = [count](std::int64_t unit, std::int64_t of) {
        return static_cast<long long>(std::abs(count / unit % of));
    };
    std::array<char, 64> text{};
    std::snprintf(text.data(),
                  text.size(),
                  "%lld days %s%02lld:%02lld:%02lld.%06lld",
                  static_cast<long long>(count / 86'400'000'000),
                  count < 0 ? "-" : "",
                  part(3'600'000'000, 24),
                  part(60'000'000, 60),
                  part(1'000'000, 60),
                  part(1, 1'000'000));
    out += text.data();
}

} // namespace

std::string pauseStatement(store::Engine engine,
                           const std::vector<std::int64_t> &accounts,
                           const std::string &reason)
{
    std::string ids;
    for (const std::int64_t id : accounts)
        ids += (ids.empty() ? "" : ", ") + std::to_string(id);
    const auto expanded = [engine](const char *text) {
        return store::expand(engine, QString::fromLatin1(text)).toStdString();
    };
    // A pause that the old database knows already and that is longer stays.
    return "INSERT INTO pelorus_account (account_id, paused_until, pause_reason, updated_at)"
           " SELECT id, "
        + expanded("{plus 315360000}") + ", " + reason + ", " + expanded("{now}")
        + " FROM uploader_instagramaccount WHERE proxy_id IS NULL AND current_proxy_id IS NULL"
          " AND id IN ("
        + ids
        + ") ON CONFLICT (account_id) DO UPDATE SET pause_reason = excluded.pause_reason,"
          " paused_until = excluded.paused_until, updated_at = excluded.updated_at"
          " WHERE pelorus_account.paused_until IS NULL"
          " OR pelorus_account.paused_until <= excluded.paused_until";
}

Result<std::unique_ptr<Target>> openPostgresTarget(const store::DatabaseUrl &url)
{
    auto db = Postgres::open(url);
    if (!db)
        return fail(db.error());
    return std::make_unique<PostgresTarget>(std::move(*db));
}

Result<std::unique_ptr<Target>> openPostgresTarget(const store::DatabasePtr &database)
{
    store::Database::Private &d = database->priv();
    const auto connection = d.connection();
    if (!connection)
        return fail(connection.error());
    // A server that is slow to take the rows is no dead one. What comes later wins.
    d.url.options.prepend(u"application_name=pelorus-transfer;tcp_user_timeout=0;"_s);
    if (auto opened = (*connection)->open(d.url); !opened)
        return fail(opened.error());
    return std::make_unique<PostgresTarget>(Postgres((*connection)->native()), database);
}

PostgresTarget::~PostgresTarget()
{
    if (!m_transaction || !m_db.isLost())
        return;
    // It does not know: there is nobody to tell of the end any more.
    if (const auto connection = m_database->priv().connection())
        (*connection)->setBroken();
}

Result<void> PostgresTarget::begin(const Call &call)
{
    auto begun = beginInTurn(*m_database, call);
    if (!begun)
        return fail(begun.error());
    m_transaction = std::move(*begun);
    const auto connection = m_database->priv().connection();
    if (!connection)
        return fail(connection.error());
    if (!m_db.is((*connection)->native()))
        return fail(m_db.lost()); // and came back as another one
    (*connection)->setPatience(kPatience);
    if (auto configured = m_db.configure(); !configured)
        return configured;
    std::string names;
    for (const Table &table : sharedTables())
        names += (names.empty() ? "" : ", ") + inQuotes(table.name);
    if (auto locked = m_db.run("LOCK TABLE " + names + " IN SHARE ROW EXCLUSIVE MODE"); !locked)
        return locked;
    // Cheaper to compress, and a third faster to load.
    return m_db.run("SELECT set_config('default_toast_compression', 'lz4', true) FROM pg_settings"
                    " WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)");
}

Result<void> PostgresTarget::beginReading()
{
    return m_db.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

Result<bool> PostgresTarget::isEmpty()
{
    std::string any;
    for (const Table &table : sharedTables())
        any += (any.empty() ? "" : " OR ") + "EXISTS (SELECT 1 FROM "s + inQuotes(table.name) + ")";
    const auto rows = m_db.rows("SELECT " + any);
    if (!rows)
        return fail(rows.error());
    return rows->front().front() == "f";
}

Result<void> PostgresTarget::readColumns()
{
    auto columns = postgresColumns(m_db);
    if (!columns)
        return fail(columns.error());
    m_columns = std::move(*columns);
    return {};
}

Result<void> PostgresTarget::prepare(const std::vector<Table> &tables,
                                     const std::map<size_t, std::set<size_t>> &wide)
{
    const char *point
        = std::exchange(m_prepared, true) ? "ROLLBACK TO SAVEPOINT load" : "SAVEPOINT load";
    if (auto ready = m_db.run(point); !ready)
        return ready;
    if (auto read = readColumns(); !read)
        return read;
    m_foreignKeys.clear();
    m_lent.clear();
    m_copy.reset();
    m_block.clear();
    for (const Table &table : tables) {
        if (auto added = addMissing(table); !added)
            return added;
    }
    if (auto widened = widen(tables, wide); !widened)
        return widened;
    if (auto lent = lendDefaults(tables); !lent)
        return lent;
    return setForeignKeysAside(tables);
}

/// To required columns that only the target has.
Result<void> PostgresTarget::lendDefaults(const std::vector<Table> &tables)
{
    for (const Table &table : tables) {
        for (const auto &[name, there] : m_columns[table.name]) {
            const int at = table.indexOf(name);
            if (!there.needsValue || (at >= 0 && !table.columns[size_t(at)].left))
                continue;
            const std::string alter
                = "ALTER TABLE " + inQuotes(table.name) + " ALTER COLUMN " + inQuotes(name);
            const QString literal
                = store::expand(store::Engine::PostgreSql,
                                store::neutralLiteral(store::Engine::PostgreSql,
                                                      QString::fromStdString(there.declared)));
            if (auto lent = m_db.run(alter + " SET DEFAULT " + literal.toStdString()); !lent)
                return lent;
            m_lent.push_back(alter + " DROP DEFAULT");
        }
    }
    return {};
}

Result<void> PostgresTarget::addMissing(const Table &table)
{
    std::string sql;
    auto known = m_columns.find(table.name);
    if (known == m_columns.end()) {
        // As a serial does it, so that Django's inserts get their number.
        for (const Column &column : table.columns) {
            const bool isKey = column.name == table.key;
            sql += (sql.empty() ? "" : ", ") + inQuotes(column.name) + ' '
                + (isKey && table.isNumbered() ? "bigserial" : typeName(column))
                + (isKey ? " PRIMARY KEY" : "");
        }
        sql = "CREATE TABLE " + inQuotes(table.name) + " (" + sql + ")";
        if (auto made = m_db.run(sql); !made)
            return made;
        for (const Column &column : table.columns)
            m_columns[table.name][column.name] = {};
        return {};
    }
    for (const Column &column : table.columns) {
        if (known->second.contains(column.name))
            continue;
        sql = "ALTER TABLE " + inQuotes(table.name) + " ADD COLUMN " + inQuotes(column.name) + ' '
            + typeName(column);
        if (auto added = m_db.run(sql); !added)
            return added;
        known->second[column.name] = {};
    }
    return {};
}

/// What cannot be altered stays as it is, unless it is known to be too narrow.
Result<void> PostgresTarget::widenColumn(const std::string &table,
                                         const std::string &column,
                                         const std::string &type,
                                         bool needed)
{
    // A column that a trigger names cannot change its type. Ours name none.
    const auto triggers = m_db.rows("SELECT quote_ident(tgname), pg_get_triggerdef(oid)"
                                    " FROM pg_trigger t WHERE NOT tgisinternal"
                                    " AND EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = t.oid"
                                    " AND d.classid = 'pg_trigger'::regclass"
                                    " AND d.refobjid = t.tgrelid AND d.refobjsubid > 0)"
                                    " AND tgrelid = "
                                    + m_db.literal(inQuotes(table)) + "::regclass");
    if (!triggers)
        return fail(triggers.error());
    std::string sql = "SAVEPOINT widen;";
    for (const auto &trigger : *triggers)
        sql += "DROP TRIGGER " + *trigger[0] + " ON " + inQuotes(table) + ";";
    sql += "ALTER TABLE " + inQuotes(table) + " ALTER COLUMN " + inQuotes(column) + " TYPE " + type
        + ';';
    for (const auto &trigger : *triggers)
        sql += *trigger[1] + ";";
    auto widened = m_db.run(sql + "RELEASE SAVEPOINT widen");
    constexpr std::array kCannot{"0A000"_L1, "2BP01"_L1, "42601"_L1, "42809"_L1, "42P16"_L1};
    if (widened || needed || std::ranges::find(kCannot, widened.error().name) == kCannot.end())
        return widened;
    return m_db.run("ROLLBACK TO SAVEPOINT widen; RELEASE SAVEPOINT widen");
}

Result<void> PostgresTarget::widen(const std::vector<Table> &tables,
                                   const std::map<size_t, std::set<size_t>> &wide)
{
    for (size_t t = 0; t < tables.size(); ++t) {
        const Table &table = tables[t];
        const auto found = wide.find(t);
        for (size_t c = 0; c < table.columns.size(); ++c) {
            const Column &column = table.columns[c];
            if (column.left)
                continue;
            const TargetColumn &there = m_columns[table.name][column.name];
            const bool tooLong = found != wide.end() && found->second.contains(c);
            const bool narrow
                = there.width > 0 && (column.width == 0 || there.width < column.width);
            if (const auto wider = widerNumber(there.declared); !wider.empty() && there.width > 0
                && !there.fixed && column.parent.empty() && isOfOthers(table, column)) {
                if (auto widened = widenColumn(table.name, column.name, wider, false); !widened)
                    return widened;
            }
            if (column.type != Type::Text || there.width == 0 || there.fixed
                || (!tooLong && !narrow))
                continue;
            if (auto widened = widenColumn(table.name, column.name, "text", tooLong); !widened)
                return widened;
            if (column.name != "username" || !tooLong)
                continue;
            // Our own tables repeat an account's name.
            for (const auto &[name, columns] : m_columns) {
                const auto copy = columns.find("account_name");
                if (!name.starts_with("pelorus_") || copy == columns.end()
                    || copy->second.width == 0)
                    continue;
                if (auto widened = widenColumn(name, "account_name", "text", true); !widened)
                    return widened;
            }
        }
    }
    return {};
}

Result<void> PostgresTarget::setForeignKeysAside(const std::vector<Table> &tables)
{
    // One join each at the end instead of a look-up a row; and the plan's own schema has one that
    // cannot wait for the rows to come.
    std::string names;
    for (const Table &table : tables)
        names += (names.empty() ? "" : ", ") + m_db.literal(table.name);
    const auto rows = m_db.rows(
        "SELECT quote_ident(r.relname), quote_ident(c.conname), pg_get_constraintdef(c.oid)"
        " FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid"
        " WHERE c.contype = 'f' AND pg_table_is_visible(r.oid) AND r.relname IN ("
        + names + ")");
    if (!rows)
        return fail(rows.error());
    for (const auto &row : *rows) {
        if (auto dropped = m_db.run("ALTER TABLE " + *row[0] + " DROP CONSTRAINT " + *row[1]);
            !dropped)
            return dropped;
        std::string definition = *row[2];
        if (const size_t at = definition.rfind(" NOT VALID"); at != std::string::npos)
            definition.erase(at);
        m_foreignKeys.push_back("ALTER TABLE " + *row[0] + " ADD CONSTRAINT " + *row[1] + ' '
                                + definition);
    }
    return {};
}

Result<void> PostgresTarget::startTable(const Table &table)
{
    std::string columns;
    m_table = &table;
    for (const Column &column : table.columns) {
        if (!column.left)
            columns += (columns.empty() ? "" : ", ") + inQuotes(column.name);
    }
    std::string statement = "COPY " + inQuotes(table.name) + " (" + columns + ") FROM STDIN";
    if (!m_careful)
        return m_db.startCopyIn(statement);
    m_copy.emplace(m_db, std::move(statement), m_refused);
    return {};
}

Result<void> PostgresTarget::write(std::span<const Value> row, qint64 number)
{
    bool first = true;
    for (size_t i = 0; i < row.size(); ++i) {
        const Column &column = m_table->columns[i];
        if (column.left)
            continue;
        if (!std::exchange(first, false))
            m_block += '\t';
        if (column.type == Type::Duration && !row[i].null)
            appendInterval(m_block, row[i].text);
        else
            appendCopyField(m_block, row[i], column.type);
    }
    m_block += '\n';
    if (m_copy)
        return m_copy->add(std::exchange(m_block, {}), number);
    return m_block.size() < kBlock ? Result<void>() : flush();
}

Result<void> PostgresTarget::flush()
{
    auto sent = m_db.copyIn(m_block);
    m_block.clear();
    return sent;
}

Result<void> PostgresTarget::endTable()
{
    if (m_copy) {
        auto ended = m_copy->end();
        m_copy.reset();
        return ended;
    }
    if (auto sent = flush(); !sent)
        return sent;
    return m_db.endCopyIn();
}

Result<void> PostgresTarget::finish(const std::vector<Table> &tables)
{
    // What would wait for the commit; where there are more, they wait as before.
    if (auto good = m_db.run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"); !good)
        return good;
    for (const std::string &foreignKey : m_foreignKeys) {
        if (auto added = m_db.run(foreignKey); !added)
            return added;
    }
    m_foreignKeys.clear();
    for (const std::string &statement : m_lent) {
        if (auto taken = m_db.run(statement); !taken)
            return taken;
    }
    m_lent.clear();
    for (const Table &table : tables) {
        if (!table.isNumbered())
            continue;
        const auto rows
            = m_db.rows("SELECT pg_get_serial_sequence(" + m_db.literal(inQuotes(table.name))
                        + ", 'id'), coalesce(max(id), 0) + 1 FROM " + inQuotes(table.name));
        if (!rows)
            return fail(rows.error());
        const auto &row = rows->front();
        if (!row[0])
            continue;
        // Unlike setval() this goes back with the transaction.
        if (auto set = m_db.run("ALTER SEQUENCE " + *row[0] + " RESTART WITH " + *row[1]); !set)
            return set;
    }
    return {};
}

Result<void> PostgresTarget::readBack(const Table &table, const Sink &sink)
{
    std::string columns;
    for (const Column &column : table.columns) {
        const std::string name = column.left ? "NULL" : inQuotes(column.name);
        columns += columns.empty() ? "" : ", ";
        columns += column.type == Type::Duration && !column.left
            ? "CAST(1000000 * extract(epoch FROM " + name + ") AS bigint)"
            : name;
    }
    std::vector<std::string> texts(table.columns.size());
    std::vector<Cell> cells(table.columns.size());
    return m_db.copyOut("COPY (SELECT " + columns + " FROM " + inQuotes(table.name) + ") TO STDOUT",
                        [&](std::string_view line) {
                            splitCopyLine(line, texts, cells);
                            return sink(cells);
                        });
}

Result<qint64> PostgresTarget::pause(const std::vector<std::int64_t> &accounts,
                                     const std::string &reason)
{
    const auto rows
        = m_db.rows(pauseStatement(store::Engine::PostgreSql, accounts, m_db.literal(reason))
                    + " RETURNING account_id");
    if (!rows)
        return fail(rows.error());
    return qint64(rows->size());
}

Result<void> PostgresTarget::note(const std::string &subject, const std::string &detail)
{
    return m_db.run("INSERT INTO pelorus_audit (at, who, action, subject, detail) VALUES"
                    " (clock_timestamp(), 'pelorus', 'transfer', "
                    + m_db.literal(subject) + ", " + m_db.literal(detail) + ")");
}

Result<std::string> PostgresTarget::noted()
{
    const auto rows = m_db.rows("SELECT detail FROM pelorus_audit WHERE action = 'transfer'"
                                " ORDER BY id DESC LIMIT 1");
    if (!rows)
        return fail(rows.error());
    return rows->empty() ? std::string() : rows->front().front().value_or("");
}

Result<void> PostgresTarget::commit()
{
    auto committed = m_transaction->commit();
    if (committed || !store::isConnectionLost(committed.error().name))
        return committed;
    return fail(Error{ErrorKind::Storage,
                      QCoreApplication::translate(
                          "Core",
                          "The connection broke while the transfer was being completed, so it may "
                          "or may not have arrived. Start it once more: what is there already is "
                          "recognised."),
                      committed.error().detail,
                      0,
                      u"08007"_s,
                      {}});
}

void PostgresTarget::settle(const std::vector<Table> &tables)
{
    for (const Table &table : tables)
        static_cast<void>(m_db.run("ANALYZE " + inQuotes(table.name)));
}

void PostgresTarget::cancel()
{
    m_db.cancel();
}

} // namespace pelorus::transfer
