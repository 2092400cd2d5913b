// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/sweeper.h"

#include "core/base/log.h"
#include "core/run/profilesource.h"
#include "core/run/workerlock.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::run {
namespace {

/// A 404 of another team's token would prove nothing. An error where nobody can tell now.
Result<bool> isOurs(ProfileServices &services, const store::LedgerRow &row, const Call &call)
{
    if (row.teamId.isEmpty())
        return true;
    const auto team = services.remote.team(call.within(30s));
    if (team)
        return team->isEmpty() || *team == row.teamId;
    const int code = team.error().code;
    if (code == 401 || code == 402 || code == 403)
        return true; // a token that may not ask is the one we have
    return fail(team.error());
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
    const auto orphans
        = store::LedgerStore(services.database)
              .takeOrphans(services.settings.machine,
                           services.worker,
                           services.settings.leaseTtl,
                           [&](const QString &worker) {
                               return WorkerLock::isGone(services.settings.dataDir, worker);
                           });
    if (!orphans)
        return fail(orphans.error());
    for (const store::LedgerRow &row : *orphans) {
        if (auto go = call.check(); !go)
            return fail(go.error());
        const auto ours = isOurs(services, row, call);
        if (!ours)
            ++report.failed;
        else if (!*ours)
            ++report.otherTeam;
        if (!ours || !*ours)
            continue;
        // Its own time, also for the last of many: a stop that is broken off loses the upload.
        const auto closed = closeProfile(services, row, Call::in(kCloseTime, call.stop));
        if (closed) {
            ++report.closed;
        } else {
            ++report.failed;
            log::warn("run",
                      u"orphaned profile %1 not closed: %2"_s.arg(row.name).arg(
                          toLogString(closed.error())));
        }
    }
    closeLate(services, report, call);
    if (report.closed + report.failed + report.recovered > 0) {
        log::info("run",
                  u"sweep: %1 profiles closed, %2 failed, %3 jobs recovered"_s.arg(report.closed)
                      .arg(report.failed)
                      .arg(report.recovered));
    }
    return report;
}

} // namespace pelorus::run
