// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialect.h"
#include "core/store/fence.h"
#include "core/store/session.h"
#include "core/store/stores.h"

#include <QCoreApplication>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

const QString kColumns
    = u"SELECT p.id, p.name, p.team_id, p.account_id, p.account_name, p.job_id, p.machine, "
      u"p.worker, p.remote_id,"
      " p.remote_proxy_id, p.state, p.persistent, p.token, p.created_at, p.updated_at, p.last_error"_s;

const QString kOpen = u"p.state <> 'DELETED' AND NOT (p.persistent AND p.state = 'STOPPED')"_s;

/// A row of this very worker that nobody is at work on: its job has ended, or a sweep failed. An
/// open row keeps its account from being claimed, so it must be tried again.
constexpr int kQuietSeconds = 30;
const QString kGivenUp
    = u"p.updated_at < {plus :quiet} AND NOT EXISTS (SELECT 1 FROM pelorus_job j WHERE j.id = "
      u"p.job_id"
      " AND j.worker = p.worker AND j.state IN ('RUNNING', 'NEEDS_OPERATOR') AND NOT p.orphan)"_s;

LedgerRow ledgerFrom(const Query &query)
{
    LedgerRow row;
    row.id = {query.number(0)};
    row.name = query.text(1);
    row.teamId = query.text(2);
    row.accountId = {query.number(3)};
    row.accountName = query.text(4);
    row.jobId = {query.number(5)};
    row.machine = query.text(6);
    row.worker = query.text(7);
    row.remoteId = {query.number(8)};
    row.remoteProxyId = query.number(9);
    row.state = ledgerState(query.text(10));
    row.persistent = query.flag(11);
    row.token = query.number(12);
    row.createdAt = query.time(13);
    row.updatedAt = query.time(14);
    row.lastError = query.text(15);
    return row;
}

QVariant idOrNull(qint64 id)
{
    return id > 0 ? QVariant(id) : QVariant(QMetaType(QMetaType::LongLong));
}

} // namespace

Result<LedgerRow> LedgerStore::intend(const LedgerRow &wanted)
{
    const auto instance = m_db->instanceId();
    if (!instance)
        return fail(instance.error());
    LedgerRow row = wanted;
    row.name
        = u"pelorus-%1-%2"_s.arg(*instance, QUuid::createUuid().toString(QUuid::Id128).left(16));
    row.state = row.persistent ? LedgerState::Created : LedgerState::Intended;
    row.token = 1;
    return m_db->priv().write([&](Connection &connection) -> Result<LedgerRow> {
        Query query(connection,
                    u"INSERT INTO pelorus_profile (name, team_id, account_id, account_name, "
                    u"job_id, machine, worker,"
                    " remote_id, state, persistent, created_at, updated_at) VALUES (:name, :team, "
                    ":account, :accountname,"
                    " :job, :machine, :worker, :remote, :state, :persistent, {now}, {now})"
                    " RETURNING id, created_at"_s);
        query.bind(u":name"_s, row.name)
            .bind(u":team"_s, row.teamId.isNull() ? u""_s : row.teamId)
            .bind(u":account"_s, idOrNull(row.accountId.value))
            .bind(u":accountname"_s, row.accountName.isNull() ? u""_s : row.accountName)
            .bind(u":job"_s, idOrNull(row.jobId.value))
            .bind(u":machine"_s, row.machine.isNull() ? u""_s : row.machine)
            .bind(u":worker"_s, row.worker.isNull() ? u""_s : row.worker)
            .bind(u":remote"_s, row.remoteId.value)
            .bind(u":state"_s, word(row.state))
            .bind(u":persistent"_s, row.persistent);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        static_cast<void>(query.next());
        row.id = {query.number(0)};
        row.createdAt = query.time(1);
        row.updatedAt = row.createdAt;
        return row;
    });
}

Result<void> LedgerStore::advance(const LedgerRow &row, LedgerState state)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        QStringList before;
        for (const LedgerState earlier : {LedgerState::Intended,
                                          LedgerState::Created,
                                          LedgerState::Started,
                                          LedgerState::Stopped,
                                          LedgerState::Deleted}) {
            if (earlier < state)
                before += u'\'' % word(earlier) % u'\'';
        }
        if (before.isEmpty())
            before += u"''"_s;
        Query query(connection,
                    u"UPDATE pelorus_profile SET state = :state, team_id = CASE WHEN team_id = ''"
                    u" THEN :team ELSE team_id END, remote_id = CASE WHEN :remote > 0 THEN :remote"
                    " ELSE remote_id END, remote_proxy_id = CASE WHEN :proxy > 0 THEN :proxy ELSE "
                    "remote_proxy_id END,"
                    " updated_at = {now} WHERE id = :id AND token = :token AND state IN ("_s
                        % before.join(u", "_s) % u")"_s);
        query.bind(u":state"_s, word(state))
            .bind(u":team"_s, row.teamId.isNull() ? u""_s : row.teamId)
            .bind(u":remote"_s, row.remoteId.value)
            .bind(u":proxy"_s, row.remoteProxyId)
            .bind(u":id"_s, row.id.value)
            .bind(u":token"_s, row.token);
        if (auto ran = query.run(); !ran)
            return ran;
        if (query.affected() > 0)
            return {};
        // The same step once more, after its first commit's answer got lost.
        Query done(connection,
                   u"SELECT 1 FROM pelorus_profile WHERE id = :id AND token = :token"
                   " AND state = :state"_s);
        done.bind(u":id"_s, row.id.value)
            .bind(u":token"_s, row.token)
            .bind(u":state"_s, word(state));
        if (auto ran = done.run(); !ran)
            return ran;
        if (done.next())
            return {};
        return fail(
            ErrorKind::Conflict,
            QCoreApplication::translate("Core", "Somebody else looks after this profile now."));
    });
}

Result<void> LedgerStore::noteError(LedgerId id, const QString &error)
{
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            Query query(
                connection,
                u"UPDATE pelorus_profile SET last_error = :error, updated_at = {now} WHERE id = :id"_s);
            return query.bind(u":error"_s, error.isNull() ? u""_s : error)
                .bind(u":id"_s, id.value)
                .run();
        },
        Transaction::Durability::Relaxed);
}

Result<std::vector<LedgerRow>>
LedgerStore::takeOrphans(const QString &worker,
                         std::chrono::seconds ttl,
                         const std::function<bool(const QString &)> &isGone)
{
    return m_db->priv().write([&](Connection &connection) -> Result<std::vector<LedgerRow>> {
        std::vector<LedgerRow> orphans;
        {
            Query query(connection,
                        kColumns % u", CASE WHEN "_s % kIsSeen
                            % u" THEN 1 ELSE 0 END FROM pelorus_profile p"
                              " LEFT JOIN pelorus_worker w ON w.id = p.worker WHERE "_s
                            % kOpen % u" AND (p.worker <> :worker OR ("_s % kGivenUp
                            % u")) ORDER BY p.id {pg:FOR UPDATE OF p SKIP LOCKED}"_s);
            query.bind(u":ttl"_s, qint64(ttl.count()))
                .bind(u":worker"_s, worker)
                .bind(u":quiet"_s, -kQuietSeconds);
            if (auto ran = query.run(); !ran)
                return fail(ran.error());
            while (query.next()) {
                const bool seen = query.flag(16);
                LedgerRow row = ledgerFrom(query);
                if (row.worker == worker || !seen || isGone(row.worker))
                    orphans.push_back(std::move(row));
            }
        }
        for (LedgerRow &row : orphans) {
            Query query(connection,
                        u"UPDATE pelorus_profile SET token = token + 1, worker = :worker,"
                        " orphan = :orphan, updated_at = {now} WHERE id = :id"_s);
            query.bind(u":worker"_s, worker).bind(u":orphan"_s, true).bind(u":id"_s, row.id.value);
            if (auto ran = query.run(); !ran)
                return fail(ran.error());
            ++row.token;
        }
        return orphans;
    });
}

Result<void> LedgerStore::noteSeen(const LedgerRow &row)
{
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            Query query(
                connection,
                u"UPDATE pelorus_profile SET team_id = CASE WHEN team_id = '' THEN :team"
                " ELSE team_id END, remote_id = :remote WHERE id = :id AND token = :token"_s);
            return query.bind(u":team"_s, row.teamId.isNull() ? u""_s : row.teamId)
                .bind(u":remote"_s, row.remoteId.value)
                .bind(u":id"_s, row.id.value)
                .bind(u":token"_s, row.token)
                .run();
        },
        Transaction::Durability::Relaxed);
}

Result<void> LedgerStore::giveUp(const LedgerRow &row)
{
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            Query query(connection,
                        u"UPDATE pelorus_profile SET worker = '' WHERE id = :id"
                        " AND token = :token"_s);
            return query.bind(u":id"_s, row.id.value).bind(u":token"_s, row.token).run();
        },
        Transaction::Durability::Relaxed);
}

Result<void> LedgerStore::notFound(const LedgerRow &row)
{
    const auto marked = m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            Query query(connection,
                        u"UPDATE pelorus_profile SET orphan = :orphan WHERE id = :id"
                        " AND token = :token"_s);
            return query.bind(u":orphan"_s, true)
                .bind(u":id"_s, row.id.value)
                .bind(u":token"_s, row.token)
                .run();
        },
        Transaction::Durability::Relaxed);
    return marked ? advance(row, LedgerState::Deleted) : marked;
}

Result<std::vector<LedgerRow>> LedgerStore::mayAppear()
{
    return m_db->priv().read([](Connection &connection) -> Result<std::vector<LedgerRow>> {
        Query query(connection,
                    kColumns
                        % u" FROM pelorus_profile p WHERE p.state = 'DELETED' AND p.remote_id = 0"
                          " AND p.orphan AND p.created_at > {plus :hour} ORDER BY p.id DESC"
                          " LIMIT 50"_s);
        if (auto ran = query.bind(u":hour"_s, -3600).run(); !ran)
            return fail(ran.error());
        std::vector<LedgerRow> rows;
        while (query.next())
            rows.push_back(ledgerFrom(query));
        return rows;
    });
}

Result<std::vector<qint64>> LedgerStore::deletedOf(const std::vector<qint64> &remoteIds)
{
    return m_db->priv().read([&](Connection &connection) -> Result<std::vector<qint64>> {
        Query query(
            connection,
            u"SELECT DISTINCT p.remote_id FROM pelorus_profile p WHERE p.remote_id {in :ids}"
            " AND p.state = 'DELETED' AND NOT p.persistent AND NOT EXISTS (SELECT 1 FROM"
            " pelorus_profile o WHERE o.remote_id = p.remote_id AND o.state <> 'DELETED')"_s);
        if (auto ran = query.bind(u":ids"_s, idList(connection.engine(), remoteIds)).run(); !ran)
            return fail(ran.error());
        std::vector<qint64> deleted;
        while (query.next())
            deleted.push_back(query.number(0));
        return deleted;
    });
}

Result<std::vector<LedgerRow>> LedgerStore::stoppedElsewhere(const std::vector<qint64> &remoteIds,
                                                             const QString &machine)
{
    return m_db->priv().read([&](Connection &connection) -> Result<std::vector<LedgerRow>> {
        Query query(connection,
                    kColumns
                        % u" FROM pelorus_profile p WHERE p.remote_id {in :ids} AND p.persistent"
                          " AND p.state = 'STOPPED' AND p.orphan AND p.machine = :machine"
                          " AND NOT EXISTS (SELECT 1 FROM pelorus_profile o"
                          " WHERE o.remote_id = p.remote_id AND o.id > p.id)"_s);
        query.bind(u":ids"_s, idList(connection.engine(), remoteIds)).bind(u":machine"_s, machine);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        std::vector<LedgerRow> rows;
        while (query.next())
            rows.push_back(ledgerFrom(query));
        return rows;
    });
}

Result<void> LedgerStore::stoppedThere(const LedgerRow &row)
{
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            Query query(connection,
                        u"UPDATE pelorus_profile SET orphan = :orphan WHERE id = :id"
                        " AND token = :token"_s);
            return query.bind(u":orphan"_s, false)
                .bind(u":id"_s, row.id.value)
                .bind(u":token"_s, row.token)
                .run();
        },
        Transaction::Durability::Relaxed);
}

Result<std::vector<LedgerRow>> LedgerStore::openRows()
{
    return m_db->priv().read([](Connection &connection) -> Result<std::vector<LedgerRow>> {
        Query query(connection,
                    kColumns % u" FROM pelorus_profile p WHERE "_s % kOpen % u" ORDER BY p.id"_s);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        std::vector<LedgerRow> rows;
        while (query.next())
            rows.push_back(ledgerFrom(query));
        return rows;
    });
}

Result<std::vector<LedgerRow>> LedgerStore::rows(int limit)
{
    return m_db->priv().read([&](Connection &connection) -> Result<std::vector<LedgerRow>> {
        Query query(connection,
                    kColumns % u" FROM pelorus_profile p ORDER BY p.id DESC LIMIT %1"_s.arg(limit));
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        std::vector<LedgerRow> rows;
        while (query.next())
            rows.push_back(ledgerFrom(query));
        return rows;
    });
}

} // namespace pelorus::store
