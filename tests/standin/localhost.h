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
    /// Answers the refusals that every start shares; true when it may begin.
    [[nodiscard]] bool hasRoom(const ApiCall &call, bool deadProxy);
    void launch(const ApiCall &call, Profile &profile, bool automation, bool headless);
    void answerStarted(const ApiCall &call, const Profile &profile);
    void stop(const ApiCall &call, qint64 id, bool force);
    /// The upload of a graceful stop has ended; no cookies: the browser could not be asked.
    void finishStop(qint64 id, const QString &run, const std::optional<QJsonArray> &cookies);
    /// The browser is gone: answers the stops and frees the profile, after stopLag.
    void endRun(Profile &profile);
    void running(const ApiCall &call);
    void importCookies(const ApiCall &call);
    void exportCookies(const ApiCall &call);
    void robot(const ApiCall &call, qint64 id, bool begin);
    void fail(const ApiCall &call, int status, const QString &text);
    /// False, and answered, when the call's method is another.
    [[nodiscard]] bool takes(const ApiCall &call, const char *method);
    /// The profile of the signed-in account; null, and answered 404, when it has none such.
    [[nodiscard]] Profile *find(const ApiCall &call, qint64 id);

    World &m_world;
    ApiHost m_host;
};

} // namespace pelorus::standin
