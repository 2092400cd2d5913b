// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/support/resultmacros.h"
#include "tests/system/canary.h"
#include "tests/system/cliprocess.h"
#include "tests/system/outside.h"
#include "tests/system/refusingpostgres.h"

#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {
namespace {

// With characters that every encoding writes in its own way.
const QString kPassword = u"CANARY pass+/%&\"ё"_s;
const QString kWrongPassword = u"CANARY wrong+/%&\"ё"_s;
const QString kProxyPassword = u"CANARY-proxy:p@ss/1"_s;
const QString kDatabasePassword = u"CANARY-db?p@ss#1"_s;
const QByteArray kWrongToken
    = "eyJhbGciOiJSUzI1NiJ9.eyJjYW5hcnkiOiJ3cm9uZyJ9.Q0FOQVJZLXdyb25nLXRva2Vu";

} // namespace

/// No secret in anything that pelorus-cli prints, logs at its most verbose, or leaves in the
/// database for people to read; least of all when something goes wrong.
class TestCliSecrets : public QObject
{
    Q_OBJECT

    Canaries m_canaries;
    QByteArray m_seen;
    QHash<QString, QString> m_environment;

    /// Runs a command and keeps what it said; its code. Short ones once with --json and once
    /// without.
    int run(const QStringList &arguments, const QByteArray &input = {})
    {
        CliProcess text(m_environment, arguments, input);
        if (!text.waitForEnd())
            return -1;
        m_seen += text.said() + '\n';
        if (arguments.first() == "run"_L1)
            return text.code();
        const CliAnswer object = cli(m_environment, arguments, input);
        m_seen += object.out + object.err + '\n';
        return object.code == text.code() ? text.code() : -1;
    }

    AccountId addAccount(Harness &bench, const QString &name, const QString &stored)
    {
        bench.standin().site({{u"accounts"_s,
                               QJsonArray{QJsonObject{{u"username"_s, name},
                                                      {u"password"_s, kPassword},
                                                      {u"totpSecret"_s, Harness::kTotp}}}}});
        store::NewAccount account;
        account.username = name;
        account.password = Secret(stored);
        account.emailPassword = Secret(kPassword);
        account.tfaSecret = Secret(Harness::kTotp);
        return store::AccountStore(bench.database()).add(account).value_or(AccountId());
    }

private slots:
    void plantedOnesAreFound_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray value = kPassword.toUtf8();
        QTest::newRow("plain") << "a " + value + " b";
        QTest::newRow("lower case") << QString(kPassword).toLower().toUtf8();
        QTest::newRow("URL") << QUrl::toPercentEncoding(kPassword);
        QTest::newRow("JSON") << json::compact(QJsonObject{{u"p"_s, kPassword}});
        QTest::newRow("hex") << "x" + value.toHex().toUpper();
        for (const char *before : {"", "u", "us", "user:"})
            QTest::addRow("base64 after %s", before) << QByteArray(before + value + "!").toBase64();
        QTest::newRow("base64 for URLs") << value.toBase64(QByteArray::Base64UrlEncoding);
    }
    void plantedOnesAreFound()
    {
        QFETCH(QByteArray, text);
        Canaries canaries;
        canaries.add(u"password"_s, kPassword.toUtf8());
        QVERIFY(!canaries.find(text).isEmpty());
        QCOMPARE(canaries.find("nothing of the kind"), QString());
    }

    void noSecretIsSeen_data() { addEngineRows(); }
    void noSecretIsSeen()
    {
        QFETCH(QString, engine);
        Harness bench(
            engine, Browser::Chromium, {{u"PELORUS_LOG_LEVEL"_s, u"trace"_s}}, store::Role::Viewer);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        m_environment = bench.environment();
        m_canaries = {};
        m_seen = {};
        m_canaries.add(u"token"_s, m_environment.value(u"DOLPHIN_API_TOKEN"_s).toUtf8());
        m_canaries.add(u"wrong token"_s, kWrongToken);
        m_canaries.add(u"password"_s, kPassword.toUtf8());
        m_canaries.add(u"wrong password"_s, kWrongPassword.toUtf8());
        m_canaries.add(u"one-time code secret"_s, Harness::kTotp.toUtf8());
        m_canaries.add(u"proxy password"_s, kProxyPassword.toUtf8());
        m_canaries.add(u"database password"_s, kDatabasePassword.toUtf8());
        giveDatabasePassword();

        // What works: signed in by password and code, through a proxy with a password; commands
        // that read.
        const AccountId alice = addAccount(bench, u"alice_shop"_s, kPassword);
        giveProxy(bench, alice);
        const QString video = bench.makeVideo(u"one.mp4"_s);
        const BulkTaskId bulk = makeTask(u"alice_shop"_s, bench.folder(u"media"_s));
        QCOMPARE(run({u"run"_s, u"--until-idle"_s}), 0);
        QCOMPARE(bench.standin().posts(u"alice_shop"_s).size(), 1);
        noteCookies(bench, u"alice_shop"_s, alice);
        readEverything(bulk);

        // What does not.
        wrongInput();
        wrongSettings(bench);
        const AccountId dave = addAccount(bench, u"dave"_s, kWrongPassword);
        QVERIFY(dave.isValid());
        const BulkTaskId refused = makeTask(u"dave"_s, bench.folder(u"media"_s));
        QCOMPARE(run({u"run"_s, u"--until-idle"_s}), 1);
        readEverything(refused);
        deadProxy(bench, alice);

        QVERIFY2(m_seen.contains("[http]") || m_seen.contains("[net]"), "the log says nothing");
        QCOMPARE(m_canaries.find(m_seen), QString());
        QCOMPARE(m_canaries.find(readableColumns(bench)), QString());
        QCOMPARE(m_canaries.find(readableFiles(bench.settings().dataDir)), QString());
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }

    void databasePasswordIsRefused()
    {
        m_canaries = {};
        m_seen = {};
        m_canaries.add(u"database password"_s, kDatabasePassword.toUtf8());
        RefusingPostgres server; // says the password in its answer
        const QString password = QString::fromLatin1(QUrl::toPercentEncoding(kDatabasePassword));
        m_environment
            = {{u"DATABASE_URL"_s,
                u"postgresql://canary:%1@127.0.0.1:%2/pelorus"_s.arg(password).arg(server.port())},
               {u"DOLPHIN_API_TOKEN"_s, u"standin-token"_s},
               {u"DOLPHIN_API_HOST"_s, u"http://127.0.0.1:9"_s},
               {u"PELORUS_LOG_LEVEL"_s, u"trace"_s}};
        for (const QStringList &arguments : {QStringList{u"accounts"_s, u"list"_s},
                                             QStringList{u"check"_s},
                                             QStringList{u"run"_s, u"--until-idle"_s}})
            QCOMPARE(run(arguments), 1);
        QVERIFY(m_seen.contains("refused the user name or the password"));
        QVERIFY(server.heard().contains(kDatabasePassword.toUtf8()));
        QCOMPARE(m_canaries.find(m_seen), QString());
    }

private:
    void giveDatabasePassword()
    {
        QUrl url(m_environment.value(u"DATABASE_URL"_s));
        if (url.scheme() == "sqlite"_L1)
            return;
        if (!url.password().isEmpty()) // of pg_virtualenv
            return m_canaries.add(u"database password"_s, url.password().toUtf8());
        const QString text = m_environment.value(u"DATABASE_URL"_s);
        const QString password = QString::fromLatin1(QUrl::toPercentEncoding(kDatabasePassword));
        m_environment.insert(u"DATABASE_URL"_s,
                             QString(text).replace(u"@"_s, u':' % password % u'@'));
    }

    static void giveProxy(Harness &bench, AccountId account)
    {
        store::Proxy proxy;
        proxy.type = u"HTTP"_s;
        proxy.host = u"proxy.example"_s;
        proxy.port = 8080;
        proxy.username = Secret(u"user"_s);
        proxy.password = Secret(kProxyPassword);
        proxy.status = u"active"_s;
        const auto added = store::ProxyStore(bench.database()).add(proxy);
        QVERIFY_RESULT(added);
        QVERIFY_RESULT(store::AccountStore(bench.database()).assignProxy(account, *added));
    }

    BulkTaskId makeTask(const QString &account, const QString &videos)
    {
        const CliAnswer made = cli(m_environment,
                                   {u"bulk"_s,
                                    u"create"_s,
                                    u"--videos"_s,
                                    videos,
                                    u"--accounts"_s,
                                    account,
                                    u"--again"_s});
        m_seen += made.out + made.err;
        return {made.object["id"_L1].toInteger()};
    }

    /// The values that the site gave; the account's own id is no secret.
    void noteCookies(Harness &bench, const QString &name, AccountId account)
    {
        const auto stored = store::CookieStore(bench.database()).load(account);
        QVERIFY_RESULT(stored);
        int noted = 0;
        for (const formats::Cookie &cookie : stored->cookies) {
            cookie.value.reveal([&](const QByteArray &value) {
                if (cookie.name != "ds_user_id"_L1 && value.size() >= 12) {
                    m_canaries.add(QString(name % u' ' % cookie.name), value);
                    ++noted;
                }
            });
        }
        QVERIFY(noted >= 2);
    }

    void readEverything(BulkTaskId bulk)
    {
        for (const QString &command : {u"accounts list"_s,
                                       u"proxies list"_s,
                                       u"cookies history --account alice_shop"_s,
                                       u"blueprint get --account alice_shop"_s,
                                       u"tasks list"_s,
                                       u"publications list"_s,
                                       u"profiles list"_s,
                                       u"check"_s,
                                       u"migrate"_s})
            run(command.split(u' '));
        run({u"bulk"_s, u"status"_s, QString::number(bulk.value)});
    }

    /// Files that hold secrets and cannot be read.
    void wrongInput()
    {
        const QByteArray password = kPassword.toUtf8();
        const QByteArray proxy = kProxyPassword.toUtf8();
        QVERIFY(run({u"accounts"_s, u"import"_s, u"-"_s},
                    "\n:" + password + "\nname with spaces;;;" + password + "\n{\"password\":\""
                        + password + "\n")
                != 0);
        QVERIFY(run({u"proxies"_s, u"import"_s, u"-"_s},
                    "http://user:" + proxy + "@host:99999\nhost:80:user:" + proxy + ":more\n"
                        + proxy + "\n")
                != 0);
        QVERIFY(run({u"cookies"_s, u"import"_s, u"--account"_s, u"alice_shop"_s, u"-"_s},
                    "[{\"name\":\"sessionid\",\"value\":\"" + password + "\",\"domain\":")
                != 0);
        run({u"cookies"_s, u"normalize"_s, u"-"_s},
            "[{\"name\":\"sessionid\",\"value\":\"CANARY pass+/%&\\\"ё\",\"domain\":\".x.com\"}]");
    }

    /// Settings that are wrong, some with the secret in the wrong place.
    void wrongSettings(Harness &bench)
    {
        const auto usual = m_environment;
        const QString token = usual.value(u"DOLPHIN_API_TOKEN"_s);
        m_environment.insert(u"DOLPHIN_API_TOKEN"_s, QString::fromLatin1(kWrongToken));
        QCOMPARE(run({u"check"_s}), 1);
        const BulkTaskId waiting = makeTask(u"alice_shop"_s, bench.folder(u"media"_s));
        QCOMPARE(run({u"run"_s, u"--until-idle"_s}), 1);
        QCOMPARE(run({u"profiles"_s, u"sweep"_s}), 1);
        m_environment = usual;
        run({u"tasks"_s, u"cancel"_s, QString::number(bench.job(waiting, u"alice_shop"_s).value)});
        for (const QString &variable : {u"DOLPHIN_API_HOST"_s,
                                        u"DOLPHIN_REMOTE_API"_s,
                                        u"CONCURRENCY_LIMIT"_s,
                                        u"COOKIE_CHANNELS"_s,
                                        u"PELORUS_MACHINE"_s}) {
            m_environment.insert(variable, QString(token % u'/' % kPassword));
            run({u"check"_s});
            m_environment = usual;
        }
        const QString password = QString::fromLatin1(QUrl::toPercentEncoding(kDatabasePassword));
        for (const QString &url : {u"postgresql://u:%1@127.0.0.1:1/x"_s,
                                   u"postgresql://u:%1@127.0.0.1:x/x"_s,
                                   u"postgresql://u:%1@127.0.0.1/x?nonsense=%1"_s,
                                   u"mysql://u:%1@127.0.0.1/x"_s}) {
            m_environment.insert(u"DATABASE_URL"_s, QString(url).replace(u"%1"_s, password));
            QVERIFY(run({u"accounts"_s, u"list"_s}) != 0);
        }
        m_environment = usual;
        QCOMPARE(run({u"--database"_s,
                      QString(u"postgresql://u:%1@h/x"_s).replace(u"%1"_s, password),
                      u"accounts"_s,
                      u"list"_s}),
                 2);
    }

    /// Its password is in the payload that Dolphin gets; the job waits to be run again.
    void deadProxy(Harness &bench, AccountId)
    {
        QVERIFY(bench.standin().knobs(
            {{u"deadProxies"_s, QJsonArray{u"proxy.example"_s, u"proxy.example:8080"_s}}}));
        const BulkTaskId bulk = makeTask(u"alice_shop"_s, bench.folder(u"media"_s));
        const JobId job = bench.job(bulk, u"alice_shop"_s);
        CliProcess process(m_environment, {u"run"_s, u"--until-idle"_s});
        const bool told
            = process.waitUntil([&] { return bench.facts(job).errorClass == "proxy"_L1; });
        process.kill();
        m_seen += process.said();
        QVERIFY2(told, process.said().constData());
        readEverything(bulk);
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestCliSecrets)
#include "tst_clisecrets.moc"
