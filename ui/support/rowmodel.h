// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QScopedValueRollback>

#include <algorithm>
#include <memory>
#include <numeric>
#include <vector>

namespace pelorus::ui {

/// Roles beyond Qt's.
enum RowRole {
    KeyRole = Qt::UserRole + 1, ///< the row's key, qint64
};

/// A table over an immutable snapshot of structs that came from a worker. A new snapshot is applied
/// as removals, one permutation and insertions in runs, so that selection, current row and scroll
/// position stay with their rows. Filtering and sorting happen here, on pointers: a
/// QSortFilterProxyModel needs seconds on 100,000 rows.
template <typename Row>
class RowModel : public QAbstractTableModel
{
public:
    using Snapshot = std::shared_ptr<const std::vector<Row>>;

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_shown.size());
    }
    /// Rows before filtering.
    [[nodiscard]] int total() const { return m_snapshot ? int(m_snapshot->size()) : 0; }
    [[nodiscard]] const Row &row(int row) const { return *m_shown.at(size_t(row)); }
    [[nodiscard]] const Row *row(const QModelIndex &index) const
    {
        return index.isValid() && index.row() < rowCount() ? &row(index.row()) : nullptr;
    }
    /// -1 when it is not shown.
    [[nodiscard]] int rowOf(qint64 key) const
    {
        if (m_rowOf.isEmpty() && !m_shown.empty()) {
            m_rowOf.reserve(rowCount());
            for (int i = 0; i < rowCount(); ++i)
                m_rowOf.insert(keyOf(row(i)), i);
        }
        return m_rowOf.value(key, -1);
    }
    /// Also where it is filtered out; null when it does not exist.
    [[nodiscard]] const Row *find(qint64 key) const
    {
        if (!m_snapshot)
            return nullptr;
        const auto it = std::ranges::find_if(
            *m_snapshot, [&](const Row &candidate) { return keyOf(candidate) == key; });
        return it == m_snapshot->end() ? nullptr : &*it;
    }
    [[nodiscard]] const Snapshot &snapshot() const { return m_snapshot; }
    /// In the middle of a new snapshot, filter or order: what looks at many rows waits for its end.
    [[nodiscard]] bool isArranging() const { return m_arranging; }

    void setSnapshot(Snapshot snapshot)
    {
        const Snapshot before = std::exchange(m_snapshot, std::move(snapshot));
        arrange();
    }
    void setRows(std::vector<Row> rows)
    {
        setSnapshot(std::make_shared<const std::vector<Row>>(std::move(rows)));
    }
    /// -1 keeps the order of the snapshot.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override
    {
        m_sortColumn = column;
        m_sortOrder = order;
        arrange();
    }
    /// Says that what is shown of the rows depends on the time and may have changed.
    void tick()
    {
        if (rowCount() > 0)
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }

protected:
    [[nodiscard]] virtual qint64 keyOf(const Row &row) const = 0;
    [[nodiscard]] virtual bool accepts(const Row &) const { return true; }
    /// Negative, zero, positive; equal rows keep the snapshot's order.
    [[nodiscard]] virtual int compare(const Row &, const Row &, int) const { return 0; }
    /// Filters and sorts anew; to be called when the filter changed.
    void arrange()
    {
        Pointers wanted;
        if (m_snapshot) {
            wanted.reserve(m_snapshot->size());
            for (const Row &candidate : *m_snapshot)
                if (accepts(candidate))
                    wanted.push_back(&candidate);
        }
        if (m_sortColumn >= 0) {
            const int sign = m_sortOrder == Qt::AscendingOrder ? 1 : -1;
            std::ranges::stable_sort(wanted, [&](const Row *a, const Row *b) {
                return sign * compare(*a, *b, m_sortColumn) < 0;
            });
        }
        apply(std::move(wanted));
    }

private:
    using Pointers = std::vector<const Row *>;
    /// More runs than this go as one block and one permutation.
    static constexpr size_t kMostRuns = 200;

    /// Removes `rows` (ascending) run by run from the end.
    void takeAway(const std::vector<int> &rows)
    {
        for (auto last = rows.rbegin(); last != rows.rend();) {
            auto first = last;
            while (std::next(first) != rows.rend() && *std::next(first) == *first - 1)
                ++first;
            this->beginRemoveRows({}, *first, *last);
            m_shown.erase(m_shown.begin() + *first, m_shown.begin() + *last + 1);
            m_rowOf.clear();
            this->endRemoveRows();
            last = std::next(first);
        }
    }
    static size_t runs(const std::vector<int> &rows)
    {
        size_t count = rows.empty() ? 0 : 1;
        for (size_t i = 1; i < rows.size(); ++i)
            count += rows[i] != rows[i - 1] + 1;
        return count;
    }
    void permute(Pointers order)
    {
        emit this->layoutAboutToBeChanged();
        const QModelIndexList before = this->persistentIndexList();
        QHash<qint64, int> at;
        at.reserve(qsizetype(order.size()));
        for (size_t i = 0; i < order.size(); ++i)
            at.insert(keyOf(*order[i]), int(i));
        QModelIndexList after;
        after.reserve(before.size());
        for (const QModelIndex &index : before)
            after.append(this->index(at.value(keyOf(row(index.row())), -1), index.column()));
        m_shown = std::move(order);
        m_rowOf.clear();
        this->changePersistentIndexList(before, after);
        emit this->layoutChanged();
    }

    void apply(Pointers wanted)
    {
        const QScopedValueRollback arranging(m_arranging, true);
        QHash<qint64, int> target;
        target.reserve(qsizetype(wanted.size()));
        for (size_t i = 0; i < wanted.size(); ++i)
            target.insert(keyOf(*wanted[i]), int(i));

        std::vector<int> gone;
        for (int i = 0; i < rowCount(); ++i)
            if (!target.contains(keyOf(row(i))))
                gone.push_back(i);
        if (runs(gone) > kMostRuns) {
            Pointers kept;
            Pointers lost;
            for (int i = 0; i < rowCount(); ++i)
                (target.contains(keyOf(row(i))) ? kept : lost).push_back(&row(i));
            const auto first = int(kept.size());
            kept.insert(kept.end(), lost.begin(), lost.end());
            permute(std::move(kept));
            gone.resize(lost.size());
            std::iota(gone.begin(), gone.end(), first);
        }
        takeAway(gone);

        const auto inTarget = [&](const Row *r) { return target.value(keyOf(*r)); };
        if (!std::ranges::is_sorted(m_shown, {}, inTarget)) {
            Pointers order = m_shown;
            std::ranges::sort(order, {}, inTarget);
            permute(std::move(order));
        }
        // The survivors are in the wanted order now: what is missing between them is new.
        std::vector<int> fresh;
        for (size_t next = 0, i = 0; i < wanted.size(); ++i) {
            if (next < m_shown.size() && keyOf(*m_shown[next]) == keyOf(*wanted[i]))
                ++next;
            else
                fresh.push_back(int(i));
        }
        if (runs(fresh) > kMostRuns) {
            const auto first = rowCount();
            this->beginInsertRows({}, first, first + int(fresh.size()) - 1);
            for (const int i : fresh)
                m_shown.push_back(wanted[size_t(i)]);
            m_rowOf.clear();
            this->endInsertRows();
            permute(wanted);
        } else {
            for (size_t from = 0; from < fresh.size();) {
                size_t to = from;
                while (to + 1 < fresh.size() && fresh[to + 1] == fresh[to] + 1)
                    ++to;
                this->beginInsertRows({}, fresh[from], fresh[to]);
                m_shown.insert(m_shown.begin() + fresh[from],
                               wanted.begin() + fresh[from],
                               wanted.begin() + fresh[to] + 1);
                m_rowOf.clear();
                this->endInsertRows();
                from = to + 1;
            }
        }
        m_shown = std::move(wanted); // the same keys in the same order
        tick();
    }

    Snapshot m_snapshot;
    Pointers m_shown;
    /// Cleared by each change of m_shown, also within apply(): views ask in its signals.
    mutable QHash<qint64, int> m_rowOf;
    bool m_arranging = false;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace pelorus::ui
