// SPDX-License-Identifier: GPL-3.0-or-later
// How the parts of the bulk page look; what they do is in bulkpage.cpp.
#include "ui/accounts/accountfilterbar.h"
#include "ui/bulk/bulkpage.h"
#include "ui/bulk/reviewmodel.h"
#include "ui/support/format.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/tableview.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

QWidget *BulkPage::makeAccounts()
{
    auto *part = new QWidget(this);
    m_accountsCount = headingLabel({}, part);
    m_filter = new AccountFilterBar(part);
    m_filter->setCompact(true);
    m_accountsTable = new TableView(part);
    m_accountsTable->setObjectName(u"bulkAccounts"_s);
    m_accountsTable->setAccessibleName(tr("Accounts"));
    m_accountsTable->setModel(m_accounts);
    m_accountsTable->setColumns({18, 24, 18, 18, 10, 10}, AccountModel::Session);
    m_accountsTable->setColumnHidden(AccountModel::Lock, true);
    m_accountsTable->setColumnHidden(AccountModel::ProxyColumn, true);
    m_accountsTable->setColumnHidden(AccountModel::LastUsed, true);
    m_accountsTable->horizontalHeader()->moveSection(AccountModel::Name, 0);
    m_accountsTable->setSortingEnabled(true);
    m_accountsTable->sortByColumn(AccountModel::Name, Qt::AscendingOrder);
    auto *all = new QPushButton(tr("Choose shown"), part);
    auto *none = new QPushButton(tr("Choose none"), part);

    auto *head = new QHBoxLayout;
    head->addWidget(m_accountsCount, 1);
    head->addWidget(all);
    head->addWidget(none);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_filter);
    layout->addWidget(m_accountsTable, 1);

    connect(m_filter, &AccountFilterBar::changed, m_accounts, &AccountModel::setFilter);
    connect(all, &QPushButton::clicked, this, [this] {
        QSet<qint64> keys = m_accounts->checked();
        for (int i = 0; i < m_accounts->rowCount(); ++i)
            keys.insert(m_accounts->row(i).row.id.value);
        m_accounts->setChecked(keys);
    });
    connect(none, &QPushButton::clicked, this, [this] { m_accounts->setChecked({}); });
    connect(m_accountsTable, &TableView::spacePressed, this, [this] {
        m_accounts->toggle(m_accountsTable->selectedKeys());
    });
    return part;
}

QWidget *BulkPage::makeCaptions()
{
    auto *part = new QWidget(this);
    m_spread = new QButtonGroup(part);
    m_captions = new QButtonGroup(part);
    m_template = new QLineEdit(m_draft->captionTemplate, part);
    m_template->setObjectName(u"bulkTemplate"_s);
    m_template->setPlaceholderText(tr("{file}, {account}, {n} and {date} are filled in"));
    m_template->setAccessibleName(tr("Caption template"));
    auto *location = new QLineEdit(m_draft->location, part);
    location->setObjectName(u"bulkLocation"_s);
    location->setPlaceholderText(tr("for all, unless the CSV file names one"));
    location->setMaxLength(store::kLocationLength);
    auto *locationLabel = new QLabel(tr("&Location"), part);
    locationLabel->setBuddy(location);
    m_csv = new QPushButton(tr("Choose file…"), part);
    m_csvState = roleLabel(Role::Muted, {}, part);
    m_again = new QCheckBox(tr("Publish again where the same video stands already"), part);
    m_again->setChecked(m_draft->publishAgain);

    auto *grid = new QGridLayout(part);
    grid->setContentsMargins(12, 8, 12, 8);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->addWidget(headingLabel(tr("3. Captions and spread"), part), 0, 0, 1, 3);
    const auto radio = [&](QButtonGroup *group, int id, const QString &text, const QString &tip) {
        auto *button = new QRadioButton(text, part);
        button->setToolTip(tip);
        group->addButton(button, id);
        return button;
    };
    grid->addWidget(new QLabel(tr("Captions"), part), 1, 0);
    grid->addWidget(radio(m_captions,
                          int(BulkDraft::Captions::Template),
                          tr("By template"),
                          tr("One text for all, with fields that are filled in.")),
                    1,
                    1);
    grid->addWidget(m_template, 1, 2);
    grid->addWidget(
        radio(m_captions,
              int(BulkDraft::Captions::Csv),
              tr("From a CSV file"),
              tr("Columns video, caption and, if wanted, account, location, mentions.")),
        2,
        1);
    auto *csv = new QHBoxLayout;
    csv->addWidget(m_csv);
    csv->addWidget(m_csvState, 1);
    grid->addLayout(csv, 2, 2);
    grid->addWidget(radio(m_captions,
                          int(BulkDraft::Captions::ByHand),
                          tr("By hand"),
                          tr("Written for each line in the review.")),
                    3,
                    1);
    grid->addWidget(locationLabel, 4, 0);
    grid->addWidget(location, 4, 1, 1, 2);
    grid->addWidget(new QLabel(tr("Spread"), part), 5, 0);
    auto *spread = new QHBoxLayout;
    spread->setSpacing(16);
    spread->addWidget(radio(m_spread,
                            int(run::Spread::RoundRobin),
                            tr("In turn"),
                            tr("Each video goes to one account, the accounts take turns.")));
    spread->addWidget(radio(m_spread,
                            int(run::Spread::AllToAll),
                            tr("All to all"),
                            tr("Each video goes to every account.")));
    auto *byHand = radio(m_spread,
                         int(run::Spread::ByHand),
                         tr("By hand"),
                         tr("You give each video to the accounts you want."));
    spread->addWidget(byHand);
    spread->addStretch();
    grid->addLayout(spread, 5, 1, 1, 2);
    grid->addWidget(m_again, 6, 1, 1, 2);
    grid->setColumnStretch(2, 1);
    m_spread->button(int(m_draft->spread))->setChecked(true);
    m_captions->button(int(m_draft->captions))->setChecked(true);

    connect(m_spread, &QButtonGroup::idClicked, this, [this](int id) {
        m_draft->spread = run::Spread(id);
        replan();
    });
    connect(m_captions, &QButtonGroup::idClicked, this, [this](int id) {
        m_draft->captions = BulkDraft::Captions(id);
        updateCaptionMode();
        replan();
    });
    connect(m_template, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_draft->captionTemplate = text;
        replan();
    });
    connect(location, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_draft->location = text;
        replan();
    });
    connect(m_again, &QCheckBox::toggled, this, [this](bool on) {
        m_draft->publishAgain = on;
        replan();
    });
    connect(m_csv, &QPushButton::clicked, this, [this] {
        auto *dialog = new QFileDialog(this, tr("Captions"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setNameFilters({tr("CSV files (*.csv *.tsv *.txt)"), tr("All files (*)")});
        connect(dialog, &QFileDialog::fileSelected, this, &BulkPage::readCsv);
        dialog->open();
    });
    return part;
}

QWidget *BulkPage::makeReview()
{
    auto *part = new QWidget(this);
    m_reviewTable = new TableView(part);
    m_reviewTable->setObjectName(u"bulkReview"_s);
    m_reviewTable->setAccessibleName(tr("Review"));
    m_reviewTable->setModel(m_review);
    m_reviewTable->setColumns({14, 12, 12, 32}, ReviewModel::Problem);
    m_assign = new QPushButton(tr("Give to"), part);
    m_assign->setObjectName(u"bulkAssign"_s);
    m_assign->setMenu(new QMenu(m_assign));
    m_problem = roleLabel(Role::Error, {}, part);
    m_problem->setObjectName(u"bulkProblem"_s);
    m_captionOf = roleLabel(Role::Muted, {}, part);
    m_caption = new QPlainTextEdit(part);
    m_caption->setObjectName(u"bulkCaption"_s);
    m_caption->setAccessibleName(tr("Caption of the chosen lines"));
    m_caption->setTabChangesFocus(true);
    m_caption->setFixedHeight(fontMetrics().height() * 4 + 12);

    auto *head = new QHBoxLayout;
    head->addWidget(headingLabel(tr("4. Review"), part), 1);
    head->addWidget(m_assign);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_reviewTable, 1);
    layout->addWidget(m_problem);
    layout->addWidget(m_captionOf);
    layout->addWidget(m_caption);
    connect(
        m_reviewTable, &TableView::selectionChangedByUser, this, &BulkPage::showCaptionOfSelection);
    connect(m_caption, &QPlainTextEdit::textChanged, this, &BulkPage::typeCaption);
    connect(m_assign->menu(), &QMenu::aboutToShow, this, &BulkPage::assignSelected);
    return part;
}

QWidget *BulkPage::makeBottom()
{
    auto *bar = new QWidget(this);
    m_name = new QLineEdit(m_draft->name, bar);
    m_name->setObjectName(u"bulkName"_s);
    m_name->setPlaceholderText(
        tr("Upload of %1").arg(QLocale().toString(QDate::currentDate(), QLocale::ShortFormat)));
    m_name->setMinimumWidth(fontMetrics().averageCharWidth() * 22);
    m_name->setMaximumWidth(fontMetrics().averageCharWidth() * 36);
    auto *label = new QLabel(tr("&Name"), bar);
    label->setBuddy(m_name);
    m_missing = roleLabel(Role::Warning, {}, bar);
    m_missing->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_start = primaryButton(tr("Publish"), bar);
    m_start->setObjectName(u"bulkStart"_s);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(12);
    layout->addWidget(label);
    layout->addWidget(m_name);
    layout->addWidget(m_missing, 1);
    layout->addWidget(m_start);
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_draft->name = text;
    });
    connect(m_start, &QPushButton::clicked, this, &BulkPage::start);
    return bar;
}

void BulkPage::updateCaptionMode()
{
    m_template->setEnabled(m_draft->captions == BulkDraft::Captions::Template);
    const bool csv = m_draft->captions == BulkDraft::Captions::Csv;
    m_csv->setEnabled(csv);
    m_csvState->setVisible(csv);
    if (m_draft->csvName.isEmpty())
        return;
    QString state
        = tr("%1: %Ln captions", nullptr, int(m_draft->csvRows.size())).arg(m_draft->csvName);
    if (!m_draft->csvProblems.isEmpty())
        state += u". "_s + m_draft->csvProblems.first();
    m_csvState->setText(state);
    m_csvState->setToolTip(m_draft->csvProblems.mid(0, 20).join(u'\n'));
    setRole(m_csvState, m_draft->csvProblems.isEmpty() ? Role::Muted : Role::Warning);
}

} // namespace pelorus::ui
