// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/support/services.h"
#include "ui/transfer/transferplan.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedLayout;

namespace pelorus::ui {

class Banner;
class TableView;
class TransferFindingModel;
class TransferSource;
class TransferTableModel;

/// Moves a whole database to PostgreSQL: what and where, a dry run with the rows that need a
/// decision, the run, and what arrived. Nothing is written before the operator has seen the dry
/// run.
class TransferDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit TransferDialog(Services &services, QWidget *parent = nullptr);
    ~TransferDialog() override;

    void showReview(const TransferPreview &preview);
    void showDone(const transfer::Report &report);
    void reject() override;

signals:
    /// The program's own file is moved: its work must end first. `stopped` is to be called then.
    void workMustStop(const std::function<void()> &stopped);
    /// The old file stays in use.
    void workMayGoOn();
    /// The new database is saved.
    void restartRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Step { Source, Looking, Review, Moving, Done };

    QWidget *makeReview();
    QWidget *makeProgress();
    QWidget *makeDone();
    void setStep(Step step);
    void goOn();
    void look();
    void move();
    void run();
    void moved(const Result<transfer::Report> &report);
    void use();
    void keepOldFile();
    void resumeWork();
    void saveReport();
    void showProgress(const transfer::Progress &progress);
    /// Posts from the worker to this dialog, as long as it is there.
    [[nodiscard]] TransferProgress reporter();
    [[nodiscard]] bool canSave() const { return m_services.settings.databaseSetBy.isEmpty(); }
    /// The old file refuses to run jobs, so one of the two has to be chosen.
    [[nodiscard]] bool mustChoose() const;

    Services &m_services;
    Step m_step = Step::Source;
    Banner *m_banner;
    QStackedLayout *m_stack;
    TransferSource *m_source;
    TransferFindingModel *m_findings;
    TransferTableModel *m_tables;
    QLabel *m_summary = nullptr;
    QLabel *m_plan = nullptr;
    QLabel *m_nothing = nullptr;
    TableView *m_findingTable = nullptr;
    QLabel *m_detail = nullptr;
    QLabel *m_phase = nullptr;
    QLabel *m_numbers = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_result = nullptr;
    QLabel *m_next = nullptr;
    QPushButton *m_save;
    QPushButton *m_back;
    QPushButton *m_keep;
    QPushButton *m_close;
    QPushButton *m_go;
    TransferChoice m_choice;
    TransferPreview m_preview;
    transfer::Report m_report;
    std::stop_source m_cancel;
    bool m_workStopped = false;
    bool m_busy = false;
};

} // namespace pelorus::ui
