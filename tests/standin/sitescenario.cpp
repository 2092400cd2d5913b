// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/sitescenario.h"

#include <QHash>
#include <QJsonArray>
#include <QStringList>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

/// The words a key may have; the first is the default.
const QHash<QString, QStringList> &words()
{
    static const QHash<QString, QStringList> table{
        {u"labelGaps"_s, {u"english"_s, u"native"_s}},
        {u"saveLoginInfo"_s, {u"dialog"_s, u"page"_s, u"never"_s}},
        {u"unknownDialog"_s,
         {u"never"_s,
          u"landing"_s,
          u"profile"_s,
          u"create"_s,
          u"details"_s,
          u"afterCaption"_s,
          u"beforeShare"_s}},
        {u"rateLimited"_s, {u"never"_s, u"landing"_s, u"signIn"_s, u"create"_s, u"share"_s}},
        {u"rateLimitShape"_s, {u"dialog"_s, u"page"_s}},
        {u"challenge"_s, {u"never"_s, u"landing"_s, u"signIn"_s, u"step0"_s, u"share"_s}},
        {u"challengeKind"_s,
         {u"challenge"_s, u"checkpoint"_s, u"authPlatform"_s, u"human"_s, u"phone"_s}},
        {u"suspended"_s, {u"never"_s, u"suspended"_s, u"disabled"_s, u"appeal"_s}},
        {u"consentPage"_s, {u"never"_s, u"terms"_s, u"age"_s}},
        {u"brokenAt"_s, {u"any"_s, u"front"_s, u"profile"_s}},
        {u"loginRequired"_s, {u"never"_s, u"create"_s, u"share"_s}},
        {u"twoFactorField"_s, {u"verificationCode"_s, u"security_code"_s}},
        {u"oldDialog"_s, {u"never"_s, u"empty"_s, u"draft"_s}},
        {u"hiddenInput"_s, {u"atOnce"_s, u"afterClick"_s, u"ignored"_s}},
        {u"selectLabel"_s, {u"plain"_s, u"capitals"_s}},
        {u"dialogLabel"_s, {u"step"_s, u"fixed"_s, u"none"_s}},
        {u"infoDialog"_s, {u"never"_s, u"afterFile"_s, u"beforeShare"_s}},
        {u"okLetters"_s, {u"language"_s, u"latin"_s, u"cyrillic"_s, u"understood"_s}},
        {u"defaultRatio"_s, {u"1:1"_s, u"original"_s, u"9:16"_s, u"16:9"_s}},
        {u"captionLabel"_s, {u"usual"_s, u"other"_s}},
        {u"swallowCaption"_s, {u"never"_s, u"typed"_s, u"once"_s, u"late"_s, u"share"_s}},
        {u"suggestions"_s, {u"lastWord"_s, u"always"_s, u"never"_s}},
        {u"discardAt"_s, {u"never"_s, u"caption"_s}},
        {u"refusalText"_s, {u"post"_s, u"wrong"_s}},
        {u"confirmation"_s, {u"dialog"_s, u"never"_s, u"closes"_s}},
        {u"confirmationText"_s, {u"reel"_s, u"post"_s}},
        {u"confirmationButton"_s, {u"done"_s, u"close"_s}},
        {u"videoLinks"_s, {u"reel"_s, u"p"_s}},
        {u"backgroundTab"_s, {u"never"_s, u"create"_s, u"share"_s}},
    };
    return table;
}

QJsonObject makeDefaults()
{
    QJsonObject all{
        {u"cookieBanner"_s, false},
        {u"loginLanguage"_s, u"en"_s},
        {u"notificationsDialog"_s, false},
        {u"messagingNotice"_s, false},
        {u"challengePublishes"_s, false},
        {u"accountChooser"_s, false},
        {u"wrongAccount"_s, QString()},
        {u"brokenPages"_s, 0},
        {u"maxSignIns"_s, 0},
        {u"nextLanguages"_s, QJsonArray()},
        {u"foreignShares"_s, 20},
        {u"pageDelayMs"_s, 0},
        {u"subMenu"_s, false},
        {u"dialogDelayMs"_s, 200},
        {u"stepDelayMs"_s, 120},
        {u"selectStays"_s, false},
        {u"refuseOverBytes"_s, 0},
        {u"refuseNames"_s, QJsonArray()},
        {u"refuseUnreadable"_s, false},
        {u"infoDelayMs"_s, 300},
        {u"ratioMenuCovers"_s, true},
        {u"processingMs"_s, 300},
        {u"nextSteps"_s, 2},
        {u"captionLimit"_s, 2200},
        {u"locations"_s, QJsonArray()},
        {u"noLocations"_s, false},
        {u"locationDelayMs"_s, 250},
        {u"uploadFailures"_s, 0},
        {u"shareMs"_s, 300},
        {u"refusals"_s, 0},
        {u"confirmationMs"_s, 0},
        {u"confirmationLink"_s, false},
        {u"linkAfterMs"_s, 0},
        {u"extraLinks"_s, 0},
        {u"gridDelayMs"_s, 400},
        {u"pinnedPosts"_s, 0},
        {u"beforeUnload"_s, true},
    };
    for (auto it = words().cbegin(); it != words().cend(); ++it)
        all.insert(it.key(), it->first());
    return all;
}

} // namespace

const QJsonObject &scenarioDefaults()
{
    static const QJsonObject defaults = makeDefaults();
    return defaults;
}

Result<void> checkScenario(const QJsonObject &scenario)
{
    const auto wrong = [](const QString &text) { return fail(ErrorKind::InvalidInput, text); };
    for (auto it = scenario.begin(); it != scenario.end(); ++it) {
        const QJsonValue value = it.value();
        if (!scenarioDefaults().contains(it.key()))
            return wrong(u"Unknown scenario key: %1."_s.arg(it.key()));
        if (value.isNull())
            continue;
        if (value.type() != scenarioDefaults().value(it.key()).type())
            return wrong(u"Wrong type of the scenario key %1."_s.arg(it.key()));
        const QStringList allowed = words().value(it.key());
        if (!allowed.isEmpty() && !allowed.contains(value.toString()))
            return wrong(u"%1 may be: %2."_s.arg(it.key(), allowed.join(u", "_s)));
    }
    return {};
}

QJsonObject mergeScenario(QJsonObject base, const QJsonObject &over)
{
    for (auto it = over.begin(); it != over.end(); ++it) {
        if (it.value().isNull())
            base.remove(it.key());
        else
            base.insert(it.key(), it.value());
    }
    return base;
}

} // namespace pelorus::standin
