// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup.h"
#include "core/store/movedfile.h"
#include "core/store/restore.h"
#include "core/transfer/adopt.h"
#include "core/transfer/sqlite.h"
#include "tests/core/transfer/transferhelpers.h"
#include "tests/support/resultmacros.h"

#include <QDir>
#include <QScopeGuard>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::transfer;
using namespace std::chrono_literals;
using test::change;
using test::number;
using test::run;
using test::sample;
using test::taken;

class TestTransfer : public QObject
{
    Q_OBJECT

private slots:
    void sampleArrives_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("file");
        for (const char *file : {"django.sqlite3", "django-dump.json", "django-dirty.sqlite3"}) {
            QTest::newRow(file) << u"sqlite"_s << QString::fromLatin1(file);
            if (test::hasPostgres())
                QTest::newRow(qPrintable(QString::fromLatin1(file) + u" postgresql"_s))
                    << u"postgresql"_s << QString::fromLatin1(file);
        }
    }

    void sampleArrives()
    {
        QFETCH(QString, engine);
        QFETCH(QString, file);
        const QTemporaryDir folder;
        const QString source = sample(folder, file);
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        const bool dirty = file.contains(u"dirty"_s);

        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        QCOMPARE(dry->refusal, QString());
        QVERIFY(!dry->alreadyThere);
        QCOMPARE(number(target, u"SELECT count(*) FROM uploader_proxy"_s).value(), 0);

        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(taken(*report), dirty ? 136 : 137);
        QCOMPARE(report->quarantined, dirty ? 1 : 0);
        QCOMPARE(qint64(report->findings.size()), dirty ? 14 : 0);
        for (size_t t = 0; t < dry->tables.size(); ++t)
            QCOMPARE(dry->tables[t].checksum, report->tables[t].checksum);
        QCOMPARE(number(target, u"SELECT count(*) FROM uploader_instagramaccount"_s).value(), 20);

        const auto foreseen = run(source, target, true);
        QVERIFY_RESULT(foreseen);
        QVERIFY(foreseen->alreadyThere);
        QCOMPARE(foreseen->refusal, QString());
        const auto second = run(source, target);
        QVERIFY_RESULT(second);
        QVERIFY(second->alreadyThere);
        QCOMPARE(number(target, u"SELECT count(*) FROM pelorus_audit"_s).value(), 1);

        if (engine == "postgresql"_L1) {
            QCOMPARE(number(target,
                            u"SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND"
                            " convalidated AND conrelid::regclass::text LIKE 'uploader%'"_s)
                         .value(),
                     13);
        }
        // The old file runs no jobs any more, and can still be looked at.
        if (file.endsWith(u"sqlite3"_s)) {
            QVERIFY(report->oldFileClosed);
            const Secret old(QString(u"sqlite:///"_s + source));
            const auto runner = store::Database::open(old, store::Role::Runner);
            QVERIFY(!runner);
            QCOMPARE(runner.error().kind, ErrorKind::Unsupported);
            QVERIFY_RESULT(store::Database::open(old, store::Role::Viewer));
        }
    }

    /// The next row gets the next number, in a table that stayed empty the first.
    void sequencesFollowTheRows_data() { test::addPostgresRows(); }
    void sequencesFollowTheRows()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(change(source, "DELETE FROM uploader_videofile"));
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(number(target, u"SELECT setval('uploader_videofile_id_seq', 50)"_s));
        QVERIFY_RESULT(run(source, target));
        QCOMPARE(number(target, u"SELECT nextval('uploader_proxy_id_seq')"_s).value(), 21);
        QCOMPARE(number(target, u"SELECT nextval('uploader_bulkvideo_id_seq')"_s).value(), 41);
        QCOMPARE(number(target, u"SELECT nextval('uploader_videofile_id_seq')"_s).value(), 1);
    }

    void otherRowsAreNeverMixedIn_data() { test::addEngineRows(); }
    void otherRowsAreNeverMixedIn()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(
            number(target, u"INSERT INTO uploader_proxy (host, port) VALUES ('h', 1)"_s));
        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        QVERIFY(!dry->alreadyThere);
        const auto report = run(source, target);
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Conflict);
        QCOMPARE(dry->refusal, report.error().message);
        QCOMPARE(number(target, u"SELECT count(*) FROM uploader_proxy"_s).value(), 1);
        QVERIFY(!QFile::exists(source + u".moved"_s));
    }

    /// While the mark is there, the old file runs no jobs: whoever keeps it must hear of that.
    void aMarkThatStaysIsSaid()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"old.db"_s);
        QVERIFY_RESULT(store::MovedFile(file).unmark());
        QVERIFY(QDir(folder.path()).mkdir(u"old.db.moved"_s)); // nothing that can be removed
        const auto kept = store::MovedFile(file).unmark();
        QVERIFY(!kept);
        QCOMPARE(kept.error().kind, ErrorKind::Io);
    }

    void aTargetOutOfReachIsForeseen()
    {
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        const Secret nowhere(QString(u"postgresql://u@127.0.0.1:1/none"_s));
        const auto dry = transfer::transfer({source, nowhere.clone(), true}, Call::in(1min));
        QVERIFY_RESULT(dry);
        QCOMPARE(dry->tables.size(), 10U);
        QVERIFY(!dry->refusal.isEmpty());
        QVERIFY(!transfer::transfer({source, nowhere.clone(), false}, Call::in(1min)));
    }

    /// What cannot be opened says which of its parts is wrong.
    void whatIsWrongWithTheAddress_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<ErrorKind>("kind");
        if (!test::hasPostgres())
            QSKIP("PostgreSQL is not tested");
        QTest::newRow("database") << u"database"_s << ErrorKind::NotFound;
        QTest::newRow("port") << u"port"_s << ErrorKind::Network;
    }
    void whatIsWrongWithTheAddress()
    {
        QFETCH(QString, change);
        QFETCH(ErrorKind, kind);
        const QTemporaryDir folder;
        const test::TestDatabase target(u"postgresql"_s);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QUrl url(target.url());
        if (change == "database"_L1)
            url.setPath(u"/no_such_database"_s);
        else
            url.setQuery(u"host=127.0.0.1&port=1"_s);
        const auto report = transfer::transfer(
            {sample(folder, u"django.sqlite3"_s), Secret(url.toString(QUrl::FullyEncoded)), false},
            Call::in(1min));
        QVERIFY(!report);
        QCOMPARE(report.error().kind, kind);
    }

    /// A view keeps a column narrow: what is too long stays behind with what belongs to it.
    void whatDoesNotFitCostsNoOther_data() { test::addPostgresRows(); }
    void whatDoesNotFitCostsNoOther()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(change(source,
                              "UPDATE uploader_instagramaccount SET tfa_secret = NULL,"
                              " email_password = NULL;"
                              "UPDATE uploader_instagramaccount SET tfa_secret = '123456789'"
                              " WHERE id = 1;"
                              "UPDATE uploader_instagramaccount SET tfa_secret = '1234567Ж',"
                              " email_password = 'eighteen characters' WHERE id = 2"));
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(
            change(target,
                   u"ALTER TABLE uploader_instagramaccount ALTER COLUMN tfa_secret TYPE varchar(8),"
                   " ALTER COLUMN email_password TYPE varchar(8);"
                   "CREATE VIEW report AS SELECT tfa_secret FROM uploader_instagramaccount;"
                   "ALTER TABLE uploader_proxy ALTER COLUMN password TYPE varchar(90),"
                   " ADD COLUMN g_upper text GENERATED ALWAYS AS (upper(password)) STORED"_s));
        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        QCOMPARE(dry->refusal, QString());
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(dry->quarantined, report->quarantined);
        QCOMPARE(number(target, u"SELECT count(*) FROM uploader_instagramaccount"_s).value(), 19);
        QCOMPARE(number(target,
                        u"SELECT count(*) FROM uploader_instagramaccount WHERE id = 2 AND"
                        " tfa_secret = '1234567Ж' AND email_password = 'eighteen characters'"_s)
                     .value(),
                 1); // the other column was widened
        QCOMPARE(std::ranges::count(report->findings, Trouble::DoesNotFit, &Finding::trouble), 1);
        QCOMPARE(std::ranges::count(report->findings, Trouble::Orphan, &Finding::trouble),
                 report->quarantined - 1);
        QVERIFY(report->quarantined > 1);
        QVERIFY(run(source, target)->alreadyThere);
    }

    /// By rules of the target's own, which only the target knows.
    void whatTheTargetRefusesCostsNoOther_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("type"); ///< of the target's column
        QTest::addColumn<QString>("more");
        QTest::addColumn<qint64>("refused");
        const auto row = [](const char *name,
                            const char *engine,
                            const QString &type,
                            const QString &more,
                            qint64 refused) {
            if (QLatin1StringView(engine) == "sqlite"_L1 || test::hasPostgres())
                QTest::addRow("%s, %s", name, engine)
                    << QString::fromLatin1(engine) << type << more << refused;
        };
        const QString unique = u"CREATE UNIQUE INDEX one ON uploader_instagramaccount (x_value)"_s;
        const QString nothing = u"SELECT 1"_s;
        for (const char *engine : {"sqlite", "postgresql"}) {
            row("a check", engine, u"text CHECK (x_value <> 'bad')"_s, nothing, 5);
            row("a unique column", engine, u"text"_s, unique, 2);
        }
        row("unique at the end",
            "postgresql",
            u"text UNIQUE DEFERRABLE INITIALLY DEFERRED"_s,
            nothing,
            2);
        row("an enumeration", "postgresql", u"word"_s, nothing, 5);
        row("a trigger",
            "postgresql",
            u"text"_s,
            u"CREATE FUNCTION deny() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " IF NEW.x_value = 'bad' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$;"
            "CREATE TRIGGER deny BEFORE INSERT ON uploader_instagramaccount FOR EACH ROW"
            " EXECUTE FUNCTION deny()"_s,
            5);
    }
    void whatTheTargetRefusesCostsNoOther()
    {
        QFETCH(QString, engine);
        QFETCH(QString, type);
        QFETCH(QString, more);
        QFETCH(qint64, refused);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(change(source,
                              "ALTER TABLE uploader_instagramaccount ADD COLUMN x_value text;"
                              "UPDATE uploader_instagramaccount SET x_value = 'v' || id;"
                              "UPDATE uploader_instagramaccount SET x_value = 'v1' WHERE id = 2;"
                              "UPDATE uploader_instagramaccount SET x_value = 'bad' WHERE id = 5"));
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        if (type == "word"_L1) {
            QStringList labels;
            for (int id = 1; id <= 20; ++id)
                labels += u"'v%1'"_s.arg(id);
            QVERIFY_RESULT(
                change(target, u"CREATE TYPE word AS ENUM (%1)"_s.arg(labels.join(u','))));
        }
        QVERIFY_RESULT(change(
            target, u"ALTER TABLE uploader_instagramaccount ADD COLUMN x_value %1"_s.arg(type)));
        QVERIFY_RESULT(change(target, more));
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(report->refused, 1);
        const auto found = std::ranges::find(report->findings, Trouble::Refused, &Finding::trouble);
        QVERIFY(found != report->findings.end());
        QCOMPARE(found->table, u"uploader_instagramaccount"_s);
        QCOMPARE(found->row, refused);
        QCOMPARE(std::ranges::count(report->findings, Trouble::Orphan, &Finding::trouble),
                 report->quarantined - 1);
        QVERIFY(taken(*report) + report->quarantined == 137); // with what belongs to it
        QCOMPARE(
            number(target,
                   u"SELECT count(*) FROM uploader_instagramaccount WHERE id <> %1"_s.arg(refused))
                .value(),
            19);
        const auto foreseen = run(source, target, true);
        QVERIFY_RESULT(foreseen);
        QVERIFY(foreseen->alreadyThere);
        const auto second = run(source, target);
        QVERIFY_RESULT(second);
        QVERIFY(second->alreadyThere);
        QCOMPARE(second->quarantined, report->quarantined);
        QCOMPARE(number(target, u"SELECT count(*) FROM pelorus_audit"_s).value(), 1);
    }

    /// In the middle of the rows.
    void whatBreaksIsSaidInOneSentence_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("says");
        if (!test::hasPostgres())
            QSKIP("PostgreSQL is not tested");
        const auto row = [](const char *name, const char *state, const char *says) {
            QTest::newRow(name) << QString::fromLatin1(state) << QString::fromLatin1(says);
        };
        row("disk full", "53100", "out of disk or memory");
        row("no memory", "53200", "out of disk or memory");
        row("shut down", "57P01", "connection to PostgreSQL broke");
        row("crash of another session", "57P02", "connection to PostgreSQL broke");
        row("deadlock", "40P01", "Another program holds the tables");
        row("no right", "42501", "It must own the tables");
        row("a fault of the server", "XX000", "refused a step");
    }
    void whatBreaksIsSaidInOneSentence()
    {
        QFETCH(QString, state);
        QFETCH(QString, says);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        const test::TestDatabase target(u"postgresql"_s);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(change(target,
                              u"CREATE FUNCTION deny() RETURNS trigger LANGUAGE plpgsql AS"
                              " $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '%1'; END $$;"
                              "CREATE TRIGGER deny BEFORE INSERT ON uploader_bulkvideo FOR EACH"
                              " ROW EXECUTE FUNCTION deny()"_s.arg(state)));
        const auto before = test::catalog(target);
        QVERIFY_RESULT(before);
        const auto report = run(source, target);
        QVERIFY(!report);
        QVERIFY2(report.error().message.contains(says), qPrintable(report.error().message));
        QVERIFY(report.error().message.contains(u"Nothing was changed"_s));
        QCOMPARE(report.error().name, state);
        QCOMPARE(test::catalog(target).value(), *before);
        QVERIFY(!QFile::exists(source + u".moved"_s));
    }

    /// Somebody else's tables, or a server where nobody else may make any.
    void withoutRightsNothingIsDone_data()
    {
        QTest::addColumn<QString>("given"); ///< %1 is the user
        if (!test::hasPostgres())
            QSKIP("PostgreSQL is not tested");
        QTest::newRow("nothing") << u"SELECT 1"_s;
        QTest::newRow("to read") << u"GRANT SELECT ON ALL TABLES IN SCHEMA public TO %1"_s;
        QTest::newRow("to write") << u"GRANT ALL ON ALL TABLES IN SCHEMA public TO %1"_s;
        QTest::newRow("an empty database")
            << u"DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public"
               " TO %1"_s;
    }
    void withoutRightsNothingIsDone()
    {
        QFETCH(QString, given);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        const test::TestDatabase target(u"postgresql"_s);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        const QString user = QUrl(target.url()).path().mid(1) + u"_user"_s;
        QVERIFY_RESULT(change(target, u"CREATE ROLE %1 LOGIN PASSWORD 'x'"_s.arg(user)));
        const auto gone = qScopeGuard([&] {
            static_cast<void>(change(target, u"DROP OWNED BY %1; DROP ROLE %1"_s.arg(user)));
        });
        QVERIFY_RESULT(change(target, given.contains(u'%') ? given.arg(user) : given));
        const auto before = test::catalog(target);
        QUrl url(target.url());
        url.setUserName(user);
        url.setPassword(u"x"_s);
        const auto report = transfer::transfer(
            {source, Secret(url.toString(QUrl::FullyEncoded)), false}, Call::in(1min));
        QVERIFY(!report);
        QCOMPARE(report.error().name, u"42501"_s);
        QVERIFY2(report.error().message.startsWith(u"The database user"_s),
                 qPrintable(report.error().message));
        QCOMPARE(test::catalog(target).value(), before.value());
        QVERIFY(!QFile::exists(source + u".moved"_s));
    }

    /// Whatever COPY writes with a backslash, at a text's beginning, inside and at its end.
    void everyCharacterArrives_data() { test::addEngineRows(); }
    void everyCharacterArrives()
    {
        QFETCH(QString, engine);
        const QStringList texts{u"plain Ж🎬"_s,
                                u"\\\t\n\r\b\f\v\\"_s,
                                u"a\\b\tc\nd\re\bf\fg\vh\\N\\.\\\\x41 Ж"_s,
                                u"\\N"_s,
                                u"\\ ends with \\"_s,
                                u""_s};
        const QString which = u" uploader_instagramaccount %1 notes = '%2' %3 id = %4"_s;
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const QString set = u"UPDATE"_s % which.arg(u"SET"_s, texts[i], u"WHERE"_s).arg(i + 1);
            QVERIFY_RESULT(change(source, set.toStdString()));
        }
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(run(source, target));
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const QString same
                = u"SELECT count(*) FROM"_s % which.arg(u"WHERE"_s, texts[i], u"AND"_s).arg(i + 1);
            QVERIFY2(number(target, same).value() == 1, qPrintable(texts[i]));
        }
    }

    /// No account begins to go out without a proxy because its own was missing.
    void lostProxiesPause_data() { test::addEngineRows(); }
    void lostProxiesPause()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(
            change(source,
                   "UPDATE uploader_instagramaccount SET proxy_id = NULL, current_proxy_id = NULL"
                   " WHERE id < 6;"
                   "UPDATE uploader_instagramaccount SET proxy_id = 999 WHERE id IN (1, 2);"
                   "UPDATE uploader_instagramaccount SET current_proxy_id = 3 WHERE id = 2;"
                   "UPDATE uploader_bulkuploadaccount SET proxy_id = NULL;"
                   "UPDATE uploader_bulkuploadaccount SET proxy_id = 999, account_id = 4"
                   " WHERE id = (SELECT min(id) FROM uploader_bulkuploadaccount)"));
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(report->paused, 2);
        QCOMPARE(number(target,
                        u"SELECT count(*) FROM pelorus_account WHERE account_id IN (1, 4)"
                        " AND pause_reason <> '' AND paused_until > '2030-01-01'"_s)
                     .value(),
                 2);
        QCOMPARE(number(target, u"SELECT count(*) FROM pelorus_account"_s).value(), 2);
        QVERIFY(run(source, target)->alreadyThere);
    }

    void aStoppedTransferLeavesTheTarget_data() { test::addEngineRows(); }
    void aStoppedTransferLeavesTheTarget()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        for (const Progress::Phase at :
             {Progress::Phase::Survey, Progress::Phase::Load, Progress::Phase::Verify}) {
            std::stop_source stop;
            Request request{source, Secret(target.url()), false, {}};
            request.progress = [&](const Progress &progress) {
                if (progress.phase == at)
                    stop.request_stop();
            };
            const auto report = transfer::transfer(request, Call::in(1min, stop.get_token()));
            QVERIFY(!report);
            QCOMPARE(report.error().kind, ErrorKind::Cancelled);
            QCOMPARE(number(target, u"SELECT count(*) FROM uploader_proxy"_s).value(), 0);
            QVERIFY(!QFile::exists(source + u".moved"_s));
        }
        QVERIFY_RESULT(run(source, target));
    }

    void whatIsNoBackupIsRefused()
    {
        const QTemporaryDir folder;
        const QString file = sample(folder, u"django-dump.json"_s);
        const QString target = folder.filePath(u"target.db"_s);
        const auto done = store::restore(
            Secret(QString(u"sqlite:///"_s + target)), file, {true, {}}, Call::in(1min));
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::InvalidInput);
        QVERIFY(!QFile::exists(target));
    }

    void adoptionWaitsForOthers()
    {
        const QTemporaryDir folder;
        const QString file = sample(folder, u"django.sqlite3"_s);
        const Secret url(QString(u"sqlite:///"_s + file));
        auto other = Sqlite::open(file, Sqlite::Mode::ReadWrite);
        QVERIFY_RESULT(other);
        for (const bool wal : {false, true}) { // it waits at another place
            if (wal)
                QVERIFY_RESULT(other->run("PRAGMA journal_mode = WAL"));
            QVERIFY_RESULT(other->run("BEGIN IMMEDIATE"));
            QStringList told;
            const auto inVain
                = adopt(url, {}, Call::in(1s), [&told](const QString &text) { told += text; });
            QVERIFY(!inVain);
            QCOMPARE(inVain.error().kind, ErrorKind::Timeout);
            QVERIFY(inVain.error().message.contains("Close that program"_L1));
            QCOMPARE(told.size(), 1);
            std::stop_source stop;
            const auto stopped
                = adopt(url, {}, Call::in(1min, stop.get_token()), [&stop](const QString &) {
                      stop.request_stop();
                  });
            QVERIFY(!stopped);
            QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
            QVERIFY_RESULT(other->run("ROLLBACK"));
        }
        // Not even a look at the file: said at once all the same, and a stop is heard.
        QVERIFY_RESULT(other->run("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE"));
        std::stop_source stop;
        stop.request_stop();
        QStringList told;
        const auto stopped
            = adopt(url, {}, Call::in(1min, stop.get_token()), [&told](const QString &text) {
                  told += text;
              });
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
        QCOMPARE(told.size(), 1);
        QVERIFY_RESULT(other->run("ROLLBACK"));
        QVERIFY_RESULT(other->run("BEGIN IMMEDIATE"));
        QVERIFY_RESULT(adopt(url, {}, Call::in(1min), [&](const QString &) {
            if (sqlite3_get_autocommit(other->handle()) == 0)
                static_cast<void>(other->run("ROLLBACK"));
        }));
    }

    /// The way back from an adoption: as it was, and nothing of ours comes in by itself.
    void backupBeforeTheAdoptionComesBack()
    {
        const QTemporaryDir folder;
        const Secret url(QString(u"sqlite:///"_s + sample(folder, u"django.sqlite3"_s)));
        const QString saved = folder.filePath(u"before.sqlite3"_s);
        QVERIFY_RESULT(adopt(url, saved, Call::in(1min)));
        const QString file = folder.filePath(u"again.sqlite3"_s);
        QVERIFY_RESULT(
            store::restore(Secret(QString(u"sqlite:///"_s + file)), saved, {}, Call::in(1min)));
        auto db = Sqlite::open(file, Sqlite::Mode::ReadOnly);
        QVERIFY_RESULT(db);
        QCOMPARE(
            db->number("SELECT count(*) FROM sqlite_master WHERE name LIKE 'pelorus%'").value(), 0);
    }

    void adoptionListsTheSameProxies()
    {
        const QTemporaryDir folder;
        const QString file = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(change(file,
                              "UPDATE uploader_proxy SET host = 'h', port = 1, username = NULL,"
                              " password = NULL WHERE id IN (3, 5)"));
        const Secret url(QString(u"sqlite:///"_s + file));
        const QString saved = folder.filePath(u"before.sqlite3"_s);
        const auto report = adopt(url, saved, Call::in(1min));
        QVERIFY_RESULT(report);
        QVERIFY(QFile::exists(saved));
        QCOMPARE(report->accounts, 20);
        QCOMPARE(report->duplicateProxies, (std::vector<std::vector<qint64>>{{3, 5}}));
        const auto missing = adopt(
            Secret(QString(u"sqlite:///"_s + folder.filePath(u"no.db"_s))), {}, Call::in(1min));
        QCOMPARE(missing.error().kind, ErrorKind::InvalidInput);
        QVERIFY(!QFile::exists(folder.filePath(u"no.db"_s)));
    }
};

QTEST_GUILESS_MAIN(TestTransfer)
#include "tst_transfer.moc"
