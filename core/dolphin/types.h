// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/base/ids.h"
#include "core/base/secret.h"

#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

namespace pelorus::dolphin {

/// Where the four services are (all configurable; tests point them at the stand-in).
struct Endpoints
{
    QUrl remote;
    QUrl local;
    QUrl sync;
    QUrl darkwing;
};

/// Unit of `expirationDate` in cookies written to Dolphin. Sources disagree, so it is a setting.
enum class CookieUnit { Seconds, Milliseconds };

/// Hands out a copy of the token for one request.
using TokenSource = std::function<Secret()>;

/// Starts and stops at a time that this machine's other programs count too; without it each process
/// counts its own. Each call answers with a place that is free again when it goes, or with nothing
/// while all are taken.
struct MachineLimits
{
    std::function<std::shared_ptr<void>()> start;
    std::function<std::shared_ptr<void>()> stop;
    /// Then it is done all the same: the other program may hang, and Dolphin only gets slower.
    milliseconds patience{30000};
};

/// A proxy as a profile payload wants it. `type` is http, socks4 or socks5.
struct ProxySpec
{
    QString type;
    QString host;
    int port = 0;
    Secret login;
    Secret password;
    /// Always set: Dolphin's own default would hold the password.
    QString name;
};

/// What the Local API tells about a started browser.
struct Automation
{
    /// ws://127.0.0.1:port/devtools/browser/…, whichever form the answer had. The host is that of
    /// the Local API, as an address, so that Chromium's Host rule is met.
    QUrl webSocket;
    int port = 0;
};

/// Rate limit as the last answer's x-ratelimiter-* headers had it.
struct RateState
{
    std::optional<int> perHourLeft;
    std::optional<int> perMinuteLeft;
    std::optional<int> perSecondLeft;
};

/// A remote profile, as far as we look at it.
struct RemoteProfile
{
    ProfileId id;
    QString name;
    bool running = false;
    /// The record an inline proxy made; 0 when there is none.
    qint64 proxyId = 0;
};

} // namespace pelorus::dolphin
