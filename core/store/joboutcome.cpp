// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/store/accountedits.h"
#include "core/store/fence.h"
#include "core/store/jobrows.h"
#include "core/store/restored.h"
#include "core/store/stores.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

Result<void> release(Connection &connection, const Lease &lease, const QString &accountStatus)
{
    Query query(connection,
                u"UPDATE uploader_instagramaccount SET locked_by = NULL, locked_until = NULL, "
                u"last_used = {now},"
                " updated_at = {now}, status = CASE WHEN :status = '' THEN status ELSE :status END"
                " WHERE id = :id"_s);
    return query.bind(u":status"_s, accountStatus.isNull() ? u""_s : accountStatus)
        .bind(u":id"_s, lease.accountId.value)
        .run();
}

/// Asked for, and not heard of by the task that has just ended or died.
Result<bool> cancelAsked(Connection &connection, JobId job)
{
    // Whoever asks now comes before or after, not in between.
    Query query(connection, u"SELECT request FROM pelorus_job WHERE id = :id {lock}"_s);
    if (auto ran = query.bind(u":id"_s, job.value).run(); !ran)
        return fail(ran.error());
    return query.next() && jobRequest(query.text(0)) == JobRequest::Cancel;
}

Result<void> writeOutcome(Connection &connection, JobId job, const JobOutcome &outcome)
{
    const bool again = outcome.runAgainIn.has_value();
    const auto cancel = cancelAsked(connection, job);
    if (!cancel)
        return fail(cancel.error());
    const qint64 seconds = again ? outcome.runAgainIn->count() / 1000 : 0;
    Query query(
        connection,
        u"UPDATE pelorus_job SET state = :state, error_class = :class, error = :error,"
        " attempts = CASE WHEN :free AND attempts > 0 THEN attempts - 1 ELSE attempts END,"
        " run_after = CASE WHEN :again THEN {plus :seconds} ELSE run_after END, request = 'NONE',"
        " finished_at = CASE WHEN :again THEN NULL ELSE {now} END, updated_at = {now} WHERE id = :id"_s);
    query.bind(u":state"_s, word(again ? JobState::Pending : outcome.state))
        .bind(u":class"_s, outcome.errorClass.isNull() ? u""_s : outcome.errorClass)
        .bind(u":error"_s, outcome.error.isNull() ? u""_s : outcome.error)
        .bind(u":free"_s, outcome.runIsFree)
        .bind(u":again"_s, again)
        .bind(u":seconds"_s, seconds)
        .bind(u":id"_s, job.value);
    if (auto ran = query.run(); !ran)
        return ran;
    if (again) {
        Query items(connection,
                    u"UPDATE pelorus_item SET state = 'PENDING', updated_at = {now}"
                    " WHERE job_id = :id AND state = 'RUNNING'"_s);
        if (auto ran = items.bind(u":id"_s, job.value).run(); !ran)
            return ran;
        if (*cancel) {
            const auto cancelled = cancelWaiting(connection, job);
            return cancelled ? Result<void>() : fail(cancelled.error());
        }
    }
    // An account that waits for a run of ours must not look like work to the old application.
    const QString shown = again             ? u"RUNNING"_s
        : outcome.bulkAccountWord.isEmpty() ? sharedWord(outcome.state)
                                            : outcome.bulkAccountWord;
    return showSharedWord(connection, job, shown, !again);
}

/// Videos whose own word was not written take it from their publication.
Result<void> tellItems(Connection &connection, JobId job)
{
    int told = 0;
    for (
        const QString &sql :
        {u"UPDATE pelorus_item SET state = 'UNCONFIRMED', updated_at = {now} WHERE job_id = :job"
         " AND state IN ('PENDING', 'RUNNING') AND id IN (SELECT item_id FROM pelorus_publication"
         " WHERE job_id = :job AND state = 'UNCONFIRMED')"_s,
         u"UPDATE pelorus_item SET state = 'PUBLISHED', permalink = coalesce((SELECT "
         u"max(p.permalink)"
         " FROM pelorus_publication p WHERE p.item_id = pelorus_item.id AND p.state = "
         "'CONFIRMED'), ''),"
         " updated_at = {now} WHERE job_id = :job AND state IN ('PENDING', 'RUNNING') AND id IN"
         " (SELECT item_id FROM pelorus_publication WHERE job_id = :job AND state = 'CONFIRMED')"_s}) {
        Query query(connection, sql);
        if (auto ran = query.bind(u":job"_s, job.value).run(); !ran)
            return ran;
        told += query.affected();
    }
    return told > 0 ? recount(connection, job) : Result<void>();
}

/// In the transaction that ends the run, so that no look is counted twice.
Result<void> countLook(Connection &connection, JobId job)
{
    Query query(connection,
                u"UPDATE pelorus_publication SET checks = checks + 1 WHERE checks < :most AND id ="
                " (SELECT publication_id FROM pelorus_job WHERE id = :job)"_s);
    return query.bind(u":most"_s, kMostLooks).bind(u":job"_s, job.value).run();
}

/// A job that has ended leaves no video open, also when the database was away when its word came.
Result<void> endOpenItems(Connection &connection, JobId job, const JobOutcome &outcome)
{
    if (auto told = tellItems(connection, job); !told)
        return told;
    Query query(connection,
                u"UPDATE pelorus_item SET state = :state, error = :error, updated_at = {now}"
                " WHERE job_id = :job AND state IN ('PENDING', 'RUNNING')"_s);
    const ItemState state
        = outcome.state == JobState::Cancelled ? ItemState::Cancelled : ItemState::Failed;
    if (auto ran = query.bind(u":state"_s, word(state))
                       .bind(u":error"_s, outcome.error.isNull() ? u""_s : outcome.error)
                       .bind(u":job"_s, job.value)
                       .run();
        !ran)
        return ran;
    return query.affected() > 0 ? recount(connection, job) : Result<void>();
}

/// INTENT and SHARED as somebody else finds them.
Result<std::vector<PublicationId>> giveUpTries(Connection &connection, JobId job)
{
    Query query(connection,
                u"UPDATE pelorus_publication SET state = 'UNCONFIRMED', updated_at = {now}"
                " WHERE job_id = :job AND state IN ('INTENT', 'SHARED') RETURNING id"_s);
    if (auto ran = query.bind(u":job"_s, job.value).run(); !ran)
        return fail(ran.error());
    std::vector<PublicationId> found;
    while (query.next())
        found.push_back({query.number(0)});
    return found;
}

/// A try that the task itself did not settle may have gone out: such a job is not run again,
/// whatever else ended it.
Result<JobOutcome> settleOwnTries(Connection &connection,
                                  JobId job,
                                  const JobOutcome &wanted,
                                  std::vector<PublicationId> &unclear)
{
    JobOutcome outcome = wanted;
    {
        const auto found = giveUpTries(connection, job);
        if (!found)
            return fail(found.error());
        unclear = *found;
    }
    if (unclear.empty())
        return outcome;
    Query items(
        connection,
        u"UPDATE pelorus_item SET state = 'UNCONFIRMED', updated_at = {now} WHERE job_id = :job"
        " AND id IN (SELECT item_id FROM pelorus_publication WHERE job_id = :job"
        " AND state = 'UNCONFIRMED') AND state <> 'PUBLISHED'"_s);
    if (auto ran = items.bind(u":job"_s, job.value).run(); !ran)
        return fail(ran.error());
    outcome.state = JobState::Unconfirmed;
    outcome.runAgainIn.reset();
    return outcome;
}

struct Stale
{
    JobId job;
    AccountId account;
    qint64 token = 0;
};

/// A job that runs by its word, while nobody holds its account for it any more.
const QString kStale
    = u"j.state IN ('RUNNING', 'NEEDS_OPERATOR') AND (a.id IS NULL OR a.locked_until IS NULL"
      " OR a.locked_until <= {now} OR l.token IS NULL OR l.token <> j.lease_token)"_s;
const QString kStaleFrom = u"SELECT j.id, j.account_id, j.lease_token FROM pelorus_job j"
                           " LEFT JOIN uploader_instagramaccount a ON a.id = j.account_id"
                           " LEFT JOIN pelorus_lease l ON l.account_id = j.account_id WHERE "_s;

Result<std::vector<Stale>> staleJobs(Connection &connection)
{
    Query query(connection, kStaleFrom % kStale % u" ORDER BY j.id LIMIT 100"_s);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    std::vector<Stale> found;
    while (query.next())
        found.push_back({{query.number(0)}, {query.number(1)}, query.number(2)});
    return found;
}

/// Waits for a fenced transaction of the holder that may still be under way (its INTENT must be
/// seen) and looks again.
Result<bool> isStillStale(Connection &connection, const Stale &stale)
{
    if (auto locked = lockAccount(connection, stale.account); !locked)
        return fail(locked.error());
    Query query(connection, kStaleFrom % kStale % u" AND j.id = :job {pg:FOR UPDATE OF j}"_s);
    if (auto ran = query.bind(u":job"_s, stale.job.value).run(); !ran)
        return fail(ran.error());
    return query.next();
}

/// How a job ends that stops where it is.
Result<JobState> stateByItems(Connection &connection, JobId job)
{
    Query query(connection,
                u"SELECT coalesce(sum(CASE WHEN state = 'UNCONFIRMED' THEN 1 ELSE 0 END), 0),"
                " coalesce(sum(CASE WHEN state = 'PUBLISHED' THEN 1 ELSE 0 END), 0), count(*)"
                " FROM pelorus_item WHERE job_id = :job"_s);
    if (auto ran = query.bind(u":job"_s, job.value).run(); !ran)
        return fail(ran.error());
    static_cast<void>(query.next());
    if (query.number(0) > 0)
        return JobState::Unconfirmed;
    const qint64 published = query.number(1);
    if (published == 0)
        return JobState::Failed;
    return published == query.number(2) ? JobState::Completed : JobState::Partial;
}

Result<void> endByItems(Connection &connection, JobId job, ErrorKind kind, const QString &error)
{
    const auto state = stateByItems(connection, job);
    if (!state)
        return fail(state.error());
    JobOutcome outcome;
    outcome.state = *state;
    if (*state != JobState::Completed) {
        outcome.errorClass = kindName(kind);
        outcome.error = error;
    }
    if (auto written = writeOutcome(connection, job, outcome); !written)
        return written;
    return recount(connection, job);
}

/// What ends every run of a job may be the job itself.
Result<void> endAfterLastRun(Connection &connection, JobId job, bool isCheck)
{
    JobOutcome outcome;
    outcome.error = isCheck
        ? QCoreApplication::translate(
            "Core",
            "The program ended in the middle of this look at the account or lost the account, "
            "and it was the last try. Look at the account yourself, then confirm the video or "
            "publish it again.")
        : QCoreApplication::translate(
            "Core",
            "The program ended in the middle of this task or lost the account, and it was the "
            "task's last run. Look at the account and at that machine, then press “Try again”.");
    if (auto ended = endOpenItems(connection, job, outcome); !ended)
        return ended;
    return endByItems(connection, job, ErrorKind::LeaseLost, outcome.error);
}

/// The dead holder's lock has run out; taking its words away raises the token once more.
Result<void> freeAccount(Connection &connection, const Stale &stale)
{
    Query lock(
        connection,
        u"UPDATE uploader_instagramaccount SET locked_by = NULL, locked_until = NULL WHERE id = :id"
        " AND locked_until <= {now} AND EXISTS (SELECT 1 FROM pelorus_lease l"
        " WHERE l.account_id = :id AND l.token = :token)"_s);
    return lock.bind(u":id"_s, stale.account.value).bind(u":token"_s, stale.token).run();
}

/// Videos whose Share may have been clicked are unconfirmed; the others run again.
Result<void>
recoverOne(Connection &connection, const Stale &stale, std::vector<PublicationId> &unclear)
{
    const auto tries = giveUpTries(connection, stale.job);
    if (!tries)
        return fail(tries.error());
    unclear = *tries;
    if (auto told = tellItems(connection, stale.job); !told)
        return told;
    {
        Query query(connection,
                    u"UPDATE pelorus_item SET state = 'PENDING', updated_at = {now}"
                    " WHERE job_id = :job AND state = 'RUNNING'"_s);
        if (auto ran = query.bind(u":job"_s, stale.job.value).run(); !ran)
            return ran;
    }
    bool open = false;
    bool wasLast = false;
    bool isCheck = false;
    {
        Query query(
            connection,
            u"SELECT kind = 'CHECK' OR EXISTS (SELECT 1 FROM pelorus_item i WHERE i.job_id = j.id"
            " AND i.state = 'PENDING'), attempts, kind = 'CHECK' FROM pelorus_job j WHERE j.id = :job"_s);
        if (auto ran = query.bind(u":job"_s, stale.job.value).run(); !ran)
            return ran;
        open = query.next() && query.flag(0);
        wasLast = query.number(1) >= kMostLostRuns;
        isCheck = open && query.flag(2);
    }
    const auto cancel = cancelAsked(connection, stale.job);
    if (!cancel)
        return fail(cancel.error());
    if (auto free = freeAccount(connection, stale); !free)
        return free;
    if (open && wasLast && !*cancel)
        return endAfterLastRun(connection, stale.job, isCheck);
    const JobState state = open ? JobState::Pending : JobState::Unconfirmed;
    Query query(connection,
                u"UPDATE pelorus_job SET state = :state, run_after = {now}, request = 'NONE', "
                u"updated_at = {now},"
                " finished_at = CASE WHEN :open THEN NULL ELSE {now} END WHERE id = :job"_s);
    query.bind(u":state"_s, word(state)).bind(u":open"_s, open).bind(u":job"_s, stale.job.value);
    if (auto ran = query.run(); !ran)
        return ran;
    if (auto shown
        = showSharedWord(connection, stale.job, open ? u"RUNNING"_s : sharedWord(state), !open);
        !shown)
        return shown;
    if (*cancel && open) {
        if (auto cancelled = cancelWaiting(connection, stale.job); !cancelled)
            return fail(cancelled.error());
    }
    return recount(connection, stale.job);
}

Result<void> endWithoutAccount(Connection &connection, JobId job, const QString &account)
{
    const QString error
        = QCoreApplication::translate("Core",
                                      "The account %1 was deleted before its task could run. Make "
                                      "a new task for another account.")
              .arg(account);
    Query items(connection,
                u"UPDATE pelorus_item SET state = 'FAILED', error = :error, updated_at = {now}"
                " WHERE job_id = :job AND state IN ('PENDING', 'RUNNING')"_s);
    if (auto ran = items.bind(u":error"_s, error).bind(u":job"_s, job.value).run(); !ran)
        return ran;
    return endByItems(connection, job, ErrorKind::NotFound, error);
}

/// Nobody could ever run what waits for an account that is gone.
Result<int> endForDeletedAccounts(Connection &connection)
{
    std::vector<std::pair<JobId, QString>> found;
    {
        Query query(connection,
                    u"SELECT id, account_name FROM pelorus_job WHERE state = 'PENDING'"
                    " AND account_id IS NULL ORDER BY id LIMIT 100 {pg:FOR UPDATE SKIP LOCKED}"_s);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        while (query.next())
            found.emplace_back(JobId{query.number(0)}, query.text(1));
    }
    for (const auto &[job, account] : found) {
        if (auto ended = endWithoutAccount(connection, job, account); !ended)
            return fail(ended.error());
    }
    return int(found.size());
}

/// In the transaction that found them: an outcome whose answer got lost still has its looks.
Result<void> planLooks(Connection &connection, const std::vector<PublicationId> &unclear)
{
    for (const PublicationId id : unclear) {
        if (auto planned = planLook(connection, id, std::chrono::minutes(10)); !planned)
            return planned;
    }
    return {};
}

/// What is on the account already, by what was carried over, is no open question.
Result<void> findPublished(Connection &connection, JobId job)
{
    const QString same = u" FROM pelorus_publication p JOIN pelorus_job j"
                         " ON j.account_id = p.account_id WHERE j.id = :job"
                         " AND p.sha256 = pelorus_item.sha256 AND p.state = 'CONFIRMED')"_s;
    Query query(connection,
                u"UPDATE pelorus_item SET state = 'PUBLISHED', permalink = (SELECT"
                " max(p.permalink)"_s
                    % same
                    % u", updated_at = {now} WHERE job_id = :job AND NOT publish_again"
                      " AND state IN ('PENDING', 'RUNNING') AND EXISTS (SELECT 1"_s
                    % same);
    return query.bind(u":job"_s, job.value).run();
}

} // namespace

Result<void> endRestored(Connection &connection, JobId job)
{
    if (auto found = findPublished(connection, job); !found)
        return found;
    const auto unclear = giveUpTries(connection, job);
    if (!unclear)
        return fail(unclear.error());
    JobOutcome outcome;
    outcome.error = QCoreApplication::translate(
        "Core",
        "The database was restored from a backup, and this may have gone out since the backup was "
        "made. Look at the account: run the task again if it did not.");
    if (auto ended = endOpenItems(connection, job, outcome); !ended)
        return ended;
    if (auto ended = endByItems(connection, job, ErrorKind::Conflict, outcome.error); !ended)
        return ended;
    return planLooks(connection, *unclear);
}

Result<bool> cancelWaiting(Connection &connection, JobId job)
{
    {
        Query items(connection,
                    u"UPDATE pelorus_item SET state = 'CANCELLED', updated_at = {now}"
                    " WHERE job_id = :id AND state IN ('PENDING', 'RUNNING') AND EXISTS"
                    " (SELECT 1 FROM pelorus_job j WHERE j.id = :id AND j.state = 'PENDING')"_s);
        if (auto ran = items.bind(u":id"_s, job.value).run(); !ran)
            return fail(ran.error());
    }
    const auto ended = stateByItems(connection, job);
    if (!ended)
        return fail(ended.error());
    const JobState state = *ended == JobState::Failed ? JobState::Cancelled : *ended;
    Query pending(connection,
                  u"UPDATE pelorus_job SET state = :state, request = 'NONE', finished_at = {now},"
                  " updated_at = {now} WHERE id = :id AND state = 'PENDING'"_s);
    if (auto ran = pending.bind(u":state"_s, word(state)).bind(u":id"_s, job.value).run(); !ran)
        return fail(ran.error());
    if (pending.affected() == 0)
        return false;
    if (auto shown = showSharedWord(connection, job, sharedWord(state), true); !shown)
        return fail(shown.error());
    if (auto counted = recount(connection, job); !counted)
        return fail(counted.error());
    return true;
}

Result<void>
JobStore::setJobState(const Lease &lease, JobId job, JobState state, const QString &error)
{
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            if (auto mine = fence(connection, lease); !mine)
                return mine;
            Query query(
                connection,
                u"UPDATE pelorus_job SET state = :state, error = :error, updated_at = {now} WHERE id = :id"_s);
            return query.bind(u":state"_s, word(state))
                .bind(u":error"_s, error.isNull() ? u""_s : error)
                .bind(u":id"_s, job.value)
                .run();
        },
        Transaction::Durability::Relaxed);
}

Result<void> JobStore::beginItem(const Lease &lease, ItemId item)
{
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            if (auto mine = fence(connection, lease); !mine)
                return mine;
            Query query(connection,
                        u"UPDATE pelorus_item SET state = 'RUNNING', updated_at = {now}"
                        " WHERE id = :id AND state = 'PENDING'"_s);
            return query.bind(u":id"_s, item.value).run();
        },
        Transaction::Durability::Relaxed);
}

Result<void> JobStore::finishItem(const Lease &lease, ItemId item, const ItemOutcome &outcome)
{
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            if (auto mine = fence(connection, lease); !mine)
                return mine;
            return writeItem(connection, u"id = :id"_s, item.value, outcome);
        },
        // The publication row, which is durable, already tells what went out.
        Transaction::Durability::Relaxed);
}

Result<void> JobStore::finish(const Lease &lease, JobId job, const JobOutcome &outcome)
{
    Database::Private &d = m_db->priv();
    return d.write([&](Connection &connection) -> Result<void> {
        if (auto mine = fence(connection, lease); !mine)
            return mine;
        std::vector<PublicationId> unclear;
        const auto settled = settleOwnTries(connection, job, outcome, unclear);
        if (!settled)
            return fail(settled.error());
        // Of a job that is run again too, or a video that is out would look as if it were to come.
        const auto told = settled->runAgainIn ? tellItems(connection, job)
                                              : endOpenItems(connection, job, *settled);
        if (!told)
            return told;
        if (outcome.looked) {
            if (auto counted = countLook(connection, job); !counted)
                return counted;
        }
        if (auto written = writeOutcome(connection, job, *settled); !written)
            return written;
        if (auto planned = planLooks(connection, unclear); !planned)
            return planned;
        if (outcome.pauseFor) {
            if (auto paused
                = pauseAccount(connection, lease.accountId, *outcome.pauseFor, outcome.pauseReason);
                !paused)
                return paused;
        }
        if (auto free = release(connection, lease, outcome.accountStatus); !free)
            return free;
        return applyQueued(d, connection, lease.accountId);
    });
}

Result<int> JobStore::recoverStale()
{
    // A machine that works on through a restore settles it by its next sweep.
    const auto restored
        = m_db->priv().read([](Connection &connection) { return isRestored(connection); });
    if (!restored)
        return fail(restored.error());
    if (*restored) {
        const auto settled
            = m_db->priv().write([](Connection &connection) { return settleRestored(connection); });
        if (!settled)
            return fail(settled.error());
    }
    const auto stale
        = m_db->priv().read([](Connection &connection) { return staleJobs(connection); });
    if (!stale)
        return fail(stale.error());
    int recovered = 0;
    for (const Stale &one : *stale) {
        // One transaction each: a job that cannot be recovered must not keep the others.
        const auto done = m_db->priv().write([&](Connection &connection) -> Result<bool> {
            const auto still = isStillStale(connection, one);
            if (!still || !*still)
                return still;
            std::vector<PublicationId> unclear;
            if (auto recoveredOne = recoverOne(connection, one, unclear); !recoveredOne)
                return fail(recoveredOne.error());
            if (auto planned = planLooks(connection, unclear); !planned)
                return fail(planned.error());
            return true;
        });
        if (!done && done.error().kind == ErrorKind::Network)
            return fail(done.error());
        if (!done)
            log::warn("db",
                      u"job %1 not recovered: "_s.arg(one.job.value) % toLogString(done.error()));
        recovered += done.value_or(false) ? 1 : 0;
    }
    const auto ended = m_db->priv().write(
        [](Connection &connection) { return endForDeletedAccounts(connection); });
    if (!ended)
        return fail(ended.error());
    return recovered + *ended;
}

} // namespace pelorus::store
