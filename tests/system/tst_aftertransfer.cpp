// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/databaseaddress.h"
#include "core/store/movedfile.h"
#include "tests/support/resultmacros.h"
#include "tests/system/cliprocess.h"
#include "tests/system/outside.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {
namespace {

const QStringList kRun{u"run"_s, u"--until-idle"_s};

/// The sample's accounts, of which each signs in another way.
struct OldAccount
{
    QString name;
    QString password;
    QString totp;
};
const OldAccount kByPassword{u"fake_rusty_island_00003"_s, u"Fake-TkV6F7s0JWwonX"_s, {}};
const OldAccount kByTotp{
    u"fake_tidy_teapot_00007"_s, u"Fake-V5zvqMWeoAoaYr"_s, u"FAKEB2T6K5LDISTOSNICQLI7UN64MET3"_s};

/// A copy of a sample, as a transfer leaves a mark beside it.
QString sample(const Harness &bench, const QString &name)
{
    const QString copy = bench.folder(name);
    QFile::copy(QStringLiteral(PELORUS_TEST_DATA "/django/") + name, copy);
    QFile::setPermissions(copy, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return copy;
}

/// "transfer" from a file to a database whose password may not stand in an argument.
CliAnswer
transfer(QHash<QString, QString> environment, const QString &from, const QString &targetUrl)
{
    const auto target = settings::splitDatabaseUrl(Secret(targetUrl));
    target.password.reveal([&](const QByteArray &password) {
        if (!password.isEmpty())
            environment.insert(u"PGPASSWORD"_s, QString::fromUtf8(password));
    });
    return cli(environment, {u"transfer"_s, u"--from"_s, from, u"--to"_s, target.text});
}

} // namespace

/// What came from the Django application works: jobs on the accounts that a transfer brought.
class TestAfterTransfer : public QObject
{
    Q_OBJECT

private slots:
    void smokeJob_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<OldAccount>("account");
        QTest::newRow("SQLite file, password") << u"django.sqlite3"_s << kByPassword;
        QTest::newRow("dump, password and code") << u"django-dump.json"_s << kByTotp;
    }
    void smokeJob()
    {
        QFETCH(QString, file);
        QFETCH(OldAccount, account);
        if (!hasPostgres())
            QSKIP("PostgreSQL is not tested");
        Harness bench(u"postgresql"_s, Browser::Chromium, {}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const auto &environment = bench.environment();
        const CliAnswer moved = transfer(environment, sample(bench, file), bench.databaseUrl());
        QVERIFY2(moved.code == 0, moved.told().constData());
        QVERIFY(moved.object["findings"_L1].toArray().isEmpty());

        // The site knows the account by what stands in the sample, and by nothing else.
        QJsonObject known{{u"username"_s, account.name}, {u"password"_s, account.password}};
        if (!account.totp.isEmpty())
            known.insert(u"totpSecret"_s, account.totp);
        bench.standin().site({{u"accounts"_s, QJsonArray{known}}});
        const QString video = bench.makeVideo(u"smoke.mp4"_s);
        const CliAnswer made = cli(environment,
                                   {u"bulk"_s,
                                    u"create"_s,
                                    u"--name"_s,
                                    u"Smoke"_s,
                                    u"--videos"_s,
                                    bench.folder(u"media"_s),
                                    u"--accounts"_s,
                                    account.name,
                                    u"--caption"_s,
                                    u"moved"_s});
        QVERIFY2(made.code == 0, made.told().constData());
        const CliAnswer run = cli(environment, kRun);
        QVERIFY2(run.code == 0, run.told().constData());

        const QList<QJsonObject> posts = bench.standin().posts();
        QCOMPARE(posts.size(), 1);
        QCOMPARE(posts[0]["account"_L1].toString(), account.name);
        QCOMPARE(posts[0]["sha256"_L1].toString().toLatin1(), Harness::sha256(video));
        QCOMPARE(posts[0]["caption"_L1].toString(), u"moved"_s);
        QCOMPARE(siteAccount(bench, account.name)["signIns"_L1].toInt(), 1);
        QCOMPARE(select(bench, u"SELECT state FROM pelorus_job"_s), QStringList{u"COMPLETED"_s});
        // What the old application shows.
        const QString shared = u"SELECT b.status FROM uploader_bulkuploadaccount b JOIN"
                               " uploader_instagramaccount a ON a.id = b.account_id"
                               " WHERE b.bulk_task_id = %1 AND a.username = '%2'"_s;
        QCOMPARE(select(bench, shared.arg(made.object["id"_L1].toInteger()).arg(account.name)),
                 QStringList{u"COMPLETED"_s});
        QCOMPARE(bench.standin().profilesLeft(), 0);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

    void aFileInUseIsNotMoved_data() { addEngineRows(); }
    void aFileInUseIsNotMoved()
    {
        QFETCH(QString, engine);
        Harness bench(u"sqlite"_s, Browser::Stub, {}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.addAccount(u"alice_shop"_s);
        TestDatabase target(engine);
        QVERIFY2(target.isValid(), qPrintable(target.problem()));
        const QString file = bench.databaseUrl().mid(int(strlen("sqlite:///")));
        {
            CliProcess worker(bench.environment(), {u"run"_s});
            QVERIFY2(worker.waitUntil([&] { return hasWorker(bench); }), worker.said().constData());
            const CliAnswer refused = transfer(bench.environment(), file, target.url());
            QVERIFY(refused.code != 0);
            QVERIFY2(refused.object["message"_L1].toString().startsWith(
                         u"A Pelorus runs jobs from this file. Stop it"_s),
                     refused.out.constData());
            QVERIFY(!QFile::exists(file + u".moved"_s));
            QVERIFY(store::AccountStore(*target).rows({})->empty());
            QVERIFY(worker.isRunning());
            worker.kill(); // its lock goes with it
        }
        const CliAnswer moved = transfer(bench.environment(), file, target.url());
        QVERIFY2(moved.code == 0, moved.told().constData());
        QCOMPARE(store::AccountStore(*target).rows({})->size(), 1U);
        const CliAnswer refused = cli(bench.environment(), kRun);
        QVERIFY(refused.code != 0);
        QVERIFY2(refused.object["message"_L1].toString().startsWith(
                     u"The data of this SQLite file went to another database"_s),
                 refused.out.constData());
    }

    /// Where no lock could be made beside the file, a worker may be at it when it is moved.
    void aWorkerOnAMovedFileTakesNoMore()
    {
        Harness bench(u"sqlite"_s, Browser::Stub, {}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.addAccount(u"alice_shop"_s);
        const QString file = bench.databaseUrl().mid(int(strlen("sqlite:///")));
        CliProcess worker(bench.environment(), {u"run"_s});
        QVERIFY2(worker.waitUntil([&] { return hasWorker(bench); }), worker.said().constData());
        QVERIFY_RESULT(
            store::MovedFile(file).mark(Secret(u"postgresql://db-1.example.com/pelorus"_s)));
        QVERIFY(bench.createBulk({u"alice_shop"_s}, {bench.makeVideo(u"late.mp4"_s)}).isValid());
        const auto claimed = [&] {
            return !select(bench, u"SELECT state FROM pelorus_job WHERE attempts > 0"_s).isEmpty();
        };
        // Each new address is told by a look that came after the task: the second one says that all
        // of the first look's round is over.
        for (const char *host : {"db-2", "db-3"}) {
            QVERIFY_RESULT(store::MovedFile(file).mark(
                Secret(u"postgresql://%1.example.com/pelorus"_s.arg(QLatin1StringView(host)))));
            QVERIFY2(worker.waitUntil([&] { return worker.err().contains(host) || claimed(); }),
                     worker.said().constData());
        }
        QVERIFY2(worker.err().contains("runs no jobs any more"), worker.said().constData());
        QVERIFY(!claimed());
        QVERIFY(bench.standin().requests("POST", u"/browser_profiles"_s, u"remote"_s).isEmpty());

        // The way back is to delete the mark; the worker goes on by itself.
        QVERIFY_RESULT(store::MovedFile(file).unmark());
        QVERIFY2(worker.waitUntil(claimed), worker.said().constData());
    }

private:
    static bool hasWorker(Harness &bench)
    {
        return !select(bench, u"SELECT id FROM pelorus_worker"_s).isEmpty();
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestAfterTransfer)
#include "tst_aftertransfer.moc"
