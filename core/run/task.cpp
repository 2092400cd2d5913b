// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/accountsession.h"
#include "core/run/durable.h"
#include "core/run/publisher.h"
#include "core/run/tasks.h"

#include "core/base/backoff.h"
#include "core/base/log.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::run {
namespace {

constexpr RetryPolicy kRunAgain{store::kMostRuns, 30s, 4.0, 15min};
/// Pauses of an account after the site's own words.
constexpr std::chrono::seconds kRestAfterRateLimit = 2h;
constexpr std::chrono::seconds kRestUntilPerson = 24h * 365;

bool isFinal(store::ItemState state)
{
    return state != store::ItemState::Pending && state != store::ItemState::Running;
}

/// The job's word from those of its videos.
store::JobOutcome outcomeOf(const std::vector<store::Item> &items)
{
    int published = 0;
    int unconfirmed = 0;
    QString error;
    for (const store::Item &item : items) {
        published += item.state == store::ItemState::Published ? 1 : 0;
        unconfirmed += item.state == store::ItemState::Unconfirmed ? 1 : 0;
        if (item.state != store::ItemState::Published && error.isEmpty())
            error = item.error;
    }
    store::JobOutcome outcome;
    outcome.error = error;
    if (unconfirmed > 0)
        outcome.state = store::JobState::Unconfirmed;
    else if (published == int(items.size()))
        outcome.state = store::JobState::Completed;
    else
        outcome.state = published > 0 ? store::JobState::Partial : store::JobState::Failed;
    return outcome;
}

Result<void> recordItem(TaskContext &task, store::Item &item, const store::ItemOutcome &outcome)
{
    item.state = outcome.state;
    item.permalink = outcome.permalink;
    item.error = outcome.error;
    const bool good = outcome.state == store::ItemState::Published;
    task.step(u"video"_s,
              good ? u"done"_s : u"failed"_s,
              good ? outcome.permalink : outcome.error,
              item.id);
    return untilWritten(u"video"_s, task.leaseCall(), [&] {
        return store::JobStore(task.services().database).finishItem(task.lease(), item.id, outcome);
    });
}

/// Signs in and publishes what is not final yet; the error that ended the session, if one did.
Result<void> publishAll(TaskContext &task, AccountSession &session, std::vector<store::Item> &items)
{
    if (auto opened = session.open(); !opened)
        return opened;
    if (auto signedIn = session.ensureSignedIn(); !signedIn)
        return signedIn;
    Publisher publisher(task, session);
    for (store::Item &item : items) {
        if (isFinal(item.state))
            continue;
        if (auto mine = task.checkpoint(); !mine)
            return mine;
        task.step(u"video"_s, u"started"_s, item.storedPath.section(u'/', -1), item.id);
        if (const auto shown
            = store::JobStore(task.services().database).beginItem(task.lease(), item.id);
            !shown)
            log::info("run", u"video not shown as begun: "_s % toLogString(shown.error()));
        const auto done = publisher.publish(item);
        session.setItem({});
        const std::optional<store::ItemOutcome> outcome
            = done ? std::optional(*done) : publisher.outcome();
        if (outcome) {
            if (auto recorded = recordItem(task, item, *outcome); !recorded)
                return recorded;
        }
        if (!done)
            return fail(done.error());
    }
    return {};
}

/// Videos that were not begun when the session ended for good end with it.
void endOpenItems(TaskContext &task,
                  std::vector<store::Item> &items,
                  const store::JobOutcome &outcome)
{
    const auto state = outcome.state == store::JobState::Cancelled ? store::ItemState::Cancelled
                                                                   : store::ItemState::Failed;
    for (store::Item &item : items) {
        if (!isFinal(item.state))
            static_cast<void>(recordItem(task, item, {state, {}, outcome.error}));
    }
}

bool anyOpen(const std::vector<store::Item> &items)
{
    return std::ranges::any_of(items, [](const store::Item &item) { return !isFinal(item.state); });
}

store::JobOutcome runUpload(TaskContext &task, std::vector<store::Item> items)
{
    if (!anyOpen(items))
        return outcomeOf(items); // an earlier run's words were lost and found again
    Result<void> done;
    {
        AccountSession session(task);
        done = publishAll(task, session, items);
        if (!done && task.held().reason() == StopReason::None)
            task.evidence(session.page(), u"task"_s, {}, done.error().detail);
        session.close();
    }
    if (done)
        return outcomeOf(items);
    log::info("run", u"job %1: %2"_s.arg(task.job().id.value).arg(toLogString(done.error())));
    store::JobOutcome outcome = outcomeOf(task.job(), task.held().reason(), done.error());
    if (anyOpen(items) && outcome.runAgainIn)
        return outcome;
    outcome.runAgainIn.reset(); // there is nothing left to run
    endOpenItems(task, items, outcome);
    // What went out, or may have, says more than how the session ended.
    const store::JobOutcome byItems = outcomeOf(items);
    if (byItems.state != store::JobState::Failed || outcome.state == store::JobState::Pending)
        outcome.state = byItems.state;
    return outcome;
}

/// What a look at the account says of an unconfirmed publication.
enum class Seen { Settled, Unclear };

Result<Seen> settleChecked(TaskContext &task,
                           const store::Publication &publication,
                           store::PublicationState state,
                           const store::ItemOutcome &item)
{
    const auto settled = untilWritten(u"publication"_s, task.leaseCall(), [&] {
        return store::PublicationStore(task.services().database)
            .settleChecked(task.lease(), publication.id, state, item);
    });
    if (!settled && settled.error().kind == ErrorKind::Conflict)
        return Seen::Settled; // an operator was faster, and knows better
    if (!settled)
        return fail(settled.error());
    const bool good = item.state == store::ItemState::Published;
    task.step(u"check"_s, u"done"_s, good ? item.permalink : item.error, publication.itemId);
    return Seen::Settled;
}

/// Whether a look that leaves the publication open is to be followed by another.
bool isLastLook(const store::Publication &publication)
{
    return publication.checks + 1 >= store::kMostLooks;
}

Result<Seen>
check(TaskContext &task, AccountSession &session, const store::Publication &publication)
{
    if (auto opened = session.open(); !opened)
        return fail(opened.error());
    if (auto signedIn = session.ensureSignedIn(); !signedIn)
        return fail(signedIn.error());
    const auto links = session.awaitLinks();
    if (!links)
        return fail(links.error());
    const auto others = store::PublicationStore(task.services().database).others(publication.id);
    if (!others)
        return fail(others.error());
    const auto found = instagram::newLink(publication.baseline, *links, others->links);
    task.evidence(session.page(), u"check"_s, publication.itemId);
    if (found && !others->mayGetLink()) {
        return settleChecked(task,
                             publication,
                             store::PublicationState::Confirmed,
                             {store::ItemState::Published, *found, {}});
    }
    // Where a post that did go out is not to be seen, this one may be there as well.
    if (!isLastLook(publication) || others->anyWithoutLink
        || !instagram::isUnchanged(publication.baseline, *links))
        return Seen::Unclear;
    const QString text = QCoreApplication::translate(
        "Core",
        "The video did not go out: the account's posts were the same at every look since. Press "
        "“Try again” to publish it.");
    return settleChecked(
        task, publication, store::PublicationState::Refused, {store::ItemState::Failed, {}, text});
}

store::JobOutcome runCheck(TaskContext &task)
{
    const auto publication
        = store::PublicationStore(task.services().database).get(task.job().checksPublication);
    if (!publication)
        return outcomeOf(task.job(), task.held().reason(), publication.error());
    store::JobOutcome outcome;
    outcome.state = store::JobState::Completed;
    if (publication->state == store::PublicationState::Confirmed
        || publication->state == store::PublicationState::Refused)
        return outcome;
    AccountSession session(task);
    const auto found = check(task, session, *publication);
    session.close();
    if (!found)
        return outcomeOf(task.job(), task.held().reason(), found.error());
    if (*found == Seen::Unclear) {
        outcome.error
            = QCoreApplication::translate("Core",
                                          "The video was not seen on the account. Look "
                                          "yourself, then confirm it or publish it again.");
        task.step(u"check"_s, u"info"_s, outcome.error, publication->itemId);
        outcome.looked = true;
        outcome.runIsFree = true;
        if (!isLastLook(*publication))
            outcome.runAgainIn = task.services().settings.checkAfter;
    }
    return outcome;
}

} // namespace

store::JobOutcome outcomeOf(const store::Job &job, StopReason reason, const Error &error)
{
    store::JobOutcome outcome;
    outcome.state = store::JobState::Failed;
    outcome.errorClass = kindName(error.kind);
    outcome.error = error.message;
    if (error.kind == ErrorKind::Cancelled) {
        const bool shutdown = reason == StopReason::Shutdown;
        outcome.state = shutdown ? store::JobState::Pending : store::JobState::Cancelled;
        if (shutdown)
            outcome.runAgainIn = 0ms;
        outcome.runIsFree = shutdown;
        return outcome;
    }
    if (error.kind == ErrorKind::NeedsOperator) {
        const bool phone = error.name == instagram::landingName(instagram::Landing::PhoneNeeded);
        const bool challenge = error.name == instagram::landingName(instagram::Landing::Challenge);
        if (phone)
            outcome.accountStatus = u"PHONE_VERIFICATION_REQUIRED"_s;
        else if (challenge)
            outcome.accountStatus = u"HUMAN_VERIFICATION_REQUIRED"_s;
        outcome.bulkAccountWord = outcome.accountStatus;
        outcome.pauseFor = kRestUntilPerson;
        outcome.pauseReason = error.message;
        return outcome;
    }
    if (error.name == instagram::landingName(instagram::Landing::Suspended)) {
        outcome.accountStatus = u"SUSPENDED"_s;
        outcome.bulkAccountWord = outcome.accountStatus;
        return outcome;
    }
    if (error.name == instagram::landingName(instagram::Landing::RateLimited)) {
        outcome.pauseFor = kRestAfterRateLimit;
        outcome.pauseReason = error.message;
        return outcome;
    }
    // Our token is refused: Dolphin's answer, for the site's has no such code.
    const bool tokenRefused = error.kind == ErrorKind::Auth && error.code == 401;
    if (error.kind == ErrorKind::PlanLimit || tokenRefused) {
        // Not this job's fault: it waits its turn without using up a run.
        outcome.state = store::JobState::Pending;
        outcome.runIsFree = true;
        outcome.runAgainIn = std::max<milliseconds>(5min, error.retryAfter);
        return outcome;
    }
    // A lease with too little time left for the next action may still be ours: back to the queue.
    const bool mayPass = isTransient(error) || error.kind == ErrorKind::LeaseLost;
    if (mayPass && job.attempts < store::kMostRuns) {
        outcome.state = store::JobState::Pending;
        outcome.runAgainIn
            = backoff(kRunAgain, job.attempts + 1, randomFraction(), error.retryAfter);
    } else if (error.kind == ErrorKind::LeaseLost) {
        outcome.error += u' '
            % (job.kind == store::JobKind::Check
                   ? QCoreApplication::translate("Core",
                                                 "It was the last try to look: look at the account "
                                                 "yourself, then confirm the video or publish it "
                                                 "again.")
                   : QCoreApplication::translate("Core",
                                                 "It was the task's last run: look at the account, "
                                                 "then press “Try again”."));
    }
    return outcome;
}

store::JobOutcome runTask(TaskContext &task, std::vector<store::Item> items)
{
    if (task.job().kind == store::JobKind::Check)
        return runCheck(task);
    return runUpload(task, std::move(items));
}

} // namespace pelorus::run
