// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transfermodels.h"

#include "ui/support/format.h"
#include "ui/support/icons.h"

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

QIcon outcomeIcon(transfer::Outcome outcome)
{
    switch (outcome) {
    case transfer::Outcome::Kept:
        return icons::icon(u"info"_s, Role::Muted);
    case transfer::Outcome::Healed:
        return icons::icon(u"done"_s, Role::Ok);
    case transfer::Outcome::Quarantined:
        return icons::icon(u"warning"_s, Role::Warning);
    }
    return {};
}

} // namespace

int TransferFindingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TransferFindingModel::data(const QModelIndex &index, int role) const
{
    const TransferFinding *finding = row(index);
    if (!finding)
        return {};
    if (role == KeyRole)
        return qint64(finding->number);
    if (role == Qt::DecorationRole && index.column() == Outcome)
        return outcomeIcon(finding->outcome);
    if (role == Qt::TextAlignmentRole && index.column() == Row)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Table:
        return finding->table;
    case Row:
        return finding->row > 0 ? format::number(finding->row) : tr("all");
    case Field:
        return finding->column;
    case Outcome:
        return transferOutcomeText(finding->outcome);
    case Note:
        return finding->text;
    default:
        return {};
    }
}

QVariant TransferFindingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Table:
        return tr("Table");
    case Row:
        return tr("Row");
    case Field:
        return tr("Column");
    case Outcome:
        return tr("Proposal");
    case Note:
        return tr("What was found and what becomes of it");
    default:
        return {};
    }
}

int TransferTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TransferTableModel::data(const QModelIndex &index, int role) const
{
    const TransferTable *table = row(index);
    if (!table)
        return {};
    if (role == KeyRole)
        return qint64(table->number);
    const bool number
        = index.column() == Read || index.column() == Sent || index.column() == Arrived;
    if (role == Qt::TextAlignmentRole && number)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Table:
        return table->report.table;
    case Read:
        return format::number(table->report.read);
    case Sent:
        return format::number(table->report.taken);
    case Arrived:
        return format::number(table->report.arrived);
    case SumSent:
        return table->report.checksum;
    case SumArrived:
        return table->report.arrivedChecksum;
    default:
        return {};
    }
}

QVariant TransferTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Table:
        return tr("Table");
    case Read:
        return tr("Read");
    case Sent:
        return tr("Sent");
    case Arrived:
        return tr("Arrived");
    case SumSent:
        return tr("Checksum sent");
    case SumArrived:
        return tr("Checksum arrived");
    default:
        return {};
    }
}

} // namespace pelorus::ui
