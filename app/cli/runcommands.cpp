// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

#include "core/base/inbox.h"
#include "core/base/log.h"
#include "core/run/engine.h"

#include <QCoreApplication>
#include <QTimer>

#include <condition_variable>
#include <mutex>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::cli {
namespace {

/// How long "nothing can be claimed" (Dolphin closed, wrong token) may stand before --until-idle
/// gives up with its sentence.
constexpr milliseconds kPatience = 5s;

/// Runs the engine on the main thread's event loop and waits here, on the command's thread.
class EngineRun final
{
public:
    EngineRun(Context &context, const store::DatabasePtr &database, bool untilIdle)
        : m_context(context)
        , m_database(database)
        , m_untilIdle(untilIdle)
    {
        m_main.moveToThread(qApp->thread());
        m_main.run([this] {
            m_engine = std::make_unique<run::Engine>(
                m_context.settings, m_database, m_network, m_clock, false);
            connectSignals();
            m_engine->start();
        });
    }

    int wait()
    {
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, m_context.stop, [this] { return m_idle || !m_blocked.isEmpty(); });
        }
        m_main.run([this] { m_engine->stop(6min); });
        m_main.run([this] { m_engine.reset(); });
        const auto commits = m_database->commits();
        log::info("run",
                  u"%1 durable and %2 relaxed commits since the start"_s.arg(commits.durable)
                      .arg(commits.relaxed));
        if (!m_blocked.isEmpty() && m_untilIdle)
            return failed(m_context, Error{ErrorKind::Unsupported, m_blocked, {}, 0, {}, {}});
        if (m_published == 0 && m_failed > 0)
            return kFailed;
        return m_failed > 0 ? kInPart : kDone;
    }

private:
    void connectSignals()
    {
        QObject::connect(m_engine.get(),
                         &run::Engine::stepped,
                         qApp,
                         [this](const store::TaskEvent &event) { onStep(event); });
        QObject::connect(m_engine.get(), &run::Engine::idle, qApp, [this] {
            if (!m_untilIdle)
                return;
            const std::lock_guard lock(m_mutex);
            m_idle = true;
            m_changed.notify_all();
        });
        QObject::connect(m_engine.get(),
                         &run::Engine::statusChanged,
                         qApp,
                         [this](const run::EngineStatus &status) { onStatus(status); });
    }

    void onStep(const store::TaskEvent &event)
    {
        if (event.step == "video"_L1 && event.state == "done"_L1)
            ++m_published;
        if (event.step == "video"_L1 && event.state == "failed"_L1)
            ++m_failed;
        printLine(m_context,
                  {{u"job"_s, event.jobId.value},
                   {u"item"_s, event.itemId.value},
                   {u"step"_s, event.step},
                   {u"state"_s, event.state},
                   {u"text"_s, event.text},
                   {u"at"_s, event.at.toString(Qt::ISODateWithMs)}},
                  u"%1  job %2  %3 %4  %5"_s.arg(event.at.toLocalTime().toString(u"HH:mm:ss"_s))
                      .arg(event.jobId.value)
                      .arg(event.step, event.state, event.text));
    }

    void onStatus(const run::EngineStatus &status)
    {
        if (status.waitingBecause != m_said) {
            m_said = status.waitingBecause;
            if (!m_said.isEmpty())
                std::fprintf(stderr, "%s\n", m_said.toUtf8().constData());
        }
        if (!m_untilIdle || m_said.isEmpty() || status.running > 0)
            return;
        QTimer::singleShot(kPatience, m_engine.get(), [this, said = m_said] {
            if (m_engine->status().waitingBecause != said || m_engine->status().running > 0)
                return;
            const std::lock_guard lock(m_mutex);
            m_blocked = said;
            m_changed.notify_all();
        });
    }

    Context &m_context;
    store::DatabasePtr m_database;
    bool m_untilIdle;
    net::Network m_network;
    SystemClock m_clock;
    Inbox m_main;                          // lives on the main thread
    std::unique_ptr<run::Engine> m_engine; // the same
    QString m_said;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_idle = false;
    QString m_blocked;
    int m_published = 0;
    int m_failed = 0;
};

int run(Context &context)
{
    const Arguments &arguments = context.arguments;
    if (arguments.has(u"concurrency"_s)) {
        bool isNumber = false;
        const int limit = arguments.value(u"concurrency"_s).toInt(&isNumber);
        if (!isNumber || limit < 1 || limit > 100) {
            return usage(
                context,
                QCoreApplication::translate("Core", "--concurrency takes a number from 1 to 100."));
        }
        context.settings.concurrencyLimit = limit;
    }
    if (const auto token = context.needDolphinToken(); !token)
        return failed(context, token.error());
    const auto database = context.database(store::Role::Runner);
    if (!database)
        return failed(context, database.error());
    return EngineRun(context, *database, arguments.has(u"until-idle"_s)).wait();
}

} // namespace

std::vector<Command> runCommands()
{
    return {{u"run"_s,
             u"[--until-idle] [--concurrency N]"_s,
             run,
             {.valued = {u"concurrency"_s}, .flags = {u"until-idle"_s}}}};
}

} // namespace pelorus::cli
