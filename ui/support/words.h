// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"
#include "ui/support/theme.h"

#include <QString>

/// The words that people read for states, each with a shape and a colour role.
namespace pelorus::ui::words {

struct Look
{
    QString text;
    QString icon;
    Role role = Role::Text;
};

[[nodiscard]] Look lock(const store::AccountRow &account, const QDateTime &now);
/// Who holds it, since when, what step: for the tooltip.
[[nodiscard]] QString lockDetails(const store::AccountRow &account, const QDateTime &now);
/// The machine's name out of "host/pid/short id".
[[nodiscard]] QString holderMachine(const QString &lockedBy);
[[nodiscard]] Look accountStatus(const store::AccountRow &account, const QDateTime &now);
[[nodiscard]] Look proxyStatus(const store::ProxyRow &proxy);
[[nodiscard]] bool isPaused(const store::AccountRow &account, const QDateTime &now);
/// Of the edits that wait until the account is free; empty when there are none.
[[nodiscard]] QString waitingEdits(const store::AccountRow &account);
[[nodiscard]] Look session(const store::AccountRow &account, const QDateTime &now);
[[nodiscard]] Look job(const store::Job &job);
/// Of a task in the queue; empty when it only waits for its turn.
[[nodiscard]] QString whyItWaits(const store::JobRow &task, const QDateTime &now);
[[nodiscard]] Look item(store::ItemState state);
[[nodiscard]] Look publication(store::PublicationState state);
[[nodiscard]] Look ledger(const store::LedgerRow &row, bool leaked);
/// "Choosing the file" for choose_file; unknown names are shown as they are.
[[nodiscard]] QString step(const QString &name);

} // namespace pelorus::ui::words
