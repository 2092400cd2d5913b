// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/listexport.h"

#include "core/base/threadguard.h"
#include "core/formats/csv.h"
#include "core/store/dialect.h"
#include "core/store/jobrows.h"
#include "core/store/session.h"
#include "core/store/stores.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

QString clear(const Secret &secret, Reveal reveal)
{
    if (reveal == Reveal::No)
        return {};
    return secret.reveal([](const QByteArray &utf8) { return QString::fromUtf8(utf8); });
}

QString time(const std::optional<QDateTime> &at)
{
    return at ? at->toUTC().toString(Qt::ISODate) : QString();
}

constexpr size_t kJobsAtOnce = 500; ///< in one query

/// How many videos a job has, and the lines of them.
struct JobLines
{
    int rows = 0;
    QByteArray text;
};

Result<QHash<qint64, JobLines>> linesOf(Connection &connection, std::span<const JobId> jobs)
{
    std::vector<qint64> ids;
    for (const JobId id : jobs)
        ids.push_back(id.value);
    Query query(connection,
                u"SELECT j.id, "_s % jobTitle()
                    % u", j.account_name, v.stored_path, v.caption, v.state, v.permalink,"
                      " coalesce(nullif(v.error, ''), j.error), j.started_at, j.finished_at"
                      " FROM pelorus_job j JOIN pelorus_item v ON v.job_id = j.id"
                      " LEFT JOIN uploader_bulkuploadtask b ON b.id = j.bulk_task_id"
                      " WHERE j.id {in :ids} ORDER BY j.id, v.position"_s);
    if (auto ran = query.bind(u":ids"_s, idList(connection.engine(), ids)).run(); !ran)
        return fail(ran.error());
    QHash<qint64, JobLines> lines;
    while (query.next()) {
        JobLines &job = lines[query.number(0)];
        ++job.rows;
        job.text += formats::csvLine({query.text(1),
                                      query.text(2),
                                      query.text(3),
                                      query.text(4),
                                      query.text(5),
                                      query.text(6),
                                      query.text(7),
                                      time(query.optionalTime(8)),
                                      time(query.optionalTime(9))})
                        .toUtf8();
    }
    return lines;
}

} // namespace

Result<ListExport> exportAccounts(const DatabasePtr &database, Reveal reveal)
{
    mayBlock("Exporting the accounts");
    return database->priv().read([&](Connection &connection) -> Result<ListExport> {
        Query query(connection,
                    u"SELECT a.username, a.password, a.email_username, a.email_password,"
                    " a.tfa_secret, a.phone_number, a.status, p.proxy_type, p.host, p.port, a.notes"
                    " FROM uploader_instagramaccount a LEFT JOIN uploader_proxy p"
                    " ON p.id = coalesce(a.current_proxy_id, a.proxy_id) ORDER BY a.username"_s);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        QByteArray text = formats::csvLine({u"username"_s,
                                            u"password"_s,
                                            u"email"_s,
                                            u"email_password"_s,
                                            u"2fa"_s,
                                            u"phone"_s,
                                            u"status"_s,
                                            u"proxy"_s,
                                            u"notes"_s})
                              .toUtf8();
        int rows = 0;
        for (; query.next(); ++rows) {
            const auto secret = [&](int column) {
                return reveal == Reveal::Yes ? query.text(column) : QString();
            };
            const QString proxy = query.text(8).isEmpty()
                ? QString()
                : u"%1 %2:%3"_s.arg(query.text(7).toLower(), query.text(8), query.text(9));
            text += formats::csvLine({query.text(0),
                                      secret(1),
                                      query.text(2),
                                      secret(3),
                                      secret(4),
                                      query.text(5),
                                      query.text(6),
                                      proxy,
                                      query.text(10)})
                        .toUtf8();
        }
        return ListExport{rows, Secret(std::move(text))};
    });
}

Result<ListExport>
exportResults(const DatabasePtr &database, const std::vector<JobId> &jobs, const Call &call)
{
    mayBlock("Exporting results");
    QByteArray text = formats::csvLine({u"task"_s,
                                        u"account"_s,
                                        u"video"_s,
                                        u"caption"_s,
                                        u"result"_s,
                                        u"link"_s,
                                        u"reason"_s,
                                        u"started"_s,
                                        u"finished"_s})
                          .toUtf8();
    int rows = 0;
    for (std::span<const JobId> left(jobs); !left.empty();) {
        if (const auto go = call.check(); !go)
            return fail(go.error());
        const auto chunk = left.first(std::min(left.size(), kJobsAtOnce));
        left = left.subspan(chunk.size());
        const auto lines = database->priv().read(
            [&](Connection &connection) { return linesOf(connection, chunk); });
        if (!lines)
            return fail(lines.error());
        for (const JobId id : chunk) {
            const auto job = lines->constFind(id.value);
            if (job == lines->cend())
                continue;
            rows += job->rows;
            text += job->text;
        }
    }
    return ListExport{rows, Secret(std::move(text))};
}

Result<ListExport> exportProxies(const DatabasePtr &database, Reveal reveal)
{
    mayBlock("Exporting the proxies");
    const auto proxies = ProxyStore(database).all();
    if (!proxies)
        return fail(proxies.error());
    QByteArray text = formats::csvLine({u"type"_s,
                                        u"host"_s,
                                        u"port"_s,
                                        u"username"_s,
                                        u"password"_s,
                                        u"country"_s,
                                        u"status"_s})
                          .toUtf8();
    for (const Proxy &proxy : *proxies) {
        text += formats::csvLine({proxy.type.toLower(),
                                  proxy.host,
                                  QString::number(proxy.port),
                                  clear(proxy.username, reveal),
                                  clear(proxy.password, reveal),
                                  proxy.country,
                                  proxy.status})
                    .toUtf8();
    }
    return ListExport{int(proxies->size()), Secret(std::move(text))};
}

Result<void> saveList(const QString &path, const ListExport &list)
{
    return list.csv.reveal([&](const QByteArray &text) { return formats::saveCsv(path, text); });
}

} // namespace pelorus::store
