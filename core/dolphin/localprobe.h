// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dolphin/client.h"

namespace pelorus::dolphin {

/// Who answers at one port. Silent: something takes the connection and says nothing, as a Dolphin
/// that starts or hangs does.
enum class Answering { Nobody, Silent, AnotherProgram, Dolphin };

/// Asks without the token, so that another program on the port never gets it.
[[nodiscard]] Result<Answering> whoAnswers(Client &client, const QUrl &base, const Call &call);

/// Nothing listened, so the call did not reach anybody.
[[nodiscard]] bool isRefused(const Error &error);
/// Nothing listens where Dolphin should: with it went its browsers.
[[nodiscard]] bool isClosed(const Error &error);

/// Names the ways a Local API is not usable; `name` says which.
[[nodiscard]] Error appClosed(const QUrl &base, const QString &detail);
[[nodiscard]] Error appSilent(const QUrl &base);
[[nodiscard]] Error anotherProgram(const QUrl &base);
[[nodiscard]] Error appTooOld(const QUrl &base);

} // namespace pelorus::dolphin
