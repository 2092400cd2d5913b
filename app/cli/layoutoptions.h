// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/cli.h"
#include "core/formats/listlayout.h"

namespace pelorus::cli {

/// The options with a value that say how a delimited list is read, beside `others`.
[[nodiscard]] QStringList withLayoutOptions(const QStringList &others);
inline const auto kLayoutUsage
    = QLatin1StringView("[--preset NAME] [--columns login,password,-] [--separator ;] "
                        "[--heading yes|no] [--encoding UTF-8]");

/// What --preset names, corrected by the other options; nothing set without any.
[[nodiscard]] Result<formats::ListLayout> layoutFrom(const Context &context,
                                                     formats::ListKind kind);

} // namespace pelorus::cli
