// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cdp/browser.h"
#include "tests/support/chromium.h"
#include "tests/support/resultmacros.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace pelorus;
using formats::Cookie;
using formats::SameSite;

namespace {

Call soon()
{
    return Call::in(std::chrono::seconds(20));
}

Cookie cookie(const QString &name, const QString &value, const QString &domain = u".shop.example"_s)
{
    Cookie made;
    made.name = name;
    made.value = Secret(value);
    made.domain = domain;
    made.secure = true;
    return made;
}

double inDays(double days)
{
    return static_cast<double>(QDateTime::currentSecsSinceEpoch()) + days * 86400;
}

} // namespace

/// Cookies into the real browser and out again.
class TestCookieJar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_chromium.start());
        auto browser = cdp::Browser::connect(m_network, m_chromium.webSocket(), soon());
        QVERIFY_RESULT(browser);
        m_browser = *browser;
    }

    void init() { QVERIFY_RESULT(m_browser->call(u"Storage.clearCookies"_s, {}, soon())); }

    void twoHundredComeBackAsTheyWere()
    {
        formats::Cookies cookies;
        for (int i = 0; i < 200; ++i) {
            Cookie one = cookie(u"c%1"_s.arg(i),
                                u"v%1 \"привет\"🎬 %3A"_s.arg(i),
                                i % 2 ? u".photos.example.com"_s : u"login.example.org"_s);
            one.httpOnly = i % 3 == 0;
            one.sameSite = std::array{SameSite::Unspecified,
                                      SameSite::None,
                                      SameSite::Lax,
                                      SameSite::Strict}[size_t(i) % 4];
            if (i % 5 != 0)
                one.expires = inDays(90) + i;
            cookies.push_back(std::move(one));
        }
        const auto report = m_browser->setCookies(cookies, soon());
        QVERIFY_RESULT(report);
        QCOMPARE(report->missing, QStringList());
        const auto got = m_browser->cookies(soon());
        QVERIFY_RESULT(got);
        QCOMPARE(got->size(), size_t(200));
        QHash<QString, const Cookie *> byName;
        for (const Cookie &one : *got)
            byName.insert(one.name, &one);
        for (const Cookie &one : cookies) {
            const Cookie *kept = byName.value(one.name);
            QVERIFY(kept != nullptr);
            QVERIFY(kept->value.equals(one.value));
            QCOMPARE(kept->domain, one.domain);
            QCOMPARE(kept->httpOnly, one.httpOnly);
            QCOMPARE(kept->sameSite, one.sameSite);
            QCOMPARE(kept->expires.has_value(), one.expires.has_value());
        }
    }

    void oneBadCookieHarmsNoOther_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("domain");
        QTest::addColumn<double>("days");
        QTest::newRow("control character")
            << u"bad"_s << u"a\u0001b"_s << u".shop.example"_s << 1.0;
        QTest::newRow("semicolon") << u"bad"_s << u"a;b"_s << u".shop.example"_s << 1.0;
        QTest::newRow("too large")
            << u"bad"_s << u"x"_s.repeated(4097) << u".shop.example"_s << 1.0;
        QTest::newRow("host prefix") << u"__Host-bad"_s << u"v"_s << u".shop.example"_s << 1.0;
        QTest::newRow("expired") << u"bad"_s << u"v"_s << u".shop.example"_s << -1.0;
        QTest::newRow("no domain") << u"bad"_s << u"v"_s << QString() << 1.0;
    }

    void oneBadCookieHarmsNoOther()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, domain);
        QFETCH(double, days);
        formats::Cookies cookies;
        cookies.push_back(cookie(u"first"_s, u"1"_s));
        cookies.push_back(cookie(name, value, domain));
        cookies.back().expires = inDays(days);
        cookies.push_back(cookie(u"last"_s, u"3"_s));
        const auto report = m_browser->setCookies(cookies, soon());
        QVERIFY_RESULT(report);
        QCOMPARE(report->missing.size(), 1);
        QVERIFY2(report->missing[0].startsWith(name + u" ("_s), qPrintable(report->missing[0]));
        QVERIFY(!report->missing[0].contains(u"xxxx"_s));
        const auto got = m_browser->cookies(soon());
        QVERIFY_RESULT(got);
        QCOMPARE(got->size(), size_t(2));
    }

    void whatTheBrowserChangesIsNoLoss()
    {
        formats::Cookies cookies;
        cookies.push_back(cookie(u"long"_s, u"1"_s));
        cookies.back().expires = inDays(3650);
        cookies.push_back(cookie(u"idn"_s, u"3"_s, u"xn--e1afmkfd.example"_s));
        const auto report = m_browser->setCookies(cookies, soon());
        QVERIFY_RESULT(report);
        QCOMPARE(report->missing.join(u'|'), QString());
    }

    void lastOfEqualCookiesCounts()
    {
        formats::Cookies cookies;
        cookies.push_back(cookie(u"same"_s, u"old"_s));
        cookies.push_back(cookie(u"same"_s, u"new"_s));
        const auto report = m_browser->setCookies(cookies, soon());
        QVERIFY_RESULT(report);
        QCOMPARE(report->missing, QStringList());
        const auto got = m_browser->cookies(soon());
        QVERIFY_RESULT(got);
        QCOMPARE(got->size(), size_t(1));
        QVERIFY((*got)[0].value.equals(Secret(u"new"_s)));
    }

    void moreThanTheBrowserKeepsIsNamed()
    {
        formats::Cookies cookies;
        for (int i = 0; i < 300; ++i)
            cookies.push_back(cookie(u"c%1"_s.arg(i), u"v"_s));
        const auto report = m_browser->setCookies(cookies, soon());
        QVERIFY_RESULT(report);
        const auto got = m_browser->cookies(soon());
        QVERIFY_RESULT(got);
        QVERIFY(got->size() < 300);
        QCOMPARE(size_t(report->missing.size()) + got->size(), size_t(300));
    }

    void partitionedOnesAreLeftOutByName()
    {
        const QJsonObject partition{{u"topLevelSite"_s, u"https://top.example"_s},
                                    {u"hasCrossSiteAncestor"_s, false}};
        QVERIFY_RESULT(m_browser->call(u"Storage.setCookies"_s,
                                       {{u"cookies"_s,
                                         QJsonArray{QJsonObject{{u"name"_s, u"chips"_s},
                                                                {u"value"_s, u"v"_s},
                                                                {u"domain"_s, u"shop.example"_s},
                                                                {u"path"_s, u"/"_s},
                                                                {u"secure"_s, true},
                                                                {u"partitionKey"_s, partition}}}}},
                                       soon()));
        QVERIFY_RESULT(m_browser->setCookies(
            [] {
                formats::Cookies one;
                one.push_back(cookie(u"plain"_s, u"1"_s));
                return one;
            }(),
            soon()));
        QStringList leftOut;
        const auto got = m_browser->cookies(soon(), &leftOut);
        QVERIFY_RESULT(got);
        QCOMPARE(got->size(), size_t(1));
        QCOMPARE(leftOut, QStringList{u"chips (shop.example)"_s});
    }

    void noneIsNoError()
    {
        const auto report = m_browser->setCookies({}, soon());
        QVERIFY_RESULT(report);
        const auto got = m_browser->cookies(soon());
        QVERIFY_RESULT(got);
        QVERIFY(got->empty());
    }

private:
    test::Chromium m_chromium;
    net::Network m_network;
    std::shared_ptr<cdp::Browser> m_browser;
};

QTEST_GUILESS_MAIN(TestCookieJar)
#include "tst_cookiejar.moc"
