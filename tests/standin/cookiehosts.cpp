// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/cookiehosts.h"

#include "tests/standin/cookiejar.h"

namespace pelorus::standin {

using namespace Qt::StringLiterals;

CookieHosts::CookieHosts(World &world)
    : m_world(world)
    , m_sync(u"sync"_s, world, [this](const ApiCall &call) { sync(call); })
    , m_darkwing(u"darkwing"_s, world, [this](const ApiCall &call) { darkwing(call); })
{
}

void CookieHosts::sync(const ApiCall &call)
{
    if (call.team == 0)
        return call.answer(401, QJsonObject{{u"message"_s, u"Unauthenticated."_s}});
    if (m_world.knobs.is("syncHost", "retired"))
        return call.answer(404, QJsonObject{{u"message"_s, u"Not found"_s}});
    Profile *profile
        = m_world.profile(call.request().queryValue(u"browserProfileId"_s).toLongLong(), call.team);
    if (profile == nullptr)
        return call.answer(404, QJsonObject{{u"message"_s, u"Not found"_s}});
    const bool milliseconds = m_world.knobs.is("cookieUnit", "ms");
    const QString action = call.request().queryValue(u"actionType"_s);
    if (action == "importCookies"_L1 && call.method() == "POST") {
        profile->cloud
            = mergeCookies(profile->cloud,
                           cookiesToCdp(call.fields().value("cookies"_L1).toArray(), milliseconds));
        return call.answer(200, success(m_world.knobs));
    }
    if (action != "getCookies"_L1 || call.method() != "GET")
        return call.answer(404, QJsonObject{{u"message"_s, u"Not found"_s}});
    const QJsonArray cookies = cookiesToDolphin(profile->cloud, milliseconds);
    if (m_world.knobs.is("syncShape", "list"))
        return call.answer(200, cookies);
    const QString key = m_world.knobs.is("syncShape", "cookies") ? u"cookies"_s : u"data"_s;
    call.answer(200, QJsonObject{{key, cookies}});
}

void CookieHosts::darkwing(const ApiCall &call)
{
    if (call.team == 0)
        return call.answer(401, QJsonObject{{u"message"_s, u"Unauthenticated."_s}});
    const QString path = call.request().path;
    const bool isImport = path == "/api/v1/cookies/import"_L1;
    if (m_world.knobs.is("darkwingHost", "absent") || call.method() != "POST"
        || (!isImport && path != "/api/v1/cookies/export"_L1))
        return call.answer(404, QJsonObject{{u"message"_s, u"Not found"_s}});
    if (!m_world.cookiesAllowed())
        return call.answer(
            m_world.knobs.number("darkwingPlanStatus"),
            QJsonObject{{u"success"_s, false}, {u"error"_s, u"Not available on this plan"_s}});
    if (!m_world.knobs.flag("cloudSync"))
        return call.answer(
            400, QJsonObject{{u"success"_s, false}, {u"error"_s, u"Cloud sync is off"_s}});
    Profile *profile
        = m_world.profile(call.fields().value("browserProfileId"_L1).toInteger(), call.team);
    if (profile == nullptr)
        return call.answer(404, QJsonObject{{u"message"_s, u"Not found"_s}});
    const bool milliseconds = m_world.knobs.is("cookieUnit", "ms");
    if (isImport) {
        profile->cloud
            = mergeCookies(profile->cloud,
                           cookiesToCdp(call.fields().value("cookies"_L1).toArray(), milliseconds));
        return call.answer(200, success(m_world.knobs));
    }
    call.answer(200,
                QJsonObject{{u"success"_s, true},
                            {u"cookies"_s, cookiesToDolphin(profile->cloud, milliseconds)}});
}

} // namespace pelorus::standin
