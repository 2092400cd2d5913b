// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/timeline.h"

#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/words.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>
#include <QListView>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

constexpr int kPad = 6;

words::Look look(TimelineEntry::State state)
{
    switch (state) {
    case TimelineEntry::State::Running:
        return {{}, u"running"_s, Role::Running};
    case TimelineEntry::State::Done:
        return {{}, u"done"_s, Role::Ok};
    case TimelineEntry::State::Failed:
        return {{}, u"failed"_s, Role::Error};
    case TimelineEntry::State::Info:
        return {{}, u"info"_s, Role::Muted};
    }
    return {};
}

} // namespace

std::vector<TimelineEntry> buildTimeline(const std::vector<store::TaskEvent> &events,
                                         const std::vector<store::Item> &items,
                                         const std::vector<store::Evidence> &evidence,
                                         bool taskRuns)
{
    QHash<qint64, QString> names;
    for (const store::Item &item : items)
        names.insert(item.id.value, QFileInfo(item.storedPath).fileName());

    std::vector<TimelineEntry> entries;
    QHash<std::pair<QString, qint64>, size_t> open;
    QHash<std::pair<QString, qint64>, size_t> closed;
    for (const store::TaskEvent &event : events) {
        const std::pair key(event.step, event.itemId.value);
        const bool failed = event.state == u"failed"_s;
        const bool ended = failed || event.state == u"done"_s;
        // A step may be told by two layers, one within the other: that is still one step.
        if (event.state == u"started"_s && open.contains(key))
            continue;
        if (ended && (open.contains(key) || closed.contains(key))) {
            const size_t at = open.contains(key) ? open.take(key) : closed.value(key);
            closed.insert(key, at);
            TimelineEntry &entry = entries[at];
            entry.to = event.at;
            entry.state = failed ? TimelineEntry::State::Failed : TimelineEntry::State::Done;
            if (!event.text.isEmpty())
                entry.note = event.text;
            continue;
        }
        closed.remove(key);
        TimelineEntry entry;
        entry.title = words::step(event.step);
        entry.note = event.text;
        entry.video = names.value(event.itemId.value);
        entry.from = event.at;
        entry.state = failed           ? TimelineEntry::State::Failed
            : ended                    ? TimelineEntry::State::Done
            : event.state == u"info"_s ? TimelineEntry::State::Info
                                       : TimelineEntry::State::Running;
        if (entry.state == TimelineEntry::State::Running)
            open.insert(key, entries.size());
        entries.push_back(std::move(entry));
    }
    if (!taskRuns)
        for (TimelineEntry &entry : entries)
            if (entry.state == TimelineEntry::State::Running)
                entry.state = TimelineEntry::State::Info;

    // Evidence belongs to the last step of its name and video that had begun by then.
    for (size_t i = 0; i < evidence.size(); ++i) {
        const QString title = words::step(evidence[i].step);
        const QString video = names.value(evidence[i].itemId.value);
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
            if (entry->title == title && entry->video == video && entry->evidence < 0) {
                entry->evidence = int(i);
                break;
            }
    }
    return entries;
}

void TimelineModel::setEntries(std::vector<TimelineEntry> entries, std::vector<QImage> pictures)
{
    const int before = rowCount();
    const int after = int(entries.size());
    m_pictures = std::move(pictures);
    const bool goesOn = before > 0 && after > 0 && m_entries.front().from == entries.front().from
        && m_entries.front().title == entries.front().title;
    if (!goesOn) {
        beginResetModel();
        m_entries = std::move(entries);
        endResetModel();
        return;
    }
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_entries = std::move(entries);
        endInsertRows();
    } else if (after < before) { // read before the last steps were written
        beginRemoveRows({}, after, before - 1);
        m_entries = std::move(entries);
        endRemoveRows();
    } else {
        m_entries = std::move(entries);
    }
    emit dataChanged(index(0), index(std::min(before, after) - 1));
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TimelineEntry &entry = m_entries[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return QString(format::timeOfDay(entry.from) + u' ' + entry.title
                       + (entry.video.isEmpty() ? QString() : u", "_s + entry.video)
                       + (entry.note.isEmpty() ? QString() : u": "_s + entry.note));
    case Qt::ToolTipRole:
        return format::exact(entry.from);
    default:
        return {};
    }
}

QImage TimelineModel::picture(int row) const
{
    const int evidence = m_entries[size_t(row)].evidence;
    return evidence >= 0 && evidence < int(m_pictures.size()) ? m_pictures[size_t(evidence)]
                                                              : QImage();
}

namespace {

struct Measures
{
    int time;
    int dot;
    int text;
    QSize picture;
};

Measures measures(const QStyleOptionViewItem &option, const QImage &picture)
{
    const QFontMetrics &metrics = option.fontMetrics;
    Measures m{};
    m.time = metrics.horizontalAdvance(u"00:00:00"_s) + 8;
    m.dot = metrics.height() + 12;
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    if (!picture.isNull()) {
        const int side = metrics.height() * 5;
        m.picture = picture.size().scaled(side * 2, side, Qt::KeepAspectRatio);
    }
    m.text = std::max(80,
                      width - m.time - m.dot - kPad * 2
                          - (m.picture.isEmpty() ? 0 : m.picture.width() + kPad));
    return m;
}

QString secondLine(const TimelineEntry &entry)
{
    QStringList parts;
    if (!entry.video.isEmpty())
        parts << entry.video;
    if (!entry.note.isEmpty())
        parts << entry.note;
    return parts.join(u'\n');
}

} // namespace

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const TimelineModel *>(index.model());
    if (!model)
        return QStyledItemDelegate::sizeHint(option, index);
    const Measures m = measures(option, model->picture(index.row()));
    int height = option.fontMetrics.height() + kPad;
    const QString second = secondLine(model->entry(index.row()));
    if (!second.isEmpty())
        height
            += option.fontMetrics.boundingRect(QRect(0, 0, m.text, 10000), Qt::TextWordWrap, second)
                   .height();
    return {m.time + m.dot + m.text, std::max(height, m.picture.height() + kPad)};
}

void TimelineDelegate::paint(QPainter *painter,
                             const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const auto *model = qobject_cast<const TimelineModel *>(index.model());
    if (!model)
        return;
    const TimelineEntry &entry = model->entry(index.row());
    const QImage picture = model->picture(index.row());
    const Measures m = measures(option, picture);
    const words::Look shape = look(entry.state);
    const int line = option.fontMetrics.height();
    const QRect area = option.rect;

    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(area, option.palette.color(QPalette::Highlight));
    const int middle = area.left() + m.time + m.dot / 2;
    const int top = area.top() + kPad / 2;
    painter->setPen(QPen(theme::line(), 2));
    if (index.row() > 0)
        painter->drawLine(middle, area.top(), middle, top);
    if (index.row() + 1 < model->rowCount())
        painter->drawLine(middle, top + line, middle, area.bottom() + 1);
    icons::icon(shape.icon, shape.role).paint(painter, middle - line / 2, top, line, line);

    painter->setPen(theme::color(Role::Muted));
    painter->drawText(QRect(area.left() + 4, top, m.time, line),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      format::timeOfDay(entry.from));
    const int x = area.left() + m.time + m.dot;
    QString title = entry.title;
    if (entry.to) {
        const qint64 ms = entry.from.msecsTo(*entry.to);
        title = QCoreApplication::translate("Ui", "%1 (%2 s)", "step, seconds")
                    .arg(title, QLocale().toString(double(ms) / 1000, 'f', 1));
    }
    painter->setPen(entry.state == TimelineEntry::State::Failed ? theme::color(Role::Error)
                                                                : theme::color(Role::Text));
    painter->drawText(QRect(x, top, m.text, line),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(title, Qt::ElideRight, m.text));
    painter->setPen(
        theme::color(entry.state == TimelineEntry::State::Failed ? Role::Error : Role::Muted));
    painter->drawText(QRect(x, top + line, m.text, area.bottom() - top - line),
                      Qt::TextWordWrap | Qt::AlignLeft,
                      secondLine(entry));
    if (!picture.isNull()) {
        const QRect frame(QPoint(x + m.text + kPad, top), m.picture);
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawImage(frame, picture);
        painter->setPen(theme::line());
        painter->drawRect(frame);
    }
    painter->restore();
}

} // namespace pelorus::ui
