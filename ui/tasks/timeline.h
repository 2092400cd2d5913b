// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

#include <QAbstractListModel>
#include <QImage>
#include <QStyledItemDelegate>

#include <vector>

namespace pelorus::ui {

/// One step on the timeline.
struct TimelineEntry
{
    enum class State { Running, Done, Failed, Info } state = State::Info;
    QString title;
    QString note;
    QString video; ///< file name of the video that the step is about; empty for the task itself
    QDateTime from;
    std::optional<QDateTime> to;
    int evidence = -1; ///< index into the evidence of the task
};

/// Joins the "started" and "done"/"failed" events of a step to one entry, oldest first. Steps that
/// never ended are running only while the task runs.
[[nodiscard]] std::vector<TimelineEntry> buildTimeline(const std::vector<store::TaskEvent> &events,
                                                       const std::vector<store::Item> &items,
                                                       const std::vector<store::Evidence> &evidence,
                                                       bool taskRuns);

class TimelineModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum TimelineRole { EntryRole = Qt::UserRole + 1, ImageRole };

    using QAbstractListModel::QAbstractListModel;
    /// Of the same task the rows stay; entries come and go at the end. Another one's reset the
    /// list.
    void setEntries(std::vector<TimelineEntry> entries, std::vector<QImage> pictures);
    [[nodiscard]] const TimelineEntry &entry(int row) const { return m_entries.at(size_t(row)); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QImage picture(int row) const;

private:
    std::vector<TimelineEntry> m_entries;
    std::vector<QImage> m_pictures;
};

/// Dot, line, time, words, and the evidence's picture in small.
class TimelineDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter,
               const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;
};

} // namespace pelorus::ui
