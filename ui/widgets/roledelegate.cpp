// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/roledelegate.h"

#include "ui/support/theme.h"

namespace pelorus::ui {

void RoleDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (const QVariant role = index.data(ColorRole); role.isValid())
        option->palette.setColor(QPalette::Text, theme::color(Role(role.toInt())));
}

} // namespace pelorus::ui
