// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/accountedits.h"
#include "core/store/fence.h"
#include "core/store/stores.h"
#include "core/store/writes.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

constexpr int kVersionsKept = 10;

struct Current
{
    bool exists = false;
    Secret json;
    bool isValid = false;
    std::optional<QDateTime> updatedAt;
    QString source;
};

Result<Current> current(Connection &connection, AccountId account)
{
    Query query(connection,
                u"SELECT c.cookies_data, c.is_valid, c.last_updated, CASE WHEN x.cookies_at ="
                " c.last_updated THEN x.cookies_source ELSE 'other' END"
                " FROM uploader_instagramcookies c LEFT JOIN pelorus_account x ON x.account_id ="
                " c.account_id WHERE c.account_id = :id"_s);
    if (auto ran = query.bind(u":id"_s, account.value).run(); !ran)
        return fail(ran.error());
    Current found;
    if (query.next()) {
        found.exists = true;
        found.json = Secret(query.text(0));
        found.isValid = query.flag(1);
        found.updatedAt = query.optionalTime(2);
        found.source = query.text(3);
    }
    return found;
}

Result<void> noteSource(Connection &connection, AccountId account, const QString &source)
{
    Query query(connection,
                u"INSERT INTO pelorus_account (account_id, cookies_source, cookies_at, updated_at)"
                " SELECT account_id, :source, last_updated, {now} FROM uploader_instagramcookies"
                " WHERE account_id = :id ON CONFLICT (account_id) DO UPDATE SET"
                " cookies_source = excluded.cookies_source, cookies_at = excluded.cookies_at"_s);
    return query.bind(u":source"_s, source).bind(u":id"_s, account.value).run();
}

Result<void> put(Database::Private &d,
                 Connection &connection,
                 AccountId account,
                 const Secret &json,
                 bool isValid,
                 const QString &source)
{
    Query update(
        connection,
        u"UPDATE uploader_instagramcookies SET cookies_data = :cookies, last_updated = {now},"
        " is_valid = :valid WHERE account_id = :id"_s);
    update.bind(u":cookies"_s, json).bind(u":valid"_s, isValid).bind(u":id"_s, account.value);
    if (auto ran = update.run(); !ran)
        return ran;
    if (update.affected() > 0)
        return noteSource(connection, account, source);
    const auto extra
        = extraFor(d,
                   connection,
                   u"uploader_instagramcookies"_s,
                   {u"account_id"_s, u"cookies_data"_s, u"last_updated"_s, u"is_valid"_s});
    if (!extra)
        return fail(extra.error());
    Query insert(
        connection,
        u"INSERT INTO uploader_instagramcookies (account_id, cookies_data, last_updated, is_valid"_s
            % extra->columns % u") VALUES (:id, :cookies, {now}, :valid"_s % extra->values
            % u")"_s);
    insert.bind(u":id"_s, account.value).bind(u":cookies"_s, json).bind(u":valid"_s, isValid);
    if (auto ran = insert.run(); !ran)
        return ran;
    return noteSource(connection, account, source);
}

Result<void> setValid(Connection &connection, AccountId account, bool isValid)
{
    Query query(connection,
                u"UPDATE uploader_instagramcookies SET is_valid = :valid WHERE account_id = :id"_s);
    return query.bind(u":valid"_s, isValid).bind(u":id"_s, account.value).run();
}

/// Nothing where there is no row; an error where it cannot be read.
Result<formats::Cookies> cookiesOf(const Current &before)
{
    return before.exists ? formats::readStoredJson(before.json)
                         : Result<formats::Cookies>(formats::Cookies{});
}

} // namespace

Result<void> addVersion(Connection &connection,
                        AccountId account,
                        const Secret &json,
                        const formats::Cookies &cookies,
                        const QString &source)
{
    const bool signedIn = formats::looksSignedIn(cookies, QDateTime::currentDateTimeUtc());
    Query insert(
        connection,
        u"INSERT INTO pelorus_cookie_version (account_id, account_name, cookies, cookie_count,"
        " signed_in, source, at) SELECT id, username, :cookies, :count, :signed, :source, {now}"
        " FROM uploader_instagramaccount WHERE id = :id"_s);
    insert.bind(u":cookies"_s, json)
        .bind(u":count"_s, int(cookies.size()))
        .bind(u":signed"_s, signedIn)
        .bind(u":source"_s, source)
        .bind(u":id"_s, account.value);
    if (auto ran = insert.run(); !ran)
        return ran;
    Query prune(
        connection,
        // The newest session stays, however many signed-out sets came after it.
        u"DELETE FROM pelorus_cookie_version WHERE account_id = :id AND id NOT IN"
        " (SELECT id FROM pelorus_cookie_version WHERE account_id = :id ORDER BY id DESC LIMIT %1)"
        " AND id NOT IN (SELECT id FROM pelorus_cookie_version WHERE account_id = :id"
        " AND signed_in ORDER BY id DESC LIMIT 1)"_s.arg(kVersionsKept));
    return prune.bind(u":id"_s, account.value).run();
}

Result<void> addWorseVersion(Connection &connection,
                             AccountId account,
                             const Secret &json,
                             const formats::Cookies &cookies,
                             const QString &source)
{
    {
        Query query(connection,
                    u"SELECT cookies FROM pelorus_cookie_version WHERE account_id = :id"
                    " ORDER BY id DESC LIMIT 1"_s);
        if (auto ran = query.bind(u":id"_s, account.value).run(); !ran)
            return ran;
        if (query.next()) {
            const auto newest = formats::readStoredJson(Secret(query.text(0)));
            if (newest
                && formats::writeNormalJson(*newest).equals(formats::writeNormalJson(cookies)))
                return {};
        }
    }
    return addVersion(connection, account, json, cookies, source);
}

bool isWorse(const formats::Cookies &cookies, const formats::Cookies &than)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return formats::looksSignedIn(than, now) && !formats::looksSignedIn(cookies, now);
}

Result<Applied>
foreseeCookies(Connection &connection, AccountId account, const formats::Cookies &cookies)
{
    const auto before = current(connection, account);
    if (!before)
        return fail(before.error());
    const auto old = cookiesOf(*before);
    return old && isWorse(cookies, *old) ? Applied::NotInUse : Applied::Now;
}

Result<Applied> replaceCookies(Database::Private &d,
                               Connection &connection,
                               AccountId account,
                               const formats::Cookies &cookies,
                               bool isValid,
                               const QString &source)
{
    const auto before = current(connection, account);
    if (!before)
        return fail(before.error());
    const auto old = cookiesOf(*before);
    const formats::Cookies none;
    const formats::Cookies &oldCookies = old ? *old : none;
    const Secret json = formats::writeNormalJson(cookies);
    if (isWorse(cookies, oldCookies)) {
        if (!cookies.empty()) {
            if (auto kept = addWorseVersion(connection, account, json, cookies, source); !kept)
                return fail(kept.error());
        }
        return Applied::NotInUse;
    }
    // Compared in our form, as jsonb gives its own. What cannot be read is kept all the same.
    const bool changed = !old || !formats::writeNormalJson(oldCookies).equals(json);
    if (before->exists && changed && (!old || !oldCookies.empty())) {
        if (auto kept = addVersion(connection, account, before->json, oldCookies, before->source);
            !kept)
            return fail(kept.error());
    }
    return put(d, connection, account, json, isValid, source).map([] { return Applied::Now; });
}

Result<StoredCookies> CookieStore::load(AccountId account)
{
    return m_db->priv().read([&](Connection &connection) -> Result<StoredCookies> {
        const auto found = current(connection, account);
        if (!found)
            return fail(found.error());
        StoredCookies stored;
        if (!found->exists)
            return stored;
        auto cookies = formats::readStoredJson(found->json);
        if (!cookies)
            return fail(cookies.error());
        stored.cookies = std::move(*cookies);
        stored.isValid = found->isValid;
        stored.updatedAt = found->updatedAt;
        return stored;
    });
}

Result<Applied> CookieStore::import(AccountId account,
                                    const formats::Cookies &cookies,
                                    bool isValid,
                                    const QString &who)
{
    std::vector<AccountChange> change;
    change.push_back(
        {EditKind::Cookies, formats::writeNormalJson(cookies), who, isValid, u"import"_s});
    Database::Private &d = m_db->priv();
    return d.write(
        [&](Connection &connection) { return applyOrQueue(d, connection, account, change); });
}

Result<Applied> CookieStore::foresee(AccountId account, const formats::Cookies &cookies)
{
    return m_db->priv().read([&](Connection &connection) -> Result<Applied> {
        const auto holder = holderOf(connection, account);
        if (!holder)
            return fail(holder.error());
        return holder->isEmpty() ? foreseeCookies(connection, account, cookies)
                                 : foreseeQueued(connection, account, cookies);
    });
}

Result<void> CookieStore::save(const Lease &lease,
                               const formats::Cookies &cookies,
                               bool isValid,
                               const QString &source)
{
    Database::Private &d = m_db->priv();
    return d.write([&](Connection &connection) -> Result<void> {
        if (auto mine = fence(connection, lease); !mine)
            return mine;
        const auto taken = replaceCookies(d, connection, lease.accountId, cookies, isValid, source);
        if (!taken)
            return fail(taken.error());
        // They come from the browser: the site itself no longer takes the account's own.
        return *taken == Applied::NotInUse ? setValid(connection, lease.accountId, isValid)
                                           : Result<void>();
    });
}

Result<void>
CookieStore::putAside(const Lease &lease, const formats::Cookies &cookies, const QString &source)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        if (auto mine = fence(connection, lease); !mine)
            return mine;
        return addWorseVersion(
            connection, lease.accountId, formats::writeNormalJson(cookies), cookies, source);
    });
}

Result<std::vector<CookieStore::Version>> CookieStore::history(AccountId account)
{
    return m_db->priv().read([&](Connection &connection) -> Result<std::vector<Version>> {
        Query query(connection,
                    u"SELECT id, at, source, cookie_count, signed_in FROM pelorus_cookie_version"
                    " WHERE account_id = :id ORDER BY id DESC"_s);
        if (auto ran = query.bind(u":id"_s, account.value).run(); !ran)
            return fail(ran.error());
        std::vector<Version> versions;
        while (query.next())
            versions.push_back({query.number(0),
                                query.time(1),
                                query.text(2),
                                int(query.number(3)),
                                query.flag(4)});
        return versions;
    });
}

namespace {

Result<Secret> versionOf(Connection &connection, AccountId account, qint64 version)
{
    Query query(
        connection,
        u"SELECT cookies FROM pelorus_cookie_version WHERE id = :version AND account_id = :id"_s);
    query.bind(u":version"_s, version).bind(u":id"_s, account.value);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    if (!query.next()) {
        return fail(ErrorKind::NotFound,
                    QCoreApplication::translate("Core", "The account has no cookie version %1.")
                        .arg(version));
    }
    Secret json(query.text(0));
    if (const auto cookies = formats::readStoredJson(json); !cookies)
        return fail(cookies.error());
    return json;
}

} // namespace

Result<void> restoreCookies(Database::Private &d,
                            Connection &connection,
                            AccountId account,
                            const formats::Cookies &cookies)
{
    const auto before = current(connection, account);
    if (!before)
        return fail(before.error());
    if (const auto old = formats::readStoredJson(before->json); old && !old->empty()) {
        if (auto kept = addVersion(connection, account, before->json, *old, before->source); !kept)
            return kept;
    }
    return put(d,
               connection,
               account,
               formats::writeNormalJson(cookies),
               formats::looksSignedIn(cookies, QDateTime::currentDateTimeUtc()),
               u"restore"_s);
}

Result<Applied> CookieStore::restore(AccountId account, qint64 version, const QString &who)
{
    Database::Private &d = m_db->priv();
    return d.write([&](Connection &connection) -> Result<Applied> {
        auto json = versionOf(connection, account, version);
        if (!json)
            return fail(json.error());
        std::vector<AccountChange> change;
        change.push_back({EditKind::Cookies, std::move(*json), who, false, u"restore"_s});
        return applyOrQueue(d, connection, account, change);
    });
}

Result<formats::Cookies> CookieStore::withoutValues(AccountId account)
{
    auto stored = load(account);
    if (!stored)
        return fail(stored.error());
    for (formats::Cookie &cookie : stored->cookies)
        cookie.value = Secret();
    return std::move(stored->cookies);
}

} // namespace pelorus::store
