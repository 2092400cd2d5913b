// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/apihost.h"

#include <QList>

namespace pelorus::standin {

/// Dolphin's cloud API (facts section 10.1).
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
    void create(const ApiCall &call);
    void createMass(const ApiCall &call);
    [[nodiscard]] std::pair<int, QJsonObject> createOne(const ApiCall &call,
                                                        const QJsonObject &payload);
    void list(const ApiCall &call, bool cursor);
    void one(const ApiCall &call, qint64 id);
    void read(const ApiCall &call, const Profile &profile);
    void change(const ApiCall &call, Profile &profile);
    void remove(const ApiCall &call, const QList<qint64> &ids);
    /// 429, for so many milliseconds.
    void tooMany(const ApiCall &call, qint64 wait);
    void fingerprint(const ApiCall &call, const QString &what);
    void proxies(const ApiCall &call, qint64 id);
    void thin(const ApiCall &call, std::map<qint64, QJsonObject> &rows, qint64 id);
    void fail(const ApiCall &call,
              int status,
              const QString &code,
              const QString &text,
              const QJsonArray &fields = {});
    [[nodiscard]] qint64 addProxy(const QJsonObject &proxy);
    [[nodiscard]] QJsonObject listItem(const Profile &profile) const;
    [[nodiscard]] QJsonObject page(const ApiCall &call, const QJsonArray &items) const;

    World &m_world;
    ApiHost m_host;
};

} // namespace pelorus::standin
