// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/session.h"
#include "tests/support/resultmacros.h"
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

    void lockedAtTheClick_data() { addEngineRows(); }
    /// Another program holds the account's row when the intent is to be written: nothing was
    /// clicked, so the task runs again.
    void lockedAtTheClick()
    {
        QFETCH(QString, engine);
        Harness bench(engine);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const QString name = u"lena"_s;
        bench.addAccount(name);
        const JobId job = bench.job(bench.createBulk({name}, {bench.makeVideo(u"l.mp4"_s)}), name);
        bench.startEngine();
        QVERIFY2(bench.runUntilStep(job, u"edit"_s, u"started"_s), qPrintable(bench.story(job)));
        const auto connection = bench.database()->priv().connection();
        QVERIFY_RESULT(connection);
        auto held
            = store::Transaction::begin(**connection, store::Transaction::Durability::Relaxed);
        QVERIFY_RESULT(held);
        QVERIFY_RESULT(
            (*connection)->execute(u"UPDATE uploader_instagramaccount SET username = username"_s));
        const bool failed = bench.runUntilStep(job, u"share"_s, u"failed"_s, 120s);
        QVERIFY_RESULT((*held)->commit());
        QVERIFY2(failed, qPrintable(bench.story(job)));
        QVERIFY2(bench.runUntilEnded({job}), qPrintable(bench.story(job)));
        QVERIFY2(bench.facts(job).items == QStringList{u"PENDING"_s}, qPrintable(bench.story(job)));
        bench.makeDue(job);
        QVERIFY2(bench.runUntilEnded({job}), qPrintable(bench.story(job)));
        QVERIFY2(bench.facts(job).items == QStringList{u"PUBLISHED"_s},
                 qPrintable(bench.story(job)));
        QCOMPARE(bench.standin().posts().size(), 1);
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestMainJob)
#include "tst_mainjob.moc"
