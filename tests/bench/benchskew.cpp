// SPDX-License-Identifier: GPL-3.0-or-later
//
// The peers' lock_skew.py with our leases: four servers with wrong clocks and pauses on three
// accounts. Do two ever act on one account at once, and does a former holder's write get through?
#include "core/run/leasekeeper.h"
#include "core/store/fence.h"
#include "tests/bench/benchqueue.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <mutex>
#include <random>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr auto kTtl = 1s;
constexpr auto kMargin = 200ms; // the keeper's, at this TTL
constexpr int kAccounts = 3;
constexpr std::array kOffsets{0ms, 0ms, 600ms, -600ms};

/// The time of day of a machine that is set wrong; what is since the boot is right everywhere.
class SkewedClock final : public Clock
{
public:
    explicit SkewedClock(milliseconds offset)
        : m_offset(offset)
    {
    }
    [[nodiscard]] QDateTime nowUtc() const override
    {
        return m_clock.nowUtc().addMSecs(m_offset.count());
    }
    [[nodiscard]] std::chrono::nanoseconds sinceBoot() const override
    {
        return m_clock.sinceBoot();
    }

private:
    SystemClock m_clock;
    milliseconds m_offset;
};

struct Action
{
    int account;
    int server;
    Steady::time_point from;
    Steady::time_point to;
};

struct Counts
{
    std::atomic<int> acquired = 0;
    std::atomic<int> pauses = 0;
    std::atomic<int> selfStopped = 0;
    std::atomic<int> refused = 0;
    std::mutex mutex;
    std::vector<Action> actions;
};

/// A fenced write that remembers what it was let through with.
Result<void> writeFenced(const store::DatabasePtr &db, const store::Lease &lease)
{
    return db->priv().write([&](store::Connection &connection) -> Result<void> {
        if (auto mine = store::fence(connection, lease); !mine)
            return mine;
        store::Query query(connection,
                           u"INSERT INTO posted (account_id, token, lease_token) SELECT account_id,"
                           " :token, token FROM pelorus_lease WHERE account_id = :account"_s);
        return query.bind(u":token"_s, lease.token)
            .bind(u":account"_s, lease.accountId.value)
            .run();
    });
}

class Server final
{
public:
    Server(const store::DatabasePtr &db, int number, Counts &counts)
        : m_db(db)
        , m_jobs(db)
        , m_number(number)
        , m_counts(counts)
        , m_clock(kOffsets[size_t(number)])
        , m_random(unsigned(number * 7 + 3))
    {
    }

    void runUntil(Steady::time_point end)
    {
        const store::ConnectionScope connections;
        while (Steady::now() < end) {
            auto request = claimRequest(m_number);
            request.ttl = kTtl;
            request.among = {JobId{std::uniform_int_distribution<qint64>(1, kAccounts)(m_random)}};
            const auto asked = m_clock.sinceBoot();
            const auto claimed = need(m_jobs.claim(request));
            if (!claimed) {
                // The queue's own way back from a holder that vanished.
                static_cast<void>(need(m_jobs.recoverStale()));
                execute(m_db,
                        u"UPDATE pelorus_job SET run_after = {now}, state = 'PENDING' WHERE state"
                        " NOT IN ('RUNNING', 'NEEDS_OPERATOR')"_s); // no rest, no last try
                static_cast<void>(sleepFor(milliseconds(10 + int(20 * chance())), Call{}));
                continue;
            }
            ++m_counts.acquired;
            work(*claimed, asked);
        }
    }

private:
    double chance() { return std::uniform_real_distribution<>(0, 1)(m_random); }

    void work(const store::Claimed &claimed, std::chrono::nanoseconds asked)
    {
        run::HeldLease held(claimed.lease, claimed.job.id, asked + kTtl - kMargin);
        auto renewed = asked;
        const int steps = std::uniform_int_distribution<>(3, 30)(m_random);
        for (int step = 0; step < steps; ++step) {
            if (chance() < 0.03) {
                ++m_counts.pauses;
                static_cast<void>(sleepFor(1800ms, Call{})); // the whole machine stands still
            }
            if (!held.check(m_clock)) {
                ++m_counts.selfStopped;
                return;
            }
            if (m_clock.sinceBoot() - renewed > std::chrono::nanoseconds(kTtl) / 4) {
                renewed = m_clock.sinceBoot();
                if (!m_jobs.renew(claimed.lease, kTtl)) {
                    ++m_counts.refused;
                    return;
                }
                held.extend(renewed + kTtl - kMargin);
                if (!held.check(m_clock)) {
                    ++m_counts.selfStopped;
                    return;
                }
            }
            const auto from = Steady::now();
            static_cast<void>(sleepFor(8ms, Call{}));
            {
                const std::lock_guard lock(m_counts.mutex);
                m_counts.actions.push_back(
                    {int(claimed.lease.accountId.value), m_number, from, Steady::now()});
            }
            if (chance() < 0.2 && !writeFenced(m_db, claimed.lease)) {
                ++m_counts.refused;
                return;
            }
        }
        store::JobOutcome again;
        again.state = store::JobState::Pending;
        again.runAgainIn = 0ms;
        if (!m_jobs.finish(claimed.lease, claimed.job.id, again))
            ++m_counts.refused;
    }

    const store::DatabasePtr &m_db;
    store::JobStore m_jobs;
    int m_number;
    Counts &m_counts;
    SkewedClock m_clock;
    std::mt19937 m_random;
};

int overlaps(const std::vector<Action> &actions)
{
    int found = 0;
    for (size_t i = 0; i < actions.size(); ++i) {
        for (size_t k = i + 1; k < actions.size(); ++k) {
            const Action &a = actions[i];
            const Action &b = actions[k];
            found
                += a.account == b.account && a.server != b.server && a.from < b.to && b.from < a.to;
        }
    }
    return found;
}

} // namespace

QJsonObject skew(const Secret &url, int seconds)
{
    const auto db = need(store::Database::open(url, store::Role::Viewer));
    addJobs(db, u"k"_s, kAccounts);
    execute(db,
            u"CREATE TABLE posted (id bigserial PRIMARY KEY, account_id bigint, token bigint,"
            " lease_token bigint)"_s);
    Counts counts;
    const auto end = Steady::now() + std::chrono::seconds(seconds);
    std::vector<std::thread> threads;
    for (int i = 0; i < int(kOffsets.size()); ++i)
        threads.emplace_back([&, i] { Server(db, i, counts).runUntil(end); });
    for (std::thread &thread : threads)
        thread.join();
    return {{u"acquired"_s, counts.acquired.load()},
            {u"actions"_s, int(counts.actions.size())},
            {u"pauses"_s, counts.pauses.load()},
            {u"self_stopped"_s, counts.selfStopped.load()},
            {u"refused"_s, counts.refused.load()},
            {u"writes"_s, number(db, u"SELECT count(*) FROM posted"_s)},
            {u"overlaps"_s, overlaps(counts.actions)},
            {u"stale_writes"_s,
             number(db, u"SELECT count(*) FROM posted WHERE token <> lease_token"_s)}};
}

} // namespace pelorus::bench
