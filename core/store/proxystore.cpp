// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/session.h"
#include "core/store/stores.h"
#include "core/store/writes.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

const QString kProxies = u"SELECT id, proxy_type, host, port, username, password, status, "
                         u"is_active, assigned_account_id,"
                         " country, city FROM uploader_proxy"_s;

Proxy proxyFrom(const Query &query)
{
    Proxy proxy;
    proxy.id = {query.number(0)};
    proxy.type = query.text(1);
    proxy.host = query.text(2);
    proxy.port = int(query.number(3));
    proxy.username = Secret(query.text(4));
    proxy.password = Secret(query.text(5));
    proxy.status = query.text(6);
    proxy.isActive = query.flag(7);
    proxy.assignedAccount = {query.number(8)};
    proxy.country = query.text(9);
    proxy.city = query.text(10);
    return proxy;
}

} // namespace

Result<std::vector<Proxy>> ProxyStore::all()
{
    return m_db->priv().read([](Connection &connection) -> Result<std::vector<Proxy>> {
        Query query(connection, kProxies % u" ORDER BY id"_s);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        std::vector<Proxy> proxies;
        while (query.next())
            proxies.push_back(proxyFrom(query));
        return proxies;
    });
}

Result<Proxy> ProxyStore::get(ProxyId id)
{
    return m_db->priv().read([&](Connection &connection) -> Result<Proxy> {
        Query query(connection, kProxies % u" WHERE id = :id"_s);
        if (auto ran = query.bind(u":id"_s, id.value).run(); !ran)
            return fail(ran.error());
        if (!query.next()) {
            return fail(ErrorKind::NotFound,
                        QCoreApplication::translate("Core",
                                                    "The proxy #%1 does not exist any more. "
                                                    "Assign another one.")
                            .arg(id.value));
        }
        return proxyFrom(query);
    });
}

Result<ProxyId> findProxy(Connection &connection, const Proxy &proxy)
{
    Query equal(connection,
                u"SELECT id FROM uploader_proxy WHERE host = :host AND port = :port"
                " AND coalesce(username, '') = coalesce(:user, '')"
                " AND coalesce(password, '') = coalesce(:password, '') ORDER BY id LIMIT 1"_s);
    equal.bind(u":host"_s, proxy.host)
        .bind(u":port"_s, proxy.port)
        .bind(u":user"_s, proxy.username)
        .bind(u":password"_s, proxy.password);
    if (auto ran = equal.run(); !ran)
        return fail(ran.error());
    if (equal.next())
        return ProxyId{equal.number(0)};
    return ProxyId{};
}

Result<ProxyId> insertProxy(Database::Private &d, Connection &connection, const Proxy &proxy)
{
    const auto extra = extraFor(d,
                                connection,
                                u"uploader_proxy"_s,
                                {u"host"_s,
                                 u"port"_s,
                                 u"username"_s,
                                 u"password"_s,
                                 u"proxy_type"_s,
                                 u"status"_s,
                                 u"is_active"_s,
                                 u"notes"_s,
                                 u"country"_s,
                                 u"city"_s});
    if (!extra)
        return fail(extra.error());
    Query insert(connection,
                 u"INSERT INTO uploader_proxy (host, port, username, password, proxy_type, status,"
                 " is_active, notes, country, city"_s
                     % extra->columns
                     % u") VALUES (:host, :port, :user, :password, :type, :status, :active, '',"
                       " :country, :city"_s
                     % extra->values % u") RETURNING id"_s);
    insert.bind(u":host"_s, proxy.host)
        .bind(u":port"_s, proxy.port)
        .bind(u":user"_s, proxy.username)
        .bind(u":password"_s, proxy.password)
        .bind(u":type"_s, proxy.type.isEmpty() ? u"HTTP"_s : proxy.type)
        .bind(u":status"_s, proxy.status.isEmpty() ? u"inactive"_s : proxy.status)
        .bind(u":active"_s, proxy.isActive)
        .bind(u":country"_s, proxy.country)
        .bind(u":city"_s, proxy.city);
    if (auto ran = insert.run(); !ran)
        return fail(ran.error());
    static_cast<void>(insert.next());
    return ProxyId{insert.number(0)};
}

Result<ProxyId> ProxyStore::add(const Proxy &proxy)
{
    Database::Private &d = m_db->priv();
    return d.write([&](Connection &connection) -> Result<ProxyId> {
        const auto equal = findProxy(connection, proxy);
        if (!equal || equal->isValid())
            return equal;
        return insertProxy(d, connection, proxy);
    });
}

Result<void> ProxyStore::setStatus(ProxyId id, const QString &status)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        Query query(
            connection,
            u"UPDATE uploader_proxy SET status = :status, last_checked = {now} WHERE id = :id"_s);
        return query.bind(u":status"_s, status).bind(u":id"_s, id.value).run();
    });
}

} // namespace pelorus::store
