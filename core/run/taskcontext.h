// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/services.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace pelorus::cdp {
class Page;
}

namespace pelorus::run {

/// One running task as its steps see it: may I go on, what happened, and the operator's hand. Made
/// by the runner; used by the task's thread, except take/give back, which any thread may call.
class TaskContext final
{
public:
    TaskContext(Services &services, const store::Claimed &claimed, std::shared_ptr<HeldLease> held);

    [[nodiscard]] Services &services() const { return m_services; }
    [[nodiscard]] const store::Job &job() const { return m_job; }
    [[nodiscard]] const store::Lease &lease() const { return m_held->lease(); }
    [[nodiscard]] HeldLease &held() const { return *m_held; }

    /// A call that ends with the task.
    [[nodiscard]] Call call(milliseconds time) const { return Call::in(time, m_held->token()); }
    /// For writing down what has happened: to the end of the lease, also when asked to stop.
    [[nodiscard]] Call leaseCall() const;
    /// Before each action in the browser: the lease stands with `spare` to go, nobody asked to
    /// stop, and no operator has the browser in hand (then this waits for the hand back).
    /// NeedsOperator when it was not given back in time, then and at every later question.
    [[nodiscard]] Result<void> checkpoint(std::chrono::seconds spare = std::chrono::seconds(2));
    /// Whether an operator has the browser in hand right now; does not wait.
    [[nodiscard]] bool isInHand() const;
    /// Whether an operator had the browser since the last question: the page may be anywhere.
    [[nodiscard]] bool wasTakenOver();

    void
    step(const QString &name, const QString &state, const QString &text = {}, ItemId item = {});
    /// Screenshot, text and address of the page, and `seen`, what an error's detail says of it;
    /// without e-mail addresses, telephone numbers and tokens. Failures are only logged.
    void evidence(cdp::Page *page, const QString &step, ItemId item = {}, const QString &seen = {});

    /// The task needs a person. With one at this machine: state NEEDS_OPERATOR, the browser stays
    /// open until giveBack() (success), the wait's end (the same error) or a stop. Else the error
    /// at once.
    [[nodiscard]] Result<void> waitForOperator(const Error &why);

    /// From the window: bring the browser to the front and hold the task.
    void takeOver();
    void giveBack();
    /// The page that takeOver() brings to the front and the live picture shows. Null when none.
    void setPage(cdp::Page *page);
    void watch(std::function<void(QByteArray)> onFrame);
    void stopWatching();

private:
    /// Told to everybody: the task shows as NEEDS_OPERATOR meanwhile, so that it can be given back.
    [[nodiscard]] Result<void> waitInHand(const QString &text);
    [[nodiscard]] Result<void> waitForHandBack(milliseconds most);

    Services &m_services;
    store::Job m_job;
    std::shared_ptr<HeldLease> m_held;
    bool m_notGivenBack = false; ///< nor will it be: the session ends
    std::mutex m_pageMutex;      ///< guards the pointer and its use from the window's side
    cdp::Page *m_page = nullptr;
    std::function<void(QByteArray)> m_onFrame;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_handed;
    bool m_inHand = false;
    bool m_wasInHand = false;
};

} // namespace pelorus::run
