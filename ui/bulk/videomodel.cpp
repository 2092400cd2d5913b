// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/videomodel.h"

#include "ui/support/format.h"
#include "ui/support/icons.h"

#include <QBrush>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

VideoModel::VideoModel(std::shared_ptr<BulkDraft> draft, QObject *parent)
    : QAbstractTableModel(parent)
    , m_draft(std::move(draft))
{
    setObjectName(tr("Videos"));
}

void VideoModel::add(const QStringList &paths)
{
    const QStringList fresh = m_draft->unknown(paths);
    if (fresh.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(fresh.size()) - 1);
    for (const QString &path : fresh) {
        DraftVideo video;
        video.path = path;
        m_draft->videos.push_back(std::move(video));
    }
    endInsertRows();
}

void VideoModel::remove(const QStringList &paths)
{
    for (const QString &path : paths) {
        const int row = m_draft->videoAt(path);
        if (row < 0)
            continue;
        beginRemoveRows({}, row, row);
        m_draft->removeVideo(path);
        endRemoveRows();
    }
}

void VideoModel::insert(const std::vector<std::pair<int, DraftVideo>> &videos)
{
    for (const auto &[row, video] : videos) {
        if (m_draft->videoAt(video.path) >= 0)
            continue; // added anew meanwhile
        const int at = std::min(row, rowCount());
        beginInsertRows({}, at, at);
        const auto back = m_draft->videos.insert(m_draft->videos.begin() + at, video);
        // Who read it has found it gone.
        if (back->state == DraftVideo::State::Reading)
            back->state = DraftVideo::State::Waiting;
        endInsertRows();
    }
}

void VideoModel::touch()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString VideoModel::path(int row) const
{
    return m_draft->videos.at(size_t(row)).path;
}

int VideoModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_draft->videos.size());
}

int VideoModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant VideoModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DraftVideo &video = m_draft->videos[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Name:
            return QFileInfo(video.path).fileName();
        case Size:
            return video.size > 0 ? format::size(video.size) : QString();
        case Length:
            return video.duration.count() > 0 ? format::duration(video.duration) : QString();
        case Problem:
            switch (video.state) {
            case DraftVideo::State::Waiting:
                return tr("waits to be read");
            case DraftVideo::State::Reading:
                return tr("being read…");
            case DraftVideo::State::Stopped:
                return tr("not read");
            case DraftVideo::State::Failed:
                return video.problem;
            case DraftVideo::State::Ready:
                return tr("ready", "video");
            }
        }
        return {};
    case Qt::DecorationRole:
        if (index.column() == Name)
            return video.thumbnail.isNull() ? QVariant(icons::icon(u"film"_s, Role::Muted))
                                            : QVariant(QIcon(QPixmap::fromImage(video.thumbnail)));
        return {};
    case Qt::ForegroundRole:
        if (index.column() == Problem)
            return QBrush(theme::color(video.state == DraftVideo::State::Failed ? Role::Error
                                           : video.state == DraftVideo::State::Stopped
                                           ? Role::Warning
                                           : Role::Muted));
        return {};
    case Qt::TextAlignmentRole:
        if (index.column() == Size || index.column() == Length)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::ToolTipRole:
        return index.column() == Problem ? video.problem : QDir::toNativeSeparators(video.path);
    default:
        return {};
    }
}

QVariant VideoModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole
        && (section == Size || section == Length))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Video");
    case Size:
        return tr("Size");
    case Length:
        return tr("Length");
    case Problem:
        return tr("State");
    default:
        return {};
    }
}

} // namespace pelorus::ui
