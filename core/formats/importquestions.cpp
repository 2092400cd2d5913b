// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/importquestions.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

QString both(const QString &name, const QString &rest)
{
    return rest.isEmpty() ? name : u"%1 — %2"_s.arg(name, rest);
}

QString holds(const AccountEntry &entry, const QString &password)
{
    QStringList parts;
    if (!entry.password.isEmpty())
        parts << password;
    if (!entry.email.isEmpty())
        parts << entry.email;
    if (!entry.emailPassword.isEmpty())
        parts << QCoreApplication::translate("Core", "e-mail password");
    if (!entry.tfa.isEmpty())
        parts << QCoreApplication::translate("Core", "two-factor key");
    if (!entry.cookies.isEmpty())
        parts << QCoreApplication::translate("Core", "cookies");
    return parts.join(u", "_s);
}

} // namespace

QString holds(const AccountEntry &entry)
{
    return holds(entry, QCoreApplication::translate("Core", "password"));
}

QString holds(const ProxyEntry &entry)
{
    return entry.login.isEmpty() ? QString()
                                 : QCoreApplication::translate("Core", "login and password");
}

QString describe(const AccountEntry &entry)
{
    // Where a password ends may be all that two readings differ by.
    const auto length = entry.password.reveal(
        [](const QByteArray &utf8) { return QString::fromUtf8(utf8).size(); });
    return both(entry.login,
                holds(entry,
                      QCoreApplication::translate(
                          "Core", "password of %Ln character(s)", nullptr, int(length))));
}

QString describe(const ProxyEntry &entry)
{
    return both(entry.label(), holds(entry));
}

} // namespace pelorus::formats
