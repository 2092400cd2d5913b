// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/apihost.h"

namespace pelorus::standin {

/// The desktop app's API (facts section 10.2): login, start, stop, running, cookies, robot.
class LocalHost final
{
public:
    explicit LocalHost(World &world);
    void handle(const std::shared_ptr<Exchange> &exchange) { m_host.handle(exchange); }

private:
    void serve(const ApiCall &call);
    void login(const ApiCall &call);
    void profileCall(const ApiCall &call, qint64 id, const QString &what);
    void start(const ApiCall &call, qint64 id, const QJsonObject &options);
    void startTemporary(const ApiCall &call);
    void launch(const ApiCall &call, qint64 id, bool automation, bool headless);
    void answerStarted(const ApiCall &call, qint64 id, bool automation);
    void stop(const ApiCall &call, qint64 id, bool force);
    void finishStop(const ApiCall &call, qint64 id, const QJsonArray &cookies);
    void running(const ApiCall &call);
    void importCookies(const ApiCall &call);
    void exportCookies(const ApiCall &call);
    void fail(const ApiCall &call, int status, const QString &text);
    [[nodiscard]] bool cookiesAllowed() const;

    World &m_world;
    ApiHost m_host;
    int m_starting = 0;
};

/// The two cloud-cookie hosts, sync and darkwing, in one.
class CookieHosts final
{
public:
    explicit CookieHosts(World &world);
    void handleSync(const std::shared_ptr<Exchange> &exchange) { m_sync.handle(exchange); }
    void handleDarkwing(const std::shared_ptr<Exchange> &exchange) { m_darkwing.handle(exchange); }

private:
    void sync(const ApiCall &call);
    void darkwing(const ApiCall &call);

    World &m_world;
    ApiHost m_sync;
    ApiHost m_darkwing;
};

} // namespace pelorus::standin
