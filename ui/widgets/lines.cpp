// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/lines.h"

#include "ui/support/icons.h"
#include "ui/widgets/roledelegate.h"

#include <QListWidget>
#include <QScrollBar>

#include <optional>

namespace pelorus::ui {
namespace {

void fill(QListWidgetItem *item, const Line &line)
{
    item->setText(line.text);
    item->setIcon(line.icon.isEmpty() ? QIcon() : icons::icon(line.icon, line.role));
    item->setData(RoleDelegate::ColorRole, line.remark ? int(Role::Muted) : QVariant());
    item->setFlags(line.remark ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    item->setData(Line::ValueRole, line.value);
    item->setData(Line::LinkRole, line.link);
    item->setData(Line::SameRole, line.key);
}

} // namespace

void setLines(QListWidget *list, std::vector<Line> lines, const QString &none)
{
    if (!qobject_cast<RoleDelegate *>(list->itemDelegate()))
        list->setItemDelegate(new RoleDelegate(list));
    if (lines.empty() && !none.isEmpty())
        lines.push_back({{}, Role::Muted, none, 0, 0, {}, true});
    const QListWidgetItem *current = list->currentItem();
    const std::optional<qint64> chosen = current && current->isSelected()
        ? std::optional(current->data(Line::SameRole).toLongLong())
        : std::nullopt;
    const int position = list->verticalScrollBar()->value();
    while (list->count() > int(lines.size()))
        delete list->takeItem(list->count() - 1);
    while (list->count() < int(lines.size()))
        new QListWidgetItem(list);
    int row = -1;
    for (int i = 0; i < list->count(); ++i) {
        fill(list->item(i), lines[size_t(i)]);
        if (chosen == lines[size_t(i)].key && row < 0)
            row = i;
    }
    if (!chosen || row == list->currentRow())
        return;
    list->setCurrentRow(row);
    list->verticalScrollBar()->setValue(position);
}

} // namespace pelorus::ui
