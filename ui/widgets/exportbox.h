// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/listexport.h"
#include "ui/support/services.h"

#include <QString>

#include <functional>

class QWidget;

namespace pelorus::ui {

class Banner;

/// Where a CSV file shall be written.
void askCsvFile(QWidget *parent,
                const QString &title,
                const QString &name,
                std::function<void(const QString &path)> chosen);

/// Asks where a report shall be written, lets `save` write it on a worker, and says so in the
/// banner.
void askReport(Services &services,
               Banner *banner,
               std::function<Result<void>(const QString &path)> save);

/// First whether it may hold secrets in clear, then where it shall be written.
void askExport(QWidget *parent,
               const QString &title,
               const QString &name,
               std::function<void(const QString &path, store::Reveal reveal)> chosen);

/// Writes what `make` answers on a worker, and says so in the banner.
void writeList(Services &services,
               Banner *banner,
               const QString &path,
               std::function<Result<store::ListExport>()> make);

} // namespace pelorus::ui
