// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/validation.h"
#include "tests/standin/world.h"

namespace pelorus::standin {

/// The cloud API's thin lists: proxies, statuses, folders, extensions, and on the v2 host
/// homepages, bookmarks and team users.
class RemoteLists final
{
public:
    explicit RemoteLists(World &world)
        : m_world(world)
    {
    }

    /// `parts` is the path without the v2 host's prefix. False when it is none of these.
    [[nodiscard]] bool serve(const ApiCall &call, const QStringList &parts, bool second);

private:
    using Rows = std::map<qint64, QJsonObject>;

    void all(const ApiCall &call, const QString &what, Rows &rows);
    void one(const ApiCall &call, const QString &what, Rows &rows, qint64 id);
    void removeMany(const ApiCall &call, Rows &rows);
    void refuse(const ApiCall &call, const Verdict &verdict) const;
    [[nodiscard]] QJsonObject shown(const QString &what, qint64 id, const QJsonObject &row) const;
    [[nodiscard]] qint64 add(const ApiCall &call, const QString &what, Rows &rows);

    World &m_world;
};

/// A new record for an inline proxy.
[[nodiscard]] qint64 addProxy(World &world, QJsonObject proxy, int team);
/// As lists show it: no port, login and password; changeIpUrl is a flag.
[[nodiscard]] QJsonObject lightProxy(const World &world, qint64 id);
[[nodiscard]] QJsonObject fullProxy(const World &world, qint64 id);

} // namespace pelorus::standin
