// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/adoptionturn.h"
#include "core/transfer/postgrestarget.h"
#include "core/transfer/sqlite.h"

#include <QCoreApplication>

namespace pelorus::transfer {
namespace {

std::string typeName(Type type)
{
    switch (type) {
    case Type::Integer:
        return "integer";
    case Type::BigInteger:
    case Type::Duration: // as Django has it
        return "bigint";
    case Type::Boolean:
        return "bool";
    case Type::Time:
        return "datetime";
    case Type::Date:
        return "date";
    case Type::Uuid:
        return "char(32)";
    case Type::Bytes:
        return "blob";
    case Type::Number:
        return "decimal";
    case Type::TimeOfDay:
        return "time";
    case Type::Address: // as Django has it
        return "char(39)";
    case Type::Json:
    case Type::Text:
        break;
    }
    return "text";
}

/// One transaction on a file; foreign keys are counted before the commit.
class SqliteTarget final : public Target
{
public:
    SqliteTarget(Sqlite db, store::DatabasePtr database)
        : m_db(std::move(db))
        , m_database(std::move(database))
    {
    }

    Result<void> begin(const Call &call) override
    {
        if (auto migrated = migrateInTurn(*m_database, call, {}); !migrated)
            return fail(migrated.error());
        m_database.reset();
        for (const char *pragma : {"PRAGMA foreign_keys = OFF", "PRAGMA synchronous = FULL"}) {
            if (auto set = m_db.run(pragma); !set)
                return set;
        }
        return m_db.run("BEGIN IMMEDIATE");
    }

    Result<void> beginReading() override { return m_db.run("BEGIN"); }

    Result<bool> isEmpty() override
    {
        for (const Table &table : sharedTables()) {
            const auto any
                = m_db.number("SELECT EXISTS (SELECT 1 FROM " + inQuotes(table.name) + ")");
            if (!any)
                return fail(any.error());
            if (*any != 0)
                return false;
        }
        return true;
    }

    Result<void> prepare(const std::vector<Table> &tables,
                         const std::map<size_t, std::set<size_t>> &) override
    {
        m_insert.reset();
        const char *point
            = std::exchange(m_prepared, true) ? "ROLLBACK TO SAVEPOINT load" : "SAVEPOINT load";
        if (auto ready = m_db.run(point); !ready)
            return ready;
        for (const Table &table : tables) {
            if (auto added = addMissing(table); !added)
                return added;
        }
        return {};
    }

    /// One row at a time it always is.
    void setCareful(bool) override { }

    Result<void> startTable(const Table &table) override
    {
        std::string columns;
        std::string marks;
        m_types.clear();
        for (const Column &column : table.columns) {
            columns += (columns.empty() ? "" : ", ") + inQuotes(column.name);
            marks += marks.empty() ? "?" : ", ?";
            m_types.push_back(column.type);
        }
        m_insert = std::make_unique<Statement>(m_db,
                                               "INSERT INTO " + inQuotes(table.name) + " ("
                                                   + columns + ") VALUES (" + marks + ")");
        if (!m_insert->ok())
            return fail(m_db.error(QString::fromStdString(table.name)));
        return {};
    }

    Result<void> write(std::span<const Value> row, qint64 number) override
    {
        m_insert->reset();
        for (size_t i = 0; i < row.size(); ++i)
            bind(int(i) + 1, row[i], m_types[i]);
        const auto stepped = m_insert->step();
        if (stepped)
            return {};
        if ((stepped.error().code & 0xFF) != SQLITE_CONSTRAINT)
            return fail(stepped.error());
        m_refused.push_back(number);
        return {};
    }

    Result<void> endTable() override
    {
        m_insert.reset();
        return {};
    }

    Result<void> finish(const std::vector<Table> &) override
    {
        const auto broken = m_db.number("SELECT count(*) FROM pragma_foreign_key_check");
        if (!broken)
            return fail(broken.error());
        if (*broken == 0)
            return {};
        return fail(ErrorKind::Internal,
                    QCoreApplication::translate(
                        "Core", "The loaded rows refer to %1 rows that are not there.")
                        .arg(*broken));
    }

    Result<void> readBack(const Table &table, const Sink &sink) override
    {
        std::string columns;
        for (const Column &column : table.columns)
            columns += (columns.empty() ? "" : ", ") + inQuotes(column.name);
        Statement rows(m_db, "SELECT " + columns + " FROM " + inQuotes(table.name));
        if (!rows.ok())
            return fail(m_db.error(QString::fromStdString(table.name)));
        std::vector<Cell> cells(table.columns.size());
        for (;;) {
            const auto row = rows.step();
            if (!row)
                return fail(row.error());
            if (!*row)
                return {};
            for (size_t i = 0; i < cells.size(); ++i)
                cells[i] = rows.cell(int(i));
            if (auto taken = sink(cells); !taken)
                return taken;
        }
    }

    Result<qint64> pause(const std::vector<std::int64_t> &accounts,
                         const std::string &reason) override
    {
        Statement insert(m_db, pauseStatement(store::Engine::Sqlite, accounts, "?"));
        sqlite3_bind_text(insert.handle(), 1, reason.data(), int(reason.size()), SQLITE_STATIC);
        const auto stepped = insert.step();
        if (!stepped)
            return fail(stepped.error());
        return sqlite3_changes(m_db.handle());
    }

    Result<void> note(const std::string &subject, const std::string &detail) override
    {
        Statement insert(m_db,
                         "INSERT INTO pelorus_audit (at, who, action, subject, detail) VALUES"
                         " (strftime('%Y-%m-%d %H:%M:%f000', 'now'), 'pelorus', 'transfer', ?, ?)");
        sqlite3_bind_text(insert.handle(), 1, subject.data(), int(subject.size()), SQLITE_STATIC);
        sqlite3_bind_text(insert.handle(), 2, detail.data(), int(detail.size()), SQLITE_STATIC);
        const auto stepped = insert.step();
        return stepped ? Result<void>() : fail(stepped.error());
    }

    Result<std::string> noted() override
    {
        Statement last(m_db,
                       "SELECT detail FROM pelorus_audit WHERE action = 'transfer'"
                       " ORDER BY id DESC LIMIT 1");
        const auto row = last.step();
        if (!row)
            return fail(row.error());
        return *row ? last.text(0) : std::string();
    }

    Result<void> commit() override { return m_db.run("COMMIT"); }
    void settle(const std::vector<Table> &) override { static_cast<void>(m_db.run("ANALYZE")); }
    void cancel() override { m_db.interrupt(); }

private:
    Result<void> addMissing(const Table &table)
    {
        const std::string name = inQuotes(table.name);
        const auto there
            = m_db.number("SELECT count(*) FROM sqlite_master WHERE name = '" + table.name + "'");
        if (!there)
            return fail(there.error());
        if (*there == 0) {
            std::string columns;
            for (const Column &column : table.columns) {
                const bool isKey = column.name == table.key;
                columns += (columns.empty() ? "" : ", ") + inQuotes(column.name) + ' '
                    + (isKey && table.isNumbered() ? "integer NOT NULL PRIMARY KEY AUTOINCREMENT"
                                                   : typeName(column.type))
                    + (isKey && !table.isNumbered() ? " NOT NULL PRIMARY KEY" : "");
            }
            return m_db.run("CREATE TABLE " + name + " (" + columns + ")");
        }
        for (const Column &column : table.columns) {
            Statement has(m_db,
                          "SELECT 1 FROM pragma_table_info('" + table.name + "') WHERE name = ?");
            sqlite3_bind_text(
                has.handle(), 1, column.name.data(), int(column.name.size()), SQLITE_STATIC);
            const auto found = has.step();
            if (!found)
                return fail(found.error());
            if (*found)
                continue;
            if (auto added = m_db.run("ALTER TABLE " + name + " ADD COLUMN " + inQuotes(column.name)
                                      + ' ' + typeName(column.type));
                !added)
                return added;
        }
        return {};
    }

    void bind(int at, const Value &value, Type type)
    {
        sqlite3_stmt *statement = m_insert->handle();
        if (value.null) {
            sqlite3_bind_null(statement, at);
            return;
        }
        switch (type) {
        case Type::Integer:
        case Type::BigInteger:
        case Type::Duration:
            sqlite3_bind_int64(statement, at, std::strtoll(value.text.c_str(), nullptr, 10));
            return;
        case Type::Boolean:
            sqlite3_bind_int64(statement, at, value.text == "t" ? 1 : 0);
            return;
        case Type::Bytes: {
            const QByteArray bytes = QByteArray::fromHex(
                QByteArray::fromRawData(value.text.data(), qsizetype(value.text.size())));
            sqlite3_bind_blob(
                statement, at, bytes.constData(), int(bytes.size()), SQLITE_TRANSIENT);
            return;
        }
        case Type::Uuid: { // as Django keeps it
            std::string hex = value.text;
            std::erase(hex, '-');
            sqlite3_bind_text(statement, at, hex.data(), int(hex.size()), SQLITE_TRANSIENT);
            return;
        }
        case Type::Time:
        case Type::Date:
        case Type::TimeOfDay:
        case Type::Address:
        case Type::Json:
        case Type::Number:
        case Type::Text:
            break;
        }
        sqlite3_bind_text(statement, at, value.text.data(), int(value.text.size()), SQLITE_STATIC);
    }

    Sqlite m_db;
    store::DatabasePtr m_database; ///< until the transaction begins
    std::unique_ptr<Statement> m_insert;
    std::vector<Type> m_types;
    bool m_prepared = false;
};

} // namespace

Result<std::unique_ptr<Target>> openSqliteTarget(const QString &file,
                                                 const store::DatabasePtr &database)
{
    auto db = Sqlite::open(file, Sqlite::Mode::ReadWrite);
    if (!db)
        return fail(db.error());
    return std::make_unique<SqliteTarget>(std::move(*db), database);
}

Result<std::unique_ptr<Target>> Target::open(const Secret &url)
{
    const auto parsed = store::parseDatabaseUrl(url);
    if (!parsed)
        return fail(parsed.error());
    return parsed->engine == store::Engine::PostgreSql ? openPostgresTarget(*parsed)
                                                       : openSqliteTarget(parsed->file);
}

Result<std::unique_ptr<Target>> Target::open(const store::DatabasePtr &database)
{
    return database->engine() == store::Engine::PostgreSql
        ? openPostgresTarget(database)
        : openSqliteTarget(database->priv().url.file, database);
}

} // namespace pelorus::transfer
