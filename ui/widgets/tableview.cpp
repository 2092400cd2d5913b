// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tableview.h"

#include "ui/support/rowmodel.h"
#include "ui/support/theme.h"
#include "ui/widgets/columns.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMetaMethod>
#include <QMimeData>
#include <QPainter>
#include <QToolTip>

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
}

void TableView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    if (model)
        setAccessibleDescription(model->objectName());
}

void TableView::setColumns(const std::vector<int> &shares, int rest)
{
    new Columns(this, horizontalHeader(), shares, rest);
}

QString TableView::tip(const QModelIndex &index) const
{
    const QString tip = index.data(Qt::ToolTipRole).toString();
    const QString text = index.data().toString();
    if (text.isEmpty() || tip.contains(text)
        || sizeHintForIndex(index).width() <= columnWidth(index.column()))
        return tip;
    return tip.isEmpty() ? text : text + u'\n' + tip;
}

bool TableView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QTableView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QModelIndex index = indexAt(help->pos());
    QString text = tip(index).toHtmlEscaped();
    if (!text.isEmpty()) // as rich text its lines are folded
        text = u"<p style=\"white-space: pre-wrap\">%1</p>"_s.arg(text);
    QToolTip::showText(help->globalPos(), text, viewport(), visualRect(index));
    return true;
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
        // Tab makes a row current and chooses none.
        if (currentIndex().isValid() && !selectionModel()->hasSelection())
            selectionModel()->select(currentIndex(),
                                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
        emit spacePressed();
        if (!(model() && model()->flags(currentIndex()) & Qt::ItemIsUserCheckable))
            QTableView::keyPressEvent(event);
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && state() != EditingState
        && currentIndex().isValid()
        && isSignalConnected(QMetaMethod::fromSignal(&QTableView::activated))) {
        emit activated(currentIndex());
        return; // where nobody opens a row, Enter is the dialog's
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
