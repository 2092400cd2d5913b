// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/totp.h"
#include "tests/core/instagram/sitebench.h"
#include "tests/support/resultmacros.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using pelorus::test::SiteBench;
using namespace pelorus::instagram;

/// Landing states, sign-in, second factor and the account's own profile, in the real browser.
class TestSignIn : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_bench.start()); }

    void lands_data()
    {
        QTest::addColumn<QJsonObject>("scenario");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("landing");
        QTest::addColumn<QString>("note");
        const auto row = [](const char *name,
                            const QJsonObject &scenario,
                            const QString &landing,
                            const QString &note = {},
                            const QString &language = u"en"_s) {
            QTest::newRow(name) << scenario << language << landing << note;
        };
        row("signed in", {}, u"signed_in"_s);
        row("russian", {}, u"signed_in"_s, {}, u"ru"_s);
        row("russian, its own words", {{u"labelGaps"_s, u"native"_s}}, u"signed_in"_s, {}, u"ru"_s);
        for (const QString &kind : {u"challenge"_s, u"checkpoint"_s, u"authPlatform"_s, u"human"_s})
            row(qPrintable(kind),
                {{u"challenge"_s, u"landing"_s}, {u"challengeKind"_s, kind}},
                u"challenge"_s);
        row("phone",
            {{u"challenge"_s, u"landing"_s}, {u"challengeKind"_s, u"phone"_s}},
            u"phone_needed"_s);
        for (const QString &kind : {u"suspended"_s, u"disabled"_s, u"appeal"_s})
            row(qPrintable(kind), {{u"suspended"_s, kind}}, u"suspended"_s);
        row("rate limit page",
            {{u"rateLimited"_s, u"landing"_s}, {u"rateLimitShape"_s, u"page"_s}},
            u"rate_limited"_s);
        row("rate limit dialog",
            {{u"rateLimited"_s, u"landing"_s}, {u"rateLimitShape"_s, u"dialog"_s}},
            u"rate_limited"_s);
        row("terms", {{u"consentPage"_s, u"terms"_s}}, u"consent"_s);
        row("age", {{u"consentPage"_s, u"age"_s}}, u"consent"_s);
        row("broken once", {{u"brokenPages"_s, 1}}, u"signed_in"_s, u"reloaded"_s);
        row("broken", {{u"brokenPages"_s, 9}}, u"broken"_s, u"reloaded"_s);
        row("unknown dialog",
            {{u"unknownDialog"_s, u"landing"_s}},
            u"unknown_dialog"_s,
            u"Join experiment"_s);
        row("account chooser", {{u"accountChooser"_s, true}}, u"unknown_dialog"_s);
    }

    void lands()
    {
        QFETCH(QJsonObject, scenario);
        QFETCH(QString, language);
        QFETCH(QString, landing);
        QFETCH(QString, note);
        QVERIFY_RESULT(m_bench.prepareAccount(scenario, language));
        const auto seen = m_bench.site().open(SiteBench::soon());
        QVERIFY_RESULT(seen);
        QCOMPARE(landingName(seen->landing), landing);
        QVERIFY2(m_bench.notes().join(u'\n').contains(note),
                 qPrintable(m_bench.notes().join(u'\n')));
        QVERIFY(!seen->text.contains(u'@'));
        const QJsonObject account = m_bench.state()["accounts"_L1][0].toObject();
        QCOMPARE(account["challengesSubmitted"_L1].toInt(), 0);
        noWarnings();
    }

    void dismissesKnownDialogs()
    {
        QVERIFY_RESULT(m_bench.prepareAccount({{u"cookieBanner"_s, true},
                                               {u"notificationsDialog"_s, true},
                                               {u"messagingNotice"_s, true}}));
        QVERIFY_RESULT(m_bench.site().open(SiteBench::soon()));
        QVERIFY_RESULT(m_bench.site().ownLinks(SiteBench::kAccount, SiteBench::soon()));
        QVERIFY_RESULT(m_bench.site().prepare(m_bench.video(), SiteBench::soon()));
        QCOMPARE(m_bench.state()["events"_L1]["cookies"_L1].toInt(), 1);
        noWarnings();
    }

    void signsIn_data()
    {
        QTest::addColumn<QJsonObject>("scenario");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("outcome");
        const QString good = SiteBench::kPassword;
        QTest::newRow("right") << QJsonObject() << good << u"signed_in"_s;
        QTest::newRow("cookie banner")
            << QJsonObject{{u"cookieBanner"_s, true}} << good << u"signed_in"_s;
        QTest::newRow("save info as a page")
            << QJsonObject{{u"saveLoginInfo"_s, u"page"_s}} << good << u"signed_in"_s;
        QTest::newRow("wrong") << QJsonObject() << u"CANARY-wrong"_s << u"password_refused"_s;
        QTest::newRow("challenge")
            << QJsonObject{{u"challenge"_s, u"signIn"_s}} << good << u"challenge"_s;
        QTest::newRow("rate limit")
            << QJsonObject{{u"rateLimited"_s, u"signIn"_s}} << good << u"rate_limited"_s;
    }

    void signsIn()
    {
        QFETCH(QJsonObject, scenario);
        QFETCH(QString, password);
        QFETCH(QString, outcome);
        QVERIFY_RESULT(m_bench.prepareAccount(scenario, u"en"_s, 3, false));
        const auto first = m_bench.site().open(SiteBench::soon());
        QVERIFY_RESULT(first);
        QCOMPARE(landingName(first->landing), u"login_form"_s);
        const auto seen
            = m_bench.site().signIn(SiteBench::kAccount, Secret(password), SiteBench::soon());
        QCOMPARE(seen ? landingName(seen->landing) : test::wordOf(seen.error()), outcome);
        if (!seen) {
            QCOMPARE(seen.error().kind, ErrorKind::Auth);
            QVERIFY(seen.error().message.contains(u"incorrect"_s));
        }
        const QJsonObject account = m_bench.state()["accounts"_L1][0].toObject();
        QVERIFY(account["signIns"_L1].toInt() + account["failedSignIns"_L1].toInt() <= 1);
        const QString said
            = m_bench.notes().join(u'\n') + (seen ? QString() : toLogString(seen.error()));
        QVERIFY(!said.contains(u"CANARY"_s));
        noWarnings();
    }

    void secondFactor_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<bool>("right");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("right") << u"verificationCode"_s << true << u"signed_in"_s;
        QTest::newRow("other field") << u"security_code"_s << true << u"signed_in"_s;
        QTest::newRow("wrong") << u"verificationCode"_s << false << u"code_refused"_s;
    }

    void secondFactor()
    {
        QFETCH(QString, field);
        QFETCH(bool, right);
        QFETCH(QString, outcome);
        QVERIFY_RESULT(m_bench.prepareAccount({{u"twoFactorField"_s, field}}, u"en"_s, 3, false));
        m_bench.configure({{u"accounts"_s,
                            QJsonArray{QJsonObject{{u"username"_s, SiteBench::kAccount},
                                                   {u"totpSecret"_s, SiteBench::kTotp}}}}});
        QVERIFY_RESULT(m_bench.site().open(SiteBench::soon()));
        const auto asked = m_bench.site().signIn(
            SiteBench::kAccount, Secret(SiteBench::kPassword), SiteBench::soon());
        QVERIFY_RESULT(asked);
        QCOMPARE(landingName(asked->landing), u"two_factor"_s);
        const auto key = vault::parseTotp(Secret(SiteBench::kTotp));
        QVERIFY_RESULT(key);
        const Secret code
            = right ? vault::totpCode(*key, QDateTime::currentDateTimeUtc()) : Secret(u"000000"_s);
        const auto seen = m_bench.site().enterCode(code, SiteBench::soon());
        QCOMPARE(seen ? landingName(seen->landing) : test::wordOf(seen.error()), outcome);
        noWarnings();
    }

    void ownLinks_data()
    {
        QTest::addColumn<QJsonObject>("scenario");
        QTest::addColumn<int>("posts");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("three") << QJsonObject() << 3 << u"3"_s;
        QTest::newRow("empty") << QJsonObject() << 0 << u"0"_s;
        QTest::newRow("a page of many") << QJsonObject() << 30 << u"12"_s;
        QTest::newRow("late grid") << QJsonObject{{u"gridDelayMs"_s, 1500}} << 3 << u"3"_s;
        QTest::newRow("grid never") << QJsonObject{{u"gridDelayMs"_s, 60000}} << 3 << u"grid"_s;
        QTest::newRow("pinned") << QJsonObject{{u"pinnedPosts"_s, 2}} << 5 << u"5"_s;
        QTest::newRow("other account")
            << QJsonObject{{u"wrongAccount"_s, u"studio.kite.two"_s}} << 3 << u"wrong_account"_s;
        QTest::newRow("account chooser")
            << QJsonObject{{u"accountChooser"_s, true}} << 3 << u"account_chooser"_s;
        QTest::newRow("challenge at step 0")
            << QJsonObject{{u"challenge"_s, u"step0"_s}} << 3 << u"challenge"_s;
        QTest::newRow("unknown dialog")
            << QJsonObject{{u"unknownDialog"_s, u"profile"_s}} << 3 << u"unknown_dialog"_s;
    }

    void ownLinks()
    {
        QFETCH(QJsonObject, scenario);
        QFETCH(int, posts);
        QFETCH(QString, outcome);
        QVERIFY_RESULT(m_bench.prepareAccount(scenario, u"en"_s, posts));
        const auto links = m_bench.site().ownLinks(SiteBench::kAccount, SiteBench::soon());
        QCOMPARE(links ? QString::number(links->size()) : test::wordOf(links.error()), outcome);
        if (links && !links->isEmpty())
            QVERIFY(links->first().startsWith(u"https://www.instagram.com/"_s));
        noWarnings();
    }

    void wrongAccountIsAConflict()
    {
        QVERIFY_RESULT(m_bench.prepareAccount({{u"wrongAccount"_s, u"studio.kite.two"_s}}));
        const auto links = m_bench.site().ownLinks(SiteBench::kAccount, SiteBench::soon());
        QVERIFY(!links);
        QCOMPARE(links.error().kind, ErrorKind::Conflict);
    }

    void cancelIsImmediate()
    {
        QVERIFY_RESULT(m_bench.prepareAccount({{u"gridDelayMs"_s, 60000}}));
        std::stop_source stop;
        stop.request_stop();
        const auto links = m_bench.site().ownLinks(
            SiteBench::kAccount, Call::in(std::chrono::minutes(5), stop.get_token()));
        QVERIFY(!links);
        QCOMPARE(links.error().kind, ErrorKind::Cancelled);
    }

private:
    void noWarnings()
    {
        const QJsonArray warnings = m_bench.state()["warnings"_L1].toArray();
        QVERIFY2(warnings.isEmpty(), QJsonDocument(warnings).toJson().constData());
        QCOMPARE(m_bench.state()["events"_L1]["untrusted_click"_L1].toInt(), 0);
        QCOMPARE(m_bench.state()["events"_L1]["unknown_dialog"_L1].toInt(), 0);
    }

    SiteBench m_bench;
};

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_signin.moc"
