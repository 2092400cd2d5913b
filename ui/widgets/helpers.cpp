// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/helpers.h"

#include "ui/support/icons.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDialog>
#include <QEvent>
#include <QFrame>
#include <QLabel>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

/// Sets the text colour by its role, again after a change of theme.
class RoleLabel final : public QLabel
{
public:
    RoleLabel(Role role, const QString &text, QWidget *parent)
        : QLabel(text, parent)
        , m_role(role)
    {
        setTextFormat(Qt::PlainText);
        setWordWrap(true);
        recolor();
    }
    void setRole(Role role)
    {
        m_role = role;
        recolor();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        if (event->type() == QEvent::ApplicationPaletteChange
            || event->type() == QEvent::PaletteChange)
            recolor();
        QLabel::changeEvent(event);
    }

private:
    void recolor()
    {
        QPalette p = palette();
        const QColor color = theme::color(m_role);
        if (p.color(QPalette::WindowText) == color)
            return;
        p.setColor(QPalette::WindowText, color);
        setPalette(p);
    }
    Role m_role;
};

class PrimaryButton final : public QPushButton
{
public:
    using QPushButton::QPushButton;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QPalette p = palette();
        QColor fill = theme::color(Role::Accent);
        QColor ink = theme::isDark() ? QColor(0x10243a) : QColor(Qt::white);
        if (!isEnabled()) {
            fill = p.color(QPalette::Button);
            ink = p.color(QPalette::Disabled, QPalette::ButtonText);
        } else if (isDown() || underMouse()) {
            fill = theme::isDark() ? fill.lighter(110) : fill.darker(isDown() ? 130 : 112);
        }
        const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.setPen(isEnabled() ? QPen(fill) : QPen(theme::line()));
        painter.setBrush(fill);
        painter.drawRoundedRect(area, 2, 2);
        if (hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(ink, 1, Qt::DotLine));
            painter.drawRect(area.adjusted(3, 3, -3, -3));
        }
        painter.setPen(ink);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextShowMnemonic, text());
    }
    void enterEvent(QEnterEvent *event) override
    {
        QPushButton::enterEvent(event);
        update();
    }
    void leaveEvent(QEvent *event) override
    {
        QPushButton::leaveEvent(event);
        update();
    }
    [[nodiscard]] QSize sizeHint() const override { return QPushButton::sizeHint() + QSize(16, 4); }
};

class Line final : public QFrame
{
public:
    explicit Line(QWidget *parent)
        : QFrame(parent)
    {
        setFixedHeight(1);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), theme::line()); }
};

class WheelGuard final : public QObject
{
public:
    using QObject::QObject;
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel || static_cast<QWidget *>(watched)->hasFocus())
            return false;
        event->ignore(); // goes on to the parent
        return true;
    }
};

void enlarge(QLabel *label)
{
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * 1.4);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
}

} // namespace

QLabel *titleLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    enlarge(label);
    return label;
}

QLabel *titleLabel(Role role, const QString &text, QWidget *parent)
{
    auto *label = new RoleLabel(role, text, parent);
    label->setWordWrap(false);
    enlarge(label);
    return label;
}

QLabel *headingLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

QLabel *roleLabel(Role role, const QString &text, QWidget *parent)
{
    return new RoleLabel(role, text, parent);
}

void setRole(QLabel *label, Role role)
{
    if (auto *ours = dynamic_cast<RoleLabel *>(label))
        ours->setRole(role);
}

QPushButton *primaryButton(const QString &text, QWidget *parent)
{
    auto *button = new PrimaryButton(text, parent);
    button->setAutoDefault(true); // takes Enter outside of dialogs too
    button->setDefault(qobject_cast<QDialog *>(parent) != nullptr);
    return button;
}

QPushButton *iconButton(const QString &icon, const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setIcon(icons::icon(icon));
    return button;
}

void keepFromWheel(QWidget *area)
{
    auto *guard = new WheelGuard(area);
    for (QWidget *widget : area->findChildren<QWidget *>())
        if (qobject_cast<QComboBox *>(widget) || qobject_cast<QAbstractSpinBox *>(widget)) {
            widget->setFocusPolicy(Qt::StrongFocus);
            widget->installEventFilter(guard);
        }
}

void askFirst(QWidget *parent,
              const QString &title,
              const QString &text,
              const QString &more,
              const QString &yes,
              const QString &no,
              std::function<void()> go)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, title, text, QMessageBox::NoButton, parent);
    box->setObjectName(u"question"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(more);
    auto *keep = box->addButton(no, QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    const auto *button = box->addButton(yes, QMessageBox::AcceptRole);
    QObject::connect(button, &QAbstractButton::clicked, parent, std::move(go));
    box->open();
}

QFrame *separator(QWidget *parent)
{
    return new Line(parent);
}

} // namespace pelorus::ui
