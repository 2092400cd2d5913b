// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"
#include "ui/support/rowmodel.h"

#include <QHash>

namespace pelorus::ui {

struct TaskFilter
{
    enum class Group { All, NeedsYou, Running, Waiting, Ended } group = Group::All;
    QString text;
    BulkTaskId bulk; ///< 0: all

    friend bool operator==(const TaskFilter &, const TaskFilter &) = default;
};

/// The list of tasks, newest first.
class TaskModel final : public RowModel<store::JobRow>
{
    Q_OBJECT
public:
    enum Column { State, Account, Title, Videos, Now, Updated, ColumnCount };

    explicit TaskModel(QObject *parent = nullptr);
    void setFilter(const TaskFilter &filter);
    [[nodiscard]] const TaskFilter &filter() const { return m_filter; }
    /// A step of a task on this machine, before the database tells of it.
    void noteStep(const store::TaskEvent &event);
    /// The task does not run on this machine any more; it may on another one.
    void forgetStep(JobId job);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation, int role) const override;

protected:
    [[nodiscard]] qint64 keyOf(const store::JobRow &row) const override { return row.job.id.value; }
    [[nodiscard]] bool accepts(const store::JobRow &row) const override;
    [[nodiscard]] int
    compare(const store::JobRow &a, const store::JobRow &b, int column) const override;

private:
    [[nodiscard]] QString nowText(const store::JobRow &row) const;
    TaskFilter m_filter;
    QHash<qint64, QString> m_steps;
};

[[nodiscard]] bool matches(const TaskFilter &filter, const store::JobRow &row);
/// Needs you first, then running, waiting, ended.
[[nodiscard]] TaskFilter::Group groupOf(const store::Job &job);

} // namespace pelorus::ui
