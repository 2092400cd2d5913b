// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/importquestions.h"
#include "tests/core/formats/listsummary.h"

#include <QStringEncoder>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::formats;

namespace {

using test::shown;

/// login|password|mail|mail password|key, without what is empty at the end
QString shown(const AccountEntry &entry)
{
    QStringList parts{entry.login,
                      shown(entry.password),
                      entry.email,
                      shown(entry.emailPassword),
                      shown(entry.tfa)};
    while (!parts.isEmpty() && parts.last().isEmpty())
        parts.removeLast();
    return parts.join(u'|');
}

QString summary(const AccountReport &report)
{
    return test::summary(report, [](const AccountEntry &entry) { return shown(entry); });
}

} // namespace

class TestAccounts : public QObject
{
    Q_OBJECT

private slots:
    void lines_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *title, const char *line, const char *expected) {
            QTest::newRow(title) << QString::fromUtf8(line) << QString::fromUtf8(expected);
        };
        row("A1", "alice_shop:Pa55-one", "alice_shop|Pa55-one");
        row("A2",
            "alice_shop:Pa55-one:alice@mail.example:MailPw1",
            "alice_shop|Pa55-one|alice@mail.example|MailPw1");
        row("A3",
            "alice_shop:Pa55-one:alice@mail.example:MailPw1:jbsw y3dp ehpk 3pxp",
            "alice_shop|Pa55-one|alice@mail.example|MailPw1|JBSWY3DPEHPK3PXP");
        row("A4 pipe",
            "alice_shop|Pa55-one|alice@mail.example|MailPw1",
            "alice_shop|Pa55-one|alice@mail.example|MailPw1");
        row("A4 semicolon",
            "alice_shop;Pa55-one;alice@mail.example;Mail:Pw1",
            "alice_shop|Pa55-one|alice@mail.example|Mail:Pw1");
        row("A4 tab",
            "alice_shop\tPa55-one\talice@mail.example\tMailPw1",
            "alice_shop|Pa55-one|alice@mail.example|MailPw1");
        row("A4 comma",
            "alice_shop,Pa55-one,alice@mail.example,MailPw1",
            "alice_shop|Pa55-one|alice@mail.example|MailPw1");
        row("A6",
            "bob.store:pa:ss:w0rd:bob@mail.example:MailPw2",
            "? bob.store|pa:ss:w0rd|bob@mail.example|MailPw2");
        row("A7",
            "alice@mail.example:MailPw1:alice_shop:Pa55-one",
            "? alice_shop|Pa55-one|alice@mail.example|MailPw1 / "
            "alice@mail.example|MailPw1:alice_shop:Pa55-one");
        row("A15",
            "alice_shop:Pa55-one:otpauth://totp/Instagram:alice_shop?secret=JBSWY3DPEHPK3PXP"
            "&issuer=Instagram",
            "alice_shop|Pa55-one|||otpauth://totp/"
            "Instagram:alice_shop?secret=JBSWY3DPEHPK3PXP&issuer=Instagram");
        row("A17", "\"alice_shop\",\"Pa,55\"", "alice_shop|Pa,55");
        row("A17 doubled quote", "\"alice_shop\";\"Pa\"\"55\"", "alice_shop|Pa\"55");
        row("A19", "alice_shop : Pa55-one \xC2\xA0", "alice_shop|Pa55-one");
        row("A20", "alice_shop:Pa“55”—one", "alice_shop|Pa“55”—one");
        row("A21", "+4915550000001:Pa55-one", "+4915550000001|Pa55-one");
        row("mail as login", "alice@mail.example:Pa55", "alice@mail.example|Pa55");
        row("2FA third", "alice:Pa55:JBSWY3DPEHPK3PXP", "alice|Pa55|||JBSWY3DPEHPK3PXP");
        row("empty columns", "alice:Pa55:::JBSWY3DPEHPK3PXP", "alice|Pa55|||JBSWY3DPEHPK3PXP");
        row("separators at the end", "alice:Pa55:::", "alice|Pa55");
        row("colon in a password", "alice:pa:ss", "? alice|pa:ss / alice|pa");
        row("bad key", "alice|Pa55|a@mail.example|m|JBSW0189", "!");
        row("no password", "alice_shop", "!");
        row("empty password", "alice_shop:", "!");
        row("no login", ":Pa55", "!");
        row("prose", "these are my accounts: see below", "!");
        row("unclosed quote", "\"alice,Pa55", "!");
    }

    void lines()
    {
        QFETCH(QString, line);
        QFETCH(QString, expected);
        const auto report = readAccounts(line.toUtf8());
        QVERIFY(report);
        QCOMPARE(summary(*report), expected);
        QCOMPARE(report->read, 1);
        for (const auto &rejected : report->rejected)
            QVERIFY(!rejected.reason.contains(u"Pa55"_s));
    }

    void extras_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("cookies");
        QTest::addColumn<QString>("agent");
        const QString json
            = u"[{\"name\":\"sessionid\",\"value\":\"DEMO%3A1|x\",\"domain\":\".instagram.com\"}]"_s;
        const QString header = u"sessionid=DEMO%3A1; csrftoken=DEMOcsrf; ds_user_id=1000000001"_s;
        const QString base64 = QString::fromLatin1(json.toUtf8().toBase64());
        const QString agent = u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) Demo/1.0"_s;
        QTest::newRow("A10") << u"alice_shop:Pa55-one|"_s + json << json << QString();
        QTest::newRow("A11") << u"alice_shop:Pa55-one||"_s + header << header << QString();
        QTest::newRow("A12") << u"alice_shop:Pa55-one|"_s + base64 << base64 << QString();
        QTest::newRow("A13") << u"alice_shop:Pa55-one|"_s + agent + u'|' + json << json << agent;
    }

    void extras()
    {
        QFETCH(QString, line);
        QFETCH(QString, cookies);
        QFETCH(QString, agent);
        const auto report = readAccounts(line.toUtf8());
        QVERIFY(report);
        QCOMPARE(summary(*report), u"alice_shop|Pa55-one"_s);
        QCOMPARE(shown(report->accepted[0].cookies), cookies);
        QCOMPARE(report->accepted[0].userAgent, agent);
    }

    /// Cookies are enough to be signed in.
    void cookiesWithoutAPassword_data()
    {
        QTest::addColumn<QString>("text");
        const QString json = u"[{\"name\":\"sessionid\",\"value\":\"DEMO\"}]"_s;
        QTest::newRow("line") << u"alice_shop|"_s + json;
        QTest::newRow("gap") << u"alice_shop||"_s + json;
        QTest::newRow("header") << u"alice_shop|sessionid=DEMO; ds_user_id=1"_s;
        QTest::newRow("table") << u"login;cookies\nalice_shop;sessionid=DEMO"_s;
        QTest::newRow("table, empty password")
            << u"login,password,cookies\nalice_shop,,sessionid=DEMO"_s;
    }
    void cookiesWithoutAPassword()
    {
        QFETCH(QString, text);
        const auto report = readAccounts(text.toUtf8());
        QVERIFY(report);
        QCOMPARE(summary(*report), u"alice_shop"_s);
        QVERIFY(!report->accepted[0].cookies.isEmpty());
        QCOMPARE(report->accepted[0].notes.size(), 1);
    }

    void mobileSessionIsLeftOut()
    {
        const auto report = readAccounts(
            "alice_shop:Pa55-one|Instagram 100.0.0.1 Android (28/9; 320dpi)|id1;id2;id3;id4|"
            "Authorization=Bearer CANARY;X-MID=CANARY||alice@mail.example:MailPw1");
        QVERIFY(report);
        QCOMPARE(summary(*report), u"alice_shop|Pa55-one|alice@mail.example|MailPw1"_s);
        QVERIFY(report->accepted[0].cookies.isEmpty());
        QCOMPARE(report->accepted[0].notes.size(), 1);
    }

    void remarks()
    {
        const auto smart = readAccounts("alice:Pa“55”");
        QCOMPARE(smart->accepted[0].notes.size(), 1);
        const auto blank = readAccounts("alice: Pa55");
        QCOMPARE(blank->accepted[0].notes.size(), 1);
        QVERIFY(readAccounts("alice:Pa55")->accepted[0].notes.isEmpty());
    }

    void excelWithHeading()
    {
        const QByteArray csv("\xEF\xBB\xBFusername;password;email;email_password;2fa\r\n"
                             "alice_shop;Pa55-one;alice@mail.example;MailPw1;JBSWY3DPEHPK3PXP\r\n"
                             "bob;\"pa;ss\";;;\r\n"
                             "carol;;;;\r\n");
        const auto report = readAccounts(csv);
        QVERIFY(report);
        QCOMPARE(report->read, 3);
        QCOMPARE(
            summary(*report),
            u"alice_shop|Pa55-one|alice@mail.example|MailPw1|JBSWY3DPEHPK3PXP\nbob|pa;ss\n!"_s);
        QCOMPARE(report->rejected[0].line, 4);
    }

    /// A quote that is not closed, or by another line's only, costs the line that it is on.
    void oddQuotesCostTheirLine()
    {
        const auto report = readAccounts("username,password,notes,cookies\n"
                                         "alice,\"pw1\n"
                                         "bob,pw2\n"
                                         "carol,\"pw3\n"
                                         "dan,pw4\"\n"
                                         "eve,pw5,\"two\nlines\",\"[{\n}]\"\n"
                                         "frank,\"pw6\n"
                                         "grace,pw7");
        QVERIFY(report);
        QCOMPARE(summary(*report), u"bob|pw2\ndan|pw4\"\neve|pw5\ngrace|pw7\n!\n!\n!"_s);
        QCOMPARE(report->read, 7);
        QCOMPARE(report->rejected[1].line, 4);
        QCOMPARE(report->accepted[2].cookies.length(), 5);
    }

    void excelUnicodeText()
    {
        QStringEncoder utf16(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
        const auto report
            = readAccounts(QByteArray(utf16(u"alice_shop\tПароль1\r\nbob\tpw2\r\n"_s)));
        QVERIFY(report);
        QCOMPARE(summary(*report), u"alice_shop|Пароль1\nbob|pw2"_s);
    }

    void elevenLinesWithADuplicate()
    {
        QByteArray list;
        for (int i = 1; i <= 11; ++i)
            list += (i == 4 ? QByteArray("User1:other") : "user" + QByteArray::number(i) + ":pw")
                + (i < 11 ? "\n" : "");
        const auto report = readAccounts(list);
        QVERIFY(report);
        QCOMPARE(report->read, 11);
        QCOMPARE(report->accepted.size(), size_t(11));
        QCOMPARE(report->accepted[3].duplicateOf, 1);
        QCOMPARE(report->accepted[4].duplicateOf, 0);
    }

    /// A reading of the second line cannot be: what the others are answered is none for it.
    void answersHoldForTheSameReadings()
    {
        auto report = readAccounts("a@m.example:one:anna:two\nb@m.example:one:bo b:two\n"
                                   "c@m.example:one:carol:two\n");
        QVERIFY(report);
        const auto questions = answer(*report, {{report->ambiguous.front().shape, 0}});
        QCOMPARE(questions.size(), size_t(2));
        QCOMPARE(questions.front().lines, 2);
        QCOMPARE(summary(*report),
                 u"anna|two|a@m.example|one\ncarol|two|c@m.example|one\n"
                 "? b@m.example|one:bo b:two"_s);
    }

    void readingsAreToldApart()
    {
        auto report = readAccounts("dan:a:b:c\n");
        QVERIFY(report);
        const auto questions = answer(*report, {});
        QCOMPARE(questions.at(0).readings,
                 (QStringList{u"dan — password of 5 character(s)"_s,
                              u"dan — password of 1 character(s)"_s}));
    }

    void everythingIsAccountedFor()
    {
        const auto report = readAccounts("a:b\n\n  \nc\nd:e:f:g@h.example:i\r\n:x\nk;l");
        QVERIFY(report);
        QCOMPARE(report->read, 5);
        QCOMPARE(report->accepted.size() + report->ambiguous.size() + report->rejected.size(),
                 size_t(5));
    }

    void largeInputsStayLinear()
    {
        QVERIFY(readAccounts(QByteArray(5000000, 'x'))->rejected.size() == 1);
        QVERIFY(readAccounts("a:b|[{" + QByteArray(5000000, '[')));
        QVERIFY(readAccounts("a:b|" + QByteArray("x=1;").repeated(250000)));
        QCOMPARE(readAccounts(QByteArray("a:b\n").repeated(50000))->read, 50000);
        const QByteArray heading("login,password,cookies\n");
        for (const char *line : {"a,\"b\n", "a\",\"b\n", "\"\n"})
            QCOMPARE(readAccounts(heading + QByteArray(line).repeated(49998) + "c,d")->read, 49999);
    }

    void notAList()
    {
        QVERIFY(!readAccounts(" \n"));
        QVERIFY(!readAccounts("PK\x03\x04"));
        QByteArray data;
        for (int i = 0; i < 5000; ++i)
            data += char(i * 7919 >> 3);
        QVERIFY(!readAccounts(data));
        QVERIFY(!readAccounts("<!DOCTYPE html><html>"));
    }
};

QTEST_GUILESS_MAIN(TestAccounts)
#include "tst_accounts.moc"
