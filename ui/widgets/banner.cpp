// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/support/icons.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::ui {
namespace {

QString iconFor(Role role)
{
    switch (role) {
    case Role::Error:
        return u"failed"_s;
    case Role::Warning:
        return u"warning"_s;
    case Role::Ok:
        return u"done"_s;
    case Role::Text:
    case Role::Muted:
    case Role::Accent:
    case Role::Running:
        break;
    }
    return u"info"_s;
}

} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_details(new QLabel(this))
    , m_detailsButton(new QPushButton(tr("Details"), this))
    , m_actionButton(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(u"banner"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_details->setWordWrap(true);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_details->hide();
    m_detailsButton->setCheckable(true);
    m_close->setIcon(icons::icon(u"cross"_s));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss"));

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(12, 8, 8, 8);
    grid->setHorizontalSpacing(8);
    grid->addWidget(m_icon, 0, 0, Qt::AlignTop);
    grid->addWidget(m_text, 0, 1);
    grid->addWidget(m_actionButton, 0, 2, Qt::AlignTop);
    grid->addWidget(m_detailsButton, 0, 3, Qt::AlignTop);
    grid->addWidget(m_close, 0, 4, Qt::AlignTop);
    grid->addWidget(m_details, 1, 1, 1, 3);
    grid->setColumnStretch(1, 1);

    m_gone.setSingleShot(true);
    m_gone.setInterval(10s);
    connect(&m_gone, &QTimer::timeout, this, &Banner::next);
    connect(m_close, &QToolButton::clicked, this, &Banner::next);
    connect(m_detailsButton, &QPushButton::toggled, m_details, &QLabel::setVisible);
    connect(m_actionButton, &QPushButton::clicked, this, [this] {
        const auto action = m_message.action;
        next();
        if (action)
            action();
    });
    hide();
}

void Banner::showError(const Error &error, std::function<void()> retry)
{
    QString details = error.detail;
    if (!error.name.isEmpty())
        details = details.isEmpty() ? error.name : error.name + u": "_s + details;
    m_waiting.reset();
    const bool retries = bool(retry);
    present({.role = Role::Error,
             .text = error.message,
             .details = details,
             .actionText = retries ? tr("Try again") : QString(),
             .action = std::move(retry),
             .retries = retries});
}

bool Banner::clearRetried()
{
    if (m_waiting && m_waiting->retries)
        m_waiting.reset();
    if (isHidden() || !m_message.retries)
        return false;
    next();
    return true;
}

void Banner::showNotice(Role role,
                        const QString &text,
                        const QString &actionText,
                        std::function<void()> action)
{
    Message notice{.role = role,
                   .text = text,
                   .details = {},
                   .actionText = actionText,
                   .action = std::move(action),
                   .goes = role == Role::Ok || role == Role::Muted};
    if (!isHidden() && m_message.isUndo)
        m_waiting = std::move(notice);
    else
        present(std::move(notice));
}

void Banner::showUndo(const QString &text, std::function<void()> undo)
{
    if (!isHidden() && !m_message.goes)
        m_waiting = std::exchange(m_message, {});
    present({.role = Role::Muted,
             .text = text,
             .details = {},
             .actionText = tr("Undo"),
             .action = std::move(undo),
             .goes = true,
             .isUndo = true});
}

void Banner::clear()
{
    m_waiting.reset();
    if (!m_message.isUndo)
        next();
}

void Banner::next()
{
    m_gone.stop();
    m_message = {};
    if (m_waiting)
        present(*std::exchange(m_waiting, std::nullopt));
    else
        hide();
}

QString Banner::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void Banner::present(Message message)
{
    m_message = std::move(message);
    m_gone.stop();
    if (m_message.goes)
        m_gone.start();
    drawIcon();
    m_text->setText(m_message.text);
    m_details->setText(m_message.details);
    m_detailsButton->setChecked(false);
    m_detailsButton->setVisible(!m_message.details.isEmpty());
    m_actionButton->setText(m_message.actionText);
    m_actionButton->setVisible(!m_message.actionText.isEmpty());
    setAccessibleName(m_message.text);
    show();
    update();
}

void Banner::drawIcon()
{
    m_icon->setPixmap(icons::pixmap(
        iconFor(m_message.role), m_message.role, fontMetrics().height(), devicePixelRatioF()));
}

void Banner::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
    QFrame::changeEvent(event);
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::tint(m_message.role));
    painter.fillRect(QRect(0, 0, 3, height()), theme::color(m_message.role));
}

} // namespace pelorus::ui
