// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace pelorus::app {

/// The texts of the window and of core in one language; GUI thread.
class Language final
{
public:
    /// "en" or "ru"; anything else is the system's, English where there is no translation of ours.
    void use(const QString &name);

private:
    QTranslator m_ours;
    QTranslator m_qt;
};

} // namespace pelorus::app
