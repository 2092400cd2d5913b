// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskview.h"

#include "core/store/stores.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/words.h"
#include "ui/tasks/evidencedialog.h"
#include "ui/tasks/livepicture.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/roledelegate.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

Result<TaskDetails> readTask(const store::DatabasePtr &database, const store::Job &job)
{
    TaskDetails details;
    details.id = job.id;
    auto items = store::JobStore(database).items(job.id);
    if (!items)
        return fail(items.error());
    details.items = std::move(*items);
    store::EventStore events(database);
    auto steps = events.events(job.id);
    if (!steps)
        return fail(steps.error());
    details.events = std::move(*steps);
    auto evidence = events.evidence(job.id);
    if (!evidence)
        return fail(evidence.error());
    details.evidence = std::move(*evidence);
    for (const store::Evidence &one : details.evidence)
        details.pictures.push_back(QImage::fromData(one.jpeg, "JPEG"));
    if (job.state == store::JobState::Unconfirmed) {
        auto open = store::PublicationStore(database).unconfirmed(job.accountId);
        if (!open)
            return fail(open.error());
        for (const store::Publication &publication : *open)
            if (publication.jobId == job.id)
                details.unconfirmed.push_back(publication);
    }
    return details;
}

TaskView::TaskView(Services &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_reader(
          services.workers,
          this,
          [] { return Result<TaskDetails>(TaskDetails{}); },
          [this](Result<TaskDetails> details) {
              if (details) {
                  m_banner->clearRetried();
                  showDetails(std::move(*details));
              } else {
                  m_banner->showError(details.error(), [this] { m_reader.refresh(); });
              }
          })
    , m_title(titleLabel({}, this))
    , m_state(roleLabel(Role::Muted, {}, this))
    , m_error(roleLabel(Role::Text, {}, this))
    , m_takeOver(iconButton(u"hand"_s, tr("Take over"), this))
    , m_giveBack(iconButton(u"undo"_s, tr("Give back"), this))
    , m_cancel(iconButton(u"cross"_s, tr("Cancel task"), this))
    , m_retry(iconButton(u"refresh"_s, tr("Try again"), this))
    , m_settle(new QWidget(this))
    , m_settleText(roleLabel(Role::Warning, {}, m_settle))
    , m_banner(new Banner(this))
    , m_picture(new LivePicture(services.workers, this))
    , m_items(new QTreeWidget(this))
    , m_steps(new TimelineModel(this))
    , m_timeline(new QListView(this))
{
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_takeOver->setToolTip(tr("Brings the browser to the front and lets you work in it."));
    m_giveBack->setToolTip(tr("Lets the task go on from where you left the browser."));
    m_state->setObjectName(u"taskState"_s);
    m_takeOver->setObjectName(u"takeOver"_s);
    m_giveBack->setObjectName(u"giveBack"_s);
    m_cancel->setObjectName(u"cancelTask"_s);
    m_retry->setObjectName(u"retryTask"_s);

    m_items->setColumnCount(3);
    m_items->setHeaderLabels({tr("Video"), tr("Outcome"), tr("Link or reason")});
    m_items->setItemDelegate(new RoleDelegate(m_items));
    m_items->setRootIsDecorated(false);
    m_items->setUniformRowHeights(true);
    m_items->setFrameShape(QFrame::NoFrame);
    m_items->setAccessibleName(tr("Videos of the task"));
    new Columns(m_items, m_items->header(), {17, 23, 26}, 2);
    m_items->setMinimumHeight(fontMetrics().height() * 6);
    m_timeline->setModel(m_steps);
    m_timeline->setItemDelegate(new TimelineDelegate(m_timeline));
    m_timeline->setFrameShape(QFrame::NoFrame);
    m_timeline->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_timeline->setResizeMode(QListView::Adjust);
    m_timeline->setWordWrap(true);
    m_timeline->setAccessibleName(tr("Steps"));
    setFocusProxy(m_timeline);

    auto *seen = new QPushButton(tr("It is published"), m_settle);
    auto *notThere = new QPushButton(tr("It is not there"), m_settle);
    auto *settleLayout = new QHBoxLayout(m_settle);
    settleLayout->setContentsMargins(0, 0, 0, 0);
    settleLayout->addWidget(m_settleText, 1);
    settleLayout->addWidget(seen);
    settleLayout->addWidget(notThere);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {m_takeOver, m_giveBack, m_retry, m_cancel})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *head = new QVBoxLayout;
    head->setContentsMargins(12, 8, 12, 8);
    head->setSpacing(4);
    head->addWidget(m_title);
    head->addWidget(m_state);
    head->addWidget(m_error);
    head->addWidget(m_settle);
    head->addLayout(buttons);

    auto *stepsBox = new QWidget(this);
    auto *stepsLayout = new QVBoxLayout(stepsBox);
    stepsLayout->setContentsMargins(0, 8, 0, 0);
    stepsLayout->setSpacing(4);
    auto *stepsHeading = headingLabel(tr("Steps"), stepsBox);
    stepsHeading->setContentsMargins(12, 0, 12, 0);
    stepsLayout->addWidget(stepsHeading);
    stepsLayout->addWidget(m_timeline, 1);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_picture);
    splitter->addWidget(m_items);
    splitter->addWidget(stepsBox);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setStretchFactor(2, 4);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_banner);
    layout->addWidget(splitter, 1);

    connect(m_takeOver, &QPushButton::clicked, this, [this] { emit takeOverRequested(job()); });
    connect(m_giveBack, &QPushButton::clicked, this, [this] { emit giveBackRequested(job()); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { emit cancelPressed(m_row.job); });
    connect(m_retry, &QPushButton::clicked, this, [this] { emit retryRequested(job()); });
    seen->setObjectName(u"settleSeen"_s);
    notThere->setObjectName(u"settleNotThere"_s);
    m_settleText->setObjectName(u"settleText"_s);
    connect(m_items, &QTreeWidget::currentItemChanged, this, &TaskView::showSettle);
    connect(seen, &QPushButton::clicked, this, [this, seen] {
        askToSettle(store::PublicationState::Confirmed,
                    seen->text(),
                    tr("The task then counts the video as published and never sends it again."));
    });
    connect(notThere, &QPushButton::clicked, this, [this, notThere] {
        askToSettle(store::PublicationState::Refused,
                    notThere->text(),
                    tr("The video may be sent again then. If it is there after all, it stands on "
                       "the account twice."));
    });
    connect(m_items, &QTreeWidget::itemActivated, this, [](QTreeWidgetItem *item) {
        if (const QUrl url(item->data(2, Qt::UserRole).toString()); url.isValid() && !url.isEmpty())
            QDesktopServices::openUrl(url);
    });
    connect(m_timeline, &QListView::activated, this, [this](const QModelIndex &index) {
        openEvidence(index.row());
    });
    connect(m_timeline, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (m_steps->entry(index.row()).evidence >= 0)
            openEvidence(index.row());
    });
    setTask(nullptr, false);
}

void TaskView::setTask(const store::JobRow *row, bool runsHere)
{
    const JobId before = m_row.job.id;
    m_row = row ? *row : store::JobRow{};
    m_runsHere = row && runsHere;
    setEnabled(row != nullptr);
    showHead();
    m_picture->setJob(m_runsHere ? m_row.job.id : JobId{});
    if (m_row.job.id != before) {
        m_banner->clear();
        m_details = {};
        showItems();
        showSteps();
    }
    if (!row) {
        m_reader.forget();
        return;
    }
    m_reader.ask(
        [database = m_services.database, job = m_row.job] { return readTask(database, job); },
        m_row.job.id.value);
}

void TaskView::showHead()
{
    const store::Job &job = m_row.job;
    const bool any = job.id.isValid();
    const words::Look look = words::job(job);
    m_title->setText(any ? job.accountName : tr("No task chosen"));
    QString state = any ? tr("%1 · %2 · %3 of %4 published", "state, title, count, count")
                              .arg(look.text,
                                   m_row.title,
                                   format::number(m_row.published),
                                   format::number(m_row.videos))
                        : tr("Choose a task in the list to follow it here.");
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (job.state == store::JobState::Pending) {
        if (const QString why = words::whyItWaits(m_row, now); any && !why.isEmpty())
            state += u" · "_s + why;
    } else if (job.startedAt && !job.machine.isEmpty()) {
        state += u" · "_s
            + tr("on %1, started %2", "machine, time")
                  .arg(job.machine, format::relative(*job.startedAt, now));
    }
    m_state->setText(state);
    setRole(m_state, any ? look.role : Role::Muted);
    m_error->setText(job.error);
    m_error->setVisible(!job.error.isEmpty());

    const bool stopping = job.request == store::JobRequest::Cancel;
    const bool running = job.state == store::JobState::Running && !stopping;
    const bool needs = job.state == store::JobState::NeedsOperator && !stopping;
    m_takeOver->setVisible(any && (running || needs));
    m_takeOver->setEnabled(m_runsHere);
    m_giveBack->setVisible(any && needs);
    m_giveBack->setEnabled(m_runsHere);
    m_cancel->setVisible(any && !stopping && !store::isFinal(job.state)
                         && job.state != store::JobState::Unconfirmed);
    m_retry->setVisible(any
                        && (job.state == store::JobState::Failed
                            || job.state == store::JobState::Partial
                            || job.state == store::JobState::Cancelled));
}

void TaskView::showDetails(TaskDetails details)
{
    if (details.id != m_row.job.id)
        return;
    m_details = std::move(details);
    showItems();
    showSteps();
}

void TaskView::showItems()
{
    // In place: a refresh must not take the current row or a double-click away.
    const auto &items = m_details.items;
    while (m_items->topLevelItemCount() > int(items.size()))
        delete m_items->takeTopLevelItem(m_items->topLevelItemCount() - 1);
    for (int i = 0; i < int(items.size()); ++i) {
        const store::Item &item = items[size_t(i)];
        QTreeWidgetItem *row = m_items->topLevelItem(i);
        if (!row)
            row = new QTreeWidgetItem(m_items);
        const words::Look look = words::item(item.state);
        const QString last = item.permalink.isEmpty() ? item.error : item.permalink;
        const QStringList texts{QFileInfo(item.storedPath).fileName(), look.text, last};
        for (int column = 0; column < int(texts.size()); ++column)
            row->setText(column, texts[column]);
        row->setIcon(1, icons::icon(look.icon, look.role));
        row->setData(1, RoleDelegate::ColorRole, int(look.role));
        row->setToolTip(0, QStringList{texts[0], item.caption}.join(u'\n').trimmed());
        row->setToolTip(1, texts[1]);
        row->setToolTip(2, last);
        row->setData(2, Qt::UserRole, item.permalink);
        row->setData(
            2, RoleDelegate::ColorRole, int(item.permalink.isEmpty() ? Role::Text : Role::Accent));
    }
    showSettle();
}

void TaskView::showSteps()
{
    auto *bar = m_timeline->verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum() - 4;
    const bool runs = m_row.job.state == store::JobState::Running
        || m_row.job.state == store::JobState::NeedsOperator;
    m_steps->setEntries(buildTimeline(m_details.events, m_details.items, m_details.evidence, runs),
                        m_details.pictures);
    if (runs && atEnd)
        m_timeline->scrollToBottom();
}

void TaskView::addStep(const store::TaskEvent &event)
{
    if (event.jobId != m_row.job.id)
        return;
    m_details.id = event.jobId;
    m_details.events.push_back(event);
    if (!m_details.events.back().at.isValid())
        m_details.events.back().at = QDateTime::currentDateTimeUtc();
    showSteps();
}

const store::Publication *TaskView::toSettle() const
{
    const auto &open = m_details.unconfirmed;
    const int current = m_items->indexOfTopLevelItem(m_items->currentItem());
    if (current >= 0 && current < int(m_details.items.size())) {
        const auto found = std::ranges::find(
            open, m_details.items[size_t(current)].id, &store::Publication::itemId);
        if (found != open.end())
            return &*found;
    }
    return open.empty() ? nullptr : &open.front();
}

QString TaskView::videoOf(const store::Publication &publication) const
{
    const auto item = std::ranges::find(m_details.items, publication.itemId, &store::Item::id);
    return item == m_details.items.end() ? QString() : QFileInfo(item->storedPath).fileName();
}

void TaskView::showSettle()
{
    const store::Publication *open = toSettle();
    m_settle->setVisible(open);
    if (!open)
        return;
    const QString video = videoOf(*open);
    // A label cannot wrap it, and would widen everything by it.
    QString text = tr("Look for %1 on the account before you try again.")
                       .arg(fontMetrics().elidedText(
                           video, Qt::ElideMiddle, fontMetrics().averageCharWidth() * 30));
    if (m_details.unconfirmed.size() > 1)
        text += u' '
            + tr("%Ln videos are unconfirmed: choose another one in the list.",
                 nullptr,
                 int(m_details.unconfirmed.size()));
    m_settleText->setText(text);
    m_settleText->setToolTip(video);
}

void TaskView::askToSettle(store::PublicationState state, const QString &yes, const QString &more)
{
    const store::Publication *open = toSettle();
    if (!open)
        return;
    askFirst(
        this,
        m_row.job.accountName,
        tr("Did you look for %1 on the account %2?").arg(videoOf(*open), m_row.job.accountName),
        more + u' ' + tr("This cannot be undone."),
        yes,
        tr("Leave it open"),
        [this, state, id = open->id] { settle(id, state); });
}

void TaskView::settle(PublicationId id, store::PublicationState state)
{
    m_services.workers.run(
        this,
        [database = m_services.database, id, state, who = m_services.operatorName] {
            return store::PublicationStore(database).settleByHand(id, state, {}, who);
        },
        [this](const Result<void> &done) {
            if (!done)
                m_banner->showError(done.error());
            else
                m_reader.refresh();
        });
}

void TaskView::openEvidence(int index)
{
    const int evidence = m_steps->entry(index).evidence;
    if (evidence < 0 || evidence >= int(m_details.evidence.size()))
        return;
    auto *dialog = new EvidenceDialog(
        m_details.evidence[size_t(evidence)], m_details.pictures[size_t(evidence)], this);
    dialog->open();
}

} // namespace pelorus::ui
