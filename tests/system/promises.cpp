// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/promises.h"

#include "tests/system/cliprocess.h"
#include "tests/system/outside.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;

namespace pelorus::test {
namespace {

const QString kAccount = u"bob.store"_s;
const QString kForeign = u"Shop 17"_s;
const QString kOwn = u"Bob's own"_s;
const QString kEdited = u"77"_s; ///< the number of the account's own profile, which is not used
constexpr int kMostStarts = 6;

QHash<QString, QString> environmentOf(Scene scene)
{
    switch (scene) {
    case Scene::Task:
    case Scene::Recovery:
        return {};
    case Scene::Ways:
        // A lease so short that it is renewed in the middle.
        return {{u"COOKIE_CHANNELS"_s, u"remote,local,cdp"_s},
                {u"COOKIE_SOURCE"_s, u"dolphin-first"_s},
                {u"PELORUS_LEASE_TTL"_s, u"6"_s}};
    case Scene::Unclear:
        return {{u"PELORUS_CONFIRM_WITHIN"_s, u"1"_s},
                {u"PELORUS_PROOF_WITHIN"_s, u"1"_s},
                {u"PELORUS_CHECK_AFTER"_s, u"1"_s}};
    case Scene::Persistent:
        return {{u"EPHEMERAL_PROFILES"_s, u"0"_s}};
    }
    return {};
}

AccountOptions accountOf(Scene scene)
{
    AccountOptions account;
    if (scene == Scene::Task || scene == Scene::Persistent)
        account.signIn = SignIn::Password;
    if (scene == Scene::Ways)
        account.proxyHost = u"proxy.example"_s;
    if (scene == Scene::Unclear)
        account.scenario = {{u"confirmation"_s, u"never"_s}, {u"linkAfterMs"_s, 4000}};
    return account;
}

QStringList namesOf(const QList<QJsonObject> &posts)
{
    QStringList hashes;
    for (const QJsonObject &post : posts)
        hashes += post["sha256"_L1].toString();
    return hashes;
}

} // namespace

Promises::Promises(const QString &engine, Scene scene)
    : m_scene(scene)
    , m_bench(engine, Browser::Chromium, environmentOf(scene), store::Role::Viewer)
{
    if (!problem().isEmpty())
        return;
    m_bench.addAccount(kAccount, accountOf(scene));
    m_videos += m_bench.makeVideo(u"one.mp4"_s);
    if (scene == Scene::Ways)
        m_videos += m_bench.makeVideo(u"two.mp4"_s);
    m_bulk = m_bench.createBulk({kAccount}, m_videos);
    m_foreign = makeForeignProfile(m_bench, kForeign);
    if (!startForeignProfile(m_bench, m_foreign))
        QTest::qFail("The customer's own profile does not start.", __FILE__, __LINE__);
    if (scene == Scene::Ways)
        setUpWays();
    if (scene == Scene::Recovery)
        setUpRecovery();
    if (scene == Scene::Persistent)
        setUpPersistent();
}

/// Dolphin starts by POST only, and has cookies only where it is asked last.
void Promises::setUpWays()
{
    QVERIFY(m_bench.standin().knobs({{u"getStart"_s, false}, {u"syncHost"_s, u"retired"_s}}));
    QVERIFY(m_bench.standin().faults({QJsonObject{{u"listener"_s, u"local"_s},
                                                  {u"path"_s, u"/v1.0/export-cookies"_s},
                                                  {u"action"_s, u"error"_s},
                                                  {u"error"_s, u"not-found"_s},
                                                  {u"count"_s, 0}}}));
}

/// Nobody but a search by name can tell what the dead worker made.
void Promises::setUpRecovery()
{
    QHash<QString, QString> environment = m_bench.environment();
    environment.insert(u"PELORUS_CRASH_AT"_s, u"after POST /browser_profiles#1"_s);
    CliProcess dead(environment, run());
    QVERIFY(dead.waitForEnd());
    QVERIFY2(dead.code() < 0, dead.said().constData());
    const auto queued
        = store::AccountStore(m_bench.database())
              .edit(m_bench.account(kAccount), {.dolphinProfileId = kEdited}, u"anna"_s);
    QVERIFY(queued && *queued == store::Applied::WhenFree);
    expireLeases(m_bench);
}

void Promises::setUpPersistent()
{
    const ProfileId own = makeForeignProfile(m_bench, kOwn);
    QVERIFY(own.isValid());
    execute(m_bench,
            u"UPDATE uploader_instagramaccount SET dolphin_profile_id = '%1'"_s.arg(own.value));
}

QStringList Promises::profilesThatStay() const
{
    return m_scene == Scene::Persistent ? QStringList{kForeign, kOwn} : QStringList{kForeign};
}

void Promises::look()
{
    m_sessionWasSaved = m_bench.cookies(kAccount).isValid;
    m_wasIntended = !select(m_bench, u"SELECT id FROM pelorus_publication"_s).isEmpty();
    m_signIns = siteAccount(m_bench, kAccount)["signIns"_L1].toInt();
}

bool Promises::isEnded()
{
    return select(m_bench, u"SELECT id FROM pelorus_job WHERE finished_at IS NULL"_s).isEmpty();
}

void Promises::makeDue()
{
    execute(m_bench, u"UPDATE pelorus_job SET run_after = {plus -5} WHERE state = 'PENDING'"_s);
}

bool Promises::isKilled(const QString &variable, const QString &value)
{
    QHash<QString, QString> environment = m_bench.environment();
    environment.insert(variable, value);
    for (int start = 0; start < kMostStarts && !isEnded(); ++start) {
        makeDue();
        CliProcess worker(environment, run());
        if (!worker.waitForEnd())
            QTest::qFail(worker.said().constData(), __FILE__, __LINE__);
        if (worker.code() < 0)
            return true;
    }
    return false;
}

void Promises::settle()
{
    for (int start = 0; start < kMostStarts && !isEnded(); ++start) {
        expireLeases(m_bench);
        makeDue();
        const CliAnswer again = cli(m_bench.environment(), run());
        QVERIFY2(again.code >= 0, again.told().constData());
    }
    QVERIFY2(isEnded(), "The tasks do not come to an end.");
}

void Promises::check()
{
    const JobId job = m_bench.job(m_bulk, kAccount);
    const JobFacts facts = m_bench.facts(job);
    const QByteArray story = m_bench.story(job).toUtf8();
    const QList<QJsonObject> posts = m_bench.standin().posts(kAccount);
    // P4: never twice, and what is said is what happened.
    QStringList out = namesOf(posts);
    QCOMPARE(out.removeDuplicates(), 0);
    QCOMPARE(facts.items.size(), m_videos.size());
    int notOut = 0;
    for (qsizetype i = 0; i < m_videos.size(); ++i) {
        const qsizetype at = out.indexOf(QString::fromLatin1(Harness::sha256(m_videos[i])));
        if (at < 0) {
            ++notOut;
            QVERIFY2(facts.items[i] == "FAILED"_L1, story.constData());
            continue;
        }
        QVERIFY2(facts.items[i] == "PUBLISHED"_L1, story.constData());
        // Confirmed by the site's words; killed then, nobody looks for the link any more.
        const QString link = facts.links.value(i);
        QVERIFY2(link.isEmpty() || link == posts[at]["permalink"_L1].toString(), story.constData());
    }
    QVERIFY2(posts.size() + notOut == m_videos.size(), story.constData());
    QVERIFY2(notOut <= (m_wasIntended ? 1 : 0), story.constData());
    // P3: no profile of ours, and the customer's own still runs.
    QCOMPARE(m_bench.standin().profileNames(), profilesThatStay());
    QVERIFY(profileState(m_bench, m_foreign)["running"_L1].toBool());
    const QJsonObject dolphin = m_bench.standin().state();
    QCOMPARE(dolphin["browsers"_L1].toArray().size(), 1);
    QCOMPARE(dolphin["proxies"_L1].toInt(-1), 0); // which came along with profiles
    QVERIFY(store::LedgerStore(m_bench.database()).openRows()->empty());
    if (m_scene == Scene::Recovery) {
        QCOMPARE(select(m_bench, u"SELECT dolphin_profile_id FROM uploader_instagramaccount"_s),
                 QStringList{kEdited});
    }
    // P5: a saved session is used; at the end there is one that is signed in.
    const int signIns = siteAccount(m_bench, kAccount)["signIns"_L1].toInt();
    QVERIFY2(signIns <= (m_sessionWasSaved ? m_signIns : 2), story.constData());
    QVERIFY(m_bench.cookies(kAccount).isValid);
    // P1: the site never saw two browsers of the account at once.
    const QJsonObject site = dolphin["site"_L1].toObject();
    QCOMPARE(site["warnings"_L1].toArray(), QJsonArray());
    QVERIFY2(problem().isEmpty(), qPrintable(problem()));
}

QStringList Promises::places(Scene scene)
{
    Promises undisturbed(u"sqlite"_s, scene);
    const QString trace = undisturbed.bench().folder(u"trace"_s);
    QFile file(trace);
    if (undisturbed.isKilled(u"PELORUS_CRASH_TRACE"_s, trace) || !file.open(QIODevice::ReadOnly)) {
        QTest::qFail("The undisturbed worker left no trace.", __FILE__, __LINE__);
        return {};
    }
    undisturbed.check();
    return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

QStringList Promises::momentsOf(const QStringList &places)
{
    QStringList moments;
    for (const QString &place : places)
        moments += {u"before "_s + place, u"after "_s + place};
    return moments;
}

quint32 Promises::seed()
{
    bool isNumber = false;
    quint32 seed = qEnvironmentVariable("PELORUS_SEED").toUInt(&isNumber);
    if (!isNumber)
        seed = QRandomGenerator::global()->generate();
    qInfo("PELORUS_SEED=%u", seed);
    return seed;
}

QStringList Promises::byChance(const QStringList &all, int count)
{
    std::mt19937 random(seed());
    QStringList some;
    std::ranges::sample(all, std::back_inserter(some), count, random);
    return some;
}

bool Promises::isSoak()
{
    return qEnvironmentVariableIsSet("PELORUS_SOAK");
}

QStringList Promises::run()
{
    return {u"run"_s, u"--until-idle"_s};
}

} // namespace pelorus::test
