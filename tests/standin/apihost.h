// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/world.h"

namespace pelorus::standin {

/// What the API hosts share: every request is logged (never its token), meets the faults first, and
/// is handed on with its body read.
class ApiHost
{
public:
    using Handler = std::function<void(const ApiCall &)>;

    /// `listener` is the host's word in faults and log: remote, local, sync, darkwing.
    ApiHost(QString listener, World &world, Handler handler);

    void handle(const std::shared_ptr<Exchange> &exchange);

private:
    void serve(const std::shared_ptr<Exchange> &exchange, qint64 line);

    QString m_listener;
    World &m_world;
    Handler m_handler;
};

/// An error in the shape that the knob `errorShape` asks for.
[[nodiscard]] QJsonValue errorBody(const Knobs &knobs,
                                   const QString &type,
                                   const QString &code,
                                   const QString &text,
                                   const QJsonArray &fields = {});
/// {"success":true}, or 1 by the knob.
[[nodiscard]] QJsonObject success(const Knobs &knobs);

} // namespace pelorus::standin
