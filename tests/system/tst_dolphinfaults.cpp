// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/harness.h"

#include <QTest>

#include <dlfcn.h>
#include <netdb.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What a container's resolver knows: takes the place of the C library's for the whole program.
extern "C" int getaddrinfo(const char *node,
                           const char *service,
                           const struct addrinfo *hints,
                           struct addrinfo **result)
{
    using Function = decltype(&getaddrinfo);
    static const auto real = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "getaddrinfo"));
    const bool docker = node != nullptr && qstrcmp(node, "host.docker.internal") == 0;
    return real(docker ? "127.0.0.1" : node, service, hints, result);
}

namespace pelorus::test {

using Dolphin = run::EngineStatus::Dolphin;

/// Dolphin and its surroundings fail in the ways that operators meet: each ends in one sentence
/// with the cause and the next step, the profile gone, the cookies kept, the others unharmed.
class TestDolphinFaults : public QObject
{
    Q_OBJECT

    std::unique_ptr<Harness> m_bench; ///< of the rows, which share one engine
    QHash<QString, JobId> m_jobs;

    static QJsonObject
    fault(const QString &method, const QString &path, const QString &action, const QString &name)
    {
        return {{u"method"_s, method},
                {u"path"_s, path},
                {u"action"_s, action},
                {action, name},
                {u"count"_s, 0}};
    }

    void begin(const QString &name, const QJsonObject &rule, const QJsonObject &knobs)
    {
        m_bench->addAccount(name, {SignIn::Cookies, {}, name + u".example"_s});
        const QString video = m_bench->makeVideo(name + u".mp4"_s);
        m_bench->standin().knobs(knobs);
        if (!rule.isEmpty())
            m_bench->standin().faults({rule});
        m_jobs.insert(name, m_bench->job(m_bench->createBulk({name}, {video}), name));
    }

    /// Whether the stand-in has a profile of this account's; others may be running.
    bool hasProfile(const QString &name)
    {
        const auto ledger = store::LedgerStore(m_bench->database()).rows(1000);
        const QStringList left = m_bench->standin().profileNames();
        return std::ranges::any_of(ledger.value(), [&](const store::LedgerRow &row) {
            return row.accountName == name && left.contains(row.name);
        });
    }

private slots:
    void initTestCase()
    {
        m_bench = std::make_unique<Harness>();
        QVERIFY2(m_bench->problem().isEmpty(), qPrintable(m_bench->problem()));
        m_bench->startEngine();
        // Takes the whole time that the port may need; the other rows run meanwhile.
        begin(u"cdp_never_opens"_s,
              {{u"path"_s, u"*/start"_s}, {u"action"_s, u"shape"_s}, {u"shape"_s, u"port-dead"_s}},
              {});
        QVERIFY(
            m_bench->runUntilStep(m_jobs.value(u"cdp_never_opens"_s), u"start"_s, u"started"_s));
    }

    void oneSentence_data()
    {
        QTest::addColumn<QJsonObject>("rule");
        QTest::addColumn<QJsonObject>("knobs");
        QTest::addColumn<bool>("again"); // is tried three times in all
        QTest::addColumn<QString>("errorClass");
        QTest::addColumn<QStringList>("says"); // the server's words and the next step

        const QString start = u"*/start"_s;
        const QString create = u"/browser_profiles"_s;
        QTest::newRow("proxy_dead")
            << QJsonObject() << QJsonObject{{u"deadProxies"_s, QJsonArray{u"proxy_dead.example"_s}}}
            << true << u"proxy"_s
            << QStringList{u"“Failed to get IP data”"_s, u"Check the proxy"_s};
        QTest::newRow("no_automation")
            << fault({}, start, u"shape"_s, u"success-only"_s) << QJsonObject() << false
            << u"protocol"_s << QStringList{u"without a way to drive it"_s, u"Check that"_s};
        QTest::newRow("no_port") << fault({}, start, u"shape"_s, u"port-null"_s) << QJsonObject()
                                 << false << u"protocol"_s
                                 << QStringList{u"without a way to drive it"_s, u"Check that"_s};
        QTest::newRow("disk_full_at_dolphin")
            << fault({}, start, u"error"_s, u"datadir-damaged"_s) << QJsonObject() << false
            << u"io"_s << QStringList{u"data folder is damaged"_s, u"Free at least"_s};
        QTest::newRow("no_rights")
            << fault(u"POST"_s, create, u"error"_s, u"access"_s) << QJsonObject() << false
            << u"http"_s << QStringList{u"“No rights on this profile”"_s, u"look at"_s};
        QTest::newRow("validation")
            << fault(u"POST"_s, create, u"error"_s, u"validation"_s) << QJsonObject() << false
            << u"invalid_input"_s << QStringList{u"webrtc.mode"_s, u"Check the account's"_s};
        QTest::newRow("ebusy") << fault({}, start, u"error"_s, u"ebusy"_s) << QJsonObject() << true
                               << u"http"_s
                               << QStringList{u"locked by another program"_s, u"Close windows"_s};
        QTest::newRow("cloud_unreachable")
            << fault({}, start, u"error"_s, u"remote-api"_s) << QJsonObject() << true
            << u"network"_s << QStringList{u"“Cloud is unreachable”"_s, u"Try again"_s};
        QTest::newRow("bad_gateway")
            << fault(u"POST"_s, create, u"error"_s, u"bad-gateway"_s) << QJsonObject() << true
            << u"http"_s << QStringList{u"“HTTP 502”"_s, u"Try again"_s};
        QTest::newRow("cdp_never_opens")
            << QJsonObject() << QJsonObject() << true << u"network"_s
            << QStringList{u"control port does not answer"_s, u"start the task again"_s};
    }
    void oneSentence()
    {
        QFETCH(QJsonObject, rule);
        QFETCH(QJsonObject, knobs);
        QFETCH(bool, again);
        QFETCH(QString, errorClass);
        QFETCH(QStringList, says);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        if (!m_jobs.contains(name))
            begin(name, rule, knobs);
        const JobId job = m_jobs.value(name);
        QVERIFY2(m_bench->runUntilEnded({job}), qPrintable(m_bench->story(job)));
        m_bench->standin().clearFaults();

        const JobFacts facts = m_bench->facts(job);
        if (again)
            m_bench->makeDue(job, 24h); // when the test says so
        const QString story = m_bench->story(job);
        QVERIFY2(facts.errorClass == errorClass, qPrintable(facts.errorClass + u' ' + story));
        for (const QString &part : says)
            QVERIFY2(facts.error.contains(part), qPrintable(story));
        QVERIFY2(facts.error.endsWith(u'.'), qPrintable(story));
        QCOMPARE(facts.state, again ? u"PENDING"_s : u"FAILED"_s);
        QCOMPARE(facts.items, QStringList{again ? u"PENDING"_s : u"FAILED"_s});
        QCOMPARE(facts.attempts, 1);
        QVERIFY2(!hasProfile(name), qPrintable(story));
        QVERIFY(formats::looksSignedIn(m_bench->cookies(name).cookies,
                                       QDateTime::currentDateTimeUtc()));
        QVERIFY(m_bench->cookies(name).isValid);
        QCOMPARE(m_bench->standin().posts(name).size(), 0);
        QCOMPARE(m_bench->leakedSecret(), QString());
    }

    /// The rows' engine is as good as new: one more account publishes. The dead proxy is tried
    /// three times in all.
    void othersAreUnharmed()
    {
        const QString name = u"healthy"_s;
        m_bench->addAccount(name, {SignIn::Password, {}, u"alive.example"_s});
        const QString video = m_bench->makeVideo(u"healthy.mp4"_s);
        const JobId job = m_bench->job(m_bench->createBulk({name}, {video}), name);
        QVERIFY2(m_bench->runUntilEnded({job}), qPrintable(m_bench->story(job)));
        QVERIFY2(m_bench->facts(job).state == "COMPLETED"_L1, qPrintable(m_bench->story(job)));
        QCOMPARE(m_bench->standin().posts(name).size(), 1);

        const JobId dead = m_jobs.value(u"proxy_dead"_s);
        for (int attempt = 2; attempt <= 3; ++attempt) {
            m_bench->makeDue(dead);
            QVERIFY2(m_bench->runUntilEnded({dead}), qPrintable(m_bench->story(dead)));
            QCOMPARE(m_bench->facts(dead).attempts, attempt);
            QCOMPARE(m_bench->facts(dead).state, attempt == 3 ? u"FAILED"_s : u"PENDING"_s);
        }
        QCOMPARE(m_bench->standin().profileNames(), QStringList());
        QVERIFY2(m_bench->problem().isEmpty(), qPrintable(m_bench->problem()));
        m_bench.reset();
    }

    /// Nothing runs, nothing is lost: the task waits with a sentence on the status bar and goes as
    /// soon as Dolphin is there. Its address is a name that Chromium's port would refuse as Host.
    void waitsForDolphin()
    {
        Harness bench(u"sqlite"_s,
                      Browser::Chromium,
                      {{u"DOLPHIN_API_HOST"_s, u"http://host.docker.internal:{port}"_s}});
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const QString name = u"patient"_s;
        bench.addAccount(name);
        const QString video = bench.makeVideo(u"clip.mp4"_s);
        const JobId job = bench.job(bench.createBulk({name}, {video}), name);
        const auto is = [&](Dolphin state) {
            return [&bench, state] { return bench.engine().status().dolphin == state; };
        };
        bench.standin().knobs({{u"app"_s, u"closed"_s}});
        bench.startEngine();
        QVERIFY(bench.runUntil(is(Dolphin::Closed)));
        const QString closed = bench.engine().status().waitingBecause;
        QVERIFY2(closed.contains("does not answer"_L1) && closed.contains("Start Dolphin"_L1),
                 qPrintable(closed));
        bench.standin().faults({QJsonObject{
            {u"listener"_s, u"local"_s}, {u"action"_s, u"drop-before"_s}, {u"count"_s, 0}}});
        bench.standin().knobs({{u"app"_s, u"open"_s}});
        QVERIFY(bench.runUntil(is(Dolphin::NotReady)));
        const QString silent = bench.engine().status().waitingBecause;
        QVERIFY2(silent.contains("does not answer in time"_L1), qPrintable(silent));
        bench.standin().knobs({{u"app"_s, u"foreign"_s}});
        bench.standin().clearFaults();
        QVERIFY(bench.runUntil(is(Dolphin::OtherProgram)));
        const QString foreign = bench.engine().status().waitingBecause;
        QVERIFY2(foreign.contains("Another program"_L1) && foreign.contains("DOLPHIN_API_HOST"_L1),
                 qPrintable(foreign));
        QCOMPARE(bench.facts(job).state, u"PENDING"_s);
        QCOMPARE(bench.facts(job).attempts, 0);
        bench.standin().knobs({{u"app"_s, u"open"_s}});
        QVERIFY(bench.runUntilIdle());
        QVERIFY2(bench.facts(job).state == "COMPLETED"_L1, qPrintable(bench.story(job)));
        QVERIFY(bench.engine().status().waitingBecause.isEmpty());
        QCOMPARE(bench.standin().posts(name).size(), 1);
        QCOMPARE(bench.standin().profileNames(), QStringList());
        QCOMPARE(bench.leakedSecret(), QString());
    }

    /// While Dolphin's cloud is away, whatever its app says, a task loses one run and not all.
    void cloudIsAway_data()
    {
        QTest::addColumn<QJsonObject>("rule");
        QTest::newRow("broken") << QJsonObject{{u"action"_s, u"error"_s},
                                               {u"error"_s, u"bad-gateway"_s}};
        QTest::newRow("cut off") << QJsonObject{{u"action"_s, u"drop-before"_s}};
    }
    void cloudIsAway()
    {
        QFETCH(QJsonObject, rule);
        Harness bench(u"sqlite"_s, Browser::Stub);
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const QString name = u"steady"_s;
        bench.addAccount(name);
        const JobId job
            = bench.job(bench.createBulk({name}, {bench.makeVideo(u"clip.mp4"_s)}), name);
        rule.insert(u"listener"_s, u"remote"_s);
        rule.insert(u"count"_s, 0);
        QVERIFY(bench.standin().faults({rule}));
        bench.startEngine();
        QVERIFY2(bench.runUntilEnded({job}), qPrintable(bench.story(job)));
        for (int look = 0; look < 3; ++look) {
            bench.makeDue(job);
            const auto asked
                = [&] { return bench.standin().requests({}, u"*"_s, u"remote"_s).size(); };
            const auto before = asked();
            QVERIFY(bench.runUntil([&] { return asked() > before; }));
            QVERIFY(bench.runUntil(
                [&] { return bench.engine().status().dolphin == Dolphin::NotReady; }));
            QCOMPARE(bench.facts(job).state, u"PENDING"_s);
            QCOMPARE(bench.facts(job).attempts, 1);
        }
        const QString said = bench.engine().status().waitingBecause;
        QVERIFY2(said.contains("Try again"_L1) || said.contains("connection"_L1), qPrintable(said));
        bench.standin().clearFaults();
        QVERIFY2(bench.runUntilEnded({job}), qPrintable(bench.story(job)));
        QCOMPARE(bench.facts(job).attempts, 2);
        QCOMPARE(bench.standin().profileNames(), QStringList());
        bench.stopEngine();
    }

    void noToken()
    {
        Harness bench(u"sqlite"_s, Browser::Stub, {{u"DOLPHIN_API_TOKEN"_s, {}}});
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.startEngine();
        QVERIFY(
            bench.runUntil([&] { return bench.engine().status().dolphin == Dolphin::NoToken; }));
        const QString said = bench.engine().status().dolphinMessage;
        QVERIFY2(said.contains("No Dolphin API token is set"_L1), qPrintable(said));
        bench.stopEngine();
    }

    void wrongToken()
    {
        Harness bench(
            u"sqlite"_s, Browser::Stub, {{u"DOLPHIN_API_TOKEN"_s, u"CANARY-wrong-token"_s}});
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        bench.addAccount(u"anna"_s);
        const QString video = bench.makeVideo(u"clip.mp4"_s);
        const JobId job = bench.job(bench.createBulk({u"anna"_s}, {video}), u"anna"_s);
        bench.startEngine();
        QVERIFY(
            bench.runUntil([&] { return bench.engine().status().dolphin == Dolphin::WrongToken; }));
        const QString said = bench.engine().status().waitingBecause;
        QVERIFY2(said.contains("token"_L1) && said.endsWith(u'.'), qPrintable(said));
        QVERIFY(!said.contains("CANARY"_L1));
        QCOMPARE(bench.facts(job).state, u"PENDING"_s);
        QCOMPARE(bench.standin().profileNames(), QStringList());
        bench.stopEngine();
        QVERIFY(!log::recent().join(u'\n').contains("CANARY-wrong-token"_L1));
    }

    /// A plan without room, or a token that ran out, is no task's fault: it keeps its runs, the
    /// machine rests, the sentence has Dolphin's words; after the rest both accounts publish.
    void everybodyWaits_data()
    {
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("words");
        QTest::newRow("profiles") << u"limit-profiles"_s << u"/browser_profiles"_s
                                  << u"“Profile limit reached”"_s;
        QTest::newRow("automation") << u"automation-free"_s << u"*/start"_s
                                    << u"“Automation is not available on the Free plan”"_s;
        QTest::newRow("token") << u"unauthenticated"_s << u"/browser_profiles"_s
                               << u"“Unauthenticated.”"_s;
    }
    void everybodyWaits()
    {
        QFETCH(QString, error);
        QFETCH(QString, path);
        QFETCH(QString, words);
        Harness bench(u"sqlite"_s, Browser::Chromium, {{u"CONCURRENCY_LIMIT"_s, u"1"_s}});
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        const QStringList names{u"first"_s, u"second"_s};
        for (const QString &name : names)
            bench.addAccount(name);
        const QString video = bench.makeVideo(u"clip.mp4"_s);
        const BulkTaskId bulk = bench.createBulk(names, {video});
        const JobId first = bench.job(bulk, names[0]);
        const JobId second = bench.job(bulk, names[1]);
        bench.standin().faults({fault({}, path, u"error"_s, error)});
        bench.startEngine();
        QVERIFY(bench.runUntilEnded({first}));
        bench.standin().clearFaults();
        const JobFacts facts = bench.facts(first);
        QVERIFY2(facts.state == "PENDING"_L1, qPrintable(bench.story(first)));
        QVERIFY2(facts.error.contains(words), qPrintable(facts.error));
        // The reason, and until when.
        const auto waiting = [&] { return bench.engine().status().waitingBecause; };
        QVERIFY2(bench.runUntil([&] { return waiting().startsWith(facts.error); }),
                 qPrintable(waiting()));
        QVERIFY2(waiting().contains(u"No task starts here before "_s), qPrintable(waiting()));
        QCOMPARE(bench.facts(second).state, u"PENDING"_s);
        QCOMPARE(bench.facts(second).attempts, 0);
        QCOMPARE(bench.standin().profileNames(), QStringList());

        bench.clock().advance(5min);
        bench.makeDue(first);
        QVERIFY(bench.runUntilIdle());
        for (const JobId job : {first, second})
            QVERIFY2(bench.facts(job).state == "COMPLETED"_L1, qPrintable(bench.story(job)));
        QCOMPARE(bench.standin().profileNames(), QStringList());
        QCOMPARE(bench.leakedSecret(), QString());
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestDolphinFaults)
#include "tst_dolphinfaults.moc"
