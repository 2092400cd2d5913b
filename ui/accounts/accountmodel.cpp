// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountmodel.h"

#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/words.h"

#include <QBrush>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

QDateTime now()
{
    return QDateTime::currentDateTimeUtc();
}

words::Look look(const store::AccountRow &row, int column)
{
    switch (column) {
    case AccountModel::Lock:
        return words::lock(row, now());
    case AccountModel::Status:
        return words::accountStatus(row, now());
    case AccountModel::Session:
        return words::session(row, now());
    default:
        return {};
    }
}

bool needsPerson(const QString &status)
{
    return status == u"PHONE_VERIFICATION_REQUIRED"_s || status == u"HUMAN_VERIFICATION_REQUIRED"_s;
}

int compareTimes(const std::optional<QDateTime> &a, const std::optional<QDateTime> &b)
{
    const qint64 left = a ? a->toMSecsSinceEpoch() : 0;
    const qint64 right = b ? b->toMSecsSinceEpoch() : 0;
    return left < right ? -1 : left > right;
}

} // namespace

std::vector<AccountItem> toItems(std::vector<store::AccountRow> rows)
{
    std::vector<AccountItem> items;
    items.reserve(rows.size());
    for (store::AccountRow &row : rows) {
        QString search
            = QString(row.username + u'\n' + row.proxyLabel + u'\n' + row.notes).toLower();
        items.push_back({std::move(row), std::move(search)});
    }
    return items;
}

AccountModel::AccountModel(QObject *parent)
    : RowModel(parent)
{
    setObjectName(tr("Accounts"));
}

void AccountModel::setCheckable(bool on)
{
    m_checkable = on;
}

void AccountModel::setChecked(const QSet<qint64> &keys)
{
    if (m_checked == keys)
        return;
    m_checked = keys;
    tick();
    emit checkedChanged();
}

void AccountModel::toggle(const std::vector<qint64> &keys)
{
    QSet<qint64> checked = m_checked;
    const bool on = std::ranges::any_of(keys, [&](qint64 key) { return !checked.contains(key); });
    for (const qint64 key : keys) {
        if (on)
            checked.insert(key);
        else
            checked.remove(key);
    }
    setChecked(checked);
}

void AccountModel::setFilter(const AccountFilter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    m_needle = filter.text.trimmed().toLower();
    arrange();
}

int AccountModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AccountModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const store::AccountRow &account = row(index.row()).row;
    const int column = index.column();
    if (role == KeyRole)
        return account.id.value;
    if (role == Qt::CheckStateRole && m_checkable && column == Name)
        return m_checked.contains(account.id.value) ? Qt::Checked : Qt::Unchecked;
    switch (role) {
    case Qt::DisplayRole:
        if (column == Name)
            return account.username;
        if (column == ProxyColumn)
            return account.proxyLabel.isEmpty() ? tr("no proxy") : account.proxyLabel;
        if (column == LastUsed)
            return account.lastUsed ? format::relative(*account.lastUsed, now()) : QString();
        return look(account, column).text;
    case Qt::DecorationRole: {
        const words::Look shape = look(account, column);
        return shape.icon.isEmpty() ? QVariant() : icons::icon(shape.icon, shape.role);
    }
    case Qt::ForegroundRole:
        if (column == Name)
            return {};
        if (column == ProxyColumn || column == LastUsed)
            return QBrush(theme::color(Role::Muted));
        return QBrush(theme::color(look(account, column).role));
    case Qt::ToolTipRole:
        if (column == Lock)
            return words::lockDetails(account, now());
        if (column == Status && words::isPaused(account, now()))
            return tr("Paused until %1. %2")
                .arg(format::exact(*account.pausedUntil), account.pauseReason);
        if (column == Session && account.cookiesUpdated)
            return tr("%Ln cookies, saved %1", nullptr, account.cookieCount)
                .arg(format::exact(*account.cookiesUpdated));
        if (column == LastUsed && account.lastUsed)
            return format::exact(*account.lastUsed);
        return {};
    case Qt::AccessibleTextRole:
        return QString(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + u": "_s
                       + data(index, Qt::DisplayRole).toString());
    default:
        return {};
    }
}

QVariant AccountModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Lock:
        return tr("Lock");
    case Name:
        return tr("Account");
    case Status:
        return tr("Status");
    case Session:
        return tr("Session");
    case ProxyColumn:
        return tr("Proxy");
    case LastUsed:
        return tr("Last used");
    default:
        return {};
    }
}

Qt::ItemFlags AccountModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = RowModel::flags(index);
    if (index.isValid())
        flags |= Qt::ItemIsDropEnabled;
    if (m_checkable && index.column() == Name)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool AccountModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !m_checkable || !index.isValid())
        return false;
    const qint64 key = keyOf(row(index.row()));
    if (value.toInt() == Qt::Checked)
        m_checked.insert(key);
    else
        m_checked.remove(key);
    emit dataChanged(index, index, {Qt::CheckStateRole});
    emit checkedChanged();
    return true;
}

bool AccountModel::accepts(const AccountItem &item) const
{
    const store::AccountRow &account = item.row;
    const QDateTime at = now();
    const bool paused = words::isPaused(account, at);
    switch (m_filter.status) {
    case AccountFilter::Status::Any:
        break;
    case AccountFilter::Status::Active:
        if (account.status != u"ACTIVE"_s || paused)
            return false;
        break;
    case AccountFilter::Status::NeedsPerson:
        if (!needsPerson(account.status))
            return false;
        break;
    case AccountFilter::Status::Paused:
        if (!paused)
            return false;
        break;
    case AccountFilter::Status::Blocked:
        if (account.status == u"ACTIVE"_s || needsPerson(account.status))
            return false;
        break;
    }
    switch (m_filter.lock) {
    case AccountFilter::Lock::Any:
        break;
    case AccountFilter::Lock::Free:
        if (account.lock != store::LockState::Free)
            return false;
        break;
    case AccountFilter::Lock::Mine:
        if (account.lock != store::LockState::Mine)
            return false;
        break;
    case AccountFilter::Lock::Other:
        if (account.lock != store::LockState::Other)
            return false;
        break;
    case AccountFilter::Lock::Expired:
        if (account.lock != store::LockState::Expired)
            return false;
        break;
    }
    switch (m_filter.session) {
    case AccountFilter::Session::Any:
        break;
    case AccountFilter::Session::SignedIn:
        if (!account.cookiesValid || account.cookieCount == 0)
            return false;
        break;
    case AccountFilter::Session::SignedOut:
        if (account.cookiesValid || account.cookieCount == 0)
            return false;
        break;
    case AccountFilter::Session::None:
        if (account.cookieCount != 0)
            return false;
        break;
    }
    if (m_filter.proxy != AccountFilter::Proxy::Any
        && account.proxyId.isValid() != (m_filter.proxy == AccountFilter::Proxy::With))
        return false;
    return m_needle.isEmpty() || item.search.contains(m_needle);
}

int AccountModel::compare(const AccountItem &a, const AccountItem &b, int column) const
{
    switch (column) {
    case Lock:
        return int(a.row.lock) - int(b.row.lock);
    case Name:
        return a.row.username.compare(b.row.username, Qt::CaseInsensitive);
    case Status:
        return a.row.status.compare(b.row.status);
    case Session:
        if (a.row.cookiesValid != b.row.cookiesValid)
            return a.row.cookiesValid ? -1 : 1;
        return -compareTimes(a.row.cookiesUpdated, b.row.cookiesUpdated);
    case ProxyColumn:
        return a.row.proxyId.value < b.row.proxyId.value ? -1 : a.row.proxyId != b.row.proxyId;
    case LastUsed:
        return -compareTimes(a.row.lastUsed, b.row.lastUsed);
    default:
        return 0;
    }
}

} // namespace pelorus::ui
