// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"
#include "core/store/session.h"

namespace pelorus::store {

// Pieces of transactions that several stores share. All run inside the caller's transaction.

/// Waits for everybody who holds or changes the account; the first lock of whoever needs more than
/// one (account, lease, job, bulk account, bulk task).
[[nodiscard]] Result<void> lockAccount(Connection &connection, AccountId account);
/// The same for what a person changes: NotFound when the account was removed meanwhile.
[[nodiscard]] Result<void> lockPresentAccount(Connection &connection, AccountId account);
/// Locks account and lease row and proves that token and time still fit; LeaseLost otherwise. First
/// in every fenced transaction: a takeover either waits for it or has happened before.
[[nodiscard]] Result<void> fence(Connection &connection, const Lease &lease);

/// A condition: the worker w was seen within three times the TTL, so it is not presumed dead. By
/// the longer of its own TTL and the asker's (:ttl), as each machine has its own setting; a worker
/// that wrote none is judged by the asker's.
inline const QString kIsSeen
    = QStringLiteral("w.last_seen > {plus -3 * CASE WHEN w.ttl > :ttl THEN w.ttl ELSE :ttl END}");

[[nodiscard]] Result<void> pauseAccount(Connection &connection,
                                        AccountId account,
                                        std::chrono::seconds time,
                                        const QString &reason);
[[nodiscard]] Result<void> audit(Connection &connection,
                                 const QString &who,
                                 const QString &action,
                                 const QString &subject,
                                 const QString &detail = {});

} // namespace pelorus::store
