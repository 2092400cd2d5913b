// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialect.h"
#include "core/store/fence.h"
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"

#include <atomic>
#include <map>
#include <thread>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::store;
using namespace pelorus::test;

// P2 by force: each write of a holder against each way to lose the account, in both orders, on two
// connections of two programs' worth. Whoever comes second waits or is refused; nothing of a former
// holder is ever committed.

namespace {

struct Held
{
    AccountId account;
    Claimed claimed;
    PublicationId publication; ///< INTENT of the first video
};

Result<void> execute(const DatabasePtr &db, const QString &sql)
{
    const auto connection = db->priv().connection();
    if (!connection)
        return fail(connection.error());
    return (*connection)->execute(expand(db->engine(), sql));
}

/// Everything that a holder may write, as one text.
QString picture(const DatabasePtr &db)
{
    QString text;
    const auto connection = db->priv().connection();
    if (!connection)
        return text;
    for (
        const QString &sql :
        {u"SELECT id, state, error, error_class, attempts, finished_at FROM pelorus_job ORDER BY id"_s,
         u"SELECT id, state, permalink, error FROM pelorus_item ORDER BY id"_s,
         u"SELECT id, state, permalink, text, checks FROM pelorus_publication ORDER BY id"_s,
         u"SELECT account_id, cookies_source FROM pelorus_account ORDER BY account_id"_s,
         u"SELECT account_id, is_valid FROM uploader_instagramcookies ORDER BY id"_s,
         u"SELECT account_id, signed_in FROM pelorus_cookie_version ORDER BY id"_s,
         u"SELECT account_id FROM uploader_instagramdevice ORDER BY id"_s,
         u"SELECT id, status, last_used FROM uploader_instagramaccount ORDER BY id"_s}) {
        Query query(**connection, sql);
        if (!query.run())
            return u"unreadable: "_s + sql;
        while (query.next()) {
            for (int column = 0; column <= sql.count(u','); ++column)
                text += query.text(column) + u'|';
            text += u'\n';
        }
        text += u"--\n"_s;
    }
    return text;
}

using Write = std::function<Result<void>(const DatabasePtr &, const Held &)>;

const std::map<QString, Write> &writes()
{
    static const std::map<QString, Write> all{
        {u"renew"_s,
         [](const DatabasePtr &db, const Held &h) {
             return JobStore(db).renew(h.claimed.lease, 60s);
         }},
        {u"job state"_s,
         [](const DatabasePtr &db, const Held &h) {
             return JobStore(db).setJobState(
                 h.claimed.lease, h.claimed.job.id, JobState::NeedsOperator, u"look"_s);
         }},
        {u"video begun"_s,
         [](const DatabasePtr &db, const Held &h) {
             return JobStore(db).beginItem(h.claimed.lease, h.claimed.items[1].id);
         }},
        {u"video"_s,
         [](const DatabasePtr &db, const Held &h) {
             return JobStore(db).finishItem(
                 h.claimed.lease, h.claimed.items[1].id, {ItemState::Published, u"link"_s, {}});
         }},
        {u"outcome"_s,
         [](const DatabasePtr &db, const Held &h) {
             JobOutcome outcome;
             outcome.state = JobState::Completed;
             outcome.accountStatus = u"SUSPENDED"_s;
             outcome.pauseFor = 60s;
             return JobStore(db).finish(h.claimed.lease, h.claimed.job.id, outcome);
         }},
        {u"intent"_s,
         [](const DatabasePtr &db, const Held &h) -> Result<void> {
             const auto made = PublicationStore(db).intend(
                 h.claimed.lease, h.claimed.job.id, h.claimed.items[1], {}, false);
             return made ? Result<void>() : fail(made.error());
         }},
        {u"shared"_s,
         [](const DatabasePtr &db, const Held &h) {
             return PublicationStore(db).markShared(h.claimed.lease, h.publication);
         }},
        {u"settled"_s,
         [](const DatabasePtr &db, const Held &h) {
             return PublicationStore(db).settle(
                 h.claimed.lease, h.publication, PublicationState::Confirmed, u"link"_s, {});
         }},
        {u"cookies"_s,
         [](const DatabasePtr &db, const Held &h) {
             return CookieStore(db).save(h.claimed.lease, signedIn(u"CANARY"_s), true, u"cdp"_s);
         }},
        {u"cookies put aside"_s,
         [](const DatabasePtr &db, const Held &h) {
             return CookieStore(db).putAside(h.claimed.lease, signedIn(u"CANARY"_s), u"cdp"_s);
         }},
        {u"blueprint"_s,
         [](const DatabasePtr &db, const Held &h) {
             return AccountStore(db).setBlueprint(h.claimed.lease, {{u"name"_s, u"x"_s}});
         }},
    };
    return all;
}

using Takeover = std::function<Result<void>(const DatabasePtr &, AccountId)>;

/// Each in a transaction of its own. What needs a lease that has run out is given one.
const std::map<QString, Takeover> &takeovers()
{
    static const std::map<QString, Takeover> all{
        {u"django"_s,
         [](const DatabasePtr &db, AccountId id) {
             return execute(
                 db,
                 u"UPDATE uploader_instagramaccount SET locked_by = 'old-worker',"
                 " locked_until = '2999-01-01 00:00:00+00' WHERE id = %1"_s.arg(id.value));
         }},
        {u"unlock"_s,
         [](const DatabasePtr &db, AccountId id) {
             return AccountStore(db).unlock(id, u"boss"_s);
         }},
    };
    return all;
}

void addRows()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("write");
    QTest::addColumn<QString>("takeover");
    for (const QString &engine : {u"sqlite"_s, u"postgresql"_s}) {
        if (engine == "postgresql"_L1 && !hasPostgres())
            continue;
        for (const auto &[write, runWrite] : writes()) {
            for (const auto &[takeover, runTakeover] : takeovers())
                QTest::addRow(
                    "%s, %s, %s", qPrintable(engine), qPrintable(write), qPrintable(takeover))
                    << engine << write << takeover;
        }
    }
}

bool somebodyWaits(const DatabasePtr &db)
{
    // SQLite does not tell; there BEGIN IMMEDIATE lets nobody in while we hold the file.
    if (db->engine() == Engine::Sqlite)
        return true;
    const auto connection = db->priv().connection();
    // Within our open transaction the list of sessions would stay as it was at the first look.
    if (!Query(**connection, u"SELECT pg_stat_clear_snapshot()"_s).run())
        return false;
    Query query(**connection,
                u"SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                " OR l.database IS NULL JOIN pg_stat_activity s ON s.pid = l.pid"
                " WHERE NOT l.granted AND s.datname = current_database()"_s);
    return query.run() && query.next() && query.number(0) > 0;
}

/// A new account with a job of two videos, claimed, the first video about to be shared.
Held hold(const DatabasePtr &db)
{
    static int number = 0;
    Held held;
    held.account = addAccount(db, u"alice%1"_s.arg(++number));
    [&] { QVERIFY_RESULT(JobStore(db).createUpload(held.account, {item('a'), item('b')})); }();
    auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
    [&] {
        QVERIFY_RESULT(claimed);
        QVERIFY(claimed->has_value());
        held.claimed = std::move(**claimed);
        const auto intent = PublicationStore(db).intend(
            held.claimed.lease, held.claimed.job.id, held.claimed.items[0], {}, false);
        QVERIFY_RESULT(intent);
        held.publication = *intent;
    }();
    return held;
}

} // namespace

class TestFenceRace : public QObject
{
    Q_OBJECT

    const TestDatabase &shared(const QString &engine)
    {
        auto &fixture = m_shared[engine];
        if (!fixture)
            fixture = std::make_unique<TestDatabase>(engine);
        return *fixture;
    }
    std::map<QString, std::unique_ptr<TestDatabase>> m_shared;

private slots:
    void cleanupTestCase() { m_shared.clear(); }

    /// The takeover is not committed yet when the holder writes: it waits, sees it, writes nothing.
    void aWriteWaitsForTheTakeoverAndIsRefused_data() { addRows(); }
    void aWriteWaitsForTheTakeoverAndIsRefused()
    {
        QFETCH(QString, engine);
        const TestDatabase &fixture = shared(engine);
        QVERIFY2(fixture.isValid(), qPrintable(fixture.problem()));
        const DatabasePtr &db = *fixture;
        QFETCH(QString, write);
        QFETCH(QString, takeover);
        const Held held = hold(db);
        QVERIFY(held.publication.isValid());
        const DatabasePtr machine = fixture.another();
        const auto connection = machine->priv().connection();
        auto open = Transaction::begin(**connection, Transaction::Durability::Durable);
        QVERIFY_RESULT(open);
        // unlock() has a transaction of its own; its statement is what counts here.
        QVERIFY_RESULT(execute(
            machine,
            (takeover == "unlock"_L1
                 ? u"UPDATE uploader_instagramaccount SET locked_by = NULL, locked_until = NULL"_s
                 : u"UPDATE uploader_instagramaccount SET locked_by = 'old-worker',"
                   " locked_until = '2999-01-01 00:00:00+00'"_s)
                % u" WHERE id = %1"_s.arg(held.account.value)));
        const QString before = picture(machine);
        std::atomic<bool> committed = false;
        bool tooEarly = false;
        Result<void> written;
        std::jthread holder([&] {
            const ConnectionScope connections;
            written = writes().at(write)(db, held);
            tooEarly = !committed.load();
        });
        QTRY_VERIFY(somebodyWaits(machine) || tooEarly);
        committed = true;
        QVERIFY_RESULT((*open)->commit());
        holder.join();
        QVERIFY(!tooEarly);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::LeaseLost);
        QCOMPARE(picture(db), before);
    }

    /// The holder's write is not committed yet when another comes: that one waits, and afterwards
    /// nothing of the holder's goes in any more.
    void aTakeoverWaitsForTheWrite_data() { addRows(); }
    void aTakeoverWaitsForTheWrite()
    {
        QFETCH(QString, engine);
        const TestDatabase &fixture = shared(engine);
        QVERIFY2(fixture.isValid(), qPrintable(fixture.problem()));
        const DatabasePtr &db = *fixture;
        QFETCH(QString, write);
        QFETCH(QString, takeover);
        const Held held = hold(db);
        QVERIFY(held.publication.isValid());
        const DatabasePtr machine = fixture.another();
        const auto connection = db->priv().connection();
        auto open = Transaction::begin(**connection, Transaction::Durability::Durable);
        QVERIFY_RESULT(open);
        QVERIFY_RESULT(fence(**connection, held.claimed.lease));
        std::atomic<bool> committed = false;
        bool tooEarly = false;
        Result<void> taken;
        std::jthread other([&] {
            const ConnectionScope connections;
            taken = takeovers().at(takeover)(machine, held.account);
            tooEarly = !committed.load();
        });
        QTRY_VERIFY(somebodyWaits(db) || tooEarly);
        committed = true;
        QVERIFY_RESULT((*open)->commit());
        other.join();
        QVERIFY(!tooEarly);
        QVERIFY_RESULT(taken);
        const QString before = picture(db);
        const auto late = writes().at(write)(db, held);
        QVERIFY(!late);
        QCOMPARE(late.error().kind, ErrorKind::LeaseLost);
        QCOMPARE(picture(db), before);
    }

    /// The lease runs out in the middle of the holder's transaction: another claimer does not wait
    /// and does not get the account; it does right after.
    void aClaimPassesAnAccountThatIsBeingWritten_data() { addEngineRows(); }
    void aClaimPassesAnAccountThatIsBeingWritten()
    {
        OPEN_DATABASE;
        const Held held = hold(db);
        QVERIFY_RESULT(JobStore(db).createUpload(held.account, {item('c')}));
        ClaimRequest wanted = request({}, u"desk/2/bbbbbb"_s);
        const auto rows = JobStore(db).rows(10);
        QVERIFY_RESULT(rows);
        for (const JobRow &row : *rows) {
            if (row.job.state == JobState::Pending)
                wanted.among.push_back(row.job.id);
        }
        QCOMPARE(wanted.among.size(), size_t(1));
        const DatabasePtr machine = fixture.another();
        const auto connection = db->priv().connection();
        auto open = Transaction::begin(**connection, Transaction::Durability::Durable);
        QVERIFY_RESULT(open);
        QVERIFY_RESULT(fence(**connection, held.claimed.lease));
        QVERIFY_RESULT(
            execute(db, u"UPDATE uploader_instagramaccount SET locked_until = {plus -5}"_s));
        std::atomic<bool> done = false;
        Result<std::optional<Claimed>> claimed;
        std::jthread other([&] {
            const ConnectionScope connections;
            claimed = JobStore(machine).claim(wanted);
            done = true;
        });
        // PostgreSQL's claimer passes; SQLite's waits for the file.
        if (db->engine() == Engine::PostgreSql)
            QTRY_VERIFY(done);
        const bool early = done;
        QVERIFY_RESULT((*open)->commit());
        other.join();
        QVERIFY_RESULT(claimed);
        QCOMPARE(claimed->has_value(), !early);
        if (early)
            claimed = JobStore(machine).claim(wanted);
        QVERIFY(claimed->has_value());
        QVERIFY((*claimed)->lease.token > held.claimed.lease.token);
        QCOMPARE(JobStore(db).renew(held.claimed.lease, 60s).error().kind, ErrorKind::LeaseLost);
        QVERIFY_RESULT(JobStore(machine).renew((*claimed)->lease, 60s));
    }

    /// Nobody took over, only the time is up: nothing goes in either.
    void anExpiredHolderWritesNothing_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("write");
        for (const QString &engine : {u"sqlite"_s, u"postgresql"_s}) {
            for (const auto &[write, run] : writes()) {
                if (engine == "sqlite"_L1 || hasPostgres())
                    QTest::addRow("%s, %s", qPrintable(engine), qPrintable(write))
                        << engine << write;
            }
        }
    }
    void anExpiredHolderWritesNothing()
    {
        QFETCH(QString, engine);
        const TestDatabase &fixture = shared(engine);
        QVERIFY2(fixture.isValid(), qPrintable(fixture.problem()));
        const DatabasePtr &db = *fixture;
        QFETCH(QString, write);
        const Held held = hold(db);
        expire(db, held.account);
        const QString before = picture(db);
        const auto late = writes().at(write)(db, held);
        QVERIFY(!late);
        QCOMPARE(late.error().kind, ErrorKind::LeaseLost);
        QCOMPARE(picture(db), before);
    }
};

QTEST_GUILESS_MAIN(TestFenceRace)
#include "tst_fencerace.moc"
