// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/knobs.h"

#include <QHash>
#include <QStringList>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

QJsonObject defaults()
{
    return {
        // Remote: answers
        {u"unauthenticatedShape"_s, u"message"_s},
        {u"errorShape"_s, u"object"_s},
        {u"totalAs"_s, u"number"_s},
        {u"createStatus"_s, 200},
        {u"createIdIn"_s, u"both"_s},
        {u"successAs"_s, u"true"_s},
        // Remote: rules
        {u"enums"_s, u"lenient"_s},
        {u"limitMax"_s, 50},
        {u"pageList"_s, u"on"_s},
        {u"cursorList"_s, u"on"_s},
        {u"forceDelete"_s, u"plan"_s},
        {u"starterBasket"_s, false},
        {u"runningDelete"_s, u"refuse"_s},
        {u"deleteRemovesProxy"_s, false},
        {u"ghostTime"_s, 0},
        {u"readOne"_s, u"allowed"_s},
        {u"nestedFingerprint"_s, u"harmful"_s},
        {u"fingerprintNone"_s, u"empty"_s},
        {u"fingerprintFound"_s, true},
        {u"fingerprintRps"_s, 1},
        // Plan and limits
        {u"plan"_s, u"base"_s},
        {u"planProfiles"_s, 100},
        {u"planLimitStatus"_s, 400},
        {u"monthlyCap"_s, 0},
        {u"rpm"_s, 500},
        {u"rps"_s, 50},
        {u"rph"_s, 30000},
        {u"retryAfter"_s, true},
        {u"rateHeaders"_s, true},
        // The desktop app
        {u"app"_s, u"open"_s},
        {u"localPort"_s, 0},
        {u"remoteDown"_s, false},
        {u"loginRequired"_s, true},
        {u"loginSurvives"_s, true},
        {u"appTooOld"_s, false},
        // Start and stop
        {u"visibleAfter"_s, 3000},
        {u"startDelay"_s, 0},
        {u"cdpLag"_s, 0},
        {u"wsEndpoint"_s, u"path"_s},
        {u"getStart"_s, true},
        {u"wrongMethodStatus"_s, 405},
        {u"duplicateStatus"_s, 500},
        {u"duplicateAutomation"_s, false},
        {u"deadProxies"_s, QJsonArray()},
        {u"maxStarts"_s, 0},
        {u"temporaryAutomation"_s, u"always"_s},
        {u"runningShape"_s, u"object"_s},
        {u"activeEndpoint"_s, true},
        {u"crashedStays"_s, true},
        {u"uploadTime"_s, 1000},
        {u"syncLag"_s, 0},
        {u"stopLag"_s, 0},
        // Cookies
        {u"cookieUnit"_s, u"seconds"_s},
        {u"cookieExpiryRequired"_s, false},
        {u"cookiesNeedPlan"_s, u"paid"_s},
        {u"syncShape"_s, u"data"_s},
        {u"syncHost"_s, u"on"_s},
        {u"darkwingHost"_s, u"on"_s},
        {u"darkwingPlanStatus"_s, 402},
        {u"cloudSync"_s, true},
        // The stub browser
        {u"script"_s, QJsonArray()},
        {u"tokens"_s, QJsonObject()},
    };
}

const QHash<QString, QStringList> &words()
{
    static const QHash<QString, QStringList> table{
        {u"unauthenticatedShape"_s, {u"message"_s, u"error"_s, u"object"_s}},
        {u"errorShape"_s, {u"object"_s, u"string"_s, u"message"_s, u"text"_s}},
        {u"totalAs"_s, {u"number"_s, u"string"_s}},
        {u"createIdIn"_s, {u"both"_s, u"top"_s, u"data"_s}},
        {u"successAs"_s, {u"true"_s, u"one"_s}},
        {u"enums"_s, {u"lenient"_s, u"strict"_s}},
        {u"pageList"_s, {u"on"_s, u"gone"_s}},
        {u"cursorList"_s, {u"on"_s, u"off"_s}},
        {u"forceDelete"_s, {u"plan"_s, u"required"_s, u"basket"_s}},
        {u"runningDelete"_s, {u"refuse"_s, u"accept"_s}},
        {u"readOne"_s, {u"allowed"_s, u"forbidden"_s}},
        {u"nestedFingerprint"_s, {u"harmful"_s, u"flattened"_s}},
        {u"fingerprintNone"_s, {u"empty"_s, u"404"_s}},
        {u"plan"_s, {u"free"_s, u"free+"_s, u"starter"_s, u"base"_s, u"team"_s, u"enterprise"_s}},
        {u"app"_s, {u"open"_s, u"closed"_s, u"logged-out"_s, u"foreign"_s}},
        {u"wsEndpoint"_s, {u"path"_s, u"url"_s}},
        {u"temporaryAutomation"_s, {u"always"_s, u"body-only"_s}},
        {u"runningShape"_s, {u"object"_s, u"data"_s}},
        {u"cookieUnit"_s, {u"seconds"_s, u"ms"_s}},
        {u"cookiesNeedPlan"_s, {u"paid"_s, u"base"_s}},
        {u"syncShape"_s, {u"data"_s, u"list"_s, u"cookies"_s}},
        {u"syncHost"_s, {u"on"_s, u"retired"_s}},
        {u"darkwingHost"_s, {u"on"_s, u"absent"_s}},
    };
    return table;
}

} // namespace

Knobs::Knobs()
    : m_values(defaults())
{
}

QString Knobs::set(const QJsonObject &changes)
{
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        const QJsonValue now = m_values.value(it.key());
        const QJsonValue wanted = it.value();
        if (now.isUndefined())
            return u"There is no knob %1."_s.arg(it.key());
        if (wanted.type() != now.type())
            return u"The knob %1 has another type."_s.arg(it.key());
        const QStringList allowed = words().value(it.key());
        if (!allowed.isEmpty() && !allowed.contains(wanted.toString()))
            return u"The knob %1 takes %2."_s.arg(it.key(), allowed.join(", "_L1));
    }
    for (auto it = changes.begin(); it != changes.end(); ++it)
        m_values.insert(it.key(), it.value());
    return {};
}

void Knobs::reset()
{
    m_values = defaults();
}

QJsonValue Knobs::value(const char *name) const
{
    const QJsonValue found = m_values.value(QLatin1StringView(name));
    Q_ASSERT_X(!found.isUndefined(), "Knobs", name);
    return found;
}

bool Knobs::flag(const char *name) const
{
    return value(name).toBool();
}

int Knobs::number(const char *name) const
{
    return value(name).toInt();
}

QString Knobs::text(const char *name) const
{
    return value(name).toString();
}

bool Knobs::is(const char *name, const char *wanted) const
{
    return text(name) == QLatin1StringView(wanted);
}

QJsonArray Knobs::list(const char *name) const
{
    return value(name).toArray();
}

QJsonObject Knobs::object(const char *name) const
{
    return value(name).toObject();
}

std::chrono::milliseconds Knobs::time(const char *name) const
{
    return std::chrono::milliseconds(value(name).toInt());
}

} // namespace pelorus::standin
