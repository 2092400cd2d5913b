// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to the account reader.

#include "core/formats/accounts.h"

namespace pelorus::formats {

/// One line without a heading; adds exactly one entry to one of the report's lists.
void readAccountLine(QStringView line, int number, AccountReport &report);

/// login, password, e-mail, its password, two-factor key; trimmed and checked. The reason when they
/// cannot be an account; empty when they can. The
/// blanks around the fields of `asWritten` (by position) are meant and stay.
[[nodiscard]] QString
fillAccount(AccountEntry &entry, const QStringList &fields, const QList<qsizetype> &asWritten = {});

/// With the remark that nothing stores it.
void setUserAgent(AccountEntry &entry, const QString &userAgent);

} // namespace pelorus::formats
