// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/fence.h"
#include "core/store/session.h"
#include "core/store/stores.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

constexpr qsizetype kMostJpeg = 300LL * 1024;

QVariant idOrNull(qint64 id)
{
    return id > 0 ? QVariant(id) : QVariant(QMetaType(QMetaType::LongLong));
}

QString orEmpty(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

} // namespace

Result<void> EventStore::append(const std::vector<TaskEvent> &events)
{
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            for (const TaskEvent &event : events) {
                // A job that was deleted meanwhile takes its events with it.
                Query query(
                    connection,
                    u"INSERT INTO pelorus_task_event (job_id, item_id, step, state, text, at)"
                    " SELECT id, :item, :step, :state, :text, "_s
                        % (event.at.isValid() ? u":at"_s : u"{now}"_s)
                        % u" FROM pelorus_job WHERE id = :job"_s);
                query.bind(u":item"_s, idOrNull(event.itemId.value))
                    .bind(u":step"_s, orEmpty(event.step))
                    .bind(u":state"_s, orEmpty(event.state))
                    .bind(u":text"_s, orEmpty(event.text))
                    .bind(u":job"_s, event.jobId.value);
                if (event.at.isValid())
                    query.bindTime(u":at"_s, event.at);
                if (auto ran = query.run(); !ran)
                    return ran;
            }
            return {};
        },
        Transaction::Durability::Relaxed);
}

Result<std::vector<TaskEvent>> EventStore::events(JobId job)
{
    return m_db->priv().read([&](Connection &connection) -> Result<std::vector<TaskEvent>> {
        Query query(
            connection,
            u"SELECT item_id, step, state, text, at FROM pelorus_task_event WHERE job_id = :job ORDER BY id"_s);
        if (auto ran = query.bind(u":job"_s, job.value).run(); !ran)
            return fail(ran.error());
        std::vector<TaskEvent> events;
        while (query.next())
            events.push_back({job,
                              {query.number(0)},
                              query.text(1),
                              query.text(2),
                              query.text(3),
                              query.time(4)});
        return events;
    });
}

Result<void> EventStore::addEvidence(const Evidence &evidence)
{
    if (evidence.jpeg.size() > kMostJpeg) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate("Core", "The picture is larger than 300 KB."));
    }
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            Query query(
                connection,
                u"INSERT INTO pelorus_evidence (job_id, item_id, step, jpeg, page_text, url, at)"
                " VALUES (:job, :item, :step, :jpeg, :text, :url, {now})"_s);
            return query.bind(u":job"_s, evidence.jobId.value)
                .bind(u":item"_s, idOrNull(evidence.itemId.value))
                .bind(u":step"_s, orEmpty(evidence.step))
                .bind(u":jpeg"_s, evidence.jpeg.isNull() ? QByteArray("") : evidence.jpeg)
                .bind(u":text"_s, orEmpty(evidence.pageText))
                .bind(u":url"_s, orEmpty(evidence.url.toString()))
                .run();
        },
        Transaction::Durability::Relaxed);
}

Result<std::vector<Evidence>> EventStore::evidence(JobId job)
{
    return m_db->priv().read([&](Connection &connection) -> Result<std::vector<Evidence>> {
        Query query(connection,
                    u"SELECT id, item_id, step, jpeg, page_text, url, at FROM pelorus_evidence "
                    u"WHERE job_id = :job"
                    " ORDER BY id"_s);
        if (auto ran = query.bind(u":job"_s, job.value).run(); !ran)
            return fail(ran.error());
        std::vector<Evidence> found;
        while (query.next()) {
            found.push_back({query.number(0),
                             job,
                             {query.number(1)},
                             query.text(2),
                             query.value(3).toByteArray(),
                             query.text(4),
                             QUrl(query.text(5)),
                             query.time(6)});
        }
        return found;
    });
}

Result<void> EventStore::prune()
{
    return m_db->priv().write(
        [](Connection &connection) -> Result<void> {
            // Also what the looks saw, whose own jobs are completed.
            Query evidence(connection,
                           u"DELETE FROM pelorus_evidence WHERE at < {plus :age} AND job_id NOT IN"
                           " (SELECT id FROM pelorus_job WHERE state = 'UNCONFIRMED' OR"
                           " publication_id IN (SELECT id FROM pelorus_publication"
                           "  WHERE state = 'UNCONFIRMED'))"_s);
            if (auto ran = evidence.bind(u":age"_s, -30 * 86400).run(); !ran)
                return ran;
            Query events(
                connection,
                u"DELETE FROM pelorus_task_event WHERE job_id IN (SELECT id FROM pelorus_job"
                " WHERE finished_at < {plus :age})"_s);
            if (auto ran = events.bind(u":age"_s, -90 * 86400).run(); !ran)
                return ran;
            // Killed ones, which never left.
            Query workers(connection,
                          u"DELETE FROM pelorus_worker WHERE last_seen < {plus :age} AND id NOT IN"
                          " (SELECT worker FROM pelorus_profile WHERE state <> 'DELETED'"
                          "  AND NOT (persistent AND state = 'STOPPED'))"_s);
            return workers.bind(u":age"_s, -7 * 86400).run();
        },
        Transaction::Durability::Relaxed);
}

Result<void> WorkerStore::beat(const Worker &worker)
{
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            // Not by INSERT … ON CONFLICT, which would tell every window at each beat that somebody
            // came.
            Query beaten(connection,
                         u"UPDATE pelorus_worker SET run_limit = :limit, running = :running,"
                         " ttl = :ttl, last_seen = {now} WHERE id = :id"_s);
            beaten.bind(u":id"_s, worker.id)
                .bind(u":limit"_s, worker.limit)
                .bind(u":running"_s, worker.running)
                .bind(u":ttl"_s, qint64(worker.ttl.count()));
            if (auto ran = beaten.run(); !ran || beaten.affected() > 0)
                return ran;
            Query came(connection,
                       u"INSERT INTO pelorus_worker (id, machine, pid, version, run_limit, running,"
                       " ttl, started_at, last_seen) VALUES (:id, :machine, :pid, :version, :limit,"
                       " :running, :ttl, {now}, {now})"_s);
            return came.bind(u":id"_s, worker.id)
                .bind(u":machine"_s, orEmpty(worker.machine))
                .bind(u":pid"_s, worker.pid)
                .bind(u":version"_s, orEmpty(worker.version))
                .bind(u":limit"_s, worker.limit)
                .bind(u":running"_s, worker.running)
                .bind(u":ttl"_s, qint64(worker.ttl.count()))
                .run();
        },
        Transaction::Durability::Relaxed);
}

Result<void> WorkerStore::leave(const QString &worker)
{
    return m_db->priv().write(
        [&](Connection &connection) -> Result<void> {
            Query query(connection, u"DELETE FROM pelorus_worker WHERE id = :id"_s);
            return query.bind(u":id"_s, worker).run();
        },
        Transaction::Durability::Relaxed);
}

Result<std::vector<Worker>> WorkerStore::all(std::chrono::seconds ttl)
{
    return m_db->priv().read([&](Connection &connection) -> Result<std::vector<Worker>> {
        Query query(connection,
                    // Counted from the jobs: a worker's own count is as old as its last beat.
                    u"SELECT w.id, w.machine, w.version, w.pid, w.run_limit,"
                    " (SELECT count(*) FROM pelorus_job j WHERE j.worker = w.id"
                    "  AND j.state IN ('RUNNING', 'NEEDS_OPERATOR')), w.last_seen,"
                    " CASE WHEN "_s
                        % kIsSeen
                        % u" THEN 1 ELSE 0 END, w.ttl FROM pelorus_worker w"
                          " ORDER BY w.machine, w.id"_s);
        if (auto ran = query.bind(u":ttl"_s, qint64(ttl.count())).run(); !ran)
            return fail(ran.error());
        std::vector<Worker> workers;
        while (query.next()) {
            workers.push_back({query.text(0),
                               query.text(1),
                               query.text(2),
                               int(query.number(3)),
                               int(query.number(4)),
                               int(query.number(5)),
                               query.time(6),
                               query.flag(7),
                               std::chrono::seconds(query.number(8))});
        }
        return workers;
    });
}

} // namespace pelorus::store
