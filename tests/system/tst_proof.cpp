// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/harness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

/// What is known after Share, and what is said of it: a success needs proof. All accounts run in
/// one engine; the rows look at one each.
class TestProof : public QObject
{
    Q_OBJECT

    struct Case
    {
        const char *name;
        QJsonObject scenario;
        QString jobState;
        QString item;
        int posts;
        bool link;           ///< the item has the permalink
        QString says;        ///< a part of what the operator reads
        QString publication; ///< word of the row; empty when there is none
        QString accountStatus;
        bool paused;
    };

    static const std::vector<Case> &cases()
    {
        static const std::vector<Case> all{
            {"healthy",
             {},
             u"COMPLETED"_s,
             u"PUBLISHED"_s,
             1,
             true,
             {},
             u"CONFIRMED"_s,
             u"ACTIVE"_s,
             false},
            {"words_alone", // F15
             {{u"linkAfterMs"_s, -1}},
             u"COMPLETED"_s,
             u"PUBLISHED"_s,
             1,
             false,
             {},
             u"CONFIRMED"_s,
             u"ACTIVE"_s,
             false},
            {"link_alone", // F14
             {{u"confirmation"_s, u"never"_s}, {u"linkAfterMs"_s, 500}},
             u"COMPLETED"_s,
             u"PUBLISHED"_s,
             1,
             true,
             {},
             u"CONFIRMED"_s,
             u"ACTIVE"_s,
             false},
            {"neither",
             {{u"confirmation"_s, u"never"_s}, {u"linkAfterMs"_s, -1}},
             u"UNCONFIRMED"_s,
             u"UNCONFIRMED"_s,
             1,
             false,
             u"not known whether the video went out"_s,
             u"UNCONFIRMED"_s,
             u"ACTIVE"_s,
             false},
            {"two_links",
             {{u"confirmation"_s, u"closes"_s}, {u"extraLinks"_s, 1}},
             u"UNCONFIRMED"_s,
             u"UNCONFIRMED"_s,
             1,
             false,
             u"look yourself"_s,
             u"UNCONFIRMED"_s,
             u"ACTIVE"_s,
             false},
            {"refused", // F16
             {{u"refusals"_s, 5}},
             u"FAILED"_s,
             u"REFUSED"_s,
             0,
             false,
             u"couldn't be shared"_s,
             u"REFUSED"_s,
             u"ACTIVE"_s,
             false},
            {"wrong_account", // F21
             {{u"wrongAccount"_s, u"somebody.else"_s}},
             u"FAILED"_s,
             u"FAILED"_s,
             0,
             false,
             u"right account"_s,
             {},
             u"ACTIVE"_s,
             false},
            {"swallowed",
             {{u"swallowCaption"_s, u"typed"_s}},
             u"FAILED"_s,
             u"FAILED"_s,
             0,
             false,
             u"caption"_s,
             {},
             u"ACTIVE"_s,
             false},
            {"challenged", // F18: after Share
             {{u"challenge"_s, u"share"_s}},
             u"UNCONFIRMED"_s,
             u"UNCONFIRMED"_s,
             0,
             false,
             u"confirm who it is. Nobody was there"_s,
             u"UNCONFIRMED"_s,
             u"HUMAN_VERIFICATION_REQUIRED"_s,
             true},
            {"phone_asked",
             {{u"challenge"_s, u"share"_s},
              {u"challengeKind"_s, u"phone"_s},
              {u"challengePublishes"_s, true}},
             u"COMPLETED"_s,
             u"PUBLISHED"_s,
             1,
             true,
             u"phone number"_s,
             u"CONFIRMED"_s,
             u"PHONE_VERIFICATION_REQUIRED"_s,
             true},
            {"rate_limited",
             {{u"rateLimited"_s, u"share"_s}},
             u"UNCONFIRMED"_s,
             u"UNCONFIRMED"_s,
             0,
             false,
             u"wait"_s,
             u"UNCONFIRMED"_s,
             u"ACTIVE"_s,
             true},
            {"signed_out", // F17
             {{u"loginRequired"_s, u"share"_s}},
             u"UNCONFIRMED"_s,
             u"UNCONFIRMED"_s,
             0,
             false,
             u"signed"_s,
             u"UNCONFIRMED"_s,
             u"ACTIVE"_s,
             true},
        };
        return all;
    }

    std::unique_ptr<Harness> m_bench;
    BulkTaskId m_bulk;
    QString m_video;

    QString publicationWord(AccountId account)
    {
        const auto rows = store::PublicationStore(m_bench->database()).rows(100);
        for (const store::Publication &row : rows.value_or(std::vector<store::Publication>())) {
            if (row.accountId == account)
                return store::word(row.state);
        }
        return {};
    }

private slots:
    void initTestCase()
    {
        m_bench
            = std::make_unique<Harness>(u"sqlite"_s,
                                        Browser::Chromium,
                                        QHash<QString, QString>{{u"CONCURRENCY_LIMIT"_s, u"4"_s}});
        QVERIFY2(m_bench->problem().isEmpty(), qPrintable(m_bench->problem()));
        m_bench->standin().site(
            {{u"accounts"_s, QJsonArray{QJsonObject{{u"username"_s, u"somebody.else"_s}}}}});
        QStringList names;
        for (const Case &one : cases()) {
            names += QLatin1StringView(one.name);
            m_bench->addAccount(names.last(), {SignIn::Cookies, one.scenario});
        }
        m_video = m_bench->makeVideo(u"proof.mp4"_s);
        m_bulk = m_bench->createBulk(names, {m_video}, u"{account}: строка\nи ещё 🎬"_s);
        QVERIFY2(m_bench->problem().isEmpty(), qPrintable(m_bench->problem()));
        m_bench->startEngine();
        QVERIFY(m_bench->runUntilIdle(240s));
        m_bench->stopEngine();
    }

    void outcome_data()
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < cases().size(); ++i)
            QTest::newRow(cases()[i].name) << int(i);
    }
    void outcome()
    {
        QFETCH(int, index);
        const Case &one = cases()[size_t(index)];
        const QString name = QLatin1StringView(one.name);
        const JobId job = m_bench->job(m_bulk, name);
        const JobFacts facts = m_bench->facts(job);
        const QString story = m_bench->story(job);
        QVERIFY2(facts.state == one.jobState, qPrintable(story));
        QVERIFY2(facts.items == QStringList{one.item}, qPrintable(story));
        QVERIFY2(facts.links.first().isEmpty() != one.link, qPrintable(story));
        const QString said = facts.error + u' ' + facts.itemErrors.first();
        QVERIFY2(said.contains(one.says), qPrintable(story));
        if (!one.says.isEmpty())
            QVERIFY2(facts.error.trimmed().endsWith(u'.'), qPrintable(story));

        const QList<QJsonObject> posts = m_bench->standin().posts(name);
        QCOMPARE(posts.size(), one.posts);
        if (one.posts > 0) {
            QCOMPARE(posts.first()["sha256"_L1].toString().toLatin1(), Harness::sha256(m_video));
            QCOMPARE(posts.first()["caption"_L1].toString(), name + u": строка\nи ещё 🎬"_s);
        }
        QCOMPARE(publicationWord(m_bench->account(name)), one.publication);

        const auto row = store::AccountStore(m_bench->database()).row(m_bench->account(name), {});
        QVERIFY(row);
        QCOMPARE(row->status, one.accountStatus);
        QCOMPARE(row->pausedUntil.has_value(), one.paused);
        QCOMPARE(row->lockedBy, QString());
        // Whatever happened, the session is still there.
        QVERIFY(formats::looksSignedIn(m_bench->cookies(name).cookies,
                                       QDateTime::currentDateTimeUtc()));
    }

    /// Of a page that is not as we know it: what the site map lacks, and nobody's address.
    void evidenceSaysWhatWasSeen()
    {
        const QString late = u"late"_s;
        const QString mailed = u"mailed"_s;
        m_bench->addAccount(late, {SignIn::Cookies, {{u"dialogDelayMs"_s, 600000}}});
        m_bench->addAccount(
            mailed,
            {SignIn::Cookies,
             {{u"challenge"_s, u"landing"_s}, {u"challengeKind"_s, u"authPlatform"_s}}});
        const BulkTaskId bulk = m_bench->createBulk({late, mailed}, {m_video});
        m_bench->startEngine();
        QVERIFY(m_bench->runUntilIdle());
        m_bench->stopEngine();
        const auto seen = [&](const QString &name) {
            QString texts;
            for (const store::Evidence &one : store::EventStore(m_bench->database())
                                                  .evidence(m_bench->job(bulk, name))
                                                  .value_or(std::vector<store::Evidence>()))
                texts += one.pageText;
            return texts;
        };
        QVERIFY2(seen(late).contains(u"\"names\":["_s), qPrintable(seen(late)));
        QVERIFY2(seen(mailed).contains(u"the code we sent to [e-mail]"_s),
                 qPrintable(seen(mailed)));
        QVERIFY2(!seen(mailed).contains(u'@'), qPrintable(seen(mailed)));
    }

    void nothingIsLeft()
    {
        QCOMPARE(m_bench->standin().profileNames(), QStringList());
        QCOMPARE(m_bench->leakedSecret(), QString());
        QCOMPARE(m_bench->standin().state()["site"_L1]["warnings"_L1].toArray(), QJsonArray());
        QVERIFY2(m_bench->problem().isEmpty(), qPrintable(m_bench->problem()));
    }

    void cleanupTestCase() { m_bench.reset(); }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestProof)
#include "tst_proof.moc"
