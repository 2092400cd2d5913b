// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/importlines.h"
#include "core/formats/listlayout.h"

namespace pelorus::formats {

/// One account of a pasted list. Move-only, as it holds secrets.
struct AccountEntry
{
    int line = 0;
    QString login; ///< user name, e-mail or phone number
    Secret password;
    QString email;
    Secret emailPassword;
    Secret tfa;     ///< base32 without blanks, or the otpauth:// address
    Secret cookies; ///< as written, for readCookies()
    QString userAgent;
    QStringList notes;   ///< translated remarks for the preview
    int duplicateOf = 0; ///< an earlier line with the same login
};

/// Sets duplicateOf anew, in the order of lines.
void markDuplicates(std::vector<AccountEntry> &entries);

using AccountReport = ImportReport<AccountEntry>;

/// Lists with ':', '|', ';', ',' or tab between, CSV with a heading, cookies as JSON, header or
/// base64 at the end. The order is login, password, e-mail, its password, two-factor key; every
/// other order that fits is shown as ambiguous and never guessed. A `layout` decides instead: every
/// line is a record of its columns.
[[nodiscard]] Result<AccountReport> readAccounts(const QByteArray &input,
                                                 const ListLayout &layout = {});

} // namespace pelorus::formats
