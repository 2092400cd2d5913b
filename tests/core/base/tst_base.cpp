// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/backoff.h"
#include "core/base/deadline.h"
#include "core/base/inbox.h"
#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/savefile.h"
#include "core/base/secret.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <thread>
#include <type_traits>
#include <vector>

#ifdef Q_OS_LINUX
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace pelorus;

template <typename T>
concept Printable = requires(QDebug debug, const T &value)
{
    debug << value;
};

static_assert(!Printable<Secret>, "a secret must not compile into a debug stream");
static_assert(!std::is_copy_constructible_v<Secret>);
static_assert(!std::is_convertible_v<Secret, QString>);

#ifdef Q_OS_LINUX
namespace {
std::vector<ino_t> synced;
}

/// Instead of the system library's, which it does the work of.
extern "C" int fsync(int handle)
{
    struct stat what = {};
    if (fstat(handle, &what) == 0)
        synced.push_back(what.st_ino);
    return int(syscall(SYS_fsync, handle));
}
#endif

class TestBase : public QObject
{
    Q_OBJECT

private slots:
    void backoffGrowsAndIsCapped()
    {
        const RetryPolicy policy{5, milliseconds(100), 2.0, milliseconds(300)};
        QCOMPARE(backoff(policy, 2, 0.0).count(), 100);
        QCOMPARE(backoff(policy, 3, 0.0).count(), 200);
        QCOMPARE(backoff(policy, 4, 0.0).count(), 300);
        QCOMPARE(backoff(policy, 9, 0.5).count(), 225);
        // A server that says how long to wait is obeyed even over the cap.
        QCOMPARE(backoff(policy, 2, 0.9, milliseconds(5000)).count(), 5000);
    }

    void sleepEndsWhenStopped()
    {
        std::stop_source source;
        std::jthread stopper([&source] { source.request_stop(); });
        const auto slept = sleepFor(std::chrono::hours(1), {Deadline::never(), source.get_token()});
        QVERIFY(!slept);
        QCOMPARE(slept.error().kind, ErrorKind::Cancelled);
    }

    void sleepEndsAtTheDeadline()
    {
        const auto slept = sleepFor(std::chrono::hours(1), Call::in(milliseconds(1)));
        QVERIFY(!slept);
        QCOMPARE(slept.error().kind, ErrorKind::Timeout);
    }

    void errorNamesRoundTrip()
    {
        for (int i = 0; i <= static_cast<int>(ErrorKind::Internal); ++i) {
            const auto kind = static_cast<ErrorKind>(i);
            QCOMPARE(kindFromName(kindName(kind)), kind);
        }
    }

    void secretHasItsLengthInCharacters()
    {
        const Secret secret(u"пароль🎬"_s);
        QCOMPARE(secret.length(), 7);
        QVERIFY(secret.equals(secret.clone()));
        QVERIFY(!secret.equals(Secret(u"пароль🎭"_s)));
    }

    void jsonStringIsAsQtWritesIt()
    {
        QString every;
        for (char16_t c = 1; c < 0x300; ++c)
            every += QChar(c);
        for (const QString &text :
             {every, u""_s, u"\\"_s, u"\"\"\n"_s, u"рыба 🐟 \u2028"_s, u"end\t"_s}) {
            QByteArray json("[");
            json::appendString(json, text.toUtf8());
            QCOMPARE(json + ']', json::compact(QJsonArray{text}));
        }
    }

    void logIsRedacted_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("canary");
        QTest::newRow("bearer") << u"Authorization: Bearer CANARY-1234567"_s << u"CANARY"_s;
        QTest::newRow("jwt") << u"got eyJhbGciOiJIUzI1NiJ9.CANARY.sig back"_s << u"CANARY"_s;
        QTest::newRow("url user") << u"postgresql://op:CANARY@db-1/pelorus"_s << u"CANARY"_s;
        QTest::newRow("url query") << u"GET https://x.example/a?token=CANARY done"_s << u"CANARY"_s;
        QTest::newRow("json") << u"{\"password\": \"CANARY \\\" CANARY\", \"a\":1}"_s
                              << u"CANARY"_s;
        QTest::newRow("cookie") << u"sessionid=CANARY; csrftoken=CANARY"_s << u"CANARY"_s;
    }

    void logIsRedacted()
    {
        QFETCH(QString, line);
        QFETCH(QString, canary);
        const QString out = log::redact(line);
        QVERIFY2(!out.contains(canary), qPrintable(out));
    }

    void tryingAFileLeavesItAsItIs()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"file"_s);
        QVERIFY(checkWritable(path).has_value());
        QVERIFY(QDir(folder.path()).isEmpty());
        QVERIFY(saveFile(path, "text").has_value());
        QVERIFY(checkWritable(path).has_value());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("text"));
        const auto nowhere = checkWritable(folder.filePath(u"none/file"_s));
        QVERIFY(!nowhere);
        QCOMPARE(nowhere.error().kind, ErrorKind::Io);
        QVERIFY(!checkWritable(folder.path()));
    }
    /// Of several callers, each waits for its own and none runs beside another.
    void inboxIsRunOnItsThread()
    {
        QThread there;
        Inbox inbox;
        inbox.moveToThread(&there);
        there.start();
        int runs = 0; // no atomic: the sanitizer must see the order
        std::atomic<int> elsewhere = 0;
        {
            std::vector<std::jthread> callers(4);
            for (std::jthread &caller : callers) {
                caller = std::jthread([&] {
                    for (int i = 0; i < 200; ++i) {
                        int seen = 0;
                        inbox.run([&] {
                            seen = ++runs;
                            elsewhere += QThread::currentThread() == &there ? 0 : 1;
                        });
                        elsewhere += seen > 0 ? 0 : 1000;
                    }
                });
            }
        }
        there.quit();
        there.wait();
        QCOMPARE(runs, 800);
        QCOMPARE(elsewhere.load(), 0);
    }
    void postedWorkKeepsItsOrderAndEndsWithTheInbox()
    {
        QList<int> done;
        auto inbox = std::make_unique<Inbox>();
        std::jthread([&] {
            for (int i = 0; i < 3; ++i)
                inbox->post([&done, i] { done += i; });
            inbox->post([&] { inbox.reset(); });
            inbox->post([&done] { done += -1; });
        }).join();
        QCOMPARE(done, QList<int>());
        QCoreApplication::sendPostedEvents();
        QCOMPARE(done, (QList<int>{0, 1, 2}));
        QVERIFY(!inbox);
    }
#ifdef Q_OS_LINUX
    /// A power cut must not take back the name of a file that was said to be on the disk.
    void aSavedFileIsOnTheDisk()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(u"real"_s));
        const QString path = folder.filePath(u"real/file"_s);
        const QString link = folder.filePath(u"link"_s);
        struct stat inFolder = {};
        QCOMPARE(stat(qPrintable(folder.filePath(u"real"_s)), &inFolder), 0);
        for (const QString &by : {path, link}) {
            synced.clear();
            QVERIFY(saveFile(by, "text").has_value());
            QCOMPARE(synced, std::vector{inFolder.st_ino}); // Qt has fdatasync() for the file
            QVERIFY(by == link || QFile::link(path, link));
        }
        QVERIFY(QFileInfo(link).isSymLink());
    }
#endif
};

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
