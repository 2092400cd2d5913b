// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"
#include "core/store/session.h"

namespace pelorus::store {

// How jobs and items are read, and the words they show in the shared tables; for the files that
// make up JobStore.

/// SELECT list and FROM of a job named j.
[[nodiscard]] QString jobColumns();
/// Of the same: the title that it is shown by, where b is its bulk task, if any.
[[nodiscard]] QString jobTitle();
[[nodiscard]] Job jobFrom(const Query &query, int first = 0);
inline constexpr int kJobColumns = 18;
[[nodiscard]] Result<std::vector<Item>> itemsOf(Connection &connection, JobId job);

[[nodiscard]] tl::unexpected<Error> noJob(JobId job);

[[nodiscard]] QString sharedWord(JobState state);
/// Writes the word to the shared row that the job stands for and derives the bulk task's.
[[nodiscard]] Result<void>
showSharedWord(Connection &connection, JobId job, const QString &word, bool ended);
/// Counts of the job's videos into the shared row; an UNCONFIRMED job whose last open question is
/// settled gets its final word.
[[nodiscard]] Result<void> recount(Connection &connection, JobId job);

/// The outcome of the video that `where` (with its :id) finds, and its job's counts; none is no
/// error.
[[nodiscard]] Result<void>
writeItem(Connection &connection, const QString &where, qint64 id, const ItemOutcome &outcome);

/// Ends a job that waits, with its open videos. False when it does not wait.
[[nodiscard]] Result<bool> cancelWaiting(Connection &connection, JobId job);

/// Ends a job of a restored backup: what may have been shared is unconfirmed, the rest failed.
[[nodiscard]] Result<void> endRestored(Connection &connection, JobId job);

/// Finds the due jobs. Parameters: dead, limit, except, most, wanted.
[[nodiscard]] const QString &dueSql();

/// A CHECK job for an unsettled publication, unless one is planned or it was looked at kMostLooks
/// times.
[[nodiscard]] Result<void>
planLook(Connection &connection, PublicationId publication, std::chrono::seconds after);

} // namespace pelorus::store
