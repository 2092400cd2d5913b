// SPDX-License-Identifier: GPL-3.0-or-later
// The one click, and what the site says to it.
#include "core/base/threadguard.h"
#include "core/instagram/site.h"
#include "core/instagram/site_p.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::instagram {

Result<Shared> Site::share(const std::function<Result<void>()> &gate,
                           const std::function<void()> &clicked,
                           const Call &call)
{
    mayBlock("sharing a post");
    Driver &driver = d->driver;
    driver.begin(u"share"_s);
    const QString what = QCoreApplication::translate("Core", "its Share button");
    bool passed = false;
    const auto guarded = [&]() -> Result<void> {
        auto open = gate();
        passed = open.has_value();
        return open;
    };
    for (const Call mine = call.within(driver.time("transition"));;) {
        const auto ready
            = driver.until({Driver::ready(u"share"_s)}, driver.time("transition"), what, mine);
        if (!ready)
            return fail(ready.error());
        if (auto paused = driver.pause(call); !paused)
            return fail(paused.error());
        // Last look: the suggestions' list or a late script may have changed the text.
        if (auto still = d->checkCaption(d->caption, call); !still)
            return fail(still.error());
        if (auto listening = driver.ask(u"listen"_s, {}, call); !listening)
            return fail(listening.error());
        const auto done = driver.page().clickGuarded(Driver::findFunction(),
                                                     Driver::finding(u"share"_s),
                                                     guarded,
                                                     call.within(driver.time("click")));
        if (done)
            break;
        if (passed) // whether the button went down is not known
            return Shared{ShareResult::Unknown, done.error().message, {}, {}};
        if (done.error().kind != ErrorKind::Conflict || mine.deadline.expired())
            return fail(done.error());
        driver.note(u"Share was covered"_s);
        if (auto uncovered = driver.uncover(call); !uncovered)
            return fail(uncovered.error());
    }
    clicked();
    driver.end();

    driver.begin(u"confirm"_s);
    auto heard = d->hearOutcome(call);
    if (!heard)
        return heard;
    if (heard->result == ShareResult::Confirmed) {
        // The confirmation goes by itself, too: that Done cannot be pressed any more is no error.
        const Call closing = call.within(driver.time("closing"));
        const auto open = driver.has(u"done"_s, closing);
        if (open && *open)
            static_cast<void>(
                driver.page().click(Driver::findFunction(), Driver::finding(u"done"_s), closing));
    }
    driver.end();
    return heard;
}

Result<Shared> Site::Private::hearOutcome(const Call &call)
{
    const Call mine = call.within(driver.options().confirmationWithin);
    for (;;) {
        const auto heard = driver.await(u"outcome"_s, {}, mine);
        if (!heard) {
            const Error &error = heard.error();
            if (error.kind == ErrorKind::Cancelled)
                return fail(error);
            if (error.kind != ErrorKind::Timeout)
                return Shared{ShareResult::Unknown, error.message, {}, {}};
            return Shared{ShareResult::Unknown,
                          QCoreApplication::translate(
                              "Core", "The site neither confirmed nor refused the post in time."),
                          {},
                          {}};
        }
        const QString kind = (*heard)["kind"_L1].toString();
        const QString text = scrubbed((*heard)["text"_L1].toString());
        if (kind == "outcome"_L1) {
            const bool confirmed = (*heard)["result"_L1] == "confirmed"_L1;
            driver.note(QString((confirmed ? u"confirmed: "_s : u"refused: "_s) % text));
            return Shared{confirmed ? ShareResult::Confirmed : ShareResult::Refused,
                          text,
                          QUrl((*heard)["link"_L1].toString()),
                          {}};
        }
        if (kind == "dialog"_L1) {
            if (const auto cleared = driver.clear(*heard, mine);
                cleared || cleared.error().kind == ErrorKind::Timeout)
                continue;
            else if (cleared.error().kind == ErrorKind::Cancelled)
                return fail(cleared.error());
        }
        driver.note(QString(kind % u": "_s % text));
        const QString landing = (*heard)["landing"_L1].toString(u"unknown_dialog"_s);
        return Shared{ShareResult::Unknown, text, {}, landingFromName(landing)};
    }
}

} // namespace pelorus::instagram
