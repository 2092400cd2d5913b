// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/sweeper.h"

#include "core/base/log.h"
#include "core/run/profilesource.h"
#include "core/run/workerlock.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::run {
namespace {

/// The row's profile as our token sees it; nothing where it sees none or may not look.
Result<std::optional<dolphin::RemoteProfile>>
look(ProfileServices &services, const store::LedgerRow &row, const Call &call)
{
    if (!row.remoteId.isValid())
        return services.remote.findByName(row.name, call);
    auto seen = services.remote.profile(row.remoteId, call);
    if (seen)
        return std::optional(std::move(*seen));
    if (seen.error().kind == ErrorKind::NotFound || seen.error().code == 403)
        return std::nullopt;
    return fail(seen.error());
}

/// Whether a 404 of our token would prove that the row's profile is gone: it is of our team, was
/// made here, or we see it. An error where nobody can tell now.
Result<bool> isOurs(ProfileServices &services, store::LedgerRow &row, const Call &call)
{
    const auto team = services.remote.team(call.within(30s));
    if (!team) {
        const int code = team.error().code;
        if (code != 401 && code != 402 && code != 403)
            return fail(team.error());
    }
    const QString ours = team.value_or(QString());
    if (!ours.isEmpty() && !row.teamId.isEmpty())
        return ours == row.teamId;
    // A persistent one is only stopped, for which no 404 is asked.
    if (row.persistent || row.machine == services.settings.machine)
        return true;
    const auto seen = look(services, row, call.within(30s));
    if (!seen)
        return fail(seen.error());
    if (!seen->has_value())
        return false;
    row.teamId = ours;
    row.remoteId = (*seen)->id;
    row.remoteProxyId = (*seen)->proxyId;
    // Before it is deleted: afterwards nobody could see it any more.
    if (auto noted = store::LedgerStore(services.database).noteSeen(row); !noted)
        return fail(noted.error());
    return true;
}

/// Profiles whose creation nobody answered, and that appeared after they were looked for.
void closeLate(ProfileServices &services, SweepReport &report, const Call &call)
{
    const auto rows = store::LedgerStore(services.database).mayAppear();
    if (!rows)
        return;
    for (store::LedgerRow row : *rows) {
        const auto found = services.remote.findByName(row.name, call.within(30s));
        if (!found)
            return; // the next sweep looks again
        if (!found->has_value())
            continue;
        row.remoteId = (*found)->id;
        row.remoteProxyId = (*found)->proxyId;
        const auto closed = closeProfile(services, row, Call::in(kCloseTime, call.stop));
        ++(closed ? report.closed : report.failed);
    }
}

/// A persistent profile is closed; by a sweep of the machine where it ran it has been stopped too.
void noteStopped(ProfileServices &services, const store::LedgerRow &row)
{
    if (!row.persistent || row.machine != services.settings.machine)
        return;
    const auto noted = store::LedgerStore(services.database).stoppedThere(row);
    if (!noted)
        log::warn("run", u"stopped profile not noted: "_s % toLogString(noted.error()));
}

/// Browsers that go on here although another machine's sweep closed their rows, which is all it
/// could do. Nothing where Dolphin is not there: it has no browsers then.
void stopClosed(ProfileServices &services, SweepReport &report, const Call &call)
{
    // Asked before the ledger: what is closed from now on was stopped before.
    const auto running = services.local.running(call.within(15s));
    if (!running || running->isEmpty())
        return;
    store::LedgerStore ledger(services.database);
    const std::vector<qint64> ids(running->begin(), running->end());
    const auto deleted = ledger.deletedOf(ids);
    const auto persistent = ledger.stoppedElsewhere(ids, services.settings.machine);
    if (!deleted || !persistent)
        return; // the next sweep asks again
    const auto stop = [&](ProfileId id, bool force) {
        const auto stopped = services.local.stop(id, force, Call::in(kCloseTime, call.stop));
        ++(stopped ? report.closed : report.failed);
        log::warn("run",
                  u"profile %1 ran on after another machine closed it: %2"_s.arg(id.value).arg(
                      stopped ? u"stopped"_s : toLogString(stopped.error())));
        return stopped.has_value();
    };
    for (const qint64 id : *deleted)
        stop({id}, true);
    for (const store::LedgerRow &row : *persistent) {
        if (stop(row.remoteId, false))
            noteStopped(services, row); // from here on it is a person's, if it runs
    }
}

} // namespace

Result<SweepReport> sweep(ProfileServices &services, const Call &call)
{
    SweepReport report;
    // What cannot be done now must not keep profiles from being closed.
    if (const auto recovered = store::JobStore(services.database).recoverStale())
        report.recovered = *recovered;
    else
        log::warn("run", u"stale tasks not recovered: "_s % toLogString(recovered.error()));
    if (const auto edited = store::AccountStore(services.database).applyQueuedEdits(); !edited)
        log::warn("run", u"queued edits not applied: "_s % toLogString(edited.error()));
    store::LedgerStore ledger(services.database);
    auto orphans = ledger.takeOrphans(
        services.worker, services.settings.leaseTtl, [&](const QString &worker) {
            return WorkerLock::isGone(services.settings.dataDir, worker);
        });
    if (!orphans)
        return fail(orphans.error());
    for (store::LedgerRow &row : *orphans) {
        if (auto go = call.check(); !go)
            return fail(go.error());
        const auto ours = isOurs(services, row, call);
        if (!ours) {
            ++report.failed;
            continue;
        }
        if (!*ours) {
            ++report.otherTeam;
            if (const auto left = ledger.giveUp(row); !left)
                log::warn("run", u"profile not given up: "_s % toLogString(left.error()));
            continue;
        }
        // Its own time, also for the last of many: a stop that is broken off loses the upload.
        const auto closed = closeProfile(services, row, Call::in(kCloseTime, call.stop));
        if (closed) {
            ++report.closed;
            noteStopped(services, row);
        } else {
            ++report.failed;
            log::warn("run",
                      u"orphaned profile %1 not closed: %2"_s.arg(row.name).arg(
                          toLogString(closed.error())));
        }
    }
    closeLate(services, report, call);
    stopClosed(services, report, call);
    if (report.closed + report.failed + report.recovered > 0) {
        log::info("run",
                  u"sweep: %1 profiles closed, %2 failed, %3 jobs recovered"_s.arg(report.closed)
                      .arg(report.failed)
                      .arg(report.recovered));
    }
    return report;
}

} // namespace pelorus::run
