// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/cookies.h"
#include "core/store/records.h"
#include "core/store/session.h"

namespace pelorus::store {

// Edits of an account, applied at once or, while somebody holds it, when it is free again. All run
// inside the caller's transaction.

/// One value that an operator gives an account.
struct AccountChange
{
    EditKind kind = EditKind::Password;
    Secret value{};       ///< as the column has it: text or JSON; empty takes it away
    QString who{};        ///< the operator, for the audit
    bool isValid = false; ///< of cookies alone
    /// kFill: only where there is nothing when it is applied. Of cookies also where they are from;
    /// "restore" replaces whatever is there, others keep the rules of P5.
    QString source{};
};
inline constexpr QLatin1StringView kFill{"fill"};

/// The holder of a lease that has not run out; empty when there is none.
[[nodiscard]] Result<QString> holderOf(Connection &connection, AccountId account);
/// The newest of its kind stands. NotFound when there is no such account.
[[nodiscard]] Result<Applied> applyOrQueue(Database::Private &d,
                                           Connection &connection,
                                           AccountId account,
                                           const std::vector<AccountChange> &changes);
/// A newer value makes good an edit of its kind that waits or could not be applied.
[[nodiscard]] Result<void> forgetEdit(Connection &connection, AccountId account, EditKind kind);
[[nodiscard]] Result<void>
queueChange(Connection &connection, AccountId account, const AccountChange &change);
/// The same of cookies, by the rules of P5: a set that is not signed in does not take the place of
/// a waiting one that is. It becomes a version (NotInUse, else WhenFree).
[[nodiscard]] Result<Applied> queueCookies(Connection &connection,
                                           AccountId account,
                                           const formats::Cookies &cookies,
                                           const AccountChange &change);
/// What it would answer.
[[nodiscard]] Result<Applied>
foreseeQueued(Connection &connection, AccountId account, const formats::Cookies &cookies);
/// What waits for the account; it must be locked (an import has it by its own rows), and free or
/// just being claimed or released. One that cannot be applied stays with its problem and keeps
/// nothing else; one whose row somebody holds, or an unfinished import, waits for the next time.
[[nodiscard]] Result<void>
applyQueued(Database::Private &d, Connection &connection, AccountId account);

} // namespace pelorus::store
