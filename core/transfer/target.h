// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/base/secret.h"
#include "core/store/database.h"
#include "core/transfer/value.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace pelorus::transfer {

/// Where the rows go. Everything from begin() to commit() is one transaction; whoever ends before
/// leaves the database as it was, but for Pelorus's schema in a SQLite file. For one thread.
class Target
{
public:
    using Sink = std::function<Result<void>(std::span<const Cell> row)>;

    /// To look only, where Pelorus's schema is there.
    [[nodiscard]] static Result<std::unique_ptr<Target>> open(const Secret &url);
    /// To write. Nobody else uses `database`.
    [[nodiscard]] static Result<std::unique_ptr<Target>> open(const store::DatabasePtr &database);
    virtual ~Target() = default;

    /// Brings the schema up to date – on PostgreSQL as the first part of the transaction – and
    /// locks out other writers, Django's too, so that what is looked at next stays true.
    [[nodiscard]] virtual Result<void> begin(const Call &call) = 0;
    /// Instead, to look only: isEmpty() and readBack() see the same rows until the end.
    [[nodiscard]] virtual Result<void> beginReading() = 0;
    /// Whether the ten tables hold no row.
    [[nodiscard]] virtual Result<bool> isEmpty() = 0;
    /// Adds unknown tables and columns, widens `wide` (table → columns), sets foreign keys aside.
    /// Called again it undoes everything since the first time.
    [[nodiscard]] virtual Result<void> prepare(const std::vector<Table> &tables,
                                               const std::map<size_t, std::set<size_t>> &wide)
        = 0;
    /// From the next prepare() on slower, so that it is known which rows are refused.
    virtual void setCareful(bool careful) = 0;

    /// Rows of one table at a time; another table may come in between.
    [[nodiscard]] virtual Result<void> startTable(const Table &table) = 0;
    /// `number`: SourceRow::number.
    [[nodiscard]] virtual Result<void> write(std::span<const Value> row, qint64 number) = 0;
    [[nodiscard]] virtual Result<void> endTable() = 0;
    /// Numbers of the rows that the target refused by rules of its own, since the last call.
    [[nodiscard]] std::vector<qint64> takeRefused() { return std::exchange(m_refused, {}); }

    /// Foreign keys back and proven, sequences behind the largest id, also of empty tables.
    [[nodiscard]] virtual Result<void> finish(const std::vector<Table> &tables) = 0;
    [[nodiscard]] virtual Result<void> readBack(const Table &table, const Sink &sink) = 0;
    /// Of `accounts` those without any proxy; how many. For as good as ever, until somebody resumes
    /// them.
    [[nodiscard]] virtual Result<qint64> pause(const std::vector<std::int64_t> &accounts,
                                               const std::string &reason)
        = 0;
    /// An entry in pelorus_audit, and the last one's detail.
    [[nodiscard]] virtual Result<void> note(const std::string &subject, const std::string &detail)
        = 0;
    [[nodiscard]] virtual Result<std::string> noted() = 0;
    /// 08007 (transaction_resolution_unknown): nobody knows whether it is done.
    [[nodiscard]] virtual Result<void> commit() = 0;
    /// After the commit: statistics for the planner. What fails here changes nothing.
    virtual void settle(const std::vector<Table> &tables) = 0;
    /// Makes a waiting call of this target end; from any thread.
    virtual void cancel() = 0;

protected:
    std::vector<qint64> m_refused;
};

} // namespace pelorus::transfer
