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

} // namespace

Promises::Promises(const QString &engine)
    : m_bench(engine, Browser::Chromium, {}, store::Role::Viewer)
{
    if (!problem().isEmpty())
        return;
    m_bench.addAccount(kAccount, {SignIn::Password});
    m_video = m_bench.makeVideo(u"one.mp4"_s);
    m_bulk = m_bench.createBulk({kAccount}, {m_video});
    m_foreign = makeForeignProfile(m_bench, kForeign);
    if (!startForeignProfile(m_bench, m_foreign))
        QTest::qFail("The customer's own profile does not start.", __FILE__, __LINE__);
}

void Promises::look()
{
    m_sessionWasSaved = m_bench.cookies(kAccount).isValid;
    m_wasIntended = !select(m_bench, u"SELECT id FROM pelorus_publication"_s).isEmpty();
    m_signIns = siteAccount(m_bench, kAccount)["signIns"_L1].toInt();
}

void Promises::settle()
{
    for (int start = 0; start < 6; ++start) {
        if (select(m_bench, u"SELECT id FROM pelorus_job WHERE finished_at IS NULL"_s).isEmpty())
            return;
        expireLeases(m_bench);
        execute(m_bench, u"UPDATE pelorus_job SET run_after = {plus -5} WHERE state = 'PENDING'"_s);
        const CliAnswer again = cli(m_bench.environment(), run());
        QVERIFY2(again.code >= 0, again.told().constData());
    }
    QVERIFY2(select(m_bench, u"SELECT id FROM pelorus_job WHERE finished_at IS NULL"_s).isEmpty(),
             "The tasks do not come to an end.");
}

void Promises::check()
{
    const JobId job = m_bench.job(m_bulk, kAccount);
    const JobFacts facts = m_bench.facts(job);
    const QByteArray story = m_bench.story(job).toUtf8();
    const QList<QJsonObject> posts = m_bench.standin().posts(kAccount);
    // P4: never twice, and what is said is what happened.
    QVERIFY2(posts.size() <= 1, story.constData());
    if (posts.isEmpty()) {
        QVERIFY2(m_wasIntended, story.constData());
        QVERIFY2(facts.items == QStringList{u"FAILED"_s}, story.constData());
    } else {
        QVERIFY2(facts.items == QStringList{u"PUBLISHED"_s}, story.constData());
        QCOMPARE(posts[0]["sha256"_L1].toString().toLatin1(), Harness::sha256(m_video));
        // Confirmed by the site's words; killed then, nobody looks for the link any more.
        const QString link = facts.links.value(0);
        QVERIFY2(link.isEmpty() || link == posts[0]["permalink"_L1].toString(), story.constData());
    }
    // P3: no profile of ours, and the customer's own still runs.
    QCOMPARE(m_bench.standin().profileNames(), QStringList{kForeign});
    QVERIFY(profileState(m_bench, m_foreign)["running"_L1].toBool());
    QVERIFY(store::LedgerStore(m_bench.database()).openRows()->empty());
    // P5: a saved session is used; at the end there is one that is signed in.
    const int signIns = siteAccount(m_bench, kAccount)["signIns"_L1].toInt();
    QVERIFY2(signIns <= (m_sessionWasSaved ? m_signIns : 2), story.constData());
    QVERIFY(m_bench.cookies(kAccount).isValid);
    // P1: the site never saw two browsers of the account at once.
    const QJsonObject site = m_bench.standin().state().value("site"_L1).toObject();
    QCOMPARE(site["warnings"_L1].toArray(), QJsonArray());
    QVERIFY2(problem().isEmpty(), qPrintable(problem()));
}

QStringList Promises::moments()
{
    Promises undisturbed(u"sqlite"_s);
    QHash<QString, QString> environment = undisturbed.bench().environment();
    const QString trace = undisturbed.bench().folder(u"trace"_s);
    environment.insert(u"PELORUS_CRASH_TRACE"_s, trace);
    CliProcess worker(environment, run());
    QFile file(trace);
    if (!worker.waitForEnd() || worker.code() != 0 || !file.open(QIODevice::ReadOnly)) {
        QTest::qFail(worker.said().constData(), __FILE__, __LINE__);
        return {};
    }
    QStringList moments;
    for (const QByteArray &line : file.readAll().trimmed().split('\n')) {
        const QString name = QString::fromUtf8(line);
        moments += {u"before "_s + name, u"after "_s + name};
    }
    qInfo("%d places, %d moments", int(moments.size() / 2), int(moments.size()));
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
