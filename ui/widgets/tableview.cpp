// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tableview.h"

#include "ui/support/rowmodel.h"
#include "ui/support/theme.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMimeData>
#include <QPainter>

#include <set>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

QStringList droppedFiles(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    return paths;
}

TableView::TableView(QWidget *parent)
    : QTableView(parent)
{
    setShowGrid(false);
    setWordWrap(false);
    setAlternatingRowColors(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setCornerButtonEnabled(false);
    const int line = fontMetrics().height();
    setIconSize(QSize(line, line));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(line + 10);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setResizeContentsPrecision(200);
}

void TableView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    if (model)
        setAccessibleDescription(model->objectName());
}

void TableView::setColumns(const std::vector<int> &characters, int stretch)
{
    const int character = fontMetrics().averageCharWidth();
    const int icon = fontMetrics().height() + 12;
    for (int i = 0; i < int(characters.size()); ++i)
        setColumnWidth(i, characters[size_t(i)] * character + icon);
    // A column that stretches would never let its neighbours be dragged wider than the view.
    horizontalHeader()->setStretchLastSection(stretch == int(characters.size()) - 1);
    if (stretch < int(characters.size()) - 1)
        horizontalHeader()->setSectionResizeMode(stretch, QHeaderView::Stretch);
}

void TableView::setFileDrops(bool on)
{
    m_fileDrops = on;
    setAcceptDrops(on);
    viewport()->setAcceptDrops(on);
    setDragDropMode(on ? DropOnly : NoDragDrop);
}

std::vector<qint64> TableView::selectedKeys() const
{
    std::vector<qint64> keys;
    if (!selectionModel())
        return keys;
    std::set<int> rows;
    // Ranges, not indexes: a selection of 50,000 rows is one range.
    for (const QItemSelectionRange &range : selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.insert(row);
    for (const int row : rows)
        keys.push_back(model()->index(row, 0).data(KeyRole).toLongLong());
    return keys;
}

qint64 TableView::currentKey() const
{
    return currentIndex().data(KeyRole).toLongLong();
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    if (event->key() == Qt::Key_Delete && state() != EditingState) {
        emit deletePressed();
        return;
    }
    if (event->key() == Qt::Key_Space && state() != EditingState
        && event->modifiers() == Qt::NoModifier) {
        emit spacePressed();
        if (!(model() && model()->flags(currentIndex()) & Qt::ItemIsUserCheckable))
            QTableView::keyPressEvent(event);
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && state() != EditingState
        && currentIndex().isValid()) {
        emit activated(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    emit selectionChangedByUser();
}

void TableView::copySelection()
{
    QStringList lines;
    for (const QModelIndex &row : selectionModel()->selectedRows()) {
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column)
            if (!isColumnHidden(column))
                cells << row.siblingAtColumn(column)
                             .data()
                             .toString()
                             .replace(u'\t', u' ')
                             .replace(u'\n', u' ');
        lines << cells.join(u'\t');
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void TableView::dragEnterEvent(QDragEnterEvent *event)
{
    if (!m_fileDrops || droppedFiles(event->mimeData()).isEmpty())
        return;
    m_dragging = true;
    event->acceptProposedAction();
}

void TableView::dragMoveEvent(QDragMoveEvent *event)
{
    if (!m_dragging)
        return;
    m_dropRow = indexAt(event->position().toPoint());
    event->acceptProposedAction();
    viewport()->update();
}

void TableView::dragLeaveEvent(QDragLeaveEvent *event)
{
    m_dragging = false;
    m_dropRow = QModelIndex();
    viewport()->update();
    event->accept();
}

void TableView::dropEvent(QDropEvent *event)
{
    const QStringList paths = droppedFiles(event->mimeData());
    const QModelIndex row = indexAt(event->position().toPoint());
    m_dragging = false;
    m_dropRow = QModelIndex();
    viewport()->update();
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    emit filesDropped(paths, row);
}

void TableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!m_dragging || !m_dropRow.isValid())
        return;
    QPainter painter(viewport());
    QRect row = visualRect(m_dropRow);
    row.setLeft(0);
    row.setRight(viewport()->width() - 1);
    painter.setPen(QPen(theme::color(Role::Accent), 2));
    painter.drawRect(row.adjusted(1, 1, -1, -1));
}

} // namespace pelorus::ui
