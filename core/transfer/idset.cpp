// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/idset.h"

#include <iterator>

namespace pelorus::transfer {

bool IdSet::insert(std::int64_t id)
{
    auto next = m_ranges.upper_bound(id);
    const auto before = next == m_ranges.begin() ? m_ranges.end() : std::prev(next);
    if (before != m_ranges.end() && before->second >= id)
        return false;
    const bool joinsNext = next != m_ranges.end() && next->first == id + 1;
    if (before != m_ranges.end() && before->second == id - 1) {
        before->second = joinsNext ? next->second : id;
        if (joinsNext)
            m_ranges.erase(next);
    } else if (joinsNext) {
        const std::int64_t last = next->second;
        m_ranges.erase(next);
        m_ranges.emplace(id, last);
    } else {
        m_ranges.emplace(id, id);
    }
    return true;
}

void IdSet::remove(std::int64_t id)
{
    auto next = m_ranges.upper_bound(id);
    if (next == m_ranges.begin())
        return;
    const auto range = std::prev(next);
    const auto [first, last] = *range;
    if (last < id)
        return;
    m_ranges.erase(range);
    if (first < id)
        m_ranges.emplace(first, id - 1);
    if (last > id)
        m_ranges.emplace(id + 1, last);
}

bool IdSet::contains(std::int64_t id) const
{
    const auto next = m_ranges.upper_bound(id);
    return next != m_ranges.begin() && std::prev(next)->second >= id;
}

std::int64_t IdSet::largest() const
{
    return m_ranges.empty() ? 0 : m_ranges.rbegin()->second;
}

} // namespace pelorus::transfer
