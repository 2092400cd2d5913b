// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/proxies.h"
#include "core/store/records.h"
#include "ui/support/services.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace pelorus::ui {

class Banner;
class SecretEdit;

/// One proxy, new or to be changed. A field for a secret that is left empty keeps what is stored.
class ProxyDialog final : public QDialog
{
    Q_OBJECT
public:
    /// An invalid id in `proxy`: a new one.
    ProxyDialog(Services &services, const store::ProxyRow &proxy, QWidget *parent = nullptr);

signals:
    void saved(pelorus::ProxyId proxy);

private:
    void save();
    void add(const formats::ProxyEntry &checked);
    void change(const formats::ProxyEntry &checked);
    void onSaved(const Result<ProxyId> &id);

    Services &m_services;
    store::ProxyRow m_proxy;
    Banner *m_banner;
    QComboBox *m_type;
    QLineEdit *m_host;
    QSpinBox *m_port;
    SecretEdit *m_user;
    SecretEdit *m_password;
    QLineEdit *m_country;
    QLineEdit *m_notes;
    QPushButton *m_save;
};

} // namespace pelorus::ui
