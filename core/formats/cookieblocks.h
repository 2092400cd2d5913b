// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace pelorus::formats {

/// The cookies of one account inside a text that may hold several.
struct CookieBlock
{
    QString login; ///< from the line above; empty when there was none
    int line = 0;  ///< 1-based, where its cookies begin
    QString text;
};

/// Divides at lines that hold nothing but a login, and takes each line that is a whole JSON array
/// for an account of its own. One block for everything else.
[[nodiscard]] std::vector<CookieBlock> splitCookieBlocks(QStringView text);

} // namespace pelorus::formats
