// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/columns.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>

#include <numeric>

namespace pelorus::ui {
std::vector<int>
shareRoom(const std::vector<int> &needs, const std::vector<int> &shares, int room, int rest)
{
    std::vector<int> widths(needs.size(), -1);
    int left = room;
    int sum = std::accumulate(shares.begin(), shares.end(), 0);
    // Whoever needs no more than its share is content, which leaves the others larger ones.
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < needs.size(); ++i) {
            if (widths[i] >= 0 || qint64(needs[i]) * sum > qint64(left) * shares[i])
                continue;
            widths[i] = needs[i];
            left -= needs[i];
            sum -= shares[i];
            again = true;
        }
    }
    for (size_t i = 0; i < needs.size(); ++i) {
        if (widths[i] >= 0)
            continue;
        widths[i] = int(qint64(left) * shares[i] / sum);
        left -= widths[i];
        sum -= shares[i];
    }
    if (left > 0 && rest >= 0)
        widths[size_t(rest)] += left;
    return widths;
}

Columns::Columns(QAbstractItemView *view, QHeaderView *header, std::vector<int> shares, int rest)
    : QObject(view)
    , m_view(view)
    , m_header(header)
    , m_shares(std::move(shares))
    , m_rest(rest)
    , m_needs(m_shares.size())
{
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(view->fontMetrics().averageCharWidth() * 2);
    header->setResizeContentsPrecision(100);
    view->viewport()->installEventFilter(this);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &Columns::measure);
    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &Columns::noteChange);
    connect(model, &QAbstractItemModel::modelReset, this, &Columns::noteChange);
    connect(model, &QAbstractItemModel::layoutChanged, this, &Columns::noteChange);
    connect(model, &QAbstractItemModel::dataChanged, this, &Columns::noteChange);
    connect(header, &QHeaderView::sectionResized, this, [this](int column, int before, int now) {
        if (!m_arranging && before > 0 && now > 0) // 0 is hidden
            m_dragged.insert(column, now);
    });
}

bool Columns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show)
        measure();
    else if (event->type() == QEvent::Resize)
        arrange();
    return QObject::eventFilter(watched, event);
}

void Columns::noteChange()
{
    if (!m_view->isVisible())
        return; // measured when it is shown
    if (!m_measured)
        measure();
    else if (!m_later.isActive())
        m_later.start(0);
}

void Columns::measure()
{
    m_measured = m_view->model()->rowCount() > 0;
    for (int i = 0; i < int(m_needs.size()); ++i)
        m_needs[size_t(i)] = std::max(
            {m_needs[size_t(i)], m_header->sectionSizeHint(i), m_view->sizeHintForColumn(i)});
    arrange();
}

void Columns::arrange()
{
    const QScopedValueRollback arranging(m_arranging, true);
    std::vector<int> needs;
    std::vector<int> shares;
    std::vector<int> columns;
    int rest = -1;
    int room = m_view->viewport()->width();
    for (int i = 0; i < int(m_shares.size()); ++i) {
        if (m_header->isSectionHidden(i))
            continue;
        if (const auto dragged = m_dragged.constFind(i); dragged != m_dragged.cend()) {
            room -= *dragged;
            continue;
        }
        if (i == m_rest)
            rest = int(columns.size());
        columns.push_back(i);
        needs.push_back(m_needs[size_t(i)]);
        shares.push_back(std::max(1, m_shares[size_t(i)]));
    }
    const std::vector<int> widths = shareRoom(needs, shares, std::max(0, room), rest);
    for (size_t i = 0; i < columns.size(); ++i)
        m_header->resizeSection(columns[i], widths[i]);
}

} // namespace pelorus::ui
