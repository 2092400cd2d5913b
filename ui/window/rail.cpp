// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/rail.h"

#include "ui/support/icons.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

constexpr int kMargin = 14;

/// Flat, with a bar of the accent at the chosen one.
class RailButton final : public QAbstractButton
{
public:
    RailButton(const QString &icon, const QString &text, QWidget *parent)
        : QAbstractButton(parent)
        , m_icon(icon)
    {
        setText(text);
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setAttribute(Qt::WA_Hover);
    }
    void setFolded(bool folded)
    {
        m_folded = folded;
        updateGeometry();
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const int line = fontMetrics().height();
        return {m_folded ? line + 2 * kMargin
                         : line * 3 + fontMetrics().horizontalAdvance(text()) + 12,
                line + 16};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (isChecked() || underMouse())
            painter.fillRect(rect(),
                             palette().color(isChecked() ? QPalette::Highlight : QPalette::Button));
        if (isChecked())
            painter.fillRect(0, 0, 3, height(), theme::color(Role::Accent));
        const int line = fontMetrics().height();
        const Role role = isChecked() ? Role::Text : Role::Muted;
        icons::icon(m_icon, role).paint(&painter, kMargin, (height() - line) / 2, line, line);
        painter.setPen(theme::color(role));
        if (!m_folded)
            painter.drawText(rect().adjusted(kMargin + line + 10, 0, -8, 0),
                             Qt::AlignVCenter | Qt::AlignLeft,
                             text());
        if (hasFocus()) {
            painter.setPen(QPen(theme::color(Role::Accent), 1, Qt::DotLine));
            painter.drawRect(rect().adjusted(4, 1, -2, -2));
        }
    }

private:
    QString m_icon;
    bool m_folded = false;
};

} // namespace

Rail::Rail(QWidget *parent)
    : QWidget(parent)
    , m_buttons(new QButtonGroup(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 1, 8);
    layout->setSpacing(2);
    layout->addStretch();
    setAccessibleName(tr("Pages"));
    connect(m_buttons, &QButtonGroup::idClicked, this, &Rail::chosen);
}

void Rail::addPage(const QString &icon, const QString &text)
{
    const int page = int(m_buttons->buttons().size());
    auto *button = new RailButton(icon, text, this);
    button->setObjectName(u"rail%1"_s.arg(page));
    button->setToolTip(tr("%1 (Ctrl+%2)", "page, digit").arg(text, QString::number(page + 1)));
    m_buttons->addButton(button, page);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->insertWidget(page, button); // the stretch and the foot stay below
}

void Rail::setFoot(QToolButton *foot)
{
    m_foot = foot;
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 0);
    row->addWidget(foot);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

void Rail::setFolded(bool folded)
{
    for (QAbstractButton *button : m_buttons->buttons())
        static_cast<RailButton *>(button)->setFolded(folded);
    if (m_foot) // its text is its name also where it is not shown
        m_foot->setToolButtonStyle(folded ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

void Rail::setCurrent(int page)
{
    if (auto *button = m_buttons->button(page))
        button->setChecked(true);
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(width() - 1, 0, 1, height(), theme::line());
}

} // namespace pelorus::ui
