// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

#include <QDialog>
#include <QImage>

namespace pelorus::ui {

/// What the page looked like and said when a step failed.
class EvidenceDialog final : public QDialog
{
    Q_OBJECT
public:
    EvidenceDialog(const store::Evidence &evidence,
                   const QImage &picture,
                   QWidget *parent = nullptr);
};

} // namespace pelorus::ui
