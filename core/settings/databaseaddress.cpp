// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/databaseaddress.h"

#include <QStringList>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace pelorus::settings {
namespace {

QString decoded(QStringView text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

/// Behind "postgresql://"; -1 for another URL.
qsizetype bodyOf(const QString &url)
{
    for (const QString &scheme : {u"postgresql://"_s, u"postgres://"_s})
        if (url.startsWith(scheme, Qt::CaseInsensitive))
            return scheme.size();
    return -1;
}

/// "user:password@host" without the password, which goes to `password`.
QString withoutPassword(const QString &authority, QString &password)
{
    const qsizetype at = authority.lastIndexOf(u'@');
    const qsizetype colon = authority.indexOf(u':');
    if (colon < 0 || colon > at)
        return authority;
    password = decoded(QStringView(authority).mid(colon + 1, at - colon - 1));
    return authority.left(colon) + authority.mid(at);
}

} // namespace

bool isPostgresUrl(const QString &url)
{
    return bodyOf(url) >= 0;
}

// The same reading as store::parseDatabaseUrl: what it would take for a password is one here.
DatabaseAddress splitDatabaseUrl(const Secret &url)
{
    return url.reveal([](const QByteArray &utf8) -> DatabaseAddress {
        const QString text = QString::fromUtf8(utf8).trimmed();
        const qsizetype body = bodyOf(text);
        if (body < 0)
            return {text, {}};
        const QString before = text.section(u'?', 0, 0).mid(body);
        const qsizetype slash = before.indexOf(u'/');
        QString password;
        QString address = text.left(body) + withoutPassword(before.left(slash), password);
        if (slash >= 0)
            address += before.mid(slash);
        QStringList parameters;
        for (const QString &part : text.section(u'?', 1).split(u'&', Qt::SkipEmptyParts)) {
            if (decoded(part.section(u'=', 0, 0)) == "password"_L1)
                password = decoded(part.section(u'=', 1));
            else
                parameters << part;
        }
        if (!parameters.isEmpty())
            address += u'?' + parameters.join(u'&');
        return {address, password.isEmpty() ? Secret() : Secret(password)};
    });
}

Secret joinDatabaseUrl(const QString &address, const Secret &password)
{
    if (password.isEmpty() || bodyOf(address) < 0
        || !splitDatabaseUrl(Secret(address)).password.isEmpty())
        return Secret(address);
    // As a parameter it needs no user in front of it.
    return password.reveal([&](const QByteArray &utf8) {
        return Secret(QByteArray(address.toUtf8() + (address.contains(u'?') ? '&' : '?')
                                 + "password=" + utf8.toPercentEncoding()));
    });
}

} // namespace pelorus::settings
