// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/restored.h"

#include "core/store/fence.h"
#include "core/store/jobrows.h"
#include "core/store/session.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

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

/// Tries that were carried over have no task that would look.
Result<void> lookAtCarried(Connection &connection)
{
    std::vector<PublicationId> found;
    {
        Query query(connection,
                    u"SELECT id FROM pelorus_publication WHERE state = 'UNCONFIRMED'"
                    " AND job_id IS NULL ORDER BY id"_s);
        if (auto ran = query.run(); !ran)
            return ran;
        while (query.next())
            found.push_back({query.number(0)});
    }
    for (const PublicationId id : found) {
        if (auto planned = planLook(connection, id, std::chrono::minutes(10)); !planned)
            return planned;
    }
    return {};
}

/// Of no two restores the same, and beyond what was given out before.
QString tokenStep()
{
    return QString::number(QDateTime::currentMSecsSinceEpoch());
}

/// What a machine knows by number and token from before the restore must not meet another row.
Result<void> skipNumbers(Connection &connection)
{
    if (connection.engine() == Engine::Sqlite)
        return {}; // its one worker was gone before
    for (const QString &table :
         {u"pelorus_profile"_s, u"pelorus_job"_s, u"pelorus_publication"_s}) {
        if (auto done = connection.execute(
                u"SELECT setval(pg_get_serial_sequence('%1', 'id'), (SELECT coalesce(max(id), 0)"
                " FROM %1) + 1000000)"_s.arg(table));
            !done)
            return done;
    }
    return {};
}

} // namespace

Result<void> unmarkLive(Connection &connection)
{
    // A backup made before the adoption has nothing to settle.
    Query query(connection, u"SELECT 1 FROM sqlite_master WHERE name = 'pelorus_live'"_s);
    if (auto ran = query.run(); !ran)
        return ran;
    return query.next() ? connection.execute(u"DELETE FROM pelorus_live"_s) : Result<void>();
}

Result<bool> isRestored(Connection &connection)
{
    Query query(connection, u"SELECT 1 WHERE "_s % kIsLive);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    return !query.next();
}

Result<int> settleRestored(Connection &connection)
{
    const auto restored = isRestored(connection);
    if (!restored)
        return fail(restored.error());
    if (!*restored)
        return 0;
    {
        // The row first: whoever settles too waits here, and finds it done.
        Query live(connection,
                   u"INSERT INTO pelorus_live (id, place) VALUES (1, {lite:''}"
                   "{pg:'pelorus_live'::regclass::oid::text}) ON CONFLICT (id) DO UPDATE SET"
                   " place = excluded.place WHERE pelorus_live.place <> excluded.place"_s);
        if (auto ran = live.run(); !ran)
            return fail(ran.error());
        if (live.affected() == 0)
            return 0;
    }
    for (const QString &sql :
         {u"UPDATE uploader_instagramaccount SET locked_by = NULL, locked_until = NULL"
          " WHERE locked_by IS NOT NULL OR locked_until IS NOT NULL"_s,
          QString(u"UPDATE pelorus_lease SET token = token + "_s + tokenStep()),
          QString(u"UPDATE pelorus_profile SET token = token + "_s + tokenStep())}) {
        if (auto done = connection.execute(sql); !done)
            return fail(done.error());
    }
    if (auto skipped = skipNumbers(connection); !skipped)
        return fail(skipped.error());
    const auto tasks = openTasks(connection);
    if (!tasks)
        return fail(tasks.error());
    for (const JobId task : *tasks) {
        if (auto ended = endRestored(connection, task); !ended)
            return fail(ended.error());
    }
    if (auto planned = lookAtCarried(connection); !planned)
        return fail(planned.error());
    if (auto noted = audit(connection,
                           u"pelorus"_s,
                           u"restore"_s,
                           u"database"_s,
                           u"%1 open tasks ended"_s.arg(tasks->size()));
        !noted)
        return fail(noted.error());
    return int(tasks->size());
}

} // namespace pelorus::store
