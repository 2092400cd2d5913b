// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instagram/site.h"

#include "core/base/threadguard.h"
#include "core/instagram/site_p.h"

using namespace Qt::StringLiterals;

namespace pelorus::instagram {
namespace {

constexpr int kMostAnswers = 8;

} // namespace

Site::Site(cdp::Page &page,
           const SiteMap &map,
           Options options,
           std::function<void(const StepEvent &)> onStep)
    : d(std::make_unique<Private>(page, map, std::move(options), std::move(onStep)))
{
}

Site::~Site() = default;

Result<Observation> Site::Private::land(const QString &question,
                                        const QJsonObject &argument,
                                        milliseconds within,
                                        const Call &call)
{
    const Call mine = call.within(within);
    const auto observed = [&](Landing landing, const QString &text) -> Result<Observation> {
        const auto url = driver.page().url(call.within(driver.time("click")));
        return Observation{landing, scrubbed(text), url ? *url : QUrl()};
    };
    for (int answers = 0;; ++answers) {
        const auto seen = driver.await(question, argument, mine);
        if (!seen) {
            if (seen.error().kind != ErrorKind::Timeout || !call.check())
                return fail(seen.error());
            // What a step was told to look past is the answer when nothing else came.
            const auto still = driver.ask(u"landing"_s, {}, call);
            if (still && (*still)["kind"_L1] == "state"_L1)
                return observed(landingFromName((*still)["landing"_L1].toString()),
                                (*still)["text"_L1].toString());
            const Error nothing = driver.unexpected(u"the page"_s, u"missing"_s, call);
            return observed(Landing::Broken, nothing.detail.left(300));
        }
        const QString kind = (*seen)["kind"_L1].toString();
        const QString text = (*seen)["text"_L1].toString();
        if (kind == "state"_L1)
            return observed(landingFromName((*seen)["landing"_L1].toString()), text);
        if (kind == "refused"_L1)
            return fail(ErrorKind::Auth, scrubbed(text));
        if (kind == "dialog"_L1 && answers < kMostAnswers) {
            if (const auto cleared = driver.clear(*seen, mine); !cleared) {
                if (cleared.error().kind != ErrorKind::NeedsOperator)
                    return fail(cleared.error());
                return observed(Landing::UnknownDialog, text);
            }
            continue;
        }
        driver.note(u"unknown dialog: "_s % text);
        return observed(Landing::UnknownDialog, text);
    }
}

Result<Observation> Site::open(const Call &call)
{
    mayBlock("opening the site");
    d->driver.begin(u"open"_s);
    if (const auto opened = d->driver.page().navigate(d->driver.options().siteUrl, call); !opened)
        return fail(opened.error());
    auto seen = d->land(u"landing"_s, {}, d->driver.time("settle"), call);
    if (seen && seen->landing == Landing::Broken) {
        d->driver.note(u"reloaded"_s);
        if (const auto paused = d->driver.pause(call); !paused)
            return fail(paused.error());
        if (const auto again = d->driver.page().reload(call); !again)
            return fail(again.error());
        seen = d->land(u"landing"_s, {}, d->driver.time("settle"), call);
    }
    if (!seen)
        return seen;
    d->driver.note(landingName(seen->landing));
    d->driver.end();
    return seen;
}

Result<Observation> Site::observe(const Call &call)
{
    mayBlock("looking at the site");
    return d->land(u"landing"_s, {}, d->driver.time("settle"), call);
}

} // namespace pelorus::instagram
