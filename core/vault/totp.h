// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

#include <QDateTime>

namespace pelorus::vault {

/// Parameters of a time-based one-time password (RFC 6238).
struct TotpKey
{
    Secret key; ///< raw bytes
    int digits = 6;
    int periodSeconds = 30;
    enum class Hash { Sha1, Sha256, Sha512 } hash = Hash::Sha1;
};

/// Reads base32 (spaces, dashes, lower case, missing padding are fine) or an otpauth:// URI.
[[nodiscard]] Result<TotpKey> parseTotp(const Secret &text);

/// The same for one that is entered anew: sites give 16 characters and more, a shorter one is
/// something else.
[[nodiscard]] Result<void> checkNewTotp(const Secret &text);

/// The code at `when`.
[[nodiscard]] Secret totpCode(const TotpKey &key, const QDateTime &when);

/// Seconds until the code of `when` changes; a code with too little life left is not typed in.
[[nodiscard]] int totpSecondsLeft(const TotpKey &key, const QDateTime &when);

} // namespace pelorus::vault
