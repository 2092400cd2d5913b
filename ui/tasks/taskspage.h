// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/support/services.h"
#include "ui/tasks/taskmodel.h"
#include "ui/widgets/page.h"

#include <functional>

class QComboBox;
class QLineEdit;

namespace pelorus::ui {

class TableView;
class TaskView;

struct TaskList
{
    std::vector<store::JobRow> rows;
    store::JobCounts counts; ///< of all tasks, listed or not
    /// Where the task that was asked for does not exist.
    std::optional<Error> missing;
};

/// What runs, what needs a person, what went out.
class TasksPage final : public Page
{
    Q_OBJECT
public:
    explicit TasksPage(Services &services, QWidget *parent = nullptr);

    void refresh() override;
    void focusFilter() override;
    void show(TaskList list);
    /// At once, or when the list has been read; also a task that is too old to be listed.
    void select(JobId job);
    /// The first task that runs on this machine, if any, unless one is followed already.
    void followRunning();
    void showOnly(TaskFilter::Group group);
    /// Tells whether a task runs on this machine.
    void setRunsHere(std::function<bool(JobId)> runsHere) { m_runsHere = std::move(runsHere); }
    void addStep(const store::TaskEvent &event);
    [[nodiscard]] TaskView &view() { return *m_view; }
    [[nodiscard]] TaskModel &model() { return *m_model; }
    /// What an operator asks of a task that does not run here goes through the database.
    void request(JobId job, store::JobRequest request);

signals:
    void bulkRequested();
    void retried();
    void cancelRequested(pelorus::JobId job);

protected:
    [[nodiscard]] QSet<QString> tables() const override;

private:
    void updateSummary();
    void showCurrent();
    [[nodiscard]] bool selectWanted();
    void retry(JobId job);
    /// Asks where it runs.
    void cancel(const store::Job &job);
    void applyFilter();
    void fillBulks();
    void exportResults();

    Services &m_services;
    TaskModel *m_model;
    TableView *m_table;
    TaskView *m_view;
    QComboBox *m_group;
    QComboBox *m_bulk;
    QLineEdit *m_search;
    Reader<TaskList> m_reader;
    store::JobCounts m_counts;
    JobId m_wanted; ///< to be chosen as soon as it is listed
    std::function<bool(JobId)> m_runsHere;
    QTimer m_clock;
};

} // namespace pelorus::ui
