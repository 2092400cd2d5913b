// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookies.h"
#include "core/formats/cookiewords.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::formats;

namespace {

const QDateTime kNow = QDateTime::fromSecsSinceEpoch(1750000000, Qt::UTC);

} // namespace

class TestCookieRules : public QObject
{
    Q_OBJECT

private slots:
    void signedIn_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<bool>("expected");
        QTest::addColumn<QByteArray>("user");
        QTest::newRow("yes") << u"sessionid=1%3A2; ds_user_id=1; csrftoken=x"_s << true
                             << QByteArray("1");
        QTest::newRow("no user") << u"sessionid=1%3A2; csrftoken=x"_s << false << QByteArray();
        QTest::newRow("empty session") << u"sessionid=; ds_user_id=1"_s << false << QByteArray("1");
        QTest::newRow("quoted empty")
            << u"sessionid=\"\"; ds_user_id=1"_s << false << QByteArray("1");
        QTest::newRow("signed out")
            << u"sessionid=\"\"; ds_user_id=\"\""_s << false << QByteArray();
    }

    void signedIn()
    {
        QFETCH(QString, header);
        QFETCH(bool, expected);
        QFETCH(QByteArray, user);
        auto report = readCookies(header.toUtf8(), {u".instagram.com"_s, kNow});
        QVERIFY(report);
        QCOMPARE(looksSignedIn(report->cookies, kNow), expected);
        QVERIFY(userIdOf(report->cookies).equals(Secret(user)));
        if (expected) {
            report->cookies.front().expires = 1700000000;
            QVERIFY(!looksSignedIn(report->cookies, kNow));
        }
    }

    void otherSites_data()
    {
        QTest::addColumn<QString>("own");
        QTest::addColumn<QByteArray>("domain");
        QTest::addColumn<bool>("isOther");
        const QString own = u".instagram.com"_s;
        QTest::newRow("the same") << own << QByteArray(".instagram.com") << false;
        QTest::newRow("one host") << own << QByteArray("Instagram.com") << false;
        QTest::newRow("within") << own << QByteArray("www.instagram.com") << false;
        QTest::newRow("around") << u"www.instagram.com"_s << QByteArray(".instagram.com") << false;
        QTest::newRow("another") << own << QByteArray(".facebook.com") << true;
        QTest::newRow("the end alone") << own << QByteArray("notinstagram.com") << true;
        QTest::newRow("the start alone") << own << QByteArray("instagram.com.x.io") << true;
        QTest::newRow("none is asked for") << QString() << QByteArray(".facebook.com") << false;
    }
    void otherSites()
    {
        QFETCH(QString, own);
        QFETCH(QByteArray, domain);
        QFETCH(bool, isOther);
        const QByteArray json = "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"" + domain + "\"}]";
        const auto kept = readCookies(json, {own, kNow, false});
        QVERIFY(kept);
        QCOMPARE(kept->cookies.size(), size_t(1));
        QCOMPARE(kept->others, isOther ? 1 : 0);
        QCOMPARE(othersText(*kept),
                 isOther ? u"Cookies of other sites: 1, taken too."_s : QString());
        const auto dropped = readCookies(json, {own, kNow, true});
        QVERIFY(dropped);
        QCOMPARE(dropped->dropped.size(), size_t(isOther ? 1 : 0));
        QCOMPARE(othersText(*dropped),
                 isOther ? u"Cookies of other sites: 1, left out."_s : QString());
        QVERIFY(droppedText(*dropped, 5).isEmpty());
    }

    void whatTheBrowserWouldRefuse()
    {
        Cookie good;
        good.name = u"a"_s;
        good.value = Secret(u"1"_s);
        good.domain = u".x.com"_s;
        QVERIFY(!whyNotSettable(good, kNow));
        const auto reason = [&](auto change) {
            Cookie cookie = good.clone();
            change(cookie);
            return whyNotSettable(cookie, kNow).value_or(u"fine"_s);
        };
        QCOMPARE(reason([](Cookie &c) { c.name.clear(); }), u"no_name"_s);
        QCOMPARE(reason([](Cookie &c) { c.value = Secret(u"a\tb"_s); }), u"control_character"_s);
        QCOMPARE(reason([](Cookie &c) { c.value = Secret(u"a;b"_s); }), u"semicolon"_s);
        QCOMPARE(reason([](Cookie &c) { c.value = Secret(QString(4096, u'x')); }), u"too_large"_s);
        QCOMPARE(reason([](Cookie &c) { c.domain.clear(); }), u"domain_required"_s);
        QCOMPARE(reason([](Cookie &c) { c.expires = 1; }), u"expired"_s);
        QCOMPARE(reason([](Cookie &c) { c.name = u"__Secure-a"_s; }), u"prefix_rule"_s);
        QCOMPARE(reason([](Cookie &c) { c.sameSite = SameSite::None; }),
                 u"samesite_none_insecure"_s);
    }

    void storedForms()
    {
        QVERIFY(readStoredJson(Secret(u""_s))->empty());
        QVERIFY(readStoredJson(Secret(u"[]"_s))->empty());
        QVERIFY(readStoredJson(Secret(u"{}"_s))->empty());
        QVERIFY(!readStoredJson(Secret(u"[1]"_s)));
        QVERIFY(!readStoredJson(Secret(u"[{"_s)));
        QVERIFY(!readStoredJson(Secret(u"{\"error\":1}"_s)));
        const auto twice = readStoredJson(Secret(
            u"\"[{\\\"name\\\":\\\"a\\\",\\\"value\\\":\\\"1\\\",\\\"domain\\\":\\\"x.com\\\"}]\""_s));
        QVERIFY(twice);
        QCOMPARE(twice->size(), size_t(1));
        // Expired since it was stored: still read.
        const auto old = readStoredJson(Secret(
            u"[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"x.com\",\"expirationDate\":5}]"_s));
        QVERIFY(old);
        QCOMPARE(old->front().expires, std::optional(5.0));
    }

    /// What the quick reader takes it takes as the general one does, to which a nested member
    /// sends.
    void bothReadersAgree()
    {
        const QByteArrayList keys{"name",           "value",     "domain",      "path",
                                  "expirationDate", "expires",   "secure",      "httpOnly",
                                  "sameSite",       "hostOnly",  "session",     "Name raw",
                                  "host",           "url",       "key",         "partitionKey",
                                  "partitioned",    "storeId",   "Expires raw", "topLevelSite",
                                  "n\\u0061me",     "same_site", "isSecure"};
        const QByteArrayList values{"\"a\"",
                                    "\"\"",
                                    "null",
                                    "true",
                                    "false",
                                    "0",
                                    "-1",
                                    "1750000001",
                                    "1750000000.25",
                                    "1e9",
                                    "01",
                                    "-",
                                    "1.",
                                    "1.7e999",
                                    "123456789012345678",
                                    "1234567890123456789",
                                    "-0",
                                    "\"Lax\"",
                                    "\"no_restriction\"",
                                    "\".example.com\"",
                                    "\"https://example.com/x\"",
                                    "\"example.com:80\"",
                                    "\"/\"",
                                    "\"/a b\"",
                                    "\" x \"",
                                    "\"\\\"q\\\\\\/\\b\\f\\n\"",
                                    "\"\\u0041\\u0000\"",
                                    "\"\\ud83d\\ude00\"",
                                    "\"\\ud83d\"",
                                    "\"\\u00e9\\u044f\"",
                                    "\"😀 я\"",
                                    "\"\\q\"",
                                    "\"a;b\"",
                                    "\"Bearer IGT:2:x\"",
                                    "\"cart:1\"",
                                    "\"2027-01-01\"",
                                    "\"\x01\"",
                                    "\"Session\"",
                                    "\"yes\"",
                                    "tru",
                                    "\"\\u004G\"",
                                    "\"\\u+041\""};
        QRandomGenerator random(20251126);
        const auto pick
            = [&](const QByteArrayList &from) { return from.at(random.bounded(int(from.size()))); };
        int taken = 0;
        for (int round = 0; round < 6000; ++round) {
            QByteArray members[2];
            for (QByteArray &text : members) {
                // Most are cookies, or neither reader would come far.
                text = R"("name":"n","value":"v","domain":"example.com")";
                for (int i = random.bounded(5); i > 0; --i)
                    text += ',' + ('"' + pick(keys) + "\": " + pick(values));
            }
            const QByteArray flat = "[{" + members[0] + "},\n{" + members[1] + "}]";
            const QByteArray nested = "[{\"nothing\":[]," + members[0] + "},{" + members[1] + "}]";
            const auto one = readCookies(flat, {{}, kNow});
            const auto other = readCookies(nested, {{}, kNow});
            QVERIFY2(bool(one) == bool(other), flat.constData());
            if (!one) {
                QCOMPARE(one.error().name, other.error().name);
                continue;
            }
            ++taken;
            QVERIFY2(writeNormalJson(one->cookies).equals(writeNormalJson(other->cookies)),
                     flat.constData());
            const auto told = [](const CookieReport &report) {
                QStringList words;
                for (const CookieWarning &warning : report.warnings)
                    words << warning.code % u' ' % warning.name;
                for (const DroppedCookie &dropped : report.dropped)
                    words << dropped.reason % u' ' % dropped.name % QString::number(dropped.index);
                return words;
            };
            QVERIFY2(told(*one) == told(*other), flat.constData());
        }
        QVERIFY(taken > 1500);
    }
};

QTEST_GUILESS_MAIN(TestCookieRules)
#include "tst_cookierules.moc"
