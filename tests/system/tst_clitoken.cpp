// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/machinesecrets.h"
#include "tests/support/resultmacros.h"
#include "tests/support/standin.h"
#include "tests/system/cliprocess.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {
namespace {

const QByteArray kToken = "CANARY-sealed-token";

/// Runs `work` on a thread while the main thread turns its event loop, as the keychain wants it.
template <typename Work>
auto onWorker(Work work)
{
    std::promise<decltype(work())> promise;
    auto future = promise.get_future();
    std::jthread thread([&] { promise.set_value(work()); });
    while (future.wait_for(0s) != std::future_status::ready)
        QTest::qWait(1);
    return future.get();
}

} // namespace

/// The Dolphin token that was entered in the window is the command line's too. Needs a keyring.
class TestCliToken : public QObject
{
    Q_OBJECT

    StandIn m_standin;
    QTemporaryDir m_data;
    QHash<QString, QString> m_environment;

    Result<void> seal(const QByteArray &secret, const QString &name = vault::kDolphinToken)
    {
        return onWorker([&] {
            return vault::LocalSecrets(vault::machineSecretsFile(m_data.path()))
                .write(name, Secret(secret), Call::in(30s));
        });
    }
    CliAnswer check() { return cli(m_environment, {u"check"_s}); }
    static QJsonObject dolphin(const CliAnswer &answer)
    {
        return answer.object["dolphin"_L1].toObject();
    }

private slots:
    void initTestCase()
    {
        StandIn::Options options;
        options.token = kToken;
        QVERIFY(m_standin.start(options));
    }
    void init()
    {
        QFile::remove(vault::machineSecretsFile(m_data.path()));
        QFile::remove(m_data.filePath(u"settings.ini"_s));
        m_environment = m_standin.environment();
        m_environment.insert(u"DOLPHIN_API_TOKEN"_s, {});
        m_environment.insert(u"PELORUS_DATA_DIR"_s, m_data.path());
        m_environment.insert(u"DATABASE_URL"_s, u"sqlite:///"_s + m_data.filePath(u"p.db"_s));
    }

    void sealedTokenIsUsed()
    {
        QVERIFY_RESULT(seal(kToken));
        const CliAnswer answer = check();
        QVERIFY2(dolphin(answer)["ok"_L1].toBool(), answer.out.constData());
        QVERIFY(!answer.out.contains(kToken) && !answer.err.contains(kToken));
        const CliAnswer run = cli(m_environment, {u"run"_s, u"--until-idle"_s});
        QVERIFY2(run.code == 0, run.told().constData());
        const CliAnswer sweep = cli(m_environment, {u"profiles"_s, u"sweep"_s});
        QVERIFY2(sweep.code == 0, sweep.told().constData());
    }

    void environmentWins()
    {
        QVERIFY_RESULT(seal("CANARY-wrong-token"));
        QVERIFY(!dolphin(check())["ok"_L1].toBool());
        m_environment.insert(u"DOLPHIN_API_TOKEN"_s, QString::fromLatin1(kToken));
        const CliAnswer answer = check();
        QVERIFY2(dolphin(answer)["ok"_L1].toBool(), answer.out.constData());
    }

    void noTokenIsTold()
    {
        const CliAnswer answer = check();
        QVERIFY2(dolphin(answer)["text"_L1].toString().contains(u"DOLPHIN_API_TOKEN"_s),
                 answer.out.constData());
        QCOMPARE(answer.code, 1);
        const CliAnswer run = cli(m_environment, {u"run"_s, u"--until-idle"_s});
        QCOMPARE(run.object["error"_L1].toString(), u"auth"_s);
        QCOMPARE(run.code, 1);
    }

    void closedKeychainIsTold()
    {
        QVERIFY_RESULT(seal(kToken));
        m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
        const CliAnswer run = cli(m_environment, {u"run"_s, u"--until-idle"_s});
        QCOMPARE(run.code, 1);
        QCOMPARE(run.object["error"_L1].toString(), u"keychain"_s);
        // Commands that need no token do not ask the keychain.
        QCOMPARE(cli(m_environment, {u"accounts"_s, u"list"_s}).code, 0);
    }

    void databasePasswordIsUsed()
    {
        QVERIFY_RESULT(seal("CANARY-database", vault::kDatabasePassword));
        QFile file(m_data.filePath(u"settings.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("DATABASE_URL=postgresql://u@127.0.0.1:1/d\n");
        file.close();
        // The environment's address gets no password and asks no keychain.
        m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
        QCOMPARE(cli(m_environment, {u"accounts"_s, u"list"_s}).code, 0);
        m_environment.insert(u"DATABASE_URL"_s, {});
        for (const QStringList &words : {QStringList{u"accounts"_s, u"list"_s},
                                         QStringList{u"migrate"_s},
                                         QStringList{u"backup"_s, m_data.filePath(u"b"_s)}})
            QCOMPARE(cli(m_environment, words).object["error"_L1].toString(), u"keychain"_s);
        const QString other = u"sqlite:///"_s + m_data.filePath(u"p.db"_s);
        const CliAnswer named
            = cli(m_environment, {u"--database"_s, other, u"accounts"_s, u"list"_s});
        QCOMPARE(named.code, 0);
        m_environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
        QCOMPARE(cli(m_environment, {u"accounts"_s, u"list"_s}).object["error"_L1].toString(),
                 u"08001"_s); // nobody listens: it got as far as that
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestCliToken)
#include "tst_clitoken.moc"
