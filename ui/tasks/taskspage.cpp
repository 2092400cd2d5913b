// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskspage.h"

#include "core/store/stores.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/tasks/taskview.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/exportbox.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::ui {
namespace {

constexpr int kRows = 2000;

/// The list, with `wanted` in any case.
Result<TaskList> readTasks(const store::DatabasePtr &database, JobId wanted)
{
    store::JobStore jobs(database);
    auto rows = jobs.rows(kRows);
    if (!rows)
        return fail(rows.error());
    const auto counts = jobs.counts();
    if (!counts)
        return fail(counts.error());
    TaskList list{std::move(*rows), *counts, std::nullopt};
    if (!wanted.isValid() || std::ranges::any_of(list.rows, [&](const store::JobRow &row) {
            return row.job.id == wanted;
        }))
        return list;
    if (auto row = jobs.row(wanted))
        list.rows.push_back(std::move(*row));
    else
        list.missing = row.error();
    return list;
}

} // namespace

TasksPage::TasksPage(Services &services, QWidget *parent)
    : Page(tr("Tasks"), parent)
    , m_services(services)
    , m_model(new TaskModel(this))
    , m_table(new TableView(this))
    , m_view(new TaskView(services, this))
    , m_group(new QComboBox(this))
    , m_bulk(new QComboBox(this))
    , m_search(new QLineEdit(this))
    , m_reader(
          services.workers,
          this,
          [database = services.database] { return readTasks(database, {}); },
          [this](Result<TaskList> list) {
              if (list) {
                  banner()->clearRetried();
                  show(std::move(*list));
              } else {
                  banner()->showError(list.error(), [this] { refresh(); });
              }
          })
{
    m_group->addItems(
        {tr("All tasks"), tr("Needs you"), tr("Running"), tr("Waiting"), tr("Ended")});
    m_group->setAccessibleName(tr("State"));
    m_bulk->addItem(tr("All uploads"));
    m_bulk->setObjectName(u"taskUploads"_s);
    m_bulk->setAccessibleName(tr("Bulk upload"));
    m_bulk->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_bulk->setMinimumContentsLength(14);
    m_search->setPlaceholderText(tr("Search account or title"));
    m_search->setAccessibleName(tr("Search tasks"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icons::icon(u"search"_s, Role::Muted), QLineEdit::LeadingPosition);

    m_table->setObjectName(u"tasksTable"_s);
    m_table->setAccessibleName(tr("Tasks"));
    m_table->setModel(m_model);
    m_table->setColumns({22, 14, 14, 10, 26, 12}, TaskModel::Now);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);

    auto *filterRow = new QWidget(this);
    auto *filters = new QHBoxLayout(filterRow);
    filters->setContentsMargins(16, 4, 12, 8);
    filters->setSpacing(8);
    filters->addWidget(m_search, 1);
    filters->addWidget(m_group);
    filters->addWidget(m_bulk);
    auto *left = new QWidget(this);
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->setSpacing(0);
    leftLayout->addWidget(filterRow);
    leftLayout->addWidget(separator(left));
    leftLayout->addWidget(m_table, 1);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(left);
    splitter->addWidget(m_view);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setChildrenCollapsible(false);
    m_view->setMinimumWidth(fontMetrics().averageCharWidth() * 56);
    setContent(splitter, m_table);
    auto *empty = new EmptyState(
        u"tasks"_s,
        tr("No tasks yet"),
        tr("Every upload becomes a task for each account. Here you follow it step by step, take it "
           "over when the site asks for a person, and see what went out."),
        tr("Start a bulk upload"),
        this);
    connect(empty, &EmptyState::clicked, this, &TasksPage::bulkRequested);
    setEmptyState(empty);

    connect(m_group, &QComboBox::currentIndexChanged, this, &TasksPage::applyFilter);
    connect(m_bulk, &QComboBox::currentIndexChanged, this, &TasksPage::applyFilter);
    connect(m_search, &QLineEdit::textChanged, this, &TasksPage::applyFilter);
    connect(m_table->selectionModel(),
            &QItemSelectionModel::currentRowChanged,
            this,
            &TasksPage::showCurrent);
    connect(m_table, &QTableView::activated, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_view, &TaskView::retryRequested, this, &TasksPage::retry);
    connect(m_view, &TaskView::cancelPressed, this, &TasksPage::cancel);
    connect(m_table, &TableView::deletePressed, this, [this] {
        if (const store::JobRow *row = m_model->row(m_table->currentIndex()))
            cancel(row->job);
    });
    auto *save = iconButton(u"link"_s, tr("Export results…"), this);
    save->setObjectName(u"tasksExport"_s);
    save->setToolTip(tr("What became of every video of the tasks that are shown, as CSV."));
    headerTools()->addWidget(save);
    connect(save, &QPushButton::clicked, this, &TasksPage::exportResults);
    m_clock.setInterval(10s);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (!isVisible())
            return;
        m_model->tick();
        m_view->showHead();
    });
    m_clock.start();
}

void TasksPage::cancel(const store::Job &job)
{
    if (store::isFinal(job.state) || job.state == store::JobState::Unconfirmed)
        return;
    const auto go = [this, id = job.id] { emit cancelRequested(id); };
    if (job.state == store::JobState::Pending) {
        go(); // "Try again" takes it back
        return;
    }
    askFirst(this,
             tr("Cancel task"),
             tr("Cancel the task on %1, which is at work?").arg(job.accountName),
             tr("It ends in order. A video that it is just sharing may go out all the same."),
             tr("Cancel task"),
             tr("Keep it running"),
             go);
}

void TasksPage::exportResults()
{
    askCsvFile(this,
               tr("Export results"),
               u"results.csv"_s,
               [this, filter = m_model->filter()](const QString &path) {
                   writeList(
                       m_services,
                       banner(),
                       path,
                       [database = m_services.database,
                        filter,
                        stop = m_services.workers.stopToken()]() -> Result<store::ListExport> {
                           // All that match, also those that the list is too short for.
                           const auto rows
                               = store::JobStore(database).rows(std::numeric_limits<int>::max());
                           if (!rows)
                               return fail(rows.error());
                           std::vector<JobId> jobs;
                           for (const store::JobRow &row : *rows)
                               if (matches(filter, row))
                                   jobs.push_back(row.job.id);
                           return store::exportResults(database, jobs, {Deadline::never(), stop});
                       });
               });
}

QSet<QString> TasksPage::tables() const
{
    return {u"pelorus_job"_s,
            u"pelorus_item"_s,
            u"pelorus_task_event"_s,
            u"pelorus_evidence"_s,
            u"pelorus_publication"_s,
            u"pelorus_account"_s, // pauses
            u"uploader_instagramaccount"_s};
}

void TasksPage::refresh()
{
    m_reader.refresh();
}

void TasksPage::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
}

void TasksPage::show(TaskList list)
{
    const bool first = m_model->total() == 0;
    m_counts = list.counts;
    m_model->setRows(std::move(list.rows));
    fillBulks();
    showEmpty(m_model->total() == 0);
    updateSummary();
    if (list.missing && std::exchange(m_wanted, {}).isValid())
        banner()->showError(*list.missing);
    if (selectWanted())
        return;
    if (first && m_model->rowCount() > 0 && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    else
        showCurrent();
}

void TasksPage::applyFilter()
{
    m_model->setFilter({TaskFilter::Group(m_group->currentIndex()),
                        m_search->text(),
                        {m_bulk->currentData().toLongLong()}});
    updateSummary();
}

void TasksPage::fillBulks()
{
    QList<std::pair<qint64, QString>> bulks;
    for (const store::JobRow &row : *m_model->snapshot())
        if (const std::pair bulk(row.job.bulkTaskId.value, row.title);
            bulk.first > 0 && !bulks.contains(bulk) && bulks.size() < 100)
            bulks.append(bulk);
    if (m_bulk->count() == bulks.size() + 1
        && (bulks.isEmpty() || m_bulk->itemData(1).toLongLong() == bulks.first().first))
        return;
    const QVariant chosen = m_bulk->currentData();
    const QSignalBlocker quiet(m_bulk);
    m_bulk->clear();
    m_bulk->addItem(tr("All uploads"));
    for (const auto &[id, title] : bulks)
        m_bulk->addItem(title, id);
    m_bulk->setCurrentIndex(std::max(0, m_bulk->findData(chosen)));
    applyFilter(); // the chosen one may not be listed any more
}

void TasksPage::select(JobId job)
{
    m_group->setCurrentIndex(0);
    m_bulk->setCurrentIndex(0);
    m_search->clear();
    m_wanted = job;
    if (!selectWanted())
        m_reader.ask([database = m_services.database, job] { return readTasks(database, job); });
}

bool TasksPage::selectWanted()
{
    const int row = m_model->rowOf(m_wanted.value);
    if (row < 0)
        return false;
    m_wanted = {};
    m_table->scrollTo(m_model->index(row, 0));
    m_table->selectRow(row);
    showCurrent(); // of a row that was current already, too
    return true;
}

void TasksPage::followRunning()
{
    const auto runs
        = [this](const store::JobRow *row) { return row && m_runsHere && m_runsHere(row->job.id); };
    if (runs(m_model->row(m_table->currentIndex())))
        return;
    for (int i = 0; i < m_model->rowCount(); ++i)
        if (runs(&m_model->row(i))) {
            m_table->selectRow(i);
            return;
        }
}

void TasksPage::showOnly(TaskFilter::Group group)
{
    m_group->setCurrentIndex(int(group));
}

void TasksPage::addStep(const store::TaskEvent &event)
{
    m_model->noteStep(event);
    m_view->addStep(event);
}

void TasksPage::updateSummary()
{
    setSummary(tr("%1 need you · %2 running · %3 waiting · %4 ended")
                   .arg(format::number(m_counts.needYou),
                        format::number(m_counts.running),
                        format::number(m_counts.waiting),
                        format::number(m_counts.ended)));
}

void TasksPage::showCurrent()
{
    const store::JobRow *row = m_model->row(m_table->currentIndex());
    m_view->setTask(row, row && m_runsHere && m_runsHere(row->job.id));
}

void TasksPage::request(JobId job, store::JobRequest request)
{
    m_services.workers.run(
        this,
        [database = m_services.database, job, request] {
            return store::JobStore(database).request(job, request);
        },
        [this](const Result<void> &done) {
            if (!done)
                banner()->showError(done.error());
            refresh();
        });
}

void TasksPage::retry(JobId job)
{
    m_services.workers.run(
        this,
        [database = m_services.database, job] { return store::JobStore(database).retry(job); },
        [this](const Result<void> &done) {
            if (!done)
                banner()->showError(done.error());
            else
                emit retried();
            refresh();
        });
}

} // namespace pelorus::ui
