// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/proxies.h"
#include "tests/core/formats/listsummary.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::formats;

namespace {

using test::shown;

/// scheme host port login password link, blank between, "-" for nothing
QString shown(const ProxyEntry &entry)
{
    QStringList parts{entry.scheme + (entry.remoteDns ? u"+dns"_s : QString()),
                      entry.host,
                      QString::number(entry.port),
                      shown(entry.login),
                      shown(entry.password),
                      shown(entry.changeIpUrl)};
    while (parts.last().isEmpty())
        parts.removeLast();
    return parts.join(u' ');
}

QString summary(const ProxyReport &report)
{
    return test::summary(report, [](const ProxyEntry &entry) { return shown(entry); });
}

} // namespace

class TestProxies : public QObject
{
    Q_OBJECT

private slots:
    void lines_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *line, const char *expected) {
            QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(expected);
        };
        row("p.example:8080", "http p.example 8080");                  // P1
        row("p.example:8080:u:pw", "http p.example 8080 u pw");        // P2
        row("u:pw@p.example:8080", "http p.example 8080 u pw");        // P3
        row("http://u:pw@p.example:8080", "http p.example 8080 u pw"); // P4
        row("https://u:pw@p.example:8080/", "https p.example 8080 u pw");
        row("socks4://u:pw@p.example:8080", "socks4 p.example 8080 u pw");
        row("socks5://u:pw@p.example:8080", "socks5 p.example 8080 u pw");
        row("socks://u:pw@p.example:8080", "socks5 p.example 8080 u pw");
        row("u:pw:p.example:8080", "http p.example 8080 u pw"); // P5
        row("p.example:8080:u:4321",
            "? http p.example 8080 u 4321 / http u 4321 p.example 8080");       // P6
        row("socks5://p.example:1080:u:pw", "socks5 p.example 1080 u pw");      // P7
        row("p.example:8080:u:pa:ss", "http p.example 8080 u pa:ss");           // P8
        row("u:p:a@p.example:8080", "http p.example 8080 u p:a");               // P9
        row("socks5h://u:pw@p.example:1080", "socks5+dns p.example 1080 u pw"); // P10
        row("HTTP://u:pw@P.example:8080", "http p.example 8080 u pw");          // P11
        row("[2001:db8::1]:8080", "http 2001:db8::1 8080");                     // P12
        row("u:pw@[2001:db8::1]:8080", "http 2001:db8::1 8080 u pw");
        row("http://u:pw@[2001:DB8::1]:8080", "http 2001:db8::1 8080 u pw");
        row("[2001:db8::1]:8080:u:p:w", "http 2001:db8::1 8080 u p:w");
        row("[2001:db8::1];8080;u;pw", "http 2001:db8::1 8080 u pw");
        row("2001:db8::1:8080", "!"); // P13
        row("2001:db8:0:0:0:0:0:1:8080", "!");
        row("p.example:8080:u:pw[https://rot.example/x?t=1]",
            "http p.example 8080 u pw https://rot.example/x?t=1"); // P14
        row("http://u:pw@p.example:8080[https://rot.example/x?t=1]",
            "http p.example 8080 u pw https://rot.example/x?t=1");
        row("p.example:8080:u:pw|https://rot.example/x?t=1",
            "http p.example 8080 u pw https://rot.example/x?t=1");
        row("p.example:8080:u:pw;https://rot.example/x",
            "http p.example 8080 u pw https://rot.example/x");
        row("http://u:p%40ss%3A1@p.example:8080", "http p.example 8080 u p@ss:1"); // P15
        row("p.example:8080:u:100%25sure", "http p.example 8080 u 100%25sure");    // P16
        row("http://u:pw%FF@p.example:8080", "!");                                 // P17
        row("http://u:p?w@p.example:8080", "http p.example 8080 u p?w");           // P19
        row("http://u:p#w@p.example:8080", "http p.example 8080 u p#w");
        row("http://u:p/w@p.example:8080", "http p.example 8080 u p/w");
        row("http://u:p@w@p.example:8080", "http p.example 8080 u p@w");
        row("gw-eu-residential-rotating-04.provider.example:8000:"
            "user-zone-res-session-Ab12Cd-country-de:pw",
            "http gw-eu-residential-rotating-04.provider.example 8000 "
            "user-zone-res-session-Ab12Cd-country-de pw"); // P22
        row("p.example:0:u:pw", "!");                      // P23
        row("p.example:65536", "!");
        row("p.example:80a0", "!");
        row("xn--d1acpjx3f.example:8080", "http xn--d1acpjx3f.example 8080"); // P24
        row("прокси.example:8080", "http xn--h1adldfi.example 8080");
        row("p.example:8080@u:pw", "http p.example 8080 u pw");
        // An e-mail address as login, an '@' in the password.
        row("p.example:8080:me@mail.example:pw", "http p.example 8080 me@mail.example pw");
        row("p.example:8080:u:p@ss", "http p.example 8080 u p@ss");
        row("p.example:8080:me@mail.example:p@s:s", "http p.example 8080 me@mail.example p@s:s");
        row("me@mail.example:p@ss:p.example:8080", "http p.example 8080 me@mail.example p@ss");
        row("p.example;8080;me@mail.example;pw", "http p.example 8080 me@mail.example pw");
        row("10.0.0.1 8080 me@mail.example pw", "http 10.0.0.1 8080 me@mail.example pw");
        row("[2001:db8::1]:8080:me@mail.example:p:w", "http 2001:db8::1 8080 me@mail.example p:w");
        row("socks5://p.example:1080:me@mail.example:pw",
            "socks5 p.example 1080 me@mail.example pw");
        row("http://p.example:8080:u:p@ss%3A/", "http p.example 8080 u p@ss%3A");
        row("http://p.example:8080:u:%FF@h:1", "http p.example 8080 u %FF@h:1");
        row("me@mail.example:pw@p.example:8080", "http p.example 8080 me@mail.example pw");
        row("p.example:8080@me@mail.example:pw", "http p.example 8080 me@mail.example pw");
        row("p.example:8080:me@mail.example:4321",
            "? http p.example 8080 me@mail.example 4321 / "
            "http mail.example 4321 p.example 8080:me");
        row("socks5://p.example:8080:me@mail.example:4321",
            "? socks5 p.example 8080 me@mail.example 4321 / "
            "socks5 mail.example 4321 p.example 8080:me");
        row("p.example:8080@u:4321", "? http u 4321 p.example 8080 / http p.example 8080 u 4321");
        row("u:4321@p.example:8080", "http p.example 8080 u 4321");
        row("http://u.v:4321@p.example:8080", "http p.example 8080 u.v 4321");
        row("p.example;8080;u;pw", "http p.example 8080 u pw");
        row("p.example\t8080\tu\tpw", "http p.example 8080 u pw");
        row("10.0.0.1 8080 u pw", "http 10.0.0.1 8080 u pw");
        row("p.example:8080:u", "!");
        row("ftp://p.example:21", "!");
        row("p.example", "!");
        row("just some words", "!");
        row("p..example:80", "!");
        row("http://", "!");
        row("@", "!");
        row(":", "!");
        // P25
        row("{\"protocol\":\"socks5\",\"host\":\"p.example\",\"port\":\"1080\",\"login\":\"u\","
            "\"password\":\"pw\",\"changeIpUrl\":\"\"}",
            "socks5 p.example 1080 u pw");
        row("[{\"type\":\"http\",\"ip\":\"10.0.0.1\",\"port\":1080,\"username\":\"u\"},"
            "{\"server\":\"p.example\",\"port\":\"x\"}]",
            "http 10.0.0.1 1080 u\n!");
    }

    void lines()
    {
        QFETCH(QString, line);
        QFETCH(QString, expected);
        const auto report = readProxies(line.toUtf8());
        QVERIFY(report);
        QCOMPARE(summary(*report), expected);
        QCOMPARE(size_t(report->read),
                 report->accepted.size() + report->ambiguous.size() + report->rejected.size());
        for (const auto &entry : report->accepted)
            QVERIFY(!entry.label().contains(u"pw"_s));
        for (const auto &rejected : report->rejected)
            QVERIFY(!rejected.reason.contains(u"pw"_s));
    }

    void csvWithHeading()
    {
        const auto report = readProxies("Type;Host;Port;Login;Password\r\n"
                                        "SOCKS5;p.example;1080;u;\"p;w\"\r\n"
                                        ";q.example;80;;\r\n"
                                        ";q.example;;;\r\n");
        QVERIFY(report);
        QCOMPARE(summary(*report), u"socks5 p.example 1080 u p;w\nhttp q.example 80\n!"_s);
        QCOMPARE(report->rejected[0].line, 4);
    }

    void defaultSchemeIsTheUsers()
    {
        QCOMPARE(summary(*readProxies("p.example:1080", u"socks5"_s)), u"socks5 p.example 1080"_s);
    }

    /// One answer settles a shape: its readings stand in one order.
    void shapesTellTheirReadings()
    {
        const auto report = readProxies("p.example:8080:me@mail.example:4321\n"
                                        "q.example:8081:me@mail.example:4321\n"
                                        "p.example:8080:u:4321\n");
        QVERIFY(report);
        QCOMPARE(report->ambiguous.size(), size_t(3));
        QCOMPARE(report->ambiguous[0].shape, report->ambiguous[1].shape);
        QVERIFY(report->ambiguous[0].shape != report->ambiguous[2].shape);
    }

    void duplicatesAreMarked()
    {
        const auto report = readProxies("P.example:80:u:a\np.example:80:u:b\np.example:80:v:a");
        QVERIFY(report);
        QCOMPARE(report->accepted.size(), size_t(3));
        QCOMPARE(report->accepted[1].duplicateOf, 1);
        QCOMPARE(report->accepted[2].duplicateOf, 0);
    }

    void entriesOfJsonAreNumbered()
    {
        const auto report = readProxies("[{\"host\":\"a.example\",\"port\":1},\n"
                                        "{\"host\":\"b.example\"}, 7,"
                                        "{\"host\":\"A.example\",\"port\":1}]");
        QVERIFY(report);
        QCOMPARE(report->read, 4);
        QCOMPARE(report->rejected[0].line, 2);
        QCOMPARE(report->rejected[1].line, 3);
        QCOMPARE(report->accepted[1].line, 4);
        QCOMPARE(report->accepted[1].duplicateOf, 1);
    }

    /// What nothing stores is told, and the link with its key is not shown.
    void whatIsLeftOutIsTold()
    {
        const auto report = readProxies("p.example:1:u:pw[https://rot.example/x?t=CANARY]\n"
                                        "socks5h://p.example:2\nsocks5://p.example:3\n");
        QVERIFY(report);
        QCOMPARE(report->accepted[0].notes.size(), 1);
        QVERIFY(!report->accepted[0].notes[0].contains(u"CANARY"_s));
        QCOMPARE(report->accepted[1].notes.size(), 1);
        QVERIFY(report->accepted[2].notes.isEmpty());
    }

    void limits()
    {
        QCOMPARE(readProxies(QByteArray(256, 'a') + ":80")->rejected.size(), size_t(1));
        QCOMPARE(readProxies("h:80:" + QByteArray(1025, 'a') + ":p")->rejected.size(), size_t(1));
        QCOMPARE(readProxies(QByteArray(5000000, ':'))->rejected.size(), size_t(1));
        QCOMPARE(readProxies(QByteArray(5000000, '['))->rejected.size(), size_t(1));
        QCOMPARE(readProxies(QByteArray("p.example:80\n").repeated(50000))->read, 50000);
        QVERIFY(!readProxies("  "));
        QVERIFY(!readProxies("<html>"));
    }
};

QTEST_GUILESS_MAIN(TestProxies)
#include "tst_proxies.moc"
