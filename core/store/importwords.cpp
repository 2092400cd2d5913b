// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/importwords.h"

#include <QCoreApplication>
#include <QStringBuilder>

namespace pelorus::store {

QString sameInLine(const QString &line)
{
    return QCoreApplication::translate(
               "Core", "The same stands in line %1, which counts; this one is not taken.")
        .arg(line);
}

QString otherPasswordInLine(const QString &line)
{
    return QCoreApplication::translate(
               "Core",
               "Line %1 has the same with another password and counts; this one is not taken.")
        .arg(line);
}

QString noAccount(const QString &name)
{
    if (name.isEmpty()) {
        return QCoreApplication::translate("Core",
                                           "Nothing says whose these are. Put each login on a line "
                                           "of its own above its cookies.");
    }
    return QCoreApplication::translate(
        "Core", "There is no account of this name. Add it first, or correct the name.");
}

QString alreadyThere()
{
    return QCoreApplication::translate("Core", "Is there already and stays as it is.");
}

QString storedAs(const QString &name)
{
    return QCoreApplication::translate("Core", "The account is stored as “%1”.").arg(name);
}

QString passwordStays()
{
    return QCoreApplication::translate("Core",
                                       "Is there already with another password, which stays.");
}

QString passwordOfWhich()
{
    return QCoreApplication::translate("Core",
                                       "There are several of these that differ by their password. "
                                       "Change the right one by hand.");
}

QString passwordChanged()
{
    return QCoreApplication::translate("Core", "Gets the new password.");
}

QString waitsForHolder(const QString &note)
{
    return sentences(QCoreApplication::translate(
                         "Core", "Will be applied when the task that holds the account ends."),
                     note);
}

QString sentences(const QString &first, const QString &second)
{
    const QLatin1StringView between(first.isEmpty() || second.isEmpty() ? "" : " ");
    return first % between % second;
}

} // namespace pelorus::store
