// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/cli.h"
#include "core/formats/listlayout.h"

namespace pelorus::cli {

/// The options with a value that say how a delimited list is read.
[[nodiscard]] QStringList layoutOptions();

/// What --preset names, corrected by the other options; nothing set without any.
[[nodiscard]] Result<formats::ListLayout> layoutFrom(const Context &context,
                                                     formats::ListKind kind);

/// The options that say the same; everything is set.
[[nodiscard]] QString layoutText(const formats::ListLayout &layout);
[[nodiscard]] QJsonObject layoutObject(const formats::ListLayout &layout);

} // namespace pelorus::cli
