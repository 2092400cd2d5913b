// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/accountedits.h"
#include "core/store/fence.h"
#include "core/store/stores.h"
#include "core/store/writes.h"

#include "core/base/json.h"
#include "core/store/session.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

const QString kRows
    = u"SELECT a.id, a.username, a.status, coalesce(a.current_proxy_id, a.proxy_id),"
      " p.proxy_type, p.host, p.port, a.locked_by, a.locked_until,"
      " CASE WHEN a.locked_until > {now} THEN 1 ELSE 0 END,"
      " c.last_updated, c.is_valid,"
      " {pg:CASE WHEN jsonb_typeof(c.cookies_data) = 'array' THEN "
      "jsonb_array_length(c.cookies_data) ELSE 0 END}"
      "{lite:CASE WHEN json_type(c.cookies_data) = 'array' THEN json_array_length(c.cookies_data) "
      "ELSE 0 END},"
      " CASE WHEN a.password <> '' THEN 1 ELSE 0 END,"
      " CASE WHEN coalesce(a.tfa_secret, '') <> '' THEN 1 ELSE 0 END,"
      " CASE WHEN d.device_settings IS NOT NULL AND CAST(d.device_settings AS text) <> '{}' THEN 1 "
      "ELSE 0 END,"
      " CASE WHEN d.session_settings IS NOT NULL THEN 1 ELSE 0 END,"
      " a.dolphin_profile_id, x.paused_until,"
      " CASE WHEN x.paused_until > {now} THEN x.pause_reason ELSE '' END,"
      " a.last_used, a.notes,"
      " coalesce((SELECT e.step FROM pelorus_task_event e JOIN pelorus_lease l ON l.job_id = "
      "e.job_id"
      "   WHERE l.account_id = a.id ORDER BY e.id DESC LIMIT 1), ''),"
      " CASE WHEN x.paused_until > {now} THEN 1 ELSE 0 END,"
      " coalesce((SELECT {pg:string_agg(q.kind, ',' ORDER BY q.kind)}{lite:group_concat(q.kind)}"
      "   FROM pelorus_account_edit q WHERE q.account_id = a.id), ''),"
      " coalesce((SELECT max(q.problem) FROM pelorus_account_edit q WHERE q.account_id = a.id), '')"
      " FROM uploader_instagramaccount a"
      " LEFT JOIN uploader_proxy p ON p.id = coalesce(a.current_proxy_id, a.proxy_id)"
      " LEFT JOIN uploader_instagramcookies c ON c.account_id = a.id"
      " LEFT JOIN uploader_instagramdevice d ON d.account_id = a.id"
      " LEFT JOIN pelorus_account x ON x.account_id = a.id"_s;

AccountRow rowFrom(const Query &query, const QString &holderPrefix)
{
    AccountRow row;
    row.id = {query.number(0)};
    row.username = query.text(1);
    row.status = query.text(2);
    row.proxyId = {query.number(3)};
    if (row.proxyId.isValid()) {
        row.proxyLabel = u"#%1 %2 %3:%4"_s.arg(row.proxyId.value)
                             .arg(query.text(4).toLower(), query.text(5))
                             .arg(query.number(6));
    }
    row.lockedBy = query.text(7);
    row.lockedUntil = query.optionalTime(8);
    if (!row.lockedBy.isEmpty()) {
        const bool mine = !holderPrefix.isEmpty() && row.lockedBy.startsWith(holderPrefix);
        row.lock = !query.flag(9) ? LockState::Expired : mine ? LockState::Mine : LockState::Other;
    }
    row.cookiesUpdated = query.optionalTime(10);
    row.cookiesValid = query.flag(11);
    row.cookieCount = int(query.number(12));
    row.hasPassword = query.flag(13);
    row.hasTotp = query.flag(14);
    row.hasBlueprint = query.flag(15);
    row.hasPrivateSession = query.flag(16);
    row.dolphinProfileId = query.text(17);
    if (query.flag(23))
        row.pausedUntil = query.optionalTime(18);
    row.pauseReason = query.text(19);
    row.lastUsed = query.optionalTime(20);
    row.notes = query.text(21);
    if (row.lock == LockState::Mine || row.lock == LockState::Other)
        row.lockStep = query.text(22);
    for (const QString &kind : query.text(24).split(u',', Qt::SkipEmptyParts))
        row.queuedEdits.push_back(editKind(kind));
    row.editProblem = query.text(25);
    return row;
}

/// The number as the column holds it, NULL for none.
Result<QVariant> checkedProfileId(const QString &typed)
{
    const QString text = typed.trimmed();
    bool isNumber = false;
    if (!text.isEmpty() && (text.toLongLong(&isNumber) <= 0 || !isNumber)) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate(
                        "Core",
                        "“%1” is no profile id. Enter the number that Dolphin shows for the "
                        "profile, or leave it empty.")
                        .arg(text.left(40)));
    }
    return textOrNull(text);
}

} // namespace

tl::unexpected<Error> noAccount()
{
    return fail(ErrorKind::NotFound,
                QCoreApplication::translate("Core", "There is no such account. Check the name."));
}

Result<std::vector<AccountRow>> AccountStore::rows(const QString &holderPrefix)
{
    return m_db->priv().read([&](Connection &connection) -> Result<std::vector<AccountRow>> {
        Query query(connection, kRows % u" ORDER BY a.username"_s);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        std::vector<AccountRow> rows;
        while (query.next())
            rows.push_back(rowFrom(query, holderPrefix));
        return rows;
    });
}

Result<AccountRow> AccountStore::row(AccountId id, const QString &holderPrefix)
{
    return m_db->priv().read([&](Connection &connection) -> Result<AccountRow> {
        Query query(connection, kRows % u" WHERE a.id = :id"_s);
        if (auto ran = query.bind(u":id"_s, id.value).run(); !ran)
            return fail(ran.error());
        if (!query.next())
            return noAccount();
        return rowFrom(query, holderPrefix);
    });
}

Result<AccountId> AccountStore::findByName(const QString &username)
{
    return m_db->priv().read([&](Connection &connection) -> Result<AccountId> {
        Query query(connection,
                    u"SELECT id FROM uploader_instagramaccount WHERE username = :name"_s);
        if (auto ran = query.bind(u":name"_s, username).run(); !ran)
            return fail(ran.error());
        if (!query.next()) {
            return fail(
                ErrorKind::NotFound,
                QCoreApplication::translate("Core", "There is no account “%1”. Check the name.")
                    .arg(username));
        }
        return AccountId{query.number(0)};
    });
}

namespace {

/// Of a new account: the columns that are given, then those that are the same for all.
const QString kNewColumns
    = u"username, password, email_username, email_password, tfa_secret, phone_number,"
      " dolphin_profile_id, notes, status, created_at, updated_at"_s;

Result<SharedInsert> newAccountExtra(Database::Private &d, Connection &connection)
{
    return extraFor(d, connection, u"uploader_instagramaccount"_s, kNewColumns.split(u", "_s));
}

/// {"u":…}: what insertAccounts() reads; an empty text is left out and becomes NULL.
void appendAccount(QByteArray &json, const NewAccount &account)
{
    bool first = true;
    const auto member = [&](const char *key, const QByteArray &utf8) {
        if (utf8.isEmpty())
            return;
        json += first ? "{\"" : ",\"";
        json += key;
        json += "\":";
        json::appendString(json, utf8);
        first = false;
    };
    const auto secret = [&](const char *key, const Secret &value) {
        value.reveal([&](const QByteArray &utf8) { member(key, utf8); });
    };
    member("u", account.username.toUtf8());
    secret("p", account.password);
    member("e", account.emailUsername.toUtf8());
    secret("ep", account.emailPassword);
    secret("t", account.tfaSecret);
    member("ph", account.phoneNumber.toUtf8());
    member("d", account.dolphinProfileId.toUtf8());
    member("n", account.notes.toUtf8());
    json += first ? "{}" : "}";
}

} // namespace

Result<AccountId>
insertAccount(Database::Private &d, Connection &connection, const NewAccount &account)
{
    const auto profile = checkedProfileId(account.dolphinProfileId);
    if (!profile)
        return fail(profile.error());
    const auto extra = newAccountExtra(d, connection);
    if (!extra)
        return fail(extra.error());
    Query query(connection,
                u"INSERT INTO uploader_instagramaccount ("_s % kNewColumns % extra->columns
                    % u") VALUES (:username, coalesce(:password, ''), :email, :emailpw, :tfa,"
                      " :phone, :profile, :notes, 'ACTIVE', {now}, {now}"_s
                    % extra->values % u") RETURNING id"_s);
    query.bind(u":username"_s, account.username)
        .bind(u":password"_s, account.password)
        .bind(u":email"_s, textOrNull(account.emailUsername))
        .bind(u":emailpw"_s, account.emailPassword)
        .bind(u":tfa"_s, account.tfaSecret)
        .bind(u":phone"_s, textOrNull(account.phoneNumber))
        .bind(u":profile"_s, *profile)
        .bind(u":notes"_s, account.notes.isNull() ? u""_s : account.notes);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    if (!query.next())
        return noAccount();
    return AccountId{query.number(0)};
}

Result<void> insertAccounts(Database::Private &d,
                            Connection &connection,
                            const std::vector<NewAccount> &accounts)
{
    if (accounts.empty())
        return {};
    const auto extra = newAccountExtra(d, connection);
    if (!extra)
        return fail(extra.error());
    QByteArray json("[");
    json.reserve(qsizetype(accounts.size()) * 256);
    for (const NewAccount &account : accounts) {
        if (json.size() > 1)
            json += ',';
        appendAccount(json, account);
    }
    json += ']';
    const Secret rows(std::move(json));
    Query query(
        connection,
        u"INSERT INTO uploader_instagramaccount ("_s % kNewColumns % extra->columns
            % u") {pg:SELECT u, coalesce(p, ''), e, ep, t, ph, d, coalesce(n, '')}"
              "{lite:SELECT value ->> 'u', coalesce(value ->> 'p', ''), value ->> 'e',"
              " value ->> 'ep', value ->> 't', value ->> 'ph', value ->> 'd',"
              " coalesce(value ->> 'n', '')}, 'ACTIVE', {now}, {now}"_s
            % extra->values
            % u" FROM {pg:json_to_recordset(CAST(:rows AS json)) AS r(u text, p text, e text,"
              " ep text, t text, ph text, d text, n text)}{lite:json_each(:rows)}"_s);
    return query.bind(u":rows"_s, rows).run();
}

Result<AccountId> AccountStore::add(const NewAccount &account)
{
    Database::Private &d = m_db->priv();
    const auto added = d.write([&](Connection &connection) -> Result<AccountId> {
        return insertAccount(d, connection, account);
    });
    if (!added && added.error().kind == ErrorKind::Conflict) {
        Error error = added.error();
        error.message = QCoreApplication::translate("Core", "There is an account “%1” already.")
                            .arg(account.username);
        return fail(error);
    }
    return added;
}

namespace {

Result<void> setNotes(Connection &connection, AccountId account, const QString &notes)
{
    Query query(connection,
                u"UPDATE uploader_instagramaccount SET notes = :notes, updated_at = {now}"
                " WHERE id = :id"_s);
    query.bind(u":notes"_s, notes.isNull() ? u""_s : notes).bind(u":id"_s, account.value);
    if (auto ran = query.run(); !ran)
        return ran;
    return query.affected() > 0 ? Result<void>{} : noAccount();
}

} // namespace

Result<Applied> AccountStore::edit(AccountId account, const AccountEdit &edit, const QString &who)
{
    std::vector<AccountChange> changes;
    if (edit.password)
        changes.push_back({EditKind::Password, edit.password->clone(), who});
    if (edit.tfaSecret)
        changes.push_back({EditKind::TfaSecret, edit.tfaSecret->clone(), who});
    if (edit.dolphinProfileId) {
        const auto checked = checkedProfileId(*edit.dolphinProfileId);
        if (!checked)
            return fail(checked.error());
        changes.push_back({EditKind::DolphinProfile, Secret(checked->toString()), who});
    }
    Database::Private &d = m_db->priv();
    return d.write([&](Connection &connection) -> Result<Applied> {
        if (edit.notes) {
            if (auto noted = setNotes(connection, account, *edit.notes); !noted)
                return fail(noted.error());
        }
        if (changes.empty())
            return Applied::Now;
        return applyOrQueue(d, connection, account, changes);
    });
}

Result<void> AccountStore::assignProxy(AccountId account, ProxyId proxy)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        if (proxy.isValid()) {
            // No lock: tasks lock the account first. One removed right after this is refused by
            // the key.
            Query there(connection, u"SELECT 1 FROM uploader_proxy WHERE id = :id"_s);
            if (auto ran = there.bind(u":id"_s, proxy.value).run(); !ran)
                return ran;
            if (!there.next()) {
                return fail(
                    ErrorKind::NotFound,
                    QCoreApplication::translate("Core", "There is no proxy %1.").arg(proxy.value));
            }
        }
        const QVariant id
            = proxy.isValid() ? QVariant(proxy.value) : QVariant(QMetaType(QMetaType::LongLong));
        // A task falls back from current_proxy to proxy, so "none" has to empty both.
        const QString kept = proxy.isValid() ? u"coalesce(proxy_id, :proxy)"_s : u":proxy"_s;
        Query set(connection,
                  u"UPDATE uploader_instagramaccount SET current_proxy_id = :proxy, proxy_id = "_s
                      % kept % u", updated_at = {now} WHERE id = :id"_s);
        if (auto ran = set.bind(u":proxy"_s, id).bind(u":id"_s, account.value).run(); !ran)
            return ran;
        if (set.affected() == 0)
            return noAccount();
        Query release(
            connection,
            u"UPDATE uploader_proxy SET assigned_account_id = NULL WHERE assigned_account_id = :id"_s);
        if (auto ran = release.bind(u":id"_s, account.value).run(); !ran)
            return ran;
        Query assign(
            connection,
            u"UPDATE uploader_proxy SET assigned_account_id = :account WHERE id = :proxy"_s);
        return assign.bind(u":account"_s, account.value).bind(u":proxy"_s, id).run();
    });
}

Result<Pause>
AccountStore::pause(AccountId account, std::chrono::seconds time, const QString &reason)
{
    return m_db->priv().write([&](Connection &connection) -> Result<Pause> {
        if (auto locked = lockPresentAccount(connection, account); !locked)
            return fail(locked.error());
        Pause before;
        {
            Query query(
                connection,
                u"SELECT paused_until, pause_reason FROM pelorus_account WHERE account_id = :id"_s);
            if (auto ran = query.bind(u":id"_s, account.value).run(); !ran)
                return fail(ran.error());
            if (query.next())
                before = {query.optionalTime(0), query.text(1)};
        }
        if (auto paused = pauseAccount(connection, account, time, reason); !paused)
            return fail(paused.error());
        return before;
    });
}

Result<void> AccountStore::undoPause(AccountId account, const QString &reason, const Pause &before)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        if (auto locked = lockAccount(connection, account); !locked)
            return locked;
        Query query(connection,
                    u"UPDATE pelorus_account SET paused_until = :until, pause_reason = :before,"
                    " updated_at = {now} WHERE account_id = :id AND pause_reason = :reason"_s);
        if (before.until)
            query.bindTime(u":until"_s, *before.until);
        else
            query.bind(u":until"_s, QVariant(QMetaType(QMetaType::QDateTime)));
        return query.bind(u":before"_s, before.reason.isNull() ? u""_s : before.reason)
            .bind(u":id"_s, account.value)
            .bind(u":reason"_s, reason)
            .run();
    });
}

Result<void> AccountStore::resume(AccountId account)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        if (auto locked = lockPresentAccount(connection, account); !locked)
            return locked;
        Query query(
            connection,
            u"UPDATE pelorus_account SET paused_until = NULL, pause_reason = '', updated_at = {now}"
            " WHERE account_id = :id"_s);
        if (auto ran = query.bind(u":id"_s, account.value).run(); !ran)
            return ran;
        Query status(
            connection,
            u"UPDATE uploader_instagramaccount SET status = 'ACTIVE', updated_at = {now} WHERE id "
            u"= :id AND status <> 'ACTIVE'"_s);
        return status.bind(u":id"_s, account.value).run();
    });
}

Result<void> AccountStore::unlock(AccountId account, const QString &who)
{
    Database::Private &d = m_db->priv();
    return d.write([&](Connection &connection) -> Result<void> {
        if (auto locked = lockPresentAccount(connection, account); !locked)
            return locked;
        Query query(connection,
                    u"UPDATE uploader_instagramaccount SET locked_by = NULL, locked_until = NULL,"
                    " updated_at = {now} WHERE id = :id AND locked_by IS NOT NULL"_s);
        if (auto ran = query.bind(u":id"_s, account.value).run(); !ran)
            return ran;
        if (auto applied = applyQueued(d, connection, account); !applied)
            return applied;
        return audit(connection, who, u"unlock"_s, u"account %1"_s.arg(account.value));
    });
}

Result<Credentials> AccountStore::credentials(AccountId account)
{
    return m_db->priv().read([&](Connection &connection) -> Result<Credentials> {
        Query query(
            connection,
            u"SELECT username, password, tfa_secret FROM uploader_instagramaccount WHERE id = :id"_s);
        if (auto ran = query.bind(u":id"_s, account.value).run(); !ran)
            return fail(ran.error());
        if (!query.next())
            return noAccount();
        return Credentials{query.text(0), Secret(query.text(1)), Secret(query.text(2))};
    });
}

Result<QJsonObject> AccountStore::blueprint(AccountId account)
{
    return m_db->priv().read([&](Connection &connection) -> Result<QJsonObject> {
        Query query(
            connection,
            u"SELECT device_settings FROM uploader_instagramdevice WHERE account_id = :id"_s);
        if (auto ran = query.bind(u":id"_s, account.value).run(); !ran)
            return fail(ran.error());
        if (!query.next() || query.text(0).isEmpty())
            return QJsonObject{};
        return json::parseObject(query.text(0).toUtf8());
    });
}

Result<void> writeBlueprint(Database::Private &d,
                            Connection &connection,
                            AccountId account,
                            const QJsonObject &blueprint)
{
    const QString text = QString::fromUtf8(json::compact(blueprint));
    Query update(
        connection,
        u"UPDATE uploader_instagramdevice SET device_settings = :settings, updated_at = {now}"
        " WHERE account_id = :id"_s);
    if (auto ran = update.bind(u":settings"_s, text).bind(u":id"_s, account.value).run(); !ran)
        return ran;
    if (update.affected() > 0)
        return {};
    const auto extra = extraFor(
        d,
        connection,
        u"uploader_instagramdevice"_s,
        {u"account_id"_s, u"device_settings"_s, u"user_agent"_s, u"created_at"_s, u"updated_at"_s});
    if (!extra)
        return fail(extra.error());
    Query insert(connection,
                 u"INSERT INTO uploader_instagramdevice (account_id, device_settings, user_agent, "
                 u"created_at,"
                 " updated_at"_s
                     % extra->columns % u") VALUES (:id, :settings, :agent, {now}, {now}"_s
                     % extra->values % u")"_s);
    return insert.bind(u":id"_s, account.value)
        .bind(u":settings"_s, text)
        .bind(u":agent"_s, blueprint.value("userAgent"_L1).toString(u""_s).left(255))
        .run();
}

Result<Applied>
AccountStore::setBlueprint(AccountId account, const QJsonObject &blueprint, const QString &who)
{
    std::vector<AccountChange> change;
    change.push_back({EditKind::Blueprint, Secret(json::compact(blueprint)), who});
    Database::Private &d = m_db->priv();
    return d.write(
        [&](Connection &connection) { return applyOrQueue(d, connection, account, change); });
}

Result<void> AccountStore::setBlueprint(const Lease &lease, const QJsonObject &blueprint)
{
    Database::Private &d = m_db->priv();
    return d.write(
        [&](Connection &connection) -> Result<void> {
            if (auto mine = fence(connection, lease); !mine)
                return mine;
            return writeBlueprint(d, connection, lease.accountId, blueprint);
        },
        // The ledger's row, which is durable, is committed after it and before anything uses it.
        Transaction::Durability::Relaxed);
}

} // namespace pelorus::store
