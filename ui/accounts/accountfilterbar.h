// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/accounts/accountmodel.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace pelorus::ui {

/// Search and the four filters of a table of accounts.
class AccountFilterBar final : public QWidget
{
    Q_OBJECT
public:
    explicit AccountFilterBar(QWidget *parent = nullptr);
    [[nodiscard]] AccountFilter filter() const;
    void focusSearch();
    /// Search and status alone, for narrow places.
    void setCompact(bool on);
    void showOnly(AccountFilter::Status status);
    /// No filter at all, at once.
    void clear();

signals:
    void changed(const pelorus::ui::AccountFilter &filter);

private:
    QLineEdit *m_search;
    QComboBox *m_status;
    QComboBox *m_lock;
    QComboBox *m_session;
    QComboBox *m_proxy;
    QTimer m_typing;
};

} // namespace pelorus::ui
