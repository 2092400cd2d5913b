// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup.h"
#include "core/store/backupschedule.h"
#include "core/store/filelock.h"
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"

#include <QDir>
#include <QSignalSpy>

#include <filesystem>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::test;

namespace {

Result<qint64> number(const DatabasePtr &db, const QString &sql)
{
    return db->priv().read([&](Connection &connection) -> Result<qint64> {
        Query query(connection, sql);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        return query.next() ? query.number(0) : -1;
    });
}

Result<void> change(const DatabasePtr &db, const QString &sql)
{
    return db->priv().read([&](Connection &connection) { return connection.execute(sql); });
}

void write(const QString &file, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(file).path());
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    QCOMPARE(out.write(bytes), bytes.size());
}

QByteArray read(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("cannot be read");
}

quintptr links(const QString &file)
{
    std::error_code error;
    return std::filesystem::hard_link_count(std::filesystem::path(file.toStdU16String()), error);
}

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

/// What no pg_dump is needed for, or Wine's machine has none.
#define MAY_LACK_TOOLS(result)                                                                     \
    if (!(result) && (result).error().kind == ErrorKind::Unsupported)                              \
    QSKIP(qPrintable((result).error().message))

} // namespace

class TestBackup final : public QObject
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
        QVERIFY(state("waiting", "FAILED"));
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
        QVERIFY(!restore(Secret(url), file, {true, {}}, Call::in(1min)));
        if (engine == "sqlite"_L1) {
            QVERIFY(QDir(folder.path()).entryList({u"other.db*"_s}, QDir::Files).filter(u"db"_s)
                    == QStringList{u"other.db.runner"_s});
            return;
        }
        QVERIFY_RESULT(db->migrate(Call::in(1min)));
        const auto due = jobs.due(5);
        QVERIFY_RESULT(due);
        QCOMPARE(due->size(), size_t(1)); // not taken for a restored one either
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

    void mediaGoAlong()
    {
        const QTemporaryDir folder;
        const QString root = folder.filePath(u"media"_s);
        write(root + u"/клип — 1 🎬.mp4"_s, "one");
        write(root + u"/a/b/two.mp4"_s, "two");
        const QString first = folder.filePath(u"first.media"_s);
        const auto made = copyMedia(root, first, {}, Call::in(1min));
        QVERIFY_RESULT(made);
        QCOMPARE(made->files, 2);
        QCOMPARE(made->bytes, 6);
        QCOMPARE(read(first + u"/a/b/two.mp4"_s), QByteArray("two"));

        // Of three files one is new and one is another.
        write(root + u"/a/b/two.mp4"_s, "TWO!");
        write(root + u"/three.mp4"_s, "three");
        const QString second = folder.filePath(u"second.media"_s);
        const auto next = copyMedia(root, second, first, Call::in(1min));
        QVERIFY_RESULT(next);
        QCOMPARE(next->files, 3);
        QCOMPARE(next->copied, 2);
        QCOMPARE(links(second + u"/клип — 1 🎬.mp4"_s), quintptr(2));
        QCOMPARE(read(first + u"/a/b/two.mp4"_s), QByteArray("two"));
        QCOMPARE(read(second + u"/a/b/two.mp4"_s), QByteArray("TWO!"));

        // Back: what is missing, and only that.
        QVERIFY(QFile::remove(root + u"/three.mp4"_s));
        const auto back = bringMediaBack(first, root, Call::in(1min));
        QVERIFY_RESULT(back);
        QCOMPARE(back->copied, 0);
        QCOMPARE(back->different, (QStringList{u"a/b/two.mp4"_s}));
        QVERIFY(QDir(root).removeRecursively());
        const auto all = bringMediaBack(second, root, Call::in(1min));
        QVERIFY_RESULT(all);
        QCOMPARE(all->copied, 3);
        QCOMPARE(read(root + u"/a/b/two.mp4"_s), QByteArray("TWO!"));
        // And the times, so that the next backup links them.
        const auto third
            = copyMedia(root, folder.filePath(u"third.media"_s), second, Call::in(1min));
        QVERIFY_RESULT(third);
        QCOMPARE(third->copied, 0);
    }

    /// What cannot be copied is told, and costs nothing else.
    void oneFileCostsNoOther()
    {
#ifdef Q_OS_WIN
        QSKIP("There are no links to nowhere here.");
#endif
        const QTemporaryDir folder;
        const QString root = folder.filePath(u"media"_s);
        write(root + u"/one.mp4"_s, "one");
        write(folder.filePath(u"elsewhere/two.mp4"_s), "two");
        QVERIFY(QFile::link(folder.filePath(u"no.mp4"_s), root + u"/dangling.mp4"_s));
        QVERIFY(QFile::link(folder.filePath(u"elsewhere"_s), root + u"/folder"_s));
        const auto made = copyMedia(root, folder.filePath(u"to.media"_s), {}, Call::in(1min));
        QVERIFY_RESULT(made);
        QCOMPARE(made->files, 1);
        QCOMPARE(made->left, (QStringList{u"dangling.mp4"_s, u"folder"_s}));
    }

    void halfACopyIsNone()
    {
        const QTemporaryDir folder;
        const QString root = folder.filePath(u"media"_s);
        const QString to = folder.filePath(u"backup.media"_s);
        QCOMPARE(copyMedia(root, to, {}, Call::in(1min)).error().kind, ErrorKind::NotFound);
        write(root + u"/one.mp4"_s, "one");
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(copyMedia(root, to, {}, Call::in(1min, stop.get_token())).error().kind,
                 ErrorKind::Cancelled);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
                 QStringList{u"media"_s});
        // A database whose media cannot be copied is no backup either.
        const TestDatabase fixture(u"sqlite"_s);
        QVERIFY(fixture.isValid());
        const QString file = folder.filePath(u"backup"_s);
        QVERIFY(
            !backup(Secret(fixture.url()), file, {folder.filePath(u"no"_s), {}}, Call::in(1min)));
        QVERIFY(!QFile::exists(file));
        QVERIFY(!QFile::exists(file + u".part"_s));
    }

    void scheduleKeepsTheNewest_data()
    {
        addEngineRows();
    }
    void scheduleKeepsTheNewest()
    {
        OPEN_DATABASE;
        const QTemporaryDir folder;
        const QString root = folder.filePath(u"media"_s);
        write(root + u"/one.mp4"_s, "one");
        write(root + u"/backups/two.mp4"_s, "a video among the backups");
        BackupPlan plan;
        plan.folder = root + u"/backups"_s; // below the media: not copied into itself
        plan.instance = u"abcd1234"_s;
        plan.keep = 2;
        plan.media = true;
        plan.mediaRoot = root;
        const Secret url(fixture.url());
        const QDateTime start(QDate(2026, 3, 28), QTime(12, 0), Qt::UTC);
        const auto at = [&](int hours) {
            return backUpIfDue(url, plan, start.addSecs(hours * 3600LL), Call::in(1min));
        };
        const auto first = at(0);
        MAY_LACK_TOOLS(first);
        QVERIFY_RESULT(first);
        QVERIFY(*first);
        QCOMPARE((*first)->media->files, 2);
        QVERIFY(!at(23).value());
        // What others made or left, and a clock that was wrong.
        write(plan.folder + u"/pelorus-2026-03-28.db"_s, "by hand");
        write(plan.folder + u"/pelorus-auto-abcd1234-20260328T120001Z.db.part"_s, "broken off");
        write(plan.folder + u"/pelorus-auto-abcd1234-20260328T120001Z.db.media/x.mp4"_s,
              "broken off");
        const QString ahead = engine == "sqlite"_L1 ? u"db"_s : u"dump"_s;
        write(plan.folder + u"/pelorus-auto-abcd1234-29990101T000000Z."_s + ahead, "ahead");
        QVERIFY(at(24).value());
        // Another database's, older than the plan keeps.
        const QString other = u"pelorus-auto-ffff0000-20200101T000000Z."_s + ahead;
        write(plan.folder + u'/' + other, "another database");
        {
            const auto lock = FileLock::take(plan.folder + u"/.pelorus-backup"_s);
            QVERIFY_RESULT(lock);
            QVERIFY(!at(48).value());
        }
        QVERIFY(at(48).value());
        const auto kept = generations(plan.folder, plan.instance);
        QCOMPARE(kept.size(), size_t(3));
        QVERIFY(kept[0].at > start.addYears(100)); // counts for nothing
        QCOMPARE(kept[1].at, start.addDays(2));
        QCOMPARE(kept[2].at, start.addDays(1));
        QCOMPARE(links(mediaOfBackup(kept[1].file) + u"/one.mp4"_s), quintptr(2));
        QStringList left = QDir(plan.folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        left.removeIf([](const QString &name) { return name.startsWith(u"pelorus-auto-abcd"_s); });
        QCOMPARE(left, (QStringList{u"pelorus-2026-03-28.db"_s, other, u"two.mp4"_s}));

        plan.mediaRoot.clear();
        const auto none = at(72);
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::InvalidInput);
    }

    void aFolderThatIsNoneIsSaid()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"file"_s), "x");
        BackupPlan plan;
        plan.folder = folder.filePath(u"file/backups"_s);
        const TestDatabase fixture(u"sqlite"_s);
        const auto done = backUpIfDue(
            Secret(fixture.url()), plan, QDateTime::currentDateTimeUtc(), Call::in(1min));
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Io);
        QVERIFY(done.error().message.contains(QDir::toNativeSeparators(plan.folder)));
    }
};

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
