// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/importdialog.h"

#include "ui/import/importmodel.h"
#include "ui/import/layouteditor.h"
#include "ui/support/format.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/exportbox.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/tableview.h"
#include "ui/window/help.h"

#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedLayout>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

using State = ImportItem::State;

ImportDialog::ImportDialog(Services &services,
                           ImportKind kind,
                           QWidget *parent,
                           const QString &account)
    : QDialog(parent)
    , m_services(services)
    , m_kind(kind)
    , m_account(account)
    , m_banner(new Banner(this))
    , m_stack(new QStackedLayout)
    , m_rule(new QComboBox(this))
    , m_scheme(new QComboBox(this))
    , m_others(new QComboBox(this))
    , m_layout(new LayoutEditor(services, kind, this))
    , m_table(new TableView(this))
    , m_model(new ImportModel(this))
    , m_progress(new QProgressBar(this))
    , m_folder(new QPushButton(tr("Choose a folder…"), this))
    , m_save(new QPushButton(tr("Save report…"), this))
    , m_stop(new QPushButton(tr("Stop"), this))
    , m_close(new QPushButton(tr("Close"), this))
    , m_go(primaryButton({}, this))
{
    setObjectName(u"importDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setAcceptDrops(true);
    setWindowTitle(kind == ImportKind::Accounts      ? tr("Import accounts")
                       : kind == ImportKind::Proxies ? tr("Import proxies")
                       : account.isEmpty()           ? tr("Import cookies")
                                                     : tr("Import cookies for %1").arg(account));
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(makePreview());
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_go->setObjectName(u"importGo"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(16, 8, 16, 12);
    buttons->setSpacing(8);
    buttons->addWidget(m_folder);
    buttons->addWidget(m_save);
    buttons->addWidget(m_progress, 1);
    buttons->addWidget(m_stop);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_go);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(m_stack, 1);
    layout->addWidget(separator(this));
    layout->addLayout(buttons);
    resize(fontMetrics().averageCharWidth() * 140, fontMetrics().height() * 32);

    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, [this] { start(false); });
    connect(m_stop, &QPushButton::clicked, this, [this] { m_cancel.request_stop(); });
    connect(m_folder, &QPushButton::clicked, this, &ImportDialog::chooseFolder);
    connect(m_save, &QPushButton::clicked, this, &ImportDialog::saveReport);
    setBusy(false);
}

ImportDialog::~ImportDialog()
{
    m_cancel.request_stop();
}

void ImportDialog::reject()
{
    if (!refuseWhileWriting())
        QDialog::reject();
}

QWidget *ImportDialog::makeEmpty()
{
    const QString text = m_kind == ImportKind::Accounts
        ? tr("One account a line: login, password, e-mail, its password, two-factor key. Also CSV "
             "with a heading. Drop the file here or paste the list with Ctrl+V. Nothing is written "
             "before you have seen what becomes of each line.")
        : m_kind == ImportKind::Proxies
        ? tr("One proxy a line, in any usual form, as JSON or as CSV with a heading. Drop the file "
             "here or paste the list with Ctrl+V. Nothing is written before you have seen what "
             "becomes of each line.")
        : !m_account.isEmpty()
        ? tr("The cookies of this account, in any usual form. Drop their file here or paste them "
             "with Ctrl+V. Nothing is written before you have seen what becomes of them.")
        : tr(
            "Files named after the account, a whole folder of them, or a text with the login above "
            "its cookies. Drop them here or paste with Ctrl+V. Nothing is written before you have "
            "seen what becomes of "
            "each set.");
    auto *empty = new EmptyState(u"folder"_s, windowTitle(), text, tr("Choose files…"), this);
    connect(empty, &EmptyState::clicked, this, &ImportDialog::chooseFiles);
    return empty;
}

QWidget *ImportDialog::makePreview()
{
    auto *page = new QWidget(this);
    m_summary = headingLabel({}, page);
    m_summary->setObjectName(u"importSummary"_s);
    m_questions = new QVBoxLayout;
    m_questions->setSpacing(8);
    m_scheme->setObjectName(u"importScheme"_s);
    m_scheme->setAccessibleName(tr("Kind where none is named"));
    for (const QString &scheme : {u"http"_s, u"https"_s, u"socks4"_s, u"socks5"_s})
        m_scheme->addItem(scheme.toUpper(), scheme);
    m_rule->setObjectName(u"importRule"_s);
    m_rule->setAccessibleName(tr("Exists or comes twice"));
    m_rule->addItem(tr("Leave as it is"), int(store::OnDuplicate::Skip));
    if (m_kind == ImportKind::Accounts)
        m_rule->addItem(tr("Fill in what it lacks"), int(store::OnDuplicate::Fill));
    m_rule->addItem(tr("Replace by the file's"), int(store::OnDuplicate::Replace));
    m_others->setObjectName(u"importOthers"_s);
    m_others->setAccessibleName(tr("Cookies of other sites"));
    m_others->addItem(tr("Take too"), false);
    m_others->addItem(tr("Leave out"), true);
    m_table->setObjectName(u"importTable"_s);
    m_table->setAccessibleName(tr("Lines"));
    m_table->setModel(m_model);
    m_table->setColumns({10, 20, 24, 14, 12}, ImportModel::Note);

    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_summary, 1);
    if (m_kind == ImportKind::Cookies) {
        m_rule->hide();
    } else {
        top->addWidget(roleLabel(Role::Muted, tr("Exists or comes twice:"), page));
        top->addWidget(m_rule);
    }
    auto *head = new QVBoxLayout;
    head->setContentsMargins(16, 12, 16, 12);
    head->setSpacing(8);
    head->addLayout(top);
    const auto addChoice = [&](const QString &text, QComboBox *choice) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        auto *label = roleLabel(Role::Muted, text, page);
        label->setWordWrap(false);
        row->addWidget(label);
        row->addWidget(choice);
        row->addStretch();
        head->addLayout(row);
        return label;
    };
    if (m_kind == ImportKind::Proxies)
        addChoice(tr("Kind where none is named:"), m_scheme);
    else
        m_scheme->hide();
    m_othersLabel = addChoice(tr("Cookies of other sites:"), m_others);
    head->addWidget(m_layout);
    head->addLayout(m_questions);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(separator(page));
    layout->addWidget(m_table, 1);
    for (const QComboBox *box : {m_scheme, m_rule, m_others})
        connect(box, &QComboBox::currentIndexChanged, this, [this] { start(true); });
    connect(m_layout, &LayoutEditor::changed, this, [this] {
        m_answers.clear(); // the shapes are others
        start(true);
    });
    connect(m_layout, &LayoutEditor::failed, m_banner, [this](const Error &error) {
        m_banner->showError(error);
    });
    connect(m_layout, &LayoutEditor::saved, m_banner, [this](const QString &preset) {
        m_banner->showNotice(Role::Ok, tr("The preset “%1” is saved.").arg(preset));
    });
    return page;
}

void ImportDialog::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Choose files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &ImportDialog::readFiles);
    dialog->open();
}

void ImportDialog::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Choose the folder of the cookies"));
    dialog->setObjectName(u"importFolder"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::filesSelected, this, &ImportDialog::readFiles);
    dialog->open();
}

bool ImportDialog::refuseWhileWriting()
{
    if (m_writing)
        m_banner->showNotice(Role::Warning, tr("The import still runs. Stop it first."));
    return m_writing;
}

void ImportDialog::readFiles(const QStringList &paths)
{
    if (refuseWhileWriting())
        return;
    m_cancel.request_stop();
    m_cancel = std::stop_source();
    setBusy(true);
    m_services.workers.run(
        this,
        [paths, stop = m_cancel.get_token()] {
            return readImportFiles(paths, {Deadline::never(), stop});
        },
        [this, generation = ++m_generation](Result<ImportSources> sources) {
            if (generation != m_generation)
                return;
            setBusy(false);
            if (sources)
                setSources(std::move(*sources));
            else
                m_banner->showError(sources.error());
        });
}

void ImportDialog::readText(const QString &text)
{
    if (refuseWhileWriting())
        return;
    auto sources = std::make_shared<std::vector<ImportSource>>();
    sources->push_back({{}, Secret(text)});
    setSources(std::move(sources));
}

bool ImportDialog::canTake(const QMimeData *data)
{
    return !droppedFiles(data).isEmpty() || (data && data->hasText());
}

bool ImportDialog::take(const QMimeData *mime)
{
    if (const QStringList files = droppedFiles(mime); !files.isEmpty())
        readFiles(files);
    else if (mime && mime->hasText())
        readText(mime->text());
    else
        return false;
    return true;
}

void ImportDialog::setSources(ImportSources sources)
{
    m_sources = std::move(sources);
    m_answers.clear();
    m_layout->reset();
    m_done = false;
    start(true);
}

void ImportDialog::start(bool dryRun)
{
    if (!m_sources || m_done || m_writing)
        return;
    m_cancel.request_stop(); // a preview that is still on its way
    m_cancel = std::stop_source();
    m_writing = !dryRun;
    setChoicesEnabled(!m_writing);
    m_banner->clear();
    setBusy(true);
    ImportRequest request{
        m_kind, m_sources, m_answers, m_layout->layout(), m_scheme->currentData().toString(), {}};
    request.account = m_account;
    request.options.who = m_services.operatorName;
    request.options.onDuplicate = store::OnDuplicate(m_rule->currentData().toInt());
    request.options.dryRun = dryRun;
    request.options.cookies.dropOthers = m_others->currentData().toBool();
    m_services.workers.run(
        this,
        [database = m_services.database, request, stop = m_cancel.get_token()] {
            return runImport(database, request, {Deadline::never(), stop});
        },
        [this, dryRun, generation = ++m_generation](const Result<ImportPlan> &plan) {
            if (generation != m_generation)
                return;
            m_writing = false;
            setChoicesEnabled(true);
            setBusy(false);
            if (!plan && dryRun) {
                m_plan = {}; // what is shown is of another reading
                m_model->setRows({});
                setBusy(false);
            }
            if (!plan) {
                if (plan.error().kind == ErrorKind::Cancelled)
                    m_banner->showNotice(Role::Warning, tr("Stopped. Nothing was written."));
                else
                    m_banner->showError(plan.error());
                return;
            }
            m_done = !dryRun;
            showPlan(*plan);
        });
}

void ImportDialog::showPlan(const ImportPlan &plan)
{
    m_plan = plan;
    m_model->setRows(plan.items);
    if (m_stack->currentIndex() != 1) {
        m_stack->setCurrentIndex(1);
        m_table->setFocus(); // and no button, so that Enter imports
    }
    m_summary->setText(
        tr("%1 read: %2 new · %3 changed · %4 exist already · %5 not taken · %6 "
           "need an answer")
            .arg(format::number(qint64(plan.items.size())),
                 format::number(plan.count(State::Added)),
                 format::number(plan.count(State::Changed)),
                 format::number(plan.count(State::Skipped)),
                 format::number(plan.count(State::Refused) + plan.count(State::Kept)),
                 format::number(plan.count(State::Asked))));
    m_go->setText(tr("Import %1").arg(format::number(writes())));
    m_layout->show(plan.layout);
    m_othersLabel->setVisible(plan.hasCookies);
    m_others->setVisible(plan.hasCookies);
    showQuestions();
    setBusy(false);
    if (!plan.problem.isEmpty())
        m_banner->showNotice(Role::Warning, plan.problem);
    else if (m_done)
        showDone();
    else if (!plan.notice.isEmpty())
        m_banner->showNotice(Role::Warning, plan.notice);
}

void ImportDialog::showQuestions()
{
    const auto asked = m_done ? std::vector<ImportQuestion>() : m_plan.questions;
    // The same ones stay, and with them the keys.
    if (std::exchange(m_asked, asked) != asked)
        makeQuestions();
    for (int i = 0; i < int(m_choices.size()); ++i) {
        QComboBox *choice = m_choices[i];
        choice->setCurrentIndex(choice->findData(m_answers.value(m_asked[size_t(i)].shape, -1)));
    }
}

void ImportDialog::makeQuestions()
{
    m_choices.clear();
    while (QLayoutItem *item = m_questions->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    QWidget *before = m_table->previousInFocusChain();
    while (before->focusPolicy() == Qt::NoFocus)
        before = before->previousInFocusChain();
    for (const ImportQuestion &question : m_asked) {
        auto *row = new QWidget(this);
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        auto *choice = new QComboBox(row);
        choice->setObjectName(u"importAnswer%1"_s.arg(m_choices.size()));
        choice->addItem(tr("Do not take"), -1);
        for (int i = 0; i < int(question.readings.size()); ++i)
            choice->addItem(question.readings[i], i);
        auto *label = roleLabel(
            Role::Warning,
            tr("%Ln lines like line %1 can be read in several ways:", nullptr, question.lines)
                .arg(linePlace(question.line, question.file)),
            row);
        choice->setAccessibleName(label->text());
        layout->addWidget(label, 1);
        layout->addWidget(choice, 1);
        connect(choice, &QComboBox::activated, this, [this, choice, shape = question.shape] {
            m_answers.insert(shape, choice->currentData().toInt());
            start(true);
        });
        m_questions->addWidget(row);
        setTabOrder(before, choice);
        before = choice;
        m_choices << choice;
    }
}

void ImportDialog::showDone()
{
    const int taken = m_plan.count(State::Added) + m_plan.count(State::Changed);
    const int lost = int(m_plan.items.size()) - taken;
    m_banner->showNotice(
        lost == 0 ? Role::Ok : Role::Warning,
        lost == 0
            ? tr("Imported: %1.").arg(format::number(taken))
            : tr("Imported: %1. Left out: %2; the table says why, and the report can be saved.")
                  .arg(format::number(taken), format::number(lost)));
    setChoicesEnabled(false);
    m_layout->hide();
    emit imported();
}

void ImportDialog::setChoicesEnabled(bool enabled)
{
    for (QWidget *choice : std::initializer_list<QWidget *>{m_scheme, m_rule, m_others, m_layout})
        choice->setEnabled(enabled);
}

int ImportDialog::writes() const
{
    return m_plan.count(State::Added) + m_plan.count(State::Changed) + m_plan.count(State::Kept);
}

void ImportDialog::setBusy(bool busy)
{
    m_progress->setVisible(busy);
    m_stop->setVisible(busy);
    m_folder->setVisible(!busy && m_kind == ImportKind::Cookies && m_account.isEmpty()
                         && m_stack->currentIndex() == 0);
    m_save->setVisible(!busy && !m_plan.items.empty());
    m_go->setVisible(!m_done && m_stack->currentIndex() == 1);
    m_go->setEnabled(!busy && writes() > 0);
}

void ImportDialog::saveReport()
{
    askReport(m_services, m_banner, [plan = m_plan](const QString &path) {
        return saveImportReport(path, plan);
    });
}

void ImportDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (canTake(event->mimeData()))
        event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent *event)
{
    if (take(event->mimeData()))
        event->acceptProposedAction();
}

void ImportDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste)) {
        take(QGuiApplication::clipboard()->mimeData());
        return;
    }
    if (event->matches(QKeySequence::HelpContents)) {
        showHelp(u"import"_s, this);
        return;
    }
    QDialog::keyPressEvent(event);
}

} // namespace pelorus::ui
