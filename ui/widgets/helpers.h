// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/support/theme.h"

#include <QString>

#include <functional>

class QLabel;
class QPushButton;
class QWidget;
class QFrame;

namespace pelorus::ui {

/// The large size of the three.
[[nodiscard]] QLabel *titleLabel(const QString &text, QWidget *parent);
[[nodiscard]] QLabel *titleLabel(Role role, const QString &text, QWidget *parent);
/// Bold, for the heading of a part.
[[nodiscard]] QLabel *headingLabel(const QString &text, QWidget *parent);
/// A label in the colour of a role that follows the theme. Plain text, wraps.
[[nodiscard]] QLabel *roleLabel(Role role, const QString &text, QWidget *parent);
void setRole(QLabel *label, Role role);

/// The one button of a page that does the thing: filled with the accent. A dialog's takes Enter.
[[nodiscard]] QPushButton *primaryButton(const QString &text, QWidget *parent);
[[nodiscard]] QPushButton *iconButton(const QString &icon, const QString &text, QWidget *parent);
/// Spin boxes and lists inside `area` leave the wheel to its scrolling unless they have the focus.
void keepFromWheel(QWidget *area);
/// Asks before something that cannot be undone. `yes` and `no` name what becomes of it; the safe
/// one is the default. Calls `go` only for "yes", and not when `parent` has gone.
void askFirst(QWidget *parent,
              const QString &title,
              const QString &text,
              const QString &more,
              const QString &yes,
              const QString &no,
              std::function<void()> go);
/// A thin horizontal line.
[[nodiscard]] QFrame *separator(QWidget *parent);

} // namespace pelorus::ui
