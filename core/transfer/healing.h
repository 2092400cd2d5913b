// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transfer/checksum.h"
#include "core/transfer/idset.h"
#include "core/transfer/source.h"

#include <map>
#include <set>
#include <unordered_map>

namespace pelorus::transfer {

/// Heals rows, each by itself (value.h) and against the others: references that lead nowhere,
/// duplicates, natural keys. The first reading is a survey: which rows there will be, and what they
/// are called. Then each row can be healed alone, in any order, the same way each time.
class Healing final
{
public:
    /// `unordered`: a dump, which may repeat ids and lack them. `refused`: rows by their numbers
    /// that the target does not take.
    Healing(const std::vector<Table> &tables, bool unordered, std::set<qint64> refused = {});

    void survey(const SourceRow &row);
    void endSurvey();
    /// Columns with a text that is longer than the new schema holds: table → columns.
    [[nodiscard]] const std::map<size_t, std::set<size_t>> &wide() const { return m_wide; }

    /// Before each further reading.
    void startReading();
    /// False: the row stays behind, and `findings` says why.
    [[nodiscard]] bool
    heal(const SourceRow &row, std::vector<Value> &values, std::vector<Finding> &findings);

private:
    struct HashOf
    {
        size_t operator()(const Hash128 &hash) const { return size_t(hash.low); }
    };
    using Names = std::unordered_map<Hash128, std::int64_t, HashOf>;
    struct Pending
    {
        std::int64_t id;
        std::vector<std::int64_t> references; ///< of the required ones, in the columns' order
    };
    /// A reference by a natural key that nobody had yet when it was met.
    struct Late
    {
        size_t pending;
        size_t reference;
        Hash128 key;
    };
    struct PerTable
    {
        IdSet ids; ///< rows that will be there, by their keys: see keyOf()
        bool isParent = false;
        std::int64_t unnumbered = 0;       ///< rows without an id
        std::int64_t firstNew = 1;         ///< their first id
        std::vector<size_t> required;      ///< columns with a required reference
        std::vector<std::int64_t> refused; ///< of the rows without an id those that do not fit
        std::vector<Pending> pending;
        std::vector<Late> late;
        Names names; ///< what must be unique → first row
        Names lowered;
        Names natural;
        /// Column that is referred to, though it is no key → what stands there → its row.
        std::map<size_t, std::unordered_map<std::int64_t, std::int64_t>> others;
        IdSet seen; ///< while reading
        IdSet owners;
        std::int64_t unnumberedSeen = 0;
    };
    enum class Role { Other, Proxy, Account, Bulk, OnePerAccount };

    [[nodiscard]] Role roleOf(size_t table) const;
    [[nodiscard]] std::optional<std::int64_t> surveyId(const SourceRow &row);
    void surveyNames(const SourceRow &row, std::int64_t id);
    void surveyWidths(const SourceRow &row);
    [[nodiscard]] bool fits(const SourceRow &row) const;
    /// The row that will be there for a reference.
    [[nodiscard]] std::optional<std::int64_t>
    resolved(const Column &column, size_t parent, std::int64_t to) const;
    /// The parent's key, or of what stands in another column of it; `value` is what the cell says
    /// itself.
    [[nodiscard]] std::optional<std::int64_t> reference(
        const Cell &cell, const Column &column, int parent, Value &value, Trouble &trouble) const;
    [[nodiscard]] std::string uniqueKey(Role role, const SourceRow &row, size_t parts) const;
    [[nodiscard]] std::string
    ownName(size_t table, const Column &column, std::string_view name, std::int64_t id) const;
    /// The trouble that makes the row stay behind.
    [[nodiscard]] Trouble against(const SourceRow &row,
                                  std::int64_t id,
                                  std::vector<Value> &values,
                                  std::vector<Finding> &findings);
    void borrowTimes(const SourceRow &row, std::vector<Value> &values) const;

    const std::vector<Table> &m_tables;
    bool m_unordered;
    std::set<qint64> m_refused;
    std::vector<PerTable> m_per;
    std::map<size_t, std::set<size_t>> m_wide;
    std::unordered_map<std::int64_t, std::int64_t> m_sameProxy; ///< duplicate → first
};

} // namespace pelorus::transfer
