// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/videospart.h"

#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/tableview.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedLayout>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

VideosPart::VideosPart(Workers &workers, const std::shared_ptr<BulkDraft> &draft, QWidget *parent)
    : QWidget(parent)
    , m_workers(workers)
    , m_draft(draft)
    , m_intake(new Intake(workers, draft, this))
    , m_model(new VideoModel(draft, this))
    , m_table(new TableView(this))
    , m_count(headingLabel({}, this))
    , m_hint(roleLabel(
          Role::Muted,
          tr("Drop or paste videos or a folder here, or add them with the buttons above."),
          this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Stop reading"), this))
    , m_again(new QPushButton(tr("Read again"), this))
{
    setAcceptDrops(true);
    setFocusProxy(m_table);
    m_hint->setAlignment(Qt::AlignCenter);
    m_table->setObjectName(u"bulkVideos"_s);
    m_table->setAccessibleName(tr("Videos"));
    m_table->setModel(m_model);
    const int line = fontMetrics().height();
    m_table->setIconSize(QSize(line * 3, line * 2));
    m_table->verticalHeader()->setDefaultSectionSize(line * 2 + 8);
    m_table->setColumns({22, 9, 14, 24}, VideoModel::Problem);
    m_table->setFileDrops(true);
    auto *files = iconButton(u"plus"_s, tr("Add videos…"), this);
    auto *folder = iconButton(u"folder"_s, tr("Add folder…"), this);
    m_progress->setTextVisible(true);
    m_progress->setAccessibleName(tr("Reading the videos"));

    auto *head = new QHBoxLayout;
    head->addWidget(m_count, 1);
    head->addWidget(files);
    head->addWidget(folder);
    auto *reading = new QHBoxLayout;
    reading->addWidget(m_progress, 1);
    reading->addWidget(m_cancel);
    reading->addWidget(m_again);
    reading->insertStretch(0);
    auto *hintLayout = new QVBoxLayout(m_table->viewport());
    hintLayout->addWidget(m_hint, 0, Qt::AlignCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    layout->addLayout(reading);

    connect(files, &QPushButton::clicked, this, &VideosPart::chooseFiles);
    connect(folder, &QPushButton::clicked, this, &VideosPart::chooseFolder);
    connect(m_cancel, &QPushButton::clicked, m_intake, &Intake::cancel);
    connect(m_again, &QPushButton::clicked, m_intake, &Intake::again);
    connect(m_table, &TableView::filesDropped, this, &VideosPart::addPaths);
    connect(m_table, &TableView::deletePressed, this, &VideosPart::removeSelected);
    connect(m_intake, &Intake::progressed, this, [this] {
        m_model->touch();
        showProgress();
        emit changed();
    });
    showProgress();
    m_intake->start();
}

void VideosPart::addPaths(const QStringList &paths)
{
    addPathsAfter({}, paths);
}

void VideosPart::addPathsAfter(std::function<void(const QStringList &fresh)> before,
                               const QStringList &paths)
{
    m_workers.run(
        this,
        [paths] { return videosAmong(paths); },
        [this, before = std::move(before)](const QStringList &videos) {
            if (videos.isEmpty())
                emit foundNone();
            else if (before)
                before(m_draft->unknown(videos));
            m_model->add(videos);
            m_intake->start();
            showProgress();
            emit changed();
        });
}

void VideosPart::take(const QStringList &paths)
{
    m_model->remove(paths);
    showProgress();
}

QStringList VideosPart::selectedPaths() const
{
    QStringList paths;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        paths << m_model->path(index.row());
    return paths;
}

void VideosPart::showProgress()
{
    const int all = int(m_draft->videos.size());
    const int unread = m_draft->unread();
    qint64 bytes = 0;
    int failed = 0;
    for (const DraftVideo &video : m_draft->videos) {
        bytes += video.size;
        failed += video.state == DraftVideo::State::Failed;
    }
    m_count->setText(all == 0 ? tr("1. Videos")
                              : tr("1. Videos: %Ln, %1", nullptr, all).arg(format::size(bytes)));
    m_hint->setVisible(all == 0);
    const bool running = m_intake->isRunning();
    m_progress->setVisible(running);
    m_cancel->setVisible(running);
    m_again->setVisible(!running && (unread > 0 || failed > 0));
    m_progress->setRange(0, std::max(1, all));
    m_progress->setValue(all - unread);
    m_progress->setFormat(
        tr("%1 of %2 read").arg(format::number(all - unread), format::number(all)));
}

void VideosPart::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Add videos"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Videos (*.mp4 *.mov *.m4v)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, &VideosPart::addPaths);
    dialog->open();
}

void VideosPart::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Add the videos of a folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::filesSelected, this, &VideosPart::addPaths);
    dialog->open();
}

void VideosPart::removeSelected()
{
    const QStringList paths = selectedPaths();
    if (paths.isEmpty())
        return;
    std::vector<std::pair<int, DraftVideo>> gone;
    for (const QString &path : paths) {
        const int at = m_draft->videoAt(path);
        gone.emplace_back(at, m_draft->videos[size_t(at)]);
    }
    std::ranges::sort(gone, {}, &std::pair<int, DraftVideo>::first);
    const auto assigned = m_draft->assigned;
    m_model->remove(paths);
    showProgress();
    emit changed();
    emit removed(int(gone.size()), [this, gone, assigned, paths] {
        m_model->insert(gone);
        m_draft->assignAgain(assigned, paths);
        m_intake->start();
        showProgress();
        emit changed();
    });
}

void VideosPart::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void VideosPart::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    addPaths(droppedFiles(event->mimeData()));
}

} // namespace pelorus::ui
