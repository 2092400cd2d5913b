// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/apihost.h"
#include "tests/standin/remotelists.h"

#include <QList>

namespace pelorus::standin {

/// Dolphin's cloud API (facts section 10.1): admission and profiles here, the rest in RemoteLists
/// and fingerprints.h.
class RemoteHost final
{
public:
    explicit RemoteHost(World &world);
    void handle(const std::shared_ptr<Exchange> &exchange) { m_host.handle(exchange); }

private:
    void serve(const ApiCall &call);
    [[nodiscard]] bool admit(const ApiCall &call);
    void route(const ApiCall &call);
    void profiles(const ApiCall &call);
    void below(const ApiCall &call, const QString &what);
    void create(const ApiCall &call);
    void createMass(const ApiCall &call);
    [[nodiscard]] std::pair<int, QJsonObject> createOne(const ApiCall &call,
                                                        const QJsonObject &payload);
    void list(const ApiCall &call, bool cursor);
    void one(const ApiCall &call, qint64 id);
    void read(const ApiCall &call, const Profile &profile);
    void change(const ApiCall &call, Profile &profile);
    void remove(const ApiCall &call, const QList<qint64> &ids);
    void fail(const ApiCall &call, const Verdict &verdict);
    void fail(const ApiCall &call, int status, const QString &code, const QString &text);
    [[nodiscard]] QJsonObject errorOf(const Verdict &verdict) const;
    [[nodiscard]] Verdict check(const QJsonObject &payload, bool whole) const;
    void attachProxy(Profile &profile, const QJsonObject &payload);

    World &m_world;
    RemoteLists m_lists;
    ApiHost m_host;
};

} // namespace pelorus::standin
