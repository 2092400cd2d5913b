// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"
#include "ui/support/rowmodel.h"

#include <QDateTime>
#include <QSet>

namespace pelorus::ui {

/// An account as the tables show it; made on a worker.
struct AccountItem
{
    store::AccountRow row;
    QString search; ///< lower case: name, proxy, notes
};

[[nodiscard]] std::vector<AccountItem> toItems(std::vector<store::AccountRow> rows);

struct AccountFilter
{
    enum class Status { Any, Active, NeedsPerson, Paused, Blocked } status = Status::Any;
    enum class Lock { Any, Free, Mine, Other, Expired } lock = Lock::Any;
    enum class Session { Any, SignedIn, SignedOut, None } session = Session::Any;
    enum class Proxy { Any, With, Without } proxy = Proxy::Any;
    QString text;

    friend bool operator==(const AccountFilter &, const AccountFilter &) = default;
};

class AccountModel final : public RowModel<AccountItem>
{
    Q_OBJECT
public:
    enum Column { Lock, Name, Status, Session, ProxyColumn, LastUsed, ColumnCount };

    explicit AccountModel(QObject *parent = nullptr);

    /// With a box to tick in front of the name (the wizard's choice of accounts).
    void setCheckable(bool on);
    [[nodiscard]] const QSet<qint64> &checked() const { return m_checked; }
    void setChecked(const QSet<qint64> &keys);
    /// Ticks all of them, or none where all are ticked.
    void toggle(const std::vector<qint64> &keys);
    void setFilter(const AccountFilter &filter);
    [[nodiscard]] const AccountFilter &filter() const { return m_filter; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

signals:
    void checkedChanged();

protected:
    [[nodiscard]] qint64 keyOf(const AccountItem &item) const override { return item.row.id.value; }
    [[nodiscard]] bool accepts(const AccountItem &item) const override;
    [[nodiscard]] int
    compare(const AccountItem &a, const AccountItem &b, int column) const override;

private:
    AccountFilter m_filter;
    QString m_needle;
    QSet<qint64> m_checked;
    bool m_checkable = false;
};

} // namespace pelorus::ui
