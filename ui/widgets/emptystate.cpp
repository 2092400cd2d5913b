// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/emptystate.h"

#include "ui/support/icons.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/tableview.h"

#include <QDropEvent>
#include <QEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

namespace pelorus::ui {

EmptyState::EmptyState(const QString &icon,
                       const QString &title,
                       const QString &text,
                       const QString &button,
                       QWidget *parent)
    : QWidget(parent)
    , m_iconName(icon)
    , m_icon(new QLabel(this))
    , m_title(titleLabel(title, this))
    , m_text(new QLabel(text, this))
{
    m_icon->setAlignment(Qt::AlignCenter);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    // A wrapped label that is centred in its cell gets no height for its width: give it both.
    const int width = fontMetrics().averageCharWidth() * 72;
    m_text->setFixedSize(width, m_text->heightForWidth(width));

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addWidget(m_text, 0, Qt::AlignHCenter);
    if (!button.isEmpty()) {
        auto *push = new QPushButton(button, this);
        push->setAutoDefault(true); // takes Enter outside of dialogs too
        setFocusProxy(push);
        connect(push, &QPushButton::clicked, this, &EmptyState::clicked);
        layout->addWidget(push, 0, Qt::AlignHCenter);
    }
    layout->addStretch(3);
    drawIcon();
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
    QWidget::changeEvent(event);
}

void EmptyState::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void EmptyState::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    emit filesDropped(droppedFiles(event->mimeData()));
}

void EmptyState::drawIcon()
{
    m_icon->setPixmap(
        icons::pixmap(m_iconName, Role::Muted, fontMetrics().height() * 3, devicePixelRatioF()));
}

} // namespace pelorus::ui
