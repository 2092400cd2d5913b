// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/session.h"
#include "tests/support/resultmacros.h"
#include "tests/system/sharedjob.h"

#include <QSqlDatabase>
#include <QSqlQuery>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

/// A task and the person in front of its browser: called by the site's question, or taking over.
class TestPerson : public QObject
{
    Q_OBJECT

    std::unique_ptr<Harness> m_bench;

    /// A bench with somebody who can look at its browsers.
    void withPerson(QHash<QString, QString> environment = {})
    {
        environment.insert(u"PELORUS_HEADLESS"_s, u"0"_s);
        m_bench = std::make_unique<Harness>(u"sqlite"_s, Browser::Chromium, environment);
        QVERIFY2(m_bench->problem().isEmpty(), qPrintable(m_bench->problem()));
    }

    void setScenario(const QString &name, const QJsonObject &scenario)
    {
        m_bench->standin().site(
            {{u"accounts"_s,
              QJsonArray{QJsonObject{{u"username"_s, name}, {u"scenario"_s, scenario}}}}});
    }

    /// Waits until the task asks for a person, who then answers the challenge.
    [[nodiscard]] bool answerChallenge(JobId job, const QString &name)
    {
        if (!m_bench->runUntilStep(job, u"operator"_s, u"started"_s))
            return false;
        m_bench->standin().site({{u"solveChallenge"_s, name}});
        return m_bench->engine().giveBack(job);
    }

private slots:
    void cleanup()
    {
        m_bench->stopEngine();
        QVERIFY2(m_bench->problem().isEmpty(), qPrintable(m_bench->problem()));
        m_bench.reset();
    }

    /// A browser without a window is taken over by nobody: told, and the task goes on.
    void takeOverNeedsAWindow()
    {
        m_bench = std::make_unique<Harness>();
        QVERIFY2(m_bench->problem().isEmpty(), qPrintable(m_bench->problem()));
        const QString name = u"nora"_s;
        m_bench->addAccount(name);
        const JobId job
            = m_bench->job(m_bench->createBulk({name}, {m_bench->makeVideo(u"1.mp4"_s)}), name);
        m_bench->startEngine(true);
        QVERIFY2(m_bench->runUntilStep(job, u"open_create"_s, u"started"_s),
                 qPrintable(m_bench->story(job)));
        QVERIFY(m_bench->engine().takeOver(job));
        QVERIFY2(m_bench->runUntilStep(job, u"operator"_s, u"failed"_s),
                 qPrintable(m_bench->story(job)));
        QVERIFY2(m_bench->runUntilEnded({job}), qPrintable(m_bench->story(job)));
        QVERIFY2(m_bench->facts(job).state == "COMPLETED"_L1, qPrintable(m_bench->story(job)));
    }

    /// A challenge may come between two videos, at the look before the second.
    void challengedBetweenTwoVideos()
    {
        withPerson();
        const QString name = u"hanna"_s;
        // No look at the profile after the first video: its confirmation has the link.
        m_bench->addAccount(name, {SignIn::Cookies, {{u"confirmationLink"_s, true}}});
        const QStringList videos{m_bench->makeVideo(u"1.mp4"_s), m_bench->makeVideo(u"2.mp4"_s)};
        const JobId job = m_bench->job(m_bench->createBulk({name}, videos), name);
        m_bench->startEngine(true);
        QVERIFY2(m_bench->runUntilStep(job, u"open_create"_s, u"started"_s),
                 qPrintable(m_bench->story(job)));
        setScenario(name, {{u"challenge"_s, u"step0"_s}});
        QVERIFY2(answerChallenge(job, name), qPrintable(m_bench->story(job)));
        const QStringList items{u"PUBLISHED"_s, u"RUNNING"_s};
        QVERIFY2(m_bench->facts(job).items == items, qPrintable(m_bench->story(job)));
        QVERIFY2(m_bench->runUntilEnded({job}), qPrintable(m_bench->story(job)));
        QVERIFY2(m_bench->facts(job).state == "COMPLETED"_L1, qPrintable(m_bench->story(job)));
        QCOMPARE(m_bench->standin().posts(name).size(), 2);
    }

    /// A question may come when the form is filled in and Share not pressed yet.
    void askedBeforeShare()
    {
        withPerson({{u"PELORUS_ACTION_DELAY"_s, u"1-1"_s}});
        const QString name = u"lena"_s;
        m_bench->addAccount(name, {SignIn::Cookies, {{u"unknownDialog"_s, u"afterCaption"_s}}});
        const JobId job = m_bench->job(
            m_bench->createBulk({name}, {m_bench->makeVideo(u"1.mp4"_s)}, u"caption"_s), name);
        m_bench->startEngine(true);
        QVERIFY2(m_bench->runUntilStep(job, u"operator"_s, u"started"_s),
                 qPrintable(m_bench->story(job)));
        QCOMPARE(m_bench->standin().posts(name).size(), 0);
        setScenario(name, {{u"unknownDialog"_s, u"never"_s}});
        QVERIFY(m_bench->engine().giveBack(job));
        QVERIFY2(m_bench->runUntilEnded({job}), qPrintable(m_bench->story(job)));
        QVERIFY2(m_bench->facts(job).state == "COMPLETED"_L1, qPrintable(m_bench->story(job)));
        QCOMPARE(m_bench->standin().posts(name).size(), 1);
    }

    /// Share is not pressed behind the back of an operator who has just taken over.
    void takenOverBeforeShare()
    {
        withPerson();
        const QString name = u"mona"_s;
        m_bench->addAccount(name);
        const JobId job = m_bench->job(
            m_bench->createBulk({name}, {m_bench->makeVideo(u"1.mp4"_s)}, u"caption"_s), name);
        m_bench->startEngine(true);
        QVERIFY2(m_bench->runUntilStep(job, u"caption"_s, u"started"_s),
                 qPrintable(m_bench->story(job)));
        {
            // Holds the intent, and with it the click, until the operator was there.
            QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
            other.setDatabaseName(m_bench->databaseUrl().mid(int(qstrlen("sqlite:///"))));
            QVERIFY(other.open());
            QSqlQuery query(other);
            QVERIFY(query.exec(u"BEGIN IMMEDIATE"_s));
            QVERIFY2(m_bench->runUntilStep(job, u"share"_s, u"started"_s),
                     qPrintable(m_bench->story(job)));
            QVERIFY(m_bench->engine().takeOver(job));
            QVERIFY(query.exec(u"ROLLBACK"_s));
        }
        QSqlDatabase::removeDatabase(u"other"_s);
        QVERIFY2(m_bench->runUntilStep(job, u"operator"_s, u"started"_s),
                 qPrintable(m_bench->story(job)));
        QCOMPARE(m_bench->standin().posts(name).size(), 0);
        QVERIFY(m_bench->engine().giveBack(job));
        QVERIFY2(m_bench->runUntilEnded({job}), qPrintable(m_bench->story(job)));
        QVERIFY2(m_bench->facts(job).state == "COMPLETED"_L1, qPrintable(m_bench->story(job)));
        QCOMPARE(m_bench->standin().posts(name).size(), 1);
    }

    /// The same where a look has signed in and is about to read the links.
    void challengedAtALook()
    {
        withPerson();
        const QString name = u"irma"_s;
        m_bench->addAccount(name);
        m_bench->standin().site(
            {{u"accounts"_s,
              QJsonArray{QJsonObject{{u"username"_s, name}, {u"existingPosts"_s, 1}}}}});
        const SharedJob shared = shareVideos(*m_bench, name, 1);
        QVERIFY(!shared.publications.empty());
        endWithoutProof(*m_bench, shared);
        setScenario(name, {{u"gridDelayMs"_s, 3000}});
        const JobId look = lookFor(*m_bench, shared.publications[0]);
        m_bench->makeDue(look);
        m_bench->startEngine(true);
        QVERIFY2(m_bench->runUntilStep(look, u"baseline"_s, u"started"_s),
                 qPrintable(m_bench->story(look)));
        setScenario(name, {{u"challenge"_s, u"step0"_s}});
        QVERIFY2(answerChallenge(look, name), qPrintable(m_bench->story(look)));
        QVERIFY2(m_bench->runUntilEnded({look}), qPrintable(m_bench->story(look)));
        QVERIFY2(m_bench->facts(shared.job).items == QStringList{u"PUBLISHED"_s},
                 qPrintable(m_bench->story(look)));
    }

    void stoppedAfterShare_data()
    {
        QTest::addColumn<bool>("shutdown");
        QTest::addColumn<QString>("next");
        QTest::addColumn<QString>("state");
        QTest::newRow("cancelled") << false << u"CANCELLED"_s << u"UNCONFIRMED"_s;
        QTest::newRow("the program is closed") << true << u"PENDING"_s << u"PENDING"_s;
    }
    /// While it waits for a person whom the first video's Share has called.
    void stoppedAfterShare()
    {
        QFETCH(bool, shutdown);
        QFETCH(QString, next);
        withPerson();
        const QString name = u"jana"_s;
        m_bench->addAccount(name, {SignIn::Cookies, {{u"challenge"_s, u"share"_s}}});
        const QStringList videos{m_bench->makeVideo(u"1.mp4"_s), m_bench->makeVideo(u"2.mp4"_s)};
        const JobId job = m_bench->job(m_bench->createBulk({name}, videos), name);
        m_bench->startEngine(true);
        QVERIFY2(m_bench->runUntilStep(job, u"operator"_s, u"started"_s),
                 qPrintable(m_bench->story(job)));
        if (shutdown) {
            m_bench->stopEngine();
        } else {
            QVERIFY(m_bench->engine().cancel(job));
            QVERIFY2(m_bench->runUntilEnded({job}), qPrintable(m_bench->story(job)));
        }
        const QStringList items{u"UNCONFIRMED"_s, next};
        QVERIFY2(m_bench->facts(job).items == items, qPrintable(m_bench->story(job)));
        QTEST(m_bench->facts(job).state, "state");
        const auto row = store::AccountStore(m_bench->database()).row(m_bench->account(name), {});
        QVERIFY_RESULT(row);
        QVERIFY(!row->pausedUntil);
    }

    void takenAndNotGivenBack_data()
    {
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("first");
        QTest::newRow("before Share") << u"choose_file"_s << u"FAILED"_s;
        QTest::newRow("after Share") << u"confirm"_s << u"UNCONFIRMED"_s;
    }
    /// The operator may work on in that browser: no other video is begun in it.
    void takenAndNotGivenBack()
    {
        QFETCH(QString, step);
        QFETCH(QString, first);
        withPerson({{u"PELORUS_OPERATOR_WAIT"_s, u"0"_s}, {u"PELORUS_CONFIRM_WITHIN"_s, u"3"_s}});
        const QString name = u"karl"_s;
        m_bench->addAccount(name, {SignIn::Cookies, {{u"confirmation"_s, u"never"_s}}});
        const QStringList videos{m_bench->makeVideo(u"1.mp4"_s), m_bench->makeVideo(u"2.mp4"_s)};
        const JobId job = m_bench->job(m_bench->createBulk({name}, videos), name);
        m_bench->startEngine(true);
        QVERIFY2(m_bench->runUntilStep(job, step, u"started"_s), qPrintable(m_bench->story(job)));
        QVERIFY(m_bench->engine().takeOver(job));
        QVERIFY2(m_bench->runUntilEnded({job}), qPrintable(m_bench->story(job)));
        const JobFacts facts = m_bench->facts(job);
        const QStringList items{first, u"FAILED"_s};
        QVERIFY2(facts.items == items, qPrintable(m_bench->story(job)));
        QVERIFY2(facts.error.contains(u"resume it"_s)
                     || facts.itemErrors[1].contains(u"resume it"_s),
                 qPrintable(m_bench->story(job)));
        QCOMPARE(std::ranges::count_if(m_bench->steps(),
                                       [](const store::TaskEvent &event) {
                                           return event.step == "video"_L1
                                               && event.state == "started"_L1;
                                       }),
                 1);
        QCOMPARE(m_bench->standin().posts(name).size(), step == "confirm"_L1 ? 1 : 0);
    }

    /// A session that a person made is stored before anything else is done with it.
    void aPersonsSessionIsSavedAtOnce()
    {
        withPerson();
        const QString name = u"fred"_s;
        const AccountId account
            = m_bench->addAccount(name, {SignIn::Cookies, {{u"challenge"_s, u"landing"_s}}});
        QVERIFY_RESULT(
            m_bench->database()->priv().write([&](store::Connection &connection) -> Result<void> {
                store::Query query(connection,
                                   u"UPDATE uploader_instagramcookies SET is_valid = (1 = 0)"
                                   " WHERE account_id = :id"_s);
                return query.bind(u":id"_s, account.value).run();
            }));
        const JobId job
            = m_bench->job(m_bench->createBulk({name}, {m_bench->makeVideo(u"f.mp4"_s)}), name);
        m_bench->startEngine(true);
        QVERIFY2(m_bench->runUntilStep(job, u"operator"_s, u"started"_s),
                 qPrintable(m_bench->story(job)));
        QVERIFY(!m_bench->cookies(name).isValid);
        m_bench->standin().site({{u"solveChallenge"_s, name}});
        QVERIFY(m_bench->engine().giveBack(job));
        QVERIFY2(m_bench->runUntilStep(job, u"video"_s, u"started"_s),
                 qPrintable(m_bench->story(job)));
        QVERIFY2(m_bench->cookies(name).isValid, qPrintable(m_bench->story(job)));
        QVERIFY(m_bench->engine().cancel(job));
        QVERIFY(m_bench->runUntilEnded({job}));
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestPerson)
#include "tst_person.moc"
