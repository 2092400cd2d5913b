// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/transfer/targetlook.h"
#include "core/transfer/value.h"

#include <functional>
#include <memory>
#include <span>

namespace pelorus::transfer {

struct SourceRow
{
    size_t table = 0; ///< index into Source::tables()
    /// A cell for each column of the table, in its order.
    std::span<const Cell> cells;
    qint64 number = 0;    ///< counted over the whole source, for rows without an id
    bool readable = true; ///< false: a record that is no record; `table` and `cells` say nothing
};

/// Rows that stay behind because nobody here knows what they mean.
struct LeftBehind
{
    QString name;
    qint64 rows = 0;
};

/// What is transferred, opened read-only, seen unchanging from open() to the end. For one thread.
class Source
{
public:
    /// Survey leaves out what is large and is looked at only when it is transferred: JSON.
    enum class Depth { Survey, Full };
    using Sink = std::function<Result<void>(const SourceRow &)>;
    using Progress = std::function<void(double done)>; ///< 0 to 1 of one reading

    /// A SQLite file or a dump.json, by its first bytes.
    [[nodiscard]] static Result<std::unique_ptr<Source>> open(const QString &path);
    virtual ~Source() = default;

    /// Tables and columns. A dump's unknown fields are here after its first reading.
    [[nodiscard]] virtual const std::vector<Table> &tables() const = 0;
    /// What the columns are in the target (targetlook.h). For a dump's unknown fields once more
    /// after its first reading.
    virtual void fit(const TargetColumns &target) = 0;
    [[nodiscard]] virtual Result<void>
    read(Depth depth, const Sink &sink, const Progress &progress, const Call &call) = 0;
    /// Complete after the first reading.
    [[nodiscard]] virtual std::vector<LeftBehind> leftBehind() const = 0;
    [[nodiscard]] virtual bool isSqlite() const = 0;
    /// What the rows take in a SQLite file; 0 where it is not known.
    [[nodiscard]] virtual Result<qint64> bytesInUse() { return 0; }
};

[[nodiscard]] Result<std::unique_ptr<Source>> openSqliteSource(const QString &path);
[[nodiscard]] Result<std::unique_ptr<Source>> openDumpSource(const QString &path);

} // namespace pelorus::transfer
