// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/session.h"
#include "tests/support/resultmacros.h"
#include "tests/system/sharedjob.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

/// What later looks at the account make of videos that nothing proved.
class TestLooks : public QObject
{
    Q_OBJECT

    std::unique_ptr<Harness> m_bench;
    int m_posts = 0;

    /// `posts` are on the account now; none were when the videos were intended.
    void addAccount(const QString &name, int posts)
    {
        m_bench->addAccount(name);
        m_bench->standin().site(
            {{u"accounts"_s,
              QJsonArray{QJsonObject{{u"username"_s, name}, {u"existingPosts"_s, posts}}}}});
    }

    void execute(const QString &sql, qint64 id)
    {
        QVERIFY_RESULT(
            m_bench->database()->priv().write([&](store::Connection &connection) -> Result<void> {
                return store::Query(connection, sql).bind(u":id"_s, id).run();
            }));
    }

    store::Publication publication(PublicationId id)
    {
        return store::PublicationStore(m_bench->database()).get(id).value_or(store::Publication());
    }

    [[nodiscard]] bool runNow(const std::vector<JobId> &jobs)
    {
        for (const JobId job : jobs)
            m_bench->makeDue(job);
        return m_bench->runUntilEnded(jobs);
    }

private slots:
    void init()
    {
        m_posts = 0;
        m_bench = std::make_unique<Harness>();
        QVERIFY2(m_bench->problem().isEmpty(), qPrintable(m_bench->problem()));
    }
    void cleanup()
    {
        m_bench->stopEngine();
        QCOMPARE(m_bench->standin().posts().size(), m_posts); // a look is only that
        QVERIFY2(m_bench->problem().isEmpty(), qPrintable(m_bench->problem()));
        m_bench.reset();
    }

    /// The one new link is proof, once: of the next video it proves nothing.
    void aLinkProvesOneVideo()
    {
        addAccount(u"anna"_s, 1);
        const SharedJob first = shareVideos(*m_bench, u"anna"_s, 1);
        QVERIFY(!first.publications.empty());
        endWithoutProof(*m_bench, first);
        m_bench->startEngine();
        QVERIFY(runNow({lookFor(*m_bench, first.publications[0])}));
        const JobFacts facts = m_bench->facts(first.job);
        QCOMPARE(facts.items, QStringList{u"PUBLISHED"_s});
        QCOMPARE(facts.state, u"COMPLETED"_s);
        QVERIFY(!facts.links[0].isEmpty());
        m_bench->stopEngine();

        const SharedJob second = shareVideos(*m_bench, u"anna"_s, 1);
        QVERIFY(!second.publications.empty());
        endWithoutProof(*m_bench, second);
        const JobId look = lookFor(*m_bench, second.publications[0]);
        m_bench->startEngine();
        for (int looks = 1; looks <= store::kMostLooks; ++looks) {
            QVERIFY(runNow({look}));
            QCOMPARE(m_bench->facts(second.job).items, QStringList{u"UNCONFIRMED"_s});
            QCOMPARE(publication(second.publications[0]).checks, looks);
        }
        QCOMPARE(m_bench->facts(look).state, u"COMPLETED"_s);
        // A person decides now, by what each look saw.
        const auto evidence = store::EventStore(m_bench->database()).evidence(look);
        QVERIFY_RESULT(evidence);
        QCOMPARE(int(evidence->size()), store::kMostLooks);
        for (const store::Evidence &seen : *evidence) {
            QCOMPARE(seen.step, u"check"_s);
            QVERIFY(!seen.jpeg.isEmpty());
        }
    }

    void ofTwoItProvesNone_data()
    {
        QTest::addColumn<bool>("isOut");
        QTest::newRow("the other is open") << false;
        QTest::newRow("the other is out, its link not seen") << true;
    }
    void ofTwoItProvesNone()
    {
        QFETCH(bool, isOut);
        addAccount(u"bert"_s, 1);
        const SharedJob shared = shareVideos(*m_bench, u"bert"_s, 2);
        QVERIFY(!shared.publications.empty());
        if (isOut) {
            QVERIFY_RESULT(store::PublicationStore(m_bench->database())
                               .settle(shared.lease,
                                       shared.publications[1],
                                       store::PublicationState::Confirmed,
                                       {},
                                       u"Your reel has been shared."_s));
        }
        endWithoutProof(*m_bench, shared);
        m_bench->startEngine();
        QVERIFY(runNow({lookFor(*m_bench, shared.publications[0])}));
        QCOMPARE(m_bench->facts(shared.job).items,
                 QStringList({u"UNCONFIRMED"_s, isOut ? u"PUBLISHED"_s : u"UNCONFIRMED"_s}));
    }

    /// The site's words are proof for both; the one new link is the first's, or the second's.
    void wordsGiveNoLink()
    {
        m_posts = 1;
        const QString name = u"gina"_s;
        m_bench->addAccount(name,
                            {SignIn::Cookies, {{u"linkAfterMs"_s, -1}, {u"extraLinks"_s, 1}}});
        const SharedJob first = shareVideos(*m_bench, name, 1);
        QVERIFY(!first.publications.empty());
        QVERIFY_RESULT(store::PublicationStore(m_bench->database())
                           .settle(first.lease,
                                   first.publications[0],
                                   store::PublicationState::Confirmed,
                                   {},
                                   u"Your reel has been shared."_s));
        endWithoutProof(*m_bench, first);
        const JobId job
            = m_bench->job(m_bench->createBulk({name}, {m_bench->makeVideo(u"g.mp4"_s)}), name);
        m_bench->startEngine();
        QVERIFY2(m_bench->runUntilEnded({job}), qPrintable(m_bench->story(job)));
        QVERIFY2(m_bench->facts(job).items == QStringList{u"PUBLISHED"_s},
                 qPrintable(m_bench->story(job)));
        QCOMPARE(m_bench->facts(job).links, QStringList{u""_s});
        QVERIFY2(m_bench->story(job).contains(u"link is left empty"_s),
                 qPrintable(m_bench->story(job)));
    }

    /// The first goes nowhere, the second is out: neither gets the other's proof.
    void theNextVideosLinkIsNotOurs()
    {
        m_posts = 1;
        m_bench = std::make_unique<Harness>(
            u"sqlite"_s,
            Browser::Chromium,
            QHash<QString, QString>{{u"PELORUS_HEADLESS"_s, u"0"_s},
                                    {u"PELORUS_PROOF_WITHIN"_s, u"1"_s}});
        const QString name = u"carl"_s;
        m_bench->addAccount(name, {SignIn::Cookies, {{u"challenge"_s, u"share"_s}}});
        const QStringList videos{m_bench->makeVideo(u"1.mp4"_s), m_bench->makeVideo(u"2.mp4"_s)};
        const JobId job = m_bench->job(m_bench->createBulk({name}, videos), name);
        m_bench->startEngine(true);
        QVERIFY2(m_bench->runUntilStep(job, u"operator"_s, u"started"_s),
                 qPrintable(m_bench->story(job)));
        m_bench->standin().site({{u"solveChallenge"_s, name}});
        QVERIFY(m_bench->engine().giveBack(job));
        QVERIFY2(m_bench->runUntilEnded({job}), qPrintable(m_bench->story(job)));
        const QStringList items{u"UNCONFIRMED"_s, u"PUBLISHED"_s};
        QVERIFY2(m_bench->facts(job).items == items, qPrintable(m_bench->story(job)));
        // Whose the one new link is, nobody can tell.
        QCOMPARE(m_bench->facts(job).links, QStringList({u""_s, u""_s}));

        const auto open
            = store::PublicationStore(m_bench->database()).unconfirmed(m_bench->account(name));
        QVERIFY_RESULT(open);
        QCOMPARE(open->size(), 1U);
        QVERIFY(runNow({lookFor(*m_bench, open->front().id)}));
        QVERIFY2(m_bench->facts(job).items == items, qPrintable(m_bench->story(job)));
    }

    /// Three real looks, whatever runs ended before there was anything to see.
    void onlyLooksCount()
    {
        addAccount(u"dora"_s, 0);
        const SharedJob shared = shareVideos(*m_bench, u"dora"_s, 1);
        QVERIFY(!shared.publications.empty());
        endWithoutProof(*m_bench, shared);
        const JobId look = lookFor(*m_bench, shared.publications[0]);
        execute(u"UPDATE pelorus_job SET attempts = 2 WHERE id = :id"_s, look.value);
        m_bench->startEngine();
        for (int looks = 1; looks < store::kMostLooks; ++looks) {
            QVERIFY(runNow({look}));
            QCOMPARE(m_bench->facts(shared.job).items, QStringList{u"UNCONFIRMED"_s});
            QCOMPARE(publication(shared.publications[0]).checks, looks);
            QCOMPARE(m_bench->facts(look).state, u"PENDING"_s);
            QCOMPARE(m_bench->facts(look).attempts, 2);
        }
        QVERIFY(runNow({look}));
        const JobFacts facts = m_bench->facts(shared.job);
        QCOMPARE(facts.items, QStringList{u"FAILED"_s});
        QVERIFY2(facts.itemErrors[0].contains(u"did not go out"_s),
                 qPrintable(facts.itemErrors[0]));
        QCOMPARE(facts.state, u"FAILED"_s);
        QCOMPARE(word(publication(shared.publications[0]).state), u"REFUSED"_s);
    }

    /// What an item itself did stands for it, also where it is meant to be there twice: the word of
    /// the item was lost with the server.
    void againIsNotForItsOwnPost()
    {
        addAccount(u"emil"_s, 0);
        const SharedJob shared = shareVideos(*m_bench, u"emil"_s, 1);
        QVERIFY(!shared.publications.empty());
        const QString link = u"https://www.instagram.com/reel/A/"_s;
        QVERIFY_RESULT(store::PublicationStore(m_bench->database())
                           .settle(shared.lease,
                                   shared.publications[0],
                                   store::PublicationState::Confirmed,
                                   link,
                                   {}));
        endWithoutProof(*m_bench, shared);
        const qint64 job = shared.job.value;
        execute(
            u"UPDATE pelorus_item SET state = 'PENDING', permalink = '', publish_again = (1 = 1)"
            " WHERE job_id = :id"_s,
            job);
        execute(u"UPDATE pelorus_job SET state = 'PENDING', finished_at = NULL WHERE id = :id"_s,
                job);
        m_bench->startEngine();
        QVERIFY(runNow({shared.job}));
        QCOMPARE(m_bench->facts(shared.job).items, QStringList{u"PUBLISHED"_s});
        QCOMPARE(m_bench->facts(shared.job).links, QStringList{link});
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestLooks)
#include "tst_looks.moc"
