// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dolphin/localapi.h"
#include "core/dolphin/localprobe.h"
#include "core/dolphin/payload.h"
#include "core/dolphin/remoteapi.h"
#include "tests/support/blueprint.h"
#include "tests/support/resultmacros.h"
#include "tests/support/standin.h"

#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

using namespace dolphin;

namespace {

constexpr RetryPolicy kFast{3, milliseconds(1), 1.5, milliseconds(5)};
/// Waits between tries are long enough for a profile to become visible.
constexpr RetryPolicy kPatient{3, milliseconds(50), 1.5, milliseconds(200)};

Call call()
{
    return Call::in(30s);
}

TokenSource tokenOf(const QByteArray &token)
{
    return [token] { return Secret(QByteArray(token.constData(), token.size())); };
}

QJsonObject payload(const QString &name)
{
    ProxySpec proxy;
    proxy.type = u"http"_s;
    proxy.host = u"203.0.113.10"_s;
    proxy.port = 8080;
    proxy.name = u"pelorus-17"_s;
    return buildPayload(sampleBlueprint(), name, &proxy).value_or(QJsonObject());
}

QJsonObject fault(const char *listener,
                  const char *method,
                  const char *path,
                  const char *action,
                  const QJsonObject &more = {})
{
    QJsonObject rule{{u"listener"_s, QString::fromLatin1(listener)},
                     {u"method"_s, QString::fromLatin1(method)},
                     {u"path"_s, QString::fromLatin1(path)},
                     {u"action"_s, QString::fromLatin1(action)}};
    for (auto it = more.begin(); it != more.end(); ++it)
        rule.insert(it.key(), it.value());
    return rule;
}

} // namespace

/// Our client against the whole stand-in (stub browser), whose ways are the vendor's.
class TestDolphinStandIn : public QObject
{
    Q_OBJECT

    StandIn m_standIn;
    net::Network m_network;
    std::unique_ptr<RemoteApi> m_remote;
    std::unique_ptr<LocalApi> m_local;

    [[nodiscard]] Endpoints endpoints() const
    {
        return {m_standIn.remote(), m_standIn.local(), m_standIn.sync(), m_standIn.darkwing()};
    }

    ProfileId create(const QString &name)
    {
        const auto id = m_remote->createProfile(payload(name), call());
        if (!id)
            qWarning().noquote() << toLogString(id.error());
        return id.value_or(ProfileId{});
    }

private slots:
    void initTestCase() { QVERIFY2(m_standIn.start(), qPrintable(m_standIn.problem())); }

    void init()
    {
        QVERIFY(m_standIn.reset());
        QVERIFY(m_standIn.knobs({{u"visibleAfter"_s, 0}, {u"uploadTime"_s, 0}}));
        m_remote = std::make_unique<RemoteApi>(
            m_network, endpoints(), tokenOf(m_standIn.token()), kFast);
        m_local = std::make_unique<LocalApi>(
            m_network, endpoints(), tokenOf(m_standIn.token()), kPatient);
    }

    void cleanup()
    {
        m_local.reset();
        m_remote.reset();
        QVERIFY2(m_standIn.problem().isEmpty(), qPrintable(m_standIn.problem()));
    }

    void wholeLife()
    {
        const ProfileId id = create(u"pel_life"_s);
        QVERIFY(id.isValid());
        const auto read = m_remote->profile(id, call());
        QVERIFY_RESULT(read);
        QCOMPARE(read->name, u"pel_life"_s);
        QVERIFY(read->proxyId > 0);
        const auto automation = m_local->start(id, {}, call());
        QVERIFY_RESULT(automation);
        QCOMPARE(automation->webSocket.host(), u"127.0.0.1"_s);
        QVERIFY_RESULT(m_local->stop(id, true, call()));
        QVERIFY_RESULT(m_remote->deleteProfile(id, call()));
        QVERIFY_RESULT(m_remote->deleteProxy(read->proxyId, call()));
        QCOMPARE(m_standIn.profilesLeft(), 0);
        QCOMPARE(m_standIn.state()["proxies"_L1].toInt(), 0);
        const auto gone = m_remote->profile(id, call());
        QVERIFY(!gone);
        QCOMPARE(kindName(gone.error().kind), u"not_found"_s);
    }

    void aLostAnswerToCreateIsFoundByNameNotRepeated()
    {
        QVERIFY(
            m_standIn.faults({fault("remote", "POST", "/browser_profiles", "drop-after-commit")}));
        const auto lost = m_remote->createProfile(payload(u"pel_lost"_s), call());
        QVERIFY(!lost);
        QCOMPARE(kindName(lost.error().kind), u"network"_s);
        QCOMPARE(m_standIn.requests("POST", u"/browser_profiles"_s).size(), 1);
        const auto found = m_remote->findByName(u"pel_lost"_s, call());
        QVERIFY_RESULT(found);
        QVERIFY(found->has_value());
        QCOMPARE(m_standIn.profilesLeft(), 1);
    }

    void findsExactNamesOverPages_data()
    {
        QTest::addColumn<QJsonObject>("knobs");
        QTest::newRow("cursor") << QJsonObject();
        QTest::newRow("pages") << QJsonObject{{u"cursorList"_s, u"off"_s}};
        QTest::newRow("pages, total as text")
            << QJsonObject{{u"cursorList"_s, u"off"_s}, {u"totalAs"_s, u"string"_s}};
        QTest::newRow("cursor, pages are gone") << QJsonObject{{u"pageList"_s, u"gone"_s}};
    }
    void findsExactNamesOverPages()
    {
        QFETCH(QJsonObject, knobs);
        knobs.insert(u"limitMax"_s, 2);
        QVERIFY(m_standIn.knobs(knobs));
        for (const QString &name :
             {u"pel_a1"_s, u"pel_a"_s, u"other"_s, u"pel_a2"_s, u"pel_a3"_s, u"PEL_B"_s})
            QVERIFY(create(name).isValid());
        const ProfileId last = create(u"pel_b"_s);
        const auto found = m_remote->findByName(u"pel_b"_s, call());
        QVERIFY_RESULT(found);
        QVERIFY(found->has_value());
        QCOMPARE((*found)->id, last);
        const auto none = m_remote->findByName(u"pel"_s, call());
        QVERIFY_RESULT(none);
        QVERIFY(!none->has_value());
    }

    void duplicateNamesAreOneOfThemEach()
    {
        const ProfileId first = create(u"pel_twin"_s);
        const ProfileId second = create(u"pel_twin"_s);
        QVERIFY(first != second);
        for (int left = 2; left > 0; --left) {
            const auto found = m_remote->findByName(u"pel_twin"_s, call());
            QVERIFY_RESULT(found);
            QVERIFY(found->has_value());
            QVERIFY_RESULT(m_remote->deleteProfile((*found)->id, call()));
        }
        QCOMPARE(m_standIn.profilesLeft(), 0);
    }

    void aFreshProfileIsWaitedFor()
    {
        QVERIFY(m_standIn.knobs({{u"visibleAfter"_s, 400}}));
        const ProfileId id = create(u"pel_fresh"_s);
        QVERIFY_RESULT(m_local->start(id, {}, call()));
        QVERIFY(m_standIn.requests("GET", u"*/start"_s).size() > 1);
        QVERIFY_RESULT(m_local->stop(id, true, call()));
    }

    void anUnknownProfileIsNotWaitedForLong()
    {
        const auto none = m_local->start({999999}, {false, 0ms}, call());
        QVERIFY(!none);
        QCOMPARE(kindName(none.error().kind), u"not_found"_s);
    }

    void aHungStopIsForced()
    {
        const ProfileId id = create(u"pel_hung"_s);
        QVERIFY_RESULT(m_local->start(id, {}, call()));
        QVERIFY(m_standIn.faults({fault("local", "GET", "*/stop", "hang")}));
        QVERIFY_RESULT(m_local->stop(id, true, Call::in(4s)));
        const auto stops = m_standIn.requests("GET", u"*/stop"_s);
        QCOMPARE(stops.size(), 2);
        QCOMPARE(stops.last()["query"_L1].toString(), u"retryToStop=true"_s);
        const auto running = m_local->running(call());
        QVERIFY_RESULT(running);
        QVERIFY(running->isEmpty());
    }

    void aPersistentProfileIsNeverForced()
    {
        const ProfileId id = create(u"pel_kept"_s);
        QVERIFY_RESULT(m_local->start(id, {}, call()));
        QVERIFY(m_standIn.faults({fault("local", "GET", "*/stop", "hang")}));
        QVERIFY(!m_local->stop(id, false, Call::in(500ms)));
        const auto stops = m_standIn.requests("GET", u"*/stop"_s);
        QCOMPARE(stops.size(), 1);
        QVERIFY_RESULT(m_local->stop(id, false, call()));
    }

    void stopWaitsUntilTheProfileHasLeft()
    {
        QVERIFY(m_standIn.knobs({{u"stopLag"_s, 300}}));
        const ProfileId id = create(u"pel_lag"_s);
        QVERIFY_RESULT(m_local->start(id, {}, call()));
        QVERIFY_RESULT(m_local->stop(id, true, call()));
        QVERIFY_RESULT(m_remote->deleteProfile(id, call())); // is refused while it runs
    }

    void aGhostInTheListIsStillGone()
    {
        QVERIFY(m_standIn.knobs({{u"ghostTime"_s, 60000}}));
        const ProfileId id = create(u"pel_ghost"_s);
        QVERIFY_RESULT(m_remote->deleteProfile(id, call()));
        const auto seen = m_remote->findByName(u"pel_ghost"_s, call());
        QVERIFY_RESULT(seen);
        QVERIFY(seen->has_value()); // the list lies
        QVERIFY_RESULT(m_remote->deleteProfile((*seen)->id, call()));
        QCOMPARE(m_standIn.profilesLeft(), 0);
    }

    void deletionIsForcedWhateverThePlan_data()
    {
        QTest::addColumn<QString>("plan");
        for (const QString &plan : {u"free"_s, u"starter"_s, u"base"_s, u"enterprise"_s})
            QTest::newRow(qPrintable(plan)) << plan;
    }
    void deletionIsForcedWhateverThePlan()
    {
        QFETCH(QString, plan);
        QVERIFY(m_standIn.knobs({{u"plan"_s, plan}}));
        const ProfileId id = create(u"pel_forced"_s);
        QVERIFY_RESULT(m_remote->deleteProfile(id, call()));
        const QJsonArray profiles = m_standIn.state()["profiles"_L1].toArray();
        QVERIFY(profiles.isEmpty()); // not in the basket either
    }

    void aTokenThatMayNotReadStillProvesTheDeletion()
    {
        const ProfileId id = create(u"pel_blind"_s);
        QVERIFY(m_standIn.knobs({{u"readOne"_s, u"forbidden"_s}}));
        QVERIFY_RESULT(m_remote->deleteProfile(id, call()));
        QCOMPARE(m_standIn.requests("DELETE", u"/browser_profiles/*"_s).size(), 2);
    }

    void tooManyRequestsAreWaitedOut()
    {
        const ProfileId id = create(u"pel_slow"_s);
        const auto tooMany = [](const QString &seconds) {
            return fault(
                "remote",
                "GET",
                "/browser_profiles/*",
                "status",
                {{u"status"_s, 429}, {u"headers"_s, QJsonObject{{u"Retry-After"_s, seconds}}}});
        };
        QVERIFY(m_standIn.faults({tooMany(u"1"_s)}));
        QVERIFY_RESULT(m_remote->profile(id, call()));
        QCOMPARE(m_standIn.requests("GET", u"/browser_profiles/*"_s).size(), 2);
        // A create is never repeated, not even then.
        QVERIFY(m_standIn.faults(
            {fault("remote", "POST", "/browser_profiles", "status", {{u"status"_s, 429}})}));
        const auto refused = m_remote->createProfile(payload(u"pel_no"_s), call());
        QVERIFY(!refused);
        QCOMPARE(kindName(refused.error().kind), u"rate_limited"_s);
        QCOMPARE(m_standIn.requests("POST", u"/browser_profiles"_s).size(), 2);
        // The wait that is asked for outlasts the call, so there is no second try.
        QVERIFY(m_standIn.faults({tooMany(u"2"_s)}));
        const auto slow = m_remote->profile(id, Call::in(300ms));
        QVERIFY(!slow);
        QCOMPARE(kindName(slow.error().kind), u"rate_limited"_s);
        QVERIFY(slow.error().retryAfter == 2s);
        QCOMPARE(m_standIn.requests("GET", u"/browser_profiles/*"_s).size(), 3);
    }

    void aWrongTokenIsToldInEveryShape_data()
    {
        QTest::addColumn<QString>("shape");
        for (const QString &shape : {u"message"_s, u"error"_s, u"object"_s})
            QTest::newRow(qPrintable(shape)) << shape;
    }
    void aWrongTokenIsToldInEveryShape()
    {
        QFETCH(QString, shape);
        QVERIFY(m_standIn.knobs({{u"unauthenticatedShape"_s, shape}}));
        RemoteApi remote(m_network, endpoints(), tokenOf("nobody"), kFast);
        const auto team = remote.teamId(call());
        QVERIFY(!team);
        QCOMPARE(kindName(team.error().kind), u"auth"_s);
        QVERIFY(!toLogString(team.error()).contains(u"nobody"_s));
        LocalApi local(m_network, endpoints(), tokenOf("nobody"), kFast);
        const auto login = local.login(call());
        QVERIFY(!login);
        QCOMPARE(kindName(login.error().kind), u"auth"_s);
    }

    void thePlansLimitIsToldInEveryShape_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("400") << 400;
        QTest::newRow("403") << 403;
        QTest::newRow("402") << 402;
    }
    void thePlansLimitIsToldInEveryShape()
    {
        QFETCH(int, status);
        QVERIFY(m_standIn.knobs({{u"planProfiles"_s, 0}, {u"planLimitStatus"_s, status}}));
        const auto none = m_remote->createProfile(payload(u"pel_full"_s), call());
        QVERIFY(!none);
        QCOMPARE(kindName(none.error().kind), u"plan_limit"_s);
        QCOMPARE(none.error().name, u"E_LIMIT_PROFILES"_s);
    }

    void automationNeedsAPlan()
    {
        QVERIFY(m_standIn.knobs({{u"plan"_s, u"free"_s}}));
        const ProfileId id = create(u"pel_free"_s);
        const auto started = m_local->start(id, {}, call());
        QVERIFY(!started);
        QCOMPARE(kindName(started.error().kind), u"plan_limit"_s);
    }

    void aStartWithoutAutomationIsAnError()
    {
        QVERIFY(m_standIn.faults(
            {fault("local",
                   "GET",
                   "*/start",
                   "status",
                   {{u"status"_s, 200}, {u"body"_s, QJsonObject{{u"success"_s, true}}}})}));
        const ProfileId id = create(u"pel_mute"_s);
        const auto started = m_local->start(id, {}, call());
        QVERIFY(!started);
        QCOMPARE(kindName(started.error().kind), u"protocol"_s);
    }

    void startsInEveryForm_data()
    {
        QTest::addColumn<QJsonObject>("knobs");
        QTest::newRow("whole address") << QJsonObject{{u"wsEndpoint"_s, u"url"_s}};
        QTest::newRow("POST only") << QJsonObject{{u"getStart"_s, false}};
        QTest::newRow("POST only, GET is not found")
            << QJsonObject{{u"getStart"_s, false}, {u"wrongMethodStatus"_s, 404}};
    }
    void startsInEveryForm()
    {
        QFETCH(QJsonObject, knobs);
        QVERIFY(m_standIn.knobs(knobs));
        const ProfileId id = create(u"pel_form"_s);
        const auto started = m_local->start(id, {.visibleWithin = 1s}, call());
        QVERIFY_RESULT(started);
        QVERIFY(started->webSocket.path().startsWith("/devtools/browser/"_L1));
        QVERIFY_RESULT(m_local->stop(id, true, call()));
    }

    void aPortThatNeverOpensIsAnErrorOfTheConnection()
    {
        QVERIFY(m_standIn.knobs({{u"cdpLag"_s, 600000}}));
        const ProfileId id = create(u"pel_shut"_s);
        const auto started = m_local->start(id, {}, call());
        QVERIFY_RESULT(started);
        const auto socket = m_network.connectWebSocket(started->webSocket, {}, Call::in(10s));
        QVERIFY(!socket);
        QCOMPARE(kindName(socket.error().kind), u"network"_s);
        QVERIFY_RESULT(m_local->stop(id, true, call()));
    }

    void anotherProgramOnThePortGetsNoToken()
    {
        QVERIFY(m_standIn.knobs({{u"app"_s, u"foreign"_s}}));
        const auto found = m_local->probe(call(), 1);
        QVERIFY(!found);
        QCOMPARE(found.error().name, u"PORT_TAKEN"_s);
        QVERIFY(m_standIn.requests("POST", u"*"_s, u"local"_s).isEmpty());
    }

    void aPortThatChangesHandsGetsNoToken_data()
    {
        QTest::addColumn<bool>("searched");
        QTest::newRow("a search meets the other program") << true;
        QTest::newRow("a call met the closed port") << false;
    }
    void aPortThatChangesHandsGetsNoToken()
    {
        QFETCH(bool, searched);
        QVERIFY_RESULT(m_local->running(call()));
        const auto logins = m_standIn.requests("POST", u"*"_s, u"local"_s).size();
        if (!searched) {
            QVERIFY(m_standIn.knobs({{u"app"_s, u"closed"_s}}));
            QVERIFY(!m_local->running(call()));
        }
        QVERIFY(m_standIn.knobs({{u"app"_s, u"foreign"_s}}));
        if (searched)
            QVERIFY(!m_local->probe(call(), 1));
        const auto running = m_local->running(call());
        QVERIFY(!running);
        QCOMPARE(running.error().name, u"PORT_TAKEN"_s); // asked without the token
        QCOMPARE(m_standIn.requests("POST", u"*"_s, u"local"_s).size(), logins);
    }

    /// Dolphin while it starts or hangs: not another program, and not closed, so that nobody takes
    /// its browsers for gone.
    void aSilentAppIsNamed_data()
    {
        QTest::addColumn<bool>("drops");
        QTest::newRow("drops the connection") << true;
        QTest::newRow("says nothing") << false;
    }
    void aSilentAppIsNamed()
    {
        QFETCH(bool, drops);
        QTcpServer mute; // the system takes the connection
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        Endpoints where = endpoints();
        if (drops)
            m_standIn.faults({fault("local", "GET", "*", "drop-before", {{u"count"_s, 0}})});
        else
            where.local.setPort(mute.serverPort());
        LocalApi local(m_network, where, tokenOf(m_standIn.token()), kPatient);
        const auto found = local.probe(call(), 1);
        QVERIFY(!found);
        QCOMPARE(found.error().name, u"DOLPHIN_SILENT"_s);
        QCOMPARE(kindName(found.error().kind), u"timeout"_s);
        QVERIFY(!isClosed(found.error()));
        QVERIFY2(found.error().message.contains("does not answer in time"_L1),
                 qPrintable(found.error().message));
    }

    void aClosedAppIsNamed()
    {
        QVERIFY(m_standIn.knobs({{u"app"_s, u"closed"_s}}));
        const auto found = m_local->probe(call(), 1);
        QVERIFY(!found);
        QCOMPARE(found.error().name, u"DOLPHIN_CLOSED"_s);
    }

    void anOldAppIsNamed()
    {
        QVERIFY(m_standIn.knobs({{u"appTooOld"_s, true}}));
        const auto in = m_local->login(call());
        QVERIFY(!in);
        QCOMPARE(in.error().name, u"DOLPHIN_TOO_OLD"_s);
    }

    void aNameIsSentAsAnAddress()
    {
        net::NetworkOptions options;
        options.hosts.insert(u"host.docker.internal"_s, QHostAddress(QHostAddress::LocalHost));
        net::Network network(options);
        Endpoints where = endpoints();
        where.local.setHost(u"host.docker.internal"_s);
        LocalApi local(network, where, tokenOf(m_standIn.token()), kPatient);
        const auto base = local.probe(call());
        QVERIFY_RESULT(base);
        QCOMPARE(base->host(), u"127.0.0.1"_s);
        const ProfileId id = create(u"pel_docker"_s);
        const auto started = local.start(id, {}, call());
        QVERIFY_RESULT(started);
        QCOMPARE(started->webSocket.host(), u"127.0.0.1"_s);
        QVERIFY_RESULT(local.stop(id, true, call()));
        const auto requests = m_standIn.requests({}, u"*"_s, u"local"_s);
        QVERIFY(!requests.isEmpty());
        for (const QJsonObject &request : requests)
            QVERIFY2(request["host"_L1].toString().startsWith("127.0.0.1:"_L1),
                     qPrintable(request["host"_L1].toString()));
    }

    void importedCookiesAreThere_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::newRow("ms") << u"ms"_s;
        QTest::newRow("seconds") << u"seconds"_s;
    }
    /// Milliseconds lose nothing, whichever unit the app believes in.
    void importedCookiesAreThere()
    {
        QFETCH(QString, unit);
        QVERIFY(m_standIn.knobs({{u"cookieUnit"_s, unit}}));
        const ProfileId id = create(u"pel_cookies"_s);
        auto read = formats::readCookies(
            R"([{"domain":".example.test","name":"sid","value":"v","path":"/","expirationDate":2524608000}])");
        QVERIFY_RESULT(read);
        QVERIFY_RESULT(m_local->importCookies(id, read->cookies, true, call()));
        const auto back = m_local->exportCookies(id, u"pel_cookies"_s, call());
        QVERIFY_RESULT(back);
        QCOMPARE(back->size(), size_t(1));
        QVERIFY(back->front().expires.value_or(0) >= 2524608000.0);
    }

    void cloudCookiesComeFromEitherHost_data()
    {
        QTest::addColumn<QJsonObject>("knobs");
        for (const QString &shape : {u"data"_s, u"list"_s, u"cookies"_s})
            QTest::newRow(qPrintable(shape)) << QJsonObject{{u"syncShape"_s, shape}};
        QTest::newRow("darkwing") << QJsonObject{{u"syncHost"_s, u"retired"_s}};
    }
    void cloudCookiesComeFromEitherHost()
    {
        QFETCH(QJsonObject, knobs);
        QVERIFY(m_standIn.knobs(knobs));
        const ProfileId id = create(u"pel_cloud"_s);
        const auto none = m_remote->cloudCookies(id, call());
        QVERIFY_RESULT(none);
        QVERIFY(none->empty());
    }

    void thePlansCookieCallDoesNotExist()
    {
        const ProfileId id = create(u"pel_patch"_s);
        const auto sent = m_remote->patchCookies(id, {}, call());
        QVERIFY(!sent);
        QCOMPARE(kindName(sent.error().kind), u"not_found"_s);
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestDolphinStandIn)
#include "tst_dolphin_standin.moc"
