// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/source.h"
#include "core/transfer/sqlite.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::transfer {
namespace {

// Of this database alone, or made anew by the first start on the other.
constexpr std::string_view kOwnNotTaken[]
    = {"pelorus_schema", "pelorus_instance", "pelorus_worker", "pelorus_live"};

bool isTaken(std::string_view table)
{
    if (table.starts_with("pelorus_"))
        return std::ranges::find(kOwnNotTaken, table) == std::end(kOwnNotTaken);
    return table.starts_with("uploader_");
}

class SqliteSource final : public Source
{
public:
    explicit SqliteSource(Sqlite db)
        : m_db(std::move(db))
    {
    }

    Result<void> look();
    [[nodiscard]] const std::vector<Table> &tables() const override { return m_tables; }
    void fit(const TargetColumns &target) override { fitTo(m_tables, target); }
    [[nodiscard]] Result<void>
    read(Depth depth, const Sink &sink, const Progress &progress, const Call &call) override;
    [[nodiscard]] std::vector<LeftBehind> leftBehind() const override { return m_left; }
    [[nodiscard]] bool isSqlite() const override { return true; }
    [[nodiscard]] Result<qint64> bytesInUse() override
    {
        return m_db.number("SELECT (page_count - freelist_count) * page_size FROM"
                           " pragma_page_count, pragma_freelist_count, pragma_page_size");
    }

private:
    Result<void> lookAt(const std::string &name, const std::string &sql);
    Result<void> lookAtReferences(Table &table);
    Result<void> readTable(
        size_t table, Depth depth, const Sink &sink, const Progress &progress, const Call &call);

    Sqlite m_db;
    std::vector<Table> m_tables;
    std::vector<std::vector<bool>> m_present; ///< of m_tables' columns: the file has it
    std::vector<LeftBehind> m_left;
    qint64 m_rows = 0;
    qint64 m_number = 0;
};

Result<void> SqliteSource::look()
{
    // One snapshot for everything that is read.
    if (auto begun = m_db.run("BEGIN"); !begun)
        return begun;
    std::vector<std::pair<std::string, std::string>> found;
    {
        Statement names(m_db,
                        "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
                        " AND name NOT LIKE 'sqlite_%' ORDER BY rowid");
        for (;;) {
            const auto row = names.step();
            if (!row)
                return fail(row.error());
            if (!*row)
                break;
            found.emplace_back(names.text(0), names.text(1));
        }
    }
    const auto has = [&](std::string_view name) {
        return std::ranges::any_of(found, [&](const auto &table) { return table.first == name; });
    };
    for (const Table &shared : sharedTables()) {
        if (has(shared.name)) {
            m_tables.push_back(shared);
            m_present.emplace_back(shared.columns.size(), false);
        }
    }
    if (!has("uploader_instagramaccount") || !has("uploader_proxy")) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate("Core",
                                                "This SQLite file holds no database of the Django "
                                                "application or of Pelorus: its tables of accounts "
                                                "and proxies are missing."));
    }
    for (const auto &[name, sql] : found) {
        const auto rows = m_db.number("SELECT count(*) FROM " + inQuotes(name));
        if (!rows)
            return fail(rows.error());
        if (!isTaken(name)) {
            if (!name.starts_with("pelorus_") && *rows > 0)
                m_left.push_back({QString::fromStdString(name), *rows});
            continue;
        }
        m_rows += *rows;
        if (auto looked = lookAt(name, sql); !looked)
            return looked;
    }
    for (Table &table : m_tables) {
        if (auto looked = lookAtReferences(table); !looked)
            return looked;
    }
    return {};
}

Result<void> SqliteSource::lookAt(const std::string &name, const std::string &sql)
{
    int index = indexOf(m_tables, name);
    if (index < 0) {
        index = int(m_tables.size());
        m_tables.push_back({name, {}, {}});
        m_present.emplace_back();
    }
    Table &table = m_tables[size_t(index)];
    std::vector<bool> &present = m_present[size_t(index)];
    // Names of ours or Django's have no quotes.
    Statement columns(m_db,
                      "SELECT name, type, \"notnull\", pk, max(pk) OVER () FROM pragma_table_info('"
                          + name + "') ORDER BY name <> 'id', cid");
    for (;;) {
        const auto row = columns.step();
        if (!row)
            return fail(row.error());
        if (!*row)
            break;
        const std::string column = columns.text(0);
        if (const int known = table.indexOf(column); known >= 0) {
            present[size_t(known)] = true;
            continue;
        }
        Column extra{column, typeOfDeclaration(columns.text(1))};
        for (const std::string &check :
             {"json_valid(" + column + ")", "JSON_VALID(" + inQuotes(column) + ")"}) {
            if (sql.find(check) != std::string::npos)
                extra.type = Type::Json;
        }
        extra.required = columns.number(2) != 0 || columns.number(3) != 0;
        extra.standIn = neutralValue(extra.type);
        if (!table.shared && columns.number(3) == 1 && columns.number(4) == 1) {
            table.key = column;
            extra.indexed = extra.type == Type::Text;
        }
        table.columns.push_back(std::move(extra));
        present.push_back(true);
    }
    return {};
}

/// Of the columns that we do not know.
Result<void> SqliteSource::lookAtReferences(Table &table)
{
    Statement references(
        m_db,
        "SELECT \"from\", \"table\", coalesce(\"to\", '') FROM pragma_foreign_key_list('"
            + table.name + "')");
    for (;;) {
        const auto row = references.step();
        if (!row)
            return fail(row.error());
        if (!*row)
            return {};
        const int from = table.indexOf(references.text(0));
        const int parent = indexOf(m_tables, references.text(1));
        const std::string to = references.text(2);
        if (from < 0 || parent < 0
            || (table.shared && !isOfOthers(table, table.columns[size_t(from)])))
            continue;
        const Table &other = m_tables[size_t(parent)];
        if (other.key.empty() || !(to.empty() || to == other.key))
            continue;
        Column &column = table.columns[size_t(from)];
        column.parent = other.name;
        column.type = other.columns[size_t(other.indexOf(other.key))].type; // spelled as there
    }
}

Result<void>
SqliteSource::read(Depth depth, const Sink &sink, const Progress &progress, const Call &call)
{
    m_number = 0;
    const std::stop_callback stop(call.stop, [this] { m_db.interrupt(); });
    for (size_t table = 0; table < m_tables.size(); ++table) {
        if (auto done = readTable(table, depth, sink, progress, call); !done)
            return done;
    }
    return {};
}

Result<void> SqliteSource::readTable(
    size_t table, Depth depth, const Sink &sink, const Progress &progress, const Call &call)
{
    const Table &known = m_tables[table];
    std::string list;
    std::vector<size_t> where;
    for (size_t i = 0; i < known.columns.size(); ++i) {
        const bool large = depth == Depth::Survey && known.columns[i].type == Type::Json;
        if (!m_present[table][i] || large)
            continue;
        list += (list.empty() ? "" : ",") + inQuotes(known.columns[i].name);
        where.push_back(i);
    }
    // The same order each time, as rows are told by their place in it.
    const std::string sql = "SELECT " + list + " FROM " + inQuotes(known.name)
        + (known.isNumbered() ? " ORDER BY id" : " NOT INDEXED");
    Statement rows(m_db, sql);
    if (!rows.ok())
        return fail(m_db.error(QString::fromStdString(sql)));
    std::vector<Cell> cells(known.columns.size());
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return fail(row.error());
        if (!*row)
            return {};
        for (size_t i = 0; i < where.size(); ++i)
            cells[where[i]] = rows.cell(int(i));
        ++m_number;
        if (auto taken = sink({table, cells, m_number, true}); !taken)
            return taken;
        if (m_number % 512 == 0) {
            if (auto go = call.check(); !go)
                return go;
            if (progress)
                progress(double(m_number) / double(std::max<qint64>(1, m_rows)));
        }
    }
}

} // namespace

Result<std::unique_ptr<Source>> openSqliteSource(const QString &path)
{
    auto db = Sqlite::open(path, Sqlite::Mode::ReadOnly);
    if (!db)
        return fail(db.error());
    auto source = std::make_unique<SqliteSource>(std::move(*db));
    if (auto looked = source->look(); !looked)
        return fail(looked.error());
    return source;
}

Result<std::unique_ptr<Source>> Source::open(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Io,
                    QCoreApplication::translate("Core", "The file %1 cannot be read: %2.")
                        .arg(path, file.errorString()));
    }
    const QByteArray head = file.read(16);
    file.close();
    if (head.startsWith("SQLite format 3"))
        return openSqliteSource(path);
    return openDumpSource(path);
}

} // namespace pelorus::transfer
