// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/instagram/sitebench.h"
#include "tests/support/resultmacros.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using pelorus::test::SiteBench;
using namespace pelorus::instagram;

namespace {

QString wordOf(const Result<Shared> &shared)
{
    if (!shared)
        return test::wordOf(shared.error());
    switch (shared->result) {
    case ShareResult::Confirmed:
        return u"confirmed"_s;
    case ShareResult::Refused:
        return u"refused"_s;
    case ShareResult::Unknown:
        return shared->landing ? QString(u"unknown "_s % landingName(*shared->landing))
                               : u"unknown"_s;
    }
    return {};
}

} // namespace

/// What follows the one click (F12 to F18, F20, F22 to F24).
class TestShare : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_bench.setConfirmationWithin(milliseconds(3000));
        QVERIFY(m_bench.start());
    }

    void outcomes_data()
    {
        QTest::addColumn<QJsonObject>("scenario");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("word");
        QTest::addColumn<int>("posts");
        const auto row = [](const char *name,
                            const QJsonObject &scenario,
                            const QString &word,
                            int posts,
                            const QString &language = u"en"_s) {
            QTest::newRow(name) << scenario << language << word << posts;
        };
        row("confirmed", {}, u"confirmed"_s, 1);
        for (const QString &language : {u"ru"_s, u"uk"_s, u"es"_s, u"pt"_s})
            row(qPrintable(language), {}, u"confirmed"_s, 1, language);
        row("as a post", {{u"confirmationText"_s, u"post"_s}}, u"confirmed"_s, 1);
        row("closed by an icon", {{u"confirmationButton"_s, u"close"_s}}, u"confirmed"_s, 1);
        row("F13 for a moment", {{u"confirmationMs"_s, 60}}, u"confirmed"_s, 1);
        row("F14 none", {{u"confirmation"_s, u"never"_s}}, u"unknown"_s, 1);
        row("F14 the dialog closes", {{u"confirmation"_s, u"closes"_s}}, u"unknown"_s, 1);
        row("F16 refused", {{u"refusals"_s, 1}}, u"refused"_s, 0);
        row("F16 refused, Russian", {{u"refusals"_s, 1}}, u"refused"_s, 0, u"ru"_s);
        row("F16 something went wrong",
            {{u"refusals"_s, 1}, {u"refusalText"_s, u"wrong"_s}},
            u"refused"_s,
            0);
        row("F17 login", {{u"loginRequired"_s, u"share"_s}}, u"unknown login_form"_s, 0);
        row("F18 challenge", {{u"challenge"_s, u"share"_s}}, u"unknown challenge"_s, 0);
        row("F18 challenge, published",
            {{u"challenge"_s, u"share"_s}, {u"challengePublishes"_s, true}},
            u"unknown challenge"_s,
            1);
        row("rate limit", {{u"rateLimited"_s, u"share"_s}}, u"unknown rate_limited"_s, 0);
        row("F20 unknown dialog",
            {{u"unknownDialog"_s, u"beforeShare"_s}},
            u"unknown unknown_dialog"_s,
            0);
        row("F23 in the background", {{u"backgroundTab"_s, u"share"_s}}, u"confirmed"_s, 1);
    }

    void outcomes()
    {
        QFETCH(QJsonObject, scenario);
        QFETCH(QString, language);
        QFETCH(QString, word);
        QFETCH(int, posts);
        QVERIFY_RESULT(m_bench.prepareAccount(scenario, language));
        prepare();
        int clicks = 0;
        const auto shared = m_bench.site().share(
            [&] { return Result<void>(); }, [&] { ++clicks; }, SiteBench::soon());
        QVERIFY2(wordOf(shared) == word,
                 qPrintable(wordOf(shared) + u": "_s + (shared ? shared->text : QString())));
        QCOMPARE(clicks, 1);
        const QJsonObject state = m_bench.state();
        QCOMPARE(state["shareClicks"_L1].toInt(), 1);
        QCOMPARE(state["posts"_L1].toArray().size(), posts);
        QCOMPARE(state["accounts"_L1][0]["tryAgains"_L1].toInt(), 0);
        if (word == "refused"_L1)
            QVERIFY(!shared->text.isEmpty());
        noWarnings();
    }

    void confirmationCarriesTheLink()
    {
        QVERIFY_RESULT(m_bench.prepareAccount({{u"confirmationLink"_s, true}}));
        prepare();
        const auto shared
            = m_bench.site().share([] { return Result<void>(); }, [] {}, SiteBench::soon());
        QVERIFY_RESULT(shared);
        QCOMPARE(shared->permalink.toString(),
                 m_bench.state()["posts"_L1][0]["permalink"_L1].toString());
    }

    void newLinkIsTheProof()
    {
        QVERIFY_RESULT(m_bench.prepareAccount({{u"confirmation"_s, u"closes"_s}}));
        const auto before = m_bench.site().ownLinks(SiteBench::kAccount, SiteBench::soon());
        QVERIFY_RESULT(before);
        prepare();
        QVERIFY_RESULT(
            m_bench.site().share([] { return Result<void>(); }, [] {}, SiteBench::soon()));
        const auto now = m_bench.site().ownLinks(SiteBench::kAccount, SiteBench::soon());
        QVERIFY_RESULT(now);
        QCOMPARE(newLink(*before, *now).value_or(QString()),
                 m_bench.state()["posts"_L1][0]["permalink"_L1].toString());
    }

    void languageChangesBetweenTwoVideos() // F22
    {
        QVERIFY_RESULT(m_bench.prepareAccount({{u"nextLanguages"_s, QJsonArray{u"ru"_s}}}));
        for (int i = 0; i < 2; ++i) {
            QVERIFY_RESULT(m_bench.site().ownLinks(SiteBench::kAccount, SiteBench::soon()));
            QVERIFY_RESULT(m_bench.site().prepare(m_bench.video(), SiteBench::soon()));
            const auto shared
                = m_bench.site().share([] { return Result<void>(); }, [] {}, SiteBench::soon());
            QCOMPARE(wordOf(shared), u"confirmed"_s);
        }
    }

    void gateHoldsTheClickBack()
    {
        QVERIFY_RESULT(m_bench.prepareAccount({}));
        prepare();
        int clicks = 0;
        const auto shared
            = m_bench.site().share([] { return fail(ErrorKind::LeaseLost, u"lost"_s); },
                                   [&] { ++clicks; },
                                   SiteBench::soon());
        QVERIFY(!shared);
        QCOMPARE(shared.error().kind, ErrorKind::LeaseLost);
        QCOMPARE(clicks, 0);
        QCOMPARE(m_bench.state()["shareClicks"_L1].toInt(), 0);
    }

    void captionTamperedWithIsNotShared()
    {
        QVERIFY_RESULT(m_bench.prepareAccount({}));
        prepare();
        QVERIFY_RESULT(m_bench.page().insertText(
            u"() => document.querySelector('[role=textbox]')"_s, {}, u"more"_s, SiteBench::soon()));
        bool asked = false;
        const auto shared = m_bench.site().share(
            [&] {
                asked = true;
                return Result<void>();
            },
            [] {},
            SiteBench::soon());
        QVERIFY(!shared);
        QCOMPARE(shared.error().name, u"caption_mismatch"_s);
        QVERIFY(!asked);
    }

    void cancelDuringSharing()
    {
        QVERIFY_RESULT(m_bench.prepareAccount({{u"confirmation"_s, u"never"_s}}));
        prepare();
        std::stop_source stop;
        const auto shared
            = m_bench.site().share([] { return Result<void>(); },
                                   [&] { stop.request_stop(); },
                                   Call::in(std::chrono::minutes(5), stop.get_token()));
        QVERIFY(!shared);
        QCOMPARE(shared.error().kind, ErrorKind::Cancelled);
    }

    void browserClosedDuringSharing() // F24; the last test, since it takes the browser
    {
        QVERIFY_RESULT(m_bench.prepareAccount({{u"confirmation"_s, u"never"_s}}));
        prepare();
        const auto shared = m_bench.site().share(
            [] { return Result<void>(); }, [&] { m_bench.stopBrowser(); }, SiteBench::soon());
        QCOMPARE(wordOf(shared), u"unknown"_s);
    }

private:
    void prepare()
    {
        QVERIFY_RESULT(m_bench.site().open(SiteBench::soon()));
        Post post = m_bench.video();
        post.caption = u"Your post has been shared"_s;
        QVERIFY_RESULT(m_bench.site().prepare(post, SiteBench::soon()));
    }
    void noWarnings()
    {
        const QJsonObject state = m_bench.state();
        const QJsonArray warnings = state["warnings"_L1].toArray();
        QVERIFY2(warnings.isEmpty(), QJsonDocument(warnings).toJson().constData());
        for (const QString &event : {u"untrusted_click"_s, u"unknown_dialog"_s, u"foreign_share"_s})
            QVERIFY2(state["events"_L1][event].toInt() == 0, qPrintable(event));
    }

    SiteBench m_bench;
};

QTEST_GUILESS_MAIN(TestShare)
#include "tst_share.moc"
