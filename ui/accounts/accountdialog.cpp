// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountdialog.h"

#include "core/store/stores.h"
#include "core/vault/totp.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/secretedit.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

AccountDialog::AccountDialog(Services &services, QWidget *parent)
    : AccountDialog(services, {}, 0, 0, parent)
{
}

AccountDialog::AccountDialog(Services &services,
                             const store::AccountRow &account,
                             qsizetype passwordLength,
                             qsizetype totpLength,
                             QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_account(account)
    , m_banner(new Banner(this))
    , m_name(new QLineEdit(account.username, this))
    , m_password(new SecretEdit(this))
    , m_totp(new SecretEdit(this))
    , m_profile(new QLineEdit(account.dolphinProfileId, this))
    , m_notes(new QLineEdit(account.notes, this))
    , m_save(primaryButton(m_account.id.isValid() ? tr("Save") : tr("Add account"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    const bool isNew = !m_account.id.isValid();
    setWindowTitle(isNew ? tr("Add account") : tr("Edit %1").arg(account.username));
    m_name->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    m_name->setEnabled(isNew);
    if (isNew) {
        m_password->setPlaceholderText(tr("only needed without cookies"));
        m_totp->setPlaceholderText(tr("only with two-factor sign-in"));
    } else {
        m_password->setStored(passwordLength);
        m_totp->setStored(totpLength);
    }
    m_profile->setValidator(new QRegularExpressionValidator(
        QRegularExpression(u"\\s*[1-9][0-9]{0,17}\\s*"_s), m_profile));
    m_profile->setPlaceholderText(tr("not needed with throw-away profiles"));
    m_profile->setToolTip(
        tr("The number of a profile in Dolphin that belongs to this account. Used "
           "with EPHEMERAL_PROFILES=0 only; Pelorus stops it and never deletes "
           "it."));

    auto *form = new QFormLayout;
    form->addRow(tr("User &name"), m_name);
    form->addRow(tr("&Password"), m_password);
    form->addRow(tr("Two-factor &key"), m_totp);
    form->addRow(tr("&Own Dolphin profile"), m_profile);
    form->addRow(tr("N&otes"), m_notes);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_save, QDialogButtonBox::AcceptRole);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_banner);
    layout->addLayout(form);
    layout->addWidget(buttons);

    m_save->setEnabled(!isNew);
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &name) {
        m_save->setEnabled(!name.trimmed().isEmpty());
    });
    connect(m_save, &QPushButton::clicked, this, &AccountDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (!isNew)
        m_password->setFocus();
}

void AccountDialog::save()
{
    if (m_totp->isTyped()) {
        if (const auto good = vault::checkNewTotp(m_totp->typed()); !good)
            return m_banner->showError(good.error());
    }
    m_save->setEnabled(false);
    if (m_account.id.isValid())
        change();
    else
        add();
}

void AccountDialog::add()
{
    auto account = std::make_shared<store::NewAccount>();
    account->username = m_name->text().trimmed();
    account->password = m_password->typed();
    account->tfaSecret = m_totp->typed();
    account->dolphinProfileId = m_profile->text();
    account->notes = m_notes->text();
    m_services.workers.run(
        this,
        [database = m_services.database, account] {
            return store::AccountStore(database).add(*account);
        },
        [this](const Result<AccountId> &id) { onSaved(id, store::Applied::Now); });
}

void AccountDialog::change()
{
    auto edit = std::make_shared<store::AccountEdit>();
    if (m_password->isTyped())
        edit->password = m_password->typed();
    if (m_totp->isTyped())
        edit->tfaSecret = m_totp->typed();
    if (m_profile->text() != m_account.dolphinProfileId)
        edit->dolphinProfileId = m_profile->text();
    if (m_notes->text() != m_account.notes)
        edit->notes = m_notes->text();
    m_services.workers.run(
        this,
        [database = m_services.database, id = m_account.id, edit, who = m_services.operatorName] {
            return store::AccountStore(database).edit(id, *edit, who);
        },
        [this](const Result<store::Applied> &done) {
            if (done)
                onSaved(m_account.id, *done);
            else
                onSaved(fail(done.error()), store::Applied::Now);
        });
}

void AccountDialog::onSaved(const Result<AccountId> &id, store::Applied applied)
{
    m_save->setEnabled(true);
    if (!id) {
        m_banner->showError(id.error());
        return;
    }
    emit saved(*id, applied);
    accept();
}

} // namespace pelorus::ui
