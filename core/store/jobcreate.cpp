// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/fence.h"
#include "core/store/jobrows.h"
#include "core/store/stores.h"

#include "core/base/json.h"

#include <QCoreApplication>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

QString orEmpty(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

Result<qint64> insertShared(Database::Private &d,
                            Connection &connection,
                            const QString &table,
                            const std::vector<std::pair<QString, QVariant>> &values,
                            const QStringList &nowColumns)
{
    QStringList names = nowColumns;
    QString columns;
    QString marks;
    for (const QString &name : nowColumns) {
        columns += (columns.isEmpty() ? u"\""_s : u", \""_s) % name % u'"';
        marks += marks.isEmpty() ? u"{now}"_s : u", {now}"_s;
    }
    for (const auto &[name, value] : values) {
        names += name;
        columns += (columns.isEmpty() ? u"\""_s : u", \""_s) % name % u'"';
        marks += (marks.isEmpty() ? u":"_s : u", :"_s) % u"v_"_s % name;
    }
    const auto extra = extraFor(d, connection, table, names);
    if (!extra)
        return fail(extra.error());
    Query query(connection,
                u"INSERT INTO "_s % table % u" ("_s % columns % extra->columns % u") VALUES ("_s
                    % marks % extra->values % u") RETURNING id"_s);
    for (const auto &[name, value] : values)
        query.bind(u":v_"_s % name, value);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    static_cast<void>(query.next());
    return query.number(0);
}

struct NewJob
{
    JobKind kind;
    AccountId account;
    qint64 bulkTask = 0;
    qint64 bulkAccount = 0;
    qint64 uploadTask = 0;
    qint64 publication = 0;
    ProxyId proxy;
    std::chrono::seconds after{0};
    QString machine{};
};

QVariant idOrNull(qint64 id)
{
    return id > 0 ? QVariant(id) : QVariant(QMetaType(QMetaType::LongLong));
}

Result<JobId> insertJob(Connection &connection, const NewJob &job)
{
    Query query(
        connection,
        u"INSERT INTO pelorus_job (kind, account_id, account_name, bulk_task_id, bulk_account_id,"
        " upload_task_id, publication_id, proxy_id, run_after, made_on, created_at, updated_at)"
        " SELECT :kind, id, username, :bulk, :bulkaccount, :upload, :publication, :proxy,"
        " {plus :after}, :machine, {now}, {now} FROM uploader_instagramaccount WHERE id = :account RETURNING id"_s);
    query.bind(u":kind"_s, word(job.kind))
        .bind(u":bulk"_s, idOrNull(job.bulkTask))
        .bind(u":bulkaccount"_s, idOrNull(job.bulkAccount))
        .bind(u":upload"_s, idOrNull(job.uploadTask))
        .bind(u":publication"_s, idOrNull(job.publication))
        .bind(u":proxy"_s, idOrNull(job.proxy.value))
        .bind(u":after"_s, qint64(job.after.count()))
        .bind(u":machine"_s, orEmpty(job.machine))
        .bind(u":account"_s, job.account.value);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    if (!query.next()) {
        return fail(ErrorKind::NotFound,
                    QCoreApplication::translate("Core",
                                                "An account of this task does not exist any "
                                                "more. Choose the accounts again."));
    }
    return JobId{query.number(0)};
}

Result<void> insertItem(Connection &connection,
                        JobId job,
                        int position,
                        const NewItem &item,
                        qint64 bulkVideo,
                        qint64 videoFile)
{
    Query query(
        connection,
        u"INSERT INTO pelorus_item (job_id, position, bulk_video_id, video_file_id, stored_path,"
        " caption, location, mentions, size, sha256, publish_again, updated_at) VALUES (:job,"
        " :position, :bulk, :file, :path, :caption, :location, :mentions, :size, :sha, :again, {now})"_s);
    return query.bind(u":job"_s, job.value)
        .bind(u":position"_s, position)
        .bind(u":bulk"_s, idOrNull(bulkVideo))
        .bind(u":file"_s, idOrNull(videoFile))
        .bind(u":path"_s, item.storedPath)
        .bind(u":caption"_s, orEmpty(item.caption))
        .bind(u":location"_s, orEmpty(item.location))
        .bind(u":mentions"_s,
              QString::fromUtf8(json::compact(QJsonArray::fromStringList(item.mentions))))
        .bind(u":size"_s, item.size)
        .bind(u":sha"_s, item.sha256)
        .bind(u":again"_s, item.publishAgain)
        .run();
}

Result<BulkTaskId> insertBulk(Database::Private &d, Connection &connection, const NewBulk &bulk)
{
    const bool lite = connection.engine() == Engine::Sqlite;
    const QString uuid = QUuid::createUuid().toString(lite ? QUuid::Id128 : QUuid::WithoutBraces);
    const auto task
        = insertShared(d,
                       connection,
                       u"uploader_bulkuploadtask"_s,
                       {{u"name"_s, bulk.name.isEmpty() ? u"Bulk Upload"_s : bulk.name.left(100)},
                        {u"status"_s, u"PENDING"_s},
                        {u"log"_s, u""_s},
                        {u"upload_id"_s, uuid}},
                       {u"created_at"_s, u"updated_at"_s});
    if (!task)
        return fail(task.error());
    int order = 0;
    for (const NewBulkAccount &account : bulk.accounts) {
        const auto row = insertShared(d,
                                      connection,
                                      u"uploader_bulkuploadaccount"_s,
                                      {{u"bulk_task_id"_s, *task},
                                       {u"account_id"_s, account.accountId.value},
                                       {u"proxy_id"_s, idOrNull(account.proxyId.value)},
                                       {u"status"_s, u"PENDING"_s},
                                       {u"log"_s, u""_s},
                                       {u"uploaded_success_count"_s, 0},
                                       {u"uploaded_failed_count"_s, 0}},
                                      {});
        if (!row)
            return fail(row.error());
        const auto job = insertJob(connection,
                                   {JobKind::BulkUpload,
                                    account.accountId,
                                    *task,
                                    *row,
                                    0,
                                    0,
                                    account.proxyId,
                                    {},
                                    bulk.machine});
        if (!job)
            return fail(job.error());
        int position = 0;
        for (const NewItem &item : account.items) {
            const auto video
                = insertShared(d,
                               connection,
                               u"uploader_bulkvideo"_s,
                               {{u"bulk_task_id"_s, *task},
                                {u"video_file"_s, item.storedPath},
                                {u"assigned_to_id"_s, *row},
                                {u"order"_s, order++},
                                {u"location"_s, orEmpty(item.location).left(kLocationLength)},
                                {u"mentions"_s, orEmpty(item.mentions.join(u'\n'))}},
                               {u"uploaded_at"_s});
            if (!video)
                return fail(video.error());
            if (auto made = insertItem(connection, *job, position++, item, *video, 0); !made)
                return fail(made.error());
        }
    }
    return BulkTaskId{*task};
}

} // namespace

Result<BulkTaskId> JobStore::createBulk(const NewBulk &bulk)
{
    Database::Private &d = m_db->priv();
    return d.write([&](Connection &connection) { return insertBulk(d, connection, bulk); });
}

Result<UploadTaskId>
JobStore::createUpload(AccountId account, const std::vector<NewItem> &items, const QString &machine)
{
    Database::Private &d = m_db->priv();
    return d.write([&](Connection &connection) -> Result<UploadTaskId> {
        const auto task = insertShared(
            d,
            connection,
            u"uploader_uploadtask"_s,
            {{u"account_id"_s, account.value}, {u"status"_s, u"PENDING"_s}, {u"log"_s, u""_s}},
            {u"created_at"_s, u"updated_at"_s});
        if (!task)
            return fail(task.error());
        const auto job
            = insertJob(connection, {JobKind::Upload, account, 0, 0, *task, 0, {}, {}, machine});
        if (!job)
            return fail(job.error());
        int position = 0;
        for (const NewItem &item : items) {
            const auto file = insertShared(d,
                                           connection,
                                           u"uploader_videofile"_s,
                                           {{u"task_id"_s, *task},
                                            {u"video_file"_s, item.storedPath},
                                            {u"caption"_s, orEmpty(item.caption)}},
                                           {u"uploaded_at"_s});
            if (!file)
                return fail(file.error());
            if (auto made = insertItem(connection, *job, position++, item, 0, *file); !made)
                return fail(made.error());
        }
        return UploadTaskId{*task};
    });
}

Result<void> planLook(Connection &connection, PublicationId publication, std::chrono::seconds after)
{
    AccountId account;
    {
        Query query(connection,
                    u"SELECT account_id FROM pelorus_publication WHERE id = :id AND checks < :most"
                    " AND state IN ('INTENT', 'SHARED', 'UNCONFIRMED') AND account_id IS NOT NULL"
                    " AND NOT EXISTS (SELECT 1 FROM pelorus_job j WHERE j.publication_id = :id"
                    " AND j.state IN ('PENDING', 'RUNNING', 'NEEDS_OPERATOR')) {lock}"_s);
        if (auto ran = query.bind(u":id"_s, publication.value).bind(u":most"_s, kMostLooks).run();
            !ran)
            return ran;
        if (!query.next())
            return {}; // settled, looked at often enough, or about to be looked at
        account = {query.number(0)};
    }
    const auto job = insertJob(
        connection, {JobKind::Check, account, 0, 0, 0, publication.value, {}, after, {}});
    if (!job)
        return fail(job.error());
    return {};
}

Result<void> JobStore::request(JobId job, JobRequest request)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        Query lock(connection, u"SELECT id FROM pelorus_job WHERE id = :id {lock}"_s);
        if (auto ran = lock.bind(u":id"_s, job.value).run(); !ran)
            return ran;
        if (!lock.next())
            return noJob(job);
        if (request == JobRequest::Cancel) {
            const auto cancelled = cancelWaiting(connection, job);
            if (!cancelled)
                return fail(cancelled.error());
            if (*cancelled)
                return {};
        }
        Query query(connection,
                    u"UPDATE pelorus_job SET request = :request, updated_at = {now} WHERE id = :id"
                    " AND state IN ('RUNNING', 'NEEDS_OPERATOR')"_s);
        if (auto ran = query.bind(u":request"_s, word(request)).bind(u":id"_s, job.value).run();
            !ran)
            return ran;
        if (query.affected() > 0)
            return {};
        // The machine that runs it may have been told on a shorter way.
        Query done(
            connection,
            u"SELECT 1 FROM pelorus_job WHERE id = :id AND state IN ('CANCELLED', 'PARTIAL')"_s);
        if (auto ran = done.bind(u":id"_s, job.value).run(); !ran)
            return ran;
        if (request == JobRequest::Cancel && done.next())
            return {};
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Core", "The task does not run any more."));
    });
}

Result<void> JobStore::answered(JobId job, JobRequest request)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        Query query(connection,
                    u"UPDATE pelorus_job SET request = 'NONE', updated_at = {now} WHERE id = :id"
                    " AND request = :request"_s);
        return query.bind(u":request"_s, word(request)).bind(u":id"_s, job.value).run();
    });
}

Result<void> JobStore::retry(JobId job)
{
    return m_db->priv().write([&](Connection &connection) -> Result<void> {
        Query there(
            connection,
            u"SELECT account_name, CASE WHEN account_id IS NULL THEN 1 ELSE 0 END FROM pelorus_job"
            " WHERE id = :id"_s);
        if (auto ran = there.bind(u":id"_s, job.value).run(); !ran)
            return ran;
        if (!there.next())
            return noJob(job);
        if (there.flag(1)) {
            return fail(ErrorKind::InvalidInput,
                        QCoreApplication::translate("Core",
                                                    "The account %1 of this task was deleted. Make "
                                                    "a new task for another account.")
                            .arg(there.text(0)));
        }
        Query items(
            connection,
            u"UPDATE pelorus_item SET state = 'PENDING', error = '', updated_at = {now} WHERE "
            u"job_id = :id"
            " AND state IN ('FAILED', 'REFUSED', 'CANCELLED') AND EXISTS (SELECT 1 FROM "
            "pelorus_job j"
            " WHERE j.id = :id AND j.state IN ('FAILED', 'PARTIAL', 'CANCELLED', 'UNCONFIRMED'))"_s);
        if (auto ran = items.bind(u":id"_s, job.value).run(); !ran)
            return ran;
        if (items.affected() <= 0) {
            return fail(
                ErrorKind::InvalidInput,
                QCoreApplication::translate("Core",
                                            "There is nothing to run again in this task: its "
                                            "videos went out, are unconfirmed, or are still to "
                                            "come. Settle unconfirmed ones by looking first."));
        }
        Query query(
            connection,
            u"UPDATE pelorus_job SET state = 'PENDING', attempts = 0, run_after = {now}, request = "
            u"'NONE',"
            " error = '', error_class = '', finished_at = NULL, updated_at = {now} WHERE id = :id"_s);
        if (auto ran = query.bind(u":id"_s, job.value).run(); !ran)
            return ran;
        // Not PENDING: the old application would take that for work of its own.
        return showSharedWord(connection, job, sharedWord(JobState::Running), false);
    });
}

} // namespace pelorus::store
