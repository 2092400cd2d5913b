// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/givedialog.h"

#include "ui/accounts/accountfilterbar.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/tableview.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

GiveDialog::GiveDialog(AccountModel::Snapshot accounts,
                       const QSet<qint64> &given,
                       int videos,
                       QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"giveDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Give %Ln videos to accounts", nullptr, videos));
    auto *model = new AccountModel(this);
    model->setCheckable(true);
    model->setSnapshot(std::move(accounts));
    model->setChecked(given);
    auto *filter = new AccountFilterBar(this);
    filter->setCompact(true);
    auto *table = new TableView(this);
    table->setObjectName(u"giveAccounts"_s);
    table->setAccessibleName(tr("Accounts"));
    table->setModel(model);
    for (const int column : {AccountModel::Lock, AccountModel::Session, AccountModel::LastUsed})
        table->setColumnHidden(column, true);
    table->setColumns({0, 26, 18, 0, 30, 0}, AccountModel::ProxyColumn);
    table->sortByColumn(AccountModel::Name, Qt::AscendingOrder);
    auto *summary = roleLabel(Role::Muted, {}, this);
    auto *give = primaryButton(tr("Give"), this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(give, QDialogButtonBox::AcceptRole);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(summary, 1);
    bottom->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(filter);
    layout->addWidget(table, 1);
    layout->addLayout(bottom);
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 26);

    const auto summarise = [model, summary] {
        summary->setText(tr("%Ln accounts chosen", nullptr, int(model->checked().size())));
    };
    connect(filter, &AccountFilterBar::changed, model, &AccountModel::setFilter);
    connect(table, &TableView::spacePressed, model, [model, table] {
        model->toggle(table->selectedKeys());
    });
    connect(model, &AccountModel::checkedChanged, this, summarise);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(give, &QPushButton::clicked, this, [this, model] {
        emit chosen(model->checked());
        accept();
    });
    filter->focusSearch();
    summarise();
}

} // namespace pelorus::ui
