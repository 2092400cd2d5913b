// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/cookies.h"
#include "core/store/records.h"
#include "core/store/session.h"

namespace pelorus::store {

// Single rows of shared tables, written inside the caller's transaction: by the stores one at a
// time and by the import many at once.

/// NULL for an empty text.
[[nodiscard]] inline QVariant textOrNull(const QString &text)
{
    return text.isEmpty() ? QVariant(QMetaType(QMetaType::QString)) : QVariant(text);
}

/// Conflict when the name exists; on PostgreSQL the transaction is then lost.
[[nodiscard]] Result<AccountId>
insertAccount(Database::Private &d, Connection &connection, const NewAccount &account);
/// Many in one statement, in their order; profile ids as they are to be stored.
[[nodiscard]] Result<void> insertAccounts(Database::Private &d,
                                          Connection &connection,
                                          const std::vector<NewAccount> &accounts);
/// The one with equal host, port, user and password (NULLs equal), but for
/// `except`; invalid when there is none.
[[nodiscard]] Result<ProxyId>
findProxy(Connection &connection, const Proxy &proxy, ProxyId except = {});
/// Equal for proxies that are equal to findProxy().
[[nodiscard]] QByteArray fingerprint(const Proxy &proxy);
/// Those of equal kind, host, port and user.
[[nodiscard]] Result<std::vector<ProxyId>> findOtherPasswords(Connection &connection,
                                                              const Proxy &proxy);
[[nodiscard]] Result<ProxyId>
insertProxy(Database::Private &d, Connection &connection, const Proxy &proxy);
/// A set of the account's that is not in use, with the last ten kept, and the newest that is signed
/// in; where it is from: import, cdp, dolphin, …
[[nodiscard]] Result<void> addVersion(Connection &connection,
                                      AccountId account,
                                      const Secret &json,
                                      const formats::Cookies &cookies,
                                      const QString &source);
/// One that does not take the place of what is in use: once, however often the same comes.
[[nodiscard]] Result<void> addWorseVersion(Connection &connection,
                                           AccountId account,
                                           const Secret &json,
                                           const formats::Cookies &cookies,
                                           const QString &source);
/// Not signed in, where the other set is.
[[nodiscard]] bool isWorse(const formats::Cookies &cookies, const formats::Cookies &than);
/// By the rules of promise P5: a set that is not signed in never takes the place of one that is, it
/// becomes a version (NotInUse). `is_valid` then stays: a file says nothing of the account's own.
[[nodiscard]] Result<Applied> replaceCookies(Database::Private &d,
                                             Connection &connection,
                                             AccountId account,
                                             const formats::Cookies &cookies,
                                             bool isValid,
                                             const QString &source);
/// What it would answer.
[[nodiscard]] Result<Applied>
foreseeCookies(Connection &connection, AccountId account, const formats::Cookies &cookies);
/// Whatever is there now; it becomes a version.
[[nodiscard]] Result<void> restoreCookies(Database::Private &d,
                                          Connection &connection,
                                          AccountId account,
                                          const formats::Cookies &cookies);
[[nodiscard]] Result<void> writeBlueprint(Database::Private &d,
                                          Connection &connection,
                                          AccountId account,
                                          const QJsonObject &blueprint);
[[nodiscard]] tl::unexpected<Error> noAccount();

} // namespace pelorus::store
