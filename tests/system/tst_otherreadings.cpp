// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/harness.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace pelorus::test {

/// Where the vendor's sources contradict each other, a whole task goes by the other reading as well
/// (all other tests go by the first, which is the stand-in's default).
class TestOtherReadings : public QObject
{
    Q_OBJECT

private slots:
    void aTaskSucceeds_data()
    {
        QTest::addColumn<QJsonObject>("knobs");
        QTest::addColumn<bool>("dolphinsCookies"); // its own ways in and out come first
        const QJsonObject second{{u"createStatus"_s, 201},
                                 {u"createIdIn"_s, u"top"_s},
                                 {u"successAs"_s, u"one"_s},
                                 {u"totalAs"_s, u"string"_s},
                                 {u"enums"_s, u"strict"_s},
                                 {u"limitMax"_s, 100},
                                 {u"pageList"_s, u"gone"_s},
                                 {u"forceDelete"_s, u"required"_s},
                                 {u"runningDelete"_s, u"accept"_s},
                                 {u"deleteRemovesProxy"_s, true},
                                 {u"readOne"_s, u"forbidden"_s},
                                 {u"nestedFingerprint"_s, u"flattened"_s},
                                 {u"rateHeaders"_s, false},
                                 {u"retryAfter"_s, false},
                                 {u"loginRequired"_s, false},
                                 {u"wsEndpoint"_s, u"url"_s},
                                 {u"getStart"_s, false},
                                 {u"wrongMethodStatus"_s, 404},
                                 {u"duplicateStatus"_s, 400},
                                 {u"duplicateAutomation"_s, true},
                                 {u"runningShape"_s, u"data"_s},
                                 {u"activeEndpoint"_s, false},
                                 {u"crashedStays"_s, false},
                                 {u"stopLag"_s, 300},
                                 {u"cookieUnit"_s, u"ms"_s},
                                 {u"cookieExpiryRequired"_s, true},
                                 {u"cookiesNeedPlan"_s, u"base"_s},
                                 {u"syncShape"_s, u"list"_s},
                                 {u"darkwingHost"_s, u"absent"_s}};
        const QJsonObject third{{u"plan"_s, u"enterprise"_s},
                                {u"createIdIn"_s, u"data"_s},
                                {u"cursorList"_s, u"off"_s},
                                {u"forceDelete"_s, u"basket"_s},
                                {u"ghostTime"_s, 600000},
                                {u"duplicateStatus"_s, 200},
                                {u"temporaryAutomation"_s, u"body-only"_s},
                                {u"syncHost"_s, u"retired"_s},
                                {u"cloudSync"_s, false}};
        QTest::newRow("second") << second << false;
        QTest::newRow("second, Dolphin's cookies first") << second << true;
        QTest::newRow("third") << third << false;
        QTest::newRow("third, Dolphin's cookies first") << third << true;
    }
    void aTaskSucceeds()
    {
        QFETCH(QJsonObject, knobs);
        QFETCH(bool, dolphinsCookies);
        QHash<QString, QString> environment{
            {u"DOLPHIN_COOKIE_TIME"_s, knobs.value("cookieUnit"_L1).toString(u"seconds"_s)}};
        if (dolphinsCookies) {
            environment.insert(u"COOKIE_SOURCE"_s, u"dolphin-first"_s);
            environment.insert(u"COOKIE_CHANNELS"_s, u"local,remote,cdp"_s);
        }
        Harness bench(u"sqlite"_s, Browser::Chromium, environment);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        QVERIFY(bench.standin().knobs(knobs));
        bench.addAccount(u"known"_s, {SignIn::Cookies, {}, u"known.example"_s});
        bench.addAccount(u"fresh"_s, {SignIn::Totp});
        const BulkTaskId bulk
            = bench.createBulk({u"known"_s, u"fresh"_s}, {bench.makeVideo(u"clip.mp4"_s)});
        bench.startEngine();
        QVERIFY(bench.runUntilIdle());
        for (const QString &name : {u"known"_s, u"fresh"_s}) {
            const JobId job = bench.job(bulk, name);
            const JobFacts facts = bench.facts(job);
            QVERIFY2(facts.state == "COMPLETED"_L1 && facts.attempts == 1,
                     qPrintable(bench.story(job)));
            QCOMPARE(bench.standin().posts(name).size(), 1);
            QVERIFY(bench.cookies(name).isValid);
        }
        QCOMPARE(bench.standin().state()["profiles"_L1].toArray(), QJsonArray()); // nor in a basket
        QVERIFY(store::LedgerStore(bench.database()).openRows()->empty());
        QCOMPARE(bench.leakedSecret(), QString());
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestOtherReadings)
#include "tst_otherreadings.moc"
