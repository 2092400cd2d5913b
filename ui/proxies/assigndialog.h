// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"
#include "ui/accounts/accountmodel.h"
#include "ui/support/services.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace pelorus::ui {

class Banner;

/// Which accounts work through one proxy: those with a tick.
class AssignDialog final : public QDialog
{
    Q_OBJECT
public:
    AssignDialog(Services &services, const store::ProxyRow &proxy, QWidget *parent = nullptr);
    void show(AccountModel::Snapshot accounts);

signals:
    void saved();

private:
    void updateSummary();
    void save();

    Services &m_services;
    ProxyId m_proxy;
    QSet<qint64> m_before;
    Banner *m_banner;
    AccountModel *m_model;
    QLabel *m_summary;
    QPushButton *m_save;
};

} // namespace pelorus::ui
