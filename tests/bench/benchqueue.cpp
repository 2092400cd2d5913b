// SPDX-License-Identifier: GPL-3.0-or-later
//
// Figures of the queue on PostgreSQL, over our own store code: see README.md here.
#include "tests/bench/benchqueue.h"

#include "core/store/changefeed.h"
#include "core/store/dialect.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonDocument>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <numeric>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::bench {
namespace {

using Clock = std::chrono::steady_clock;

double msSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

store::JobOutcome done()
{
    store::JobOutcome outcome;
    outcome.state = store::JobState::Completed;
    return outcome;
}

/// Claims and finishes one, as the engine does; false when nothing is due. `took` is the claim's.
bool runOne(store::JobStore &jobs, int worker, double *took = nullptr)
{
    const auto start = Clock::now();
    auto request = claimRequest(worker);
    for (;;) {
        const auto due = need(jobs.due(20, {1, request.ttl, {}}));
        if (due.empty())
            return false;
        request.among.clear();
        for (const store::DueJob &job : due)
            request.among.push_back(job.id);
        const auto claimed = need(jobs.claim(request));
        if (!claimed)
            continue; // others were quicker
        if (took != nullptr)
            *took = msSince(start);
        need(jobs.finish(claimed->lease, claimed->job.id, done()));
        return true;
    }
}

/// Median of `count` claims, in ms.
double claimTime(store::JobStore &jobs, int count)
{
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        double took = 0;
        if (!runOne(jobs, 0, &took))
            give(u"the queue is empty too early"_s);
        times.push_back(took);
    }
    return median(std::move(times));
}

double rounded(double value)
{
    return std::round(value * 1000) / 1000;
}

} // namespace

void give(const QString &why)
{
    std::fprintf(stderr, "%s\n", qPrintable(why));
    std::_Exit(1);
}

void execute(const store::DatabasePtr &db, const QString &sql)
{
    auto *const connection = need(db->priv().connection());
    need(connection->execute(store::expand(db->engine(), sql)));
}

qint64 number(const store::DatabasePtr &db, const QString &sql)
{
    auto *const connection = need(db->priv().connection());
    store::Query query(*connection, sql);
    need(query.run());
    return query.next() ? query.number(0) : 0;
}

void addJobs(const store::DatabasePtr &db, const QString &prefix, int count)
{
    execute(db,
            u"INSERT INTO uploader_instagramaccount (username, password, status, created_at,"
            " updated_at) SELECT '%1-' || n, '', 'ACTIVE', {now}, {now} FROM"
            " generate_series(1, %2) n"_s.arg(prefix)
                .arg(count));
    execute(db,
            u"INSERT INTO pelorus_job (kind, state, account_id, account_name, run_after,"
            " created_at, updated_at) SELECT 'UPLOAD', 'PENDING', id, username, {now}, {now},"
            " {now} FROM uploader_instagramaccount WHERE username LIKE '%1-%'"_s.arg(prefix));
}

store::ClaimRequest claimRequest(int worker)
{
    store::ClaimRequest request;
    request.machine = u"BENCH-%1"_s.arg(worker);
    request.worker = u"bench%1"_s.arg(worker);
    request.holder = u"bench/%1/%1"_s.arg(worker);
    return request;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

QJsonObject throughput(const Secret &url, int jobs, int workers)
{
    const auto db = need(store::Database::open(url, store::Role::Viewer));
    need(db->migrate(Call::in(1min)));
    addJobs(db, u"t"_s, jobs);
    execute(db, u"VACUUM ANALYZE"_s);
    execute(db, u"CHECKPOINT"_s);
    const store::ChangeFeed listener(db); // our triggers have somebody to tell
    std::atomic<int> finished = 0;
    std::vector<std::thread> threads;
    const auto start = Clock::now();
    for (int i = 0; i < workers; ++i) {
        threads.emplace_back([&, i] {
            const store::ConnectionScope connections;
            store::JobStore store(db);
            while (runOne(store, i))
                ++finished;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    const double seconds = msSince(start) / 1000;
    if (number(db, u"SELECT count(*) FROM pelorus_job WHERE state <> 'COMPLETED'"_s) != 0
        || finished != jobs)
        give(u"some jobs were not done exactly once"_s);
    return {{u"jobs"_s, jobs}, {u"jobs_per_s"_s, std::round(jobs / seconds)}};
}

QJsonObject latency(const store::DatabasePtr &db, const Secret &url)
{
    constexpr int kClaims = 300;
    store::JobStore jobs(db);
    addJobs(db, u"l"_s, 5000);
    const auto finished = [&](int count) {
        execute(db,
                u"INSERT INTO pelorus_job (kind, state, account_id, account_name, run_after,"
                " created_at, updated_at, finished_at) SELECT 'UPLOAD', 'COMPLETED', a.id,"
                " a.username, {now}, {now}, {now}, {now} FROM generate_series(1, %1) n"
                " JOIN uploader_instagramaccount a ON a.username = 'l-' || (1 + n % 5000)"_s.arg(
                    count));
        execute(db, u"VACUUM ANALYZE"_s);
    };
    finished(1000);
    static_cast<void>(claimTime(jobs, 50)); // warm
    const double few = claimTime(jobs, kClaims);
    finished(999'000);
    static_cast<void>(claimTime(jobs, 50));
    const double many = claimTime(jobs, kClaims);

    // An old snapshot anywhere keeps every dead row.
    const auto other = need(store::Database::open(url, store::Role::Viewer));
    execute(other, u"SET idle_in_transaction_session_timeout = 0"_s);
    execute(other, u"BEGIN ISOLATION LEVEL REPEATABLE READ"_s);
    static_cast<void>(number(other, u"SELECT count(*) FROM pelorus_draft"_s));
    const double fresh = claimTime(jobs, kClaims);
    static_cast<void>(claimTime(jobs, 2000));
    const double pinned = claimTime(jobs, kClaims);
    execute(other, u"ROLLBACK"_s);

    // Older due jobs of accounts that somebody holds.
    addJobs(db, u"h"_s, 10'000);
    execute(db, u"UPDATE pelorus_job SET run_after = {plus -3600} WHERE account_name LIKE 'h-%'"_s);
    execute(db,
            u"UPDATE uploader_instagramaccount SET locked_by = 'somebody', locked_until ="
            " {plus 3600} WHERE username LIKE 'h-%'"_s);
    execute(db, u"VACUUM ANALYZE"_s);
    static_cast<void>(claimTime(jobs, 20));
    const double held = claimTime(jobs, kClaims);
    return {{u"1,000 finished, ms"_s, rounded(few)},
            {u"1,000,000 finished, ms"_s, rounded(many)},
            {u"1,000,000 to 1,000"_s, rounded(many / few)},
            {u"old snapshot, fresh, ms"_s, rounded(fresh)},
            {u"old snapshot, after 2,000 claims, ms"_s, rounded(pinned)},
            {u"old snapshot, after to fresh"_s, rounded(pinned / fresh)},
            {u"10,000 held in front, ms"_s, rounded(held)},
            {u"held in front to without"_s, rounded(held / many)}};
}

QJsonObject screen(const store::DatabasePtr &db)
{
    addJobs(db, u"s"_s, 500);
    store::ChangeFeed feed(db);
    QEventLoop loop;
    std::vector<double> heard;
    std::vector<double> read;
    std::atomic<Clock::rep> changedAt = 0;
    // As a page does: told, then read on another thread.
    QObject::connect(&feed, &store::ChangeFeed::changed, [&](const QSet<QString> &) {
        if (changedAt == 0)
            return loop.quit();
        const Clock::time_point at{Clock::duration(changedAt.exchange(0))};
        heard.push_back(msSince(at));
        std::thread([&] {
            const store::ConnectionScope connections;
            static_cast<void>(need(store::JobStore(db).rows(500)));
        }).join();
        read.push_back(msSince(at));
        loop.quit();
    });
    loop.exec();
    for (int i = 0; i < 100; ++i) {
        std::thread([&, i] {
            const store::ConnectionScope connections;
            static_cast<void>(sleepFor(60ms, Call{})); // past the gathering of the last
            changedAt = Clock::now().time_since_epoch().count();
            execute(
                db,
                u"UPDATE uploader_instagramaccount SET notes = '%1' WHERE username = 's-1'"_s.arg(
                    i));
        }).join();
        loop.exec();
    }
    const double worst = *std::ranges::max_element(read);
    return {{u"told, median ms"_s, rounded(median(heard))},
            {u"500 rows read anew, median ms"_s, rounded(median(read))},
            {u"500 rows read anew, most ms"_s, rounded(worst)}};
}

} // namespace pelorus::bench

int main(int argc, char **argv)
{
    using namespace pelorus;
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(u"what"_s, u"throughput, latency, skew or screen"_s);
    parser.addOptions({{u"dsn"_s, u"of libpq: an empty database"_s, u"dsn"_s},
                       {u"jobs"_s, u"of throughput"_s, u"n"_s, u"10000"_s},
                       {u"concurrency"_s, u"of throughput"_s, u"n"_s, u"8"_s},
                       {u"seconds"_s, u"of skew"_s, u"n"_s, u"15"_s}});
    parser.process(application);
    // Without a password, as the peers' runner has it.
    QStringList parts;
    for (const QString &part : parser.value(u"dsn"_s).split(u' ', Qt::SkipEmptyParts))
        parts += part;
    const Secret url(u"postgresql:///?"_s + parts.join(u'&'));
    const QString what = parser.positionalArguments().value(0, u"throughput"_s);
    QJsonObject figures;
    if (what == "throughput"_L1) {
        figures = bench::throughput(
            url, parser.value(u"jobs"_s).toInt(), parser.value(u"concurrency"_s).toInt());
    } else {
        const auto db = bench::need(store::Database::open(url, store::Role::Viewer));
        bench::need(db->migrate(Call::in(std::chrono::minutes(1))));
        if (what == "latency"_L1)
            figures = bench::latency(db, url);
        else if (what == "screen"_L1)
            figures = bench::screen(db);
        else if (what == "skew"_L1)
            figures = bench::skew(url, parser.value(u"seconds"_s).toInt());
        else
            bench::give(u"unknown word: "_s + what);
    }
    std::printf("%s\n", QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    return 0;
}
