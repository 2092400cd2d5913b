// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bulk/draft.h"

#include <QAbstractTableModel>

namespace pelorus::ui {

/// The draft's videos, in their order.
class VideoModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Size, Length, Problem, ColumnCount };

    explicit VideoModel(std::shared_ptr<BulkDraft> draft, QObject *parent = nullptr);

    void add(const QStringList &paths);
    void remove(const QStringList &paths);
    /// Puts removed ones back where they were.
    void insert(const std::vector<std::pair<int, DraftVideo>> &videos);
    /// The draft's videos were read further.
    void touch();
    [[nodiscard]] QString path(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation, int role) const override;

private:
    std::shared_ptr<BulkDraft> m_draft;
};

} // namespace pelorus::ui
