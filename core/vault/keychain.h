// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/base/secret.h"

namespace pelorus::vault::keychain {

// Each waits on a worker thread while the job runs on the main thread's event loop, since
// QtKeychain wants one. The desktop may ask the user to unlock: the call's deadline bounds that.

/// NotFound when there is no such entry (a locked keyring says the same); Keychain otherwise.
[[nodiscard]] Result<Secret> read(const QString &name, const Call &call);
[[nodiscard]] Result<void> write(const QString &name, const Secret &value, const Call &call);
[[nodiscard]] Result<void> remove(const QString &name, const Call &call);

} // namespace pelorus::vault::keychain
