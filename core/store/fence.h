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
