// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/fence.h"

#include "core/store/restored.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::store {

Result<void> lockAccount(Connection &connection, AccountId account)
{
    if (connection.engine() == Engine::Sqlite)
        return {}; // the whole file is ours since BEGIN IMMEDIATE
    Query lock(connection, u"SELECT id FROM uploader_instagramaccount WHERE id = :id {lock}"_s);
    return lock.bind(u":id"_s, account.value).run();
}

Result<void> lockPresentAccount(Connection &connection, AccountId account)
{
    Query lock(connection, u"SELECT id FROM uploader_instagramaccount WHERE id = :id {lock}"_s);
    if (auto ran = lock.bind(u":id"_s, account.value).run(); !ran)
        return ran;
    if (!lock.next())
        return fail(ErrorKind::NotFound,
                    QCoreApplication::translate("Core",
                                                "This account was removed from the database "
                                                "meanwhile; nothing was changed."));
    return {};
}

Result<void> fence(Connection &connection, const Lease &lease)
{
    // The account first: a takeover locks it before its trigger reaches the lease row, and two
    // orders would be a deadlock.
    if (auto locked = lockAccount(connection, lease.accountId); !locked)
        return locked;
    {
        Query lock(connection,
                   u"SELECT token FROM pelorus_lease WHERE account_id = :account AND token = :token"
                   " {pg:FOR UPDATE}"_s);
        lock.bind(u":account"_s, lease.accountId.value).bind(u":token"_s, lease.token);
        if (auto ran = lock.run(); !ran)
            return ran;
        if (!lock.next()) {
            return fail(ErrorKind::LeaseLost,
                        QCoreApplication::translate("Core",
                                                    "Another holder took this account over; "
                                                    "nothing was written."));
        }
    }
    // The time is looked at after the lock is ours, by the database's clock.
    Query time(
        connection,
        u"SELECT 1 FROM uploader_instagramaccount WHERE id = :account AND locked_by = :holder"
        " AND locked_until > {now} AND "_s
            % kIsLive);
    time.bind(u":account"_s, lease.accountId.value).bind(u":holder"_s, lease.holder);
    if (auto ran = time.run(); !ran)
        return ran;
    if (!time.next()) {
        return fail(ErrorKind::LeaseLost,
                    QCoreApplication::translate("Core",
                                                "The lock of this account has run out; nothing "
                                                "was written."));
    }
    return {};
}

Result<void> pauseAccount(Connection &connection,
                          AccountId account,
                          std::chrono::seconds time,
                          const QString &reason)
{
    Query query(connection,
                u"INSERT INTO pelorus_account (account_id, paused_until, pause_reason, updated_at)"
                " VALUES (:id, {plus :seconds}, :reason, {now})"
                " ON CONFLICT (account_id) DO UPDATE SET"
                " pause_reason = CASE WHEN pelorus_account.paused_until > excluded.paused_until"
                " THEN pelorus_account.pause_reason ELSE excluded.pause_reason END,"
                " paused_until = CASE WHEN pelorus_account.paused_until > excluded.paused_until"
                " THEN pelorus_account.paused_until ELSE excluded.paused_until END,"
                " updated_at = excluded.updated_at"_s);
    return query.bind(u":id"_s, account.value)
        .bind(u":seconds"_s, qint64(time.count()))
        .bind(u":reason"_s, reason.isNull() ? u""_s : reason)
        .run();
}

Result<void> audit(Connection &connection,
                   const QString &who,
                   const QString &action,
                   const QString &subject,
                   const QString &detail)
{
    Query query(connection,
                u"INSERT INTO pelorus_audit (at, who, action, subject, detail)"
                " VALUES ({now}, :who, :action, :subject, :detail)"_s);
    return query.bind(u":who"_s, who)
        .bind(u":action"_s, action)
        .bind(u":subject"_s, subject)
        .bind(u":detail"_s, detail.isNull() ? u""_s : detail)
        .run();
}

} // namespace pelorus::store
