// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/cli.h"
#include "core/formats/importquestions.h"
#include "core/store/importstore.h"

namespace pelorus::cli {

/// How one kind of list is imported; the rest is the same for accounts and proxies.
template <typename Entry>
struct ListImport
{
    formats::ListKind kind;
    std::function<Result<formats::ImportReport<Entry>>(const QByteArray &,
                                                       const formats::ListLayout &)>
        read;
    Result<store::ImportResult> (store::ImportStore::*store)(const std::vector<Entry> &,
                                                             const store::ImportOptions &,
                                                             const Call &);
    std::function<QJsonObject(const Entry &)> object; ///< of an accepted one, without secrets
};

/// The command: reads the file, decides about every line and writes, unless something has to be
/// answered first.
template <typename Entry>
int importList(Context &context, const ListImport<Entry> &import);

/// What it takes beside `others`, which are options with a value.
[[nodiscard]] Takes importTakes(const QStringList &others);
inline const auto kImportUsage
    = QLatin1StringView("[--answer SHAPE=N|none] [--preset NAME] [--columns login,password,-] "
                        "[--separator ;] [--heading yes|no] [--encoding UTF-8] "
                        "[--save-preset NAME] [--report FILE] [--dry-run] FILE|-");

} // namespace pelorus::cli
