// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/keychain.h"
#include "core/vault/sealing.h"
#include "core/vault/vault.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <thread>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::vault;

namespace {

QByteArray shown(const Secret &secret)
{
    return secret.reveal([](const QByteArray &bytes) { return QByteArray(bytes); });
}

Call soon()
{
    return Call::in(milliseconds(20000));
}

bool hasKeyring()
{
    return qEnvironmentVariableIsSet("PELORUS_TEST_KEYRING");
}

/// Runs `work` on a thread while the main thread turns its event loop.
template <typename Work>
auto onWorker(Work work)
{
    std::promise<decltype(work())> promise;
    auto future = promise.get_future();
    std::jthread thread([&] { promise.set_value(work()); });
    while (future.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        QTest::qWait(1);
    return future.get();
}

} // namespace

class TestVault : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_file;

    auto write(const QString &name, const QByteArray &value)
    {
        return onWorker([&] { return LocalSecrets(m_file).write(name, Secret(value), soon()); });
    }
    auto read(const QString &name)
    {
        return onWorker([&] { return LocalSecrets(m_file).read(name, soon()); });
    }

private slots:
    void init()
    {
        m_file = m_dir.filePath(u"deep/er/secrets.json"_s);
        QFile::remove(m_file);
    }

    void sealedIsBoundToKeyAndName()
    {
        const auto key = makeKey();
        const auto other = makeKey();
        QVERIFY(key && other);
        const auto sealed = seal(Secret(QByteArray("CANARY")), *key, "token");
        QVERIFY(sealed);
        QVERIFY(!sealed->contains("CANARY"));
        QVERIFY(*sealed != *seal(Secret(QByteArray("CANARY")), *key, "token"));
        QCOMPARE(shown(*open(*sealed, *key, "token")), QByteArray("CANARY"));
        QVERIFY(!open(*sealed, *key, "password"));
        QVERIFY(!open(*sealed, *other, "token"));
        QVERIFY(!open(*sealed, Secret(QByteArray("short")), "token"));
        for (qsizetype i = 0; i <= sealed->size(); ++i)
            QVERIFY(!open(sealed->left(i) + 'x', *key, "token"));
        QVERIFY(shown(*open(*seal(Secret(), *key, "e"), *key, "e")).isEmpty());
    }

    void withoutABusThereIsACleanErrorAndNoFile()
    {
        if (hasKeyring())
            QSKIP("there is a keyring");
        const auto written = write(u"token"_s, "CANARY");
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::Keychain);
        QVERIFY(!written.error().message.isEmpty());
        QVERIFY(!QFile::exists(m_file)); // nothing in clear instead
    }

    void neverSetIsNotFoundEvenWithoutAKeychain()
    {
        const auto value = read(u"nothing"_s);
        QVERIFY(!value);
        QCOMPARE(value.error().kind, ErrorKind::NotFound);
    }

    void roundTrip()
    {
        if (!hasKeyring())
            QSKIP("needs a keyring");
        const QByteArray binary("пароль\0x🎬", 18);
        QVERIFY(write(u"token"_s, "CANARY-1"));
        QVERIFY(write(u"db"_s, binary));
        QCOMPARE(shown(*read(u"token"_s)), QByteArray("CANARY-1"));
        QCOMPARE(shown(*read(u"db"_s)), binary);
        QVERIFY(write(u"token"_s, "CANARY-2"));
        QCOMPARE(shown(*read(u"token"_s)), QByteArray("CANARY-2"));

        QFile file(m_file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("CANARY"));
        file.close(); // Windows replaces no open file
#ifdef Q_OS_UNIX
        QCOMPARE(QFileInfo(m_file).permissions() & 0x0FFF,
                 (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser)
                     & 0x0FFF);
#endif

        QVERIFY(onWorker([&] { return LocalSecrets(m_file).remove(u"token"_s, soon()); }));
        QCOMPARE(read(u"token"_s).error().kind, ErrorKind::NotFound);
        QCOMPARE(shown(*read(u"db"_s)), binary);
    }

    void aLostKeyIsNeverReplacedWhileEntriesExist()
    {
        if (!hasKeyring())
            QSKIP("needs a keyring");
        QVERIFY(write(u"token"_s, "CANARY"));
        QVERIFY(onWorker([] { return keychain::remove(u"machine-key"_s, soon()); }));
        const auto lost = read(u"token"_s);
        QVERIFY(!lost);
        QCOMPARE(lost.error().kind, ErrorKind::Keychain);
        const auto more = write(u"other"_s, "x");
        QVERIFY(!more);
        QCOMPARE(more.error().kind, ErrorKind::Keychain);
        // With the file gone a new key may be made.
        QVERIFY(QFile::remove(m_file));
        QVERIFY(write(u"token"_s, "again"));
    }

    void twoWritersLoseNothing()
    {
        if (!hasKeyring())
            QSKIP("needs a keyring");
        QVERIFY(write(u"first"_s, "1"));
        const bool ok = onWorker([&] {
            std::atomic<int> good = 0;
            {
                std::vector<std::jthread> threads;
                for (int i = 0; i < 4; ++i) {
                    threads.emplace_back([&, i] {
                        const QString name = u"n%1"_s.arg(i);
                        good += LocalSecrets(m_file).write(name, Secret(name), soon()) ? 1 : 0;
                    });
                }
            }
            return good == 4;
        });
        QVERIFY(ok);
        for (int i = 0; i < 4; ++i)
            QVERIFY(read(u"n%1"_s.arg(i)));
    }

    void damagedFilesAreErrorsAndStay_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("hello");
        QTest::newRow("other json") << QByteArray("{\"a\":1}");
    }

    void damagedFilesAreErrorsAndStay()
    {
        QFETCH(QByteArray, content);
        m_file = m_dir.filePath(u"damaged.json"_s);
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QCOMPARE(read(u"token"_s).error().kind, ErrorKind::Io);
        QCOMPARE(write(u"token"_s, "x").error().kind, ErrorKind::Io);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
    }

    void stopAndDeadlineEndTheWait()
    {
        // The main thread does not turn its loop here, so the job never runs.
        std::stop_source stop;
        Result<Secret> stopped = fail(ErrorKind::Internal, u""_s);
        {
            std::jthread thread([&] {
                stopped = keychain::read(u"x"_s, {Deadline::never(), stop.get_token()});
            });
            stop.request_stop();
        }
        QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
        Result<Secret> late = fail(ErrorKind::Internal, u""_s);
        {
            std::jthread thread(
                [&] { late = keychain::read(u"x"_s, Call::in(milliseconds(200))); });
        }
        QCOMPARE(late.error().kind, ErrorKind::Keychain);
    }
};

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
