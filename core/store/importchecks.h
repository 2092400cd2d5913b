// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/accounts.h"
#include "core/store/columnroom.h"
#include "core/store/importstore.h"
#include "core/store/importwords.h"
#include "core/store/records.h"

namespace pelorus::store {

// Why the database could not store an imported row, in a sentence for the operator; empty when it
// can. Asked before it could refuse, as PostgreSQL would end the whole transaction.

[[nodiscard]] QString whyNotStorable(const formats::AccountEntry &entry, const ColumnRoom &room);
[[nodiscard]] QString whyNotStorable(const Proxy &proxy, const ColumnRoom &room);

/// Which of the lines of one account or proxy counts: the first, or with Replace the last.
template <typename Entry>
class Twins final
{
public:
    Twins(const std::vector<Entry> &entries, OnDuplicate rule)
    {
        for (const Entry &entry : entries)
            if (entry.duplicateOf > 0)
                m_counts.insert(entry.duplicateOf, rule == OnDuplicate::Replace ? &entry : nullptr);
        for (const Entry &entry : entries)
            if (entry.duplicateOf == 0 && !m_counts.value(entry.line, &entry))
                m_counts.insert(entry.line, &entry);
    }
    /// Why this one is not taken; empty for one that counts.
    [[nodiscard]] QString whyNot(const Entry &entry, const ImportOptions &options) const
    {
        const Entry *other
            = m_counts.value(entry.duplicateOf > 0 ? entry.duplicateOf : entry.line, &entry);
        if (other == &entry)
            return {};
        const QString line
            = options.place ? options.place(other->line) : QString::number(other->line);
        return other->password.equals(entry.password) ? sameInLine(line)
                                                      : otherPasswordInLine(line);
    }

private:
    QHash<int, const Entry *> m_counts; ///< the first one's line →
};

} // namespace pelorus::store
