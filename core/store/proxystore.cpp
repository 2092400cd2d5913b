// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/fence.h"
#include "core/store/session.h"
#include "core/store/stores.h"
#include "core/store/writes.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QHash>

#include <set>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

const QString kProxies = u"SELECT id, proxy_type, host, port, username, password, status, "
                         u"is_active, assigned_account_id,"
                         " country, city, notes, last_checked FROM uploader_proxy"_s;

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
    proxy.notes = query.text(11);
    proxy.lastChecked = query.optionalTime(12);
    return proxy;
}

/// The column takes no NULL.
QString notNull(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

/// Enough to tell two gateways with one host apart, too little to sign in.
QString shortened(const Secret &user)
{
    return user.reveal([](const QByteArray &utf8) -> QString {
        const QString text = QString::fromUtf8(utf8);
        if (text.size() >= 12)
            return text.left(4) % u"…"_s % text.right(4);
        return text.isEmpty() ? QString() : text.left(text.size() / 4) % u"…"_s;
    });
}

ProxyRow rowFrom(const Query &query)
{
    const Proxy proxy = proxyFrom(query);
    ProxyRow row;
    row.id = proxy.id;
    row.type = proxy.type;
    row.host = proxy.host;
    row.port = proxy.port;
    row.user = shortened(proxy.username);
    row.userLength = proxy.username.length();
    row.passwordLength = proxy.password.length();
    row.status = proxy.status;
    row.lastChecked = proxy.lastChecked;
    row.country = proxy.country;
    row.city = proxy.city;
    row.notes = proxy.notes;
    return row;
}

/// `lock`: until the transaction ends nobody else may change it, or with FOR UPDATE name it.
Result<Proxy> proxyOf(Connection &connection, ProxyId id, const QString &lock = {})
{
    Query query(connection, kProxies % u" WHERE id = :id "_s % lock);
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
}

Result<std::vector<AccountId>>
accountsWith(Connection &connection, const QString &column, ProxyId proxy)
{
    Query query(
        connection,
        u"SELECT id FROM uploader_instagramaccount WHERE %1 = :proxy ORDER BY id"_s.arg(column));
    if (auto ran = query.bind(u":proxy"_s, proxy.value).run(); !ran)
        return fail(ran.error());
    std::vector<AccountId> ids;
    while (query.next())
        ids.push_back({query.number(0)});
    return ids;
}

/// A task that waits for it would go out without any.
Result<void> refuseWhileUsed(Connection &connection, const Proxy &proxy)
{
    Query query(connection,
                u"SELECT username FROM uploader_instagramaccount WHERE locked_by IS NOT NULL"
                " AND locked_until > {now} AND coalesce(current_proxy_id, proxy_id) = :id"
                " UNION SELECT j.account_name FROM pelorus_job j"
                " JOIN uploader_instagramaccount a ON a.id = j.account_id"
                " WHERE coalesce(j.proxy_id, a.current_proxy_id, a.proxy_id) = :id"
                " AND j.state IN ('PENDING', 'RUNNING', 'NEEDS_OPERATOR') ORDER BY 1 LIMIT 1"_s);
    if (auto ran = query.bind(u":id"_s, proxy.id.value).run(); !ran)
        return ran;
    if (!query.next())
        return {};
    return fail(
        ErrorKind::Conflict,
        QCoreApplication::translate("Core",
                                    "A task of %1 runs through the proxy %2:%3 or waits for it. "
                                    "Wait until it has ended, or cancel it, then try again.")
            .arg(query.text(0), proxy.host)
            .arg(proxy.port));
}

/// Unties it first: the keys of a Django database do not do it by themselves.
Result<void> removeRow(Connection &connection, ProxyId id)
{
    for (const QString &statement :
         {u"UPDATE uploader_instagramaccount SET current_proxy_id = NULL, updated_at = {now}"
          " WHERE current_proxy_id = :id"_s,
          u"UPDATE uploader_instagramaccount SET proxy_id = NULL, updated_at = {now}"
          " WHERE proxy_id = :id"_s,
          u"UPDATE uploader_bulkuploadaccount SET proxy_id = NULL WHERE proxy_id = :id"_s,
          u"UPDATE pelorus_job SET proxy_id = NULL WHERE proxy_id = :id"_s,
          u"DELETE FROM uploader_proxy WHERE id = :id"_s}) {
        Query query(connection, statement);
        if (auto ran = query.bind(u":id"_s, id.value).run(); !ran)
            return ran;
    }
    return {};
}

Result<void> giveBack(Connection &connection,
                      const QString &column,
                      const std::vector<AccountId> &accounts,
                      ProxyId proxy)
{
    for (const AccountId account : accounts) {
        Query query(connection,
                    u"UPDATE uploader_instagramaccount SET %1 = :proxy, updated_at = {now}"
                    " WHERE id = :id AND %1 IS NULL"_s.arg(column));
        if (auto ran = query.bind(u":proxy"_s, proxy.value).bind(u":id"_s, account.value).run();
            !ran)
            return ran;
    }
    return {};
}

QString lostProxy()
{
    return QCoreApplication::translate(
        "Core", "Its proxy was removed. Give it another one, then resume it.");
}

/// Whoever went out through a proxy does not begin to go out without one by itself, nor when a
/// pause for another reason ends.
Result<std::vector<RemovedProxy::Paused>> pauseWithoutProxy(Connection &connection,
                                                            const std::set<AccountId> &accounts)
{
    std::vector<RemovedProxy::Paused> paused;
    for (const AccountId account : accounts) {
        {
            Query query(
                connection,
                u"SELECT x.paused_until, coalesce(x.pause_reason, '')"
                " FROM uploader_instagramaccount a"
                " LEFT JOIN pelorus_account x ON x.account_id = a.id"
                " WHERE a.id = :id AND a.proxy_id IS NULL AND a.current_proxy_id IS NULL"_s);
            if (auto ran = query.bind(u":id"_s, account.value).run(); !ran)
                return fail(ran.error());
            if (!query.next())
                continue;
            paused.push_back({account, query.optionalTime(0), query.text(1)});
        }
        if (auto done = pauseAccount(connection, account, kUntilResumed, lostProxy()); !done)
            return fail(done.error());
    }
    return paused;
}

/// Unless the pause has another reason by now.
Result<void> resumeWithProxy(Connection &connection,
                             const std::vector<RemovedProxy::Paused> &paused)
{
    for (const RemovedProxy::Paused &one : paused) {
        Query query(connection,
                    u"UPDATE pelorus_account SET paused_until = :until, pause_reason = :before,"
                    " updated_at = {now} WHERE account_id = :id AND pause_reason = :reason"_s);
        if (one.until)
            query.bindTime(u":until"_s, *one.until);
        else
            query.bind(u":until"_s, QVariant(QMetaType(QMetaType::QDateTime)));
        if (auto ran = query.bind(u":before"_s, one.reason.isNull() ? u""_s : one.reason)
                           .bind(u":id"_s, one.account.value)
                           .bind(u":reason"_s, lostProxy())
                           .run();
            !ran)
            return ran;
    }
    return {};
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
    return m_db->priv().read([&](Connection &connection) { return proxyOf(connection, id); });
}

Result<std::vector<ProxyRow>> ProxyStore::rows()
{
    return m_db->priv().read([](Connection &connection) -> Result<std::vector<ProxyRow>> {
        Query query(connection, kProxies % u" ORDER BY id"_s);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        std::vector<ProxyRow> rows;
        QHash<qint64, size_t> at;
        while (query.next()) {
            rows.push_back(rowFrom(query));
            at.insert(rows.back().id.value, rows.size() - 1);
        }
        Query users(connection,
                    u"SELECT coalesce(current_proxy_id, proxy_id), id, username FROM"
                    " uploader_instagramaccount WHERE coalesce(current_proxy_id, proxy_id) IS NOT"
                    " NULL ORDER BY username"_s);
        if (auto ran = users.run(); !ran)
            return fail(ran.error());
        while (users.next()) {
            // A database of the Django application may hold ids that lead nowhere.
            const auto found = at.constFind(users.number(0));
            if (found == at.constEnd())
                continue;
            rows[*found].accounts.push_back({users.number(1)});
            rows[*found].accountNames += users.text(2);
        }
        return rows;
    });
}

Result<ProxyId> findProxy(Connection &connection, const Proxy &proxy, ProxyId except)
{
    Query equal(connection,
                u"SELECT id FROM uploader_proxy WHERE host = :host AND port = :port"
                " AND coalesce(username, '') = coalesce(:user, '')"
                " AND coalesce(password, '') = coalesce(:password, '') AND id <> :except"
                " ORDER BY id LIMIT 1"_s);
    equal.bind(u":host"_s, proxy.host)
        .bind(u":port"_s, proxy.port)
        .bind(u":user"_s, proxy.username)
        .bind(u":password"_s, proxy.password)
        .bind(u":except"_s, except.value);
    if (auto ran = equal.run(); !ran)
        return fail(ran.error());
    if (equal.next())
        return ProxyId{equal.number(0)};
    return ProxyId{};
}

QByteArray fingerprint(const Proxy &proxy)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&](const QByteArray &text) {
        hash.addData(QByteArray(QByteArray::number(text.size()) % ' ' % text));
    };
    add(proxy.host.toUtf8());
    add(QByteArray::number(proxy.port));
    proxy.username.reveal(add);
    proxy.password.reveal(add);
    return hash.result();
}

Result<std::vector<ProxyId>> findOtherPasswords(Connection &connection, const Proxy &proxy)
{
    Query query(connection,
                u"SELECT id FROM uploader_proxy WHERE upper(proxy_type) = :type AND host = :host"
                " AND port = :port AND coalesce(username, '') = coalesce(:user, '') ORDER BY id"_s);
    query.bind(u":type"_s, proxy.type)
        .bind(u":host"_s, proxy.host)
        .bind(u":port"_s, proxy.port)
        .bind(u":user"_s, proxy.username);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    std::vector<ProxyId> ids;
    while (query.next())
        ids.push_back({query.number(0)});
    return ids;
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
                                 u"city"_s,
                                 u"last_checked"_s});
    if (!extra)
        return fail(extra.error());
    Query insert(connection,
                 u"INSERT INTO uploader_proxy (host, port, username, password, proxy_type, status,"
                 " is_active, notes, country, city, last_checked"_s
                     % extra->columns
                     % u") VALUES (:host, :port, :user, :password, :type, :status, :active, :notes,"
                       " :country, :city, :checked"_s
                     % extra->values % u") RETURNING id"_s);
    insert.bind(u":host"_s, proxy.host)
        .bind(u":port"_s, proxy.port)
        .bind(u":user"_s, proxy.username)
        .bind(u":password"_s, proxy.password)
        .bind(u":type"_s, proxy.type.isEmpty() ? u"HTTP"_s : proxy.type)
        .bind(u":status"_s, proxy.status.isEmpty() ? u"inactive"_s : proxy.status)
        .bind(u":active"_s, proxy.isActive)
        .bind(u":country"_s, proxy.country)
        .bind(u":city"_s, proxy.city)
        .bind(u":notes"_s, notNull(proxy.notes))
        .bindTime(u":checked"_s, proxy.lastChecked.value_or(QDateTime()));
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

Result<void> ProxyStore::edit(ProxyId id, const ProxyEdit &edit)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        auto proxy = proxyOf(connection, id, u"{lock}"_s);
        if (!proxy)
            return fail(proxy.error());
        proxy->type = edit.type.value_or(proxy->type);
        proxy->host = edit.host.value_or(proxy->host);
        proxy->port = edit.port.value_or(proxy->port);
        if (edit.username)
            proxy->username = edit.username->clone();
        if (edit.password)
            proxy->password = edit.password->clone();
        const auto equal = findProxy(connection, *proxy, id);
        if (!equal)
            return fail(equal.error());
        if (equal->isValid()) {
            return fail(ErrorKind::Conflict,
                        QCoreApplication::translate(
                            "Core",
                            "The proxy #%1 has the same host, port, user and password already. Use "
                            "that one, or remove it first.")
                            .arg(equal->value));
        }
        const bool other = edit.type || edit.host || edit.port || edit.username || edit.password;
        Query query(connection,
                    u"UPDATE uploader_proxy SET proxy_type = :type, host = :host, port = :port,"
                    " username = :user, password = :password, country = :country, notes = :notes"_s
                        % (other ? u", status = 'inactive', last_checked = NULL"_s : u""_s)
                        % u" WHERE id = :id"_s);
        return query.bind(u":type"_s, proxy->type)
            .bind(u":host"_s, proxy->host)
            .bind(u":port"_s, proxy->port)
            .bind(u":user"_s, proxy->username)
            .bind(u":password"_s, proxy->password)
            .bind(u":country"_s, textOrNull(edit.country.value_or(proxy->country)))
            .bind(u":notes"_s, notNull(edit.notes.value_or(proxy->notes)))
            .bind(u":id"_s, id.value)
            .run();
    });
}

Result<std::vector<RemovedProxy>> ProxyStore::remove(const std::vector<ProxyId> &ids)
{
    return m_db->priv().write([&](Connection &connection) -> Result<std::vector<RemovedProxy>> {
        std::vector<RemovedProxy> all;
        for (const ProxyId id : ids) {
            auto proxy = proxyOf(connection, id, u"{pg:FOR UPDATE}"_s);
            if (!proxy && proxy.error().kind == ErrorKind::NotFound)
                continue; // somebody else was faster
            if (!proxy)
                return fail(proxy.error());
            if (const auto free = refuseWhileUsed(connection, *proxy); !free)
                return fail(free.error());
            auto current = accountsWith(connection, u"current_proxy_id"_s, id);
            if (!current)
                return fail(current.error());
            auto fixed = accountsWith(connection, u"proxy_id"_s, id);
            if (!fixed)
                return fail(fixed.error());
            if (const auto removed = removeRow(connection, id); !removed)
                return fail(removed.error());
            RemovedProxy one{std::move(*proxy), std::move(*current), std::move(*fixed), {}};
            std::set<AccountId> accounts(one.current.begin(), one.current.end());
            accounts.insert(one.fixed.begin(), one.fixed.end());
            auto paused = pauseWithoutProxy(connection, accounts);
            if (!paused)
                return fail(paused.error());
            one.paused = std::move(*paused);
            all.push_back(std::move(one));
        }
        return all;
    });
}

Result<void> ProxyStore::takeFrom(ProxyId id, const std::vector<AccountId> &accounts)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        std::set<AccountId> left;
        for (const AccountId account : std::set<AccountId>(accounts.begin(), accounts.end())) {
            // A task falls back from current_proxy to proxy, so "none" has to empty both.
            Query take(connection,
                       u"UPDATE uploader_instagramaccount SET current_proxy_id = NULL, proxy_id ="
                       " NULL, updated_at = {now} WHERE id = :id"
                       " AND coalesce(current_proxy_id, proxy_id) = :proxy"_s);
            if (auto ran = take.bind(u":id"_s, account.value).bind(u":proxy"_s, id.value).run();
                !ran)
                return ran;
            if (take.affected() == 0)
                continue; // it has another one by now
            left.insert(account);
            Query release(connection,
                          u"UPDATE uploader_proxy SET assigned_account_id = NULL"
                          " WHERE assigned_account_id = :id"_s);
            if (auto ran = release.bind(u":id"_s, account.value).run(); !ran)
                return ran;
        }
        return pauseWithoutProxy(connection, left).map([](const auto &) {});
    });
}

Result<void> ProxyStore::putBack(const std::vector<RemovedProxy> &removed)
{
    Database::Private &d = m_db->priv();
    return d.write([&](Connection &connection) -> Result<void> {
        for (const RemovedProxy &one : removed) {
            auto id = findProxy(connection, one.proxy);
            if (id && !id->isValid())
                id = insertProxy(d, connection, one.proxy);
            if (!id)
                return fail(id.error());
            if (auto done = giveBack(connection, u"current_proxy_id"_s, one.current, *id); !done)
                return done;
            if (auto done = giveBack(connection, u"proxy_id"_s, one.fixed, *id); !done)
                return done;
            if (auto done = resumeWithProxy(connection, one.paused); !done)
                return done;
            if (!one.proxy.assignedAccount.isValid())
                continue;
            Query assign(connection,
                         u"UPDATE uploader_proxy SET assigned_account_id = :account WHERE id = :id"
                         " AND EXISTS (SELECT 1 FROM uploader_instagramaccount WHERE id ="
                         " :account AND current_proxy_id = :id)"_s);
            if (auto ran = assign.bind(u":account"_s, one.proxy.assignedAccount.value)
                               .bind(u":id"_s, id->value)
                               .run();
                !ran)
                return ran;
        }
        return {};
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
