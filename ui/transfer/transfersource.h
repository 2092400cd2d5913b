// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/databasesetting.h"
#include "ui/support/services.h"
#include "ui/transfer/transferplan.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QRadioButton;

namespace pelorus::ui {

/// First page of the wizard: what is moved where.
class TransferSource final : public QWidget
{
    Q_OBJECT
public:
    TransferSource(Services &services, QWidget *parent);

    [[nodiscard]] bool isComplete() const;
    /// Takes a password out of the address first.
    [[nodiscard]] TransferChoice choice();
    /// The target as it is saved.
    [[nodiscard]] DatabaseSetting target() const;

signals:
    void changed();

private:
    void chooseFile();

    QString m_ownFile;     ///< of the database that is open
    bool m_runner = false; ///< this program runs its jobs
    QRadioButton *m_own;
    QRadioButton *m_other;
    QLineEdit *m_file;
    QPushButton *m_choose;
    QLineEdit *m_address;
    SecretEdit *m_password;
};

} // namespace pelorus::ui
