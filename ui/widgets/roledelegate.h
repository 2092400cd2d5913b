// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace pelorus::ui {

/// For the items of a list or tree that is no model of ours: writes in the colour of a role. A
/// brush in the item would stay that of the theme it was made in.
class RoleDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum { ColorRole = Qt::UserRole + 10 }; ///< int(Role)
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace pelorus::ui
