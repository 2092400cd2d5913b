// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/remoteprofile.h"

#include "tests/standin/remotelists.h"

#include <QDateTime>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

QJsonValue statusOf(const World &world, const Profile &profile)
{
    const qint64 id = profile.payload.value("statusId"_L1).toVariant().toLongLong();
    const auto found = world.statuses.find(id);
    if (found == world.statuses.end())
        return QJsonValue::Null;
    QJsonObject status = found->second;
    status.insert(u"id"_s, id);
    return status;
}

} // namespace

QJsonObject listItem(const World &world, const Profile &profile)
{
    const QJsonObject &payload = profile.payload;
    // Dates are Moscow's.
    const QString made = QDateTime::currentDateTimeUtc()
                             .addMSecs(profile.createdAt - world.now())
                             .toOffsetFromUtc(3 * 3600)
                             .toString(Qt::ISODate);
    const QJsonObject access{{u"view"_s, true},
                             {u"update"_s, true},
                             {u"delete"_s, true},
                             {u"share"_s, true},
                             {u"usage"_s, true}};
    const qint64 folder = payload.value("folderId"_L1).toVariant().toLongLong();
    return {{u"id"_s, profile.id},
            {u"teamId"_s, profile.team},
            {u"userId"_s, 1},
            {u"name"_s, profile.name()},
            {u"tags"_s, payload.value("tags"_L1).toArray()},
            {u"platform"_s, payload.value("platform"_L1)},
            {u"browserType"_s, u"anty"_s},
            {u"mainWebsite"_s, payload.value("mainWebsite"_L1)},
            {u"status"_s, statusOf(world, profile)},
            {u"proxy"_s,
             world.proxies.contains(profile.proxyId)
                 ? QJsonValue(lightProxy(world, profile.proxyId))
                 : QJsonValue(QJsonValue::Null)},
            {u"access"_s, access},
            {u"pinned"_s, false},
            {u"folder"_s, folder > 0 ? QJsonValue(folder) : QJsonValue(QJsonValue::Null)},
            {u"totalSessionDuration"_s, 0},
            {u"lastStartTime"_s, QJsonValue::Null},
            {u"created_at"_s, made},
            {u"updated_at"_s, made},
            {u"recoverCount"_s, 0},
            {u"cloudSyncDisabled"_s, false},
            {u"notes"_s, QJsonValue::Null},
            {u"requirePassword"_s, false},
            {u"running"_s, profile.state != RunState::Stopped}};
}

QJsonObject fullItem(const World &world, const Profile &profile)
{
    QJsonObject data = profile.payload;
    const QJsonObject item = listItem(world, profile);
    for (auto it = item.begin(); it != item.end(); ++it)
        data.insert(it.key(), it.value());
    QJsonObject connection;
    for (const QString &part : {u"Downlink"_s, u"EffectiveType"_s, u"Rtt"_s, u"SaveData"_s}) {
        const QJsonValue value = data.take(u"connection"_s + part);
        connection.insert(part.left(1).toLower() + part.mid(1),
                          value.isUndefined() ? QJsonValue(QJsonValue::Null) : value);
    }
    data.insert(u"connection"_s, connection);
    data.insert(u"mediaDevices"_s, QJsonArray());
    data.insert(u"storagePath"_s, u"profiles/%1.datadir.zip"_s.arg(profile.id));
    data.insert(u"audio"_s, u"{\"mode\":\"real\"}"_s);
    const bool hasProxy = world.proxies.contains(profile.proxyId);
    data.insert(u"proxyId"_s,
                hasProxy ? QJsonValue(profile.proxyId) : QJsonValue(QJsonValue::Null));
    if (hasProxy)
        data.insert(u"proxy"_s, fullProxy(world, profile.proxyId));
    data.insert(u"lastRunUuid"_s,
                profile.runId.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(profile.runId));
    return data;
}

} // namespace pelorus::standin
