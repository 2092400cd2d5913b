// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/profilesmodel.h"

#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/words.h"

#include <QBrush>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

ProfilesModel::ProfilesModel(QObject *parent)
    : RowModel(parent)
{
    setObjectName(tr("Browser profiles"));
}

void ProfilesModel::setAlive(QSet<QString> workers)
{
    m_alive = std::move(workers);
    tick();
}

void ProfilesModel::setOpenOnly(bool on)
{
    m_openOnly = on;
    arrange();
}

bool ProfilesModel::isOpen(const store::LedgerRow &row) const
{
    if (row.persistent)
        return row.state != store::LedgerState::Stopped && row.state != store::LedgerState::Deleted;
    return row.state != store::LedgerState::Deleted;
}

bool ProfilesModel::isLeaked(const store::LedgerRow &row) const
{
    return isOpen(row) && !m_alive.contains(row.worker);
}

int ProfilesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProfilesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const store::LedgerRow &profile = row(index.row());
    const words::Look look = words::ledger(profile, isLeaked(profile));
    switch (role) {
    case KeyRole:
        return profile.id.value;
    case Qt::DisplayRole:
        switch (index.column()) {
        case State:
            return look.text;
        case Account:
            return profile.accountName;
        case Name:
            return profile.name;
        case Machine:
            return profile.machine;
        case Remote:
            return profile.remoteId.isValid() ? QString::number(profile.remoteId.value) : QString();
        case Made:
            return format::relative(profile.createdAt, QDateTime::currentDateTimeUtc());
        case Error:
            return profile.lastError;
        default:
            return {};
        }
    case Qt::DecorationRole:
        return index.column() == State ? QVariant(icons::icon(look.icon, look.role)) : QVariant();
    case Qt::ForegroundRole:
        if (index.column() == State)
            return QBrush(theme::color(look.role));
        if (index.column() == Error)
            return QBrush(theme::color(Role::Error));
        return index.column() == Account ? QVariant() : QBrush(theme::color(Role::Muted));
    case Qt::ToolTipRole:
        if (index.column() == Made)
            return format::exact(profile.createdAt);
        return index.column() == Error || index.column() == Name ? data(index, Qt::DisplayRole)
                                                                 : QVariant();
    default:
        return {};
    }
}

QVariant ProfilesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State:
        return tr("State");
    case Account:
        return tr("Account");
    case Name:
        return tr("Profile");
    case Machine:
        return tr("Machine");
    case Remote:
        return tr("Dolphin's number");
    case Made:
        return tr("Made");
    case Error:
        return tr("Last error");
    default:
        return {};
    }
}

} // namespace pelorus::ui
