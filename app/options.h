// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace pelorus::app {

/// What the command line of the window says.
struct Options
{
    QString language; ///< en, ru; empty: as saved, else as the system
    QString theme;    ///< light, dark, system; empty: as saved
    QString page;
    /// Folder for pictures of the running window; empty for none.
    QString screenshots;
    bool exitWhenIdle = false;
};

} // namespace pelorus::app
