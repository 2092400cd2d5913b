// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/support/theme.h"

#include <QIcon>
#include <QPixmap>

#include <optional>

namespace pelorus::ui::icons {

/// A line icon of resources/icons by name. Drawn by our own small reader of that SVG subset (path
/// with M L H V C Z, circle, rect), so that no SVG module is needed; recoloured at paint time from
/// the palette, or from the role where one is given.
[[nodiscard]] QIcon icon(const QString &name, std::optional<Role> role = std::nullopt);

/// The same as a pixmap for a widget with this device pixel ratio.
[[nodiscard]] QPixmap pixmap(const QString &name, Role role, int side, qreal ratio);

/// The program's icon: white lines on the accent, at the sizes that desktops ask for.
[[nodiscard]] QIcon program();

} // namespace pelorus::ui::icons
