// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wraplayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace pelorus::ui {

WrapLayout::WrapLayout(QWidget *parent, int across, int down)
    : QLayout(parent)
    , m_across(across)
    , m_down(down)
{
    setContentsMargins(0, 0, 0, 0);
}

WrapLayout::~WrapLayout()
{
    qDeleteAll(m_items);
}

void WrapLayout::addStretch()
{
    addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding));
}

QLayoutItem *WrapLayout::takeAt(int index)
{
    return index >= 0 && index < count() ? m_items.takeAt(index) : nullptr;
}

QList<WrapLayout::Row> WrapLayout::rows(int width) const
{
    QList<Row> rows;
    int left = -1;
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty() && !item->spacerItem())
            continue; // hidden
        const int needs = item->sizeHint().width();
        if (rows.isEmpty() || left < m_across + needs) {
            rows.append(Row());
            left = width + m_across;
        }
        rows.last().append(item);
        left -= m_across + needs;
    }
    return rows;
}

int WrapLayout::heightOf(const Row &row)
{
    int height = 0;
    for (const QLayoutItem *item : row)
        height = std::max(height, item->sizeHint().height());
    return height;
}

int WrapLayout::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    int height = margins.top() + margins.bottom() - m_down;
    for (const Row &row : rows(width - margins.left() - margins.right()))
        height += heightOf(row) + m_down;
    return height;
}

QSize WrapLayout::sizeHint() const
{
    int width = -m_across;
    for (QLayoutItem *item : m_items)
        if (!item->isEmpty() || item->spacerItem())
            width += item->sizeHint().width() + m_across;
    const QMargins margins = contentsMargins();
    return {width + margins.left() + margins.right(),
            heightOf(m_items) + margins.top() + margins.bottom()};
}

QSize WrapLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

void WrapLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    const QRect inside = rect.marginsRemoved(contentsMargins());
    const auto expands = [](const QLayoutItem *item) {
        return bool(item->expandingDirections() & Qt::Horizontal);
    };
    int y = inside.top();
    for (const Row &row : rows(inside.width())) {
        int left = inside.width() + m_across;
        for (const QLayoutItem *item : row)
            left -= item->sizeHint().width() + m_across;
        auto takers = int(std::ranges::count_if(row, expands));
        const int height = heightOf(row);
        int x = inside.left();
        for (QLayoutItem *item : row) {
            int width = item->sizeHint().width();
            if (left < 0) { // alone in its row
                width = inside.width();
            } else if (takers > 0 && expands(item)) {
                width += left / takers;
                left -= left / takers--;
            }
            const QRect place(x, y, width, height);
            item->setGeometry(QStyle::visualRect(parentWidget()->layoutDirection(), inside, place));
            x += width + m_across;
        }
        y += height + m_down;
    }
}

} // namespace pelorus::ui
