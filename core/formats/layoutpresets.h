// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/listlayout.h"

namespace pelorus::formats {

/// A layout under a name, kept in the data folder (import-presets.json) for the lists of one
/// supplier.
struct LayoutPreset
{
    QString name;
    ListKind kind = ListKind::Accounts;
    ListLayout layout;
};

// All block; none keeps anything of a list itself.

/// By name; none when there is no file yet. Those that this version does not understand are left
/// out, and stay in the file when it is written.
[[nodiscard]] Result<std::vector<LayoutPreset>> loadPresets(const QString &dataDir);
/// The one of that name and kind; NotFound names those that there are.
[[nodiscard]] Result<ListLayout>
loadPreset(const QString &dataDir, ListKind kind, const QString &name);
/// Replaces the one of the same name and kind.
[[nodiscard]] Result<void> savePreset(const QString &dataDir, const LayoutPreset &preset);
[[nodiscard]] Result<void> removePreset(const QString &dataDir, ListKind kind, const QString &name);

} // namespace pelorus::formats
