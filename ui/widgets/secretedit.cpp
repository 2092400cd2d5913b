// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/secretedit.h"

namespace pelorus::ui {

SecretEdit::SecretEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setEchoMode(Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText
                        | Qt::ImhNoAutoUppercase);
    setContextMenuPolicy(Qt::NoContextMenu);
    setDragEnabled(false);
}

void SecretEdit::setStored(qsizetype length)
{
    setPlaceholderText(length > 0 ? tr("set, %Ln characters", nullptr, int(length))
                                  : tr("not set"));
}

void SecretEdit::setTyped(const Secret &secret)
{
    secret.reveal([this](const QByteArray &utf8) { setText(QString::fromUtf8(utf8)); });
}

Secret SecretEdit::take()
{
    Secret secret(text().toUtf8());
    clear();
    return secret;
}

} // namespace pelorus::ui
