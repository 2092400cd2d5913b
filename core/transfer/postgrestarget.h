// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/dialect.h"
#include "core/store/session.h"
#include "core/transfer/carefulcopy.h"
#include "core/transfer/target.h"
#include "core/transfer/targetlook.h"

namespace pelorus::transfer {

/// COPY into one transaction.
class PostgresTarget final : public Target
{
public:
    explicit PostgresTarget(Postgres db, store::DatabasePtr database = {})
        : m_database(std::move(database))
        , m_db(std::move(db))
    {
    }
    ~PostgresTarget() override;
    [[nodiscard]] Result<void> begin(const Call &call) override;
    [[nodiscard]] Result<void> beginReading() override;
    [[nodiscard]] Result<bool> isEmpty() override;
    [[nodiscard]] Result<void> prepare(const std::vector<Table> &tables,
                                       const std::map<size_t, std::set<size_t>> &wide) override;
    void setCareful(bool careful) override { m_careful = careful; }
    [[nodiscard]] Result<void> startTable(const Table &table) override;
    [[nodiscard]] Result<void> write(std::span<const Value> row, qint64 number) override;
    [[nodiscard]] Result<void> endTable() override;
    [[nodiscard]] Result<void> finish(const std::vector<Table> &tables) override;
    [[nodiscard]] Result<void> readBack(const Table &table, const Sink &sink) override;
    [[nodiscard]] Result<qint64> pause(const std::vector<std::int64_t> &accounts,
                                       const std::string &reason) override;
    [[nodiscard]] Result<void> note(const std::string &subject, const std::string &detail) override;
    [[nodiscard]] Result<std::string> noted() override;
    [[nodiscard]] Result<void> commit() override;
    void settle(const std::vector<Table> &tables) override;
    void cancel() override;

private:
    [[nodiscard]] Result<void> readColumns();
    [[nodiscard]] Result<void> addMissing(const Table &table);
    [[nodiscard]] Result<void> widen(const std::vector<Table> &tables,
                                     const std::map<size_t, std::set<size_t>> &wide);
    [[nodiscard]] Result<void> widenColumn(const std::string &table,
                                           const std::string &column,
                                           const std::string &type,
                                           bool needed);
    [[nodiscard]] Result<void> lendDefaults(const std::vector<Table> &tables);
    [[nodiscard]] Result<void> setForeignKeysAside(const std::vector<Table> &tables);
    [[nodiscard]] Result<void> flush();

    store::DatabasePtr m_database; ///< whose connection m_db is, where it writes
    std::unique_ptr<store::Transaction> m_transaction;
    Postgres m_db;
    TargetColumns m_columns;
    std::vector<std::string> m_foreignKeys; ///< statements that put them back
    std::vector<std::string> m_lent;        ///< statements that take the lent defaults away
    const Table *m_table = nullptr;         ///< under way
    std::string m_block;
    bool m_prepared = false;
    bool m_careful = false;
    std::optional<CarefulCopy> m_copy; ///< of the table under way, where it is careful
};

[[nodiscard]] Result<std::unique_ptr<Target>> openPostgresTarget(const store::DatabaseUrl &url);
[[nodiscard]] Result<std::unique_ptr<Target>>
openPostgresTarget(const store::DatabasePtr &database);
[[nodiscard]] Result<std::unique_ptr<Target>>
openSqliteTarget(const QString &file, const store::DatabasePtr &database = {});

/// For Target::pause(); `reason` is a literal or a placeholder.
[[nodiscard]] std::string pauseStatement(store::Engine engine,
                                         const std::vector<std::int64_t> &accounts,
                                         const std::string &reason);

} // namespace pelorus::transfer
