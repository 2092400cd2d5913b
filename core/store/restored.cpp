// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/restored.h"

#include "core/store/dialect.h"
#include "core/store/fence.h"
#include "core/store/jobrows.h"
#include "core/store/session.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

/// More than any account changes hands between a backup and its restore.
constexpr qint64 kTokenStep = 1'000'000'000;

Result<bool> isMarked(Connection &connection)
{
    Query query(connection,
                connection.engine() == Engine::Sqlite
                    ? u"SELECT 1 FROM sqlite_master WHERE name = 'pelorus_restored'"_s
                    : u"SELECT 1 WHERE to_regclass('pelorus_restored') IS NOT NULL"_s);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    return query.next();
}

Result<std::vector<JobId>> openTasks(Connection &connection)
{
    // A CHECK only looks; it goes on by itself.
    Query query(connection,
                u"SELECT id FROM pelorus_job WHERE kind <> 'CHECK'"
                " AND state IN ('PENDING', 'RUNNING', 'NEEDS_OPERATOR') ORDER BY id"_s);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    std::vector<JobId> found;
    while (query.next())
        found.push_back({query.number(0)});
    return found;
}

} // namespace

Result<void> markRestored(Connection &connection)
{
    return connection.execute(u"CREATE TABLE IF NOT EXISTS pelorus_restored (id integer)"_s);
}

Result<int> settleRestored(Connection &connection)
{
    const auto marked = isMarked(connection);
    if (!marked)
        return fail(marked.error());
    if (!*marked)
        return 0;
    // Before the tasks: whoever still believes in its lease can write nothing from here on.
    for (const QString &sql :
         {u"UPDATE uploader_instagramaccount SET locked_by = NULL, locked_until = NULL"
          " WHERE locked_by IS NOT NULL OR locked_until IS NOT NULL"_s,
          u"UPDATE pelorus_lease SET token = token + %1"_s.arg(kTokenStep),
          u"UPDATE pelorus_profile SET token = token + %1"_s.arg(kTokenStep)}) {
        if (auto done = connection.execute(sql); !done)
            return fail(done.error());
    }
    const auto tasks = openTasks(connection);
    if (!tasks)
        return fail(tasks.error());
    for (const JobId task : *tasks) {
        if (auto ended = endRestored(connection, task); !ended)
            return fail(ended.error());
    }
    if (auto noted = audit(connection,
                           u"pelorus"_s,
                           u"restore"_s,
                           u"database"_s,
                           u"%1 open tasks ended"_s.arg(tasks->size()));
        !noted)
        return fail(noted.error());
    if (auto gone = connection.execute(u"DROP TABLE pelorus_restored"_s); !gone)
        return fail(gone.error());
    return int(tasks->size());
}

} // namespace pelorus::store
