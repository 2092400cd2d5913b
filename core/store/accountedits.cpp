// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/accountedits.h"

#include "core/base/json.h"
#include "core/base/log.h"
#include "core/store/fence.h"
#include "core/store/stores.h"
#include "core/store/writes.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

bool isJson(EditKind kind)
{
    return kind == EditKind::Cookies || kind == EditKind::Blueprint;
}

/// Of the account's own row.
QString columnOf(EditKind kind)
{
    switch (kind) {
    case EditKind::TfaSecret:
        return u"tfa_secret"_s;
    case EditKind::EmailUsername:
        return u"email_username"_s;
    case EditKind::EmailPassword:
        return u"email_password"_s;
    case EditKind::DolphinProfile:
        return u"dolphin_profile_id"_s;
    default:
        return u"password"_s;
    }
}

Result<void> setColumn(Connection &connection, AccountId account, const AccountChange &change)
{
    const QString column = columnOf(change.kind);
    QString value = u"CAST(:value AS text)"_s;
    if (change.source == kFill)
        value = u"coalesce(nullif(%1, ''), %2)"_s.arg(column, value);
    if (change.kind == EditKind::Password)
        value = u"coalesce(%1, '')"_s.arg(value);
    Query query(
        connection,
        u"UPDATE uploader_instagramaccount SET %1 = %2, updated_at = {now} WHERE id = :id"_s.arg(
            column, value));
    if (auto ran = query.bind(u":value"_s, change.value).bind(u":id"_s, account.value).run(); !ran)
        return ran;
    return query.affected() > 0 ? Result<void>{} : noAccount();
}

Result<Applied> applyNow(Database::Private &d,
                         Connection &connection,
                         AccountId account,
                         const AccountChange &change)
{
    const auto now = [] { return Applied::Now; };
    if (change.kind == EditKind::Blueprint) {
        const auto blueprint
            = change.value.reveal([](const QByteArray &utf8) { return json::parseObject(utf8); });
        if (!blueprint)
            return fail(blueprint.error());
        return writeBlueprint(d, connection, account, *blueprint).map(now);
    }
    if (change.kind != EditKind::Cookies)
        return setColumn(connection, account, change).map(now);
    const auto cookies = formats::readStoredJson(change.value);
    if (!cookies)
        return fail(cookies.error());
    if (change.source == kFill) {
        Query valid(
            connection,
            u"SELECT 1 FROM uploader_instagramcookies WHERE account_id = :id AND is_valid"_s);
        if (auto ran = valid.bind(u":id"_s, account.value).run(); !ran)
            return fail(ran.error());
        if (valid.next())
            return Applied::NotInUse; // the task has signed in meanwhile
    }
    if (change.source == "restore"_L1)
        return restoreCookies(d, connection, account, *cookies).map(now);
    return replaceCookies(d,
                          connection,
                          account,
                          *cookies,
                          change.isValid,
                          change.source == kFill ? u"import"_s : change.source);
}

struct Queued
{
    qint64 id = 0;
    AccountChange change;
};

Result<std::vector<Queued>> queuedOf(Connection &connection, AccountId account)
{
    Query query(connection,
                u"SELECT id, kind, coalesce(CAST(data AS text), value), is_valid, source, who FROM"
                " pelorus_account_edit WHERE account_id = :id AND problem = '' ORDER BY id"
                " {pg:FOR UPDATE SKIP LOCKED}"_s);
    if (auto ran = query.bind(u":id"_s, account.value).run(); !ran)
        return fail(ran.error());
    std::vector<Queued> queued;
    while (query.next()) {
        queued.push_back({query.number(0),
                          {editKind(query.text(1)),
                           Secret(query.text(2)),
                           query.text(5),
                           query.flag(3),
                           query.text(4)}});
    }
    return queued;
}

Result<void> noteProblem(Connection &connection, qint64 id, const QString &problem)
{
    Query query(connection, u"UPDATE pelorus_account_edit SET problem = :problem WHERE id = :id"_s);
    return query.bind(u":problem"_s, problem).bind(u":id"_s, id).run();
}

Result<void>
applyOne(Database::Private &d, Connection &connection, AccountId account, const Queued &queued)
{
    // A table that Django made may refuse what ours would take: an account must not stay closed
    // for that.
    if (auto saved = connection.execute(u"SAVEPOINT pelorus_edit"_s); !saved)
        return saved;
    const auto applied = applyNow(d, connection, account, queued.change);
    if (!applied) {
        if (connection.isBroken() || mayRunAgain(applied.error()))
            return fail(applied.error());
        log::warn("db",
                  u"edit of account %1 not applied: "_s.arg(account.value)
                      % toLogString(applied.error()));
        if (auto back = connection.execute(u"ROLLBACK TO SAVEPOINT pelorus_edit"_s); !back)
            return back;
    }
    if (auto released = connection.execute(u"RELEASE SAVEPOINT pelorus_edit"_s); !released)
        return released;
    if (!applied && applied.error().kind == ErrorKind::Timeout)
        return {}; // somebody holds its row: the next time
    if (!applied)
        return noteProblem(connection, queued.id, applied.error().message);
    Query done(connection, u"DELETE FROM pelorus_account_edit WHERE id = :id"_s);
    if (auto ran = done.bind(u":id"_s, queued.id).run(); !ran)
        return ran;
    return audit(connection,
                 queued.change.who,
                 u"edit applied"_s,
                 u"account %1"_s.arg(account.value),
                 word(queued.change.kind));
}

Result<Applied> queueOne(Connection &connection, AccountId account, const AccountChange &change)
{
    if (change.kind == EditKind::Cookies && change.source != "restore"_L1) {
        const auto cookies = formats::readStoredJson(change.value);
        return cookies ? queueCookies(connection, account, *cookies, change)
                       : fail(cookies.error());
    }
    return queueChange(connection, account, change).map([] { return Applied::WhenFree; });
}

} // namespace

Result<QString> holderOf(Connection &connection, AccountId account)
{
    Query query(
        connection,
        u"SELECT locked_by FROM uploader_instagramaccount WHERE id = :id AND locked_by IS NOT NULL"
        " AND locked_until > {now}"_s);
    if (auto ran = query.bind(u":id"_s, account.value).run(); !ran)
        return fail(ran.error());
    return query.next() ? query.text(0) : QString();
}

Result<Applied> applyOrQueue(Database::Private &d,
                             Connection &connection,
                             AccountId account,
                             const std::vector<AccountChange> &changes)
{
    // The holder's last transaction either comes after this one and finds it, or before.
    if (auto locked = lockPresentAccount(connection, account); !locked)
        return fail(locked.error());
    const auto holder = holderOf(connection, account);
    if (!holder)
        return fail(holder.error());
    if (!holder->isEmpty()) {
        auto outcome = Applied::WhenFree;
        for (const AccountChange &change : changes) {
            const auto queued = queueOne(connection, account, change);
            if (!queued)
                return fail(queued.error());
            if (*queued != Applied::WhenFree)
                outcome = *queued;
        }
        return outcome;
    }
    // What is older must not come later.
    if (auto before = applyQueued(d, connection, account); !before)
        return fail(before.error());
    auto outcome = Applied::Now;
    for (const AccountChange &change : changes) {
        const auto applied = applyNow(d, connection, account, change);
        if (!applied)
            return fail(applied.error());
        if (*applied != Applied::Now)
            outcome = *applied;
        if (auto forgotten = forgetEdit(connection, account, change.kind); !forgotten)
            return fail(forgotten.error());
    }
    return outcome;
}

Result<void> forgetEdit(Connection &connection, AccountId account, EditKind kind)
{
    Query query(connection,
                u"DELETE FROM pelorus_account_edit WHERE account_id = :id AND kind = :kind"_s);
    return query.bind(u":id"_s, account.value).bind(u":kind"_s, word(kind)).run();
}

Result<void> queueChange(Connection &connection, AccountId account, const AccountChange &change)
{
    const bool json = isJson(change.kind);
    const Secret none;
    Query query(
        connection,
        u"INSERT INTO pelorus_account_edit (account_id, kind, value, data, is_valid, source, who,"
        " at) VALUES (:id, :kind, :value, :data, :valid, :source, :who, {now})"
        " ON CONFLICT (account_id, kind) DO UPDATE SET value = excluded.value,"
        " data = excluded.data, is_valid = excluded.is_valid, source = excluded.source,"
        " who = excluded.who, problem = '', at = excluded.at"_s);
    return query.bind(u":id"_s, account.value)
        .bind(u":kind"_s, word(change.kind))
        .bind(u":value"_s, json ? none : change.value)
        .bind(u":data"_s, json ? change.value : none)
        .bind(u":valid"_s, change.isValid)
        .bind(u":source"_s, change.source.isNull() ? u""_s : change.source)
        .bind(u":who"_s, change.who.isNull() ? u""_s : change.who)
        .run();
}

Result<Applied>
foreseeQueued(Connection &connection, AccountId account, const formats::Cookies &cookies)
{
    Query query(connection,
                u"SELECT CAST(data AS text) FROM pelorus_account_edit WHERE account_id = :id"
                " AND kind = :kind AND problem = ''"_s);
    query.bind(u":id"_s, account.value).bind(u":kind"_s, word(EditKind::Cookies));
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    if (!query.next())
        return Applied::WhenFree;
    const auto waiting = formats::readStoredJson(Secret(query.text(0)));
    return waiting && isWorse(cookies, *waiting) ? Applied::NotInUse : Applied::WhenFree;
}

Result<Applied> queueCookies(Connection &connection,
                             AccountId account,
                             const formats::Cookies &cookies,
                             const AccountChange &change)
{
    const auto outcome = foreseeQueued(connection, account, cookies);
    if (!outcome)
        return fail(outcome.error());
    const bool isKept = *outcome == Applied::NotInUse;
    if (isKept && cookies.empty())
        return outcome; // there is nothing to keep
    const auto done = isKept
        ? addWorseVersion(connection, account, change.value, cookies, u"import"_s)
        : queueChange(connection, account, change);
    return done.map([&] { return *outcome; });
}

Result<void> applyQueued(Database::Private &d, Connection &connection, AccountId account)
{
    const auto queued = queuedOf(connection, account);
    if (!queued)
        return fail(queued.error());
    for (const Queued &one : *queued) {
        if (auto applied = applyOne(d, connection, account, one); !applied)
            return applied;
    }
    return {};
}

Result<int> AccountStore::applyQueuedEdits()
{
    Database::Private &d = m_db->priv();
    const auto waiting = d.read([](Connection &connection) -> Result<std::vector<AccountId>> {
        Query query(
            connection,
            u"SELECT DISTINCT e.account_id FROM pelorus_account_edit e"
            " JOIN uploader_instagramaccount a ON a.id = e.account_id WHERE e.problem = ''"
            " AND (a.locked_by IS NULL OR a.locked_until IS NULL OR a.locked_until <= {now})"
            " ORDER BY e.account_id LIMIT 100"_s);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        std::vector<AccountId> accounts;
        while (query.next())
            accounts.push_back({query.number(0)});
        return accounts;
    });
    if (!waiting)
        return fail(waiting.error());
    int applied = 0;
    for (const AccountId account : *waiting) {
        const auto done = d.write([&](Connection &connection) -> Result<bool> {
            if (auto locked = lockAccount(connection, account); !locked)
                return fail(locked.error());
            const auto holder = holderOf(connection, account);
            if (!holder)
                return fail(holder.error());
            if (!holder->isEmpty())
                return false; // claimed meanwhile, which applied them
            if (auto all = applyQueued(d, connection, account); !all)
                return fail(all.error());
            return true;
        });
        if (!done && done.error().kind == ErrorKind::Network)
            return fail(done.error());
        if (!done) // a program that holds one account keeps no other waiting
            log::warn("db",
                      u"edits of account %1 wait: "_s.arg(account.value)
                          % toLogString(done.error()));
        applied += done.value_or(false) ? 1 : 0;
    }
    return applied;
}

} // namespace pelorus::store
