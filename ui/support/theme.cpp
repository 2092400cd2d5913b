// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QStyleHints>
#include <QStyleOption>

#include <cmath>
#include <memory>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

Scheme schemeFromName(const QString &name)
{
    if (name == u"light"_s)
        return Scheme::Light;
    return name == u"dark"_s ? Scheme::Dark : Scheme::System;
}

QString schemeName(Scheme scheme)
{
    switch (scheme) {
    case Scheme::System:
        return u"system"_s;
    case Scheme::Light:
        return u"light"_s;
    case Scheme::Dark:
        return u"dark"_s;
    }
    return {};
}

namespace theme {
namespace {

Scheme s_scheme = Scheme::System;
bool s_dark = false;

bool systemIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    // Fusion's own palette asks the platform, whatever palette we have set.
    const std::unique_ptr<QStyle> fusion(QStyleFactory::create(u"Fusion"_s));
    return fusion && fusion->standardPalette().color(QPalette::Window).lightness() < 128;
#endif
}

double luminance(const QColor &color)
{
    const auto linear
        = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

/// Fusion with air between a table's columns, and with the outlines of boxes to tick and of fields,
/// which it draws darker than the window, once more in a colour that shows on a dark one.
class Style final : public QProxyStyle
{
public:
    Style()
        : QProxyStyle(u"Fusion"_s)
    {
        setObjectName(u"fusion"_s);
    }

    int pixelMetric(PixelMetric metric,
                    const QStyleOption *option,
                    const QWidget *widget) const override
    {
        constexpr int kBesideText = 4;
        if (metric == PM_HeaderMargin)
            return kBesideText;
        if (metric == PM_FocusFrameHMargin && qobject_cast<const QAbstractItemView *>(widget))
            return kBesideText - 1; // the views add one
        return QProxyStyle::pixelMetric(metric, option, widget);
    }

    void drawPrimitive(PrimitiveElement element,
                       const QStyleOption *option,
                       QPainter *painter,
                       const QWidget *widget) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        const bool round = element == PE_IndicatorRadioButton;
        if (!s_dark || !(round || element == PE_IndicatorCheckBox || element == PE_FrameLineEdit))
            return;
        const bool field = element == PE_FrameLineEdit;
        if (field && option->state & State_HasFocus)
            return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(field ? line() : option->palette.color(QPalette::PlaceholderText));
        painter->setBrush(Qt::NoBrush);
        const QRectF area = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        if (round)
            painter->drawEllipse(area.adjusted(0.5, 0.5, -0.5, -0.5));
        else
            painter->drawRoundedRect(area, 2, 2);
        painter->restore();
    }
};

void setPalette()
{
    const bool dark = s_scheme == Scheme::Dark || (s_scheme == Scheme::System && systemIsDark());
    if (dark == s_dark && QApplication::palette() == palette(dark))
        return;
    s_dark = dark;
    QApplication::setPalette(palette(dark));
}

} // namespace

void apply(Scheme scheme)
{
    s_scheme = scheme;
    if (!dynamic_cast<Style *>(QApplication::style()))
        QApplication::setStyle(new Style);
    setPalette();
}

void followSystem()
{
    if (s_scheme == Scheme::System)
        setPalette();
}

bool isDark()
{
    return s_dark;
}

QColor color(Role role)
{
    return color(role, s_dark);
}

QColor color(Role role, bool dark)
{
    switch (role) {
    case Role::Text:
        return dark ? QColor(0xe6e9ed) : QColor(0x1b1f24);
    case Role::Muted:
        return dark ? QColor(0xb2bbc6) : QColor(0x535c66);
    case Role::Accent:
        return dark ? QColor(0x8cc4ff) : QColor(0x0b58a6);
    case Role::Ok:
        return dark ? QColor(0x7ed99a) : QColor(0x17642f);
    case Role::Warning:
        return dark ? QColor(0xf3bf57) : QColor(0x7f4c00);
    case Role::Error:
        return dark ? QColor(0xffa39a) : QColor(0xab231b);
    case Role::Running:
        return dark ? QColor(0x8cc4ff) : QColor(0x0b58a6);
    }
    return {};
}

QColor tint(Role role)
{
    return tint(role, s_dark);
}

QColor tint(Role role, bool dark)
{
    const QColor strong = color(role, dark);
    const QColor base = dark ? QColor(0x1e2125) : QColor(0xffffff);
    const double part = dark ? 0.14 : 0.09;
    const auto mix = [part](int a, int b) { return int(std::lround(a * part + b * (1 - part))); };
    return {mix(strong.red(), base.red()),
            mix(strong.green(), base.green()),
            mix(strong.blue(), base.blue())};
}

QColor line()
{
    return s_dark ? QColor(0x3a4048) : QColor(0xd3d8de);
}

QPalette palette(bool dark)
{
    const QColor window(dark ? 0x1e2125 : 0xf3f4f6);
    const QColor base(dark ? 0x17191c : 0xffffff);
    const QColor alternate(dark ? 0x1b1e22 : 0xf7f8fa);
    const QColor button(dark ? 0x2b3037 : 0xeceef1);
    const QColor highlight(dark ? 0x24405c : 0xd5e5f7);
    const QColor text = color(Role::Text, dark);
    const QColor faint(dark ? 0x757e89 : 0x8b939c);

    QPalette p(text,
               button,
               button.lighter(dark ? 130 : 106),
               button.darker(dark ? 160 : 130),
               button.darker(dark ? 120 : 112),
               text,
               base);
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::AlternateBase, alternate);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, dark ? QColor(Qt::white) : QColor(Qt::black));
    p.setColor(QPalette::Highlight, highlight);
    p.setColor(QPalette::HighlightedText, text);
    p.setColor(QPalette::Link, color(Role::Accent, dark));
    p.setColor(QPalette::LinkVisited, color(Role::Accent, dark));
    p.setColor(QPalette::ToolTipBase, dark ? QColor(0x2b3037) : QColor(0xffffff));
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::PlaceholderText, color(Role::Muted, dark));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, faint);
    p.setColor(QPalette::Disabled, QPalette::Base, window);
    return p;
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace theme
} // namespace pelorus::ui
