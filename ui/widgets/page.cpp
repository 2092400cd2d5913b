// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/helpers.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QShowEvent>
#include <QStackedLayout>

using namespace std::chrono_literals;

namespace pelorus::ui {

Page::Page(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(titleLabel(title, this))
    , m_summary(roleLabel(Role::Muted, {}, this))
    , m_tools(new QHBoxLayout)
    , m_banner(new Banner(this))
    , m_column(new QVBoxLayout(this))
    , m_stack(new QStackedLayout)
{
    setAccessibleName(title);
    setFocusPolicy(Qt::ClickFocus); // a click beside everything brings its keys back, such as paste

    auto *header = new QHBoxLayout;
    header->setContentsMargins(16, 12, 12, 8);
    header->setSpacing(8);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_summary);
    header->addLayout(words, 1);
    m_tools->setSpacing(8);
    header->addLayout(m_tools);

    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addLayout(header);
    m_column->addWidget(m_banner);
    m_column->addLayout(m_stack, 1);

    m_coalesce.setSingleShot(true);
    m_coalesce.setInterval(150ms);
    connect(&m_coalesce, &QTimer::timeout, this, [this] {
        if (!isVisible())
            return;
        m_stale = false;
        refresh();
    });
}

QString Page::title() const
{
    return m_title->text();
}

void Page::databaseChanged(const QSet<QString> &tables)
{
    if (!followsDatabase())
        return;
    if (!tables.isEmpty() && !this->tables().isEmpty() && !tables.intersects(this->tables()))
        return;
    m_stale = true;
    if (isVisible() && !m_coalesce.isActive())
        m_coalesce.start();
}

void Page::setSummary(const QString &text)
{
    m_summary->setText(text);
}

void Page::setContent(QWidget *content, QWidget *main)
{
    m_content = content;
    m_main = main;
    m_stack->addWidget(content);
}

void Page::setEmptyState(EmptyState *empty)
{
    m_empty = empty;
    m_stack->addWidget(empty);
}

void Page::showEmpty(bool empty)
{
    QWidget *shown = empty ? static_cast<QWidget *>(m_empty) : m_content;
    if (!m_empty || m_stack->currentWidget() == shown)
        return;
    QWidget *focus = focusWidget();
    const bool leaves = focus && m_stack->currentWidget()->isAncestorOf(focus);
    m_stack->setCurrentWidget(shown);
    if (leaves)
        mainPart()->setFocus(Qt::OtherFocusReason);
}

QWidget *Page::mainPart()
{
    if (m_empty && m_stack->currentWidget() == m_empty)
        return m_empty->focusProxy() ? static_cast<QWidget *>(m_empty) : this;
    return m_main;
}

void Page::takeFocus()
{
    QWidget *target = m_last && m_last->isVisibleTo(this) ? m_last.data() : mainPart();
    target->setFocus(Qt::OtherFocusReason);
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if ((m_stale || !followsDatabase()) && !m_blocked && !event->spontaneous()) {
        m_stale = false;
        refresh();
    }
}

} // namespace pelorus::ui
