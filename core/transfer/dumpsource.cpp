// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/jsontext.h"
#include "core/transfer/recordstream.h"
#include "core/transfer/source.h"

#include <QByteArray>
#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <map>

namespace pelorus::transfer {
namespace {

/// What the unknown fields of a known model hold, so far.
std::optional<Type> typeOfValue(std::string_view value)
{
    if (value.empty() || value == "null")
        return std::nullopt;
    switch (value.front()) {
    case '"':
        return Type::Text;
    case 't':
    case 'f':
        return Type::Boolean;
    case '{':
    case '[':
        return Type::Json;
    default:
        return value.find_first_of(".eE") == std::string_view::npos ? Type::BigInteger
                                                                    : Type::Number;
    }
}

bool decodeBase64(std::string_view json, std::string &bytes)
{
    std::string text;
    if (!decodeJsonString(json, text))
        return false;
    const auto decoded = QByteArray::fromBase64Encoding(QByteArray::fromStdString(text),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return false;
    bytes = decoded.decoded.toStdString();
    return true;
}

class DumpSource final : public Source
{
public:
    DumpSource()
        : m_tables(sharedTables())
    {
    }

    Result<void> open(const QString &path) { return m_stream.open(path); }
    [[nodiscard]] const std::vector<Table> &tables() const override { return m_tables; }
    void fit(const TargetColumns &target) override
    {
        m_there = target;
        fitTo(m_tables, target);
    }
    [[nodiscard]] Result<void>
    read(Depth depth, const Sink &sink, const Progress &progress, const Call &call) override;
    [[nodiscard]] std::vector<LeftBehind> leftBehind() const override;
    [[nodiscard]] bool isSqlite() const override { return false; }

private:
    /// The table's index, -1 for an unknown model, nothing for what is no record.
    std::optional<int> take(std::string_view record, Depth depth);
    void takeField(Table &table, std::string_view key, std::string_view value, Depth depth);
    void putCell(size_t column, Type type, std::string_view value);
    void meetUnknown(const Table &table, std::string_view key, std::string_view value);
    void addUnknownColumns();

    RecordStream m_stream;
    std::vector<Table> m_tables;
    TargetColumns m_there;
    std::vector<Cell> m_cells;
    std::vector<std::string> m_texts; ///< decoded, one for each cell
    std::map<std::string, qint64, std::less<>> m_left;
    std::map<std::pair<std::string, std::string>, std::optional<Type>> m_unknown;
    bool m_readOnce = false;
};

Result<void>
DumpSource::read(Depth depth, const Sink &sink, const Progress &progress, const Call &call)
{
    if (auto again = m_stream.rewind(); !again)
        return again;
    qint64 records = 0;
    qint64 unreadable = 0;
    for (qint64 number = 1;; ++number) {
        const auto record = m_stream.next();
        if (!record)
            return fail(record.error());
        if (!*record)
            break;
        const std::optional<int> table = take(**record, depth);
        ++records;
        unreadable += table ? 0 : 1;
        SourceRow row{0, {}, number, table.has_value()};
        if (table && *table >= 0) {
            row.table = size_t(*table);
            row.cells = m_cells;
        }
        if (!table || *table >= 0) {
            if (auto taken = sink(row); !taken)
                return taken;
        }
        if (number % 256 == 0) {
            if (auto go = call.check(); !go)
                return go;
            if (progress)
                progress(m_stream.done());
        }
    }
    if (!m_readOnce && unreadable > 0 && records == unreadable)
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate("Core",
                                                "This JSON is no dump: none of its records is one "
                                                "that Django's dumpdata writes. Nothing was "
                                                "changed."));
    if (!m_readOnce)
        addUnknownColumns();
    m_readOnce = true;
    return {};
}

std::optional<int> DumpSource::take(std::string_view record, Depth depth)
{
    std::string_view model;
    std::string_view pk;
    std::string_view fields;
    Members members(record);
    std::string_view key;
    std::string_view value;
    while (members.next(key, value)) {
        if (key == "model")
            model = value;
        else if (key == "pk")
            pk = value;
        else if (key == "fields")
            fields = value;
    }
    if (members.failed() || model.size() < 3 || fields.empty() || fields.front() != '{')
        return std::nullopt;
    model = model.substr(1, model.size() - 2);
    const auto found = std::ranges::find(m_tables, model, &Table::model);
    if (found == m_tables.end()) {
        if (!m_readOnce)
            ++m_left.try_emplace(std::string(model), 0).first->second;
        return -1;
    }
    m_cells.assign(found->columns.size(), Cell());
    m_texts.resize(std::max(m_texts.size(), found->columns.size()));
    if (!pk.empty() && pk != "null")
        putCell(0, Type::BigInteger, pk);
    Members inner(fields);
    while (inner.next(key, value))
        takeField(*found, key, value, depth);
    if (inner.failed())
        return std::nullopt;
    return int(found - m_tables.begin());
}

void DumpSource::takeField(Table &table, std::string_view key, std::string_view value, Depth depth)
{
    const size_t known = sharedTables()[size_t(&table - m_tables.data())].columns.size();
    for (size_t i = 1; i < table.columns.size(); ++i) {
        const Column &column = table.columns[i];
        const std::string_view name = column.name;
        const bool reference = (!column.parent.empty() || i >= known)
            && name.size() == key.size() + 3 && name.starts_with(key) && name.ends_with("_id");
        if (name != key && !reference)
            continue;
        if (column.type != Type::Json || depth == Depth::Full)
            putCell(i, column.type, value);
        return;
    }
    if (!m_readOnce)
        meetUnknown(table, key, value);
}

void DumpSource::putCell(size_t column, Type type, std::string_view value)
{
    Cell &cell = m_cells[column];
    if (value == "null") {
        cell.kind = Cell::Kind::Null;
        return;
    }
    if (type == Type::Json) {
        cell.kind = Cell::Kind::Json;
        cell.text = value;
        return;
    }
    if (value.front() == '"') {
        std::string &text = m_texts[column];
        text.clear();
        cell.kind = Cell::Kind::Text;
        if (type == Type::Bytes && decodeBase64(value, text)) { // Django's BinaryField
            cell.kind = Cell::Kind::Blob;
            cell.text = text;
            return;
        }
        text.clear();
        if (decodeJsonString(value, text))
            cell.text = text;
        else
            cell.text = value; // with a wrong escape: better shown than lost
        return;
    }
    cell.text = value;
    const char *end = value.data() + value.size();
    const auto whole = std::from_chars(value.data(), end, cell.integer);
    if (whole.ec == std::errc() && whole.ptr == end) {
        cell.kind = Cell::Kind::Integer;
        return;
    }
    const auto real = std::from_chars(value.data(), end, cell.real);
    const bool number = real.ec == std::errc() && real.ptr == end && value != "NaN";
    cell.kind = number ? Cell::Kind::Real : Cell::Kind::Json;
    if (whole.ec == std::errc::result_out_of_range && number)
        cell.kind = Cell::Kind::Text; // its digits say more than a double
}

void DumpSource::meetUnknown(const Table &table, std::string_view key, std::string_view value)
{
    std::optional<Type> &known = m_unknown[{table.name, std::string(key)}];
    const std::optional<Type> type = typeOfValue(value);
    if (!known)
        known = type;
    else if (type && *known != *type)
        known = *known == Type::BigInteger && *type == Type::Number ? Type::Number : Type::Text;
}

void DumpSource::addUnknownColumns()
{
    for (const auto &[where, type] : m_unknown) {
        if (!type)
            continue; // nothing but null
        Table &table = m_tables[size_t(indexOf(m_tables, where.first))];
        // A reference has its field's name and another column's.
        const auto &there = m_there[table.name];
        const std::string reference = where.second + "_id";
        const bool isReference = !there.contains(where.second) && there.contains(reference);
        table.columns.push_back({isReference ? reference : where.second, *type});
    }
}

std::vector<LeftBehind> DumpSource::leftBehind() const
{
    std::vector<LeftBehind> left;
    for (const auto &[model, rows] : m_left)
        left.push_back({QString::fromStdString(model), rows});
    return left;
}

} // namespace

Result<std::unique_ptr<Source>> openDumpSource(const QString &path)
{
    auto source = std::make_unique<DumpSource>();
    if (auto opened = source->open(path); !opened)
        return fail(opened.error());
    return source;
}

} // namespace pelorus::transfer
