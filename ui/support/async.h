// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>

namespace pelorus::ui {

/// The window's own worker threads: everything that may wait runs here. Lives on the GUI thread.
/// Destroying it asks the running work to stop and waits for it, for what may hang no longer than
/// `hungAfter`; that then keeps its thread until the process ends.
class Workers final
{
public:
    /// What may hang for as long as it likes (a dead network folder), and what must never wait its
    /// turn (the end of the work), have threads of their own.
    enum class Lane { Usual, MayHang, AtOnce };

    explicit Workers(int threads = 4,
                     std::chrono::milliseconds hungAfter = std::chrono::seconds(10));
    ~Workers();
    Workers(const Workers &) = delete;
    Workers &operator=(const Workers &) = delete;

    /// For calls that take a stop token: set when the program closes.
    [[nodiscard]] std::stop_token stopToken() const { return m_stop.get_token(); }

    /// Nothing runs and no answer is on its way.
    [[nodiscard]] bool isIdle() const { return m_home->unanswered == 0; }

    /// Calls `work()` on a worker thread, then `done(its result)` on the GUI thread; `done` is
    /// dropped when `context` has gone meanwhile.
    template <typename Work, typename Done>
    void run(QObject *context, Work work, Done done, Lane lane = Lane::Usual)
    {
        using Answer = std::invoke_result_t<Work>;
        struct State
        {
            Work work;
            Done done;
            QPointer<QObject> context;
            std::optional<Answer> answer;
        };
        auto state = std::make_shared<State>(
            State{std::move(work), std::move(done), context, std::nullopt});
        ++m_home->unanswered;
        // All of it goes back: what `done` holds must not die on the worker's thread.
        pool(lane).start([home = m_home, state = std::move(state)]() mutable {
            state->answer.emplace(state->work());
            home->post([home, state = std::move(state)] {
                --home->unanswered;
                if (home->isOpen && state->context)
                    state->done(std::move(*state->answer));
            });
        });
    }

    /// Calls `done` on the GUI thread when what runs has ended and been answered and the threads
    /// are gone, with all that they kept open. Nobody starts work meanwhile. What hangs is left
    /// behind: nothing that keeps a database open belongs on its lane.
    void drain(QObject *context, std::function<void()> done);

private:
    /// Posts to the GUI thread as long as that end is there.
    class Home final : public QObject
    {
    public:
        void post(std::function<void()> call);

        int unanswered = 0; ///< this and the next on the GUI thread only
        bool isOpen = true;
    };

    QThreadPool &pool(Lane lane) { return *m_pools[size_t(lane)]; }
    /// Returns false when something still hangs.
    bool waitForWork();

    std::array<std::unique_ptr<QThreadPool>, 3> m_pools; ///< by lane
    std::chrono::milliseconds m_hungAfter;
    std::stop_source m_stop;
    std::shared_ptr<Home> m_home;
    std::jthread m_drain;
};

/// Reads the same thing again and again: never twice at once, and requests made during a read lead
/// to one more read. An answer to a question that was replaced meanwhile is dropped. A member of
/// `context`, which must not outlive the workers' use of it.
template <typename T>
class Reader final
{
public:
    using Read = std::function<Result<T>()>;
    using Show = std::function<void(Result<T>)>;

    Reader(Workers &workers, QObject *context, Read read, Show show)
        : m_workers(workers)
        , m_context(context)
        , m_read(std::move(read))
        , m_show(std::move(show))
    {
    }

    void refresh()
    {
        m_wanted = true;
        if (!m_running)
            start();
    }
    /// Another question; what is on its way to the old one is not shown any more, unless both are
    /// about the same row: else a row that changes often would never show a slow answer.
    void ask(Read read, std::optional<qint64> about = std::nullopt)
    {
        m_read = std::move(read);
        if (!about || about != m_about)
            ++m_generation;
        m_about = about;
        refresh();
    }
    /// Shows no answer until the next refresh() or ask().
    void forget()
    {
        ++m_generation;
        m_about.reset();
        m_wanted = false;
    }
    [[nodiscard]] bool isRunning() const { return m_running; }

private:
    void start()
    {
        m_wanted = false;
        m_running = true;
        m_workers.run(m_context, m_read, [this, asked = m_generation](Result<T> answer) {
            m_running = false;
            if (asked == m_generation)
                m_show(std::move(answer));
            if (m_wanted && !m_running)
                start();
        });
    }

    Workers &m_workers;
    QObject *m_context;
    Read m_read;
    Show m_show;
    quint64 m_generation = 0;
    std::optional<qint64> m_about;
    bool m_running = false;
    bool m_wanted = false;
};

} // namespace pelorus::ui
