// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/support/rowmodel.h"
#include "ui/transfer/transferplan.h"

namespace pelorus::ui {

/// Every row that needs a decision, with the proposed one.
class TransferFindingModel final : public RowModel<TransferFinding>
{
    Q_OBJECT
public:
    enum Column { Table, Row, Field, Outcome, Note, ColumnCount };
    using RowModel::RowModel;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] qint64 keyOf(const TransferFinding &row) const override { return row.number; }
};

struct TransferTable
{
    int number = 0;
    transfer::TableReport report;
};

/// Counts and checksums of both sides.
class TransferTableModel final : public RowModel<TransferTable>
{
    Q_OBJECT
public:
    enum Column { Table, Read, Sent, Arrived, SumSent, SumArrived, ColumnCount };
    using RowModel::RowModel;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] qint64 keyOf(const TransferTable &row) const override { return row.number; }
};

} // namespace pelorus::ui
