// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::settings;

using Values = QHash<QString, QString>;

namespace {

/// What an absolute path begins with on this system.
#ifdef Q_OS_WIN
const QString kDrive = u"C:"_s;
#else
const QString kDrive;
#endif

QString shown(const Secret &secret)
{
    return secret.reveal([](const QByteArray &utf8) { return QString::fromUtf8(utf8); });
}

void put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_program;
    QString m_data;

    Result<Settings> with(Values values) const
    {
        if (!values.contains(u"PELORUS_DATA_DIR"_s))
            values.insert(u"PELORUS_DATA_DIR"_s, m_data);
        return load(values, m_program);
    }

private slots:
    void init()
    {
        m_program = m_dir.filePath(u"bin"_s);
        m_data = m_dir.filePath(u"data"_s);
        for (const QString &dir : {m_program, m_data}) {
            QDir(dir).removeRecursively();
            QVERIFY(QDir().mkpath(dir));
        }
    }

    void defaultsAreThoseOfThePlan()
    {
        const auto s = with({});
        QVERIFY(s);
        QCOMPARE(shown(s->databaseUrl), QString(u"sqlite:///"_s % m_data % u"/pelorus.db"_s));
        QVERIFY(s->dolphinToken.isEmpty());
        QCOMPARE(s->dolphinLocal, QUrl(u"http://localhost:3001"_s));
        QCOMPARE(s->concurrencyLimit, 2);
        QCOMPARE(s->profileMode, ProfileMode::Ephemeral);
        QCOMPARE(s->cookieChannels.size(), size_t(3));
        QVERIFY(s->cookieTime == CookieTime::Milliseconds);
        QCOMPARE(s->cookieSource, CookieSource::CdpFirst);
        QCOMPARE(s->leaseTtl, std::chrono::seconds(120));
        QVERIFY(!s->machine.isEmpty());
        QVERIFY(s->machine.size() <= 40);
    }

    void dataDirNeedsNoApplicationName()
    {
        const auto s = load({}, m_program);
        QVERIFY(s);
        QVERIFY2(s->dataDir.endsWith(u"/pelorus"_s), qPrintable(s->dataDir));
        QVERIFY(QDir::isAbsolutePath(s->dataDir));
    }

    void everyVariableArrives()
    {
        const auto s = with({{u"DATABASE_URL"_s, u"postgres://op:CANARY@db-1:5433/pelorus"_s},
                             {u"DOLPHIN_API_TOKEN"_s, u"CANARY-TOKEN"_s},
                             {u"DOLPHIN_API_HOST"_s, u"host.docker.internal"_s},
                             {u"DOLPHIN_REMOTE_API"_s, u"http://127.0.0.1:9/"_s},
                             {u"DOLPHIN_SYNC_API_BASE"_s, u"https://sync.example/api/"_s},
                             {u"DOLPHIN_DARKWING_BASE"_s, u"127.0.0.1:9001"_s},
                             {u"CONCURRENCY_LIMIT"_s, u"7"_s},
                             {u"EPHEMERAL_PROFILES"_s, u"Off"_s},
                             {u"PELORUS_HEADLESS"_s, u"YES"_s},
                             {u"COOKIE_CHANNELS"_s, u"remote, cdp"_s},
                             {u"DOLPHIN_COOKIE_TIME"_s, u"Seconds"_s},
                             {u"COOKIE_SOURCE"_s, u"dolphin-first"_s},
                             {u"MEDIA_ROOT"_s, kDrive + u"/srv/видео/"_s},
                             {u"PELORUS_BROWSER_PATHS"_s, u"Z:\\=/;/srv=/mnt/a=b"_s},
                             {u"PELORUS_LOG_LEVEL"_s, u"Debug"_s},
                             {u"PELORUS_ACTION_DELAY"_s, u"0-0.05"_s},
                             {u"PELORUS_LEASE_TTL"_s, u"30"_s},
                             {u"PELORUS_OPERATOR_WAIT"_s, u"0"_s},
                             {u"PELORUS_SITE_URL"_s, u"https://127.0.0.1:8443"_s},
                             {u"PELORUS_MACHINE"_s, u"DESK-2"_s},
                             {u"PELORUS_ACCOUNTS_PER_PROXY"_s, u"0"_s},
                             {u"PELORUS_PROFILES_A_MONTH"_s, u"1000"_s}});
        QVERIFY2(s, s ? "" : qPrintable(s.error().message));
        QCOMPARE(shown(s->databaseUrl), u"postgresql://op:CANARY@db-1:5433/pelorus"_s);
        QCOMPARE(shown(s->dolphinToken), u"CANARY-TOKEN"_s);
        QCOMPARE(s->dolphinLocal, QUrl(u"http://host.docker.internal:3001"_s));
        QCOMPARE(s->dolphinRemote, QUrl(u"http://127.0.0.1:9"_s));
        QCOMPARE(s->dolphinSync, QUrl(u"https://sync.example/api"_s));
        QCOMPARE(s->dolphinDarkwing, QUrl(u"http://127.0.0.1:9001"_s));
        QCOMPARE(s->concurrencyLimit, 7);
        QCOMPARE(s->profileMode, ProfileMode::Persistent);
        QVERIFY(s->headless);
        QVERIFY(s->cookieTime == CookieTime::Seconds);
        QCOMPARE(s->cookieChannels, (std::vector{CookieChannel::Remote, CookieChannel::Cdp}));
        QCOMPARE(s->cookieSource, CookieSource::DolphinFirst);
        QCOMPARE(s->mediaRoot, kDrive + u"/srv/видео"_s);
        QCOMPARE(s->browserPaths.size(), size_t(2));
        QCOMPARE(s->browserPaths[0].ours, u"Z:\\"_s);
        QCOMPARE(s->browserPaths[0].browsers, u"/"_s);
        QCOMPARE(s->browserPaths[1].browsers, u"/mnt/a=b"_s);
        QCOMPARE(s->logLevel, log::Level::Debug);
        QCOMPARE(s->actionDelayLeast.count(), 0);
        QCOMPARE(s->actionDelayMost.count(), 50);
        QCOMPARE(s->leaseTtl.count(), 30);
        QCOMPARE(s->operatorWait.count(), 0);
        QCOMPARE(s->siteUrl, QUrl(u"https://127.0.0.1:8443"_s));
        QCOMPARE(s->machine, u"DESK-2"_s);
        QCOMPARE(s->accountsPerProxy, 0);
        QCOMPARE(s->profilesAMonth, 1000);
        for (const auto &[made, nears] :
             {std::pair(0, false), {799, false}, {800, true}, {1000, true}, {1200, true}})
            QCOMPARE(nearsLimit(made, s->profilesAMonth), nears);
        QVERIFY(!nearsLimit(5000, 0));
    }

    void wrongValuesNameTheVariable_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *name, const char *value) {
            QTest::addRow("%s=%s", name, value)
                << QString::fromUtf8(name) << QString::fromUtf8(value);
        };
        row("DATABASE_URL", "mysql://u:CANARY@h/x");
        row("DATABASE_URL", "CANARY");
        row("DATABASE_URL", "sqlite:///");
        row("DOLPHIN_API_HOST", "ftp://localhost:3001");
        row("DOLPHIN_API_HOST", "http://localhost:0");
        row("DOLPHIN_API_HOST", "http://localhost:99999");
        row("DOLPHIN_API_HOST", "http://u:CANARY@localhost:3001");
        row("DOLPHIN_REMOTE_API", "http://");
        row("DOLPHIN_SYNC_API_BASE", "http://a b");
        row("DOLPHIN_DARKWING_BASE", "https://x/?token=CANARY");
        row("PELORUS_SITE_URL", "file:///etc/passwd");
        row("CONCURRENCY_LIMIT", "0");
        row("CONCURRENCY_LIMIT", "two");
        row("CONCURRENCY_LIMIT", "2.5");
        row("CONCURRENCY_LIMIT", "99999999999");
        row("EPHEMERAL_PROFILES", "maybe");
        row("PELORUS_HEADLESS", "2");
        row("COOKIE_CHANNELS", "cdp,cdp");
        row("COOKIE_CHANNELS", "cdp,");
        row("COOKIE_CHANNELS", "pigeon");
        row("DOLPHIN_COOKIE_TIME", "minutes");
        row("COOKIE_SOURCE", "both");
        row("PELORUS_BROWSER_PATHS", "Z:\\");
        row("PELORUS_BROWSER_PATHS", "=/mnt");
        row("PELORUS_BROWSER_PATHS", "/a=/b;/c=");
        row("PELORUS_LOG_LEVEL", "loud");
        row("PELORUS_ACTION_DELAY", "1.2-0.3");
        row("PELORUS_ACTION_DELAY", "-1");
        row("PELORUS_ACTION_DELAY", "1-2-3");
        row("PELORUS_ACTION_DELAY", "nan");
        row("PELORUS_LEASE_TTL", "0");
        row("PELORUS_OPERATOR_WAIT", "-5");
        row("PELORUS_MACHINE", "a/b");
        row("PELORUS_MACHINE", "0123456789012345678901234567890123456789X");
        row("PELORUS_ACCOUNTS_PER_PROXY", "many");
        row("PELORUS_PROFILES_A_MONTH", "-1");
    }

    void wrongValuesNameTheVariable()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        const auto s = with({{name, value}});
        QVERIFY(!s);
        QCOMPARE(s.error().kind, ErrorKind::InvalidInput);
        QVERIFY2(s.error().message.contains(name), qPrintable(s.error().message));
        QVERIFY(!toLogString(s.error()).contains(u"CANARY"_s));
    }

    void environmentBeatsDotEnvBeatsTheFile()
    {
        put(m_data + u"/settings.ini"_s,
            "[General]\nCONCURRENCY_LIMIT=3\nPELORUS_MACHINE=file\nMEDIA_ROOT=/file\n");
        put(m_program + u"/.env"_s, "PELORUS_MACHINE=dotenv\nMEDIA_ROOT=/dotenv\n");
        const auto s
            = with({{u"MEDIA_ROOT"_s, kDrive + u"/environment"_s}, {u"PELORUS_MACHINE"_s, u""_s}});
        QVERIFY(s);
        QCOMPARE(s->mediaRoot, kDrive + u"/environment"_s);
        QCOMPARE(s->machine, u"dotenv"_s); // an empty variable counts as not set
        QCOMPARE(s->concurrencyLimit, 3);
    }

    void dotEnvMayNameTheDataFolder()
    {
        const QString other = m_dir.filePath(u"other"_s);
        QVERIFY(QDir().mkpath(other));
        put(other + u"/settings.ini"_s, "CONCURRENCY_LIMIT=9\n");
        put(m_program + u"/.env"_s, "\xEF\xBB\xBFPELORUS_DATA_DIR=" + other.toUtf8() + "\r\n");
        const auto s = load({}, m_program);
        QVERIFY(s);
        QCOMPARE(s->dataDir, other);
        QCOMPARE(s->concurrencyLimit, 9);
    }

    void theSettingsFileHoldsNoSecrets_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("token") << QByteArray("DOLPHIN_API_TOKEN=CANARY\n");
        QTest::newRow("password") << QByteArray("DATABASE_URL=postgresql://u:CANARY@h/d\n");
    }

    void theSettingsFileHoldsNoSecrets()
    {
        QFETCH(QByteArray, content);
        put(m_data + u"/settings.ini"_s, content);
        const auto s = with({});
        QVERIFY(!s);
        QCOMPARE(s.error().kind, ErrorKind::InvalidInput);
        QVERIFY(!toLogString(s.error()).contains(u"CANARY"_s));
    }

    void unreadableFileIsAnError()
    {
        QVERIFY(QDir().mkpath(m_program + u"/.env"_s)); // a folder cannot be opened
        const auto s = with({});
        QVERIFY(!s);
        QCOMPARE(s.error().kind, ErrorKind::Io);
    }

    void databasePath_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("expected");
        QTest::newRow("path") << u""_s << kDrive + u"/var/lib/p q/база.db"_s
                              << u"sqlite:///"_s + kDrive + u"/var/lib/p q/база.db"_s;
        QTest::newRow("url wins") << u"sqlite:///a.db"_s << u"/b.db"_s << u"sqlite:///a.db"_s;
        QTest::newRow("four slashes") << u"sqlite:////a/b.db"_s << u""_s << u"sqlite:////a/b.db"_s;
        QTest::newRow("windows") << u"sqlite:///C:/x/y.db"_s << u""_s << u"sqlite:///C:/x/y.db"_s;
    }

    void databasePath()
    {
        QFETCH(QString, url);
        QFETCH(QString, path);
        QFETCH(QString, expected);
        const auto s = with({{u"DATABASE_URL"_s, url}, {u"DATABASE_PATH"_s, path}});
        QVERIFY(s);
        QCOMPARE(shown(s->databaseUrl), expected);
    }

    void dotEnvLines()
    {
        const auto values = parseDotEnv(u"# comment\n"
                                        "A=1\n"
                                        "export B = two words # comment\n"
                                        "C=\"quoted # kept \\\"x\\\" C:\\new\\\\\"\n"
                                        "D='single ' tail\n"
                                        "E=a#b\n"
                                        "F=\n"
                                        "=G\n"
                                        "no equals\n"
                                        "H=x=y\n"
                                        "I=#nothing\n"_s);
        QCOMPARE(values.value(u"A"_s), u"1"_s);
        QCOMPARE(values.value(u"B"_s), u"two words"_s);
        QCOMPARE(values.value(u"C"_s), u"quoted # kept \"x\" C:\\new\\"_s);
        QCOMPARE(values.value(u"D"_s), u"single "_s);
        QCOMPARE(values.value(u"E"_s), u"a#b"_s);
        QVERIFY(values.contains(u"F"_s));
        QCOMPARE(values.value(u"H"_s), u"x=y"_s);
        QCOMPARE(values.value(u"I"_s), u""_s);
        QCOMPARE(values.size(), 8);
    }

    void browserPaths_data()
    {
        QTest::addColumn<QString>("rules");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("expected");
        QTest::newRow("none") << u""_s << u"/srv/клип — 1 🎬.mp4"_s
                              << QDir::toNativeSeparators(u"/srv/клип — 1 🎬.mp4"_s);
        QTest::newRow("wine") << u"Z:\\=/"_s << u"z:/tmp/a/b.mp4"_s << u"/tmp/a/b.mp4"_s;
        QTest::newRow("wine, backslashes") << u"Z:\\=/"_s << u"Z:\\tmp\\b.mp4"_s << u"/tmp/b.mp4"_s;
        QTest::newRow("container")
            << u"/srv/media=/mnt/in"_s << u"/srv/media/x/y.mp4"_s << u"/mnt/in/x/y.mp4"_s;
        QTest::newRow("not a folder boundary") << u"/srv/media=/mnt"_s << u"/srv/media2/y.mp4"_s
                                               << QDir::toNativeSeparators(u"/srv/media2/y.mp4"_s);
        QTest::newRow("to windows")
            << u"/srv=D:\\videos"_s << u"/srv/a/b.mp4"_s << u"D:\\videos\\a\\b.mp4"_s;
        QTest::newRow("longest wins")
            << u"/srv=/one;/srv/deep=/two"_s << u"/srv/deep/x"_s << u"/two/x"_s;
        QTest::newRow("case matters")
            << u"/srv=/one"_s << u"/SRV/x"_s << QDir::toNativeSeparators(u"/SRV/x"_s);
    }

    void browserPaths()
    {
        QFETCH(QString, rules);
        QFETCH(QString, path);
        QFETCH(QString, expected);
        const auto s = with({{u"PELORUS_BROWSER_PATHS"_s, rules}});
        QVERIFY(s);
        QCOMPARE(s->browserPath(path), expected);
    }

    void mediaPaths_data()
    {
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QString>("absolute");
        QTest::newRow("relative") << u"a/клип.mp4"_s << kDrive + u"/srv/m/a/клип.mp4"_s;
        QTest::newRow("windows") << u"a\\b.mp4"_s << kDrive + u"/srv/m/a/b.mp4"_s;
        QTest::newRow("absolute") << u"/other/b.mp4"_s << u"/other/b.mp4"_s;
        QTest::newRow("drive") << u"C:\\v\\b.mp4"_s << u"C:\\v\\b.mp4"_s;
        QTest::newRow("share") << u"\\\\nas\\v\\b.mp4"_s << u"\\\\nas\\v\\b.mp4"_s;
        QTest::newRow("dots inside") << u"a/../b.mp4"_s << kDrive + u"/srv/m/b.mp4"_s;
        QTest::newRow("escape") << u"../secret.mp4"_s << u""_s;
        QTest::newRow("deep escape") << u"a/../../secret.mp4"_s << u""_s;
        QTest::newRow("windows escape") << u"a\\..\\..\\secret.mp4"_s << u""_s;
        QTest::newRow("two dots in a name") << u"..a/b.mp4"_s << kDrive + u"/srv/m/..a/b.mp4"_s;
        QTest::newRow("empty") << u""_s << u""_s;
    }

    void mediaPaths()
    {
        QFETCH(QString, stored);
        QFETCH(QString, absolute);
        const auto s = with({{u"MEDIA_ROOT"_s, kDrive + u"/srv/m"_s}});
        QVERIFY(s);
        QCOMPARE(s->absoluteMediaPath(stored), absolute);
    }

    void storedPaths_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("stored");
        QTest::newRow("under") << kDrive + u"/srv/m/a/клип.mp4"_s << u"a/клип.mp4"_s;
        QTest::newRow("beside") << kDrive + u"/srv/m2/a.mp4"_s << kDrive + u"/srv/m2/a.mp4"_s;
        QTest::newRow("escapes") << kDrive + u"/srv/m/../etc/a.mp4"_s
                                 << kDrive + u"/srv/etc/a.mp4"_s;
        QTest::newRow("dots") << kDrive + u"/srv/m/x/../a.mp4"_s << u"a.mp4"_s;
#ifndef Q_OS_WIN
        QTest::newRow("backslash in name") << u"/srv/m/a\\b.mp4"_s << u"/srv/m/a\\b.mp4"_s;
#else
        QTest::newRow("backslashes") << u"C:\\srv\\m\\a\\b.mp4"_s << u"a/b.mp4"_s;
#endif
    }

    void storedPaths()
    {
        QFETCH(QString, path);
        QFETCH(QString, stored);
        const auto s = with({{u"MEDIA_ROOT"_s, kDrive + u"/srv/m/"_s}});
        QVERIFY(s);
        QCOMPARE(s->storedMediaPath(path), stored);
        QCOMPARE(s->absoluteMediaPath(s->storedMediaPath(path)), QDir::cleanPath(path));
    }

    void withoutAMediaRootPathsStay()
    {
        const auto s = with({});
        QVERIFY(s);
        QCOMPARE(s->storedMediaPath(u"/a/b.mp4"_s), u"/a/b.mp4"_s);
        QCOMPARE(s->absoluteMediaPath(u"a/b.mp4"_s), u"a/b.mp4"_s);
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
