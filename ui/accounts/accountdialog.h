// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"
#include "ui/support/services.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace pelorus::ui {

class Banner;
class SecretEdit;

/// One account, new or to be changed: name, password, two-factor key, own profile, notes.
class AccountDialog final : public QDialog
{
    Q_OBJECT
public:
    /// A new account.
    explicit AccountDialog(Services &services, QWidget *parent = nullptr);
    /// Changes `account`, whose secrets have these lengths; a field left empty keeps its secret.
    AccountDialog(Services &services,
                  const store::AccountRow &account,
                  qsizetype passwordLength,
                  qsizetype totpLength,
                  QWidget *parent = nullptr);

signals:
    void saved(pelorus::AccountId account, pelorus::store::Applied applied);

private:
    void save();
    void add();
    void change();
    void onSaved(const Result<AccountId> &id, store::Applied applied);

    Services &m_services;
    store::AccountRow m_account; ///< invalid id: a new one
    Banner *m_banner;
    QLineEdit *m_name;
    SecretEdit *m_password;
    SecretEdit *m_totp;
    QLineEdit *m_profile;
    QLineEdit *m_notes;
    QPushButton *m_save;
};

} // namespace pelorus::ui
