// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace pelorus::ui {

/// F1: what this page answers, what can be done on it, and the keys. `page` is its name, `title`
/// what the operator calls it.
void showHelp(const QString &page, const QString &title, QWidget *window);

} // namespace pelorus::ui
