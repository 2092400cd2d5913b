// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/url.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStringList>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

// What libpq understands and a URL may set. Anything else is more likely a typing error.
const QStringList &passedOn()
{
    static const QStringList names{u"sslmode"_s,
                                   u"sslrootcert"_s,
                                   u"sslcert"_s,
                                   u"sslkey"_s,
                                   u"sslcrl"_s,
                                   u"ssl_min_protocol_version"_s,
                                   u"connect_timeout"_s,
                                   u"passfile"_s,
                                   u"target_session_attrs"_s,
                                   u"channel_binding"_s,
                                   u"gssencmode"_s,
                                   u"krbsrvname"_s,
                                   u"options"_s,
                                   u"tcp_user_timeout"_s};
    return names;
}

QString decoded(QStringView text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

tl::unexpected<Error> invalid(const QString &why)
{
    return fail(ErrorKind::InvalidInput,
                QCoreApplication::translate("Core",
                                            "The database address cannot be used: %1 Correct "
                                            "it; DATABASE_URL and the settings hold this "
                                            "machine's own.")
                    .arg(why));
}

Result<void> takePort(DatabaseUrl &url, const QString &text)
{
    bool ok = false;
    const int port = text.toInt(&ok);
    if (!ok || port < 1 || port > 65535)
        return invalid(QCoreApplication::translate("Core",
                                                   "the port is not a number from 1 to "
                                                   "65535."));
    url.port = port;
    return {};
}

Result<void> takeParameter(DatabaseUrl &url, const QString &name, const QString &value)
{
    if (name == "host"_L1)
        url.host = value;
    else if (name == "port"_L1)
        return takePort(url, value);
    else if (name == "user"_L1)
        url.user = value;
    else if (name == "password"_L1)
        url.password = Secret(value);
    else if (name == "dbname"_L1)
        url.database = value;
    else if (!passedOn().contains(name))
        return invalid(
            QCoreApplication::translate("Core", "it has an unknown parameter “%1”.").arg(name));
    else if (value.contains(u';'))
        return invalid(
            QCoreApplication::translate("Core", "the parameter “%1” has a semicolon.").arg(name));
    else {
        QString quoted = value;
        quoted.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
        url.options += name % u"='"_s % quoted % u"';"_s;
    }
    return {};
}

Result<void> takeAuthority(DatabaseUrl &url, QStringView authority)
{
    const qsizetype at = authority.lastIndexOf(u'@');
    if (at >= 0) {
        const QStringView user = authority.left(at);
        const qsizetype colon = user.indexOf(u':');
        url.user = decoded(colon < 0 ? user : user.left(colon));
        if (colon >= 0)
            url.password = Secret(decoded(user.mid(colon + 1)));
    }
    const QStringView place = authority.mid(at + 1);
    qsizetype portAt = place.lastIndexOf(u':');
    if (place.startsWith(u'[')) {
        const qsizetype end = place.indexOf(u']');
        if (end < 0)
            return invalid(QCoreApplication::translate("Core", "a “]” is missing in the host."));
        url.host = place.mid(1, end - 1).toString();
        portAt = place.indexOf(u':', end);
    } else {
        url.host = decoded(portAt < 0 ? place : place.left(portAt));
    }
    if (portAt >= 0 && portAt + 1 < place.size())
        return takePort(url, place.mid(portAt + 1).toString());
    return {};
}

Result<DatabaseUrl> parsePostgres(QStringView rest)
{
    DatabaseUrl url;
    url.engine = Engine::PostgreSql;
    const qsizetype question = rest.indexOf(u'?');
    const QStringView before = question < 0 ? rest : rest.left(question);
    const qsizetype slash = before.indexOf(u'/');
    if (auto taken = takeAuthority(url, slash < 0 ? before : before.left(slash)); !taken)
        return fail(taken.error());
    if (slash >= 0)
        url.database = decoded(before.mid(slash + 1));
    if (question >= 0) {
        for (const QStringView part : rest.mid(question + 1).split(u'&', Qt::SkipEmptyParts)) {
            const qsizetype equals = part.indexOf(u'=');
            if (equals < 0)
                return invalid(QCoreApplication::translate("Core", "a parameter has no value."));
            const auto taken
                = takeParameter(url, decoded(part.left(equals)), decoded(part.mid(equals + 1)));
            if (!taken)
                return fail(taken.error());
        }
    }
    if (url.database.isEmpty())
        return invalid(QCoreApplication::translate("Core", "the name of the database is missing."));
    return url;
}

Result<DatabaseUrl> parseSqlite(QStringView rest)
{
    const qsizetype question = rest.indexOf(u'?');
    QString path = decoded(question < 0 ? rest : rest.left(question));
    // sqlite:///relative and sqlite:////absolute: the third slash only ends the empty host.
    if (!path.startsWith(u'/'))
        return invalid(QCoreApplication::translate("Core",
                                                   "a file needs three slashes, as in "
                                                   "sqlite:///pelorus.db."));
    path.remove(0, 1);
    // sqlite:////C:/x is written as often as sqlite:///C:/x.
    if (path.size() > 2 && path.at(0) == u'/' && path.at(1).isLetter() && path.at(2) == u':')
        path.remove(0, 1);
    if (path.isEmpty() || path == ":memory:"_L1)
        return invalid(QCoreApplication::translate("Core", "the path of the file is missing."));
    DatabaseUrl url;
    url.file = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    return url;
}

} // namespace

QString DatabaseUrl::displayName() const
{
    if (engine == Engine::Sqlite)
        return u"SQLite "_s % QFileInfo(file).fileName();
    const QString place = host.isEmpty() || host.startsWith(u'/') ? u"localhost"_s : host;
    return u"PostgreSQL "_s % place;
}

Result<DatabaseUrl> parseDatabaseUrl(const Secret &url)
{
    return url.reveal([](const QByteArray &utf8) -> Result<DatabaseUrl> {
        const QString text = QString::fromUtf8(utf8).trimmed();
        for (const QString &scheme : {u"postgresql://"_s, u"postgres://"_s}) {
            if (text.startsWith(scheme, Qt::CaseInsensitive))
                return parsePostgres(QStringView(text).mid(scheme.size()));
        }
        if (text.startsWith("sqlite://"_L1, Qt::CaseInsensitive))
            return parseSqlite(QStringView(text).mid(9));
        return invalid(QCoreApplication::translate("Core",
                                                   "it begins with neither postgresql:// "
                                                   "nor sqlite:///."));
    });
}

} // namespace pelorus::store
