// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz.h"

#include "core/formats/cookiewriters.h"

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::formats;

namespace {

bool same(const Cookie &one, const Cookie &other, bool sameSite)
{
    return one.name == other.name && one.value.equals(other.value) && one.domain == other.domain
        && one.path == other.path && one.expires == other.expires && one.secure == other.secure
        && one.httpOnly == other.httpOnly && (!sameSite || one.sameSite == other.sameSite);
}

void roundTrip(const Cookies &cookies, CookieFormat format, const CookieReadOptions &options)
{
    const auto written = writeCookies(cookies, format);
    if (!written)
        return; // Netscape has no place for a tab
    const auto again
        = written->reveal([&](const QByteArray &text) { return readCookies(text, options); });
    fuzz::must(again.has_value() && again->cookies.size() == cookies.size(),
               "all cookies come in again");
    for (size_t i = 0; i < cookies.size(); ++i)
        fuzz::must(same(cookies[i], again->cookies[i], format != CookieFormat::Netscape),
                   "a cookie comes in again unchanged");
}

} // namespace

void pelorus::fuzz::read(const QByteArray &input)
{
    const CookieReadOptions options{u".example.com"_s,
                                    QDateTime::fromSecsSinceEpoch(1750000000, Qt::UTC)};
    static_cast<void>(readStoredJson(Secret(QString::fromUtf8(input))));
    const auto report = readCookies(input, options);
    if (!report)
        return must(!report.error().message.isEmpty(), "an error has words");
    for (const Cookie &cookie : report->cookies)
        must(!whyNotSettable(cookie, options.now), "what is read may be set");
    must(readStoredJson(writeNormalJson(report->cookies)).has_value(),
         "what is stored can be read");
    if (report->cookies.empty())
        return;
    for (const CookieFormat format : {CookieFormat::Normal,
                                      CookieFormat::Dolphin,
                                      CookieFormat::Playwright,
                                      CookieFormat::Netscape})
        roundTrip(report->cookies, format, options);
}
