// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/threadguard.h"
#include "core/cdp/page_p.h"

using namespace Qt::StringLiterals;

namespace pelorus::cdp {
namespace {

constexpr milliseconds kScreenshot{3000};
// What the database keeps as evidence.
constexpr qsizetype kLargest = 300LL * 1024;

} // namespace

Result<QByteArray> Page::screenshot(const Call &call)
{
    mayBlock("taking a screenshot");
    const Call mine = call.within(kScreenshot);
    QByteArray jpeg;
    for (const int quality : {60, 25}) {
        const auto answer = d->command(
            u"Page.captureScreenshot"_s, {{u"format"_s, u"jpeg"_s}, {u"quality"_s, quality}}, mine);
        if (!answer)
            return fail(answer.error());
        jpeg = QByteArray::fromBase64(answer->value("data"_L1).toString().toLatin1());
        if (jpeg.size() <= kLargest)
            break;
    }
    return jpeg;
}

Result<void> Page::bringToFront(const Call &call)
{
    const auto done = d->command(u"Page.bringToFront"_s, {}, call);
    if (!done)
        return fail(done.error());
    return {};
}

void Page::startScreencast(std::function<void(QByteArray)> onFrame)
{
    d->state->setScreencast(std::move(onFrame));
    d->post(u"Page.startScreencast"_s,
            {{u"format"_s, u"jpeg"_s},
             {u"quality"_s, 50},
             {u"maxWidth"_s, 960},
             {u"maxHeight"_s, 720}});
}

void Page::stopScreencast()
{
    d->post(u"Page.stopScreencast"_s, {});
    d->state->setScreencast({});
}

Result<void> Page::close(const Call &call)
{
    const auto closed
        = d->connection->call(u"Target.closeTarget"_s, {{u"targetId"_s, d->target}}, call);
    if (!closed)
        return fail(closed.error());
    return {};
}

} // namespace pelorus::cdp
