// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

#include <array>

namespace pelorus::ui {

/// What a colour means. Never the only sign: a shape or a word stands beside it.
enum class Role { Text, Muted, Accent, Ok, Warning, Error, Running };
inline constexpr std::array kRoles{
    Role::Text, Role::Muted, Role::Accent, Role::Ok, Role::Warning, Role::Error, Role::Running};

enum class Scheme { System, Light, Dark };

/// "system", "light", "dark"; anything else is System.
[[nodiscard]] Scheme schemeFromName(const QString &name);
[[nodiscard]] QString schemeName(Scheme scheme);

namespace theme {

/// Fusion with our palette; System follows the desktop, now and when it changes.
void apply(Scheme scheme);
/// Looks again at what the desktop wants (after a ThemeChange event).
void followSystem();
[[nodiscard]] bool isDark();

[[nodiscard]] QColor color(Role role);
[[nodiscard]] QColor color(Role role, bool dark);
[[nodiscard]] QPalette palette(bool dark);
/// A tint of the role for banners; text on it keeps the contrast.
[[nodiscard]] QColor tint(Role role);
[[nodiscard]] QColor tint(Role role, bool dark);
/// Thin lines between areas.
[[nodiscard]] QColor line();

/// WCAG 2 contrast ratio, 1 to 21.
[[nodiscard]] double contrast(const QColor &a, const QColor &b);

} // namespace theme
} // namespace pelorus::ui
