// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/evidencedialog.h"

#include "ui/support/format.h"
#include "ui/support/words.h"
#include "ui/widgets/helpers.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace pelorus::ui {

EvidenceDialog::EvidenceDialog(const store::Evidence &evidence,
                               const QImage &picture,
                               QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("What the page showed"));
    const int character = fontMetrics().averageCharWidth();
    resize(character * 120, fontMetrics().height() * 42);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(headingLabel(words::step(evidence.step), this));
    layout->addWidget(roleLabel(
        Role::Muted,
        tr("%1 at %2", "time, page")
            .arg(format::exact(evidence.at), evidence.url.toDisplayString(QUrl::RemoveQuery)),
        this));
    if (!picture.isNull()) {
        auto *label = new QLabel;
        label->setPixmap(QPixmap::fromImage(picture));
        label->setAlignment(Qt::AlignCenter);
        auto *area = new QScrollArea(this);
        area->setWidget(label);
        area->setWidgetResizable(true);
        layout->addWidget(area, 3);
    }
    auto *text = new QPlainTextEdit(evidence.pageText, this);
    text->setReadOnly(true);
    text->setAccessibleName(tr("Text of the page"));
    layout->addWidget(text, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

} // namespace pelorus::ui
