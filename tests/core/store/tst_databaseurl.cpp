// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/pgtools.h"
#include "core/store/url.h"
#include "tests/support/otherthread.h"

#include <QDir>
#include <QFileInfo>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pelorus;
using namespace pelorus::store;

namespace {

/// Refuses everybody with one code, in the words of a server that speaks Russian.
class RussianServer final
{
public:
    explicit RussianServer(const QByteArray &code)
    {
        m_thread.run([this, code] {
            m_server = std::make_unique<QTcpServer>();
            static_cast<void>(m_server->listen(QHostAddress::LocalHost));
            QObject::connect(m_server.get(), &QTcpServer::newConnection, m_server.get(), [=, this] {
                refuse(m_server->nextPendingConnection(), code);
            });
        });
    }
    ~RussianServer()
    {
        m_thread.run([this] { m_server.reset(); });
    }
    RussianServer(const RussianServer &) = delete;
    RussianServer &operator=(const RussianServer &) = delete;

    [[nodiscard]] Secret url() const
    {
        return Secret(QString(u"postgresql://op@127.0.0.1:%1/pelorus?sslmode=disable"
                              "&gssencmode=disable"_s.arg(m_server->serverPort())));
    }

private:
    static QByteArray message(char type, const QByteArray &content)
    {
        QByteArray head(5, type);
        qToBigEndian(quint32(4 + content.size()), head.data() + 1);
        return head + content;
    }

    static void refuse(QTcpSocket *client, const QByteArray &code)
    {
        QByteArray answer = message('R', QByteArray("\0\0\0\3", 4)); // a password, please
        if (!code.isEmpty())
            answer = message('E',
                             QByteArray("SВАЖНО") + '\0' + "VFATAL" + '\0' + 'C' + code + '\0'
                                 + "Mв доступе отказано" + '\0' + '\0');
        QObject::connect(client, &QTcpSocket::readyRead, client, [client, answer] {
            client->readAll();
            client->write(answer);
            if (answer.front() == 'E')
                client->disconnectFromHost();
        });
        QObject::connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }

    test::OtherThread m_thread;
    std::unique_ptr<QTcpServer> m_server; ///< lives on the thread
};

} // namespace

class TestDatabaseUrl : public QObject
{
    Q_OBJECT

private slots:
    void postgres_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("database");
        const auto row = [](const char *name,
                            const QString &url,
                            const QString &host,
                            int port,
                            const QString &user,
                            const QString &password) {
            QTest::newRow(name) << url << host << port << user << password << u"pelorus"_s;
        };
        row("all",
            u"postgresql://op:secret@db-1:6543/pelorus"_s,
            u"db-1"_s,
            6543,
            u"op"_s,
            u"secret"_s);
        row("short scheme", u"postgres://db-1/pelorus"_s, u"db-1"_s, -1, {}, {});
        row("encoded",
            u"postgresql://o%40p:p%2F%3A%40%25%20%D1%8F@db-1/pelorus"_s,
            u"db-1"_s,
            -1,
            u"o@p"_s,
            u"p/:@% я"_s);
        row("raw at sign in the password",
            u"postgresql://op:p@ss@db-1/pelorus"_s,
            u"db-1"_s,
            -1,
            u"op"_s,
            u"p@ss"_s);
        row("socket folder",
            u"postgresql:///pelorus?host=/run/postgresql&port=5433"_s,
            u"/run/postgresql"_s,
            5433,
            {},
            {});
        row("encoded socket folder",
            u"postgresql://%2Frun%2Fpostgresql/pelorus"_s,
            u"/run/postgresql"_s,
            -1,
            {},
            {});
        row("IPv6", u"postgresql://op@[::1]:5432/pelorus"_s, u"::1"_s, 5432, u"op"_s, {});
        row("parameters",
            u"postgresql:///?dbname=pelorus&user=op&password=p%26q"_s,
            {},
            -1,
            u"op"_s,
            u"p&q"_s);
        row("spaces around", u"  postgresql://db-1/pelorus\n"_s, u"db-1"_s, -1, {}, {});
    }
    void postgres()
    {
        QFETCH(QString, url);
        QFETCH(QString, password);
        const auto parsed = parseDatabaseUrl(Secret(url));
        QVERIFY(parsed);
        QVERIFY(parsed->engine == Engine::PostgreSql);
        QTEST(parsed->host, "host");
        QTEST(parsed->port, "port");
        QTEST(parsed->user, "user");
        QTEST(parsed->database, "database");
        QVERIFY(parsed->password.equals(Secret(password)));
        QVERIFY(password.isEmpty() || !parsed->displayName().contains(password));
    }

    void optionsAreQuoted()
    {
        const auto parsed = parseDatabaseUrl(Secret(
            u"postgresql://db-1/pelorus?sslmode=verify-full&options=-c%20search_path%3Dit's"_s));
        QVERIFY(parsed);
        QCOMPARE(parsed->options, u"sslmode='verify-full';options='-c search_path=it\\'s';"_s);
    }

    void sqlite_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("file");
        // On Windows the drive is added.
        const auto full = [](const QString &path) { return QFileInfo(path).absoluteFilePath(); };
        QTest::newRow("absolute") << u"sqlite:////srv/a b/p.db"_s << full(u"/srv/a b/p.db"_s);
        QTest::newRow("encoded") << u"sqlite:////srv/%D1%8F%20x/p.db"_s << full(u"/srv/я x/p.db"_s);
        QTest::newRow("relative") << u"sqlite:///data/p.db"_s
                                  << QDir::current().filePath(u"data/p.db"_s);
        QTest::newRow("dots") << u"sqlite:////srv/x/../p.db"_s << full(u"/srv/p.db"_s);
        QTest::newRow("drive") << u"sqlite:///C:/data/p.db"_s << full(u"C:/data/p.db"_s);
    }
    void sqlite()
    {
        QFETCH(QString, url);
        const auto parsed = parseDatabaseUrl(Secret(url));
        QVERIFY(parsed);
        QVERIFY(parsed->engine == Engine::Sqlite);
        QTEST(parsed->file, "file");
        QCOMPARE(parsed->displayName(), u"SQLite p.db"_s);
    }

    /// By its code: its words are in whatever language the server speaks.
    void refusalOfAServer_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("wrong password") << QByteArray("28P01") << ErrorKind::Auth;
        QTest::newRow("not in pg_hba.conf") << QByteArray("28000") << ErrorKind::Auth;
        QTest::newRow("no password") << QByteArray() << ErrorKind::Auth;
        QTest::newRow("may not connect") << QByteArray("42501") << ErrorKind::Auth;
        QTest::newRow("no such database") << QByteArray("3D000") << ErrorKind::NotFound;
        QTest::newRow("starting up") << QByteArray("57P03") << ErrorKind::Network;
        QTest::newRow("too many connections") << QByteArray("53300") << ErrorKind::Network;
    }
    void refusalOfAServer()
    {
        QFETCH(QByteArray, code);
        QFETCH(ErrorKind, kind);
        qunsetenv("PGPASSWORD");
        const RussianServer server(code);
        const auto opened = Database::open(server.url(), Role::Viewer);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, kind);
        QVERIFY(!toLogString(opened.error()).contains(u"отказано"_s));
        QCOMPARE(
            Database::open(Secret(QString(u"postgresql://op@127.0.0.1:1/pelorus"_s)), Role::Viewer)
                .error()
                .kind,
            ErrorKind::Network);
    }

#ifdef Q_OS_LINUX
    /// Of which only the lines of an error are kept.
    void toolsSpeakEnglish()
    {
        const QTemporaryDir folder;
        QFile tool(folder.filePath(u"pelorus_tool"_s));
        QVERIFY(tool.open(QIODevice::WriteOnly));
        tool.write("#!/bin/sh\n[ \"$LC_ALL\" = C ] && echo 'tool: error: no' >&2"
                   " || echo 'tool: ошибка: нет' >&2\nexit 3\n");
        tool.close();
        QVERIFY(tool.setPermissions(QFileDevice::ReadOwner | QFileDevice::ExeOwner));
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", folder.path().toUtf8() + ':' + path);
        qputenv("LC_ALL", "ru_RU.UTF-8");
        const auto ran = runPgTool({u"pelorus_tool"_s, 0}, nullptr, {}, Call::in(1min));
        qputenv("PATH", path);
        QVERIFY(!ran);
        QCOMPARE(ran.error().detail, u"tool: error: no"_s);
    }
#endif

    void refused_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("empty") << QString();
        QTest::newRow("other scheme") << u"mysql://op:CANARY@db-1/x"_s;
        QTest::newRow("no database") << u"postgresql://op:CANARY@db-1"_s;
        QTest::newRow("bad port") << u"postgresql://op:CANARY@db-1:70000/x"_s;
        QTest::newRow("port in words") << u"postgresql://op:CANARY@db-1:pg/x"_s;
        QTest::newRow("unclosed IPv6") << u"postgresql://op:CANARY@[::1/x"_s;
        QTest::newRow("unknown parameter") << u"postgresql://op:CANARY@db-1/x?ssl_mode=require"_s;
        QTest::newRow("parameter without value") << u"postgresql://op:CANARY@db-1/x?sslmode"_s;
        QTest::newRow("semicolon") << u"postgresql://op:CANARY@db-1/x?options=a%3Bhost=evil"_s;
        QTest::newRow("two slashes") << u"sqlite://p.db"_s;
        QTest::newRow("no file") << u"sqlite:///"_s;
        QTest::newRow("memory") << u"sqlite:///:memory:"_s;
    }
    void refused()
    {
        QFETCH(QString, url);
        const auto parsed = parseDatabaseUrl(Secret(url));
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().kind, ErrorKind::InvalidInput);
        QVERIFY(!toLogString(parsed.error()).contains(u"CANARY"_s));
    }
};

QTEST_GUILESS_MAIN(TestDatabaseUrl)
#include "tst_databaseurl.moc"
