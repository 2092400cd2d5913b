// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/bulkplan.h"

#include <QAbstractTableModel>

namespace pelorus::ui {

/// Every video on its account with its caption, and what would fail and why. In the spread by hand,
/// videos that no account has yet stand at the end, to be given to one.
class ReviewModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Video, Account, Caption, Problem, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setPlan(run::PlanInput input, run::BulkPlan plan);
    [[nodiscard]] const run::PlanInput &input() const { return m_input; }
    [[nodiscard]] const run::BulkPlan &plan() const { return m_plan; }
    /// Null for a video without an account.
    [[nodiscard]] const run::PlanEntry *entry(int row) const;
    /// Index of the row's video.
    [[nodiscard]] int video(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation, int role) const override;

private:
    run::PlanInput m_input;
    run::BulkPlan m_plan;
    std::vector<int> m_loose; ///< videos without an account
};

} // namespace pelorus::ui
