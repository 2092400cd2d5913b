// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace pelorus::standin {

/// RFC 6238 over SHA-1, 6 digits, 30 s, written apart from the product's own so that the two check
/// each other. `secret` is base32; blanks, dashes, padding and case do not matter.
[[nodiscard]] QString siteTotp(const QString &secret, const QDateTime &when);

/// True for the code of now, of the step before or of the step after.
[[nodiscard]] bool
siteTotpMatches(const QString &secret, const QString &code, const QDateTime &now);

} // namespace pelorus::standin
