// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/transfer/transferhelpers.h"
#include "tests/support/resultmacros.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::transfer;
using test::change;
using test::number;
using test::run;
using test::sample;

/// Tables and columns that are neither ours nor the Django application's as we know it.
class TestTransferOthers : public QObject
{
    Q_OBJECT

private slots:
    /// Fields that nobody here knows, as a dump writes them and as PostgreSQL says them.
    void unknownFieldsGoByTheTargetsTypes_data() { test::addPostgresRows(); }
    void unknownFieldsGoByTheTargetsTypes()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = test::dump(
            folder, R"({"model": "uploader.proxy", "pk": 3, "fields": {"host": "c.example",
            "port": 1, "x_real": 1e400}}, {"model": "uploader.proxy", "pk": 1, "fields":
            {"host": "a.example", "port": 1, "x_real": 0.1, "x_stamp": "2026-01-01T01:02:03.450Z", "x_span": "1 02:03:04.000005",
            "x_bytes": "AP8=", "x_time": "01:02:03.500", "x_json": "text", "x_decimal": "1.50",
            "x_uuid": "6F1C1F6E5C434A0E9D7E0E2A4B7F6C11", "x_flag": true, "x_day": "2026-01-02"}},
            {"model": "uploader.proxy", "pk": 2, "fields": {"host": "b.example", "port": 1,
            "x_stamp": null, "x_span": "-1 23:59:59", "x_bytes": "", "x_time": "00:00:00",
            "x_json": [1.0], "x_decimal": "2", "x_uuid": null, "x_flag": null, "x_day": null}})");
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(change(
            target,
            u"ALTER TABLE uploader_proxy ADD COLUMN x_stamp timestamptz,"
            " ADD COLUMN x_span interval NOT NULL, ADD COLUMN x_bytes bytea,"
            " ADD COLUMN x_time time, ADD COLUMN x_json jsonb,"
            " ADD COLUMN x_decimal numeric(8, 2), ADD COLUMN x_uuid uuid,"
            " ADD COLUMN x_real double precision, ADD COLUMN x_flag boolean NOT NULL, ADD COLUMN x_day date NOT NULL"_s));
        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(dry->tables.front().checksum, report->tables.front().checksum);
        QCOMPARE(report->quarantined, 1);
        QCOMPARE(report->findings.front().trouble, Trouble::DoesNotFit); // the larger number
        QCOMPARE(
            number(target,
                   u"SELECT count(*) FROM uploader_proxy WHERE id = 1 AND x_real = 0.1"
                   " AND x_stamp = '2026-01-01 01:02:03.45+00' AND x_span = '1 day 02:03:04.000005'"
                   " AND x_bytes = decode('00ff', 'hex') AND x_time = '01:02:03.5'"
                   " AND x_json = '\"text\"' AND x_decimal = 1.5 AND x_flag"
                   " AND x_day = '2026-01-02'"_s)
                .value(),
            1);
        QCOMPARE(number(target,
                        u"SELECT count(*) FROM uploader_proxy WHERE id = 2 AND x_stamp IS NULL"
                        " AND x_span = '-00:00:01' AND x_bytes = '' AND NOT x_flag"
                        " AND x_day = '1970-01-01'"_s)
                     .value(),
                 1);
        QVERIFY(run(source, target)->alreadyThere);
    }

    void unknownTablesAndColumnsGoAlong_data() { test::addEngineRows(); }
    void unknownTablesAndColumnsGoAlong()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(change(
            source,
            "ALTER TABLE uploader_bulkuploadtask ADD COLUMN default_location varchar(200) NULL;"
            "UPDATE uploader_bulkuploadtask SET default_location = 'Riga';"
            "ALTER TABLE uploader_bulkvideo ADD COLUMN x_wait bigint NULL;"
            "UPDATE uploader_bulkvideo SET x_wait = CASE id WHEN 1 THEN 5400000001"
            " WHEN 2 THEN -90000000001 WHEN 3 THEN -1 END;"
            "CREATE TABLE uploader_videotitle (id integer PRIMARY KEY AUTOINCREMENT, title text"
            " NOT NULL, bulk_task_id bigint NOT NULL REFERENCES uploader_bulkuploadtask (id));"
            "INSERT INTO uploader_videotitle VALUES (7, 'one', 1), (8, 'orphan', 99)"));
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        // And one that only the target has, required and without a default.
        QVERIFY_RESULT(change(
            target,
            engine == "sqlite"_L1
                ? u"ALTER TABLE uploader_uploadtask ADD COLUMN extra integer NOT NULL DEFAULT 0"_s
                : u"ALTER TABLE uploader_uploadtask ADD COLUMN extra integer NOT NULL,"
                  " ADD COLUMN x_day date NOT NULL, ADD COLUMN x_time time NOT NULL,"
                  " ADD COLUMN x_span interval NOT NULL, ADD COLUMN x_uuid uuid NOT NULL,"
                  " ADD COLUMN x_address inet NOT NULL, ADD COLUMN x_list text[] NOT NULL,"
                  " ADD COLUMN x_json jsonb NOT NULL, ADD COLUMN x_bytes bytea NOT NULL;"
                  "ALTER TABLE uploader_bulkvideo ADD COLUMN x_wait interval"_s));
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(report->quarantined, 1);
        QCOMPARE(
            number(
                target,
                u"SELECT count(*) FROM uploader_bulkuploadtask WHERE default_location = 'Riga'"_s)
                .value(),
            1);
        QCOMPARE(
            number(target, u"SELECT id FROM uploader_videotitle WHERE title = 'one'"_s).value(), 7);
        QVERIFY(!report->leftBehind.empty());
        if (engine == "postgresql"_L1) {
            // The columns are as the target's owner made them.
            QCOMPARE(number(target,
                            u"SELECT count(*) FROM information_schema.columns WHERE table_name ="
                            " 'uploader_uploadtask' AND column_name LIKE 'x\\_%' AND is_nullable"
                            " = 'NO' AND column_default IS NULL"_s)
                         .value(),
                     8);
            // Django's durations, as it writes them on SQLite.
            QCOMPARE(
                number(
                    target,
                    u"SELECT count(*) FROM uploader_bulkvideo WHERE x_wait IN ('01:30:00.000001',"
                    " '-1 day -01:00:00.000001', '-00:00:00.000001')"_s)
                    .value(),
                3);
        }
        const auto second = run(source, target);
        QVERIFY_RESULT(second);
        QVERIFY(second->alreadyThere);
    }

    /// Tables of others whose rows have no number: Django's UUIDField or CharField as a key.
    void keysThatAreNoNumbers_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("made");
        QTest::newRow("sqlite") << u"sqlite"_s << QString();
        if (!test::hasPostgres())
            return;
        QTest::newRow("postgresql") << u"postgresql"_s << QString();
        QTest::newRow("made by Django")
            << u"postgresql"_s
            << u"CREATE TABLE uploader_label (id uuid PRIMARY KEY, name text NOT NULL);"
               "CREATE TABLE uploader_shelf (code varchar(9) PRIMARY KEY,"
               " label_id uuid NOT NULL REFERENCES uploader_label DEFERRABLE INITIALLY DEFERRED);"
               "CREATE TABLE uploader_book (id bigserial PRIMARY KEY,"
               " shelf_id varchar(9) REFERENCES uploader_shelf DEFERRABLE INITIALLY DEFERRED)"_s;
    }
    void keysThatAreNoNumbers()
    {
        QFETCH(QString, engine);
        QFETCH(QString, made);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(change(
            source,
            "CREATE TABLE uploader_label (name text NOT NULL, id char(32) NOT NULL PRIMARY KEY);"
            "INSERT INTO uploader_label VALUES ('a', '550e8400e29b41d4a716446655440000'),"
            " ('b', '550e8400e29b41d4a716446655440001'),"
            " ('b again', '550E8400-E29B-41D4-A716-446655440001'), ('c', 'none');"
            "CREATE TABLE uploader_book (id integer PRIMARY KEY, shelf_id varchar(9) NULL"
            " REFERENCES uploader_shelf (code));"
            "INSERT INTO uploader_book VALUES (1, 'top'), (2, 'lost'), (3, 'gone');"
            "CREATE TABLE uploader_shelf (code varchar(9) NOT NULL PRIMARY KEY,"
            " label_id char(32) NOT NULL REFERENCES uploader_label (id));"
            "INSERT INTO uploader_shelf VALUES ('top', '550e8400e29b41d4a716446655440001'),"
            " ('lost', '550e8400e29b41d4a716446655440009'), ('no', 'no UUID')"));
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        if (!made.isEmpty())
            QVERIFY_RESULT(change(target, made));
        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QStringList told;
        for (const Finding &finding : report->findings)
            told << finding.table % u' ' % troubleName(finding.trouble);
        QCOMPARE(told,
                 (QStringList{u"uploader_label duplicate_id"_s,
                              u"uploader_label uuid_unreadable"_s,
                              u"uploader_book dangling_reference"_s,
                              u"uploader_book dangling_reference"_s,
                              u"uploader_shelf orphan"_s,
                              u"uploader_shelf orphan"_s}));
        for (size_t t = 0; t < dry->tables.size(); ++t)
            QCOMPARE(dry->tables[t].checksum, report->tables[t].checksum);
        QCOMPARE(number(target,
                        u"SELECT count(*) FROM uploader_book b LEFT JOIN uploader_shelf s"
                        " ON s.code = b.shelf_id LEFT JOIN uploader_label l ON l.id = s.label_id"
                        " WHERE l.name = CASE b.id WHEN 1 THEN 'b' END OR shelf_id IS NULL"_s)
                     .value(),
                 3);
        QVERIFY(run(source, target)->alreadyThere);
    }

    /// Columns of others that refer to tables of others: those that come along and those that stay.
    void referencesOfOthersCostNoOther_data() { test::addEngineRows(); }
    void referencesOfOthersCostNoOther()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(
            change(source,
                   "CREATE TABLE uploader_group (id integer PRIMARY KEY);"
                   "INSERT INTO uploader_group VALUES (5);"
                   "ALTER TABLE uploader_instagramaccount ADD COLUMN group_id bigint NULL"
                   " REFERENCES uploader_group (id);"
                   "ALTER TABLE uploader_instagramaccount ADD COLUMN owner_id integer NULL;"
                   "ALTER TABLE uploader_uploadtask ADD COLUMN owner_id integer NOT NULL DEFAULT 7;"
                   "UPDATE uploader_instagramaccount SET proxy_id = NULL, current_proxy_id = NULL"
                   " WHERE id = 2;"
                   "UPDATE uploader_instagramaccount SET group_id = 5, owner_id = 7 WHERE id = 1;"
                   "UPDATE uploader_instagramaccount SET group_id = 99, owner_id = 8 WHERE id = 2;"
                   "UPDATE uploader_uploadtask SET owner_id = 8 WHERE id = 3;"
                   "DROP TABLE uploader_bulkvideo;"
                   "ALTER TABLE uploader_proxy ADD COLUMN video_id bigint NULL;"
                   "UPDATE uploader_proxy SET video_id = 3 WHERE id = 4"));
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        const QString late = u"DEFERRABLE INITIALLY DEFERRED"_s;
        QStringList made{u"CREATE TABLE users (id integer PRIMARY KEY)"_s,
                         u"INSERT INTO users VALUES (7)"_s,
                         u"CREATE TABLE uploader_group (id bigint PRIMARY KEY)"_s,
                         u"ALTER TABLE uploader_instagramaccount ADD COLUMN group_id bigint NULL"
                         " REFERENCES uploader_group (id) %1"_s.arg(late),
                         u"ALTER TABLE uploader_instagramaccount ADD COLUMN owner_id integer NULL"
                         " REFERENCES users (id) %1"_s.arg(late),
                         u"ALTER TABLE uploader_uploadtask ADD COLUMN owner_id integer NOT NULL"
                         " REFERENCES users (id) %1"_s.arg(late),
                         u"ALTER TABLE uploader_proxy ADD COLUMN video_id bigint NULL"
                         " REFERENCES uploader_bulkvideo (id) %1"_s.arg(late)};
        if (engine == "sqlite"_L1) // which asks for no such table before a row refers to it
            made += u"ALTER TABLE uploader_proxy ADD COLUMN lost_id bigint NULL"
                    " REFERENCES nowhere (id)"_s;
        for (const QString &sql : made)
            QVERIFY_RESULT(change(target, sql)); // SQLite takes one at a time
        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(test::told(*report),
                 (QStringList{u"video_id dangling_reference"_s,
                              u"group_id dangling_reference"_s,
                              u"owner_id dangling_reference"_s,
                              u"owner_id orphan"_s,
                              u"task_id orphan"_s}));
        QCOMPARE(dry->findings.size(), report->findings.size());
        QCOMPARE(report->paused, 0); // it had no proxy to lose
        QCOMPARE(number(target,
                        u"SELECT count(*) FROM uploader_instagramaccount WHERE id = 1 AND group_id"
                        " = 5 AND owner_id = 7 OR group_id IS NULL AND owner_id IS NULL"_s)
                     .value(),
                 20);
        QVERIFY(run(source, target)->alreadyThere);
    }

    /// A dump calls a reference by its field, and names a row of others by its natural key.
    void aDumpsReferenceFindsItsColumn_data() { test::addEngineRows(); }
    void aDumpsReferenceFindsItsColumn()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source
            = test::dump(folder, R"({"model": "uploader.instagramaccount", "pk": 1, "fields":
            {"username": "a", "owner": 7, "mentor": null}},
            {"model": "uploader.instagramaccount", "pk": 2, "fields":
            {"username": "b", "owner": 8, "mentor": ["a"]}},
            {"model": "uploader.instagramaccount", "pk": 3, "fields":
            {"username": "c", "owner": ["admin"], "mentor": 99}},
            {"model": "uploader.uploadtask", "pk": 1, "fields": {"account": 1, "owner": 7}},
            {"model": "uploader.uploadtask", "pk": 2, "fields": {"account": 1, "owner": null}},
            {"model": "uploader.videofile", "pk": 1, "fields": {"task": 1, "video_file": "a.mp4"}},
            {"model": "uploader.videofile", "pk": 2, "fields": {"task": 2, "video_file": "b.mp4"}})");
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        const QStringList made{
            u"CREATE TABLE users (id integer PRIMARY KEY)"_s,
            u"INSERT INTO users VALUES (7)"_s,
            u"ALTER TABLE uploader_instagramaccount ADD COLUMN owner_id integer NULL"
            " REFERENCES users (id)"_s,
            u"ALTER TABLE uploader_instagramaccount ADD COLUMN mentor_id bigint NULL"
            " REFERENCES uploader_instagramaccount (id)"_s,
            u"ALTER TABLE uploader_uploadtask ADD COLUMN owner_id integer NOT NULL"
            " REFERENCES users (id)"_s};
        for (const QString &sql : made)
            QVERIFY_RESULT(change(target, sql));
        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(
            std::ranges::count(report->findings, Trouble::DanglingReference, &Finding::trouble), 3);
        QCOMPARE(std::ranges::count(report->findings, Trouble::Orphan, &Finding::trouble), 2);
        QCOMPARE(report->findings.size(), 5U);
        QCOMPARE(dry->findings.size(), report->findings.size());
        QCOMPARE(number(target,
                        u"SELECT count(*) FROM uploader_instagramaccount WHERE"
                        " id = 1 AND owner_id = 7 AND mentor_id IS NULL OR"
                        " id = 2 AND owner_id IS NULL AND mentor_id = 1 OR"
                        " id = 3 AND owner_id IS NULL AND mentor_id IS NULL"_s)
                     .value(),
                 3);
        QVERIFY(!number(target, u"SELECT t.owner FROM uploader_instagramaccount t"_s));
        QVERIFY(run(source, target)->alreadyThere);
    }

    /// Of types that the ten tables do not have: what is none costs no row.
    void valuesOfOthersAreHealed_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("type"); ///< in the source
        QTest::addColumn<QString>("made"); ///< in the target
        QTest::addColumn<QStringList>("values");
        QTest::addColumn<QStringList>("told");
        QTest::addColumn<QString>("first"); ///< what the first two become, and the others
        QTest::addColumn<QString>("others");
        const QStringList days{u"2026-01-02"_s, u"2026-01-02 10:00:00"_s, {}, u"0000-00-00"_s};
        const QStringList noDays{u"day_only"_s, u"time_empty"_s, u"time_empty"_s};
        const QStringList hosts{u"2001:db8::1"_s, u"2001:DB8:0::1/128"_s, {}, u"127.1"_s};
        const QStringList noHosts{u"unreadable_dropped"_s, u"unreadable_dropped"_s};
        const auto row = [](const char *name,
                            const char *engine,
                            const char *type,
                            const char *made,
                            const QStringList &values,
                            const QStringList &told,
                            const QString &others) {
            if (QLatin1StringView(engine) == "sqlite"_L1 || test::hasPostgres())
                QTest::newRow(name)
                    << QString::fromLatin1(engine) << QString::fromLatin1(type)
                    << QString::fromLatin1(made) << values << told << values.front() << others;
        };
        row("days, sqlite", "sqlite", "date", "", days, noDays, {});
        row("days, postgresql", "postgresql", "date", "", days, noDays, {});
        row("optional days", "postgresql", "date", "date", days, noDays, {});
        row("days", "postgresql", "date", "date NOT NULL", days, noDays, u"1970-01-01"_s);
        row("optional addresses", "postgresql", "char(39)", "inet", hosts, noHosts, {});
        row("addresses",
            "postgresql",
            "char(39)",
            "inet NOT NULL",
            hosts,
            {u"missing_value"_s, u"missing_value"_s},
            u"0.0.0.0"_s);
    }
    void valuesOfOthersAreHealed()
    {
        QFETCH(QString, engine);
        QFETCH(QString, type);
        QFETCH(QString, made);
        QFETCH(QStringList, values);
        QFETCH(QStringList, told);
        QFETCH(QString, first);
        QFETCH(QString, others);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(change(source,
                              "ALTER TABLE uploader_bulkvideo ADD COLUMN x_value "
                                  + type.toStdString()
                                  + ";DELETE FROM uploader_bulkvideo WHERE id > 4"));
        for (qsizetype i = 0; i < values.size(); ++i)
            QVERIFY_RESULT(change(source,
                                  "UPDATE uploader_bulkvideo SET x_value = '"
                                      + values[i].toStdString()
                                      + "' WHERE id = " + std::to_string(i + 1)));
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        if (!made.isEmpty())
            QVERIFY_RESULT(change(
                target, u"ALTER TABLE uploader_bulkvideo ADD COLUMN x_value %1"_s.arg(made)));
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QStringList found;
        for (const Finding &finding : report->findings)
            found << troubleName(finding.trouble);
        QCOMPARE(found, told);
        QCOMPARE(
            number(target,
                   u"SELECT count(*) FROM uploader_bulkvideo WHERE x_value = '%1'"_s.arg(first))
                .value(),
            2);
        QCOMPARE(number(target,
                        others.isEmpty()
                            ? u"SELECT count(*) FROM uploader_bulkvideo WHERE x_value IS NULL"_s
                            : u"SELECT count(*) FROM uploader_bulkvideo WHERE x_value = '%1'"_s.arg(
                                others))
                     .value(),
                 2);
        QVERIFY(run(source, target)->alreadyThere);
    }

    /// What the target makes itself, or has in a type that is not written here.
    void columnsOfAnotherKind_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArrayList>("values");
        QTest::addColumn<QStringList>("told");
        QTest::addColumn<QString>("holds");
        if (!test::hasPostgres())
            QSKIP("PostgreSQL is not tested");
        const QStringList left(2, u"x_value column_left"_s);
        const QByteArrayList lists{"['a', 'b']", "'[`a`]'", "null"};
        QTest::newRow("lists") << u"text[]"_s << lists << left << u"x_value IS NULL"_s;
        QTest::newRow("required lists")
            << u"varchar(9)[] NOT NULL"_s << lists << left << u"x_value = '{}'"_s;
        QTest::newRow("ranges") << u"daterange"_s << lists << left << u"x_value IS NULL"_s;
        QTest::newRow("made by the target")
            << u"text GENERATED ALWAYS AS (upper(host)) STORED"_s
            << QByteArrayList{"'A'", "'B'", "null"} << left << u"x_value = upper(host)"_s;
        QTest::newRow("numbered by the target")
            << u"bigint GENERATED ALWAYS AS IDENTITY"_s << QByteArrayList{"7", "8", "9"}
            << QStringList() << u"x_value = id + 6"_s;
        const QByteArrayList blanks{"'ab'", "'ab   '", "' ab'"};
        QTest::newRow("blanks, made wider")
            << u"char(5)"_s << blanks << QStringList()
            << u"x_value = CASE id WHEN 1 THEN 'ab' WHEN 2 THEN 'ab   ' ELSE ' ab' END"_s;
        QTest::newRow("blanks, and a view")
            << u"char(5); CREATE VIEW report AS SELECT x_value FROM uploader_proxy"_s << blanks
            << QStringList() << u"x_value = CASE id WHEN 3 THEN ' ab' ELSE 'ab' END"_s;
    }
    void columnsOfAnotherKind()
    {
        QFETCH(QString, type);
        QFETCH(QByteArrayList, values);
        QFETCH(QStringList, told);
        QFETCH(QString, holds);
        const QTemporaryDir folder;
        QByteArrayList records;
        for (int id = 1; id <= values.size(); ++id)
            records += "{'model': 'uploader.proxy', 'pk': " + QByteArray::number(id)
                + ", 'fields': {'host': 'h" + QByteArray::number(id)
                + "', 'port': 1, 'x_value': " + values[id - 1] + "}}";
        const QByteArray text = records.join(',').replace('\'', '"').replace('`', "\\\"");
        const QString source = test::dump(folder, text);
        const test::TestDatabase target(u"postgresql"_s);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(
            change(target,
                   u"ALTER TABLE uploader_proxy ALTER COLUMN id DROP DEFAULT;"
                   "DROP SEQUENCE uploader_proxy_id_seq;"
                   "ALTER TABLE uploader_proxy ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY,"
                   " ADD COLUMN x_value %1"_s.arg(type)));
        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(test::told(*report), told);
        QCOMPARE(test::told(*dry), told);
        QCOMPARE(number(target, u"SELECT count(*) FROM uploader_proxy WHERE "_s + holds).value(),
                 3);
        QVERIFY(run(source, target)->alreadyThere);
        QCOMPARE(number(target, u"SELECT nextval(pg_get_serial_sequence('uploader_proxy', 'id'))"_s)
                     .value(),
                 4);
    }

    /// Django's to_field: to a column that is unique and no key.
    void referencesToNoKeyCostNoOther_data() { test::addEngineRows(); }
    void referencesToNoKeyCostNoOther()
    {
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(change(
            source,
            "CREATE TABLE other AS SELECT *, '' AS code FROM uploader_proxy;"
            "DROP TABLE uploader_proxy; ALTER TABLE other RENAME TO uploader_proxy;"
            "UPDATE uploader_proxy SET code = 'p' || id;"
            "UPDATE uploader_proxy SET host = 'h', port = 1, username = 'u', password = 'p'"
            " WHERE id IN (3, 4);" // the second of them stays behind, and so does its code
            "ALTER TABLE uploader_bulkvideo ADD COLUMN by_code text;"
            "UPDATE uploader_bulkvideo SET by_code = CASE id WHEN 1 THEN 'p1' WHEN 2 THEN 'lost'"
            " WHEN 3 THEN 'p4' END;"
            "CREATE TABLE uploader_part (id integer PRIMARY KEY, by_code text NOT NULL);"
            "INSERT INTO uploader_part VALUES (1, 'p2'), (2, 'p4'), (3, '');"
            "CREATE TABLE uploader_piece (id integer PRIMARY KEY, part_id bigint NOT NULL"
            " REFERENCES uploader_part (id));"
            "INSERT INTO uploader_piece VALUES (1, 1), (2, 2)"));
        const test::TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        for (const QString &sql :
             {u"ALTER TABLE uploader_proxy ADD COLUMN code varchar(9)"_s,
              u"CREATE UNIQUE INDEX by_code ON uploader_proxy (code)"_s,
              u"ALTER TABLE uploader_bulkvideo ADD COLUMN by_code varchar(9) NULL"
              " REFERENCES uploader_proxy (code) DEFERRABLE INITIALLY DEFERRED"_s,
              u"CREATE TABLE uploader_part (id integer PRIMARY KEY, by_code varchar(9) NOT NULL"
              " REFERENCES uploader_proxy (code) DEFERRABLE INITIALLY DEFERRED)"_s})
            QVERIFY_RESULT(change(target, sql)); // SQLite takes one at a time
        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        const QStringList told{u" duplicate_proxy"_s,
                               u"by_code dangling_reference"_s,
                               u"by_code dangling_reference"_s,
                               u"by_code orphan"_s,
                               u"by_code orphan"_s,
                               u"part_id orphan"_s};
        QCOMPARE(test::told(*report), told);
        QCOMPARE(test::told(*dry), told);
        QCOMPARE(number(target,
                        u"SELECT count(*) FROM uploader_bulkvideo WHERE by_code = 'p1' AND id = 1"
                        " OR by_code IS NULL"_s)
                     .value(),
                 40);
        QCOMPARE(number(target, u"SELECT sum(id) FROM uploader_part"_s).value(), 1);
        QVERIFY(run(source, target)->alreadyThere);
    }

    /// An index holds less than a text: what it cannot hold costs no other row.
    void whatNoIndexHoldsStays_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<int>("length");
        QTest::addColumn<int>("quarantined");
        if (!test::hasPostgres())
            QSKIP("PostgreSQL is not tested");
        const QString account = u"uploader_instagramaccount"_s;
        QTest::newRow("name") << account << QStringList{u"username"_s} << 3000 << 6;
        QTest::newRow("name that fits") << account << QStringList{u"username"_s} << 2600 << 0;
        QTest::newRow("proxy") << u"uploader_proxy"_s
                               << QStringList{u"host"_s, u"username"_s, u"password"_s} << 900 << 1;
        QTest::newRow("of others") << u"uploader_proxy"_s << QStringList{u"x_code"_s} << 3000 << 1;
        QTest::newRow("of others, made of it")
            << u"uploader_proxy"_s << QStringList{u"x_lower"_s} << 3000 << 1;
        QTest::newRow("a key") << u"uploader_code"_s << QStringList{u"code"_s} << 3000 << 1;
    }
    void whatNoIndexHoldsStays()
    {
        QFETCH(QString, table);
        QFETCH(QStringList, columns);
        QFETCH(int, length);
        QFETCH(int, quarantined);
        const QTemporaryDir folder;
        const QString source = sample(folder, u"django.sqlite3"_s);
        QVERIFY_RESULT(change(source,
                              "ALTER TABLE uploader_proxy ADD COLUMN x_code text;"
                              "ALTER TABLE uploader_proxy ADD COLUMN x_lower text;"
                              "CREATE TABLE uploader_code (id integer, code text PRIMARY KEY);"
                              "INSERT INTO uploader_code VALUES (1, 'a'), (2, 'b')"));
        QRandomGenerator random(1);
        for (const QString &column : columns) {
            QByteArray text(length, 0); // nothing that can be compressed
            for (char &c : text)
                c = char('!' + random.bounded(90));
            QVERIFY_RESULT(change(source,
                                  "UPDATE " + table.toStdString() + " SET " + column.toStdString()
                                      + " = '" + text.replace('\'', '~').toStdString()
                                      + "' WHERE id = 1"));
        }
        const test::TestDatabase target(u"postgresql"_s);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        QVERIFY_RESULT(change(target,
                              u"ALTER TABLE uploader_proxy ADD COLUMN x_code text UNIQUE,"
                              " ADD COLUMN x_lower text;"
                              "CREATE INDEX lower_code ON uploader_proxy (lower(x_lower))"_s));
        const auto dry = run(source, target, true);
        QVERIFY_RESULT(dry);
        const auto report = run(source, target);
        QVERIFY_RESULT(report);
        QCOMPARE(dry->quarantined, report->quarantined);
        QCOMPARE(std::ranges::count(report->findings, Trouble::DoesNotFit, &Finding::trouble),
                 quarantined > 0 ? 1 : 0);
        QCOMPARE(report->quarantined, quarantined); // with what belongs to it
        QVERIFY(run(source, target)->alreadyThere);
    }
};

QTEST_GUILESS_MAIN(TestTransferOthers)
#include "tst_transferothers.moc"
