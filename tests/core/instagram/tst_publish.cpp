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

QString longText(int length)
{
    return QString(length, u'я');
}

} // namespace

/// The create dialog in all its variants (F1 to F12), until the post is on the site as given.
class TestPublish : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_bench.start()); }

    void publishes_data()
    {
        QTest::addColumn<QJsonObject>("scenario");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("note");
        const auto row = [](const char *name,
                            const QJsonObject &scenario,
                            const QString &note = {},
                            const QString &language = u"en"_s) {
            QTest::newRow(name) << scenario << language << note;
        };
        row("straight", {}, u"hidden input"_s);
        row("F1 sub-menu", {{u"subMenu"_s, true}}, u"open_create: menu"_s);
        row("F1 sub-menu, Russian", {{u"subMenu"_s, true}}, u"open_create: menu"_s, u"ru"_s);
        row("F2 input after click", {{u"hiddenInput"_s, u"afterClick"_s}}, u"file chooser"_s);
        row("F2 input ignored", {{u"hiddenInput"_s, u"ignored"_s}}, u"did nothing"_s);
        row("F3 late dialog", {{u"dialogDelayMs"_s, 2500}});
        row("F4 select stays", {{u"selectStays"_s, true}});
        row("capital letters",
            {{u"selectLabel"_s, u"capitals"_s}, {u"hiddenInput"_s, u"afterClick"_s}});
        row("F5 info after file", {{u"infoDialog"_s, u"afterFile"_s}}, u"answered reels_notice"_s);
        row("F5 info before Share",
            {{u"infoDialog"_s, u"beforeShare"_s}, {u"infoDelayMs"_s, 150}},
            u"answered reels_notice"_s);
        row("F6 Cyrillic OK",
            {{u"infoDialog"_s, u"afterFile"_s}, {u"okLetters"_s, u"cyrillic"_s}},
            u"answered reels_notice"_s);
        row("F6 understood",
            {{u"infoDialog"_s, u"afterFile"_s}, {u"okLetters"_s, u"understood"_s}},
            u"answered reels_notice"_s,
            u"ru"_s);
        row("F7 ratio menu beside Next", {{u"ratioMenuCovers"_s, false}}, u"crop: original"_s);
        row("F8 processing", {{u"processingMs"_s, 3000}});
        row("F9 one Next", {{u"nextSteps"_s, 1}}, u"1 × Next"_s);
        row("F9 three Next", {{u"nextSteps"_s, 3}}, u"3 × Next"_s);
        row("other caption label", {{u"captionLabel"_s, u"other"_s}});
        row("no dialog label", {{u"dialogLabel"_s, u"none"_s}});
        row("fixed dialog label", {{u"dialogLabel"_s, u"fixed"_s}, {u"nextSteps"_s, 3}});
        row("discard asked", {{u"discardAt"_s, u"caption"_s}}, u"answered discard"_s);
        row("discard asked, Russian",
            {{u"discardAt"_s, u"caption"_s}},
            u"answered discard"_s,
            u"ru"_s);
        row("suggestions for any word", {{u"suggestions"_s, u"always"_s}});
        row("a tab comes over it", {{u"backgroundTab"_s, u"create"_s}});
        row("old dialog", {{u"oldDialog"_s, u"draft"_s}});
        row("Ukrainian", {}, {}, u"uk"_s);
        row("Spanish", {}, {}, u"es"_s);
        row("Portuguese", {}, {}, u"pt"_s);
        row("Russian words only", {{u"labelGaps"_s, u"native"_s}}, {}, u"ru"_s);
        row("Ukrainian words only", {{u"labelGaps"_s, u"native"_s}}, u"no control"_s, u"uk"_s);
    }

    void publishes()
    {
        QFETCH(QJsonObject, scenario);
        QFETCH(QString, language);
        QFETCH(QString, note);
        QVERIFY_RESULT(m_bench.prepareAccount(scenario, language));
        QVERIFY_RESULT(m_bench.site().open(SiteBench::soon()));
        if (!scenario.contains("oldDialog"_L1))
            QVERIFY_RESULT(m_bench.site().ownLinks(SiteBench::kAccount, SiteBench::soon()));
        Post post = m_bench.video(u"клип — 1 (финал) 🎬.mp4"_s);
        post.caption = u"Причал 🎬👩‍👩‍👧\n\nline two  #harbour @lena"_s;
        QVERIFY_RESULT(m_bench.site().prepare(post, SiteBench::soon()));
        bool clicked = false;
        const auto shared = m_bench.site().share(
            [] { return Result<void>(); }, [&] { clicked = true; }, SiteBench::soon());
        QVERIFY_RESULT(shared);
        QVERIFY(clicked);
        QVERIFY2(shared->result == ShareResult::Confirmed, qPrintable(shared->text));
        const QJsonObject sent = m_bench.state()["posts"_L1][0].toObject();
        QCOMPARE(sent["caption"_L1].toString(), post.caption);
        QCOMPARE(sent["size"_L1].toInteger(), post.size);
        QCOMPARE(m_bench.state()["shareClicks"_L1].toInt(), 1);
        QCOMPARE(sent["cover"_L1].toString(), QString());
        const QString notes = m_bench.notes().join(u'\n');
        if (!notes.contains(u"no control"_s))
            QCOMPARE(sent["ratio"_L1].toString(), u"original"_s);
        QVERIFY2(notes.contains(note), qPrintable(notes));
        noWarnings();
    }

    void details_data()
    {
        QTest::addColumn<QString>("caption");
        QTest::addColumn<QStringList>("mentions");
        QTest::addColumn<QString>("location");
        QTest::newRow("empty") << QString() << QStringList() << QString();
        QTest::newRow("2,200 letters") << longText(2200) << QStringList() << QString();
        QTest::newRow("words of the site")
            << u"Something went wrong\nTry again later\nYour reel has been shared."_s
            << QStringList() << QString();
        QTest::newRow("mentions") << u"Two of us"_s << QStringList{u"lena_climbs"_s, u"kite"_s}
                                  << QString();
        QTest::newRow("location") << u"At sea #sea"_s << QStringList() << u"Lisbon, Portugal"_s;
    }

    void details()
    {
        QFETCH(QString, caption);
        QFETCH(QStringList, mentions);
        QFETCH(QString, location);
        QVERIFY_RESULT(m_bench.prepareAccount(
            {{u"locations"_s, QJsonArray{u"Lisbon"_s, u"Lisbon, Portugal"_s, u"Lisbon, Ohio"_s}}}));
        QVERIFY_RESULT(m_bench.site().open(SiteBench::soon()));
        Post post = m_bench.video();
        post.caption = caption;
        post.mentions = mentions;
        post.location = location;
        QVERIFY_RESULT(m_bench.site().prepare(post, SiteBench::soon()));
        const auto shared
            = m_bench.site().share([] { return Result<void>(); }, [] {}, SiteBench::soon());
        QVERIFY_RESULT(shared);
        QVERIFY(shared->result == ShareResult::Confirmed);
        const QJsonObject sent = m_bench.state()["posts"_L1][0].toObject();
        QCOMPARE(sent["caption"_L1].toString(), fullCaption(post));
        QCOMPARE(sent["location"_L1].toString(), location);
        noWarnings();
    }

    void stops_data()
    {
        QTest::addColumn<QJsonObject>("scenario");
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("word");
        QTest::addColumn<ErrorKind>("kind");
        const auto row
            = [](const char *name,
                 const QJsonObject &scenario,
                 const QString &change,
                 const QString &word,
                 ErrorKind kind) { QTest::newRow(name) << scenario << change << word << kind; };
        row("F10 caption swallowed",
            {{u"swallowCaption"_s, u"typed"_s}},
            {},
            u"caption_mismatch"_s,
            ErrorKind::Protocol);
        row("caption lost later",
            {{u"swallowCaption"_s, u"late"_s}},
            {},
            u"caption_mismatch"_s,
            ErrorKind::Protocol);
        row("F11 caption cut",
            {{u"captionLimit"_s, 10}},
            {},
            u"caption_mismatch"_s,
            ErrorKind::Protocol);
        row("2,201 letters", {}, u"long"_s, u"caption_too_long"_s, ErrorKind::InvalidInput);
        row("mentions make it too long",
            {},
            u"mention"_s,
            u"caption_too_long"_s,
            ErrorKind::InvalidInput);
        row("unreadable video",
            {{u"refuseUnreadable"_s, true}},
            u"unreadable"_s,
            u"file_refused"_s,
            ErrorKind::Media);
        row("unreadable, fixed label",
            {{u"refuseUnreadable"_s, true}, {u"dialogLabel"_s, u"fixed"_s}},
            u"unreadable"_s,
            u"file_refused"_s,
            ErrorKind::Media);
        row("too large", {{u"refuseOverBytes"_s, 1000}}, {}, u"file_refused"_s, ErrorKind::Media);
        row("no such place",
            {{u"noLocations"_s, true}},
            u"place"_s,
            u"location_not_found"_s,
            ErrorKind::InvalidInput);
        row("only similar places",
            {{u"locations"_s, QJsonArray{u"Lisbon, Ohio"_s}}},
            u"place"_s,
            u"location_not_found"_s,
            ErrorKind::InvalidInput);
        row("F17 login at create",
            {{u"loginRequired"_s, u"create"_s}},
            {},
            u"login_form"_s,
            ErrorKind::NeedsOperator);
        row("F20 unknown dialog",
            {{u"unknownDialog"_s, u"create"_s}},
            {},
            u"unknown_dialog"_s,
            ErrorKind::NeedsOperator);
        row("F20 unknown dialog late",
            {{u"unknownDialog"_s, u"details"_s}},
            {},
            u"unknown_dialog"_s,
            ErrorKind::NeedsOperator);
        row("rate limit",
            {{u"rateLimited"_s, u"create"_s}},
            {},
            u"rate_limited"_s,
            ErrorKind::RateLimited);
        row("Next never ready",
            {{u"processingMs"_s, 60000}},
            {},
            u"missing"_s,
            ErrorKind::Protocol);
    }

    void stops()
    {
        QFETCH(QJsonObject, scenario);
        QFETCH(QString, change);
        QFETCH(QString, word);
        QFETCH(ErrorKind, kind);
        const bool late = scenario["swallowCaption"_L1] == "late"_L1;
        QVERIFY(m_bench.setCaptionSettles(late ? 900 : 200));
        QVERIFY_RESULT(m_bench.prepareAccount(scenario));
        QVERIFY_RESULT(m_bench.site().open(SiteBench::soon()));
        Post post = change == "unreadable"_L1 ? m_bench.video(u"x.mp4"_s, "no video at all")
                                              : m_bench.video();
        post.caption = u"Twenty letters and more"_s;
        if (change == "long"_L1)
            post.caption = longText(2201);
        if (change == "mention"_L1) {
            post.caption = longText(2199);
            post.mentions = QStringList{u"a"_s};
        }
        if (change == "place"_L1)
            post.location = u"Lisbon"_s;
        const auto ready = m_bench.site().prepare(post, SiteBench::soon());
        QVERIFY(!ready);
        QVERIFY2(test::wordOf(ready.error()) == word, qPrintable(toLogString(ready.error())));
        QCOMPARE(ready.error().kind, kind);
        QVERIFY(!ready.error().message.isEmpty());
        QCOMPARE(m_bench.state()["shareClicks"_L1].toInt(), 0);
        noWarnings();
    }

    void abandons_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QJsonObject>("scenario");
        QTest::newRow("English") << u"en"_s << QJsonObject();
        QTest::newRow("Russian") << u"ru"_s << QJsonObject();
        QTest::newRow("no word for Close") << u"uk"_s << QJsonObject{{u"labelGaps"_s, u"native"_s}};
    }

    void abandons()
    {
        QFETCH(QString, language);
        QFETCH(QJsonObject, scenario);
        QVERIFY_RESULT(m_bench.prepareAccount(scenario, language));
        QVERIFY_RESULT(m_bench.site().open(SiteBench::soon()));
        QVERIFY_RESULT(m_bench.site().prepare(m_bench.video(), SiteBench::soon()));
        QVERIFY_RESULT(m_bench.site().abandon(SiteBench::soon()));
        // The next video begins anew.
        QVERIFY_RESULT(m_bench.site().prepare(m_bench.video(), SiteBench::soon()));
        QCOMPARE(m_bench.state()["posts"_L1].toArray().size(), 0);
        noWarnings();
    }

private:
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

QTEST_GUILESS_MAIN(TestPublish)
#include "tst_publish.moc"
