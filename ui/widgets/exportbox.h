// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace pelorus::ui {

/// Where a CSV file shall be written.
void askCsvFile(QWidget *parent,
                const QString &title,
                const QString &name,
                std::function<void(const QString &path)> chosen);

/// First whether it may hold secrets in clear, then where it shall be written.
void askExport(QWidget *parent,
               const QString &title,
               const QString &name,
               std::function<void(const QString &path, bool reveal)> chosen);

} // namespace pelorus::ui
