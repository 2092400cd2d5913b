// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include <vector>

namespace pelorus::ui {

/// The one place where tables are set up: whole rows, row height from the font, no grid, smooth
/// scrolling, columns that share the room by what they hold. Copies as TSV.
class TableView final : public QTableView
{
    Q_OBJECT
public:
    explicit TableView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// See Columns. For a table that has its model.
    void setColumns(const std::vector<int> &shares, int rest);
    /// Over a cell: what the model says, and the whole text where it is cut off.
    [[nodiscard]] QString tip(const QModelIndex &index) const;
    /// Offers files to be dropped on rows or anywhere.
    void setFileDrops(bool on);
    [[nodiscard]] std::vector<qint64> selectedKeys() const;
    [[nodiscard]] qint64 currentKey() const;

signals:
    void filesDropped(const QStringList &paths, const QModelIndex &onRow);
    void deletePressed();
    void spacePressed();
    void selectionChangedByUser();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;

private:
    void copySelection();
    bool m_fileDrops = false;
    bool m_dragging = false;
    QPersistentModelIndex m_dropRow;
};

/// The local files of a drop, folders included; empty when there are none.
[[nodiscard]] QStringList droppedFiles(const class QMimeData *data);

} // namespace pelorus::ui
