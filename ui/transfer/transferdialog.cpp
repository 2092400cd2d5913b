// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transferdialog.h"

#include "core/store/movedfile.h"
#include "ui/support/format.h"
#include "ui/transfer/transfermodels.h"
#include "ui/transfer/transfersource.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/exportbox.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/tableview.h"
#include "ui/window/help.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::ui {
namespace {

constexpr int kProgressSteps = 1000;

qint64 rowsTaken(const transfer::Report &report)
{
    qint64 rows = 0;
    for (const transfer::TableReport &table : report.tables)
        rows += table.taken;
    return rows;
}

} // namespace

TransferDialog::TransferDialog(Services &services, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_banner(new Banner(this))
    , m_stack(new QStackedLayout)
    , m_source(new TransferSource(services, this))
    , m_findings(new TransferFindingModel(this))
    , m_tables(new TransferTableModel(this))
    , m_save(new QPushButton(tr("Save report…"), this))
    , m_back(new QPushButton(tr("Back"), this))
    , m_keep(new QPushButton(tr("Keep the old file"), this))
    , m_close(new QPushButton(this))
    , m_go(primaryButton({}, this))
{
    setObjectName(u"transferDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Move to PostgreSQL"));
    m_go->setObjectName(u"transferGo"_s);
    m_back->setObjectName(u"transferBack"_s);
    m_keep->setObjectName(u"transferKeep"_s);
    m_close->setObjectName(u"transferClose"_s);
    // In the order of what is shown of them.
    m_stack->addWidget(m_source);
    m_stack->addWidget(makeReview());
    m_stack->addWidget(makeProgress());
    m_stack->addWidget(makeDone());
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(16, 8, 16, 12);
    buttons->setSpacing(8);
    buttons->addWidget(m_save);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_back);
    buttons->addWidget(m_keep);
    buttons->addWidget(m_go);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(m_stack, 1);
    layout->addWidget(separator(this));
    layout->addLayout(buttons);
    resize(fontMetrics().averageCharWidth() * 160, fontMetrics().height() * 32);

    connect(m_source, &TransferSource::changed, this, [this] {
        m_go->setEnabled(m_source->isComplete());
    });
    connect(m_save, &QPushButton::clicked, this, &TransferDialog::saveReport);
    connect(m_back, &QPushButton::clicked, this, [this] { setStep(Step::Source); });
    connect(m_keep, &QPushButton::clicked, this, &TransferDialog::keepOldFile);
    connect(m_close, &QPushButton::clicked, this, &TransferDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &TransferDialog::goOn);
    setStep(Step::Source);
}

TransferDialog::~TransferDialog()
{
    m_cancel.request_stop();
}

QWidget *TransferDialog::makeReview()
{
    auto *page = new QWidget(this);
    m_summary = headingLabel({}, page);
    m_summary->setObjectName(u"transferSummary"_s);
    m_plan = roleLabel(Role::Text, {}, page);
    m_plan->setObjectName(u"transferPlan"_s);
    m_nothing = roleLabel(Role::Ok, tr("Every row can go as it is: none needs a decision."), page);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_findingTable = new TableView(page);
    m_findingTable->setObjectName(u"transferFindings"_s);
    m_findingTable->setAccessibleName(tr("Rows that need a decision"));
    m_findingTable->setModel(m_findings);
    m_findingTable->setColumns({27, 9, 16, 24, 12}, TransferFindingModel::Note);
    // The whole sentence of the current row: a column is too narrow for some.
    m_detail = roleLabel(Role::Text, {}, page);
    m_detail->setContentsMargins(16, 8, 16, 8);
    m_detail->setMinimumHeight(fontMetrics().height() * 2 + 20);
    m_detail->setAlignment(Qt::AlignTop);
    connect(m_findingTable->selectionModel(),
            &QItemSelectionModel::currentRowChanged,
            this,
            [this](const QModelIndex &current) {
                const TransferFinding *finding = m_findings->row(current);
                m_detail->setText(finding ? finding->text : QString());
            });
    auto *head = new QVBoxLayout;
    head->setContentsMargins(16, 12, 16, 12);
    head->setSpacing(8);
    head->addWidget(m_summary);
    head->addWidget(m_plan);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(separator(page));
    layout->addWidget(m_findingTable, 1);
    layout->addWidget(m_detail);
    layout->addWidget(m_nothing, 1);
    return page;
}

QWidget *TransferDialog::makeProgress()
{
    auto *page = new QWidget(this);
    m_phase = headingLabel({}, page);
    m_progress = new QProgressBar(page);
    m_progress->setTextVisible(false);
    m_numbers = roleLabel(Role::Muted, {}, page);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(48, 16, 48, 16);
    layout->setSpacing(12);
    layout->addStretch();
    layout->addWidget(m_phase);
    layout->addWidget(m_progress);
    layout->addWidget(m_numbers);
    layout->addStretch();
    return page;
}

QWidget *TransferDialog::makeDone()
{
    auto *page = new QWidget(this);
    m_result = headingLabel({}, page);
    m_result->setObjectName(u"transferResult"_s);
    m_next = roleLabel(Role::Text, {}, page);
    m_next->setObjectName(u"transferNext"_s);
    auto *table = new TableView(page);
    table->setObjectName(u"transferTables"_s);
    table->setAccessibleName(tr("Counts and checksums"));
    table->setModel(m_tables);
    table->setColumns({28, 11, 12, 11, 37, 12}, TransferTableModel::SumArrived);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(16, 12, 16, 12);
    head->setSpacing(8);
    head->addWidget(m_result);
    head->addWidget(m_next);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(separator(page));
    layout->addWidget(table, 1);
    return page;
}

void TransferDialog::setStep(Step step)
{
    m_step = step;
    const bool running = step == Step::Looking || step == Step::Moving;
    const bool done = step == Step::Done;
    m_stack->setCurrentIndex(running ? 2 : step == Step::Source ? 0 : done ? 3 : 1);
    m_save->setVisible(step == Step::Review || done);
    m_back->setVisible(step == Step::Review);
    m_keep->setVisible(done && m_preview.ours);
    m_close->setVisible(!(done && mustChoose()));
    m_close->setEnabled(true);
    m_close->setText(running ? tr("Stop") : tr("Close"));
    m_go->setVisible(!running && (!done || canSave()));
    m_go->setText(step == Step::Source ? tr("Look at the data")
                      : done           ? tr("Use the new database")
                                       : tr("Move the data"));
    m_go->setEnabled(step != Step::Source || m_source->isComplete());
    if (step == Step::Review && m_findings->rowCount() > 0)
        m_findingTable->setFocus(Qt::OtherFocusReason);
    if (!running)
        return;
    m_phase->setText(tr("Connecting…"));
    m_numbers->clear();
    m_progress->setRange(0, 0);
}

void TransferDialog::goOn()
{
    m_banner->clear();
    if (m_step == Step::Source)
        look();
    else if (m_step == Step::Review)
        move();
    else if (m_step == Step::Done)
        use();
}

void TransferDialog::look()
{
    m_choice = m_source->choice();
    m_cancel = std::stop_source();
    setStep(Step::Looking);
    m_services.workers.run(
        this,
        [choice = m_choice, progress = reporter(), stop = m_cancel.get_token()] {
            return previewTransfer(choice, progress, {Deadline::never(), stop});
        },
        [this](const Result<TransferPreview> &preview) {
            if (preview) {
                showReview(*preview);
                return;
            }
            setStep(Step::Source);
            if (preview.error().kind == ErrorKind::Cancelled)
                m_banner->showNotice(Role::Warning, tr("Stopped. Nothing was written."));
            else
                m_banner->showError(preview.error());
        });
}

void TransferDialog::showReview(const TransferPreview &preview)
{
    m_preview = preview;
    m_report = preview.report;
    m_findings->setRows(transferFindings(m_report));
    m_findingTable->setVisible(m_findings->rowCount() > 0);
    m_detail->setVisible(m_findings->rowCount() > 0);
    m_nothing->setVisible(m_findings->rowCount() == 0);
    if (m_findings->rowCount() > 0)
        m_findingTable->selectRow(0);
    m_summary->setText(tr("Rows that go: %1 · healed: %2 · kept with a note: %3 · stay behind: %4")
                           .arg(format::number(rowsTaken(m_report)),
                                format::number(m_report.healed),
                                format::number(m_report.kept),
                                format::number(m_report.quarantined)));
    QString plan = tr("They go to %1 in one transaction: all of them arrive or none does. The "
                      "source itself is not changed.")
                       .arg(preview.target);
    if (preview.ours) {
        plan += u' '
            + tr("The work on this machine ends in order before; its tasks go on afterwards. From "
                 "then on the old file runs no tasks, so that nothing is published twice.");
    }
    m_plan->setText(plan);
    setStep(Step::Review);
    m_go->setEnabled(m_report.refusal.isEmpty());
    if (!m_report.refusal.isEmpty())
        m_banner->showNotice(Role::Error, m_report.refusal);
    else if (m_report.alreadyThere)
        m_banner->showNotice(Role::Warning,
                             tr("The target holds exactly this already: moving would write "
                                "nothing."));
    else if (m_report.findings.size() >= transfer::kMostFindings)
        m_banner->showNotice(Role::Warning,
                             tr("The list holds the first %1 rows; the numbers above it count "
                                "all of them.")
                                 .arg(format::number(qint64(transfer::kMostFindings))));
}

void TransferDialog::move()
{
    m_cancel = std::stop_source();
    setStep(Step::Moving);
    if (!m_preview.ours) {
        run();
        return;
    }
    m_phase->setText(tr("The work on this machine is ending…"));
    m_workStopped = true;
    emit workMustStop([guard = QPointer(this)] {
        if (guard)
            guard->run();
    });
}

void TransferDialog::run()
{
    m_services.workers.run(
        this,
        [choice = m_choice,
         ours = m_preview.ours,
         progress = reporter(),
         stop = m_cancel.get_token()]() -> Result<transfer::Report> {
            return transfer::transfer(
                {choice.source, choice.target->clone(), false, ours, progress},
                {Deadline::never(), stop});
        },
        [this](const Result<transfer::Report> &report) { moved(report); });
}

void TransferDialog::moved(const Result<transfer::Report> &report)
{
    if (report) {
        showDone(*report);
        return;
    }
    // Not known whether all is there by now: the work waits for the second try, or for the
    // operator.
    const bool unknown = m_preview.ours && report.error().name == "08007"_L1;
    if (!unknown)
        resumeWork();
    setStep(Step::Review);
    if (unknown)
        m_banner->showNotice(Role::Error,
                             tr("The connection broke while the move was being completed, so it "
                                "may or may not have arrived. Move once more: what is there "
                                "already is recognised. Until then the old file runs no tasks."));
    else if (report.error().kind == ErrorKind::Cancelled)
        m_banner->showNotice(Role::Warning, tr("Stopped. The target is as it was before."));
    else
        m_banner->showError(report.error());
}

void TransferDialog::showDone(const transfer::Report &report)
{
    m_report = report;
    std::vector<TransferTable> rows;
    for (const transfer::TableReport &table : report.tables)
        rows.push_back({int(rows.size()), table});
    m_tables->setRows(std::move(rows));
    m_result->setText(report.alreadyThere
                          ? tr("The target held exactly this already; nothing was written.")
                          : report.refused > 0
                          ? tr("Rows that arrived: %1; counts and checksums are equal.")
                                .arg(format::number(rowsTaken(report)))
                          : tr("Everything arrived: %1 rows, counts and checksums are equal.")
                                .arg(format::number(rowsTaken(report))));
    QString next;
    if (report.refused > 0 && !report.alreadyThere)
        next = tr("The target refused %Ln rows by rules of its own, which could not be foreseen. "
                  "They and what belongs to them stay in the old database; the report names them.",
                  nullptr,
                  int(report.refused))
            + u' ';
    if (report.paused > 0)
        next += tr("Arrived paused, because their proxy was missing: %Ln accounts. Give each "
                   "another "
                   "one, then resume it.",
                   nullptr,
                   int(report.paused))
            + u' ';
    if (!m_preview.ours)
        next += tr("Pelorus still works with %1, whose own data was not moved.")
                    .arg(m_services.database->displayName());
    else if (canSave())
        next += tr("Use the new database from now on, or keep working with the old file; then the "
                   "copy in PostgreSQL stays there, unused.");
    if (!canSave()) {
        next += u' '
            + tr("%1 is set in the environment, so the new address cannot be saved here: set it "
                 "there, then start Pelorus anew.")
                  .arg(m_services.settings.databaseSetBy);
    }
    m_next->setText(next.trimmed());
    setStep(Step::Done);
}

bool TransferDialog::mustChoose() const
{
    return m_preview.ours && canSave();
}

void TransferDialog::use()
{
    m_busy = true;
    m_go->setEnabled(false);
    m_keep->setEnabled(false);
    m_services.workers.run(
        this,
        [dir = m_services.settings.dataDir, target = m_source->target()] {
            return saveDatabase(dir, target, Call::in(60s));
        },
        [this](const Result<void> &saved) {
            m_busy = false;
            m_go->setEnabled(true);
            m_keep->setEnabled(true);
            if (!saved) {
                m_banner->showError(saved.error());
                return;
            }
            accept();
            emit restartRequested();
        });
}

void TransferDialog::keepOldFile()
{
    m_busy = true;
    m_go->setEnabled(false);
    m_keep->setEnabled(false);
    m_services.workers.run(
        this,
        [source = m_choice.source] { return store::MovedFile(source).unmark(); },
        [this](const Result<void> &kept) {
            m_busy = false;
            if (!kept) {
                m_go->setEnabled(true);
                m_keep->setEnabled(true);
                m_banner->showError(kept.error());
                return;
            }
            resumeWork();
            accept();
        });
}

void TransferDialog::resumeWork()
{
    if (std::exchange(m_workStopped, false))
        emit workMayGoOn();
}

void TransferDialog::reject()
{
    if (m_step == Step::Looking || m_step == Step::Moving) {
        m_cancel.request_stop();
        m_phase->setText(tr("Stopping…"));
        m_close->setEnabled(false);
        return;
    }
    if (m_busy)
        return;
    if (m_step == Step::Done && mustChoose()) {
        m_banner->showNotice(Role::Warning,
                             tr("Choose first: the new database, or the old file as before."));
        return;
    }
    resumeWork(); // it says itself why it may not
    QDialog::reject();
}

TransferProgress TransferDialog::reporter()
{
    return [guard = QPointer(this)](const transfer::Progress &progress) {
        QMetaObject::invokeMethod(qApp, [guard, progress] {
            if (guard)
                guard->showProgress(progress);
        });
    };
}

void TransferDialog::showProgress(const transfer::Progress &progress)
{
    using Phase = transfer::Progress::Phase;
    if (m_cancel.stop_requested() || (m_step != Step::Looking && m_step != Step::Moving))
        return;
    const bool dry = m_step == Step::Looking;
    QString phase;
    switch (progress.phase) {
    case Phase::Survey:
        phase = tr("looking through the source…");
        break;
    case Phase::Load:
        phase = dry ? tr("checking every row…") : tr("writing…");
        break;
    case Phase::Verify:
        phase = tr("reading back and comparing…");
        break;
    case Phase::Commit:
        phase = tr("completing…");
        break;
    }
    m_phase->setText(
        tr("Step %1 of %2: %3").arg(int(progress.phase) + 1).arg(dry ? 2 : 4).arg(phase));
    // Only the commit cannot be stopped any more.
    m_close->setEnabled(progress.phase != Phase::Commit);
    m_progress->setRange(0, progress.phase == Phase::Commit ? 0 : kProgressSteps);
    m_progress->setValue(int(progress.done * kProgressSteps));
    QString numbers
        = tr("Rows: %1 · %2 a second")
              .arg(format::number(progress.rows), format::number(qint64(progress.rowsPerSecond)));
    if (progress.done > 0.02 && progress.rowsPerSecond > 0) {
        const double passed = double(progress.rows) / progress.rowsPerSecond;
        const auto left
            = std::chrono::seconds(qint64(passed * (1 - progress.done) / progress.done));
        numbers += tr(" · about %1 left").arg(format::span(left));
    }
    m_numbers->setText(numbers);
}

void TransferDialog::saveReport()
{
    askReport(m_services, m_banner, [report = m_report](const QString &path) {
        return saveTransferReport(path, report);
    });
}

void TransferDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::HelpContents)) {
        showHelp(u"transfer"_s, this);
        return;
    }
    // Who reads the rows that need a decision has not decided yet: a second Enter moves the data.
    if (m_step == Step::Review && focusWidget() == m_findingTable
        && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        m_go->setFocus(Qt::OtherFocusReason);
        return;
    }
    QDialog::keyPressEvent(event);
}

} // namespace pelorus::ui
