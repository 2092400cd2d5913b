// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QTimer>

#include <vector>

class QAbstractItemView;
class QHeaderView;

namespace pelorus::ui {

/// Widths for columns with these needs that fill `room`. Where it is too small for all, each gets
/// what it needs up to its share; what nobody needs goes to the column `rest`.
[[nodiscard]] std::vector<int>
shareRoom(const std::vector<int> &needs, const std::vector<int> &shares, int room, int rest);

/// Keeps a view's columns as wide as the view: by what they hold, measured when the first rows are
/// there and again as they change (columns then only grow). A column that was dragged stays so.
class Columns final : public QObject
{
    Q_OBJECT
public:
    /// For a view that has its model.
    Columns(QAbstractItemView *view, QHeaderView *header, std::vector<int> shares, int rest);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void noteChange();
    void measure();
    void arrange();

    QAbstractItemView *m_view;
    QHeaderView *m_header;
    std::vector<int> m_shares;
    int m_rest;
    std::vector<int> m_needs;
    QHash<int, int> m_dragged;
    QTimer m_later;
    bool m_measured = false;
    bool m_arranging = false;
};

} // namespace pelorus::ui
