// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/import/importplan.h"
#include "ui/support/rowmodel.h"

namespace pelorus::ui {

/// Every line of an import and what becomes of it.
class ImportModel final : public RowModel<ImportItem>
{
    Q_OBJECT
public:
    enum Column { Line, Name, Holds, Result, Note, ColumnCount };
    using RowModel::RowModel;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] qint64 keyOf(const ImportItem &row) const override { return row.number; }
};

} // namespace pelorus::ui
