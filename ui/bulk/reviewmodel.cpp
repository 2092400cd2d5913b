// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/reviewmodel.h"

#include "ui/support/icons.h"

#include <QBrush>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

void ReviewModel::setPlan(run::PlanInput input, run::BulkPlan plan)
{
    std::vector<int> loose;
    if (input.spread == run::Spread::ByHand) {
        std::vector<bool> given(input.videos.size());
        for (const run::PlanEntry &entry : plan.entries)
            given[size_t(entry.video)] = true;
        for (size_t i = 0; i < given.size(); ++i)
            if (!given[i])
                loose.push_back(int(i));
    }
    // The same pairs in the same order: only captions or problems changed, so the selection stays.
    const bool samePairs = loose == m_loose && plan.entries.size() == m_plan.entries.size()
        && input.videos.size() == m_input.videos.size()
        && input.accounts.size() == m_input.accounts.size()
        && std::ranges::equal(plan.entries,
                              m_plan.entries,
                              [](const run::PlanEntry &a, const run::PlanEntry &b) {
                                  return a.video == b.video && a.account == b.account;
                              });
    if (!samePairs)
        beginResetModel();
    m_input = std::move(input);
    m_plan = std::move(plan);
    m_loose = std::move(loose);
    if (!samePairs)
        endResetModel();
    else if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const run::PlanEntry *ReviewModel::entry(int row) const
{
    return row >= 0 && size_t(row) < m_plan.entries.size() ? &m_plan.entries[size_t(row)] : nullptr;
}

int ReviewModel::video(int row) const
{
    const run::PlanEntry *found = entry(row);
    return found ? found->video : m_loose.at(size_t(row) - m_plan.entries.size());
}

int ReviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_plan.entries.size() + m_loose.size());
}

int ReviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const run::PlanEntry *found = entry(index.row());
    const bool good = found && found->problem.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Video:
            return QFileInfo(m_input.videos[size_t(video(index.row()))].path).fileName();
        case Account:
            return found ? m_input.accounts[size_t(found->account)].username : tr("no account yet");
        case Caption:
            if (!found)
                return {};
            return found->caption.isEmpty() ? tr("no caption")
                                            : QString(found->caption).replace(u'\n', u" ⏎ "_s);
        case Problem:
            if (!found)
                return tr("Give it to an account.");
            return good ? tr("will be published") : found->problem;
        default:
            return {};
        }
    case Qt::DecorationRole:
        if (index.column() == Problem)
            return good ? icons::icon(u"check"_s, Role::Ok) : icons::icon(u"failed"_s, Role::Error);
        return {};
    case Qt::ForegroundRole:
        if (index.column() == Problem)
            return QBrush(theme::color(good ? Role::Muted : Role::Error));
        if ((index.column() == Caption && found && found->caption.isEmpty()) || !found)
            return QBrush(theme::color(Role::Muted));
        return {};
    case Qt::ToolTipRole:
        if (index.column() == Caption && found)
            return found->location.isEmpty()
                ? found->caption.left(600)
                : tr("%1\nLocation: %2").arg(found->caption.left(600), found->location);
        return index.column() == Problem && found ? found->problem : QVariant();
    default:
        return {};
    }
}

QVariant ReviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Video:
        return tr("Video");
    case Account:
        return tr("Account");
    case Caption:
        return tr("Caption");
    case Problem:
        return tr("What will happen");
    default:
        return {};
    }
}

} // namespace pelorus::ui
