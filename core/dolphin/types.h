// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/secret.h"

#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <functional>
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
