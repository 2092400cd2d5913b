// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/language.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace pelorus::app {

void Language::use(const QString &name)
{
    QLocale locale = QLocale::system();
    if (name == u"ru"_s && locale.language() != QLocale::Russian)
        locale = QLocale(QLocale::Russian);
    else if (name == u"en"_s && locale.language() != QLocale::English)
        locale = QLocale(QLocale::English);
    QLocale::setDefault(locale);
    QCoreApplication::removeTranslator(&m_ours);
    QCoreApplication::removeTranslator(&m_qt);
    // Both are compiled in: no file is read here.
    const QString language = locale.language() == QLocale::Russian ? u"ru"_s : u"en"_s;
    if (m_ours.load(u":/i18n/pelorus_%1.qm"_s.arg(language)))
        QCoreApplication::installTranslator(&m_ours);
    if (m_qt.load(u":/i18n/qtbase_%1.qm"_s.arg(language)))
        QCoreApplication::installTranslator(&m_qt);
}

} // namespace pelorus::app
