// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/libpq.h"

#include "core/base/threadguard.h"

#include <libpq-fe.h>

#include <vector>

namespace pelorus::store {

PGconn *connectLibpq(const DatabaseUrl &url, const QString &defaults)
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
        return PQconnectdbParams(names.data(), values.data(), 1);
    });
}

} // namespace pelorus::store
