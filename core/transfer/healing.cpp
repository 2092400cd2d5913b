// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/healing.h"

#include "core/transfer/jsontext.h"
#include "core/transfer/room.h"

#include <algorithm>
#include <limits>

namespace pelorus::transfer {
namespace {

// Ids of rows that have none yet: far below any real one, in the order of the rows.
constexpr std::int64_t kUnnumbered = std::numeric_limits<std::int64_t>::min();
constexpr char kBetween = '\x1f';
constexpr size_t kLongestSuffix = 24; ///< of a name that was there already: a dash, its row's id

// Ids beyond are nobody's: neither those of rows without one nor what follows the largest may be
// met.
constexpr std::int64_t kFarthest = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::int64_t kNoRow = std::numeric_limits<std::int64_t>::max();

bool isUnnumbered(std::int64_t id)
{
    return id < -kFarthest;
}

std::int64_t integerOf(const Value &value)
{
    return std::strtoll(value.text.c_str(), nullptr, 10);
}

/// Of a table that is not numbered: one number for one text, below kFarthest.
std::int64_t keyOf(std::string_view text)
{
    return std::int64_t(hash128(text).low >> 3);
}

/// Whether the target holds what `value` refers to there. Its natural keys are not known.
bool leadsSomewhere(const Cell &cell, const Column &column, const Value &value)
{
    return !column.keys
        || (cell.kind != Cell::Kind::Json && (value.null || column.keys->contains(value.text)));
}

/// The first `most` characters, whole ones.
std::string_view firstOf(std::string_view text, size_t most)
{
    size_t at = 0;
    for (; at < text.size(); ++at) {
        if ((static_cast<unsigned>(text[at]) & 0xC0U) != 0x80U && most-- == 0)
            break;
    }
    return text.substr(0, at);
}

/// Nothing for one that is too far out.
std::optional<std::int64_t> idOf(const Value &value)
{
    const std::int64_t id = integerOf(value);
    return id >= -kFarthest && id <= kFarthest ? std::optional(id) : std::nullopt;
}

/// Nothing where a row has none, or one too far out; it gets another.
std::optional<std::int64_t> idIn(const Cell &cell, const Column &column)
{
    if (cell.kind == Cell::Kind::Missing || cell.kind == Cell::Kind::Null)
        return std::nullopt;
    Value value;
    static_cast<void>(transfer::heal(cell, column, value));
    return idOf(value);
}

std::string asciiLower(std::string text)
{
    for (char &c : text)
        c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    return text;
}

/// ["a", 1] → "a\x1f1"; empty when it is no list of texts and numbers.
std::string naturalKey(std::string_view list)
{
    std::string out;
    if (list.size() < 2 || list.front() != '[')
        return out;
    size_t at = 1;
    while (at < list.size() && list[at] != ']') {
        if (list[at] == ',' || list[at] == ' ' || list[at] == '\n') {
            ++at;
            continue;
        }
        size_t end = at;
        if (list[at] == '"') {
            for (++end; end < list.size() && list[end] != '"'; ++end)
                end += list[end] == '\\' ? 1 : 0;
            ++end;
        } else {
            end = list.find_first_of(",] \n", at);
        }
        if (end == std::string_view::npos || end > list.size())
            return {};
        const std::string_view part = list.substr(at, end - at);
        out += out.empty() ? "" : std::string(1, kBetween);
        if (part.front() != '"')
            out += part == "null" ? std::string_view() : part;
        else if (!decodeJsonString(part, out))
            return {};
        at = end;
    }
    return out;
}

} // namespace

Healing::Healing(const std::vector<Table> &tables, bool unordered, std::set<qint64> refused)
    : m_tables(tables)
    , m_unordered(unordered)
    , m_refused(std::move(refused))
    , m_per(tables.size())
{
    for (size_t t = 0; t < tables.size(); ++t) {
        for (size_t c = 0; c < tables[t].columns.size(); ++c) {
            const Column &column = tables[t].columns[c];
            const int parent = indexOf(tables, column.parent);
            if (parent < 0)
                continue;
            m_per[size_t(parent)].isParent = true;
            if (!column.parentColumn.empty())
                m_per[size_t(parent)].others.try_emplace(
                    size_t(tables[size_t(parent)].indexOf(column.parentColumn)));
            if (column.required)
                m_per[t].required.push_back(c);
        }
    }
}

Healing::Role Healing::roleOf(size_t table) const
{
    const std::string &name = m_tables[table].name;
    if (name == "uploader_proxy")
        return Role::Proxy;
    if (name == "uploader_instagramaccount")
        return Role::Account;
    if (name == "uploader_bulkuploadtask")
        return Role::Bulk;
    if (name == "uploader_instagramdevice" || name == "uploader_instagramcookies")
        return Role::OnePerAccount;
    return Role::Other;
}

/// Nothing where the table has no key.
std::optional<std::int64_t> Healing::surveyId(const SourceRow &row)
{
    const Table &table = m_tables[row.table];
    if (table.isNumbered()) {
        if (const auto id = idIn(row.cells.front(), table.columns.front()))
            return id;
        return kUnnumbered + m_per[row.table].unnumbered++;
    }
    const int key = table.indexOf(table.key);
    if (key < 0)
        return std::nullopt;
    Value value;
    static_cast<void>(transfer::heal(row.cells[size_t(key)], table.columns[size_t(key)], value));
    return keyOf(value.text);
}

/// What must be unique, healed; of a proxy only the first `parts` parts (its natural keys).
std::string Healing::uniqueKey(Role role, const SourceRow &row, size_t parts) const
{
    const Table &table = m_tables[row.table];
    const auto text = [&](std::string_view name) {
        const int at = table.indexOf(name);
        Value value;
        static_cast<void>(transfer::heal(row.cells[size_t(at)], table.columns[size_t(at)], value));
        return value.text;
    };
    if (role == Role::Account)
        return text("username");
    if (role == Role::Bulk)
        return text("upload_id");
    std::string key;
    size_t part = 0;
    for (const char *name : {"host", "port", "username", "password"}) {
        if (part++ == parts)
            break;
        key += (part > 1 ? std::string(1, kBetween) : std::string()) + text(name);
    }
    return key;
}

void Healing::surveyNames(const SourceRow &row, std::int64_t id)
{
    const Role role = roleOf(row.table);
    if (role == Role::Other || role == Role::OnePerAccount)
        return;
    PerTable &per = m_per[row.table];
    const std::string key = uniqueKey(role, row, 4);
    const auto [first, isNew] = per.names.try_emplace(hash128(key), id);
    if (role == Role::Proxy && !isNew) {
        m_sameProxy.emplace(id, first->second);
        per.ids.remove(id);
    }
    if (role == Role::Account) {
        per.lowered.try_emplace(hash128(asciiLower(key)), id);
        // It will be called by its name and its number.
        const Table &table = m_tables[row.table];
        const auto at = size_t(table.indexOf("username"));
        if (!isNew && table.columns[at].room == 0
            && characters(key) + kLongestSuffix > size_t(table.columns[at].width))
            m_wide[row.table].insert(at);
    }
    if (!m_unordered)
        return;
    per.natural.try_emplace(hash128(key), id);
    if (role == Role::Proxy) {
        for (const size_t parts : {2, 3})
            per.natural.try_emplace(hash128(uniqueKey(role, row, parts)), id);
    }
}

void Healing::surveyWidths(const SourceRow &row)
{
    const Table &table = m_tables[row.table];
    for (size_t i = 0; i < table.columns.size() && i < row.cells.size(); ++i) {
        const Column &column = table.columns[i];
        const size_t width = size_t(column.width);
        if (width > 0 && column.room == 0 && row.cells[i].text.size() > width
            && characters(row.cells[i].text) > width)
            m_wide[row.table].insert(i);
    }
}

/// Into the columns that the target cannot widen and into its indexes, and under parents that only
/// the target has.
bool Healing::fits(const SourceRow &row) const
{
    const Table &table = m_tables[row.table];
    Value value;
    size_t indexed = 0;
    for (size_t i = 0; i < table.columns.size() && i < row.cells.size(); ++i) {
        const Column &column = table.columns[i];
        const bool mustLead = column.required && column.keys;
        if (column.room == 0 && !column.indexed && !mustLead)
            continue;
        static_cast<void>(transfer::heal(row.cells[i], column, value));
        if ((column.room > 0 && !hasRoom(column, value))
            || (mustLead && !leadsSomewhere(row.cells[i], column, value)))
            return false;
        indexed += column.indexed ? value.text.size() : 0;
    }
    return indexed <= kMostIndexed;
}

void Healing::survey(const SourceRow &row)
{
    if (!row.readable)
        return;
    PerTable &per = m_per[row.table];
    surveyWidths(row);
    const auto known = surveyId(row);
    if (!known)
        return;
    const std::int64_t id = *known;
    if (!fits(row) || m_refused.contains(row.number)) {
        if (isUnnumbered(id))
            per.refused.push_back(id);
        return;
    }
    if (!isUnnumbered(id) && !per.ids.insert(id))
        return; // the first of equals counts
    surveyNames(row, id);
    Value value;
    for (auto &[at, rows] : per.others) {
        static_cast<void>(transfer::heal(row.cells[at], m_tables[row.table].columns[at], value));
        if (!value.null)
            rows.try_emplace(keyOf(value.text), id);
    }
    if (!per.isParent || per.required.empty())
        return;
    Pending pending{id, {}};
    for (const size_t at : per.required) {
        const Column &column = m_tables[row.table].columns[at];
        const Cell &cell = row.cells[at];
        Trouble trouble = Trouble::None;
        const auto to = reference(cell, column, indexOf(m_tables, column.parent), value, trouble);
        if (!to && cell.kind == Cell::Kind::Json)
            per.late.push_back(
                {per.pending.size(), pending.references.size(), hash128(naturalKey(cell.text))});
        pending.references.push_back(to.value_or(kNoRow));
    }
    per.pending.push_back(std::move(pending));
}

void Healing::endSurvey()
{
    for (PerTable &per : m_per) {
        per.firstNew = per.ids.largest() + 1;
        for (std::int64_t i = 0; i < per.unnumbered; ++i)
            per.ids.insert(per.firstNew + i);
        const auto number = [&](std::int64_t &id) {
            id = isUnnumbered(id) ? per.firstNew + (id - kUnnumbered) : id;
        };
        for (Names *names : {&per.names, &per.lowered, &per.natural}) {
            for (auto &[hash, id] : *names)
                number(id);
        }
        for (Pending &pending : per.pending)
            number(pending.id);
        for (std::int64_t &refused : per.refused) {
            number(refused);
            per.ids.remove(refused);
        }
    }
    const int proxies = indexOf(m_tables, "uploader_proxy");
    if (proxies >= 0) {
        const std::int64_t firstNew = m_per[size_t(proxies)].firstNew;
        std::unordered_map<std::int64_t, std::int64_t> numbered;
        for (const auto &[same, first] : m_sameProxy) {
            const auto number = [&](std::int64_t id) {
                return isUnnumbered(id) ? firstNew + (id - kUnnumbered) : id;
            };
            numbered.emplace(number(same), number(first));
            m_per[size_t(proxies)].ids.remove(number(same));
        }
        m_sameProxy = std::move(numbered);
    }
    for (size_t t = 0; t < m_per.size(); ++t) {
        for (const Late &late : m_per[t].late) {
            const Column &column = m_tables[t].columns[m_per[t].required[late.reference]];
            const Names &natural = m_per[size_t(indexOf(m_tables, column.parent))].natural;
            if (const auto found = natural.find(late.key); found != natural.end())
                m_per[t].pending[late.pending].references[late.reference] = found->second;
        }
        m_per[t].late = {};
    }
    // A child of a child that stays behind stays behind as well.
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t t = 0; t < m_per.size(); ++t) {
            std::erase_if(m_per[t].pending, [&](const Pending &pending) {
                for (size_t i = 0; i < pending.references.size(); ++i) {
                    const Column &column = m_tables[t].columns[m_per[t].required[i]];
                    const auto parent = size_t(indexOf(m_tables, column.parent));
                    if (resolved(column, parent, pending.references[i]))
                        continue;
                    m_per[t].ids.remove(pending.id);
                    changed = true;
                    return true;
                }
                return false;
            });
        }
    }
    for (PerTable &per : m_per)
        per.pending = {};
}

std::optional<std::int64_t>
Healing::resolved(const Column &column, size_t parent, std::int64_t to) const
{
    const PerTable &per = m_per[parent];
    std::int64_t id = to;
    const bool byKey = column.parentColumn.empty();
    if (!byKey) {
        const auto &rows = per.others.at(size_t(m_tables[parent].indexOf(column.parentColumn)));
        const auto row = rows.find(to);
        id = row == rows.end() ? kNoRow : row->second;
    }
    if (isUnnumbered(id))
        id = per.firstNew + (id - kUnnumbered);
    if (const auto same = m_sameProxy.find(id);
        byKey && same != m_sameProxy.end() && roleOf(parent) == Role::Proxy)
        id = same->second;
    if (!per.ids.contains(id))
        return std::nullopt;
    return id;
}

std::optional<std::int64_t> Healing::reference(
    const Cell &cell, const Column &column, int parent, Value &value, Trouble &trouble) const
{
    const bool byKey = column.parentColumn.empty();
    if (cell.kind == Cell::Kind::Json) {
        if (!byKey)
            return std::nullopt;
        const auto &natural = m_per[size_t(parent)].natural;
        const auto found = natural.find(hash128(naturalKey(cell.text)));
        return found == natural.end() ? std::nullopt : std::optional(found->second);
    }
    trouble = transfer::heal(cell, column, value);
    if (value.null || value.text.empty() || trouble == Trouble::NumberUnreadable
        || trouble == Trouble::UuidUnreadable)
        return std::nullopt;
    return byKey && m_tables[size_t(parent)].isNumbered() ? idOf(value) : keyOf(value.text);
}

void Healing::startReading()
{
    for (PerTable &per : m_per) {
        per.seen = {};
        per.owners = {};
        per.unnumberedSeen = 0;
    }
}

void Healing::borrowTimes(const SourceRow &row, std::vector<Value> &values) const
{
    const Table &table = m_tables[row.table];
    const int created = table.indexOf("created_at");
    const int updated = table.indexOf("updated_at");
    if (created < 0 || updated < 0)
        return;
    Value &first = values[size_t(created)];
    Value &last = values[size_t(updated)];
    const std::string &standIn = table.columns[size_t(created)].standIn;
    if (first.text == standIn)
        first.text = last.text;
    else if (last.text == standIn)
        last.text = first.text;
}

/// `name` with the row's number, so that nobody else is called so: neither another row of the
/// source nor one that got its name here. Cut where the column cannot be made to hold it.
std::string
Healing::ownName(size_t table, const Column &column, std::string_view name, std::int64_t id) const
{
    const Names &names = m_per[table].names;
    for (std::string suffix = '-' + std::to_string(id);; suffix.insert(0, 1, '-')) {
        const auto room = size_t(column.room);
        std::string own(room == 0 ? name : firstOf(name, room - std::min(room, suffix.size())));
        own += suffix;
        if (!names.contains(hash128(own)))
            return own;
    }
}

Trouble Healing::against(const SourceRow &row,
                         std::int64_t id,
                         std::vector<Value> &values,
                         std::vector<Finding> &findings)
{
    const Table &table = m_tables[row.table];
    PerTable &per = m_per[row.table];
    const Role role = roleOf(row.table);
    const int key = table.isNumbered() ? -1 : table.indexOf(table.key);
    if ((m_unordered && table.isNumbered() && !per.seen.insert(id))
        || (key >= 0 && !per.seen.insert(keyOf(values[size_t(key)].text))))
        return Trouble::DuplicateId;
    const QString name = QString::fromStdString(table.name);
    if (role == Role::Proxy && m_sameProxy.contains(id))
        return Trouble::DuplicateProxy;
    if (role == Role::OnePerAccount
        && !per.owners.insert(integerOf(values[size_t(table.indexOf("account_id"))])))
        return Trouble::DuplicateChild;
    if (role == Role::Account) {
        const auto at = size_t(table.indexOf("username"));
        Value &username = values[at];
        const auto tell = [&](Trouble trouble) {
            findings.push_back({name, id, QStringLiteral("username"), trouble, outcomeOf(trouble)});
        };
        if (username.text.empty()) {
            username.text = ownName(row.table, table.columns[at], "account", id);
            tell(Trouble::MissingValue);
        } else if (const auto first = per.names.find(hash128(username.text));
                   first != per.names.end() && first->second != id) {
            username.text = ownName(row.table, table.columns[at], username.text, id);
            tell(Trouble::DuplicateName);
        } else if (const auto same = per.lowered.find(hash128(asciiLower(username.text)));
                   same != per.lowered.end() && same->second != id) {
            tell(Trouble::NameCase);
        }
    }
    if (role == Role::Bulk) {
        Value &upload = values[size_t(table.indexOf("upload_id"))];
        const auto first = per.names.find(hash128(upload.text));
        const bool same = first != per.names.end() && first->second != id;
        if (same && !upload.text.empty())
            findings.push_back(
                {name, id, QStringLiteral("upload_id"), Trouble::DuplicateUuid, Outcome::Healed});
        if (same || upload.text.empty())
            upload.text = derivedUuid(table.name, id);
    }
    return Trouble::None;
}

bool Healing::heal(const SourceRow &row, std::vector<Value> &values, std::vector<Finding> &findings)
{
    if (!row.readable) {
        findings.push_back(
            {QStringLiteral("?"), row.number, {}, Trouble::RecordUnreadable, Outcome::Quarantined});
        return false;
    }
    const Table &table = m_tables[row.table];
    const QString name = QString::fromStdString(table.name);
    const size_t before = findings.size();
    values.resize(table.columns.size());
    std::int64_t id = row.number;
    const auto tell = [&](const QString &column, Trouble trouble) {
        findings.push_back({name, qint64(id), column, trouble, outcomeOf(trouble)});
    };
    const auto leaveBehind = [&](const QString &column, Trouble trouble) {
        findings.resize(before);
        tell(column, trouble);
        return false;
    };
    static const Cell missing;
    const bool numbered = table.isNumbered();
    size_t indexed = 0;
    for (size_t i = 0; i < table.columns.size(); ++i) {
        const Column &column = table.columns[i];
        const Cell &cell = i < row.cells.size() ? row.cells[i] : missing;
        Value &value = values[i];
        Trouble trouble = Trouble::None;
        bool leads = true;
        const bool empty = cell.kind == Cell::Kind::Missing || cell.kind == Cell::Kind::Null;
        if (i == 0 && numbered && !idIn(cell, column)) {
            id = m_per[row.table].firstNew + m_per[row.table].unnumberedSeen++;
            value = {false, std::to_string(id), {}};
            if (!empty)
                tell(QString::fromStdString(column.name), Trouble::NumberOutOfRange);
            continue;
        }
        if (column.left) {
            value = {};
            if (!empty)
                tell(QString::fromStdString(column.name), Trouble::ColumnLeft);
            continue;
        }
        const int parent = column.parent.empty() ? -1 : indexOf(m_tables, column.parent);
        if (parent >= 0 && (!empty || column.required)) {
            const auto to = empty ? std::nullopt : reference(cell, column, parent, value, trouble);
            const auto found = to ? resolved(column, size_t(parent), *to) : std::nullopt;
            leads = found.has_value();
            if (found && column.parentColumn.empty() && m_tables[size_t(parent)].isNumbered())
                value = {false, std::to_string(*found), {}};
        } else {
            trouble = transfer::heal(cell, column, value);
            leads = leadsSomewhere(cell, column, value);
        }
        if (!leads && column.required)
            return leaveBehind(QString::fromStdString(column.name), Trouble::Orphan);
        if (!leads) {
            value = {};
            trouble = Trouble::DanglingReference;
        }
        if (i == 0 && numbered)
            id = integerOf(value);
        if (trouble == Trouble::Unreadable)
            return leaveBehind(QString::fromStdString(column.name), trouble);
        if (trouble != Trouble::None)
            tell(QString::fromStdString(column.name), trouble);
        indexed += column.indexed ? value.text.size() : 0;
        if ((column.room > 0 && !hasRoom(column, value)) || indexed > kMostIndexed)
            return leaveBehind(QString::fromStdString(column.name), Trouble::DoesNotFit);
        if (column.width > 0 && column.room == 0 && isTooLong(value, column.width))
            tell(QString::fromStdString(column.name), Trouble::TooLong);
    }
    if (m_refused.contains(row.number))
        return leaveBehind({}, Trouble::Refused);
    borrowTimes(row, values);
    if (const Trouble trouble = against(row, id, values, findings); trouble != Trouble::None)
        return leaveBehind({}, trouble);
    return true;
}

} // namespace pelorus::transfer
