// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookies.h"

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
        QTest::newRow("yes") << u"sessionid=1%3A2; ds_user_id=1; csrftoken=x"_s << true;
        QTest::newRow("no user") << u"sessionid=1%3A2; csrftoken=x"_s << false;
        QTest::newRow("empty session") << u"sessionid=; ds_user_id=1"_s << false;
        QTest::newRow("quoted empty") << u"sessionid=\"\"; ds_user_id=1"_s << false;
    }

    void signedIn()
    {
        QFETCH(QString, header);
        QFETCH(bool, expected);
        auto report = readCookies(header.toUtf8(), {u".instagram.com"_s, kNow});
        QVERIFY(report);
        QCOMPARE(looksSignedIn(report->cookies, kNow), expected);
        if (expected) {
            report->cookies.front().expires = 1700000000;
            QVERIFY(!looksSignedIn(report->cookies, kNow));
        }
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
};

QTEST_GUILESS_MAIN(TestCookieRules)
#include "tst_cookierules.moc"
