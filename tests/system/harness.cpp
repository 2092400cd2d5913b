// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/harness.h"

#include "core/base/json.h"
#include "core/base/log.h"
#include "core/formats/cookies.h"
#include "core/media/media.h"
#include "core/run/bulkplan.h"
#include "core/store/session.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QTimer>
#include <QUuid>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {
namespace {

/// One second of picture and sound, made once a process.
const QByteArray &smallVideo()
{
    static const QByteArray bytes = [] {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"small.mp4"_s);
        QProcess ffmpeg;
        ffmpeg.start(u"ffmpeg"_s,
                     {u"-v"_s,
                      u"error"_s,
                      u"-nostdin"_s,
                      u"-f"_s,
                      u"lavfi"_s,
                      u"-i"_s,
                      u"testsrc=size=90x160:rate=10:duration=1"_s,
                      u"-f"_s,
                      u"lavfi"_s,
                      u"-i"_s,
                      u"sine=duration=1"_s,
                      u"-c:v"_s,
                      u"libx264"_s,
                      u"-pix_fmt"_s,
                      u"yuv420p"_s,
                      u"-c:a"_s,
                      u"aac"_s,
                      path});
        if (!ffmpeg.waitForFinished(50000) || ffmpeg.exitCode() != 0)
            return QByteArray();
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    return bytes;
}

/// An MP4 box that players skip.
QByteArray freeBox(const QByteArray &content)
{
    QByteArray box(4, '\0');
    qToBigEndian(quint32(8 + content.size()), box.data());
    return box + "free" + content;
}

} // namespace

Harness::Harness(const QString &engine,
                 Browser browser,
                 const QHash<QString, QString> &environment,
                 store::Role role)
{
    setUp(engine, browser, environment, role);
}

void Harness::setUp(const QString &engine,
                    Browser browser,
                    const QHash<QString, QString> &environment,
                    store::Role role)
{
    m_database.emplace(engine, role);
    if (!m_database->isValid())
        return note(m_database->problem());
    if (smallVideo().isEmpty())
        return note(u"ffmpeg made no video"_s);
    QDir(m_folder.path()).mkpath(u"media"_s);
    const QString token = u"CANARY-dolphin-"_s % QUuid::createUuid().toString(QUuid::Id128);
    StandIn::Options options;
    options.stubBrowser = browser == Browser::Stub;
    options.token = token.toUtf8();
    options.knobs = {{u"visibleAfter"_s, 100}, {u"uploadTime"_s, 50}, {u"fingerprintRps"_s, 50}};
    if (!m_standin.start(options))
        return;
    m_environment = {{u"DATABASE_URL"_s, m_database->url()},
                     {u"CONCURRENCY_LIMIT"_s, u"2"_s},
                     {u"MEDIA_ROOT"_s, folder(u"media"_s)},
                     {u"PELORUS_DATA_DIR"_s, folder(u"data"_s)},
                     {u"PELORUS_HEADLESS"_s, u"1"_s},
                     {u"PELORUS_ACTION_DELAY"_s, u"0-0.02"_s},
                     {u"PELORUS_MACHINE"_s, u"BENCH"_s},
                     {u"PELORUS_CONFIRM_WITHIN"_s, u"10"_s},
                     {u"PELORUS_PROOF_WITHIN"_s, u"5"_s}};
    m_environment.insert(m_standin.environment());
    for (auto it = environment.begin(); it != environment.end(); ++it) {
        const QString port = QString::number(m_standin.local().port());
        m_environment.insert(it.key(), QString(it.value()).replace(u"{port}"_s, port));
    }
    auto loaded = settings::load(m_environment, m_folder.path());
    if (!loaded)
        return note(toLogString(loaded.error()));
    m_settings.emplace(std::move(*loaded));
    m_secrets = {token, kTotp};
}

Harness::~Harness()
{
    stopEngine();
    m_database.reset();
    m_standin.stop();
}

void Harness::note(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

template <typename T>
T Harness::valueOr(const Result<T> &result, T other)
{
    if (result)
        return *result;
    note(toLogString(result.error()));
    return other;
}

AccountId Harness::addAccount(const QString &name, const AccountOptions &options)
{
    const QString password = u"CANARY-pass-"_s % name;
    m_secrets += password;
    QJsonObject account{
        {u"username"_s, name}, {u"password"_s, password}, {u"scenario"_s, options.scenario}};
    store::NewAccount row;
    row.username = name;
    if (options.signIn != SignIn::Cookies)
        row.password = Secret(password);
    if (options.signIn == SignIn::Totp) {
        account.insert(u"totpSecret"_s, kTotp);
        row.tfaSecret = Secret(kTotp);
    }
    m_standin.site({{u"accounts"_s, QJsonArray{account}}});
    store::AccountStore accounts(database());
    const AccountId id = valueOr(accounts.add(row), AccountId());
    m_accounts.insert(name, id);
    if (!options.proxyHost.isEmpty()) {
        store::Proxy proxy;
        proxy.type = u"HTTP"_s;
        proxy.host = options.proxyHost;
        proxy.port = 8080;
        proxy.username = Secret(u"user"_s);
        proxy.password = Secret(u"CANARY-proxy-pass"_s);
        m_secrets += u"CANARY-proxy-pass"_s;
        proxy.status = u"active"_s;
        const ProxyId proxyId = valueOr(store::ProxyStore(database()).add(proxy), ProxyId());
        if (const auto assigned = accounts.assignProxy(id, proxyId); !assigned)
            note(toLogString(assigned.error()));
    }
    if (options.signIn != SignIn::Cookies)
        return id;
    const QJsonArray cookies = m_standin.createSession(name);
    for (const QJsonValue cookie : cookies) {
        if (cookie["name"_L1] == "sessionid"_L1)
            m_secrets += cookie["value"_L1].toString();
    }
    const auto read = formats::readCookies(json::compact(cookies));
    if (!read) {
        note(toLogString(read.error()));
        return id;
    }
    if (const auto kept = store::CookieStore(database()).import(id, read->cookies, true); !kept)
        note(toLogString(kept.error()));
    return id;
}

QString Harness::makeVideo(const QString &name, qint64 size)
{
    const QString path = folder(u"media/"_s % name);
    QFile file(path);
    QByteArray bytes = smallVideo()
        + freeBox("video " + QByteArray::number(++m_videos) + m_folder.path().toUtf8());
    const bool padded = size > bytes.size() + 8;
    if (padded) {
        // The padding is a hole: a box of that size whose content nobody wrote.
        QByteArray head(16, '\0');
        qToBigEndian(quint32(1), head.data()); // a 64-bit size follows
        memcpy(head.data() + 4, "free", 4);
        qToBigEndian(quint64(size - bytes.size()), head.data() + 8);
        bytes += head;
    }
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()
        || (padded && !file.resize(size)))
        note(u"no video %1: %2"_s.arg(name, file.errorString()));
    return path;
}

QByteArray Harness::sha256(const QString &path)
{
    const auto digest = media::digest(path, Call::in(5min));
    return digest ? digest->sha256.toHex() : QByteArray();
}

BulkTaskId
Harness::createBulk(const QStringList &accounts, const QStringList &videos, const QString &caption)
{
    run::PlanInput input;
    input.spread = run::Spread::AllToAll;
    input.machine = m_settings->machine;
    input.captionTemplate = caption;
    input.date = QDate::currentDate();
    for (const QString &path : videos) {
        run::PlanVideo video{path, m_settings->storedMediaPath(path), 0, {}, {}};
        const auto digest = media::digest(path, Call::in(5min));
        const auto info = media::probe(path, Call::in(1min));
        if (digest) {
            video.size = digest->size;
            video.sha256 = digest->sha256;
        }
        if (!digest)
            video.problem = digest.error().message;
        else if (!info)
            video.problem = info.error().message;
        input.videos.push_back(std::move(video));
    }
    for (const QString &name : accounts)
        input.accounts.push_back({account(name), name, {}});
    const run::BulkPlan plan = run::planBulk(input);
    m_planProblems = plan.problems;
    for (const run::PlanEntry &entry : plan.entries) {
        if (!entry.problem.isEmpty())
            m_planProblems += entry.problem;
    }
    if (plan.good == 0)
        return {};
    const auto made
        = store::JobStore(database()).createBulk(run::toNewBulk(u"Bulk"_s, input, plan));
    wake();
    return valueOr(made, BulkTaskId());
}

JobId Harness::job(BulkTaskId bulk, const QString &account)
{
    const auto rows = store::JobStore(database()).jobsOfBulk(bulk);
    if (!rows) {
        note(toLogString(rows.error()));
        return {};
    }
    for (const store::JobRow &row : *rows) {
        if (row.job.accountName == account)
            return row.job.id;
    }
    return {};
}

JobFacts Harness::facts(JobId job)
{
    store::JobStore jobs(database());
    const auto row = jobs.row(job);
    const auto items = jobs.items(job);
    if (!row || !items) {
        note(toLogString(row ? items.error() : row.error()));
        return {};
    }
    JobFacts facts{store::word(row->job.state),
                   row->job.error,
                   row->job.errorClass,
                   row->filesMissingOn,
                   row->job.attempts,
                   {},
                   {},
                   {}};
    for (const store::Item &item : *items) {
        facts.items += store::word(item.state);
        facts.itemErrors += item.error;
        facts.links += item.permalink;
    }
    return facts;
}

QString Harness::story(JobId job)
{
    const JobFacts now = facts(job);
    QString text = u"%1 (%2) %3 [%4]\n"_s.arg(
        now.state, now.items.join(u' '), now.error, now.itemErrors.join(u" | "_s));
    for (const store::TaskEvent &event : m_steps) {
        if (event.jobId == job)
            text += u"  %1 %2 %3 %4\n"_s.arg(
                event.at.toString(u"mm:ss.zzz"_s), event.step, event.state, event.text);
    }
    return text;
}

void Harness::makeDue(JobId job, std::chrono::hours in)
{
    const auto done = database()->priv().write([&](store::Connection &connection) -> Result<void> {
        store::Query query(connection, u"UPDATE pelorus_job SET run_after = :at WHERE id = :id"_s);
        return query.bindTime(u":at"_s, QDateTime::currentDateTimeUtc().addDuration(in))
            .bind(u":id"_s, job.value)
            .run();
    });
    if (!done)
        note(toLogString(done.error()));
    wake();
}

void Harness::wake()
{
    m_idle = false;
    if (m_engine)
        m_engine->wake();
}

int Harness::cookieVersions(const QString &name)
{
    const auto history = store::CookieStore(database()).history(account(name));
    if (!history)
        note(toLogString(history.error()));
    return history ? int(history->size()) : 0;
}

store::StoredCookies Harness::cookies(const QString &name)
{
    auto stored = store::CookieStore(database()).load(account(name));
    if (!stored)
        note(toLogString(stored.error()));
    return stored ? std::move(*stored) : store::StoredCookies();
}

void Harness::startEngine(bool operatorPresent, const store::DatabasePtr &through)
{
    m_engine = std::make_unique<run::Engine>(
        *m_settings, through ? through : database(), m_network, m_clock, operatorPresent);
    m_steps.clear();
    m_idle = false;
    const auto tell = [this] {
        if (m_onSignal)
            m_onSignal();
    };
    QObject::connect(m_engine.get(),
                     &run::Engine::stepped,
                     m_engine.get(),
                     [this, tell](const store::TaskEvent &event) {
                         m_steps.push_back(event);
                         tell();
                     });
    QObject::connect(m_engine.get(), &run::Engine::jobStarted, m_engine.get(), [this, tell](JobId) {
        m_idle = false;
        tell();
    });
    QObject::connect(
        m_engine.get(), &run::Engine::jobFinished, m_engine.get(), [this, tell](JobId job) {
            ++m_ended[job.value];
            tell();
        });
    QObject::connect(m_engine.get(), &run::Engine::idle, m_engine.get(), [this, tell] {
        // It may be on its way while the test makes a task.
        const auto open = store::JobStore(database()).openJobs();
        m_idle = open && *open == 0;
        tell();
    });
    QObject::connect(m_engine.get(), &run::Engine::statusChanged, m_engine.get(), tell);
    m_engine->start();
}

void Harness::stopEngine()
{
    if (!m_engine)
        return;
    m_engine->stop(2min);
    m_engine.reset();
}

bool Harness::runUntil(const std::function<bool()> &done, std::chrono::seconds most)
{
    if (done())
        return true;
    QEventLoop loop;
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &loop, [&loop] { loop.exit(1); });
    m_onSignal = [&] {
        if (done())
            loop.exit(0);
    };
    QTimer now;
    QObject::connect(&now, &QTimer::timeout, &loop, [this] { m_onSignal(); });
    now.start(100ms);
    timer.start(most * PELORUS_TIME_FACTOR);
    const int code = loop.exec();
    m_onSignal = nullptr;
    return code == 0;
}

bool Harness::runUntilIdle(std::chrono::seconds most)
{
    return runUntil([this] { return m_idle; }, most);
}

bool Harness::runUntilEnded(const std::vector<JobId> &jobs, std::chrono::seconds most)
{
    const bool ended = runUntil(
        [&] {
            return std::ranges::all_of(jobs, [this](JobId job) {
                return m_ended.value(job.value) > m_awaited.value(job.value);
            });
        },
        most);
    for (const JobId job : jobs)
        m_awaited[job.value] = m_ended.value(job.value);
    return ended;
}

bool Harness::runUntilStep(JobId job,
                           const QString &step,
                           const QString &state,
                           std::chrono::seconds most)
{
    return runUntil(
        [&] {
            return std::ranges::any_of(m_steps, [&](const store::TaskEvent &event) {
                return event.jobId == job && event.step == step && event.state == state;
            });
        },
        most);
}

QString Harness::leakedSecret()
{
    QStringList texts;
    const auto add = [&texts](const QString &where, const QString &text) {
        texts += QString(where % u": "_s % text);
    };
    store::JobStore jobs(database());
    store::EventStore events(database());
    const auto rows = jobs.rows(1000);
    if (!rows)
        return toLogString(rows.error());
    for (const store::JobRow &row : *rows) {
        add(u"task"_s, row.job.error);
        const auto items = jobs.items(row.job.id);
        for (const store::Item &item : items.value_or(std::vector<store::Item>()))
            add(u"video"_s, item.error);
        const auto told = events.events(row.job.id);
        for (const store::TaskEvent &event : told.value_or(std::vector<store::TaskEvent>()))
            add(u"step "_s % event.step, event.text);
        const auto evidence = events.evidence(row.job.id);
        for (const store::Evidence &one : evidence.value_or(std::vector<store::Evidence>()))
            add(u"evidence"_s, one.pageText % one.url.toString());
    }
    const auto ledger = store::LedgerStore(database()).rows(1000);
    for (const store::LedgerRow &row : ledger.value_or(std::vector<store::LedgerRow>()))
        add(u"ledger"_s, row.lastError);
    for (const QString &line : log::recent())
        add(u"log"_s, line);
    for (const QString &text : std::as_const(texts)) {
        for (const QString &secret : std::as_const(m_secrets)) {
            if (text.contains(secret))
                return text;
        }
    }
    return {};
}

} // namespace pelorus::test
