// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/base/secret.h"
#include "core/transfer/findings.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace pelorus::transfer {

struct Progress
{
    enum class Phase { Survey, Load, Verify, Commit };
    Phase phase = Phase::Survey;
    double done = 0; ///< 0 to 1 of the phase
    qint64 rows = 0; ///< of the phase
    double rowsPerSecond = 0;
};

struct TableReport
{
    QString table;
    qint64 read = 0;
    qint64 taken = 0;        ///< of the source, healed
    qint64 arrived = 0;      ///< in the target; equal to `taken`
    QString checksum;        ///< of the healed values
    QString arrivedChecksum; ///< of what was read back from the target: the same
};

struct Report
{
    bool dryRun = false;
    bool alreadyThere = false;       ///< the target held exactly this before: nothing was written
    QString refusal;                 ///< of a dry run: why the real one would refuse the target
    bool oldFileClosed = false;      ///< the SQLite file now refuses to run jobs
    std::vector<TableReport> tables; ///< the shared ones first
    std::vector<Finding> findings;   ///< at most kMostFindings; the counts go on
    qint64 kept = 0;
    qint64 healed = 0;
    qint64 quarantined = 0;
    qint64 refused = 0; ///< of the quarantined: by the target's own rules, not known to a dry run
    qint64 paused = 0;  ///< accounts whose only proxy was missing; not known to a dry run
    struct Left
    {
        QString name;
        qint64 rows = 0;
    };
    std::vector<Left> leftBehind;
};
inline constexpr size_t kMostFindings = 10000;

struct Request
{
    QString source; ///< a SQLite file or a dump.json
    Secret target;  ///< URL of a database that is empty but for Pelorus's schema, or not there yet
    /// Reads and heals everything and looks at the target, if one is given, without touching it.
    bool dryRun = false;
    /// The caller is the one that runs jobs from the source, holds its lock and has ended its work.
    bool sourceIsOurs = false;
    std::function<void(const Progress &)> progress = {}; ///< at most 10 a second
};

/// Everything or nothing, in one transaction of the target: survey, load, read back, compare,
/// commit. A target that holds other rows is Conflict. From the commit on the old SQLite file
/// refuses to run jobs (store/movedfile.h). Blocking; a stopped call leaves the target as it was.
[[nodiscard]] Result<Report> transfer(const Request &request, const Call &call);

} // namespace pelorus::transfer
