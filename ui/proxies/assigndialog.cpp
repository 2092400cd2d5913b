// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proxies/assigndialog.h"

#include "core/store/stores.h"
#include "ui/accounts/accountfilterbar.h"
#include "ui/proxies/proxymodel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/tableview.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

AssignDialog::AssignDialog(Services &services, const store::ProxyRow &proxy, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_proxy(proxy.id)
    , m_banner(new Banner(this))
    , m_model(new AccountModel(this))
    , m_summary(roleLabel(Role::Muted, {}, this))
    , m_save(primaryButton(tr("Save"), this))
{
    setObjectName(u"assignDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Accounts of the proxy %1").arg(addressOf(proxy)));
    for (const AccountId account : proxy.accounts)
        m_before.insert(account.value);
    m_model->setCheckable(true);
    m_model->setChecked(m_before);
    auto *filter = new AccountFilterBar(this);
    filter->setCompact(true);
    auto *table = new TableView(this);
    table->setObjectName(u"assignAccounts"_s);
    table->setAccessibleName(tr("Accounts"));
    table->setModel(m_model);
    for (const int column :
         {int(AccountModel::Lock), int(AccountModel::Session), int(AccountModel::LastUsed)})
        table->setColumnHidden(column, true);
    table->setColumns({0, 26, 18, 0, 30, 0}, AccountModel::ProxyColumn);
    table->sortByColumn(AccountModel::Name, Qt::AscendingOrder);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_save, QDialogButtonBox::AcceptRole);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_summary, 1);
    bottom->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_banner);
    layout->addWidget(
        roleLabel(Role::Muted,
                  tr("Tick the accounts whose tasks go through this proxy. An account "
                     "has one proxy: a tick takes it from the other one."),
                  this));
    layout->addWidget(filter);
    layout->addWidget(table, 1);
    layout->addLayout(bottom);
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 30);

    connect(filter, &AccountFilterBar::changed, m_model, &AccountModel::setFilter);
    connect(table, &TableView::spacePressed, m_model, [this, table] {
        m_model->toggle(table->selectedKeys());
    });
    connect(m_model, &AccountModel::checkedChanged, this, &AssignDialog::updateSummary);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &AssignDialog::save);
    filter->focusSearch();
    updateSummary();
    m_services.workers.run(
        this,
        [database = m_services.database, prefix = m_services.holderPrefix] {
            return store::AccountStore(database).rows(prefix).map([](auto rows) {
                return std::make_shared<const std::vector<AccountItem>>(toItems(std::move(rows)));
            });
        },
        [this](Result<AccountModel::Snapshot> accounts) {
            if (accounts)
                show(std::move(*accounts));
            else
                m_banner->showError(accounts.error());
        });
}

void AssignDialog::show(AccountModel::Snapshot accounts)
{
    m_model->setSnapshot(std::move(accounts));
    updateSummary();
}

void AssignDialog::updateSummary()
{
    QString text = tr("%Ln accounts chosen.", nullptr, int(m_model->checked().size()));
    if (const int without = int((m_before - m_model->checked()).size()); without > 0)
        text += u' ' + tr("%Ln accounts will have no proxy and are paused.", nullptr, without);
    m_summary->setText(text);
    m_save->setEnabled(m_model->checked() != m_before && m_model->total() > 0);
}

void AssignDialog::save()
{
    m_save->setEnabled(false);
    const QSet<qint64> wanted = m_model->checked();
    m_services.workers.run(
        this,
        [database = m_services.database, proxy = m_proxy, wanted, before = m_before]() {
            store::AccountStore accounts(database);
            std::vector<AccountId> without;
            for (const qint64 account : before - wanted)
                without.push_back({account});
            if (auto done = store::ProxyStore(database).takeFrom(proxy, without); !done)
                return done;
            for (const qint64 account : wanted - before)
                if (auto done = accounts.assignProxy({account}, proxy); !done)
                    return done;
            return Result<void>();
        },
        [this](const Result<void> &done) {
            emit saved(); // some of it may be done
            if (done)
                return accept();
            m_banner->showError(done.error());
            updateSummary();
        });
}

} // namespace pelorus::ui
