// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/movedfile.h"
#include "core/transfer/adopt.h"
#include "core/transfer/sqlite.h"
#include "core/transfer/targetlook.h"
#include "tests/core/transfer/transferhelpers.h"
#include "tests/support/databaseproxy.h"
#include "tests/support/resultmacros.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStorageInfo>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::transfer;
using namespace std::chrono_literals;
using test::change;
using test::number;
using test::run;
using test::sample;
using test::taken;

/// What a transfer finds in its target: itself, others, and what cannot be changed.
namespace {

/// Takes away what is ours.
const QString kDjangoAlone
    = u"DO $$ DECLARE name text; BEGIN FOR name IN SELECT relname FROM pg_class WHERE"
      " relname LIKE 'pelorus\\_%' AND relkind = 'r' LOOP"
      " EXECUTE format('DROP TABLE %I CASCADE', name); END LOOP; END $$"_s;

/// Makes the file of a database some GB longer than the disk's free room, without using any;
/// `used`: and says that nothing of it is free.
[[maybe_unused]] bool stretch(const QString &path, bool used)
{
    constexpr qint64 kPage = 4096;
    QFile file(path);
    const qint64 pages = QStorageInfo(path).bytesAvailable() / kPage + 1'000'000;
    if (!file.open(QIODevice::ReadWrite) || !file.resize(pages * kPage))
        return false;
    if (!used)
        return true;
    QByteArray count(4, 0);
    qToBigEndian(quint32(pages), count.data());
    return file.seek(28) && file.write(count) == count.size();
}

} // namespace

class TestTransferTarget : public QObject
{
    Q_OBJECT

private slots:
    /// Whoever takes the old file up again and pauses accounts there must not lose that.
    void pausesAreComparedToo_data() { test::addEngineRows(); }
    void pausesAreComparedToo()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(adopt(Secret(QString(u"sqlite:///"_s + source)), {}, Call::in(1min)));
        auto db = Sqlite::open(source, Sqlite::Mode::ReadWrite);
        QVERIFY_RESULT(db);
        const auto pause = [&](int account) {
            return db->run("INSERT INTO pelorus_account (account_id, paused_until, pause_reason,"
                           " updated_at) VALUES ("
                           + std::to_string(account)
                           + ", '2040-01-01 00:00:00.000000', 'banned',"
                             " '2026-01-01 00:00:00.000000')");
        };
        QVERIFY_RESULT(pause(5));
        QVERIFY_RESULT(db->run("UPDATE uploader_instagramaccount SET proxy_id = 999,"
                               " current_proxy_id = NULL WHERE id IN (1, 2)"));
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QCOMPARE(run(source, target)->paused, 2);

        // Paused by the first one, and so not compared.
        QVERIFY_RESULT(pause(1));
        const auto same = run(source, target);
        QVERIFY_RESULT(same);
        QVERIFY(same->alreadyThere);
        QVERIFY(taken(*same) > 0);
        for (const TableReport &table : same->tables)
            QCOMPARE(table.arrivedChecksum, table.checksum);

        QVERIFY_RESULT(store::MovedFile(source).unmark());
        QVERIFY_RESULT(pause(3));
        QVERIFY(!run(source, target, true)->refusal.isEmpty());
        const auto other = run(source, target);
        QVERIFY(!other);
        QCOMPARE(other.error().kind, ErrorKind::Conflict);
        QVERIFY_RESULT(store::MovedFile(source).check());
    }

    /// A dump's field that only the target knows, and there as a narrow column.
    void aNarrowColumnOfOthersCostsNoOther_data() { test::addPostgresRows(); }
    void aNarrowColumnOfOthersCostsNoOther()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = folder.filePath(u"dump.json"_s);
        QFile file(source);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QJsonArray records;
        const auto add = [&](const char *model, int id, QJsonObject fields) {
            records += QJsonObject{
                {u"model"_s, QLatin1StringView(model)}, {u"pk"_s, id}, {u"fields"_s, fields}};
        };
        const QStringList notes{u"short"_s, u"rather long"_s};
        for (int id = 1; id <= 2; ++id)
            add("uploader.instagramaccount",
                id,
                {{u"username"_s, u"a%1"_s.arg(id)}, {u"x_note"_s, notes[id - 1]}});
        for (int id = 1; id <= 2; ++id)
            add("uploader.instagramcookies",
                id,
                {{u"account"_s, id}, {u"cookies_data"_s, QJsonArray()}, {u"is_valid"_s, true}});
        file.write(QJsonDocument(records).toJson());
        file.close();
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(
            change(target,
                   u"ALTER TABLE uploader_instagramaccount ADD COLUMN x_note varchar(8);"
                   "CREATE VIEW report AS SELECT x_note FROM uploader_instagramaccount"_s));
        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(dry->quarantined, 2); // with its cookies
        QCOMPARE(report->quarantined, 2);
        QCOMPARE(report->findings.front().trouble, Trouble::DoesNotFit);
        QCOMPARE(number(target, u"SELECT count(*) FROM uploader_instagramcookies"_s).value(), 1);
        QVERIFY(run(source, target)->alreadyThere);
    }

    /// SQLite holds any number in any column.
    void aSmallNumberOfOthersCostsNoOther_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("fixed");
        if (!test::hasPostgres())
            QSKIP("PostgreSQL is not tested");
        QTest::newRow("integer") << u"integer"_s << u"3000000000"_s << false;
        QTest::newRow("smallint") << u"smallint"_s << u"-40000"_s << false;
        QTest::newRow("many digits") << u"numeric(5,2)"_s << u"12345.678"_s << false;
        QTest::newRow("single precision") << u"real"_s << u"1.2345678912"_s << false;
        QTest::newRow("a view on integer") << u"integer"_s << u"2147483648"_s << true;
        QTest::newRow("a view on smallint") << u"smallint"_s << u"-32769"_s << true;
        QTest::newRow("a view on digits") << u"numeric(5,2)"_s << u"1234.5"_s << true;
        QTest::newRow("a view on digits behind") << u"numeric(5,2)"_s << u"1.234"_s << true;
        QTest::newRow("a view on single precision") << u"real"_s << u"1.2345678912"_s << true;
    }
    void aSmallNumberOfOthersCostsNoOther()
    {
        QFETCH(QString, type);
        QFETCH(QString, value);
        QFETCH(bool, fixed);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(change(source,
                              "ALTER TABLE uploader_bulkvideo ADD COLUMN x_number "
                                  + type.toStdString()
                                  + ";UPDATE uploader_bulkvideo SET x_number = 7;"
                                    "UPDATE uploader_bulkvideo SET x_number = "
                                  + value.toStdString() + " WHERE id = 1"));
        const test::TestDatabase target(u"postgresql"_s);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(
            change(target, u"ALTER TABLE uploader_bulkvideo ADD COLUMN x_number %1"_s.arg(type)));
        if (fixed)
            QVERIFY_RESULT(
                change(target, u"CREATE VIEW report AS SELECT x_number FROM uploader_bulkvideo"_s));
        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(report->quarantined, fixed ? 1 : 0);
        QCOMPARE(dry->quarantined, report->quarantined);
        if (fixed)
            QCOMPARE(report->findings.front().trouble, Trouble::DoesNotFit);
        for (size_t t = 0; t < dry->tables.size(); ++t)
            QCOMPARE(dry->tables[t].checksum, report->tables[t].checksum);
        QCOMPARE(number(target,
                        u"SELECT count(*) FROM uploader_bulkvideo WHERE x_number = %1"_s.arg(value))
                     .value(),
                 fixed ? 0 : 1);
        QVERIFY(run(source, target)->alreadyThere);
    }

    /// Beyond the years that a database holds.
    void aTimeOutOfTheYearsCostsNoRow_data() { test::addEngineRows(); }
    void aTimeOutOfTheYearsCostsNoRow()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(change(source,
                              "UPDATE uploader_instagramaccount SET"
                              " last_used = '0001-01-01 00:00:00+03:00',"
                              " last_warmed = '9999-12-31T23:59:59-05:00' WHERE id = 1"));
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(report->healed, 2);
        QCOMPARE(taken(*report), 137);
        QCOMPARE(number(target,
                        u"SELECT count(*) FROM uploader_instagramaccount WHERE id = 1"
                        " AND last_used IS NULL AND last_warmed IS NULL"_s)
                     .value(),
                 1);
        QVERIFY(run(source, target)->alreadyThere);
    }

    /// A name that gets its row's number grows: in a column that stays narrow, and in one that
    /// is widened for it.
    void aNewNameFits_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<int>("length");
        QTest::addColumn<bool>("narrow");
        QTest::addColumn<QString>("ends");
        for (const auto engine : {"sqlite"_L1, "postgresql"_L1}) {
            if (engine == "postgresql"_L1 && !test::hasPostgres())
                continue;
            QTest::addRow("widened, %s", engine.data())
                << QString(engine) << 100 << false << QString(u"Ж"_s.repeated(100) + u"-2"_s);
        }
        if (test::hasPostgres())
            QTest::newRow("narrow")
                << u"postgresql"_s << 20 << true << QString(u"Ж"_s.repeated(18) + u"-2"_s);
    }
    void aNewNameFits()
    {
        QFETCH(QString, engine);
        QFETCH(int, length);
        QFETCH(bool, narrow);
        QFETCH(QString, ends);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django-dirty.sqlite3"_s);
        QVERIFY_RESULT(change(source,
                              "CREATE TABLE other AS SELECT * FROM uploader_instagramaccount;"
                              "DROP TABLE uploader_instagramaccount;"
                              "ALTER TABLE other RENAME TO uploader_instagramaccount;"
                              "UPDATE uploader_instagramaccount SET username = 'a' || id;"
                              "UPDATE uploader_instagramaccount SET username = '"
                                  + u"Ж"_s.repeated(length).toStdString()
                                  + "' WHERE id IN (1, 2)"));
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        if (narrow)
            QVERIFY_RESULT(change(
                target,
                u"ALTER TABLE uploader_instagramaccount ALTER COLUMN username TYPE varchar(20);"
                "CREATE VIEW report AS SELECT username FROM uploader_instagramaccount"_s));
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(number(target,
                        u"SELECT count(*) FROM uploader_instagramaccount WHERE id = 2 AND"
                        " username = '%1'"_s.arg(ends))
                     .value(),
                 1);
        QVERIFY(run(source, target)->alreadyThere);
    }

    /// Its rows are refused, and its schema is not changed before that.
    void aDjangoDatabaseWithRowsStaysAsItIs()
    {
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django-dump.json"_s);
        const QString target = sample(folder, u"django.sqlite3"_s);
        const auto bytes = [&] {
            QFile file(target);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray before = bytes();
        const auto report = transfer::transfer(
            {source, Secret(QString(u"sqlite:///"_s + target)), false}, Call::in(1min));
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Conflict);
        QVERIFY(bytes() == before);
    }

    void aDjangoServerWithRowsStaysAsItIs_data() { test::addPostgresRows(); }
    void aDjangoServerWithRowsStaysAsItIs()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(run(source, target));
        QVERIFY_RESULT(store::MovedFile(source).unmark());
        QVERIFY_RESULT(change(target, kDjangoAlone)); // the same rows, but for one value
        QVERIFY_RESULT(change(target, u"UPDATE uploader_proxy SET port = 1 WHERE id = 1"_s));
        const auto before = test::catalog(target);
        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        const auto report = run(source, target);
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Conflict);
        QCOMPARE(dry->refusal, report.error().message);
        QCOMPARE(test::catalog(target).value(), before.value());
        QVERIFY(!QFile::exists(source + u".moved"_s));
    }

    /// Only what is not there, or is another, means that others are there.
    void whatCannotBeComparedSaysWhy_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<ErrorKind>("kind");
        if (!test::hasPostgres())
            QSKIP("PostgreSQL is not tested");
        QTest::newRow("no right") << u"42501"_s << ErrorKind::Storage;
        QTest::newRow("a lock") << u"55P03"_s << ErrorKind::Storage;
        QTest::newRow("the connection") << u"08006"_s << ErrorKind::Storage;
        QTest::newRow("stopped") << u"57014"_s << ErrorKind::Cancelled;
        QTest::newRow("no table") << u"42P01"_s << ErrorKind::Conflict;
        QTest::newRow("no column") << u"42703"_s << ErrorKind::Conflict;
        QTest::newRow("another value") << u"22003"_s << ErrorKind::Conflict;
    }
    void whatCannotBeComparedSaysWhy()
    {
        QFETCH(QString, state);
        QFETCH(ErrorKind, kind);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(change(source,
                              "CREATE TABLE uploader_extra (id integer PRIMARY KEY);"
                              "INSERT INTO uploader_extra VALUES (1)"));
        const test::TestDatabase target(u"postgresql"_s);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(run(source, target));
        QVERIFY_RESULT(
            change(target,
                   u"ALTER TABLE uploader_extra RENAME TO kept;"
                   "CREATE FUNCTION deny() RETURNS boolean LANGUAGE plpgsql AS"
                   " $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '%1'; END $$;"
                   "CREATE VIEW uploader_extra AS SELECT * FROM kept WHERE deny()"_s.arg(state)));
        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        QVERIFY(!dry->alreadyThere);
        const auto report = run(source, target);
        QVERIFY(!report);
        QCOMPARE(report.error().kind, kind);
        QCOMPARE(dry->refusal, report.error().message);
        if (kind != ErrorKind::Conflict)
            QCOMPARE(report.error().name, state);
    }

    /// Stopped or failed, wherever it was and whatever it found: not even a table is left.
    void anUnfinishedTransferLeavesNothing_data()
    {
        QTest::addColumn<QString>("found");
        if (!test::hasPostgres())
            QSKIP("PostgreSQL is not tested");
        QTest::newRow("nothing") << u"DROP SCHEMA public CASCADE; CREATE SCHEMA public"_s;
        QTest::newRow("Django's tables") << kDjangoAlone;
        QTest::newRow("all tables") << u"SELECT 1"_s;
    }
    void anUnfinishedTransferLeavesNothing()
    {
        QFETCH(QString, found);
        using Break = test::DatabaseProxy::Break;
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        const test::TestDatabase target(u"postgresql"_s);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(change(target, found));
        const auto before = test::catalog(target);
        QVERIFY_RESULT(before);
        for (const auto at :
             {Progress::Phase::Survey, Progress::Phase::Load, Progress::Phase::Verify}) {
            std::stop_source stop;
            Request request{source, Secret(target.url())};
            request.progress = [&](const Progress &progress) {
                if (progress.phase == at)
                    stop.request_stop();
            };
            const auto report = transfer::transfer(request, Call::in(1min, stop.get_token()));
            QVERIFY(!report);
            QCOMPARE(report.error().kind, ErrorKind::Cancelled);
            QCOMPARE(test::catalog(target).value(), *before);
        }
        test::DatabaseProxy line(target.url());
        struct Failure
        {
            const char *at;
            Break how;
            const char *says;
        };
        for (const Failure &failure :
             {Failure{"COPY \"uploader_bulkvideo\"", Break::BeforeStatement, "Nothing was changed"},
              Failure{"fake_rusty_island_00003", Break::BeforeStatement, "Nothing was changed"},
              Failure{"INSERT INTO pelorus_audit", Break::Refuse, "refused a step"}}) {
            line.breakAt(failure.at, failure.how);
            const auto report = transfer::transfer({source, Secret(line.url())}, Call::in(1min));
            QVERIFY(!report);
            QVERIFY2(report.error().message.contains(QLatin1StringView(failure.says)),
                     qPrintable(toLogString(report.error())));
            QCOMPARE(test::catalog(target).value(), *before);
            QVERIFY(!QFile::exists(source + u".moved"_s));
            line.mend();
        }
        QVERIFY_RESULT(run(source, target));
        QVERIFY(run(source, target)->alreadyThere);
    }

    void aSmallerSchemaMeansOthers_data() { test::addEngineRows(); }
    void aSmallerSchemaMeansOthers()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(run(source, target));
        auto db = Sqlite::open(source, Sqlite::Mode::ReadWrite);
        QVERIFY_RESULT(db);
        QVERIFY_RESULT(db->run("ALTER TABLE uploader_bulkvideo ADD COLUMN more text"));
        QCOMPARE(run(source, target).error().kind, ErrorKind::Conflict);
        QVERIFY_RESULT(db->run("ALTER TABLE uploader_bulkvideo DROP COLUMN more;"
                               "CREATE TABLE uploader_extra (id integer PRIMARY KEY)"));
        QCOMPARE(run(source, target).error().kind, ErrorKind::Conflict);
    }

#ifdef Q_OS_LINUX // where a hole in a file takes no room
    void roomIsAskedForWhatIsInUse()
    {
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY(stretch(source, false));
        const test::TestDatabase target(u"sqlite"_s);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QCOMPARE(run(source, target, true)->refusal, QString());
        QVERIFY_RESULT(run(source, target));

        // What is there already needs none.
        QVERIFY(stretch(source, true));
        QVERIFY(run(source, target, true)->alreadyThere);
        const auto again = run(source, target);
        QVERIFY_RESULT(again);
        QVERIFY(again->alreadyThere);
    }

    void tooLittleRoomIsForeseen()
    {
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY(stretch(source, true));
        const test::TestDatabase target(u"sqlite"_s);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        QCOMPARE(dry->tables.size(), 10U);
        const auto refused = run(source, target);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Io);
        // But for the free room, which others change.
        QCOMPARE(dry->refusal.section(u' ', 0, 5), refused.error().message.section(u' ', 0, 5));
        QVERIFY(!QFile::exists(source + u".moved"_s));
    }
#endif

    /// What cannot be widened costs no more than the rows that do not fit.
    void narrowColumnsStay_data()
    {
        QTest::addColumn<QString>("made");
        QTest::addColumn<bool>("isForeseen");
        if (!test::hasPostgres())
            QSKIP("PostgreSQL is not tested");
        QTest::newRow("inherited") << u"CREATE TABLE base (key varchar(8));"
                                      "CREATE TABLE uploader_extra (id bigint) INHERITS (base)"_s
                                   << true;
        QTest::newRow("partition key")
            << u"CREATE TABLE uploader_extra (id bigint, key varchar(8)) PARTITION BY LIST (key);"
               "CREATE TABLE rest PARTITION OF uploader_extra DEFAULT"_s
            << true;
        QTest::newRow("partition expression")
            << u"CREATE TABLE uploader_extra (id bigint, key varchar(8))"
               " PARTITION BY LIST (lower(key));"
               "CREATE TABLE rest PARTITION OF uploader_extra DEFAULT"_s
            << true;
        QTest::newRow("used as a row")
            << u"CREATE TABLE uploader_extra (id bigint, key varchar(8));"
               "CREATE TABLE saved (extra uploader_extra)"_s
            << false;
        QTest::newRow("of a type") << u"CREATE TYPE extra AS (id bigint, key varchar(8));"
                                      "CREATE TABLE uploader_extra OF extra"_s
                                   << false;
    }
    void narrowColumnsStay()
    {
        QFETCH(QString, made);
        QFETCH(bool, isForeseen);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        auto db = Sqlite::open(source, Sqlite::Mode::ReadWrite);
        QVERIFY_RESULT(db);
        QVERIFY_RESULT(db->run("CREATE TABLE uploader_extra (id integer PRIMARY KEY, key text);"
                               "INSERT INTO uploader_extra VALUES (1, 'eight чч'),"
                               " (2, 'more than eight')"));
        const test::TestDatabase target(u"postgresql"_s);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(change(target, made));
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(report->quarantined, 1);
        QCOMPARE(report->findings.front().trouble,
                 isForeseen ? Trouble::DoesNotFit : Trouble::Refused);
        QCOMPARE(number(target, u"SELECT count(*) FROM uploader_extra"_s).value(), 1);
        QVERIFY(run(source, target)->alreadyThere);
    }

    /// PostgreSQL 12 to 14 have the generated column itself depend on what it is made of.
    void olderGeneratedColumnsAreSeen_data()
    {
        test::addPostgresRows();
    }
    void olderGeneratedColumnsAreSeen()
    {
        QFETCH(QString, engine);
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        const QString made = u"'uploader_extra'::regclass"_s;
        QVERIFY_RESULT(change(
            target,
            u"CREATE TABLE uploader_extra (key varchar(8), other varchar(8),"
            " up text GENERATED ALWAYS AS (upper(key)) STORED);"
            "SET allow_system_table_mods = on;"
            "UPDATE pg_depend SET classid = 'pg_class'::regclass, objid = %1, objsubid = 3"
            " WHERE classid = 'pg_attrdef'::regclass AND refobjid = %1 AND refobjsubid = 1"_s.arg(
                made)));
        const auto look = lookAtTarget(Secret(target.url()));
        QVERIFY_RESULT(look);
        const auto &columns = look->columns.at("uploader_extra");
        QVERIFY(columns.at("key").fixed);
        QVERIFY(!columns.at("other").fixed);
    }

    void aRefusedCommitComesFirst_data()
    {
        test::addPostgresRows();
    }
    void aRefusedCommitComesFirst()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(change(target,
                              u"CREATE FUNCTION deny() RETURNS trigger LANGUAGE plpgsql AS"
                              " $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '53100'; END $$;"
                              "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON pelorus_audit"
                              " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
                              " EXECUTE FUNCTION deny()"_s));
        const auto refused = run(source, target);
        QVERIFY(!refused);
        QCOMPARE(refused.error().name, u"53100"_s);
        QVERIFY(!QFile::exists(source + u".moved"_s));

        const QString mark = source + u".moved"_s; // nothing that can be removed
        QVERIFY(QDir(folder.path()).mkpath(mark + u"/in"_s));
        const auto marked = run(source, target);
        QVERIFY(!marked);
        QCOMPARE(marked.error().kind, ErrorKind::Storage);
        QCOMPARE(marked.error().name, u"53100"_s);
        QVERIFY(marked.error().message.startsWith(refused.error().message));
        QVERIFY(marked.error().message.contains(QDir::toNativeSeparators(mark)));
    }
};

QTEST_GUILESS_MAIN(TestTransferTarget)
#include "tst_transfertarget.moc"
