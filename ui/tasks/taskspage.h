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

/// What runs, what needs a person, what went out.
class TasksPage final : public Page
{
    Q_OBJECT
public:
    explicit TasksPage(Services &services, QWidget *parent = nullptr);

    void refresh() override;
    void focusFilter() override;
    void show(std::vector<store::JobRow> rows);
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

protected:
    [[nodiscard]] QSet<QString> tables() const override;

private:
    void updateSummary();
    void showCurrent();
    void retry(JobId job);
    void fillBulks();
    void exportResults();

    Services &m_services;
    TaskModel *m_model;
    TableView *m_table;
    TaskView *m_view;
    QComboBox *m_group;
    QComboBox *m_bulk;
    QLineEdit *m_search;
    Reader<std::vector<store::JobRow>> m_reader;
    std::function<bool(JobId)> m_runsHere;
    QTimer m_clock;
};

} // namespace pelorus::ui
