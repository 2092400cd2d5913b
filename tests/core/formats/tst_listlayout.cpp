// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/accounts.h"
#include "core/formats/layoutpresets.h"
#include "core/formats/proxies.h"
#include "tests/support/resultmacros.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::formats;

namespace {

QString text(const Secret &secret)
{
    return secret.reveal([](const QByteArray &utf8) { return QString::fromUtf8(utf8); });
}

ListLayout layout(QChar separator, bool heading, const QStringList &columns)
{
    return {{}, separator, heading, columns};
}

} // namespace

class TestListLayout : public QObject
{
    Q_OBJECT

private slots:
    void guesses_data()
    {
        QTest::addColumn<bool>("accounts");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("separator");
        QTest::addColumn<bool>("heading");
        QTest::addColumn<QString>("columns");
        QTest::newRow("colon") << true << QByteArray("alice:Pa1\nbob:Pa2\n") << u":"_s << false
                               << u"login,password"_s;
        QTest::newRow("with mail and key")
            << true << QByteArray("al;Pa;al@m.example;mp;JBSWY3DPEHPK3PXP\n") << u";"_s << false
            << u"login,password,email,email_password,tfa"_s;
        QTest::newRow("another order")
            << true << QByteArray("al|al@m.example|Pa|mp\nbo|bo@m.example|Pb|mp\n") << u"|"_s
            << false << u"login,email,password,email_password"_s;
        QTest::newRow("heading") << true << QByteArray("Notes;Password;Username\nx;Pa;al\n")
                                 << u";"_s << true << u",password,login"_s;
        QTest::newRow("Excel's") << true << QByteArray("sep=;\r\nlogin;pass\r\nal;Pa\r\n") << u";"_s
                                 << true << u"login,password"_s;
        QTest::newRow("proxy, colons") << false << QByteArray("p.example:8080:u:pw\n") << u":"_s
                                       << false << u"host,port,username,password"_s;
        QTest::newRow("proxy, swapped") << false << QByteArray("u;pw;p.example;8080\n") << u";"_s
                                        << false << u"username,password,host,port"_s;
        QTest::newRow("proxy, tabs") << false << QByteArray("socks5\tp.example\t1080\n") << u"\t"_s
                                     << false << u"type,host,port"_s;
        QTest::newRow("empty") << true << QByteArray() << u":"_s << false << QString();
    }
    void guesses()
    {
        QFETCH(bool, accounts);
        QFETCH(QByteArray, input);
        QFETCH(QString, separator);
        QFETCH(bool, heading);
        QFETCH(QString, columns);
        const ListGuess guess
            = guessLayout(accounts ? ListKind::Accounts : ListKind::Proxies, input, {});
        QCOMPARE(QString(guess.layout.separator), separator);
        QCOMPARE(*guess.layout.heading, heading);
        QCOMPARE(guess.layout.columns.join(u','), columns);
        QVERIFY(encodings().contains(guess.layout.encoding));
    }

    void correctedAccounts()
    {
        // What no guess can know: the third column is nothing of ours, the password comes last.
        const QByteArray input = "login,whatever,number,secret word\n"
                                 "alice,x,17,pa:ss;w|rd\n"
                                 "bob,y,18,\"Pa,\"\"55\"\n"
                                 "\n"
                                 "carol,z,19\n";
        const auto read
            = readAccounts(input, layout(u',', true, {u"login"_s, {}, {}, u"password"_s}));
        QVERIFY_RESULT(read);
        QCOMPARE(read->read, 3);
        QCOMPARE(read->accepted.size(), 2U);
        QCOMPARE(read->accepted[0].line, 2);
        QVERIFY(text(read->accepted[0].password) == u"pa:ss;w|rd"_s);
        QVERIFY(text(read->accepted[1].password) == u"Pa,\"55"_s);
        QCOMPARE(read->rejected.size(), 1U);
        QCOMPARE(read->rejected[0].line, 5);
        QVERIFY(read->ambiguous.empty());
    }

    void theLastColumnTakesTheRest()
    {
        const auto read = readAccounts("bob:pa:ss:w0rd\n\"odd:quote\n",
                                       layout(u':', false, {u"login"_s, u"password"_s}));
        QVERIFY_RESULT(read);
        QVERIFY(text(read->accepted.at(0).password) == u"pa:ss:w0rd"_s);
        // Quotes mean nothing between colons.
        QCOMPARE(read->accepted.at(1).login, u"\"odd"_s);
    }

    void correctedProxies()
    {
        const auto read = readProxies(
            "4321:u:p.example:8080\n",
            u"socks5"_s,
            layout(u':', false, {u"password"_s, u"username"_s, u"host"_s, u"port"_s}));
        QVERIFY_RESULT(read);
        QCOMPARE(read->accepted.size(), 1U);
        QCOMPARE(read->accepted[0].label(), u"socks5 p.example:8080"_s);
        QVERIFY(text(read->accepted[0].password) == u"4321"_s);
    }

    void encodingIsCorrected()
    {
        // "пароль" in Windows-1251 is valid as Windows-1252 too.
        const QByteArray input = QByteArray::fromHex("e0eb3aeff0eb");
        ListLayout other;
        other.encoding = u"Windows-1252"_s;
        const auto read = readAccounts(input, other);
        QVERIFY_RESULT(read);
        QCOMPARE(read->accepted.at(0).login, u"àë"_s);
        other.encoding = u"Windows-1251"_s;
        QCOMPARE(readAccounts(input, other)->accepted.at(0).login, u"ал"_s);
        other.encoding = u"UTF-16"_s;
        const QByteArray wide("b\0o\0:\0p\0w\0", 10);
        QCOMPARE(readAccounts(wide, other)->accepted.at(0).login, u"bo"_s);
        other.encoding = u"UTF-8"_s;
        QVERIFY(!readAccounts(input, other)->notice.isEmpty()); // does not fit: said
    }

    void impossibleLayoutIsRefused()
    {
        const auto none = readAccounts("a;b\n", layout(u';', false, {u"email"_s, u"password"_s}));
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::InvalidInput);
        const auto twice = readProxies(
            "a;1\n", u"http"_s, layout(u';', false, {u"host"_s, u"port"_s, u"port"_s}));
        QVERIFY(!twice);
        QVERIFY(twice.error().message.contains(columnTitle(u"port"_s)));
        QCOMPARE(columnTitle(u"email_password"_s), u"E-mail password"_s);
    }

    void words()
    {
        QCOMPARE(*parseColumns(ListKind::Accounts, u"login, pass,-,e-mail,"_s),
                 (QStringList{u"login"_s, u"password"_s, {}, u"email"_s, {}}));
        QVERIFY(parseColumns(ListKind::Accounts, u"login,shoe size"_s)
                    .error()
                    .message.contains(u"shoe size"_s));
        QCOMPARE(*parseColumns(ListKind::Proxies, u"ip,port"_s),
                 (QStringList{u"host"_s, u"port"_s}));
        QCOMPARE(*parseSeparator(u"tab"_s), QChar(u'\t'));
        QCOMPARE(*parseSeparator(u"|"_s), QChar(u'|'));
        for (const QString &wrong : {u""_s, u";;"_s, u"a"_s, u"\""_s})
            QVERIFY(!parseSeparator(wrong));
    }

    void presetsAreKept()
    {
        const QTemporaryDir dir;
        const QString folder = dir.filePath(u"new"_s);
        QVERIFY(loadPresets(folder)->empty());
        QCOMPARE(loadPreset(folder, ListKind::Accounts, u"x"_s).error().kind, ErrorKind::NotFound);
        const LayoutPreset shop{u"Магазин 7"_s,
                                ListKind::Accounts,
                                {u"Windows-1251"_s, u'\t', true, {u"login"_s, {}, u"password"_s}}};
        QVERIFY_RESULT(savePreset(folder, shop));
        QVERIFY_RESULT(savePreset(
            folder, {u"Магазин 7"_s, ListKind::Proxies, layout(u':', false, {u"host"_s})}));
        QCOMPARE(loadPresets(folder)->size(), 2U);
        QVERIFY(*loadPreset(folder, ListKind::Accounts, u"магазин 7"_s) == shop.layout);
        LayoutPreset changed = shop;
        changed.layout.heading.reset();
        changed.layout.separator = QChar();
        QVERIFY_RESULT(savePreset(folder, changed));
        QVERIFY(*loadPreset(folder, ListKind::Accounts, shop.name) == changed.layout);
        QVERIFY(loadPreset(folder, ListKind::Accounts, u"y"_s)
                    .error()
                    .message.contains(u"Магазин 7"_s));
        QVERIFY_RESULT(removePreset(folder, ListKind::Accounts, shop.name));
        QVERIFY(!loadPreset(folder, ListKind::Accounts, shop.name));
        QCOMPARE(loadPresets(folder)->size(), 1U);

        // A newer version's preset is left out, a broken file is not overwritten.
        QFile file(folder + u"/import-presets.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"presets":[{"name":"new","list":"accounts","columns":["shoe"]}]})");
        file.close();
        QVERIFY(loadPresets(folder)->empty());
        // And stays, with what the version has beside it, when this one writes.
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"version":2,"shared":true,"presets":[
            {"name":"new","list":"accounts","columns":["shoe"]},
            {"name":"shop","list":"videos","columns":[]},
            {"name":"mine","list":"proxies","columns":["host","port"],"colour":"red"}]})");
        file.close();
        QVERIFY_RESULT(savePreset(folder, shop));
        QVERIFY_RESULT(removePreset(folder, ListKind::Accounts, u"nothing"_s));
        QCOMPARE(loadPresets(folder)->size(), 2U);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray kept = file.readAll();
        file.close();
        for (const char *word : {"shoe", "videos", "colour", "\"shared\": true", "\"version\": 2"})
            QVERIFY2(kept.contains(word), word);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"presets\":");
        file.close();
        QCOMPARE(savePreset(folder, shop).error().kind, ErrorKind::Io);
        QCOMPARE(file.size(), 11);
    }
};

QTEST_GUILESS_MAIN(TestListLayout)
#include "tst_listlayout.moc"
