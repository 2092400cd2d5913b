// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/restore.h"

#include "core/store/backup.h"
#include "tests/core/store/backuphelpers.h"

#include <QScopeGuard>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUuid>

#include <future>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::test;

namespace {

Result<std::optional<Claimed>> claimOf(const DatabasePtr &db, AccountId account)
{
    JobStore jobs(db);
    const auto due = jobs.due(50);
    if (!due)
        return fail(due.error());
    std::vector<DueJob> wanted;
    for (const DueJob &job : *due) {
        const auto row = jobs.row(job.id);
        if (row && row->job.accountId == account)
            wanted.push_back(job);
    }
    return jobs.claim(request(wanted, u"DESK-1/1/aaaaaa"_s));
}

/// Runs what there is to run for an account to its good end.
void publish(const DatabasePtr &db, AccountId account)
{
    const auto claimed = claimOf(db, account);
    QVERIFY_RESULT(claimed);
    QVERIFY(*claimed);
    const auto &item = (*claimed)->items.front();
    const auto made
        = PublicationStore(db).intend((*claimed)->lease, (*claimed)->job.id, item, {}, false);
    QVERIFY_RESULT(made);
    QVERIFY_RESULT(PublicationStore(db).settle(
        (*claimed)->lease, *made, PublicationState::Confirmed, u"https://x/1"_s, {}));
    QVERIFY_RESULT(
        JobStore(db).finishItem((*claimed)->lease, item.id, {ItemState::Published, u"x"_s, {}}));
    JobOutcome outcome;
    outcome.state = JobState::Completed;
    QVERIFY_RESULT(JobStore(db).finish((*claimed)->lease, (*claimed)->job.id, outcome));
}

formats::Cookies signedIn()
{
    formats::Cookie cookie;
    cookie.name = u"sessionid"_s;
    cookie.value = Secret(u"s3ss10n"_s);
    cookie.domain = u".instagram.com"_s;
    cookie.path = u"/"_s;
    formats::Cookies cookies;
    cookies.push_back(std::move(cookie));
    return cookies;
}

/// As from before the adoption.
bool makeOldDatabase(const QString &file)
{
    const auto gone = qScopeGuard([] { QSqlDatabase::removeDatabase(u"old"_s); });
    QSqlDatabase old = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"old"_s);
    old.setDatabaseName(file);
    return old.open()
        && QSqlQuery(old).exec(u"CREATE TABLE uploader_instagramaccount (id integer PRIMARY KEY,"
                               " username varchar(100))"_s);
}

} // namespace

class TestRestore final : public QObject
{
    Q_OBJECT

private slots:
    void whatWasOpenWaitsForAPerson_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<bool>("sweep");
        for (const char *engine : {"sqlite", "postgresql"})
            for (const bool sweep : {false, true})
                if (engine[0] == 's' || hasPostgres())
                    QTest::addRow("%s, %s", engine, sweep ? "sweep" : "start")
                        << QString::fromLatin1(engine) << sweep;
    }
    void whatWasOpenWaitsForAPerson()
    {
        OPEN_DATABASE;
        JobStore jobs(db);
        const AccountId clicking = addAccount(db, u"clicking"_s);
        const AccountId waiting = addAccount(db, u"waiting"_s);
        const AccountId done = addAccount(db, u"done"_s);
        for (const AccountId id : {clicking, waiting, done})
            QVERIFY_RESULT(jobs.createUpload(id, {item('a'), item('b')}));
        publish(db, done);
        QVERIFY_RESULT(change(db,
                              u"UPDATE uploader_instagramaccount SET locked_by = 'celery@old'"
                              " WHERE username = 'done'"_s));
        const auto held = claimOf(db, clicking);
        QVERIFY_RESULT(held);
        QVERIFY(*held);
        const Lease lease = (*held)->lease;
        QVERIFY_RESULT(
            PublicationStore(db).intend(lease, (*held)->job.id, (*held)->items[0], {}, false));

        const QTemporaryDir folder;
        const QString file = folder.filePath(u"backup"_s);
        const auto saved = backup(Secret(fixture.url()), file, {}, Call::in(1min));
        MAY_LACK_TOOLS(saved);
        QVERIFY_RESULT(saved);
#ifndef Q_OS_WIN
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
#endif
        QCOMPARE(backup(Secret(fixture.url()), file, {}, Call::in(1min)).error().kind,
                 ErrorKind::Conflict);
        publish(db, waiting); // and the backup does not know

        // SQLite: into another file, since nothing may have the one that is replaced open.
        QString url = fixture.url();
        if (engine == "sqlite"_L1) {
            url = u"sqlite:///"_s + folder.filePath(u"other.db"_s);
            const auto other = Database::open(Secret(url), Role::Viewer);
            QVERIFY_RESULT(other);
            QVERIFY_RESULT((*other)->migrate(Call::in(1min)));
        }
        const auto refused = restore(Secret(url), file, {}, Call::in(1min));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Conflict);
        if (engine == "postgresql"_L1) {
            // Whoever holds an account works, the old application too.
            QVERIFY_RESULT(change(db,
                                  u"UPDATE uploader_instagramaccount SET locked_by = 'celery@old',"
                                  " locked_until = now() + interval '1 hour' WHERE username ="
                                  " 'done'"_s));
            const auto busy = restore(Secret(url), file, {true, {}}, Call::in(1min));
            QVERIFY(!busy);
            QVERIFY2(busy.error().message.contains(u"celery@old"_s),
                     qPrintable(busy.error().message));
            QVERIFY_RESULT(
                change(db, u"UPDATE uploader_instagramaccount SET locked_until = NULL"_s));
            // A table that is newer than the backup and refers to what is replaced.
            QVERIFY_RESULT(change(db,
                                  u"CREATE TABLE pelorus_newer (account_id bigint REFERENCES"
                                  " uploader_instagramaccount (id))"_s));
        }
        const auto restored = restore(Secret(url), file, {true, {}}, Call::in(1min));
        QVERIFY_RESULT(restored);
        QVERIFY(QFile::exists(restored->keptAs));

        const auto again = Database::open(Secret(url), Role::Viewer);
        QVERIFY_RESULT(again);
        JobStore settled(*again);
        // A machine that works on, without a new start, gets nothing to do...
        const auto waits = claimOf(*again, waiting);
        QVERIFY_RESULT(waits);
        QVERIFY(!*waits);
        QCOMPARE(PublicationStore(*again)
                     .intend(lease, (*held)->job.id, (*held)->items[1], {}, false)
                     .error()
                     .kind,
                 ErrorKind::LeaseLost);
        // ...and settles it by its sweep, as a start does.
        QFETCH(bool, sweep);
        if (sweep)
            QVERIFY_RESULT(settled.recoverStale());
        else
            QVERIFY_RESULT((*again)->migrate(Call::in(1min)));
        // Of "clicking", the one that may be out is looked at; nothing is published by itself.
        const auto due = settled.due(50);
        QVERIFY_RESULT(due);
        QVERIFY(due->empty());
        const auto state = [&](const char *account, const char *word) {
            return number(*again,
                          u"SELECT count(*) FROM pelorus_job WHERE kind = 'UPLOAD' AND"
                          " account_name = '%1' AND state = '%2'"_s.arg(QLatin1StringView(account),
                                                                        QLatin1StringView(word)))
                       .value_or(-1)
                == 1;
        };
        QVERIFY(state("clicking", "UNCONFIRMED"));
        // Of what is replaced in place it is known that it went out.
        const bool known = engine == "postgresql"_L1;
        QVERIFY(state("waiting", known ? "PARTIAL" : "FAILED"));
        QVERIFY(state("done", "COMPLETED"));
        const auto count = [&](const QString &sql) { return number(*again, sql).value_or(-1); };
        QCOMPARE(count(u"SELECT count(*) FROM pelorus_job WHERE kind = 'CHECK' AND state ="
                       " 'PENDING'"_s),
                 1);
        QCOMPARE(count(u"SELECT count(*) FROM pelorus_item WHERE state IN ('PENDING', "
                       u"'RUNNING')"_s),
                 0);
        QCOMPARE(count(u"SELECT count(*) FROM uploader_instagramaccount WHERE locked_by IS NOT "
                       u"NULL"_s),
                 0);
        // Whoever held an account when the backup was made, or since, is behind.
        QVERIFY(count(u"SELECT min(token) FROM pelorus_lease"_s) > lease.token + 1000);
        JobOutcome outcome;
        outcome.state = JobState::Completed;
        const auto late = settled.finish(lease, (*held)->job.id, outcome);
        QVERIFY(!late);
        QCOMPARE(late.error().kind, ErrorKind::LeaseLost);

        // A person decides, and the next start does not undo it.
        const auto job
            = number(*again, u"SELECT id FROM pelorus_job WHERE account_name = 'waiting'"_s);
        QVERIFY_RESULT(settled.retry({job.value()}));
        QVERIFY_RESULT((*again)->migrate(Call::in(1min)));
        QVERIFY(state("waiting", "PENDING"));
    }

    void nobodyIsRobbedOfTheDatabase_data()
    {
        addPostgresRows();
    }
    void nobodyIsRobbedOfTheDatabase()
    {
        OPEN_DATABASE;
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"backup"_s);
        const auto saved = backup(Secret(fixture.url()), file, {}, Call::in(1min));
        MAY_LACK_TOOLS(saved);
        Worker worker;
        worker.id = u"w1"_s;
        worker.machine = u"DESK-7"_s;
        QVERIFY_RESULT(WorkerStore(db).beat(worker));
        const auto refused = restore(Secret(fixture.url()), file, {true, {}}, Call::in(1min));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Conflict);
        QVERIFY(refused.error().message.contains(u"DESK-7"_s));
        QVERIFY_RESULT(WorkerStore(db).leave(worker.id));
        const auto done = restore(Secret(fixture.url()), file, {true, {}}, Call::in(1min));
        QVERIFY_RESULT(done);
    }

    /// What is committed at the last moment, when everything is saved already, is not lost.
    void nobodyWritesMeanwhile_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("told");
        if (!hasPostgres())
            QSKIP("PostgreSQL is not tested");
        QTest::newRow("a video is being shared")
            << u"INSERT INTO pelorus_publication (account_id, account_name, sha256, state,"
               " lease_token, baseline, created_at, updated_at) SELECT id, username,"
               " decode(repeat('61', 32), 'hex'), 'INTENT', 1, '[]', now(), now()"
               " FROM uploader_instagramaccount"_s
            << u"while it was being saved"_s;
        QTest::newRow("an account is taken")
            << u"UPDATE uploader_instagramaccount SET locked_by = 'celery@old',"
               " locked_until = now() + interval '1 hour'"_s
            << u"celery@old"_s;
        QTest::newRow("a row is deleted")
            << u"DELETE FROM uploader_proxy"_s << u"while it was being saved"_s;
    }
    void nobodyWritesMeanwhile()
    {
        QFETCH(QString, written);
        QFETCH(QString, told);
        const TestDatabase fixture(u"postgresql"_s);
        QVERIFY2(fixture.isValid(), qPrintable(fixture.problem()));
        QVERIFY(addAccount(*fixture, u"one"_s).isValid());
        QVERIFY_RESULT(change(*fixture,
                              u"INSERT INTO uploader_proxy (host, port, proxy_type, status,"
                              " is_active, notes) VALUES ('h', 1, 'HTTP', 'active', true, '')"_s));
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"backup"_s);
        const auto saved = backup(Secret(fixture.url()), file, {}, Call::in(1min));
        MAY_LACK_TOOLS(saved);
        QVERIFY_RESULT(saved);
        const QString state = u"SELECT count(*) + 10 * (SELECT count(*) FROM uploader_proxy)"
                              " FROM pelorus_publication WHERE state = 'INTENT'"_s;
        const auto url = parseDatabaseUrl(Secret(fixture.url()));
        QVERIFY_RESULT(url);
        Connection other(*url);
        QVERIFY_RESULT(other.open(*url));
        QVERIFY_RESULT(other.execute(u"BEGIN"_s));
        QVERIFY_RESULT(other.execute(written));
        auto restoring = std::async(std::launch::async, [&] {
            return restore(Secret(fixture.url()), file, {true, {}}, Call::in(1min));
        });
        const auto waits = [&] {
            return number(*fixture,
                          u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'psql'"
                          " AND datname = current_database() AND wait_event_type = 'Lock'"_s)
                       .value_or(0)
                > 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(waits() || restoring.wait_for(0s) == std::future_status::ready,
                                 60000);
        QVERIFY_RESULT(other.execute(u"COMMIT"_s));
        const auto refused = restoring.get();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Conflict);
        QVERIFY2(refused.error().message.contains(told), qPrintable(refused.error().message));
        const int share = written.contains("INTENT"_L1) ? 1 : 0;
        const int proxy = written.contains("DELETE"_L1) ? 0 : 10;
        QCOMPARE(number(*fixture, state).value(), share + proxy);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"backup"_s});
    }

    void aDamagedBackupChangesNothing_data()
    {
        addEngineRows();
    }
    void aDamagedBackupChangesNothing()
    {
        OPEN_DATABASE;
        QVERIFY(addAccount(db, u"one"_s).isValid());
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload({1}, {item('a')}));
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"backup"_s);
        const auto saved = backup(Secret(fixture.url()), file, {}, Call::in(1min));
        MAY_LACK_TOOLS(saved);
        QVERIFY_RESULT(saved);
        QVERIFY(QFile::resize(file, saved->bytes / 2));
        QString url = fixture.url();
        if (engine == "sqlite"_L1)
            url = u"sqlite:///"_s + folder.filePath(u"other.db"_s);
        const auto refused = restore(Secret(url), file, {true, {}}, Call::in(1min));
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"Nothing was changed"_s),
                 qPrintable(refused.error().message));
        if (engine == "sqlite"_L1) {
            QStringList left = QDir(folder.path()).entryList({u"other.db*"_s}, QDir::Files);
            left.removeAll(u"other.db.runner"_s); // goes with its holder on Windows
            QCOMPARE(left, QStringList());
            return;
        }
        QVERIFY_RESULT(db->migrate(Call::in(1min)));
        const auto due = jobs.due(5);
        QVERIFY_RESULT(due);
        QCOMPARE(due->size(), size_t(1)); // not taken for a restored one either
    }

    void whatIsNewerIsCarriedOver_data()
    {
        addEngineRows();
    }
    void whatIsNewerIsCarriedOver()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"backup"_s);
        QString url = u"sqlite:///"_s + folder.filePath(u"live.db"_s);
        std::optional<TestDatabase> fixture;
        if (engine == "postgresql"_L1) {
            fixture.emplace(engine);
            QVERIFY2(fixture->isValid(), qPrintable(fixture->problem()));
            url = fixture->url();
        }
        const auto open = [&] {
            auto db = Database::open(Secret(url), Role::Viewer).value_or(nullptr);
            return db && db->migrate(Call::in(1min)) ? db : nullptr;
        };
        DatabasePtr db = open();
        QVERIFY(db);
        const AccountId sent = addAccount(db, u"sent"_s);
        const AccountId clicking = addAccount(db, u"clicking"_s);
        QVERIFY_RESULT(JobStore(db).createUpload(sent, {item('a')}));
        QVERIFY_RESULT(JobStore(db).createUpload(clicking, {item('b')}));
        const auto saved = backup(Secret(url), file, {}, Call::in(1min));
        MAY_LACK_TOOLS(saved);
        QVERIFY_RESULT(saved);

        // The backup knows nothing of what follows.
        publish(db, sent);
        const auto claimed = claimOf(db, clicking);
        QVERIFY_RESULT(claimed);
        QVERIFY(*claimed);
        QVERIFY_RESULT(PublicationStore(db).intend(
            (*claimed)->lease, (*claimed)->job.id, (*claimed)->items.front(), {}, false));
        QVERIFY_RESULT(CookieStore(db).save((*claimed)->lease, signedIn(), true, u"cdp"_s));
        LedgerRow row;
        row.accountId = clicking;
        row.accountName = u"clicking"_s;
        row.machine = u"DESK-1"_s;
        row.worker = u"DESK-1/1/aaaaaa"_s;
        row = LedgerStore(db).intend(row).value();
        row.remoteId = {77};
        QVERIFY_RESULT(LedgerStore(db).advance(row, LedgerState::Started));
        QVERIFY_RESULT(change(db, u"UPDATE uploader_instagramaccount SET locked_until = NULL"_s));
        db.reset();

        const auto restored = restore(Secret(url), file, {true, {}}, Call::in(1min));
        QVERIFY_RESULT(restored);
        db = open();
        QVERIFY(db);
        // The profile is deleted by whoever sweeps next.
        const auto orphans = LedgerStore(db).takeOrphans(u"w2"_s, 120s, nobodyIsGone);
        QVERIFY_RESULT(orphans);
        QCOMPARE(orphans->size(), size_t(1));
        QCOMPARE(orphans->front().remoteId.value, 77);
        QCOMPARE(orphans->front().accountId, clicking);
        // What went out is known to have gone out, and a try is looked at.
        const auto done = JobStore(db).row({1});
        QVERIFY_RESULT(done);
        QCOMPARE(done->job.state, JobState::Completed);
        QCOMPARE(done->job.error, QString());
        const auto count = [&](const QString &sql) { return number(db, sql).value_or(-1); };
        QCOMPARE(count(u"SELECT count(*) FROM pelorus_item WHERE state = 'PUBLISHED' AND permalink"
                       " = 'https://x/1'"_s),
                 1);
        QCOMPARE(count(u"SELECT count(*) FROM pelorus_job WHERE kind = 'CHECK' AND state ="
                       " 'PENDING' AND account_name = 'clicking'"_s),
                 1);
        const auto tries = PublicationStore(db).unconfirmed(clicking);
        QVERIFY_RESULT(tries);
        QCOMPARE(tries->size(), size_t(1));
        // A try that is not settled is not repeated.
        QVERIFY_RESULT(JobStore(db).retry({2}));
        QVERIFY_RESULT(change(db, u"UPDATE pelorus_profile SET state = 'DELETED'"_s));
        const auto again = claimOf(db, clicking);
        QVERIFY_RESULT(again);
        QVERIFY(*again);
        const auto refused = PublicationStore(db).intend(
            (*again)->lease, (*again)->job.id, (*again)->items.front(), {}, false);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Conflict);
        QVERIFY_RESULT(PublicationStore(db).settleByHand(
            tries->front().id, PublicationState::Confirmed, u"https://x/2"_s, u"anna"_s));
        // The session of after the backup is in the history.
        const auto history = CookieStore(db).history(clicking);
        QVERIFY_RESULT(history);
        QCOMPARE(history->size(), size_t(1));
        QVERIFY_RESULT(CookieStore(db).restore(clicking, history->front().id));
    }

    /// What another window has open would go on in a file that is not there any more.
    void anOpenFileIsNotReplaced()
    {
        const QTemporaryDir folder;
        const QString live = folder.filePath(u"live.db"_s);
        const Secret url(QString(u"sqlite:///"_s + live));
        const auto db = Database::open(url, Role::Viewer);
        QVERIFY_RESULT(db);
        QVERIFY_RESULT((*db)->migrate(Call::in(1min)));
        const QString file = folder.filePath(u"backup"_s);
        QVERIFY_RESULT(backup(url, file, {}, Call::in(1min)));
        QVERIFY(addAccount(*db, u"one"_s).isValid());
        const auto refused = restore(url, file, {true, {}}, Call::in(1min));
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"another program"_s),
                 qPrintable(toLogString(refused.error())));
        QCOMPARE(number(*db, u"SELECT count(*) FROM uploader_instagramaccount"_s).value(), 1);
        QVERIFY(addAccount(*db, u"two"_s).isValid());
    }

    void anOldBackupHasNoPlaceForAProfile()
    {
        const QTemporaryDir folder;
        const QString old = folder.filePath(u"old.db"_s);
        QVERIFY(makeOldDatabase(old));
        const QString live = folder.filePath(u"live.db"_s);
        const Secret url(QString(u"sqlite:///"_s + live));
        {
            const auto db = Database::open(url, Role::Viewer);
            QVERIFY_RESULT(db);
            QVERIFY_RESULT((*db)->migrate(Call::in(1min)));
            QVERIFY_RESULT(LedgerStore(*db).intend({}));
        }
        const QByteArray before = read(live);
        const auto refused = restore(url, old, {true, {}}, Call::in(1min));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Conflict);
        QCOMPARE(read(live), before);
        {
            const auto db = Database::open(url, Role::Viewer);
            QVERIFY_RESULT(db);
            QVERIFY_RESULT(change(*db, u"UPDATE pelorus_profile SET state = 'DELETED'"_s));
        }
        QVERIFY_RESULT(restore(url, old, {true, {}}, Call::in(1min)));
    }

    /// Another program's pg_dump copies every row: its restore is told by the table's own number.
    void aPlainCopyIsARestoredOne_data()
    {
        addPostgresRows();
    }
    void aPlainCopyIsARestoredOne()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"one"_s);
        JobStore jobs(db);
        QVERIFY_RESULT(jobs.createUpload(id, {item('a')}));
        // As pg_restore makes it: another table with the same rows.
        for (const QString &sql : {u"CREATE TABLE copied (LIKE pelorus_live INCLUDING ALL)"_s,
                                   u"INSERT INTO copied SELECT * FROM pelorus_live"_s,
                                   u"DROP TABLE pelorus_live"_s,
                                   u"ALTER TABLE copied RENAME TO pelorus_live"_s})
            QVERIFY_RESULT(change(db, sql));
        const auto none = claimOf(db, id);
        QVERIFY_RESULT(none);
        QVERIFY(!*none);
        QVERIFY_RESULT(jobs.recoverStale());
        QCOMPARE(jobs.row({1})->job.state, JobState::Failed);
        QVERIFY_RESULT(jobs.retry({1}));
        QVERIFY_RESULT(jobs.recoverStale());
        const auto again = claimOf(db, id);
        QVERIFY_RESULT(again);
        QVERIFY(*again);
    }

    /// A new server has not all users of the old one.
    void permissionsOfUsersThatAreGone_data()
    {
        addPostgresRows();
    }
    void permissionsOfUsersThatAreGone()
    {
        OPEN_DATABASE;
        const QString role = u"gone_"_s + QUuid::createUuid().toString(QUuid::Id128).left(12);
        QVERIFY_RESULT(change(db, u"CREATE ROLE "_s + role));
        QVERIFY_RESULT(change(db, u"GRANT SELECT ON uploader_proxy TO "_s + role));
        QVERIFY(addAccount(db, u"one"_s).isValid());
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"backup"_s);
        const auto saved = backup(Secret(fixture.url()), file, {}, Call::in(1min));
        MAY_LACK_TOOLS(saved);
        const auto whole = restore(Secret(fixture.url()), file, {true, {}}, Call::in(1min));
        QVERIFY_RESULT(whole);
        QCOMPARE(whole->permissionsProblem, QString());
        const QString granted = u"SELECT count(*) FROM information_schema.role_table_grants"
                                " WHERE grantee = '%1'"_s.arg(role);
        QCOMPARE(number(db, granted).value(), 1);
        QVERIFY_RESULT(change(db, u"DROP OWNED BY "_s + role));
        QVERIFY_RESULT(change(db, u"DROP ROLE "_s + role));
        const auto part = restore(Secret(fixture.url()), file, {true, {}}, Call::in(1min));
        QVERIFY_RESULT(part);
        QVERIFY2(part->permissionsProblem.contains(role), qPrintable(part->permissionsProblem));
        QCOMPARE(number(db, u"SELECT count(*) FROM uploader_instagramaccount"_s).value(), 1);
    }

    /// The day a backup is for.
    void aDestroyedFileIsReplaced()
    {
        const TestDatabase fixture(u"sqlite"_s);
        QVERIFY(fixture.isValid());
        QVERIFY(addAccount(*fixture, u"one"_s).isValid());
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"backup"_s);
        QVERIFY_RESULT(backup(Secret(fixture.url()), file, {}, Call::in(1min)));
        const QString live = folder.filePath(u"live.db"_s);
        write(live, QByteArray(100000, 'x'));
        write(live + u"-wal"_s, "a log of what is not there any more");
        const Secret url(QString(u"sqlite:///"_s + live));
        const auto restored = restore(url, file, {true, {}}, Call::in(1min));
        QVERIFY_RESULT(restored);
        QCOMPARE(read(restored->keptAs).left(3), QByteArray("xxx"));
        QVERIFY(!QFile::exists(live + u"-wal"_s));
        QVERIFY(!QFile::exists(live + u".restoring"_s));
        const auto again = Database::open(url, Role::Viewer);
        QVERIFY_RESULT(again);
        QCOMPARE(number(*again, u"SELECT count(*) FROM uploader_instagramaccount"_s).value(), 1);
    }

    /// Of a new machine not even the folder is there.
    void aNewMachineGetsItsFolder()
    {
        const TestDatabase fixture(u"sqlite"_s);
        QVERIFY(fixture.isValid());
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"backup"_s);
        QVERIFY_RESULT(backup(Secret(fixture.url()), file, {}, Call::in(1min)));
        const Secret url(QString(u"sqlite:///"_s + folder.filePath(u"new/one/live.db"_s)));
        QVERIFY_RESULT(restore(url, file, {}, Call::in(1min)));
        QVERIFY_RESULT(Database::open(url, Role::Runner));
    }
};

QTEST_GUILESS_MAIN(TestRestore)
#include "tst_restore.moc"
