// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/fingerprints.h"

#include "tests/standin/apihost.h"

namespace pelorus::standin {

using namespace Qt::StringLiterals;

void answerTooMany(const World &world, const ApiCall &call, qint64 wait)
{
    Headers headers;
    if (world.knobs.flag("retryAfter"))
        headers.emplaceBack("Retry-After", QByteArray::number((wait + 999) / 1000));
    call.exchange->respondJson(429, QJsonObject{{u"message"_s, u"Too Many Attempts."_s}}, headers);
}

void serveFingerprint(World &world, const ApiCall &call, const QString &what)
{
    const auto notFound = [&] {
        call.answer(404,
                    errorBody(world.knobs, u"E_NOT_FOUND"_s, u"E_NOT_FOUND"_s, u"Nothing found"_s));
    };
    const QString platform = call.request().queryValue(u"platform"_s);
    const QString version = call.request().queryValue(u"browser_version"_s);
    const QString major = version.isEmpty() ? u"140"_s : version.section(u'.', 0, 0);
    const QString agent
        = u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/%1.0.0.0 Safari/537.36"_s.arg(major);
    const QStringList platforms{u"windows"_s, u"macos"_s, u"linux"_s, u"android"_s};
    const bool typed = what == "fingerprint"_L1 || what == "useragent"_L1;
    if (!platforms.contains(platform)
        || (typed && call.request().queryValue(u"browser_type"_s) != "anty"_L1)) {
        return call.answer(400,
                           errorBody(world.knobs,
                                     u"E_VALIDATION"_s,
                                     u"E_VALIDATION"_s,
                                     u"platform and browser_type are required"_s));
    }
    if (what == "useragent"_L1)
        return call.answer(200, QJsonObject{{u"data"_s, agent}});
    if (what == "font-list"_L1)
        return call.answer(200,
                           QJsonArray{QJsonObject{{u"id"_s, 1},
                                                  {u"font"_s, u"Arial"_s},
                                                  {u"type"_s, u"default"_s},
                                                  {u"os"_s, u"windows"_s}}});
    if (what == "webglList"_L1)
        return call.answer(
            200,
            QJsonArray{QJsonObject{{u"vendor"_s, u"Google Inc. (Intel)"_s},
                                   {u"renderer"_s, u"ANGLE (Intel, Test GPU, D3D11)"_s}}});
    if (what != "fingerprint"_L1)
        return notFound();
    const RateLimit::PerWindow allowed{world.knobs.number("fingerprintRps")};
    if (const qint64 wait = world.fingerprintRate.take(world.now(), allowed); wait > 0)
        return answerTooMany(world, call, wait);
    if (!world.knobs.flag("fingerprintFound")) {
        if (world.knobs.is("fingerprintNone", "404"))
            return notFound();
        return call.answer(200, QJsonObject{});
    }
    call.answer(
        200,
        QJsonObject{{u"userAgent"_s, agent},
                    {u"appVersion"_s, agent.mid(8)},
                    {u"appCodeName"_s, u"Mozilla"_s},
                    {u"product"_s, u"Gecko"_s},
                    {u"productSub"_s, u"20030107"_s},
                    {u"vendor"_s, u"Google Inc."_s},
                    {u"vendorSub"_s, u""_s},
                    {u"platform"_s, u"Win32"_s},
                    {u"platformVersion"_s, u"10.0.0"_s},
                    {u"uaFullVersion"_s, u"%1.0.7339.186"_s.arg(major)},
                    {u"browserType"_s, u"anty"_s},
                    {u"language"_s, u"en-US"_s},
                    {u"languages"_s, u"en-US,en;q=0.9"_s},
                    {u"donottrack"_s, false},
                    {u"deviceMemory"_s, 8},
                    {u"hardwareConcurrency"_s, 8},
                    {u"screen"_s,
                     QJsonObject{{u"width"_s, 1920},
                                 {u"height"_s, 1080},
                                 {u"availWidth"_s, 1920},
                                 {u"availHeight"_s, 1040},
                                 {u"colorDepth"_s, 24},
                                 {u"pixelDepth"_s, 24}}},
                    {u"connection"_s,
                     QJsonObject{{u"downlink"_s, 10},
                                 {u"effectiveType"_s, u"4g"_s},
                                 {u"rtt"_s, 50},
                                 {u"saveData"_s, false}}},
                    {u"cpu"_s, QJsonObject{{u"architecture"_s, u"x86"_s}}},
                    {u"os"_s, QJsonObject{{u"name"_s, u"Windows"_s}, {u"version"_s, u"10"_s}}},
                    {u"browser"_s,
                     QJsonObject{{u"name"_s, u"Chrome"_s},
                                 {u"version"_s, u"%1.0.7339.186"_s.arg(major)},
                                 {u"shortVersion"_s, major.toInt()}}},
                    {u"webgl"_s,
                     QJsonObject{{u"unmaskedVendor"_s, u"Google Inc. (Intel)"_s},
                                 {u"unmaskedRenderer"_s, u"ANGLE (Intel, Test GPU, D3D11)"_s}}},
                    // JSON as strings, as the real service does.
                    {u"webgl2Maximum"_s,
                     u"{\"MAX_TEXTURE_SIZE\":16384,\"MAX_VIEWPORT_DIMS\":[32767,32767]}"_s},
                    {u"webgpu"_s, u"{\"limits\":{}}"_s},
                    {u"fonts"_s, u"[\"Arial\",\"Segoe UI\",\"Verdana\"]"_s}});
}

} // namespace pelorus::standin
