// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transfer/transfer.h"

#include <memory>

namespace pelorus::ui {

/// What is moved where. The password is in `target` alone.
struct TransferChoice
{
    QString source;
    QString ownFile; ///< the file that this program runs jobs from; empty when it has none
    std::shared_ptr<const Secret> target;
};

/// What would happen.
struct TransferPreview
{
    transfer::Report report;
    QString target;    ///< "PostgreSQL db-1 (database “pelorus”)"
    bool ours = false; ///< the source is the file that this program runs jobs from
};

/// One row that needs a decision, and the decision that is proposed.
struct TransferFinding
{
    int number = 0; ///< position, the row's key
    QString table;
    qint64 row = 0; ///< 0: all of the table
    QString column;
    transfer::Outcome outcome = transfer::Outcome::Kept;
    QString text;
};

using TransferProgress = std::function<void(const transfer::Progress &)>;

/// Opens the target without changing it, then reads and heals the whole source. Blocking.
[[nodiscard]] Result<TransferPreview>
previewTransfer(const TransferChoice &choice, const TransferProgress &progress, const Call &call);
/// What the report says of rows, then what stays behind as a whole.
[[nodiscard]] std::vector<TransferFinding> transferFindings(const transfer::Report &report);
/// "Healed", …
[[nodiscard]] QString transferOutcomeText(transfer::Outcome outcome);
/// The findings as CSV: table, row, column, outcome, text. Blocking.
[[nodiscard]] Result<void> saveTransferReport(const QString &path, const transfer::Report &report);

} // namespace pelorus::ui
