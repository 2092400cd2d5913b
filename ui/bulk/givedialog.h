// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/accounts/accountmodel.h"

#include <QDialog>

namespace pelorus::ui {

/// Which of the chosen accounts get some videos: those with a tick.
class GiveDialog final : public QDialog
{
    Q_OBJECT
public:
    GiveDialog(AccountModel::Snapshot accounts,
               const QSet<qint64> &given,
               int videos,
               QWidget *parent = nullptr);

signals:
    void chosen(const QSet<qint64> &accounts);
};

} // namespace pelorus::ui
