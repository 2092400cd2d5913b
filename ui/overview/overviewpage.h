// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/engine.h"
#include "ui/support/services.h"
#include "ui/widgets/page.h"

class QGridLayout;
class QLabel;
class QListWidget;

namespace pelorus::ui {

struct OverviewData
{
    store::Counters counters;
    std::vector<store::JobRow> jobs; ///< newest first
    std::vector<store::Publication> publications;
    std::vector<store::Worker> workers;
};

/// What needs me? What is running? What went out? Who works?
class OverviewPage final : public Page
{
    Q_OBJECT
public:
    explicit OverviewPage(Services &services, QWidget *parent = nullptr);
    void refresh() override { m_reader.refresh(); }
    void show(const OverviewData &data);
    void setEngine(const run::EngineStatus &status);

signals:
    void openJob(pelorus::JobId job);
    void tasksRequested();
    void bulkRequested();

protected:
    [[nodiscard]] QSet<QString> tables() const override;

private:
    void showMonth(int made);
    void showNotice();
    QListWidget *addPart(int row, int column, const QString &heading);
    void fillJobs(QListWidget *list, const OverviewData &data, bool needsYou, const QString &none);

    QGridLayout *m_grid;
    QListWidget *m_needs;
    QListWidget *m_running;
    QListWidget *m_published;
    QListWidget *m_workers;
    QList<QLabel *> m_numbers;
    QString m_waiting;
    QString m_backup;    ///< why the last scheduled one failed
    QString m_nearLimit; ///< of the plan's profiles of a month
    int m_profilesAMonth;
    Reader<OverviewData> m_reader;
};

} // namespace pelorus::ui
