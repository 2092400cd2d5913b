// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"
#include "ui/support/services.h"
#include "ui/tasks/timeline.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QTreeWidget;

namespace pelorus::ui {

class Banner;
class LivePicture;

/// What belongs to one task.
struct TaskDetails
{
    JobId id;
    std::vector<store::Item> items;
    std::vector<store::TaskEvent> events;
    std::vector<store::Evidence> evidence;
    std::vector<QImage> pictures; ///< decoded, one for each evidence
    std::vector<store::Publication> unconfirmed;
};

/// Blocking; worker threads.
[[nodiscard]] Result<TaskDetails> readTask(const store::DatabasePtr &database,
                                           const store::Job &job);

/// One task: live picture, its videos with their outcome, its steps.
class TaskView final : public QWidget
{
    Q_OBJECT
public:
    TaskView(Services &services, QWidget *parent = nullptr);

    void setTask(const store::JobRow *row, bool runsHere);
    /// Also after some time has passed: the words for times are of now.
    void showHead();
    void showDetails(TaskDetails details);
    /// A step of a task on this machine, at once.
    void addStep(const store::TaskEvent &event);
    [[nodiscard]] LivePicture &picture() { return *m_picture; }
    [[nodiscard]] JobId job() const { return m_row.job.id; }

signals:
    void cancelPressed(const pelorus::store::Job &job);
    void takeOverRequested(pelorus::JobId job);
    void giveBackRequested(pelorus::JobId job);
    void retryRequested(pelorus::JobId job);

private:
    void showItems();
    void showSteps();
    void showSettle();
    /// The publication of the current video where that is open, else the first that is.
    [[nodiscard]] const store::Publication *toSettle() const;
    [[nodiscard]] QString videoOf(const store::Publication &publication) const;
    void askToSettle(store::PublicationState state, const QString &yes, const QString &more);
    void settle(PublicationId id, store::PublicationState state);
    void openEvidence(int index);

    Services &m_services;
    store::JobRow m_row;
    bool m_runsHere = false;
    TaskDetails m_details;
    Reader<TaskDetails> m_reader;
    QLabel *m_title;
    QLabel *m_state;
    QLabel *m_error;
    QPushButton *m_takeOver;
    QPushButton *m_giveBack;
    QPushButton *m_cancel;
    QPushButton *m_retry;
    QWidget *m_settle;
    QLabel *m_settleText;
    Banner *m_banner;
    LivePicture *m_picture;
    QTreeWidget *m_items;
    TimelineModel *m_steps;
    QListView *m_timeline;
};

} // namespace pelorus::ui
