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
    connect(&m_gone, &QTimer::timeout, this, &Banner::clear);
    connect(m_close, &QToolButton::clicked, this, &Banner::clear);
    connect(m_detailsButton, &QPushButton::toggled, m_details, &QLabel::setVisible);
    connect(m_actionButton, &QPushButton::clicked, this, [this] {
        const auto action = m_action;
        clear();
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
    present(Role::Error, error.message, details);
    const QString text = retry ? tr("Try again") : QString();
    m_retries = bool(retry);
    setAction(text, std::move(retry));
}

bool Banner::clearRetried()
{
    if (isHidden() || !m_retries)
        return false;
    clear();
    return true;
}

void Banner::showNotice(Role role,
                        const QString &text,
                        const QString &actionText,
                        std::function<void()> action)
{
    present(role, text, {});
    setAction(actionText, std::move(action));
    if (role == Role::Ok || role == Role::Muted)
        m_gone.start();
}

void Banner::showUndo(const QString &text, std::function<void()> undo)
{
    present(Role::Muted, text, {});
    setAction(tr("Undo"), std::move(undo));
    m_gone.start();
}

void Banner::clear()
{
    m_gone.stop();
    m_action = {};
    hide();
}

QString Banner::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void Banner::present(Role role, const QString &text, const QString &details)
{
    m_gone.stop();
    m_retries = false;
    m_role = role;
    drawIcon();
    m_text->setText(text);
    m_details->setText(details);
    m_detailsButton->setChecked(false);
    m_detailsButton->setVisible(!details.isEmpty());
    setAccessibleName(text);
    show();
    update();
}

void Banner::setAction(const QString &text, std::function<void()> action)
{
    m_action = std::move(action);
    m_actionButton->setText(text);
    m_actionButton->setVisible(!text.isEmpty());
}

void Banner::drawIcon()
{
    m_icon->setPixmap(
        icons::pixmap(iconFor(m_role), m_role, fontMetrics().height(), devicePixelRatioF()));
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
    painter.fillRect(rect(), theme::tint(m_role));
    painter.fillRect(QRect(0, 0, 3, height()), theme::color(m_role));
}

} // namespace pelorus::ui
