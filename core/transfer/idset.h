// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>

namespace pelorus::transfer {

/// Numbers that mostly come in rows of neighbours: a range costs as much as one of them.
class IdSet final
{
public:
    /// False when it was there.
    bool insert(std::int64_t id);
    void remove(std::int64_t id);
    [[nodiscard]] bool contains(std::int64_t id) const;
    [[nodiscard]] std::int64_t largest() const;

private:
    std::map<std::int64_t, std::int64_t> m_ranges; ///< first → last
};

} // namespace pelorus::transfer
