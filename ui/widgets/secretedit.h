// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QLineEdit>

namespace pelorus::ui {

/// Takes a secret and never shows one: not filled from what is stored, nothing to reveal or copy.
class SecretEdit final : public QLineEdit
{
    Q_OBJECT
public:
    explicit SecretEdit(QWidget *parent = nullptr);
    /// "set, 12 characters"; 0 is "not set".
    void setStored(qsizetype length);
    /// What was typed, which stays in the field: a save may fail.
    [[nodiscard]] Secret typed() const { return Secret(text().toUtf8()); }
    /// What was typed; the field is empty afterwards.
    [[nodiscard]] Secret take();
    /// Puts back what was typed into a field that has gone.
    void setTyped(const Secret &secret);
    [[nodiscard]] bool isTyped() const { return !text().isEmpty(); }
};

} // namespace pelorus::ui
