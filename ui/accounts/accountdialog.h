// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "ui/support/services.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace pelorus::ui {

class Banner;
class SecretEdit;

/// One new account: name, password, one-time code secret, notes.
class AccountDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit AccountDialog(Services &services, QWidget *parent = nullptr);

signals:
    void added(pelorus::AccountId account);

private:
    void add();

    Services &m_services;
    Banner *m_banner;
    QLineEdit *m_name;
    SecretEdit *m_password;
    SecretEdit *m_totp;
    QLineEdit *m_notes;
    QPushButton *m_add;
};

} // namespace pelorus::ui
