// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/resultmacros.h"
#include "tests/system/cliprocess.h"
#include "tests/system/outside.h"

#include "core/base/json.h"

#include <QFileInfo>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {
namespace {

const QStringList kRun{u"run"_s, u"--until-idle"_s};

/// As after the site has refused it: the stored set holds a session that is none any more.
void endStoredSession(Harness &bench, AccountId account)
{
    formats::Cookies cookies = bench.cookies(u"bob.store"_s).cookies;
    for (formats::Cookie &cookie : cookies) {
        if (cookie.name == u"sessionid"_s)
            cookie.value = Secret(QByteArray("ended"));
    }
    QString text;
    formats::writeNormalJson(cookies).reveal(
        [&](const QByteArray &json) { text = QString::fromUtf8(json); });
    static_cast<void>(select(bench,
                             u"UPDATE uploader_instagramcookies SET is_valid = {pg:false}{lite:0},"
                             " cookies_data = '%1' WHERE account_id = %2 RETURNING id"_s.arg(
                                 text.replace(u'\'', u"''"_s), QString::number(account.value))));
}

} // namespace

/// Whole jobs by pelorus-cli, as a script on a server does them.
class TestCliJobs : public QObject
{
    Q_OBJECT

private slots:
    void bulkUploadOnPostgres()
    {
        if (!hasPostgres())
            QSKIP("PostgreSQL is not tested");
        Harness bench(u"postgresql"_s, Browser::Chromium, {}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const QStringList names{u"alice_shop"_s, u"bob.store"_s, u"carol.cafe"_s};
        const auto siteAccountOf = [](const QString &name, const QString &totp = {}) {
            QJsonObject account{{u"username"_s, name},
                                {u"password"_s, QString(u"pass of "_s + name)}};
            if (!totp.isEmpty())
                account.insert(u"totpSecret"_s, totp);
            return account;
        };
        bench.standin().site({{u"accounts"_s,
                               QJsonArray{siteAccountOf(names[0]),
                                          siteAccountOf(names[1]),
                                          siteAccountOf(names[2], Harness::kTotp)}}});
        const QByteArray list = "username,password,2fa\nalice_shop,pass of alice_shop,\n"
                                "bob.store,pass of bob.store,\ncarol.cafe,pass of carol.cafe,"
            + Harness::kTotp.toUtf8() + "\n";
        const auto &environment = bench.environment();
        const CliAnswer imported = cli(environment, {u"accounts"_s, u"import"_s, u"-"_s}, list);
        QVERIFY2(imported.code == 0, imported.out.constData());
        const CliAnswer cookies = cli(environment,
                                      {u"cookies"_s, u"import"_s, u"--account"_s, names[0], u"-"_s},
                                      json::compact(bench.standin().createSession(names[0])));
        QVERIFY2(cookies.code == 0, cookies.out.constData());

        QHash<QString, QString> files; // hash → path
        for (int i = 1; i <= 6; ++i) {
            const QString path = bench.makeVideo(u"клип %1 🎬.mp4"_s.arg(i));
            files.insert(QString::fromLatin1(Harness::sha256(path)), path);
        }
        const CliAnswer made = cli(environment,
                                   {u"bulk"_s,
                                    u"create"_s,
                                    u"--name"_s,
                                    u"Spring"_s,
                                    u"--videos"_s,
                                    bench.folder(u"media"_s),
                                    u"--accounts"_s,
                                    names.join(u','),
                                    u"--caption"_s,
                                    u"{file} by {account}"_s});
        QVERIFY2(made.code == 0, made.told().constData());
        QCOMPARE(made.object["videos"_L1].toInt(), 6);
        const CliAnswer run = cli(environment, kRun);
        QVERIFY2(run.code == 0, run.told().constData());

        const CliAnswer status
            = cli(environment,
                  {u"bulk"_s, u"status"_s, QString::number(made.object["id"_L1].toInteger())});
        QVERIFY2(status.code == 0, status.out.constData());
        const QJsonArray items = status.object["items"_L1].toArray();
        QCOMPARE(items.size(), 6);
        for (const QJsonValue item : items) {
            const QString hash = item["sha256"_L1].toString();
            const QString path = files.take(hash);
            QVERIFY2(!path.isEmpty(), qPrintable(hash));
            const QString account = item["account"_L1].toString();
            const QList<QJsonObject> posts = bench.standin().posts(account);
            const auto post = std::ranges::find_if(posts, [&](const QJsonObject &one) {
                return one["permalink"_L1] == item["permalink"_L1];
            });
            QVERIFY(post != posts.end());
            QCOMPARE((*post)["sha256"_L1].toString(), hash);
            QCOMPARE((*post)["caption"_L1].toString(),
                     QString(QFileInfo(path).completeBaseName() + u" by "_s + account));
        }
        QVERIFY(files.isEmpty());
        QCOMPARE(siteAccount(bench, names[0])["signIns"_L1].toInt(), 0);
        QCOMPARE(siteAccount(bench, names[1])["signIns"_L1].toInt(), 1);
        QCOMPARE(siteAccount(bench, names[2])["signIns"_L1].toInt(), 1);
        QCOMPARE(bench.standin().profilesLeft(), 0);
        const CliAnswer profiles = cli(environment, {u"profiles"_s, u"list"_s});
        QCOMPARE(profiles.object["open"_L1].toInt(-1), 0);
        QCOMPARE(profiles.object["profiles"_L1].toArray().size(), 3);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

    /// There is an end to waiting, which says for what.
    void aVideoThatIsGoneIsSaid()
    {
        Harness bench(u"sqlite"_s, Browser::Stub, {}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const QString video = bench.makeVideo(u"gone.mp4"_s);
        upload(bench, bench.addAccount(u"alice_shop"_s), video, {});
        QVERIFY(QFile::remove(video));
        const CliAnswer run = cli(bench.environment(), kRun);
        QVERIFY(run.code != 0);
        QVERIFY2(run.err.contains("gone.mp4"), run.told().constData());
    }

    void singleUpload_data() { addEngineRows(); }
    void singleUpload()
    {
        QFETCH(QString, engine);
        Harness bench(engine, Browser::Chromium, {}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const AccountId account = bench.addAccount(u"alice_shop"_s);
        const QString video = bench.makeVideo(u"клип — 1 (финал) 🎬.mp4"_s, 3'000'000);
        const QString task = upload(bench, account, video, u"Hello 🎬\nsecond line"_s);
        const CliAnswer run = cli(bench.environment(), kRun);
        QVERIFY2(run.code == 0, run.told().constData());
        const QList<QJsonObject> posts = bench.standin().posts();
        QCOMPARE(posts.size(), 1);
        QCOMPARE(posts[0]["account"_L1].toString(), u"alice_shop"_s);
        QCOMPARE(posts[0]["sha256"_L1].toString().toLatin1(), Harness::sha256(video));
        QCOMPARE(posts[0]["caption"_L1].toString(), u"Hello 🎬\nsecond line"_s);
        // What the old application shows.
        QCOMPARE(select(bench, u"SELECT status FROM uploader_uploadtask WHERE id = "_s + task),
                 QStringList{u"COMPLETED"_s});
        QCOMPARE(
            select(bench,
                   u"SELECT video_file, caption FROM uploader_videofile WHERE task_id = "_s + task,
                   2),
            QStringList{bench.settings().storedMediaPath(video) + u"\tHello 🎬\nsecond line"_s});
        QCOMPARE(bench.standin().profilesLeft(), 0);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

    /// Dolphin's own ways to bring cookies in and out, put first by a setting.
    void cookiesGoTheChosenWay_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name,
                            const QString &setting,
                            const QString &value,
                            const QByteArray &method,
                            const QString &path,
                            int status = 200) {
            QTest::newRow(name) << setting << value << method << path << status;
        };
        const QString channels = u"COOKIE_CHANNELS"_s;
        row("local", channels, u"local,cdp,remote"_s, "POST", u"/v1.0/cookies/import"_s);
        row("remote, which the cloud has not",
            channels,
            u"remote,cdp"_s,
            "PATCH",
            u"/browser_profiles/*"_s,
            404);
        row("dolphin first",
            u"COOKIE_SOURCE"_s,
            u"dolphin-first"_s,
            "POST",
            u"/v1.0/export-cookies"_s);
    }
    void cookiesGoTheChosenWay()
    {
        QFETCH(QString, setting);
        QFETCH(QString, value);
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        QFETCH(int, status);
        Harness bench(u"sqlite"_s, Browser::Chromium, {{setting, value}}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const AccountId account = bench.addAccount(u"alice_shop"_s);
        upload(bench, account, bench.makeVideo(u"1.mp4"_s), {});
        const CliAnswer run = cli(bench.environment(), kRun);
        QVERIFY2(run.code == 0, run.told().constData());
        QCOMPARE(bench.standin().posts().size(), 1);
        const auto calls = bench.standin().requests(method, path);
        QCOMPARE(calls.size(), 1);
        QCOMPARE(calls.front()["status"_L1].toInt(), status);
        QVERIFY(bench.cookies(u"alice_shop"_s).isValid);
        QCOMPARE(bench.leakedSecret(), QString());
    }

    void persistentProfileIsKept_data() { addEngineRows(); }
    void persistentProfileIsKept()
    {
        QFETCH(QString, engine);
        Harness bench(
            engine, Browser::Chromium, {{u"EPHEMERAL_PROFILES"_s, u"0"_s}}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const AccountId account = bench.addAccount(u"bob.store"_s, {SignIn::Password});
        const ProfileId own = makeForeignProfile(bench, u"Bob's own"_s);
        QVERIFY(own.isValid());
        giveProfile(bench, account, own);

        for (int job = 1; job <= 2; ++job) {
            upload(bench, account, bench.makeVideo(u"%1.mp4"_s.arg(job)), {});
            const CliAnswer run = cli(bench.environment(), kRun);
            QVERIFY2(run.code == 0, run.told().constData());
            QCOMPARE(bench.standin().posts().size(), job);
            QCOMPARE(bench.standin().profileNames(), QStringList{u"Bob's own"_s});
            QVERIFY(!profileState(bench, own)["running"_L1].toBool());
            const QString start = u"/v1.0/browser_profiles/%1/start"_s.arg(own.value);
            // One that comes right after the test's own create may be too early, and is repeated.
            const auto starts = bench.standin().requests({}, start, u"local"_s);
            QCOMPARE(std::ranges::count_if(
                         starts, [](const QJsonObject &r) { return r["status"_L1] == 200; }),
                     job);
            QVERIFY(bench.cookies(u"bob.store"_s).isValid);
        }
        // The profile's own session is not overwritten by a stored one that has ended.
        endStoredSession(bench, account);
        upload(bench, account, bench.makeVideo(u"own.mp4"_s), {});
        const CliAnswer third = cli(bench.environment(), kRun);
        QVERIFY2(third.code == 0, third.told().constData());
        QCOMPARE(bench.standin().posts().size(), 3);
        QVERIFY(bench.cookies(u"bob.store"_s).isValid);
        // One sign-in in all, one create call (the test's own), nothing deleted.
        QCOMPARE(siteAccount(bench, u"bob.store"_s)["signIns"_L1].toInt(), 1);
        QCOMPARE(bench.standin().requests("POST", u"/browser_profiles"_s, u"remote"_s).size(), 1);
        QCOMPARE(bench.standin().requests("DELETE", u"/browser_profiles*"_s).size(), 0);
        QCOMPARE(select(bench, u"SELECT DISTINCT state FROM pelorus_profile"_s),
                 QStringList{u"STOPPED"_s});

        // Deleted by hand: told, not made anew, and no open ledger row keeps the account.
        QVERIFY(deleteForeignProfile(bench, own));
        upload(bench, account, bench.makeVideo(u"3.mp4"_s), {});
        const CliAnswer run = cli(bench.environment(), kRun);
        QVERIFY2(run.code != 0, run.out.constData());
        const QStringList told
            = select(bench, u"SELECT error FROM pelorus_job WHERE state = 'FAILED'"_s);
        QCOMPARE(told.size(), 1);
        QVERIFY2(
            told[0].startsWith(u"The Dolphin profile %1 of the account bob.store"_s.arg(own.value)),
            qPrintable(told[0]));
        QVERIFY(bench.standin().profileNames().isEmpty());
        QVERIFY(store::LedgerStore(bench.database()).openRows()->empty());
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

    void killedPersistentProfileIsStopped()
    {
        Harness bench(u"sqlite"_s,
                      Browser::Chromium,
                      {{u"EPHEMERAL_PROFILES"_s, u"0"_s}},
                      store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const AccountId account = bench.addAccount(u"alice_shop"_s);
        const ProfileId own = makeForeignProfile(bench, u"Alice's own"_s);
        giveProfile(bench, account, own);
        upload(bench, account, bench.makeVideo(u"1.mp4"_s), {});
        {
            CliProcess run(bench.environment(), QStringList{u"--json"_s} + kRun);
            QVERIFY2(run.waitForStep(u"video"_s, u"started"_s), run.said().constData());
            run.kill();
        }
        QVERIFY(profileState(bench, own)["running"_L1].toBool());
        expireLeases(bench);
        const CliAnswer run = cli(bench.environment(), kRun);
        QVERIFY2(run.code == 0, run.told().constData());
        QCOMPARE(bench.standin().posts().size(), 1);
        QVERIFY(!profileState(bench, own).isEmpty());
        QVERIFY(!profileState(bench, own)["running"_L1].toBool());
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

private:
    /// A single upload as dropping a video on an account makes it; the id of its shared row.
    static QString
    upload(Harness &bench, AccountId account, const QString &path, const QString &caption)
    {
        const auto made = store::JobStore(bench.database())
                              .createUpload(account,
                                            {{bench.settings().storedMediaPath(path),
                                              caption,
                                              {},
                                              {},
                                              QFileInfo(path).size(),
                                              QByteArray::fromHex(Harness::sha256(path)),
                                              false}});
        return made ? QString::number(made->value) : toLogString(made.error());
    }

    static void giveProfile(Harness &bench, AccountId account, ProfileId profile)
    {
        execute(bench,
                u"UPDATE uploader_instagramaccount SET dolphin_profile_id = '%1' WHERE id = %2"_s
                    .arg(profile.value)
                    .arg(account.value));
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestCliJobs)
#include "tst_clijobs.moc"
