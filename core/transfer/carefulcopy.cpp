// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/carefulcopy.h"

using namespace Qt::StringLiterals;

namespace pelorus::transfer {
namespace {

constexpr size_t kMostRows = 1024;
constexpr size_t kMostBytes = 4ULL * 1024 * 1024;

} // namespace

bool isRefusalOfRows(const Error &error)
{
    // Of data, of integrity, raised by a trigger.
    return error.name.startsWith("22"_L1) || error.name.startsWith("23"_L1)
        || error.name == "P0001"_L1;
}

Result<void> CarefulCopy::add(std::string line, qint64 number)
{
    m_bytes += line.size();
    m_rows.push_back({std::move(line), number});
    return m_rows.size() < kMostRows && m_bytes < kMostBytes ? Result<void>() : end();
}

Result<void> CarefulCopy::end()
{
    auto loaded = load(m_rows);
    m_rows.clear();
    m_bytes = 0;
    return loaded;
}

Result<void> CarefulCopy::load(std::span<const Row> rows)
{
    if (rows.empty())
        return {};
    if (auto saved = m_db.run("SAVEPOINT part"); !saved)
        return saved;
    const auto copied = copy(rows);
    if (copied)
        return m_db.run("RELEASE SAVEPOINT part");
    if (!isRefusalOfRows(copied.error()))
        return copied;
    if (auto undone = m_db.run("ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part"); !undone)
        return undone;
    if (rows.size() == 1) {
        m_refused.push_back(rows.front().number);
        return {};
    }
    const size_t half = rows.size() / 2;
    if (auto first = load(rows.first(half)); !first)
        return first;
    return load(rows.subspan(half));
}

Result<void> CarefulCopy::copy(std::span<const Row> rows)
{
    if (auto started = m_db.startCopyIn(m_statement); !started)
        return started;
    for (const Row &row : rows) {
        if (auto sent = m_db.copyIn(row.line); !sent)
            return sent;
    }
    if (auto ended = m_db.endCopyIn(); !ended)
        return ended;
    // What would wait for the commit.
    return m_db.run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED");
}

} // namespace pelorus::transfer
