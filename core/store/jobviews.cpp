// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/fence.h"
#include "core/store/jobrows.h"
#include "core/store/stores.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

QString rowSelect()
{
    return u"SELECT "_s % jobColumns() % u", "_s % jobTitle()
        % u", (SELECT count(*) FROM pelorus_item i WHERE i.job_id = j.id),"
          " (SELECT count(*) FROM pelorus_item i WHERE i.job_id = j.id AND i.state = 'PUBLISHED'),"
          " (SELECT count(*) FROM pelorus_item i WHERE i.job_id = j.id AND i.state IN ('FAILED', "
          "'REFUSED', 'CANCELLED')),"
          " coalesce((SELECT e.step FROM pelorus_task_event e WHERE e.job_id = j.id ORDER BY e.id "
          "DESC LIMIT 1), ''),"
          " j.waiting_on, j.made_on, j.updated_at,"
          " CASE WHEN x.paused_until > {now} THEN 1 ELSE 0 END, x.paused_until, x.pause_reason,"
          " coalesce((SELECT a.status FROM uploader_instagramaccount a WHERE a.id = j.account_id"
          " AND a.status <> 'ACTIVE'), '')"
          " FROM pelorus_job j LEFT JOIN uploader_bulkuploadtask b ON b.id = j.bulk_task_id"
          " LEFT JOIN pelorus_account x ON x.account_id = j.account_id"_s;
}

JobRow rowFrom(const Query &query)
{
    JobRow row;
    row.job = jobFrom(query);
    row.title = query.text(kJobColumns);
    row.videos = int(query.number(kJobColumns + 1));
    row.published = int(query.number(kJobColumns + 2));
    row.failed = int(query.number(kJobColumns + 3));
    row.currentStep = query.text(kJobColumns + 4);
    if (row.job.state == JobState::Pending) {
        row.filesMissingOn = query.text(kJobColumns + 5);
        const QString maker = query.text(kJobColumns + 6);
        if (!row.filesMissingOn.isEmpty() && maker != row.filesMissingOn)
            row.waitsFor = maker;
        if (query.flag(kJobColumns + 8)) {
            row.pausedUntil = query.optionalTime(kJobColumns + 9);
            row.pauseReason = query.text(kJobColumns + 10);
        }
        row.accountStatus = query.text(kJobColumns + 11);
    }
    row.updatedAt = query.time(kJobColumns + 7);
    return row;
}

Result<std::vector<JobRow>> rowsWhere(Connection &connection, const QString &tail, qint64 id)
{
    Query query(connection, rowSelect() % tail);
    if (id > 0)
        query.bind(u":id"_s, id);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    std::vector<JobRow> rows;
    while (query.next())
        rows.push_back(rowFrom(query));
    return rows;
}

} // namespace

Result<std::vector<JobRow>> JobStore::rows(int limit)
{
    return m_db->priv().read([&](Connection &connection) {
        return rowsWhere(
            connection,
            u" ORDER BY CASE j.state WHEN 'NEEDS_OPERATOR' THEN 0 WHEN 'RUNNING' THEN 1"
            " WHEN 'UNCONFIRMED' THEN 2 WHEN 'PENDING' THEN 3 ELSE 4 END, j.updated_at DESC, j.id DESC LIMIT %1"_s
                .arg(limit),
            0);
    });
}

Result<JobCounts> JobStore::counts()
{
    return m_db->priv().read([](Connection &connection) -> Result<JobCounts> {
        Query query(connection,
                    u"SELECT coalesce(sum(CASE WHEN state IN ('NEEDS_OPERATOR', 'UNCONFIRMED')"
                    " THEN 1 ELSE 0 END), 0),"
                    " coalesce(sum(CASE WHEN state = 'RUNNING' THEN 1 ELSE 0 END), 0),"
                    " coalesce(sum(CASE WHEN state = 'PENDING' THEN 1 ELSE 0 END), 0),"
                    " count(*) FROM pelorus_job"_s);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        static_cast<void>(query.next());
        JobCounts counts{int(query.number(0)), int(query.number(1)), int(query.number(2)), 0};
        counts.ended = int(query.number(3)) - counts.needYou - counts.running - counts.waiting;
        return counts;
    });
}

Result<JobRow> JobStore::row(JobId job)
{
    return m_db->priv().read([&](Connection &connection) -> Result<JobRow> {
        auto rows = rowsWhere(connection, u" WHERE j.id = :id"_s, job.value);
        if (!rows)
            return fail(rows.error());
        if (rows->empty())
            return noJob(job);
        return std::move(rows->front());
    });
}

Result<JobRow> JobStore::jobOfUpload(UploadTaskId upload)
{
    return m_db->priv().read([&](Connection &connection) -> Result<JobRow> {
        auto rows = rowsWhere(connection, u" WHERE j.upload_task_id = :id"_s, upload.value);
        if (!rows)
            return fail(rows.error());
        if (rows->empty()) {
            return fail(
                ErrorKind::NotFound,
                QCoreApplication::translate("Core", "There is no upload %1.").arg(upload.value));
        }
        return std::move(rows->front());
    });
}

Result<std::vector<Item>> JobStore::items(JobId job)
{
    return m_db->priv().read([&](Connection &connection) { return itemsOf(connection, job); });
}

Result<std::vector<JobRow>> JobStore::jobsOfBulk(BulkTaskId bulk)
{
    return m_db->priv().read([&](Connection &connection) {
        return rowsWhere(connection, u" WHERE j.bulk_task_id = :id ORDER BY j.id"_s, bulk.value);
    });
}

Result<std::vector<JobRow>> JobStore::jobsOfAccount(AccountId account, int limit)
{
    return m_db->priv().read([&](Connection &connection) {
        return rowsWhere(
            connection,
            u" WHERE j.account_id = :id ORDER BY j.updated_at DESC, j.id DESC LIMIT %1"_s.arg(
                limit),
            account.value);
    });
}

Result<std::vector<BulkRow>> JobStore::bulkRows(int limit)
{
    return m_db->priv().read([&](Connection &connection) -> Result<std::vector<BulkRow>> {
        Query query(
            connection,
            u"SELECT b.id, b.name, b.status, b.created_at, count(DISTINCT j.account_id), "
            u"count(i.id),"
            " coalesce(sum(CASE WHEN i.state = 'PUBLISHED' THEN 1 ELSE 0 END), 0),"
            " coalesce(sum(CASE WHEN i.state IN ('FAILED', 'REFUSED', 'CANCELLED') THEN 1 ELSE 0 "
            "END), 0),"
            " coalesce(sum(CASE WHEN i.state = 'UNCONFIRMED' THEN 1 ELSE 0 END), 0)"
            " FROM uploader_bulkuploadtask b JOIN pelorus_job j ON j.bulk_task_id = b.id"
            " LEFT JOIN pelorus_item i ON i.job_id = j.id"
            " GROUP BY b.id, b.name, b.status, b.created_at ORDER BY b.id DESC LIMIT %1"_s.arg(
                limit));
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        std::vector<BulkRow> rows;
        while (query.next()) {
            rows.push_back({{query.number(0)},
                            query.text(1),
                            query.text(2),
                            query.time(3),
                            int(query.number(4)),
                            int(query.number(5)),
                            int(query.number(6)),
                            int(query.number(7)),
                            int(query.number(8))});
        }
        return rows;
    });
}

Result<Counters> JobStore::counters(std::chrono::seconds ttl)
{
    return m_db->priv().read([&](Connection &connection) -> Result<Counters> {
        Query query(
            connection,
            u"SELECT (SELECT count(*) FROM uploader_instagramaccount),"
            " (SELECT count(*) FROM pelorus_job WHERE state = 'RUNNING'),"
            " (SELECT count(*) FROM pelorus_job WHERE state = 'NEEDS_OPERATOR'),"
            " (SELECT count(*) FROM pelorus_publication WHERE state = 'UNCONFIRMED'),"
            " (SELECT count(*) FROM pelorus_job WHERE state = 'PENDING'),"
            " (SELECT count(*) FROM pelorus_item WHERE state = 'PUBLISHED' AND updated_at >= "
            "{today}),"
            " (SELECT count(*) FROM pelorus_item WHERE state IN ('FAILED', 'REFUSED') AND "
            "updated_at >= {today}),"
            " (SELECT count(*) FROM pelorus_profile WHERE state <> 'DELETED'"
            "  AND NOT (persistent AND state = 'STOPPED')),"
            " (SELECT count(*) FROM pelorus_profile p WHERE p.state <> 'DELETED'"
            "  AND NOT (p.persistent AND p.state = 'STOPPED') AND NOT EXISTS (SELECT 1 FROM "
            "pelorus_worker w"
            "  WHERE w.id = p.worker AND "_s
                % kIsSeen
                % u")),"
                  " (SELECT count(*) FROM pelorus_profile WHERE NOT persistent AND created_at >= "
                  "{month}"
                  // Not those that Dolphin refused to create.
                  "  AND (remote_id > 0 OR state <> 'DELETED'))"_s);
        if (auto ran = query.bind(u":ttl"_s, qint64(ttl.count())).run(); !ran)
            return fail(ran.error());
        static_cast<void>(query.next());
        const auto number = [&query](int column) { return int(query.number(column)); };
        return Counters{number(0),
                        number(1),
                        number(2),
                        number(3),
                        number(4),
                        number(5),
                        number(6),
                        number(7),
                        number(8),
                        number(9)};
    });
}

Result<int> JobStore::openJobs()
{
    return m_db->priv().read([](Connection &connection) -> Result<int> {
        // Later looks (CHECK) and paused accounts are nothing to wait for.
        Query query(connection,
                    u"SELECT count(*) FROM pelorus_job j JOIN uploader_instagramaccount a ON a.id "
                    u"= j.account_id"
                    " WHERE j.state IN ('RUNNING', 'NEEDS_OPERATOR') OR (j.state = 'PENDING' AND "
                    "a.status = 'ACTIVE'"
                    " AND NOT (j.kind = 'CHECK' AND j.run_after > {now})"
                    " AND NOT EXISTS (SELECT 1 FROM pelorus_account x WHERE x.account_id = a.id"
                    "  AND x.paused_until > {now}))"_s);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        static_cast<void>(query.next());
        return int(query.number(0));
    });
}

} // namespace pelorus::store
