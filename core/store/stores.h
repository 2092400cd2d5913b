// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/cookies.h"
#include "core/store/database.h"
#include "core/store/records.h"

#include <functional>

namespace pelorus::store {

// Each class is a thin handle on a database: cheap to make, usable on any worker thread, blocking.
// "Fenced" functions lock the lease row with its token first and answer LeaseLost, having written
// nothing, when it is not ours any more.

class AccountStore final
{
public:
    explicit AccountStore(DatabasePtr database)
        : m_db(std::move(database))
    {
    }

    /// Every account, by username; `holderPrefix` ("host/pid/") tells which locks are ours.
    [[nodiscard]] Result<std::vector<AccountRow>> rows(const QString &holderPrefix);
    [[nodiscard]] Result<AccountRow> row(AccountId id, const QString &holderPrefix);
    [[nodiscard]] Result<AccountId> findByName(const QString &username);
    /// Conflict when the name exists.
    [[nodiscard]] Result<AccountId> add(const NewAccount &account);
    /// All but the notes wait while the account is leased, the newest of each kind. InvalidInput
    /// when the profile id is no number.
    [[nodiscard]] Result<Applied>
    edit(AccountId account, const AccountEdit &edit, const QString &who = {});
    /// An invalid `proxy` takes the account's away: its tasks then run without one.
    [[nodiscard]] Result<void> assignProxy(AccountId account, ProxyId proxy);
    /// A pause that lasts longer stays as it is. Returns the pause before, for undoPause().
    [[nodiscard]] Result<Pause>
    pause(AccountId account, std::chrono::seconds time, const QString &reason);
    /// Puts the pause before back, unless the present one has another reason than `reason` by now.
    [[nodiscard]] Result<void>
    undoPause(AccountId account, const QString &reason, const Pause &before);
    /// A person says that the account is in order: ends every pause and makes it ACTIVE, also from
    /// SUSPENDED, BLOCKED or INACTIVE.
    [[nodiscard]] Result<void> resume(AccountId account);
    /// Takes the lock away, audited with `who`; raises the token, so the holder's writes fail.
    /// Applies what waited for its end.
    [[nodiscard]] Result<void> unlock(AccountId account, const QString &who);

    [[nodiscard]] Result<Credentials> credentials(AccountId account);
    /// Empty object when there is none.
    [[nodiscard]] Result<QJsonObject> blueprint(AccountId account);
    /// Waits while the account is leased.
    [[nodiscard]] Result<Applied>
    setBlueprint(AccountId account, const QJsonObject &blueprint, const QString &who = {});
    /// Fenced; the completed blueprint of an account that had an incomplete one.
    [[nodiscard]] Result<void> setBlueprint(const Lease &lease, const QJsonObject &blueprint);

    /// Edits that waited for a holder who ended without a word of ours: the old application's, or
    /// one that died. Returns of how many accounts.
    [[nodiscard]] Result<int> applyQueuedEdits();

private:
    DatabasePtr m_db;
};

class ProxyStore final
{
public:
    explicit ProxyStore(DatabasePtr database)
        : m_db(std::move(database))
    {
    }
    [[nodiscard]] Result<std::vector<Proxy>> all();
    [[nodiscard]] Result<Proxy> get(ProxyId id);
    /// The id of an equal one (host, port, user, password with NULLs equal) when it exists.
    [[nodiscard]] Result<ProxyId> add(const Proxy &proxy);
    /// With the accounts that work through them.
    [[nodiscard]] Result<std::vector<ProxyRow>> rows();
    /// Conflict when another proxy would be equal. A changed way to it counts as not tested.
    [[nodiscard]] Result<void> edit(ProxyId id, const ProxyEdit &edit);
    /// All of them or none; Conflict while a task uses one. Their accounts are left without.
    [[nodiscard]] Result<std::vector<RemovedProxy>> remove(const std::vector<ProxyId> &ids);
    /// Those of them that go through it are left without any and are paused, as by remove().
    [[nodiscard]] Result<void> takeFrom(ProxyId id, const std::vector<AccountId> &accounts);
    /// Undoes remove(), under new ids, for accounts that got no other proxy meanwhile.
    [[nodiscard]] Result<void> putBack(const std::vector<RemovedProxy> &removed);
    /// Also the time of the look.
    [[nodiscard]] Result<void> setStatus(ProxyId id, const QString &status);

private:
    DatabasePtr m_db;
};

struct StoredCookies
{
    formats::Cookies cookies;
    bool isValid = false;
    std::optional<QDateTime> updatedAt;
};

class CookieStore final
{
public:
    explicit CookieStore(DatabasePtr database)
        : m_db(std::move(database))
    {
    }
    /// Empty set when there is none.
    [[nodiscard]] Result<StoredCookies> load(AccountId account);
    /// By an operator's import. Waits while the account is leased: what the task saves before its
    /// end then becomes a version. NotInUse for a set that is not signed in where one is that does:
    /// it becomes a version itself.
    [[nodiscard]] Result<Applied> import(AccountId account,
                                         const formats::Cookies &cookies,
                                         bool isValid,
                                         const QString &who = {});
    /// What import() would answer.
    [[nodiscard]] Result<Applied> foresee(AccountId account, const formats::Cookies &cookies);
    /// Fenced and durable; the previous set becomes a version (the last 10 are kept). A set that is
    /// not signed in never replaces one that is: then only `is_valid` changes and the refused set
    /// is kept as a version. `source` is a word for where `cookies` come from: cdp, dolphin.
    [[nodiscard]] Result<void>
    save(const Lease &lease, const formats::Cookies &cookies, bool isValid, const QString &source);
    /// Fenced and durable; only a version, beside the current set: whose session it is, is not
    /// known.
    [[nodiscard]] Result<void>
    putAside(const Lease &lease, const formats::Cookies &cookies, const QString &source);

    struct Version
    {
        qint64 id = 0;
        QDateTime at;   ///< when it was put aside
        QString source; ///< where this set came from: cdp, dolphin, import, restore; other
        int count = 0;
        bool signedIn = false;
    };
    [[nodiscard]] Result<std::vector<Version>> history(AccountId account);
    /// Waits while the account is leased.
    [[nodiscard]] Result<Applied>
    restore(AccountId account, qint64 version, const QString &who = {});
    /// Names, domains and expiry for the screen: values left empty.
    [[nodiscard]] Result<formats::Cookies> withoutValues(AccountId account);

private:
    DatabasePtr m_db;
};

struct ClaimRequest
{
    std::vector<JobId> among; ///< from due(), those whose files this machine can open
    QString holder;           ///< goes into locked_by
    QString machine;
    QString worker;
    std::chrono::seconds ttl{120};
    int accountsPerProxy = 1; ///< 0 for no limit
};

struct DueFilter
{
    int accountsPerProxy = 0; ///< 0 for no limit
    std::chrono::seconds ttl{120};
    std::vector<JobId> except{}; ///< whose files this machine cannot open
};

class JobStore final
{
public:
    explicit JobStore(DatabasePtr database)
        : m_db(std::move(database))
    {
    }

    [[nodiscard]] Result<BulkTaskId> createBulk(const NewBulk &bulk);
    /// `machine`: where the files are.
    [[nodiscard]] Result<UploadTaskId>
    createUpload(AccountId account, const std::vector<NewItem> &items, const QString &machine = {});

    /// Due jobs whose account is free and whose proxy has room. Fair between bulk tasks (single
    /// tasks count as one): whoever has least running comes first, then they take turns; oldest
    /// first within one. At most kMostOfOneBulk of each.
    [[nodiscard]] Result<std::vector<DueJob>> due(int limit, const DueFilter &filter = {});
    static constexpr int kMostOfOneBulk = 20;
    /// Remembers that this machine cannot open their files. What the machine that made the task
    /// says of itself stays; no other overwrites what stands there.
    [[nodiscard]] Result<void> noteWaiting(const std::vector<JobId> &jobs, const QString &machine);
    /// One durable transaction: job → account → proxy locked, account leased, token raised. Takes
    /// the first of `among` that it gets without waiting for anybody; nothing when there is none.
    /// Edits that waited for the account are in what its new holder reads.
    /// Not while the account's ledger row is open, unless its owner is presumed dead: not seen for
    /// three times the TTL.
    [[nodiscard]] Result<std::optional<Claimed>> claim(const ClaimRequest &request);
    /// LeaseLost when token or time do not fit any more.
    [[nodiscard]] Result<void> renew(const Lease &lease, std::chrono::seconds ttl);

    /// Fenced.
    [[nodiscard]] Result<void>
    setJobState(const Lease &lease, JobId job, JobState state, const QString &error);
    /// Fenced. That this video is at work; whatever ends the run undoes it.
    [[nodiscard]] Result<void> beginItem(const Lease &lease, ItemId item);
    /// Fenced; also keeps the counts in uploader_bulkuploadaccount and the shared words.
    [[nodiscard]] Result<void>
    finishItem(const Lease &lease, ItemId item, const ItemOutcome &outcome);
    /// Fenced, durable; releases the lease in the same transaction. Videos that are still open end
    /// with a job that is not run again.
    [[nodiscard]] Result<void> finish(const Lease &lease, JobId job, const JobOutcome &outcome);

    /// Stale RUNNING jobs of holders whose lease has expired go back to the queue (not after
    /// kMostLostRuns: they end then) or, when a publication of theirs is INTENT or SHARED, become
    /// UNCONFIRMED. Jobs that wait for a deleted account end. Returns how many.
    [[nodiscard]] Result<int> recoverStale();

    /// What operators asked of these running jobs.
    [[nodiscard]] Result<std::vector<std::pair<JobId, JobRequest>>>
    requests(const std::vector<JobId> &running);
    /// Cancel of a pending job ends it at once; of a running one asks its runner. Conflict when it
    /// does not run any more.
    [[nodiscard]] Result<void> request(JobId job, JobRequest request);
    /// The runner has done as asked. What was asked since then stays.
    [[nodiscard]] Result<void> answered(JobId job, JobRequest request);
    /// FAILED, PARTIAL and CANCELLED jobs back to PENDING; videos that went out stay as they are,
    /// unconfirmed ones are never sent again by this. InvalidInput says why it cannot.
    [[nodiscard]] Result<void> retry(JobId job);

    /// What needs a person first, then what runs, what is unconfirmed, what waits, what has ended.
    [[nodiscard]] Result<std::vector<JobRow>> rows(int limit);
    [[nodiscard]] Result<JobCounts> counts();
    [[nodiscard]] Result<JobRow> row(JobId job);
    [[nodiscard]] Result<std::vector<Item>> items(JobId job);
    [[nodiscard]] Result<std::vector<BulkRow>> bulkRows(int limit);
    [[nodiscard]] Result<std::vector<JobRow>> jobsOfBulk(BulkTaskId bulk);
    /// NotFound when there is no such upload.
    [[nodiscard]] Result<JobRow> jobOfUpload(UploadTaskId upload);
    /// Newest first.
    [[nodiscard]] Result<std::vector<JobRow>> jobsOfAccount(AccountId account, int limit);
    [[nodiscard]] Result<Counters> counters(std::chrono::seconds ttl);
    /// Jobs that are neither final nor paused; 0 means idle.
    [[nodiscard]] Result<int> openJobs();

private:
    DatabasePtr m_db;
};

class PublicationStore final
{
public:
    explicit PublicationStore(DatabasePtr database)
        : m_db(std::move(database))
    {
    }
    /// Fenced and durable: the last act before the click. Conflict when the same content is or may
    /// be on that account already (the message says when and where), unless `again`; always when
    /// this very item is or may be.
    [[nodiscard]] Result<PublicationId> intend(
        const Lease &lease, JobId job, const Item &item, const QStringList &baseline, bool again);
    /// Fenced; the click was acknowledged.
    [[nodiscard]] Result<void> markShared(const Lease &lease, PublicationId id);
    /// Fenced and durable. Conflict when it is settled otherwise already, by an operator say.
    [[nodiscard]] Result<void> settle(const Lease &lease,
                                      PublicationId id,
                                      PublicationState state,
                                      const QString &permalink,
                                      const QString &text);
    /// The same, with its video's outcome in the same transaction: by another job than the video's.
    [[nodiscard]] Result<void> settleChecked(const Lease &lease,
                                             PublicationId id,
                                             PublicationState state,
                                             const ItemOutcome &outcome);
    /// The same: UNCONFIRMED, with a CHECK job that looks at the account, due in `lookAfter`,
    /// unless one is planned or it was looked at kMostLooks times.
    [[nodiscard]] Result<void> giveUp(const Lease &lease,
                                      PublicationId id,
                                      const QString &text,
                                      std::chrono::seconds lookAfter);
    /// By an operator, audited. InvalidInput when it is settled already, or while the task that
    /// clicked still works on it.
    [[nodiscard]] Result<void> settleByHand(PublicationId id,
                                            PublicationState state,
                                            const QString &permalink,
                                            const QString &who);
    [[nodiscard]] Result<Publication> get(PublicationId id);
    /// Before a task starts on the site: what already stands for this content on this account, that
    /// of `item` itself first.
    [[nodiscard]] Result<std::optional<Publication>>
    find(AccountId account, const QByteArray &sha256, ItemId item = {});
    /// Of the same account.
    [[nodiscard]] Result<OtherPublications> others(PublicationId than);
    /// Those of `wanted` that stand on their account already or are about to, each once; few round
    /// trips.
    [[nodiscard]] Result<std::vector<StandingContent>>
    standing(const std::vector<AccountContent> &wanted);
    [[nodiscard]] Result<std::vector<Publication>> rows(int limit);
    /// Newest first.
    [[nodiscard]] Result<std::vector<Publication>> rowsOfAccount(AccountId account, int limit);
    [[nodiscard]] Result<std::vector<Publication>> unconfirmed(AccountId account);

private:
    DatabasePtr m_db;
};

class LedgerStore final
{
public:
    explicit LedgerStore(DatabasePtr database)
        : m_db(std::move(database))
    {
    }
    /// Durable, before the create call. Name and token are made here and are in the answer.
    [[nodiscard]] Result<LedgerRow> intend(const LedgerRow &row);
    /// Durable; forward only, by the row's own token (not the lease's): Conflict otherwise.
    [[nodiscard]] Result<void> advance(const LedgerRow &row, LedgerState state);
    [[nodiscard]] Result<void> noteError(LedgerId id, const QString &error);
    /// Rows not DELETED (persistent ones: not STOPPED) that this worker may finish: those of a
    /// worker that `isGone` or was not seen for 3 TTL, and its own that are left over from ended
    /// jobs and failed sweeps. The token of each is raised, so that a former owner cannot move it
    /// any more. The machine stays the one that made it.
    [[nodiscard]] Result<std::vector<LedgerRow>>
    takeOrphans(const QString &worker,
                std::chrono::seconds ttl,
                const std::function<bool(const QString &worker)> &isGone);
    /// The profile is there for our token, so that its team is ours.
    [[nodiscard]] Result<void> noteSeen(const LedgerRow &row);
    /// A taken row that only others can finish: nobody's, or this worker's life would keep them
    /// from it, and its account from being claimed.
    [[nodiscard]] Result<void> giveUp(const LedgerRow &row);
    /// Rows of the last hour whose create call had no known result and whose profile was not found:
    /// it may appear yet.
    [[nodiscard]] Result<std::vector<LedgerRow>> mayAppear();
    /// Durable: DELETED, as far as anybody can tell (see mayAppear).
    [[nodiscard]] Result<void> notFound(const LedgerRow &row);
    /// Those of these throw-away profiles that we made and that are DELETED.
    [[nodiscard]] Result<std::vector<qint64>> deletedOf(const std::vector<qint64> &remoteIds);
    /// Rows of those of these persistent profiles that a sweep closed after they ran on this
    /// machine, with no later task: unless stoppedThere() says that it swept there, it could not
    /// stop them.
    [[nodiscard]] Result<std::vector<LedgerRow>>
    stoppedElsewhere(const std::vector<qint64> &remoteIds, const QString &machine);
    [[nodiscard]] Result<void> stoppedThere(const LedgerRow &row);
    [[nodiscard]] Result<std::vector<LedgerRow>> openRows();
    [[nodiscard]] Result<std::vector<LedgerRow>> rows(int limit);

private:
    DatabasePtr m_db;
};

class EventStore final
{
public:
    explicit EventStore(DatabasePtr database)
        : m_db(std::move(database))
    {
    }
    /// One transaction, not durable on purpose.
    [[nodiscard]] Result<void> append(const std::vector<TaskEvent> &events);
    [[nodiscard]] Result<std::vector<TaskEvent>> events(JobId job);
    /// JPEG over 300 KB is InvalidInput.
    [[nodiscard]] Result<void> addEvidence(const Evidence &evidence);
    [[nodiscard]] Result<std::vector<Evidence>> evidence(JobId job);
    /// Evidence older than 30 days, but of what is unconfirmed; events of jobs that ended 90 days
    /// ago; workers not seen for 7 days, but those whose profiles are open.
    [[nodiscard]] Result<void> prune();

private:
    DatabasePtr m_db;
};

class WorkerStore final
{
public:
    explicit WorkerStore(DatabasePtr database)
        : m_db(std::move(database))
    {
    }
    [[nodiscard]] Result<void> beat(const Worker &worker);
    [[nodiscard]] Result<void> leave(const QString &worker);
    [[nodiscard]] Result<std::vector<Worker>> all(std::chrono::seconds ttl);

private:
    DatabasePtr m_db;
};

} // namespace pelorus::store
