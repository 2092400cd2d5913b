// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/base/secret.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace pelorus::store {

// All times are UTC. Words in the shared tables are those of the plan.

// ---- accounts and proxies -------------------------------------------------------------------

enum class LockState { Free, Mine, Other, Expired };

/// What of an account is not changed under a task that holds it.
enum class EditKind {
    Password,
    TfaSecret,
    EmailUsername,
    EmailPassword,
    DolphinProfile,
    Cookies,
    Blueprint
};
[[nodiscard]] QString word(EditKind);
[[nodiscard]] EditKind editKind(const QString &word);

/// When an edit takes effect.
enum class Applied {
    Now,
    WhenFree, ///< somebody holds the account: with the end of the lease
    NotInUse  ///< of cookies: signed out, unlike the account's own; kept as a version only
};

/// One row of the accounts table, ready to show; holds no secret.
struct AccountRow
{
    AccountId id;
    QString username;
    QString status;     ///< ACTIVE, BLOCKED, …
    ProxyId proxyId;    ///< current_proxy, else proxy
    QString proxyLabel; ///< "#17 http p.example:8080"; no user, no password
    LockState lock = LockState::Free;
    QString lockedBy;
    std::optional<QDateTime> lockedUntil;
    QString lockStep; ///< last step event of the running job, if any
    int cookieCount = 0;
    bool cookiesValid = false;
    std::optional<QDateTime> cookiesUpdated;
    bool hasPassword = false;
    bool hasTotp = false;
    bool hasBlueprint = false;
    bool hasPrivateSession = false; ///< session_settings present
    QString dolphinProfileId;       ///< legacy, used with EPHEMERAL_PROFILES=0
    std::optional<QDateTime> pausedUntil;
    QString pauseReason;
    std::optional<QDateTime> lastUsed;
    QString notes;
    /// Edits that wait until the account is free.
    std::vector<EditKind> queuedEdits;
    QString editProblem; ///< why one of them could not be applied, if so
};

/// Of an account: no new task starts on it.
struct Pause
{
    std::optional<QDateTime> until; ///< UTC; nothing for none
    QString reason;                 ///< for people
};
/// Of a pause that somebody has to end: as good as for ever.
inline constexpr std::chrono::seconds kUntilResumed = std::chrono::hours(24 * 3650);

struct NewAccount
{
    QString username;
    Secret password;
    QString emailUsername;
    Secret emailPassword;
    Secret tfaSecret;
    QString phoneNumber;
    QString notes;
    QString dolphinProfileId; ///< as in AccountEdit
};

/// What an operator changes; what is not set stays as it is, what is set to nothing is emptied.
struct AccountEdit
{
    std::optional<Secret> password = std::nullopt;
    std::optional<Secret> tfaSecret = std::nullopt;
    std::optional<QString> notes = std::nullopt;
    /// Dolphin's number of the account's own profile, used with EPHEMERAL_PROFILES=0.
    std::optional<QString> dolphinProfileId = std::nullopt;
};

/// What a sign-in needs; loaded only by the task that holds the lease.
struct Credentials
{
    QString username;
    Secret password;
    Secret tfaSecret;
};

struct Proxy
{
    ProxyId id;
    QString type; ///< HTTP, HTTPS, SOCKS4, SOCKS5 as stored
    QString host;
    int port = 0;
    Secret username;
    Secret password;
    QString status;
    bool isActive = true;
    AccountId assignedAccount;
    QString country;
    QString city;
    QString notes;
    std::optional<QDateTime> lastChecked;
};

/// One row of the proxies table, ready to show; holds no secret.
struct ProxyRow
{
    ProxyId id;
    QString type;
    QString host;
    int port = 0;
    QString user; ///< shortened so that it can be told from others, not used
    qsizetype userLength = 0;
    qsizetype passwordLength = 0;
    QString status; ///< active, inactive, banned, checking
    std::optional<QDateTime> lastChecked;
    QString country;
    QString city;
    QString notes;
    std::vector<AccountId> accounts; ///< that work through it
    QStringList accountNames;
};

/// What an operator changes; what is not set stays as it is, what is set to nothing is emptied.
struct ProxyEdit
{
    std::optional<QString> type = std::nullopt;
    std::optional<QString> host = std::nullopt;
    std::optional<int> port = std::nullopt;
    std::optional<Secret> username = std::nullopt;
    std::optional<Secret> password = std::nullopt;
    std::optional<QString> country = std::nullopt;
    std::optional<QString> notes = std::nullopt;
};

/// What putBack() needs to undo a removal.
struct RemovedProxy
{
    /// An account that had no other proxy and is paused for it; and its pause before.
    struct Paused
    {
        AccountId account;
        std::optional<QDateTime> until;
        QString reason;
    };

    Proxy proxy;
    std::vector<AccountId> current; ///< accounts whose current_proxy it was
    std::vector<AccountId> fixed;   ///< accounts whose proxy it was
    std::vector<Paused> paused;     ///< of them
};

// ---- jobs -----------------------------------------------------------------------------------

enum class JobKind { Upload, BulkUpload, Check };

enum class JobState {
    Pending,
    Running,
    NeedsOperator,
    Unconfirmed,
    Completed,
    Partial,
    Failed,
    Cancelled
};

enum class ItemState {
    Pending,
    Running,
    Published,
    Unconfirmed,
    Refused, ///< the site said no
    Failed,  ///< not published, for a reason of ours or the file's
    Cancelled
};

/// What an operator asked of a running job; polled by its runner.
enum class JobRequest { None, Cancel, TakeOver, GiveBack };

[[nodiscard]] QString word(JobKind);
[[nodiscard]] QString word(JobState);
[[nodiscard]] QString word(ItemState);
[[nodiscard]] QString word(JobRequest);
[[nodiscard]] JobKind jobKind(const QString &word);
[[nodiscard]] JobState jobState(const QString &word);
[[nodiscard]] ItemState itemState(const QString &word);
[[nodiscard]] JobRequest jobRequest(const QString &word);
[[nodiscard]] bool isFinal(JobState);

/// Characters of a location, as the shared column has it.
inline constexpr int kLocationLength = 200;

struct Item
{
    ItemId id;
    JobId jobId;
    QString storedPath; ///< relative to MEDIA_ROOT where it lies there
    QString caption;
    QString location;
    QStringList mentions;
    qint64 size = 0;
    QByteArray sha256; ///< 32 raw bytes
    ItemState state = ItemState::Pending;
    QString permalink;
    QString error; ///< for people
    int position = 0;
    bool publishAgain = false; ///< the operator wants it there once more
};

/// Runs of one job in all, for errors that may go away by themselves.
inline constexpr int kMostRuns = 3;
/// And where each lost its worker: several power cuts are no fault of the task, ten are.
inline constexpr int kMostLostRuns = 10;

struct Job
{
    JobId id;
    JobKind kind = JobKind::BulkUpload;
    JobState state = JobState::Pending;
    AccountId accountId;
    QString accountName;
    ProxyId proxyId; ///< the bulk account's, else current_proxy, else proxy; 0 for none
    BulkTaskId bulkTaskId;
    BulkAccountId bulkAccountId;
    UploadTaskId uploadTaskId;
    PublicationId checksPublication; ///< Check jobs only
    int attempts = 0;
    QDateTime runAfter;
    QString errorClass; ///< kindName()
    QString error;      ///< for people
    JobRequest request = JobRequest::None;
    QString machine; ///< who ran or runs it
    std::optional<QDateTime> startedAt;
    std::optional<QDateTime> finishedAt;
};

/// A held account. The token is the fence: every later write names it.
struct Lease
{
    AccountId accountId;
    qint64 token = 0;
    QString holder; ///< host/pid/short id, at most 64 characters
};

struct Claimed
{
    Job job;
    std::vector<Item> items; ///< in order; those already final are included
    Lease lease;
};

/// A job that is due, with the files it needs, before it is claimed.
struct DueJob
{
    JobId id;
    struct File
    {
        QString storedPath;
        qint64 size = 0;
    };
    std::vector<File> files; ///< of items that are not final
};

/// How a job ends; written in one fenced transaction with the release of the lease.
struct JobOutcome
{
    JobState state = JobState::Failed;
    QString errorClass;
    QString error;
    /// Set for "run again later": the state is then Pending and attempts stay counted.
    std::optional<std::chrono::milliseconds> runAgainIn;
    bool runIsFree = false; ///< this run is not counted
    /// Check jobs: the account was looked at, which settled nothing.
    bool looked = false;
    /// New account status (SUSPENDED, PHONE_VERIFICATION_REQUIRED, …); empty leaves it.
    QString accountStatus;
    /// Pause of the account; nothing leaves it.
    std::optional<std::chrono::seconds> pauseFor;
    QString pauseReason;
    /// The word for uploader_bulkuploadaccount where it is not derived from `state`.
    QString bulkAccountWord;
};

/// How one video of a job ended.
struct ItemOutcome
{
    ItemState state = ItemState::Failed;
    QString permalink;
    QString error;
};

// ---- ledger, publications -------------------------------------------------------------------

enum class LedgerState { Intended, Created, Started, Stopped, Deleted };
[[nodiscard]] QString word(LedgerState);
[[nodiscard]] LedgerState ledgerState(const QString &word);

/// A profile that Pelorus made or is about to make. Rows move forward only.
struct LedgerRow
{
    LedgerId id;
    QString name; ///< random, unique, with the database's instance id in it
    QString teamId;
    AccountId accountId;
    QString accountName;
    JobId jobId;
    QString machine;
    QString worker; ///< worker id of the owner
    ProfileId remoteId;
    qint64 remoteProxyId = 0;
    LedgerState state = LedgerState::Intended;
    bool persistent = false; ///< EPHEMERAL_PROFILES=0: stopped, never deleted
    qint64 token = 0;
    QDateTime createdAt;
    QDateTime updatedAt;
    QString lastError;
};

/// One video on one account.
struct AccountContent
{
    AccountId account;
    QByteArray sha256;
};

/// Published: it is, or may be, on the account. Planned: an open task will publish it there.
enum class Standing { Published, Planned };

struct StandingContent
{
    AccountContent content;
    Standing standing;
};

/// Looks at the account for one publication that nothing proved.
inline constexpr int kMostLooks = 3;

enum class PublicationState { Intent, Shared, Confirmed, Refused, Unconfirmed };
[[nodiscard]] QString word(PublicationState);
[[nodiscard]] PublicationState publicationState(const QString &word);

struct Publication
{
    PublicationId id;
    AccountId accountId;
    QString accountName;
    QByteArray sha256;
    int generation = 0;
    PublicationState state = PublicationState::Intent;
    JobId jobId;
    ItemId itemId;
    QStringList baseline; ///< the account's links just before the click
    QString permalink;
    QString text;   ///< the site's words
    int checks = 0; ///< looks that left it open
    QDateTime createdAt;
    QDateTime updatedAt;
};

/// What the account's other publications mean for a link that came after one's Share.
struct OtherPublications
{
    QStringList links;           ///< theirs
    bool anyOpen = false;        ///< the new link may be of one that nothing proved yet
    bool anyWithoutLink = false; ///< or of one that went out and whose link was not seen yet

    [[nodiscard]] bool mayGetLink() const { return anyOpen || anyWithoutLink; }
};

// ---- events, evidence, workers --------------------------------------------------------------

struct TaskEvent
{
    JobId jobId;
    ItemId itemId; ///< 0 for steps of the job itself
    QString step;  ///< stable English name
    QString state; ///< started, done, failed, info
    QString text;  ///< for people, no secret
    QDateTime at;  ///< set by the database when invalid
};

struct Evidence
{
    qint64 id = 0;
    JobId jobId;
    ItemId itemId;
    QString step;
    QByteArray jpeg; ///< at most 300 KB; may be empty
    QString pageText;
    QUrl url;
    QDateTime at;
};

struct Worker
{
    QString id; ///< random, one a process
    QString machine;
    QString version;
    int pid = 0;
    int limit = 0;
    int running = 0;
    QDateTime lastSeen;
    bool alive = true;           ///< seen within 3 TTL by the database's clock
    std::chrono::seconds ttl{0}; ///< of leases, a setting of its machine; 0 if not known
};

// ---- making tasks ---------------------------------------------------------------------------

struct NewItem
{
    QString storedPath;
    QString caption;
    QString location;
    QStringList mentions;
    qint64 size = 0;
    QByteArray sha256;
    bool publishAgain = false; ///< raises the generation; the operator said so
};

struct NewBulkAccount
{
    AccountId accountId;
    ProxyId proxyId; ///< 0: the account's own
    std::vector<NewItem> items;
};

struct NewBulk
{
    QString name;
    std::vector<NewBulkAccount> accounts;
    QString machine{}; ///< this one: whoever cannot open the files waits for it
};

struct BulkRow
{
    BulkTaskId id;
    QString name;
    QString status;
    QDateTime createdAt;
    int accounts = 0;
    int videos = 0;
    int published = 0;
    int failed = 0;
    int unconfirmed = 0;
};

/// One line of the task list: a job with its counts and what it does now.
struct JobRow
{
    Job job;
    QString title; ///< bulk task's name or the video's file name
    int videos = 0;
    int published = 0;
    int failed = 0;
    QString currentStep;
    /// While it waits: the machine that cannot open its files, and the one that made the task and
    /// so is waited for (empty when that is the same one, or not known).
    QString filesMissingOn;
    QString waitsFor;
    std::optional<QDateTime> pausedUntil; ///< while it waits, and its account is paused
    QString pauseReason;                  ///< the same
    QString accountStatus; ///< while it waits, when that is why: no task of the account runs
    QDateTime updatedAt;
};

/// Of all tasks, by what they ask of a person.
struct JobCounts
{
    int needYou = 0; ///< needs an operator, or unconfirmed
    int running = 0;
    int waiting = 0;
    int ended = 0;
};

struct Counters
{
    int accounts = 0;
    int running = 0;
    int needOperator = 0;
    int unconfirmed = 0;
    int pending = 0;
    int publishedToday = 0;
    int failedToday = 0;
    int profilesOpen = 0;
    int profilesLeaked = 0;           ///< open rows whose owner is presumed dead
    int profilesCreatedThisMonth = 0; ///< throw-away ones; ledger rows are never deleted
};

} // namespace pelorus::store
