// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

namespace pelorus::vault {

/// A new 32-byte key.
[[nodiscard]] Result<Secret> makeKey();
[[nodiscard]] bool isKey(const Secret &key);

/// XChaCha20-Poly1305: nonce, then ciphertext. `bound` is associated data: what was sealed for one
/// name cannot be opened under another.
[[nodiscard]] Result<QByteArray>
seal(const Secret &plain, const Secret &key, const QByteArray &bound);
/// Keychain error when key, name and bytes do not belong together.
[[nodiscard]] Result<Secret>
open(const QByteArray &sealed, const Secret &key, const QByteArray &bound);

} // namespace pelorus::vault
