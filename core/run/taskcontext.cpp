// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/taskcontext.h"

#include "core/base/log.h"
#include "core/cdp/page.h"
#include "core/run/durable.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::run {
namespace {

constexpr int kMostEvidenceText = 4000;

/// Nobody can look: by then the profile is closed, so the site is answered in a browser of one's
/// own, and the account goes on when somebody says so.
Error withoutPerson(Error why)
{
    why.message += u' '
        % QCoreApplication::translate("Core",
                                      "Nobody was there to answer in its browser, so the profile "
                                      "is closed and the account paused. Answer the site, resume "
                                      "the account, then try the task again.");
    return why;
}

/// Whoever took over may work in that browser still, so nothing more is done in it.
Error notGivenBack()
{
    return {ErrorKind::NeedsOperator,
            QCoreApplication::translate("Core",
                                        "An operator took over and nobody gave the task back in "
                                        "time, so the profile is closed and the account paused. "
                                        "Look at the account, resume it, then try the task again."),
            {},
            0,
            {},
            {}};
}

} // namespace

TaskContext::TaskContext(Services &services,
                         const store::Claimed &claimed,
                         std::shared_ptr<HeldLease> held)
    : m_services(services)
    , m_job(claimed.job)
    , m_held(std::move(held))
{
}

Call TaskContext::leaseCall() const
{
    const auto left = m_held->deadline() - m_services.clock.sinceBoot();
    return Call::in(std::max(std::chrono::floor<milliseconds>(left), milliseconds(0)));
}

Result<void> TaskContext::checkpoint(std::chrono::seconds spare)
{
    if (auto mine = m_held->check(m_services.clock, spare); !mine)
        return mine;
    if (m_notGivenBack)
        return fail(notGivenBack());
    {
        const std::lock_guard lock(m_mutex);
        if (!m_inHand)
            return {};
    }
    auto back = waitInHand(QCoreApplication::translate(
        "Core", "An operator works in its browser. Give the task back to let it go on."));
    if (back)
        return m_held->check(m_services.clock, spare);
    m_notGivenBack = back.error().kind == ErrorKind::Timeout;
    return m_notGivenBack ? fail(notGivenBack()) : back;
}

bool TaskContext::isInHand() const
{
    const std::lock_guard lock(m_mutex);
    return m_inHand;
}

bool TaskContext::wasTakenOver()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_wasInHand, false);
}

void TaskContext::step(const QString &name, const QString &state, const QString &text, ItemId item)
{
    m_services.events.add({m_job.id, item, name, state, text, {}});
}

void TaskContext::evidence(cdp::Page *page, const QString &step, ItemId item, const QString &seen)
{
    store::Evidence evidence{0, m_job.id, item, step, {}, {}, {}, {}};
    if (page != nullptr) {
        // A stopped task may still be worth a picture, so this has a deadline of its own.
        if (const auto jpeg = page->screenshot(Call::in(3s)); jpeg && jpeg->size() <= 300LL * 1024)
            evidence.jpeg = *jpeg;
        if (const auto text = page->text(kMostEvidenceText, Call::in(2s)))
            evidence.pageText = instagram::scrubbed(*text);
        if (const auto url = page->url(Call::in(2s)))
            evidence.url = url->adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment);
    }
    // Of a page that is not as we know it: headings and the names of buttons, for the site map.
    if (!seen.isEmpty())
        evidence.pageText += u"\n\n"_s % instagram::scrubbed(seen);
    const auto saved = store::EventStore(m_services.database).addEvidence(evidence);
    if (!saved)
        log::warn("run", u"evidence not saved: "_s % toLogString(saved.error()));
}

Result<void> TaskContext::waitForOperator(const Error &why)
{
    if (!m_services.operatorPresent || m_services.settings.headless)
        return fail(withoutPerson(why));
    if (auto mine = m_held->check(m_services.clock); !mine)
        return mine;
    {
        const std::lock_guard lock(m_mutex);
        m_inHand = true;
    }
    const QString asked
        = why.message % u' '
        % QCoreApplication::translate(
              "Core", "Take over and answer it in the browser, then give the task back.");
    auto back = waitInHand(asked);
    if (!back && back.error().kind == ErrorKind::Timeout)
        return fail(withoutPerson(why));
    return back;
}

Result<void> TaskContext::waitInHand(const QString &text)
{
    store::JobStore jobs(m_services.database);
    const auto show = [&](store::JobState state, const QString &why) {
        return untilWritten(u"job state"_s, leaseCall(), [&] {
            return jobs.setJobState(lease(), m_job.id, state, why);
        });
    };
    if (auto set = show(store::JobState::NeedsOperator, text); !set)
        return set;
    step(u"operator"_s, u"started"_s, text);
    auto back = waitForHandBack(m_services.settings.operatorWait);
    if (!back && back.error().kind != ErrorKind::Timeout)
        return back;
    if (auto set = show(store::JobState::Running, {}); !set)
        return set;
    if (back)
        step(u"operator"_s, u"done"_s);
    else
        step(u"operator"_s, u"failed"_s, back.error().message);
    return back;
}

Result<void> TaskContext::waitForHandBack(milliseconds most)
{
    std::unique_lock lock(m_mutex);
    const Deadline deadline = Deadline::in(most);
    const bool back
        = m_handed.wait_until(lock, m_held->token(), deadline.at(), [this] { return !m_inHand; });
    m_wasInHand = true;
    if (back)
        return {};
    m_inHand = false;
    if (m_held->token().stop_requested()) {
        lock.unlock();
        return m_held->check(m_services.clock);
    }
    return fail(ErrorKind::Timeout,
                QCoreApplication::translate("Core", "Nobody gave the task back in time."));
}

void TaskContext::takeOver()
{
    if (m_services.settings.headless) {
        step(u"operator"_s,
             u"failed"_s,
             QCoreApplication::translate(
                 "Core",
                 "Nobody can take this task over: its browser on %1 shows no window. Turn “Start "
                 "browsers without a window” off in the settings there, then start the task again.")
                 .arg(m_services.settings.machine));
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_inHand = true;
        m_wasInHand = true;
    }
    const std::lock_guard lock(m_pageMutex);
    if (m_page == nullptr)
        return;
    if (const auto front = m_page->bringToFront(Call::in(3s)); !front)
        log::warn("run", u"browser not brought to the front: "_s % toLogString(front.error()));
}

void TaskContext::giveBack()
{
    const std::lock_guard lock(m_mutex);
    m_inHand = false;
    m_handed.notify_all();
}

void TaskContext::setPage(cdp::Page *page)
{
    const std::lock_guard lock(m_pageMutex);
    if (m_page != nullptr && m_onFrame)
        m_page->stopScreencast();
    m_page = page;
    if (m_page != nullptr && m_onFrame)
        m_page->startScreencast(m_onFrame);
}

void TaskContext::watch(std::function<void(QByteArray)> onFrame)
{
    const std::lock_guard lock(m_pageMutex);
    if (m_page != nullptr && m_onFrame)
        m_page->stopScreencast();
    m_onFrame = std::move(onFrame);
    if (m_page != nullptr && m_onFrame)
        m_page->startScreencast(m_onFrame);
}

void TaskContext::stopWatching()
{
    watch({});
}

} // namespace pelorus::run
