// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/sweeper.h"

#include "core/base/log.h"
#include "core/run/profilesource.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::run {

Result<SweepReport> sweep(ProfileServices &services, const Call &call)
{
    SweepReport report;
    const auto recovered = store::JobStore(services.database).recoverStale();
    if (!recovered)
        return fail(recovered.error());
    report.recovered = *recovered;
    // An edit that cannot be applied now must not keep profiles from being closed.
    if (const auto edited = store::AccountStore(services.database).applyQueuedEdits(); !edited)
        log::warn("run", u"queued edits not applied: "_s % toLogString(edited.error()));
    const auto orphans
        = store::LedgerStore(services.database)
              .takeOrphans(services.settings.machine, services.worker, services.settings.leaseTtl);
    if (!orphans)
        return fail(orphans.error());
    for (const store::LedgerRow &row : *orphans) {
        if (auto go = call.check(); !go)
            return fail(go.error());
        // A 404 of another team's token would prove nothing.
        if (!row.teamId.isEmpty() && !services.teamId.isEmpty() && row.teamId != services.teamId) {
            ++report.otherTeam;
            continue;
        }
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
    if (report.closed + report.failed + report.recovered > 0) {
        log::info("run",
                  u"sweep: %1 profiles closed, %2 failed, %3 jobs recovered"_s.arg(report.closed)
                      .arg(report.failed)
                      .arg(report.recovered));
    }
    return report;
}

} // namespace pelorus::run
