// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/harness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

/// The main job as the demo shows it: three ways of signing in, each video on each account.
class TestMainJob : public QObject
{
    Q_OBJECT

private slots:
    void publishesOnThreeAccounts_data() { addEngineRows(); }
    void publishesOnThreeAccounts()
    {
        QFETCH(QString, engine);
        Harness bench(engine, Browser::Chromium, {{u"CONCURRENCY_LIMIT"_s, u"3"_s}});
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const QStringList names{u"alice_shop"_s, u"bob.store"_s, u"carol.cafe"_s};
        bench.addAccount(names[0], {SignIn::Cookies});
        bench.addAccount(names[1], {SignIn::Password});
        bench.addAccount(names[2], {SignIn::Totp});
        const QStringList videos{bench.makeVideo(u"one.mp4"_s), bench.makeVideo(u"two.mp4"_s)};
        const BulkTaskId bulk = bench.createBulk(names, videos, u"{file} by {account}"_s);
        bench.startEngine();
        QVERIFY(bench.runUntilIdle(150s));
        for (const QString &name : names) {
            const JobFacts facts = bench.facts(bench.job(bulk, name));
            QVERIFY2(facts.state == "COMPLETED"_L1, qPrintable(bench.story(bench.job(bulk, name))));
            QCOMPARE(facts.items, QStringList({u"PUBLISHED"_s, u"PUBLISHED"_s}));
            const QList<QJsonObject> posts = bench.standin().posts(name);
            QCOMPARE(posts.size(), 2);
            for (int i = 0; i < 2; ++i) {
                QCOMPARE(posts[i]["sha256"_L1].toString().toLatin1(), Harness::sha256(videos[i]));
                QCOMPARE(posts[i]["permalink"_L1].toString(), facts.links[i]);
            }
            QCOMPARE(posts[0]["caption"_L1].toString(), QString(u"one by "_s + name));
            QVERIFY(bench.cookies(name).isValid);
            QVERIFY(bench.cookieVersions(name) > 0);
        }
        QCOMPARE(bench.standin().profileNames(), QStringList());
        QCOMPARE(bench.leakedSecret(), QString());
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestMainJob)
#include "tst_mainjob.moc"
