// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proxies/proxymodel.h"

#include "ui/support/format.h"
#include "ui/support/icons.h"

#include <QBrush>
#include <QDateTime>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

int order(qint64 a, qint64 b)
{
    return a < b ? -1 : a > b;
}

qint64 checkedAt(const store::ProxyRow &proxy)
{
    return proxy.lastChecked ? proxy.lastChecked->toMSecsSinceEpoch() : 0;
}

} // namespace

QString addressOf(const store::ProxyRow &proxy)
{
    return (proxy.host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(proxy.host).arg(proxy.port);
}

std::vector<ProxyItem> toItems(std::vector<store::ProxyRow> rows)
{
    std::vector<ProxyItem> items;
    items.reserve(rows.size());
    for (store::ProxyRow &row : rows) {
        const QString number = u"#%1"_s.arg(row.id.value);
        QString search = QStringList{number,
                                     row.type,
                                     addressOf(row),
                                     row.user,
                                     row.country,
                                     row.city,
                                     row.accountNames.join(u'\n'),
                                     row.notes}
                             .join(u'\n')
                             .toLower();
        items.push_back({std::move(row), std::move(search)});
    }
    return items;
}

ProxyModel::ProxyModel(QObject *parent)
    : RowModel(parent)
{
    setObjectName(tr("Proxies"));
}

void ProxyModel::setFilter(const ProxyFilter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    m_needle = filter.text.trimmed().toLower();
    arrange();
}

void ProxyModel::setTesting(const QSet<qint64> &keys)
{
    m_testing = keys;
    tick();
}

void ProxyModel::setReason(qint64 key, const QString &reason)
{
    if (reason.isEmpty())
        m_reasons.remove(key);
    else
        m_reasons.insert(key, reason);
    tick();
}

int ProxyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

words::Look ProxyModel::look(const store::ProxyRow &proxy) const
{
    if (m_testing.contains(proxy.id.value))
        return {tr("Being tested", "proxy"), u"running"_s, Role::Running};
    return words::proxyStatus(proxy);
}

QString ProxyModel::text(const store::ProxyRow &proxy, int column) const
{
    switch (column) {
    case Status:
        return look(proxy).text;
    case Host:
        return proxy.host;
    case Port:
        return QString::number(proxy.port);
    case Kind:
        return proxy.type;
    case User:
        return proxy.user;
    case Country:
        return proxy.city.isEmpty()   ? proxy.country
            : proxy.country.isEmpty() ? proxy.city
                                      : u"%1, %2"_s.arg(proxy.country, proxy.city);
    case Account:
        if (proxy.accountNames.size() > 1) {
            return tr("%1 and %Ln more", "accounts", int(proxy.accountNames.size()) - 1)
                .arg(proxy.accountNames.first());
        }
        return proxy.accountNames.join(u' ');
    case Checked:
        return proxy.lastChecked
            ? format::relative(*proxy.lastChecked, QDateTime::currentDateTimeUtc())
            : QString();
    default:
        return {};
    }
}

QString ProxyModel::tip(const store::ProxyRow &proxy, int column) const
{
    switch (column) {
    case Status:
        // Of the last look here; it may work by now.
        return words::proxyStatus(proxy).role == Role::Error ? m_reasons.value(proxy.id.value)
                                                             : QString();
    case Host: {
        const QString name
            = u"#%1 %2 %3"_s.arg(proxy.id.value).arg(proxy.type.toLower(), addressOf(proxy));
        return proxy.notes.isEmpty() ? name : QString(name + u'\n' + proxy.notes);
    }
    case User:
        if (proxy.user.isEmpty())
            return tr("No user name and no password.");
        return tr("User name: %1 characters, shortened here. Password: %2 characters.")
            .arg(format::number(proxy.userLength), format::number(proxy.passwordLength));
    case Account:
        return proxy.accountNames.join(u'\n');
    case Checked:
        return proxy.lastChecked ? format::exact(*proxy.lastChecked) : QString();
    default:
        return {};
    }
}

QVariant ProxyModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const store::ProxyRow &proxy = row(index.row()).row;
    const int column = index.column();
    switch (role) {
    case KeyRole:
        return proxy.id.value;
    case Qt::DisplayRole:
        return text(proxy, column);
    case Qt::DecorationRole:
        if (column != Status)
            return {};
        return icons::icon(look(proxy).icon, look(proxy).role);
    case Qt::ForegroundRole:
        if (column == Status)
            return QBrush(theme::color(look(proxy).role));
        if (column == Host || column == Port || column == Account)
            return {};
        return QBrush(theme::color(Role::Muted));
    case Qt::TextAlignmentRole:
        return column == Port ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::ToolTipRole:
        return tip(proxy, column);
    case Qt::AccessibleTextRole:
        return QString(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + u": "_s
                       + text(proxy, column));
    default:
        return {};
    }
}

QVariant ProxyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Port)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Status:
        return tr("Status");
    case Host:
        return tr("Host");
    case Port:
        return tr("Port");
    case Kind:
        return tr("Kind", "of proxy");
    case User:
        return tr("User");
    case Country:
        return tr("Country");
    case Account:
        return tr("Accounts");
    case Checked:
        return tr("Tested");
    default:
        return {};
    }
}

bool ProxyModel::accepts(const ProxyItem &item) const
{
    const bool works = item.row.status == "active"_L1;
    const bool tested = works || item.row.lastChecked || item.row.status == "banned"_L1;
    switch (m_filter.status) {
    case ProxyFilter::Status::Any:
        break;
    case ProxyFilter::Status::Works:
        if (!works)
            return false;
        break;
    case ProxyFilter::Status::Fails:
        if (works || !tested)
            return false;
        break;
    case ProxyFilter::Status::NotTested:
        if (tested)
            return false;
        break;
    }
    if (m_filter.use != ProxyFilter::Use::Any
        && item.row.accounts.empty() != (m_filter.use == ProxyFilter::Use::Free))
        return false;
    return m_needle.isEmpty() || item.search.contains(m_needle);
}

int ProxyModel::compare(const ProxyItem &a, const ProxyItem &b, int column) const
{
    switch (column) {
    case Port:
        return order(a.row.port, b.row.port);
    case Checked:
        return -order(checkedAt(a.row), checkedAt(b.row));
    default:
        return text(a.row, column).compare(text(b.row, column), Qt::CaseInsensitive);
    }
}

} // namespace pelorus::ui
