// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"
#include "ui/support/rowmodel.h"
#include "ui/support/words.h"

#include <QSet>

namespace pelorus::ui {

/// A proxy as the table shows it; made on a worker.
struct ProxyItem
{
    store::ProxyRow row;
    QString search; ///< lower case: number, address, user, country, accounts, notes
};

[[nodiscard]] std::vector<ProxyItem> toItems(std::vector<store::ProxyRow> rows);
/// "p.example:8080".
[[nodiscard]] QString addressOf(const store::ProxyRow &proxy);

struct ProxyFilter
{
    enum class Status { Any, Works, Fails, NotTested } status = Status::Any;
    enum class Use { Any, Used, Free } use = Use::Any;
    QString text;

    friend bool operator==(const ProxyFilter &, const ProxyFilter &) = default;
};

class ProxyModel final : public RowModel<ProxyItem>
{
    Q_OBJECT
public:
    enum Column { Status, Host, Port, Kind, User, Country, Account, Checked, ColumnCount };

    explicit ProxyModel(QObject *parent = nullptr);
    void setFilter(const ProxyFilter &filter);
    /// Those that this window tests just now.
    void setTesting(const QSet<qint64> &keys);
    [[nodiscard]] const QSet<qint64> &testing() const { return m_testing; }
    /// Why the last test from this window failed; an empty reason takes it away.
    void setReason(qint64 key, const QString &reason);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation, int role) const override;

protected:
    [[nodiscard]] qint64 keyOf(const ProxyItem &item) const override { return item.row.id.value; }
    [[nodiscard]] bool accepts(const ProxyItem &item) const override;
    [[nodiscard]] int compare(const ProxyItem &a, const ProxyItem &b, int column) const override;

private:
    [[nodiscard]] words::Look look(const store::ProxyRow &proxy) const;
    [[nodiscard]] QString text(const store::ProxyRow &proxy, int column) const;
    [[nodiscard]] QString tip(const store::ProxyRow &proxy, int column) const;

    ProxyFilter m_filter;
    QString m_needle;
    QSet<qint64> m_testing;
    QHash<qint64, QString> m_reasons;
};

} // namespace pelorus::ui
