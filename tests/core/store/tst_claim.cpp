// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialect.h"
#include "core/store/jobrows.h"
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"

#include <QRegularExpression>
#include <QSqlQuery>

#include <map>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::store;
using namespace pelorus::test;

// Who comes next: fair between bulk tasks, nothing hidden behind what cannot run, and by an index,
// however long the table is.

namespace {

ProxyId addProxy(const DatabasePtr &db, const QString &host)
{
    Proxy proxy;
    proxy.host = host;
    proxy.port = 8080;
    return ProxyStore(db).add(proxy).value_or(ProxyId{});
}

/// A bulk task of one video for each of new accounts.
BulkTaskId addBulk(const DatabasePtr &db,
                   const QString &name,
                   int accounts,
                   ProxyId proxy = {},
                   const QString &machine = {})
{
    NewBulk bulk{name, {}, machine};
    for (int i = 0; i < accounts; ++i)
        bulk.accounts.push_back({addAccount(db, u"%1-%2"_s.arg(name).arg(i)), proxy, {item('a')}});
    return JobStore(db).createBulk(bulk).value_or(BulkTaskId{});
}

Result<std::optional<Claimed>> claimNext(const DatabasePtr &db, int perProxy = 0)
{
    JobStore jobs(db);
    const auto due = jobs.due(20, {perProxy, 60s, {}});
    if (!due)
        return fail(due.error());
    ClaimRequest wanted = request(*due, u"desk/1/aaaaaa"_s);
    wanted.accountsPerProxy = perProxy;
    return jobs.claim(wanted);
}

Result<void> execute(const DatabasePtr &db, const QString &sql)
{
    return db->priv().write(
        [&](Connection &connection) { return connection.execute(expand(db->engine(), sql)); });
}

/// The database's plan for the statement that finds due jobs.
QString plan(const DatabasePtr &db)
{
    const bool lite = db->engine() == Engine::Sqlite;
    QString sql = expand(db->engine(), dueSql());
    for (const auto &[name, value] : {std::pair(u":ttl"_s, u"120"_s),
                                      std::pair(u":limit"_s, u"1"_s),
                                      std::pair(u":except"_s, lite ? u"'[]'"_s : u"'{}'"_s),
                                      std::pair(u":most"_s, u"20"_s),
                                      std::pair(u":wanted"_s, u"20"_s)})
        sql.replace(name, value);
    const auto connection = db->priv().connection();
    QSqlQuery query((*connection)->database());
    QString text;
    // ANALYZE: PostgreSQL plans what a recursive part selects when it first runs.
    if (!query.exec((lite ? u"EXPLAIN QUERY PLAN "_s : u"EXPLAIN (ANALYZE, COSTS OFF) "_s) + sql))
        return u"no plan"_s;
    while (query.next())
        text += query.value(lite ? 3 : 0).toString() + u'\n';
    return text;
}

} // namespace

class TestClaim : public QObject
{
    Q_OBJECT

private slots:
    void bulkTasksTakeTurns_data() { addEngineRows(); }
    void bulkTasksTakeTurns()
    {
        OPEN_DATABASE;
        // The first was there long before the others, and is the longest.
        const BulkTaskId first = addBulk(db, u"first"_s, 12);
        QVERIFY_RESULT(execute(db, u"UPDATE pelorus_job SET run_after = {plus -3600}"_s));
        const BulkTaskId second = addBulk(db, u"second"_s, 6);
        const BulkTaskId third = addBulk(db, u"third"_s, 2);
        QVERIFY(first.isValid() && second.isValid() && third.isValid());
        std::map<qint64, int> taken;
        for (int i = 0; i < 9; ++i) {
            const auto claimed = claimNext(db);
            QVERIFY_RESULT(claimed);
            QVERIFY(claimed->has_value());
            ++taken[(*claimed)->job.bulkTaskId.value];
        }
        // The third has no more than two; the others share the rest.
        QCOMPARE(taken[third.value], 2);
        QVERIFY(std::abs(taken[first.value] - taken[second.value]) <= 1);
        // A single task waits for no bulk task to end.
        const AccountId alice = addAccount(db, u"alice"_s);
        QVERIFY_RESULT(JobStore(db).createUpload(alice, {item('a')}));
        const auto claimed = claimNext(db);
        QVERIFY_RESULT(claimed);
        QVERIFY((*claimed)->job.accountId == alice);
    }

    /// More than one look holds of jobs that cannot run just now, before those that can.
    void nothingHidesBehindAFullProxy_data() { addEngineRows(); }
    void nothingHidesBehindAFullProxy()
    {
        OPEN_DATABASE;
        const ProxyId full = addProxy(db, u"full.example"_s);
        addBulk(db, u"one"_s, JobStore::kMostOfOneBulk + 5, full);
        addBulk(db, u"two"_s, JobStore::kMostOfOneBulk + 5, full);
        QVERIFY_RESULT(execute(db, u"UPDATE pelorus_job SET run_after = {plus -3600}"_s));
        NewBulk bulk{u"free"_s,
                     {{addAccount(db, u"free-1"_s), addProxy(db, u"other.example"_s), {item('a')}},
                      {addAccount(db, u"free-2"_s), {}, {item('a')}},
                      {addAccount(db, u"free-3"_s), {}, {item('a')}}}};
        QVERIFY_RESULT(JobStore(db).createBulk(bulk));
        QStringList names;
        for (int i = 0; i < 5; ++i) {
            const auto claimed = claimNext(db, 1);
            QVERIFY_RESULT(claimed);
            if (claimed->has_value())
                names += (*claimed)->job.accountName;
        }
        // One of the full proxy's, and all of the others; none has a limit without a proxy.
        QCOMPARE(names.size(), 4);
        QCOMPARE(names.filter(u"free-"_s).size(), 3);
        // A limit of two lets one more in.
        QVERIFY(claimNext(db, 2)->has_value());
        QVERIFY(!claimNext(db, 2)->has_value());
    }

    void filesElsewhere_data() { addEngineRows(); }
    void filesElsewhere()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        addBulk(db, u"theirs"_s, 30, {}, u"DESK-2"_s);
        QVERIFY_RESULT(execute(db, u"UPDATE pelorus_job SET run_after = {plus -3600}"_s));
        const AccountId alice = addAccount(db, u"alice"_s);
        QVERIFY_RESULT(jobs.createUpload(alice, {item('a')}));
        DueFilter filter;
        std::vector<DueJob> found;
        // As the scheduler does: what cannot be opened is left out of the next look.
        for (int look = 0; look < 5; ++look) {
            const auto due = jobs.due(10, filter);
            QVERIFY_RESULT(due);
            for (const DueJob &job : *due) {
                QCOMPARE(job.files.size(), size_t(1));
                filter.except.push_back(job.id);
                found.push_back(job);
            }
        }
        QCOMPARE(found.size(), size_t(31));
        const JobId theirs = jobs.jobsOfBulk({1})->front().job.id;
        QVERIFY_RESULT(jobs.noteWaiting(filter.except, u"DESK-1"_s));
        QCOMPARE(jobs.row(theirs)->waitsFor, u"DESK-2"_s);
        // Another machine that cannot open them changes nothing, and nothing is told again.
        QVERIFY_RESULT(jobs.noteWaiting(filter.except, u"DESK-3"_s));
        QCOMPARE(jobs.row(theirs)->waitsFor, u"DESK-2"_s);
        const auto claimed = jobs.claim(request({{theirs, {}}}, u"desk/2/bbbbbb"_s));
        QVERIFY_RESULT(claimed);
        QVERIFY(jobs.row(theirs)->waitsFor.isEmpty());
    }

    void futureAndHeldJobsAreNotDue_data() { addEngineRows(); }
    void futureAndHeldJobsAreNotDue()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        addBulk(db, u"b"_s, 3);
        const std::vector<JobRow> rows = *jobs.jobsOfBulk({1});
        QVERIFY_RESULT(execute(db,
                               u"UPDATE pelorus_job SET run_after = {plus 60} WHERE id = %1"_s.arg(
                                   rows[0].job.id.value)));
        QVERIFY_RESULT(
            execute(db,
                    u"UPDATE uploader_instagramaccount SET locked_by = 'old', locked_until = "
                    "{plus 60} WHERE id = %1"_s.arg(rows[1].job.accountId.value)));
        const auto due = jobs.due(10);
        QVERIFY_RESULT(due);
        QCOMPARE(due->size(), size_t(1));
        QVERIFY(due->front().id == rows[2].job.id);
        // Nor does a claim take them that knows of no change.
        QVERIFY(!jobs.claim(request({{rows[0].job.id, {}}, {rows[1].job.id, {}}}, u"x"_s))
                     ->has_value());
    }

    /// The table of jobs is read by its indexes alone, with the database's statistics or without.
    void theLengthOfTheTableDoesNotMatter_data() { addEngineRows(); }
    void theLengthOfTheTableDoesNotMatter()
    {
        OPEN_DATABASE;
        addBulk(db, u"b"_s, 2);
        const QString many = db->engine() == Engine::Sqlite
            ? u"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
              " SELECT i FROM n)"_s
            : u"(SELECT generate_series(1, 20000) AS i)"_s;
        const QString insert
            = u"INSERT INTO pelorus_job (kind, state, account_id, account_name, run_after,"
              " created_at, updated_at) SELECT 'UPLOAD', '%1', a.id, a.username, {now}, {now}, "
              "{now}"
              " FROM "_s
            % many % u" n JOIN uploader_instagramaccount a ON a.username = 'b-0'"_s;
        const auto check = [&] {
            const QString text = plan(db);
            const QStringList bad = text.split(u'\n').filter(QRegularExpression(
                u"Seq Scan on pelorus_job|^SCAN (j|k|s|r)( USING INDEX pelorus_job_(account|bulk))?$"_s));
            QVERIFY2(bad.isEmpty(), qPrintable(text));
            QVERIFY2(text.count(u"pelorus_job_turn"_s) >= 2, qPrintable(text));
        };
        QVERIFY_RESULT(execute(db, insert.arg(u"COMPLETED"_s)));
        check();
        QVERIFY_RESULT(execute(db, insert.arg(u"PENDING"_s)));
        check();
        QVERIFY_RESULT(execute(db, u"ANALYZE"_s));
        check();
        QCOMPARE(JobStore(db).due(100)->size(), size_t(JobStore::kMostOfOneBulk + 2));
    }
};

QTEST_GUILESS_MAIN(TestClaim)
#include "tst_claim.moc"
