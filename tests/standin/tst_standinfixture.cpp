// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/standin.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus::test;

/// The fixture that other tests start the stand-in with.
class TestStandInFixture final : public QObject
{
    Q_OBJECT

private slots:
    void startsAndEnds()
    {
        StandIn standIn;
        QVERIFY2(standIn.start({.token = "word"}), qPrintable(standIn.problem()));
        QCOMPARE(standIn.token(), "word");
        for (const QUrl &url : {standIn.remote(),
                                standIn.local(),
                                standIn.sync(),
                                standIn.darkwing(),
                                standIn.control()}) {
            QCOMPARE(url.scheme(), u"http"_s);
            QCOMPARE(url.host(), u"127.0.0.1"_s);
            QVERIFY(url.port() > 0);
        }
        QCOMPARE(standIn.site().scheme(), u"https"_s);
        QCOMPARE(standIn.environment().value(u"DOLPHIN_API_TOKEN"_s), u"word"_s);
        QCOMPARE(standIn.environment().value(u"DOLPHIN_API_HOST"_s), standIn.local().toString());
        QCOMPARE(standIn.processEnvironment().value(u"DOLPHIN_REMOTE_API"_s),
                 standIn.remote().toString());
        QCOMPARE(standIn.profilesLeft(), 0);
        QCOMPARE(standIn.posts().size(), 0);
        const QString process = u"/proc/%1"_s.arg(standIn.pid());
        QVERIFY(QFileInfo::exists(process));
        standIn.stop();
        QVERIFY(!QFileInfo::exists(process));
        QVERIFY(standIn.start());
        QVERIFY(standIn.problem().isEmpty());
    }

    void setsUp()
    {
        StandIn standIn;
        QVERIFY(standIn.start(
            {.faults = {QJsonObject{{u"action"_s, u"hang"_s}}}, .knobs = {{u"rpm"_s, 7}}}));
        QCOMPARE(standIn.state().value("faultsPending"_L1).toInt(), 1);
        QCOMPARE(standIn.state().value("knobs"_L1)["rpm"_L1].toInt(), 7);
        QVERIFY(standIn.faults({QJsonObject{{u"action"_s, u"hang"_s}}}));
        QCOMPARE(standIn.state().value("faultsPending"_L1).toInt(), 2);
        QVERIFY(standIn.clearFaults());
        QCOMPARE(standIn.state().value("faultsPending"_L1).toInt(), 0);
        standIn.site({{u"accounts"_s, QJsonArray{QJsonObject{{u"username"_s, u"a"_s}}}}});
        QVERIFY(!standIn.createSession(u"a"_s).isEmpty());
        QVERIFY(standIn.reset());
        QCOMPARE(standIn.state().value("knobs"_L1)["rpm"_L1].toInt(), 500);
        QVERIFY(standIn.problem().isEmpty());
    }

    void tellsWhatIsWrong()
    {
        StandIn standIn;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"did not start.*no-such-option"_s));
        QVERIFY(!standIn.start({.arguments = {u"--no-such-option"_s}}));
        QVERIFY(standIn.start());
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no knob colour"_s));
        QVERIFY(!standIn.knobs({{u"colour"_s, 1}}));
        QVERIFY(standIn.problem().contains("colour"_L1));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no action dance"_s));
        QVERIFY(!standIn.faults({QJsonObject{{u"action"_s, u"dance"_s}}}));
    }
};

QTEST_GUILESS_MAIN(TestStandInFixture)
#include "tst_standinfixture.moc"
