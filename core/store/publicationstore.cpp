// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/fence.h"
#include "core/store/jobrows.h"
#include "core/store/stores.h"

#include "core/base/json.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

/// A post whose link was not seen for so long has none that could be taken for another's.
constexpr std::chrono::seconds kLinkMayFollow = std::chrono::hours(1);

const QString kColumns = u"SELECT id, account_id, account_name, sha256, generation, state, job_id, "
                         u"item_id, baseline, permalink,"
                         " text, checks, created_at, updated_at FROM pelorus_publication"_s;

Publication publicationFrom(const Query &query)
{
    Publication row;
    row.id = {query.number(0)};
    row.accountId = {query.number(1)};
    row.accountName = query.text(2);
    row.sha256 = query.value(3).toByteArray();
    row.generation = int(query.number(4));
    row.state = publicationState(query.text(5));
    row.jobId = {query.number(6)};
    row.itemId = {query.number(7)};
    if (const auto baseline = json::parse(query.text(8).toUtf8())) {
        for (const QJsonValue link : baseline->toArray())
            row.baseline += link.toString();
    }
    row.permalink = query.text(9);
    row.text = query.text(10);
    row.checks = int(query.number(11));
    row.createdAt = query.time(12);
    row.updatedAt = query.time(13);
    return row;
}

Result<std::vector<Publication>> select(Connection &connection, const QString &tail, qint64 id)
{
    Query query(connection, kColumns % tail);
    if (id > 0)
        query.bind(u":id"_s, id);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    std::vector<Publication> rows;
    while (query.next())
        rows.push_back(publicationFrom(query));
    return rows;
}

/// The item's own row of this content on this account that was not refused, else the newest
/// generation of any.
Result<std::optional<Publication>>
latest(Connection &connection, AccountId account, const QByteArray &sha256, ItemId item)
{
    Query query(connection,
                kColumns
                    % u" WHERE account_id = :account AND sha256 = :sha AND state <> 'REFUSED' ORDER"
                      " BY CASE WHEN item_id = :item THEN 0 ELSE 1 END, generation DESC LIMIT 1"_s);
    query.bind(u":account"_s, account.value).bind(u":sha"_s, sha256).bind(u":item"_s, item.value);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    if (!query.next())
        return std::nullopt;
    return publicationFrom(query);
}

tl::unexpected<Error> alreadyThere(const Publication &there)
{
    const QString when = there.createdAt.toString(u"yyyy-MM-dd HH:mm"_s);
    if (there.state == PublicationState::Confirmed) {
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Core",
                                                "This video is on %1 already, since %2 UTC. Choose "
                                                "“Publish again” if it is meant to be there twice.")
                        .arg(there.accountName, when));
    }
    return fail(
        ErrorKind::Conflict,
        QCoreApplication::translate("Core",
                                    "This video may be on %1 already: a try at %2 UTC could "
                                    "not be proved. Look at the account and settle it first.")
            .arg(there.accountName, when));
}

/// Conflict when it is settled otherwise: whoever did that knew better.
Result<void> update(Connection &connection,
                    PublicationId id,
                    PublicationState state,
                    const QString &permalink,
                    const QString &text)
{
    Query query(connection,
                u"UPDATE pelorus_publication SET state = :state, updated_at = {now},"
                " permalink = CASE WHEN :link = '' THEN permalink ELSE :link END,"
                " text = CASE WHEN :text = '' THEN text ELSE :text END WHERE id = :id"
                " AND state IN ('INTENT', 'SHARED', 'UNCONFIRMED', :state)"_s);
    query.bind(u":state"_s, word(state))
        .bind(u":link"_s, permalink.isNull() ? u""_s : permalink)
        .bind(u":text"_s, text.isNull() ? u""_s : text)
        .bind(u":id"_s, id.value);
    if (auto ran = query.run(); !ran)
        return ran;
    if (query.affected() > 0)
        return {};
    return fail(ErrorKind::Conflict,
                QCoreApplication::translate("Core", "This publication is settled already."));
}

tl::unexpected<Error> noPublication(PublicationId id)
{
    return fail(ErrorKind::NotFound,
                QCoreApplication::translate("Core", "There is no publication %1.").arg(id.value));
}

/// Into the item whose publication this is; its job's counts follow.
Result<void> tellItem(Connection &connection, PublicationId id, const ItemOutcome &outcome)
{
    return writeItem(connection,
                     u"state <> 'PUBLISHED' AND id = (SELECT item_id FROM pelorus_publication"
                     " WHERE id = :id)"_s,
                     id.value,
                     outcome);
}

} // namespace

Result<PublicationId> PublicationStore::intend(
    const Lease &lease, JobId job, const Item &item, const QStringList &baseline, bool again)
{
    return m_db->priv().write([&](Connection &connection) -> Result<PublicationId> {
        if (auto mine = fence(connection, lease); !mine)
            return fail(mine.error());
        const auto there = latest(connection, lease.accountId, item.sha256, item.id);
        if (!there)
            return fail(there.error());
        int generation = 0;
        if (there->has_value()) {
            // "Again" is meant for what stood there before, not for what this very item did.
            if (!again || (*there)->itemId == item.id)
                return alreadyThere(**there);
            generation = (*there)->generation + 1;
        }
        Query query(
            connection,
            u"INSERT INTO pelorus_publication (account_id, account_name, sha256, generation, "
            u"state, job_id,"
            " item_id, lease_token, baseline, created_at, updated_at) SELECT id, username, :sha, "
            ":generation,"
            " 'INTENT', :job, :item, :token, :baseline, {now}, {now} FROM uploader_instagramaccount"
            " WHERE id = :account RETURNING id"_s);
        query.bind(u":sha"_s, item.sha256)
            .bind(u":generation"_s, generation)
            .bind(u":job"_s, job.value)
            .bind(u":item"_s, item.id.value)
            .bind(u":token"_s, lease.token)
            .bind(u":baseline"_s,
                  QString::fromUtf8(json::compact(QJsonArray::fromStringList(baseline))))
            .bind(u":account"_s, lease.accountId.value);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        if (!query.next()) {
            return fail(ErrorKind::NotFound,
                        QCoreApplication::translate("Core", "The account was deleted meanwhile."));
        }
        return PublicationId{query.number(0)};
    });
}

Result<void> PublicationStore::markShared(const Lease &lease, PublicationId id)
{
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            if (auto mine = fence(connection, lease); !mine)
                return mine;
            return update(connection, id, PublicationState::Shared, {}, {});
        },
        // INTENT, which is durable, already counts as "may have gone out".
        Transaction::Durability::Relaxed);
}

Result<void> PublicationStore::settle(const Lease &lease,
                                      PublicationId id,
                                      PublicationState state,
                                      const QString &permalink,
                                      const QString &text)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        if (auto mine = fence(connection, lease); !mine)
            return mine;
        return update(connection, id, state, permalink, text);
    });
}

Result<void> PublicationStore::settleChecked(const Lease &lease,
                                             PublicationId id,
                                             PublicationState state,
                                             const ItemOutcome &outcome)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        if (auto mine = fence(connection, lease); !mine)
            return mine;
        if (auto done = update(connection, id, state, outcome.permalink, outcome.error); !done)
            return done;
        return tellItem(connection, id, outcome);
    });
}

Result<void> PublicationStore::giveUp(const Lease &lease,
                                      PublicationId id,
                                      const QString &text,
                                      std::chrono::seconds lookAfter)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        if (auto mine = fence(connection, lease); !mine)
            return mine;
        if (auto done = update(connection, id, PublicationState::Unconfirmed, {}, text); !done)
            return done;
        return planLook(connection, id, lookAfter);
    });
}

Result<void> PublicationStore::settleByHand(PublicationId id,
                                            PublicationState state,
                                            const QString &permalink,
                                            const QString &who)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        JobId job;
        {
            // What its own task is about to learn is better than what anybody can see.
            Query query(
                connection,
                u"SELECT p.job_id, p.state, p.state <> 'UNCONFIRMED' AND EXISTS (SELECT 1 FROM"
                " pelorus_lease l JOIN uploader_instagramaccount a ON a.id = l.account_id"
                " WHERE l.account_id = p.account_id AND l.token = p.lease_token"
                " AND a.locked_until > {now}) FROM pelorus_publication p WHERE p.id = :id"
                " {lock}"_s);
            if (auto ran = query.bind(u":id"_s, id.value).run(); !ran)
                return ran;
            if (!query.next())
                return noPublication(id);
            const PublicationState before = publicationState(query.text(1));
            if (before == PublicationState::Confirmed || before == PublicationState::Refused) {
                return fail(
                    ErrorKind::InvalidInput,
                    QCoreApplication::translate("Core", "This publication is settled already."));
            }
            if (query.flag(2)) {
                return fail(ErrorKind::InvalidInput,
                            QCoreApplication::translate("Core",
                                                        "The task that publishes this video still "
                                                        "runs. Wait for its end, then settle what "
                                                        "it leaves open."));
            }
            job = {query.number(0)};
        }
        if (auto done = update(connection, id, state, permalink, {}); !done)
            return done;
        const bool good = state == PublicationState::Confirmed;
        Query item(
            connection,
            u"UPDATE pelorus_item SET state = :state, permalink = :link, updated_at = {now}"
            " WHERE id = (SELECT item_id FROM pelorus_publication WHERE id = :id) AND state = 'UNCONFIRMED'"_s);
        item.bind(u":state"_s, word(good ? ItemState::Published : ItemState::Failed))
            .bind(u":link"_s, permalink.isNull() ? u""_s : permalink)
            .bind(u":id"_s, id.value);
        if (auto ran = item.run(); !ran)
            return ran;
        if (auto counted = recount(connection, job); !counted)
            return counted;
        return audit(connection, who, u"settle"_s, u"publication %1"_s.arg(id.value), word(state));
    });
}

Result<Publication> PublicationStore::get(PublicationId id)
{
    return m_db->priv().read([&](Connection &connection) -> Result<Publication> {
        auto rows = select(connection, u" WHERE id = :id"_s, id.value);
        if (!rows)
            return fail(rows.error());
        if (rows->empty())
            return noPublication(id);
        return std::move(rows->front());
    });
}

Result<std::optional<Publication>>
PublicationStore::find(AccountId account, const QByteArray &sha256, ItemId item)
{
    return m_db->priv().read(
        [&](Connection &connection) { return latest(connection, account, sha256, item); });
}

Result<OtherPublications> PublicationStore::others(PublicationId than)
{
    return m_db->priv().read([&](Connection &connection) -> Result<OtherPublications> {
        Query query(connection,
                    u"SELECT o.permalink, o.state, o.created_at, p.created_at"
                    " FROM pelorus_publication p JOIN pelorus_publication o ON o.account_id ="
                    " p.account_id AND o.id <> p.id WHERE p.id = :id AND o.state <> 'REFUSED'"_s);
        if (auto ran = query.bind(u":id"_s, than.value).run(); !ran)
            return fail(ran.error());
        OtherPublications found;
        while (query.next()) {
            if (!query.text(0).isEmpty())
                found.links += query.text(0);
            else if (query.time(2) < query.time(3).addSecs(-kLinkMayFollow.count()))
                continue;
            else if (publicationState(query.text(1)) == PublicationState::Confirmed)
                found.anyWithoutLink = true;
            else
                found.anyOpen = true;
        }
        return found;
    });
}

Result<std::vector<StandingContent>>
PublicationStore::standing(const std::vector<AccountContent> &wanted)
{
    // One text for all chunks, so that one prepared statement serves them; the last is filled up
    // with its own last pair. The items' contents stand once more by themselves for SQLite, which
    // finds no index in the pairs.
    constexpr size_t kChunk = 100;
    QString published;
    QString planned;
    QString contents;
    for (size_t i = 0; i < kChunk; ++i) {
        const QString before = i == 0 ? u""_s : u" OR "_s;
        published += before % u"(account_id = :a%1 AND sha256 = :s%1)"_s.arg(i);
        planned += before % u"(j.account_id = :a%1 AND i.sha256 = :s%1)"_s.arg(i);
        contents += (i == 0 ? u""_s : u", "_s) % u":s%1"_s.arg(i);
    }
    const QString sql = u"SELECT account, content, min(planned) FROM (SELECT account_id AS account,"
                        " sha256 AS content, 0 AS planned FROM pelorus_publication"
                        " WHERE state <> 'REFUSED' AND ("_s
        % published
        % u") UNION ALL SELECT j.account_id, i.sha256, 1 FROM pelorus_item i"
          " JOIN pelorus_job j ON j.id = i.job_id WHERE i.state IN ('PENDING', 'RUNNING')"
          " AND i.sha256 IN ("_s
        % contents % u") AND ("_s % planned % u")) s GROUP BY account, content"_s;
    return m_db->priv().read([&](Connection &connection) -> Result<std::vector<StandingContent>> {
        std::vector<StandingContent> found;
        for (size_t from = 0; from < wanted.size(); from += kChunk) {
            Query query(connection, sql);
            for (size_t i = 0; i < kChunk; ++i) {
                const AccountContent &one = wanted[std::min(from + i, wanted.size() - 1)];
                query.bind(u":a%1"_s.arg(i), one.account.value).bind(u":s%1"_s.arg(i), one.sha256);
            }
            if (auto ran = query.run(); !ran)
                return fail(ran.error());
            while (query.next())
                found.push_back({{{query.number(0)}, query.value(1).toByteArray()},
                                 query.flag(2) ? Standing::Planned : Standing::Published});
        }
        return found;
    });
}

Result<std::vector<Publication>> PublicationStore::rowsOfAccount(AccountId account, int limit)
{
    return m_db->priv().read([&](Connection &connection) {
        return select(connection,
                      u" WHERE account_id = :id ORDER BY id DESC LIMIT %1"_s.arg(limit),
                      account.value);
    });
}

Result<std::vector<Publication>> PublicationStore::rows(int limit)
{
    return m_db->priv().read([&](Connection &connection) {
        return select(connection, u" ORDER BY id DESC LIMIT %1"_s.arg(limit), 0);
    });
}

Result<std::vector<Publication>> PublicationStore::unconfirmed(AccountId account)
{
    return m_db->priv().read([&](Connection &connection) {
        return select(
            connection,
            u" WHERE account_id = :id AND state IN ('INTENT', 'SHARED', 'UNCONFIRMED') ORDER BY id"_s,
            account.value);
    });
}

} // namespace pelorus::store
