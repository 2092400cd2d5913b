// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/eventsink.h"

#include "core/base/log.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::run {
namespace {

/// More than this waits only while the database is away; the oldest are then given up.
constexpr size_t kMostWaiting = 5000;

} // namespace

EventSink::EventSink(store::DatabasePtr database, OnEvent onEvent)
    : m_events(std::move(database))
    , m_onEvent(std::move(onEvent))
    , m_thread([this](const std::stop_token &stop) { loop(stop); })
{
}

EventSink::~EventSink()
{
    m_thread.request_stop();
    m_thread.join();
    flush();
}

void EventSink::add(store::TaskEvent event)
{
    if (!event.at.isValid())
        event.at = QDateTime::currentDateTimeUtc();
    if (m_onEvent)
        m_onEvent(event);
    const std::lock_guard lock(m_mutex);
    m_waiting.push_back(std::move(event));
    m_wake.notify_one();
}

void EventSink::flush()
{
    const std::lock_guard writing(m_writing); // keeps batches in order
    std::vector<store::TaskEvent> batch;
    {
        const std::lock_guard lock(m_mutex);
        batch.swap(m_waiting);
    }
    if (batch.empty())
        return;
    if (const auto written = m_events.append(batch); !written) {
        log::warn("run", u"step events not written yet: "_s % toLogString(written.error()));
        const std::lock_guard lock(m_mutex);
        m_waiting.insert(m_waiting.begin(),
                         std::make_move_iterator(batch.begin()),
                         std::make_move_iterator(batch.end()));
        if (m_waiting.size() > kMostWaiting)
            m_waiting.erase(m_waiting.begin(), m_waiting.end() - qsizetype(kMostWaiting));
    }
}

void EventSink::loop(const std::stop_token &stop)
{
    const store::ConnectionScope connections;
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return !m_waiting.empty(); }))
                return;
            // Gather what a step brings along before paying for a transaction.
            m_wake.wait_for(lock, stop, 300ms, [] { return false; });
        }
        flush();
    }
}

} // namespace pelorus::run
