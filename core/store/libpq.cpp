// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/libpq.h"

#include "core/base/threadguard.h"

#include <QRegularExpression>

#include <libpq-fe.h>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace pelorus::store {

namespace {

using Connect = PGconn *(const char *const *names, const char *const *values, int expand);

PGconn *connectBy(Connect *connect, const DatabaseUrl &url, const QString &defaults)
{
    mayBlock("connecting to PostgreSQL");
    QString options = url.options;
    options.replace(u';', u' ');
    // What comes later wins: the defaults, the URL's options, the URL's own parts.
    const QByteArray base = QString(defaults + u' ' + options).toUtf8();
    const QByteArray host = url.host.toUtf8();
    const QByteArray port = url.port > 0 ? QByteArray::number(url.port) : QByteArray();
    const QByteArray user = url.user.toUtf8();
    const QByteArray database = url.database.toUtf8();
    return url.password.reveal([&](const QByteArray &password) {
        std::vector<const char *> names{"dbname"};
        std::vector<const char *> values{base.constData()};
        const auto add = [&](const char *name, const QByteArray &value) {
            if (value.isEmpty())
                return;
            names.push_back(name);
            values.push_back(value.constData());
        };
        add("host", host);
        add("port", port);
        add("user", user);
        add("password", password);
        add("dbname", database);
        names.push_back(nullptr);
        values.push_back(nullptr);
        return connect(names.data(), values.data(), 1);
    });
}

} // namespace

PGconn *connectLibpq(const DatabaseUrl &url, const QString &defaults)
{
    return connectBy(PQconnectdbParams, url, defaults);
}

QString refusalCode(const DatabaseUrl &url)
{
    // Begun only, to say how an error is to be told; the reset is the connection proper.
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
        connectBy(PQconnectStartParams, url, u"application_name=pelorus connect_timeout=2"_s),
        PQfinish);
    PQsetErrorVerbosity(connection.get(), PQERRORS_SQLSTATE);
    PQreset(connection.get());
    if (PQconnectionNeedsPassword(connection.get()) != 0)
        return u"28P01"_s;
    // "…: FATAL:  28P01", with the word in the server's language; the last of several hosts.
    static const QRegularExpression s_code(u":  ([0-9A-Z]{5})$"_s,
                                           QRegularExpression::MultilineOption);
    QString code;
    for (auto it = s_code.globalMatch(QString::fromUtf8(PQerrorMessage(connection.get())));
         it.hasNext();)
        code = it.next().captured(1);
    return code;
}

} // namespace pelorus::store
