// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/jobrows.h"

#include "core/base/json.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

QStringList mentionsFrom(const QString &text)
{
    QStringList names;
    const auto value = json::parse(text.toUtf8());
    if (!value)
        return names;
    for (const QJsonValue name : value->toArray())
        names += name.toString();
    return names;
}

/// The bulk task's word from its accounts' words.
Result<void> deriveBulkStatus(Connection &connection, qint64 bulkTask)
{
    {
        // A statement of its own: the next one then sees what another machine wrote while we
        // waited.
        Query lock(connection, u"SELECT id FROM uploader_bulkuploadtask WHERE id = :bulk {lock}"_s);
        if (auto ran = lock.bind(u":bulk"_s, bulkTask).run(); !ran)
            return ran;
        static_cast<void>(lock.next());
    }
    Query query(
        connection,
        u"UPDATE uploader_bulkuploadtask SET updated_at = {now}, status = ("
        " SELECT CASE"
        "  WHEN sum(CASE WHEN status = 'PENDING' THEN 1 ELSE 0 END) = count(*) THEN 'PENDING'"
        "  WHEN sum(CASE WHEN status IN ('PENDING', 'RUNNING') THEN 1 ELSE 0 END) > 0 THEN "
        "'RUNNING'"
        "  WHEN sum(CASE WHEN status = 'COMPLETED' THEN 1 ELSE 0 END) = count(*) THEN 'COMPLETED'"
        "  WHEN sum(CASE WHEN status IN ('COMPLETED', 'PARTIALLY_COMPLETED')"
        "   OR uploaded_success_count > 0 THEN 1 ELSE 0 END) = 0 THEN 'FAILED'"
        "  ELSE 'PARTIALLY_COMPLETED' END"
        " FROM uploader_bulkuploadaccount WHERE bulk_task_id = :bulk)"
        " WHERE id = :bulk"_s);
    return query.bind(u":bulk"_s, bulkTask).run();
}

} // namespace

QString jobColumns()
{
    return u"j.id, j.kind, j.state, j.account_id, j.account_name, coalesce(j.proxy_id,"
           " (SELECT coalesce(a.current_proxy_id, a.proxy_id) FROM uploader_instagramaccount a "
           "WHERE a.id = j.account_id)),"
           " j.bulk_task_id, j.bulk_account_id, j.upload_task_id, j.publication_id, j.attempts,"
           " j.run_after, j.error_class, j.error, j.request, j.machine, j.started_at, j.finished_at"_s;
}

QString jobTitle()
{
    return u"coalesce(b.name, (SELECT min(i.stored_path) FROM pelorus_item i"
           " WHERE i.job_id = j.id), '')"_s;
}

Job jobFrom(const Query &query, int first)
{
    Job job;
    job.id = {query.number(first)};
    job.kind = jobKind(query.text(first + 1));
    job.state = jobState(query.text(first + 2));
    job.accountId = {query.number(first + 3)};
    job.accountName = query.text(first + 4);
    job.proxyId = {query.number(first + 5)};
    job.bulkTaskId = {query.number(first + 6)};
    job.bulkAccountId = {query.number(first + 7)};
    job.uploadTaskId = {query.number(first + 8)};
    job.checksPublication = {query.number(first + 9)};
    job.attempts = int(query.number(first + 10));
    job.runAfter = query.time(first + 11);
    job.errorClass = query.text(first + 12);
    job.error = query.text(first + 13);
    job.request = jobRequest(query.text(first + 14));
    job.machine = query.text(first + 15);
    job.startedAt = query.optionalTime(first + 16);
    job.finishedAt = query.optionalTime(first + 17);
    return job;
}

Result<std::vector<Item>> itemsOf(Connection &connection, JobId job)
{
    Query query(
        connection,
        u"SELECT id, stored_path, caption, location, mentions, size, sha256, state, permalink,"
        " error, position, publish_again FROM pelorus_item WHERE job_id = :job ORDER BY position"_s);
    if (auto ran = query.bind(u":job"_s, job.value).run(); !ran)
        return fail(ran.error());
    std::vector<Item> items;
    while (query.next()) {
        Item item;
        item.id = {query.number(0)};
        item.jobId = job;
        item.storedPath = query.text(1);
        item.caption = query.text(2);
        item.location = query.text(3);
        item.mentions = mentionsFrom(query.text(4));
        item.size = query.number(5);
        item.sha256 = query.value(6).toByteArray();
        item.state = itemState(query.text(7));
        item.permalink = query.text(8);
        item.error = query.text(9);
        item.position = int(query.number(10));
        item.publishAgain = query.flag(11);
        items.push_back(std::move(item));
    }
    return items;
}

tl::unexpected<Error> noJob(JobId job)
{
    return fail(ErrorKind::NotFound,
                QCoreApplication::translate("Core", "There is no task %1.").arg(job.value));
}

QString sharedWord(JobState state)
{
    switch (state) {
    case JobState::Pending:
        return u"PENDING"_s;
    case JobState::Running:
    case JobState::NeedsOperator:
        return u"RUNNING"_s;
    case JobState::Unconfirmed:
    case JobState::Partial:
        return u"PARTIALLY_COMPLETED"_s;
    case JobState::Completed:
        return u"COMPLETED"_s;
    case JobState::Failed:
    case JobState::Cancelled:
        return u"FAILED"_s;
    }
    return u"FAILED"_s;
}

Result<void> showSharedWord(Connection &connection, JobId job, const QString &word, bool ended)
{
    qint64 bulkTask = 0;
    qint64 bulkAccount = 0;
    qint64 uploadTask = 0;
    {
        Query query(
            connection,
            u"SELECT bulk_task_id, bulk_account_id, upload_task_id FROM pelorus_job WHERE id = :id"_s);
        if (auto ran = query.bind(u":id"_s, job.value).run(); !ran)
            return ran;
        if (!query.next())
            return {};
        bulkTask = query.number(0);
        bulkAccount = query.number(1);
        uploadTask = query.number(2);
    }
    if (uploadTask > 0) {
        Query query(
            connection,
            u"UPDATE uploader_uploadtask SET status = :word, updated_at = {now} WHERE id = :id"_s);
        if (auto ran = query.bind(u":word"_s, word).bind(u":id"_s, uploadTask).run(); !ran)
            return ran;
    }
    if (bulkAccount > 0) {
        const QString times = ended
            ? u"completed_at = {now}"_s
            : u"started_at = coalesce(started_at, {now}), completed_at = NULL"_s;
        Query query(connection,
                    u"UPDATE uploader_bulkuploadaccount SET status = :word, "_s % times
                        % u" WHERE id = :id"_s);
        if (auto ran = query.bind(u":word"_s, word).bind(u":id"_s, bulkAccount).run(); !ran)
            return ran;
    }
    if (bulkTask > 0)
        return deriveBulkStatus(connection, bulkTask);
    return {};
}

Result<void> recount(Connection &connection, JobId job)
{
    int published = 0;
    int bad = 0;
    int open = 0;
    int unconfirmed = 0;
    {
        Query query(
            connection,
            u"SELECT state, count(*) FROM pelorus_item WHERE job_id = :job GROUP BY state"_s);
        if (auto ran = query.bind(u":job"_s, job.value).run(); !ran)
            return ran;
        while (query.next()) {
            const int count = int(query.number(1));
            switch (itemState(query.text(0))) {
            case ItemState::Published:
                published += count;
                break;
            case ItemState::Unconfirmed:
                unconfirmed += count;
                break;
            case ItemState::Pending:
            case ItemState::Running:
                open += count;
                break;
            case ItemState::Refused:
            case ItemState::Failed:
            case ItemState::Cancelled:
                bad += count;
                break;
            }
        }
    }
    {
        Query query(connection,
                    u"UPDATE uploader_bulkuploadaccount SET uploaded_success_count = :good,"
                    " uploaded_failed_count = :bad"
                    " WHERE id = (SELECT bulk_account_id FROM pelorus_job WHERE id = :job)"_s);
        query.bind(u":good"_s, published).bind(u":bad"_s, bad).bind(u":job"_s, job.value);
        if (auto ran = query.run(); !ran)
            return ran;
    }
    if (open > 0 || unconfirmed > 0)
        return {};
    const JobState state = bad == 0 ? JobState::Completed
        : published > 0             ? JobState::Partial
                                    : JobState::Failed;
    Query query(
        connection,
        u"UPDATE pelorus_job SET state = :state, error = CASE WHEN :good THEN '' ELSE error END,"
        " updated_at = {now} WHERE id = :job AND state = 'UNCONFIRMED'"_s);
    query.bind(u":state"_s, word(state)).bind(u":good"_s, bad == 0).bind(u":job"_s, job.value);
    if (auto ran = query.run(); !ran)
        return ran;
    if (query.affected() <= 0)
        return {};
    return showSharedWord(connection, job, sharedWord(state), true);
}

Result<void>
writeItem(Connection &connection, const QString &where, qint64 id, const ItemOutcome &outcome)
{
    JobId job;
    {
        Query query(connection,
                    u"UPDATE pelorus_item SET state = :state, permalink = :link, error = :error,"
                    " updated_at = {now} WHERE "_s
                        % where % u" RETURNING job_id"_s);
        query.bind(u":state"_s, word(outcome.state))
            .bind(u":link"_s, outcome.permalink.isNull() ? u""_s : outcome.permalink)
            .bind(u":error"_s, outcome.error.isNull() ? u""_s : outcome.error)
            .bind(u":id"_s, id);
        if (auto ran = query.run(); !ran)
            return ran;
        if (!query.next())
            return {};
        job = {query.number(0)};
    }
    return recount(connection, job);
}

} // namespace pelorus::store
