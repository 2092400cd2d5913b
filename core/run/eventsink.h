// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/stores.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace pelorus::run {

/// Collects step events of all tasks and writes them in batches, so that steps cost no commit each.
/// `onEvent` is told at once, on the caller's thread. Thread-safe.
class EventSink final
{
public:
    using OnEvent = std::function<void(const store::TaskEvent &)>;

    EventSink(store::DatabasePtr database, OnEvent onEvent);
    ~EventSink();
    EventSink(const EventSink &) = delete;
    EventSink &operator=(const EventSink &) = delete;

    void add(store::TaskEvent event);
    /// Writes what is waiting, now, on this thread (before a job is finished).
    void flush();

private:
    void loop(const std::stop_token &stop);

    store::EventStore m_events;
    OnEvent m_onEvent;
    std::mutex m_mutex;
    std::mutex m_writing;
    std::condition_variable_any m_wake;
    std::vector<store::TaskEvent> m_waiting;
    std::jthread m_thread;
};

} // namespace pelorus::run
