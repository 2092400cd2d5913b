// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/accountedits.h"
#include "core/store/dialect.h"
#include "core/store/fence.h"
#include "core/store/jobrows.h"
#include "core/store/restored.h"
#include "core/store/stores.h"

#include <QHash>

#include <limits>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

/// What makes a PENDING job of account a claimable now. An open ledger row keeps the account closed
/// unless its owner is presumed dead (then the sweeper has it).
const QString kFree = kIsLive
    % u" AND j.state = 'PENDING' AND j.run_after <= {now} AND a.status = 'ACTIVE'"
      " AND (a.locked_until IS NULL OR a.locked_until <= {now})"
      " AND NOT EXISTS (SELECT 1 FROM pelorus_account x WHERE x.account_id = a.id AND "
      "x.paused_until > {now})"
      " AND NOT EXISTS (SELECT 1 FROM pelorus_profile p WHERE p.account_id = a.id AND p.state <> "
      "'DELETED'"
      "  AND NOT (p.persistent AND p.state = 'STOPPED') AND EXISTS (SELECT 1 FROM pelorus_worker w"
      "   WHERE w.id = p.worker AND "_s
    % kIsSeen % u"))"_s;

/// The same for many jobs at once. Written so that the plan does not depend on statistics, which a
/// queue's table never has right: one index, read bulk task by bulk task in order and no further
/// than needed; the sets of what is closed are each made once, and not put together before, which
/// would double the time behind many held accounts. The single tasks (0) need no look-up: those
/// that an old snapshot keeps would be read once more. {now} stands in a subquery of its own
/// because PostgreSQL uses no index for a volatile function.
const QString kDue
    = u"WITH RECURSIVE bulks(bulk) AS ("
      " SELECT {pg:CAST(0 AS bigint)}{lite:0} UNION ALL"
      " SELECT (SELECT coalesce(s.bulk_task_id, 0) FROM pelorus_job s WHERE s.state = 'PENDING'"
      "  AND coalesce(s.bulk_task_id, 0) > bulks.bulk ORDER BY coalesce(s.bulk_task_id, 0) LIMIT 1)"
      " FROM bulks WHERE bulks.bulk IS NOT NULL),"
      " active AS {pg:MATERIALIZED }(SELECT coalesce(r.bulk_task_id, 0) AS bulk,"
      "  coalesce(r.proxy_id, a.current_proxy_id, a.proxy_id) AS proxy, a.locked_until AS until"
      "  FROM pelorus_job r JOIN uploader_instagramaccount a ON a.id = r.account_id"
      "  WHERE r.state IN ('RUNNING', 'NEEDS_OPERATOR')),"
      " counts AS {pg:MATERIALIZED }(SELECT bulk, count(*) AS n FROM active GROUP BY bulk),"
      " full_proxy AS {pg:MATERIALIZED }(SELECT proxy FROM active WHERE proxy IS NOT NULL AND"
      "  until > (SELECT {now}) GROUP BY proxy HAVING count(*) >= :limit),"
      " ranked AS (SELECT j.id AS id, j.run_after AS run_after, coalesce(c.n, 0) + row_number()"
      "  OVER (PARTITION BY b.bulk ORDER BY j.run_after, j.id) AS turn"
      "  FROM bulks b LEFT JOIN counts c ON c.bulk = b.bulk JOIN pelorus_job j ON j.id"
      "  {pg:= ANY (ARRAY}{lite:IN }(SELECT k.id FROM pelorus_job k WHERE k.state = 'PENDING'"
      "   AND coalesce(k.bulk_task_id, 0) = b.bulk AND k.run_after <= (SELECT {now})"
      "   AND k.account_id NOT IN (SELECT a.id FROM uploader_instagramaccount a"
      "    WHERE a.locked_until > (SELECT {now}))"
      "   AND k.account_id NOT IN (SELECT x.account_id FROM pelorus_account x"
      "    WHERE x.paused_until > (SELECT {now}))"
      "   AND k.account_id NOT IN (SELECT p.account_id FROM pelorus_profile p"
      "    WHERE p.state <> 'DELETED' AND p.account_id IS NOT NULL"
      "    AND NOT (p.persistent AND p.state = 'STOPPED') AND p.worker IN (SELECT w.id FROM"
      "    pelorus_worker w WHERE "_s
    % kIsSeen
    % u"))"
      "   AND (SELECT a.status FROM uploader_instagramaccount a WHERE a.id = k.account_id) = "
      "'ACTIVE'"
      "   AND coalesce(k.proxy_id, (SELECT coalesce(a.current_proxy_id, a.proxy_id) FROM"
      "    uploader_instagramaccount a WHERE a.id = k.account_id), 0)"
      "    NOT IN (SELECT proxy FROM full_proxy)"
      "   AND k.id NOT IN (SELECT {pg:unnest(CAST(:except AS bigint[]))}"
      "{lite:value FROM json_each(:except)})"
      "   ORDER BY coalesce(k.bulk_task_id, 0), k.run_after, k.id LIMIT :most){pg:)})"
      " SELECT id FROM ranked ORDER BY turn, run_after, id LIMIT :wanted"_s;

std::vector<qint64> numbers(const std::vector<JobId> &jobs)
{
    std::vector<qint64> ids;
    ids.reserve(jobs.size());
    for (const JobId id : jobs)
        ids.push_back(id.value);
    return ids;
}

struct Candidate
{
    JobId job;
    AccountId account;
    qint64 proxy = 0;
};

/// The first in the caller's order whose job and account are free and nobody else has locked; they
/// are ours then. Waits for nobody: another claimer or a Django worker that holds a row is passed.
Result<std::optional<Candidate>>
lockCandidate(Connection &connection, const std::vector<qint64> &ids, const ClaimRequest &request)
{
    Query query(
        connection,
        u"WITH due AS {pg:MATERIALIZED }(SELECT j.id AS id, j.account_id AS account_id,"
        " coalesce(j.proxy_id, a.current_proxy_id, a.proxy_id) AS proxy"
        " FROM pelorus_job j JOIN uploader_instagramaccount a ON a.id = j.account_id"
        " WHERE j.id {in :ids} AND "_s
            % kFree
            % u" ORDER BY {pg:array_position(CAST(:ids AS bigint[]), j.id)}"
              "{lite:(SELECT e.key FROM json_each(:ids) e WHERE e.value = j.id)} LIMIT 1"
              " {pg:FOR NO KEY UPDATE OF j, a SKIP LOCKED}) SELECT id, account_id, proxy FROM due"_s);
    query.bind(u":ids"_s, idList(connection.engine(), ids))
        .bind(u":ttl"_s, qint64(request.ttl.count()));
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    if (!query.next())
        return std::nullopt;
    return Candidate{{query.number(0)}, {query.number(1)}, query.number(2)};
}

/// The locked account's lease for `request`.
Result<Lease>
takeAccount(Connection &connection, const Candidate &candidate, const ClaimRequest &request)
{
    {
        Query query(
            connection,
            u"UPDATE uploader_instagramaccount SET locked_by = :holder, locked_until = {plus :ttl},"
            " updated_at = {now} WHERE id = :id"_s);
        query.bind(u":holder"_s, request.holder)
            .bind(u":ttl"_s, qint64(request.ttl.count()))
            .bind(u":id"_s, candidate.account.value);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
    }
    // Once more than the trigger: the same holder's word twice in a row is no change for it.
    Query lease(connection,
                u"INSERT INTO pelorus_lease (account_id, token, holder, machine, worker, job_id, "
                u"updated_at)"
                " VALUES (:account, 1, :holder, :machine, :worker, :job, {now})"
                " ON CONFLICT (account_id) DO UPDATE SET token = pelorus_lease.token + 1,"
                " holder = excluded.holder, machine = excluded.machine, worker = excluded.worker,"
                " job_id = excluded.job_id, updated_at = excluded.updated_at RETURNING token"_s);
    lease.bind(u":account"_s, candidate.account.value)
        .bind(u":holder"_s, request.holder)
        .bind(u":machine"_s, request.machine)
        .bind(u":worker"_s, request.worker)
        .bind(u":job"_s, candidate.job.value);
    if (auto ran = lease.run(); !ran)
        return fail(ran.error());
    static_cast<void>(lease.next());
    return Lease{candidate.account, lease.number(0), request.holder};
}

/// Whether the job's proxy has room for one more running account. No when another claimer holds the
/// proxy just now: waiting here with other rows locked could be a deadlock.
Result<bool> proxyHasRoom(Connection &connection, const Candidate &candidate, int limit)
{
    if (limit <= 0 || candidate.proxy <= 0)
        return true;
    {
        Query lock(connection,
                   u"SELECT id FROM uploader_proxy WHERE id = :id"
                   " {pg:FOR NO KEY UPDATE SKIP LOCKED}"_s);
        if (auto ran = lock.bind(u":id"_s, candidate.proxy).run(); !ran)
            return fail(ran.error());
        if (!lock.next())
            return false;
    }
    Query count(
        connection,
        u"SELECT count(*) FROM pelorus_job j JOIN uploader_instagramaccount a ON a.id = "
        u"j.account_id"
        " WHERE j.state IN ('RUNNING', 'NEEDS_OPERATOR') AND a.locked_until > {now}"
        " AND coalesce(j.proxy_id, a.current_proxy_id, a.proxy_id) = :proxy AND j.id <> :job"_s);
    if (auto ran
        = count.bind(u":proxy"_s, candidate.proxy).bind(u":job"_s, candidate.job.value).run();
        !ran)
        return fail(ran.error());
    static_cast<void>(count.next());
    return count.number(0) < limit;
}

Result<Claimed> startJob(Connection &connection,
                         const Candidate &candidate,
                         const Lease &lease,
                         const ClaimRequest &request)
{
    {
        Query query(
            connection,
            u"UPDATE pelorus_job SET state = 'RUNNING', attempts = attempts + 1, request = 'NONE',"
            " machine = :machine, worker = :worker, lease_token = :token, waiting_on = '',"
            " started_at = {now}, finished_at = NULL, updated_at = {now} WHERE id = :id"_s);
        query.bind(u":machine"_s, request.machine)
            .bind(u":worker"_s, request.worker)
            .bind(u":token"_s, lease.token)
            .bind(u":id"_s, candidate.job.value);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
    }
    if (auto shown
        = showSharedWord(connection, candidate.job, sharedWord(JobState::Running), false);
        !shown)
        return fail(shown.error());
    Claimed claimed;
    claimed.lease = lease;
    {
        Query query(connection,
                    u"SELECT "_s % jobColumns() % u" FROM pelorus_job j WHERE j.id = :id"_s);
        if (auto ran = query.bind(u":id"_s, candidate.job.value).run(); !ran)
            return fail(ran.error());
        static_cast<void>(query.next());
        claimed.job = jobFrom(query);
    }
    auto items = itemsOf(connection, candidate.job);
    if (!items)
        return fail(items.error());
    claimed.items = std::move(*items);
    return claimed;
}

Result<std::optional<Claimed>>
claimIn(Database::Private &d, Connection &connection, const ClaimRequest &request)
{
    std::vector<qint64> ids = numbers(request.among);
    while (!ids.empty()) {
        const auto candidate = lockCandidate(connection, ids, request);
        if (!candidate)
            return fail(candidate.error());
        if (!candidate->has_value())
            break;
        const auto room = proxyHasRoom(connection, **candidate, request.accountsPerProxy);
        if (!room)
            return fail(room.error());
        if (!*room) {
            std::erase(ids, (*candidate)->job.value);
            continue;
        }
        const auto lease = takeAccount(connection, **candidate, request);
        if (!lease)
            return fail(lease.error());
        // Of a holder that died, or of the old application's: the task must find them.
        if (auto edited = applyQueued(d, connection, (*candidate)->account); !edited)
            return fail(edited.error());
        auto claimed = startJob(connection, **candidate, *lease, request);
        if (!claimed)
            return fail(claimed.error());
        return std::optional(std::move(*claimed));
    }
    return std::optional<Claimed>{};
}

Result<std::vector<DueJob>> dueIn(Connection &connection, int limit, const DueFilter &filter)
{
    std::vector<DueJob> jobs;
    QHash<qint64, size_t> places;
    {
        Query query(connection, kDue);
        query.bind(u":ttl"_s, qint64(filter.ttl.count()))
            .bind(u":limit"_s,
                  filter.accountsPerProxy > 0 ? filter.accountsPerProxy
                                              : std::numeric_limits<int>::max())
            .bind(u":except"_s, idList(connection.engine(), numbers(filter.except)))
            .bind(u":most"_s, JobStore::kMostOfOneBulk)
            .bind(u":wanted"_s, limit);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        while (query.next()) {
            places.insert(query.number(0), jobs.size());
            jobs.push_back({{query.number(0)}, {}});
        }
    }
    if (jobs.empty())
        return jobs;
    std::vector<qint64> ids;
    ids.reserve(jobs.size());
    for (const DueJob &job : jobs)
        ids.push_back(job.id.value);
    Query files(connection,
                u"SELECT job_id, stored_path, size FROM pelorus_item WHERE job_id {in :jobs}"
                " AND state IN ('PENDING', 'RUNNING') ORDER BY job_id, position"_s);
    if (auto ran = files.bind(u":jobs"_s, idList(connection.engine(), ids)).run(); !ran)
        return fail(ran.error());
    while (files.next())
        jobs[places.value(files.number(0))].files.push_back({files.text(1), files.number(2)});
    return jobs;
}

} // namespace

const QString &dueSql()
{
    return kDue;
}

Result<std::vector<DueJob>> JobStore::due(int limit, const DueFilter &filter)
{
    return m_db->priv().read(
        [&](Connection &connection) { return dueIn(connection, limit, filter); });
}

Result<void> JobStore::noteWaiting(const std::vector<JobId> &jobs, const QString &machine)
{
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            Query query(connection,
                        u"UPDATE pelorus_job SET waiting_on = :machine, waiting_at = {now}"
                        " WHERE id {in :ids} AND state = 'PENDING' AND waiting_on <> :machine"
                        " AND (waiting_on = '' OR made_on = :machine)"_s);
            return query.bind(u":machine"_s, machine)
                .bind(u":ids"_s, idList(connection.engine(), numbers(jobs)))
                .run();
        },
        Transaction::Durability::Relaxed);
}

Result<std::optional<Claimed>> JobStore::claim(const ClaimRequest &request)
{
    Database::Private &d = m_db->priv();
    return d.write([&](Connection &connection) { return claimIn(d, connection, request); });
}

Result<void> JobStore::renew(const Lease &lease, std::chrono::seconds ttl)
{
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            if (auto mine = fence(connection, lease); !mine)
                return mine;
            Query query(
                connection,
                u"UPDATE uploader_instagramaccount SET locked_until = {plus :ttl} WHERE id = :id"_s);
            return query.bind(u":ttl"_s, qint64(ttl.count()))
                .bind(u":id"_s, lease.accountId.value)
                .run();
        },
        // A renewal that a crash of the server takes back would free the account under its holder.
        Transaction::Durability::Durable);
}

Result<std::vector<std::pair<JobId, JobRequest>>>
JobStore::requests(const std::vector<JobId> &running)
{
    return m_db->priv().read(
        [&](Connection &connection) -> Result<std::vector<std::pair<JobId, JobRequest>>> {
            std::vector<qint64> ids;
            ids.reserve(running.size());
            for (const JobId id : running)
                ids.push_back(id.value);
            Query query(
                connection,
                u"SELECT id, request FROM pelorus_job WHERE id {in :ids} AND request <> 'NONE'"_s);
            if (auto ran = query.bind(u":ids"_s, idList(connection.engine(), ids)).run(); !ran)
                return fail(ran.error());
            std::vector<std::pair<JobId, JobRequest>> found;
            while (query.next())
                found.emplace_back(JobId{query.number(0)}, jobRequest(query.text(1)));
            return found;
        });
}

} // namespace pelorus::store
