// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/net/network.h"
#include "core/run/engine.h"
#include "core/settings/settings.h"
#include "core/store/stores.h"
#include "tests/support/standin.h"
#include "tests/support/testdatabase.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace pelorus::test {

/// The system's clock, which a test may set forward.
class TestClock final : public Clock
{
public:
    [[nodiscard]] QDateTime nowUtc() const override
    {
        return m_system.nowUtc().addMSecs(m_ahead.load().count());
    }
    [[nodiscard]] std::chrono::nanoseconds sinceBoot() const override
    {
        return m_system.sinceBoot() + m_ahead.load();
    }
    void advance(milliseconds time) { m_ahead = m_ahead.load() + time; }

private:
    SystemClock m_system;
    std::atomic<milliseconds> m_ahead{milliseconds(0)};
};

enum class Browser {
    Chromium, ///< real: whole jobs (tests that use it take the lock "chromium")
    Stub      ///< answers a little CDP, has no page: for what ends before the site is open
};

enum class SignIn { Cookies, Password, Totp };

struct AccountOptions
{
    SignIn signIn = SignIn::Cookies;
    QJsonObject scenario{}; ///< of the site: tests/standin/site/README.md
    QString proxyHost{};    ///< a proxy of its own with this host; empty for none
};

/// How one account's job stands, as an operator sees it.
struct JobFacts
{
    QString state; ///< the word of pelorus_job
    QString error; ///< what the operator reads
    QString errorClass;
    QString filesMissingOn; ///< while it waits
    int attempts = 0;
    QStringList items; ///< the words of its videos, in order
    QStringList itemErrors;
    QStringList links;
};

/// A whole Pelorus for one test: the stand-in in a process of its own, a throw-away database, media
/// and data folders, and the engine in this process on the test's event loop. Times are short.
/// Everything blocks the test's thread, which is not named the GUI thread.
class Harness final
{
public:
    /// `engine`: sqlite or postgresql. `environment` is laid over what the harness sets; "{port}"
    /// in it becomes the Local API's port. A Viewer leaves the work to another process.
    explicit Harness(const QString &engine = QStringLiteral("sqlite"),
                     Browser browser = Browser::Chromium,
                     const QHash<QString, QString> &environment = {},
                     store::Role role = store::Role::Runner);
    ~Harness();
    Harness(const Harness &) = delete;
    Harness &operator=(const Harness &) = delete;

    /// Why it cannot be used; empty when it can. First thing to check in a test.
    [[nodiscard]] const QString &problem() const
    {
        return m_problem.isEmpty() ? m_standin.problem() : m_problem;
    }

    /// Also what the stand-in says.
    [[nodiscard]] StandIn &standin() { return m_standin; }

    // Accounts and videos.
    /// Known to the site, and to the database with all that the way of signing in needs.
    AccountId addAccount(const QString &name, const AccountOptions &options = {});
    [[nodiscard]] AccountId account(const QString &name) const { return m_accounts.value(name); }
    /// A playable file in MEDIA_ROOT, different from all others; `size` pads it (0: as small as it
    /// is). Returns its path.
    QString makeVideo(const QString &name, qint64 size = 0);
    [[nodiscard]] static QByteArray sha256(const QString &path);

    // Tasks.
    /// Each video on each account, as the wizard and the command line plan it. What the plan
    /// refuses is in planProblems().
    BulkTaskId
    createBulk(const QStringList &accounts, const QStringList &videos, const QString &caption = {});
    [[nodiscard]] const QStringList &planProblems() const { return m_planProblems; }
    [[nodiscard]] JobId job(BulkTaskId bulk, const QString &account);
    [[nodiscard]] JobFacts facts(JobId job);
    /// State and steps in many lines, for a failed test.
    [[nodiscard]] QString story(JobId job);
    /// Makes a job that waits to be run again due now; `in` later, so that it does not go by itself
    /// however slow the machine is.
    void makeDue(JobId job, std::chrono::hours in = {});
    /// Number of stored cookie versions, and how many cookies are stored now.
    [[nodiscard]] int cookieVersions(const QString &account);
    [[nodiscard]] store::StoredCookies cookies(const QString &account);

    // The engine.
    /// `through`: another handle on the same database.
    void startEngine(bool operatorPresent = false, const store::DatabasePtr &through = {});
    void stopEngine();
    /// After a task was made or changed behind the harness.
    void wake();
    [[nodiscard]] run::Engine &engine() { return *m_engine; }
    /// Runs the event loop until nothing runs and nothing is due; false when the deadline came
    /// first (under a sanitizer later, as ctest's own). Jobs that wait to be run again keep it from
    /// being idle: see runUntilEnded().
    [[nodiscard]] bool runUntilIdle(std::chrono::seconds most = std::chrono::seconds(120));
    /// Until each of these has ended a run (again, if it had ended one before).
    [[nodiscard]] bool runUntilEnded(const std::vector<JobId> &jobs,
                                     std::chrono::seconds most = std::chrono::seconds(120));
    /// Until `done`, which is asked after each signal of the engine and now and then.
    [[nodiscard]] bool runUntil(const std::function<bool()> &done,
                                std::chrono::seconds most = std::chrono::seconds(120));
    /// Until a step of that job was heard of, since the engine started.
    [[nodiscard]] bool runUntilStep(JobId job,
                                    const QString &step,
                                    const QString &state,
                                    std::chrono::seconds most = std::chrono::seconds(60));
    [[nodiscard]] const std::vector<store::TaskEvent> &steps() const { return m_steps; }

    /// Everything that people can read of the jobs (errors, steps, evidence, ledger, log), to be
    /// searched; empty when no secret of this harness is in it, else where it is.
    [[nodiscard]] QString leakedSecret();

    [[nodiscard]] const settings::Settings &settings() const { return *m_settings; }
    /// The environment that gives a pelorus-cli process the same settings.
    [[nodiscard]] const QHash<QString, QString> &environment() const { return m_environment; }
    [[nodiscard]] const QString &databaseUrl() const { return m_database->url(); }
    [[nodiscard]] const store::DatabasePtr &database() const { return **m_database; }
    [[nodiscard]] TestClock &clock() { return m_clock; }
    [[nodiscard]] net::Network &network() { return m_network; }
    [[nodiscard]] QString folder(const QString &name) const { return m_folder.filePath(name); }

    static inline const QString kTotp = QStringLiteral("JBSWY3DPEHPK3PXP");

private:
    void setUp(const QString &engine,
               Browser browser,
               const QHash<QString, QString> &environment,
               store::Role role);
    void note(const QString &problem);
    template <typename T>
    T valueOr(const Result<T> &result, T other);

    QTemporaryDir m_folder;
    QString m_problem;
    StandIn m_standin;
    std::optional<TestDatabase> m_database;
    QHash<QString, QString> m_environment;
    std::optional<settings::Settings> m_settings;
    net::Network m_network;
    TestClock m_clock;
    std::unique_ptr<run::Engine> m_engine;
    std::vector<store::TaskEvent> m_steps;
    QHash<qint64, int> m_ended;   ///< job → how many of its runs ended
    QHash<qint64, int> m_awaited; ///< the same as runUntilEnded() left it
    bool m_idle = false;
    std::function<void()> m_onSignal;
    QHash<QString, AccountId> m_accounts;
    QStringList m_planProblems;
    QStringList m_secrets;
    int m_videos = 0;
};

} // namespace pelorus::test
