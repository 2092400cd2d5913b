// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/importmodel.h"

#include "ui/support/icons.h"

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

using State = ImportItem::State;

QIcon stateIcon(State state)
{
    switch (state) {
    case State::Added:
        return icons::icon(u"plus"_s, Role::Ok);
    case State::Changed:
        return icons::icon(u"done"_s, Role::Ok);
    case State::Skipped:
        return icons::icon(u"circle"_s, Role::Muted);
    case State::Kept:
        return icons::icon(u"warning"_s, Role::Warning);
    case State::Refused:
        return icons::icon(u"failed"_s, Role::Error);
    case State::Asked:
        return icons::icon(u"question"_s, Role::Warning);
    }
    return {};
}

} // namespace

int ImportModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ImportModel::data(const QModelIndex &index, int role) const
{
    const ImportItem *item = row(index);
    if (!item)
        return {};
    if (role == KeyRole)
        return qint64(item->number);
    if (role == Qt::DecorationRole && index.column() == Result)
        return stateIcon(item->state);
    if (role == Qt::TextAlignmentRole && index.column() == Line)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Line:
        return linePlace(item->line, item->file);
    case Name:
        return item->name;
    case Holds:
        return item->holds;
    case Result:
        return importStateText(item->state);
    case Note:
        return item->note;
    default:
        return {};
    }
}

QVariant ImportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Line:
        return tr("Line");
    case Name:
        return tr("Name");
    case Holds:
        return tr("Holds");
    case Result:
        return tr("Result");
    case Note:
        return tr("Note");
    default:
        return {};
    }
}

} // namespace pelorus::ui
