// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialect.h"
#include "core/store/fence.h"
#include "core/store/jobrows.h"
#include "core/store/stores.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

/// What makes a PENDING job of account a claimable now. An open ledger row keeps the account closed
/// unless its owner is presumed dead (then the sweeper has it).
const QString kFree
    = u"j.state = 'PENDING' AND j.run_after <= {now} AND a.status = 'ACTIVE'"
      " AND (a.locked_until IS NULL OR a.locked_until <= {now})"
      " AND NOT EXISTS (SELECT 1 FROM pelorus_account x WHERE x.account_id = a.id AND "
      "x.paused_until > {now})"
      " AND NOT EXISTS (SELECT 1 FROM pelorus_profile p WHERE p.account_id = a.id AND p.state <> "
      "'DELETED'"
      "  AND NOT (p.persistent AND p.state = 'STOPPED') AND EXISTS (SELECT 1 FROM pelorus_worker w"
      "   WHERE w.id = p.worker AND w.last_seen > {plus :dead}))"_s;

/// How long ago the owner of an open ledger row must have been seen, in seconds from now.
qint64 deadSince(std::chrono::seconds ttl)
{
    return -3 * qint64(ttl.count());
}

struct Candidate
{
    JobId job;
    AccountId account;
};

/// The candidates in the caller's order, each locked against other claimers.
Result<std::vector<Candidate>> lockCandidates(Connection &connection, const ClaimRequest &request)
{
    std::vector<qint64> ids;
    for (const JobId id : request.among)
        ids.push_back(id.value);
    Query query(connection,
                u"WITH due AS {pg:MATERIALIZED }(SELECT j.id AS id, j.account_id AS account_id, "
                u"j.run_after AS run_after"
                " FROM pelorus_job j JOIN uploader_instagramaccount a ON a.id = j.account_id"
                " WHERE j.id {in :ids} AND "_s
                    % kFree
                    % u" ORDER BY j.run_after, j.id LIMIT 20 {pg:FOR UPDATE OF j SKIP LOCKED})"
                      " SELECT id, account_id FROM due"_s);
    query.bind(u":ids"_s, idList(connection.engine(), ids))
        .bind(u":dead"_s, deadSince(request.ttl));
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    std::vector<Candidate> found;
    while (query.next())
        found.push_back({{query.number(0)}, {query.number(1)}});
    // due() gave the fair order; keep it.
    std::vector<Candidate> ordered;
    for (const JobId id : request.among) {
        for (const Candidate &candidate : found) {
            if (candidate.job == id)
                ordered.push_back(candidate);
        }
    }
    return ordered;
}

/// The account's lease for `request`, or nothing when somebody was faster.
Result<std::optional<Lease>>
takeAccount(Connection &connection, const Candidate &candidate, const ClaimRequest &request)
{
    {
        // SKIP LOCKED here too: a Django worker that holds the row must not make us wait.
        Query query(
            connection,
            u"UPDATE uploader_instagramaccount SET locked_by = :holder, locked_until = {plus :ttl},"
            " updated_at = {now} WHERE id = (SELECT id FROM uploader_instagramaccount WHERE id = "
            ":id"
            " AND (locked_until IS NULL OR locked_until <= {now}) {pg:FOR UPDATE SKIP LOCKED})"_s);
        query.bind(u":holder"_s, request.holder)
            .bind(u":ttl"_s, qint64(request.ttl.count()))
            .bind(u":id"_s, candidate.account.value);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        if (query.affected() <= 0)
            return std::nullopt;
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

/// Whether the job's proxy has room for one more running account.
Result<bool> proxyHasRoom(Connection &connection, JobId job, int limit)
{
    if (limit <= 0)
        return true;
    qint64 proxy = 0;
    {
        Query query(connection,
                    u"SELECT "_s % jobColumns() % u" FROM pelorus_job j WHERE j.id = :id"_s);
        if (auto ran = query.bind(u":id"_s, job.value).run(); !ran)
            return fail(ran.error());
        if (!query.next())
            return false;
        proxy = jobFrom(query).proxyId.value;
    }
    if (proxy <= 0)
        return true;
    {
        Query lock(connection, u"SELECT id FROM uploader_proxy WHERE id = :id {lock}"_s);
        if (auto ran = lock.bind(u":id"_s, proxy).run(); !ran)
            return fail(ran.error());
        static_cast<void>(lock.next());
    }
    Query count(
        connection,
        u"SELECT count(*) FROM pelorus_job j JOIN uploader_instagramaccount a ON a.id = "
        u"j.account_id"
        " WHERE j.state IN ('RUNNING', 'NEEDS_OPERATOR') AND a.locked_until > {now}"
        " AND coalesce(j.proxy_id, a.current_proxy_id, a.proxy_id) = :proxy AND j.id <> :job"_s);
    if (auto ran = count.bind(u":proxy"_s, proxy).bind(u":job"_s, job.value).run(); !ran)
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

Result<std::optional<Claimed>> claimIn(Connection &connection, const ClaimRequest &request)
{
    const auto candidates = lockCandidates(connection, request);
    if (!candidates)
        return fail(candidates.error());
    for (const Candidate &candidate : *candidates) {
        if (auto saved = connection.execute(u"SAVEPOINT pelorus_claim"_s); !saved)
            return fail(saved.error());
        const auto lease = takeAccount(connection, candidate, request);
        if (!lease)
            return fail(lease.error());
        if (lease->has_value()) {
            const auto room = proxyHasRoom(connection, candidate.job, request.accountsPerProxy);
            if (!room)
                return fail(room.error());
            if (*room) {
                auto claimed = startJob(connection, candidate, **lease, request);
                if (!claimed)
                    return fail(claimed.error());
                return std::optional(std::move(*claimed));
            }
        }
        if (auto back = connection.execute(u"ROLLBACK TO SAVEPOINT pelorus_claim"_s); !back)
            return fail(back.error());
    }
    return std::optional<Claimed>{};
}

} // namespace

Result<std::vector<DueJob>> JobStore::due(int limit, std::chrono::seconds ttl)
{
    return m_db->priv().read([&](Connection &connection) -> Result<std::vector<DueJob>> {
        std::vector<DueJob> jobs;
        {
            // What a machine could not open must not hide what it can. Then fair: whoever has least
            // running of a bulk task comes first.
            Query query(
                connection,
                u"SELECT j.id FROM pelorus_job j JOIN uploader_instagramaccount a ON a.id = "
                u"j.account_id"
                " WHERE "_s
                    % kFree
                    % u" ORDER BY CASE WHEN j.waiting_on <> '' THEN 1 ELSE 0 END,"
                      " (SELECT count(*) FROM pelorus_job r WHERE r.bulk_task_id = "
                      u"j.bulk_task_id"
                      " AND r.state IN ('RUNNING', 'NEEDS_OPERATOR')), j.run_after, j.id LIMIT %1"_s
                          .arg(limit));
            if (auto ran = query.bind(u":dead"_s, deadSince(ttl)).run(); !ran)
                return fail(ran.error());
            while (query.next())
                jobs.push_back({{query.number(0)}, {}});
        }
        for (DueJob &job : jobs) {
            Query query(connection,
                        u"SELECT stored_path, size FROM pelorus_item WHERE job_id = :job"
                        " AND state IN ('PENDING', 'RUNNING')"_s);
            if (auto ran = query.bind(u":job"_s, job.id.value).run(); !ran)
                return fail(ran.error());
            while (query.next())
                job.files.push_back({query.text(0), query.number(1)});
        }
        return jobs;
    });
}

Result<void> JobStore::noteWaiting(JobId job, const QString &machine)
{
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            Query query(
                connection,
                u"UPDATE pelorus_job SET waiting_on = :machine, waiting_at = {now} WHERE id = :id"
                " AND state = 'PENDING' AND waiting_on <> :machine"_s);
            return query.bind(u":machine"_s, machine).bind(u":id"_s, job.value).run();
        },
        Transaction::Durability::Relaxed);
}

Result<std::optional<Claimed>> JobStore::claim(const ClaimRequest &request)
{
    return m_db->priv().write([&](Connection &connection) { return claimIn(connection, request); });
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
