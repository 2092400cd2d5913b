// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountdialog.h"

#include "core/store/stores.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/secretedit.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

AccountDialog::AccountDialog(Services &services, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_banner(new Banner(this))
    , m_name(new QLineEdit(this))
    , m_password(new SecretEdit(this))
    , m_totp(new SecretEdit(this))
    , m_notes(new QLineEdit(this))
    , m_add(primaryButton(tr("Add account"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add account"));
    m_name->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    m_password->setPlaceholderText(tr("only needed without cookies"));
    m_totp->setPlaceholderText(tr("only with two-factor sign-in"));

    auto *form = new QFormLayout;
    form->addRow(tr("User &name"), m_name);
    form->addRow(tr("&Password"), m_password);
    form->addRow(tr("One-time code &secret"), m_totp);
    form->addRow(tr("N&otes"), m_notes);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_add, QDialogButtonBox::AcceptRole);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_banner);
    layout->addLayout(form);
    layout->addWidget(buttons);

    m_add->setDefault(true);
    m_add->setEnabled(false);
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &name) {
        m_add->setEnabled(!name.trimmed().isEmpty());
    });
    connect(m_add, &QPushButton::clicked, this, &AccountDialog::add);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void AccountDialog::add()
{
    auto account = std::make_shared<store::NewAccount>();
    account->username = m_name->text().trimmed();
    account->password = m_password->take();
    account->tfaSecret = m_totp->take();
    account->notes = m_notes->text();
    m_add->setEnabled(false);
    m_services.workers.run(
        this,
        [database = m_services.database, account] {
            return store::AccountStore(database).add(*account);
        },
        [this](const Result<AccountId> &id) {
            m_add->setEnabled(true);
            if (!id) {
                m_banner->showError(id.error());
                return;
            }
            emit added(*id);
            accept();
        });
}

} // namespace pelorus::ui
