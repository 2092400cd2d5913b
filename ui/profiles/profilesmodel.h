// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"
#include "ui/support/rowmodel.h"

#include <QSet>

namespace pelorus::ui {

/// The ledger, newest first.
class ProfilesModel final : public RowModel<store::LedgerRow>
{
    Q_OBJECT
public:
    enum Column { State, Account, Name, Machine, Remote, Made, Error, ColumnCount };

    explicit ProfilesModel(QObject *parent = nullptr);
    /// Workers that live; open rows of others are leaked.
    void setAlive(QSet<QString> workers);
    void setOpenOnly(bool on);
    [[nodiscard]] bool isOpen(const store::LedgerRow &row) const;
    [[nodiscard]] bool isLeaked(const store::LedgerRow &row) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation, int role) const override;

protected:
    [[nodiscard]] qint64 keyOf(const store::LedgerRow &row) const override { return row.id.value; }
    [[nodiscard]] bool accepts(const store::LedgerRow &row) const override
    {
        return !m_openOnly || isOpen(row);
    }

private:
    QSet<QString> m_alive;
    bool m_openOnly = false;
};

} // namespace pelorus::ui
