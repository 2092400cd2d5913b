// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QTemporaryDir>

#include <memory>

namespace pelorus::test {

/// A fresh, migrated database for one test, on either engine, gone with the object. PostgreSQL is
/// the server that PGHOST and PGPORT name (pg_virtualenv) or a throw-away cluster that the first
/// use in this process starts.
class TestDatabase final
{
public:
    /// `engine` is "sqlite" or "postgresql". Fails the program's test with a sentence when it
    /// cannot.
    explicit TestDatabase(const QString &engine, store::Role role = store::Role::Viewer);
    ~TestDatabase();
    TestDatabase(const TestDatabase &) = delete;
    TestDatabase &operator=(const TestDatabase &) = delete;

    [[nodiscard]] const store::DatabasePtr &operator*() const { return m_database; }
    [[nodiscard]] bool isValid() const { return m_database != nullptr; }
    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] const QString &url() const { return m_url; }
    /// A second handle on the same database, as another machine has it.
    [[nodiscard]] store::DatabasePtr another() const;

private:
    QTemporaryDir m_folder;
    QString m_url;
    QString m_name;
    QString m_problem;
    store::DatabasePtr m_database;
};

/// PostgreSQL ends as in a power cut and starts again: every connection is gone, what was not
/// durable too. False for a server that PGHOST names, which is not ours.
[[nodiscard]] bool crashPostgres();

/// False where PELORUS_NO_POSTGRES=1 asks for it, and on Windows without PGHOST: no cluster can be
/// started there.
bool hasPostgres();

/// Rows "sqlite" and "postgresql" with a column "engine".
void addEngineRows();
/// For what only PostgreSQL has; no row where it is not tested.
void addPostgresRows();

} // namespace pelorus::test
