// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QHash>
#include <QString>

namespace pelorus::ui {

/// Changes values in the settings file of the data folder and keeps every other line as it is. An
/// empty value takes the line out. Blocking.
[[nodiscard]] Result<void> saveSettings(const QString &dataDir,
                                        const QHash<QString, QString> &values);

/// How the window looks: kept in a file of its own, as it is no setting of the work.
struct Appearance
{
    QString language; ///< "en", "ru"; empty follows the system
    QString theme;    ///< "system", "light", "dark"
    QByteArray geometry;
    QString page;
};

/// Blocking.
[[nodiscard]] Appearance loadAppearance(const QString &dataDir);
[[nodiscard]] Result<void> saveAppearance(const QString &dataDir, const Appearance &appearance);

} // namespace pelorus::ui
