// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskmodel.h"

#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/words.h"

#include <QBrush>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

TaskFilter::Group groupOf(const store::Job &job)
{
    switch (job.state) {
    case store::JobState::NeedsOperator:
    case store::JobState::Unconfirmed:
        return TaskFilter::Group::NeedsYou;
    case store::JobState::Running:
        return TaskFilter::Group::Running;
    case store::JobState::Pending:
        return TaskFilter::Group::Waiting;
    case store::JobState::Completed:
    case store::JobState::Partial:
    case store::JobState::Failed:
    case store::JobState::Cancelled:
        return TaskFilter::Group::Ended;
    }
    return TaskFilter::Group::Ended;
}

bool matches(const TaskFilter &filter, const store::JobRow &row)
{
    if (filter.group != TaskFilter::Group::All && groupOf(row.job) != filter.group)
        return false;
    if (filter.bulk.isValid() && row.job.bulkTaskId != filter.bulk)
        return false;
    const QString needle = filter.text.trimmed();
    return needle.isEmpty() || row.job.accountName.contains(needle, Qt::CaseInsensitive)
        || row.title.contains(needle, Qt::CaseInsensitive);
}

TaskModel::TaskModel(QObject *parent)
    : RowModel(parent)
{
    setObjectName(tr("Tasks"));
}

void TaskModel::setFilter(const TaskFilter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    arrange();
}

void TaskModel::noteStep(const store::TaskEvent &event)
{
    m_steps.insert(event.jobId.value, event.text.isEmpty() ? words::step(event.step) : event.text);
    if (const int at = rowOf(event.jobId.value); at >= 0)
        emit dataChanged(index(at, Now), index(at, Updated));
}

void TaskModel::forgetStep(JobId job)
{
    if (m_steps.remove(job.value) > 0)
        if (const int at = rowOf(job.value); at >= 0)
            emit dataChanged(index(at, Now), index(at, Now));
}

int TaskModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TaskModel::nowText(const store::JobRow &row) const
{
    const TaskFilter::Group group = groupOf(row.job);
    if (group == TaskFilter::Group::Running)
        return m_steps.value(row.job.id.value, words::step(row.currentStep));
    if (group == TaskFilter::Group::Waiting) {
        if (const QString why = words::whyItWaits(row, QDateTime::currentDateTimeUtc());
            !why.isEmpty())
            return why;
    }
    return row.job.error;
}

QVariant TaskModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const store::JobRow &task = row(index.row());
    const int column = index.column();
    if (role == KeyRole)
        return task.job.id.value;
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case State:
            return words::job(task.job).text;
        case Account:
            return task.job.accountName;
        case Title:
            return task.job.kind == store::JobKind::Check ? tr("Look whether it went out")
                                                          : task.title;
        case Videos:
            return tr("%1 of %2", "published of all")
                .arg(format::number(task.published), format::number(task.videos));
        case Now:
            return nowText(task);
        case Updated:
            return format::relative(task.updatedAt, QDateTime::currentDateTimeUtc());
        default:
            return {};
        }
    case Qt::DecorationRole:
        if (column == State) {
            const words::Look look = words::job(task.job);
            return icons::icon(look.icon, look.role);
        }
        return {};
    case Qt::ForegroundRole:
        if (column == State)
            return QBrush(theme::color(words::job(task.job).role));
        if (column == Now || column == Updated)
            return QBrush(theme::color(Role::Muted));
        return {};
    case Qt::TextAlignmentRole:
        return column == Videos ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ToolTipRole:
        if (column == Updated)
            return format::exact(task.updatedAt);
        return column == Now || column == Title ? data(index, Qt::DisplayRole) : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + u": "_s
                       + data(index, Qt::DisplayRole).toString());
    default:
        return {};
    }
}

QVariant TaskModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == Videos)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State:
        return tr("State");
    case Account:
        return tr("Account");
    case Title:
        return tr("Task");
    case Videos:
        return tr("Published");
    case Now:
        return tr("Now");
    case Updated:
        return tr("Changed");
    default:
        return {};
    }
}

bool TaskModel::accepts(const store::JobRow &row) const
{
    return matches(m_filter, row);
}

int TaskModel::compare(const store::JobRow &a, const store::JobRow &b, int column) const
{
    switch (column) {
    case State:
        return int(groupOf(a.job)) - int(groupOf(b.job));
    case Account:
        return a.job.accountName.compare(b.job.accountName, Qt::CaseInsensitive);
    case Title:
        return a.title.compare(b.title, Qt::CaseInsensitive);
    case Videos:
        return a.published - b.published;
    case Updated:
        return a.updatedAt < b.updatedAt ? -1 : a.updatedAt != b.updatedAt;
    default:
        return 0;
    }
}

} // namespace pelorus::ui
