// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transfer/postgres.h"

#include <span>

namespace pelorus::transfer {

/// COPY of rows of which the server refuses some by rules of the target's own: a check, a unique
/// column, a trigger, a type. Many at once, and halved until it is known which ones.
class CarefulCopy final
{
public:
    /// `statement`: COPY … FROM STDIN. Numbers of rows that were refused go to `refused`.
    CarefulCopy(Postgres &db, std::string statement, std::vector<qint64> &refused)
        : m_db(db)
        , m_statement(std::move(statement))
        , m_refused(refused)
    {
    }
    /// A line with its end.
    [[nodiscard]] Result<void> add(std::string line, qint64 number);
    [[nodiscard]] Result<void> end();

private:
    struct Row
    {
        std::string line;
        qint64 number;
    };
    [[nodiscard]] Result<void> load(std::span<const Row> rows);
    [[nodiscard]] Result<void> copy(std::span<const Row> rows);

    Postgres &m_db;
    std::string m_statement;
    std::vector<qint64> &m_refused;
    std::vector<Row> m_rows;
    size_t m_bytes = 0;
};

/// Whether an error says that rows are refused, and no more than that.
[[nodiscard]] bool isRefusalOfRows(const Error &error);

} // namespace pelorus::transfer
