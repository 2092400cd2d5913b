// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/importstore.h"

#include <QHash>

#include <memory>

namespace pelorus::ui {

enum class ImportKind { Accounts, Proxies, Cookies };

/// What was dropped, pasted or chosen. It may hold passwords.
struct ImportSource
{
    QString name; ///< of the file; empty for pasted text
    Secret bytes;
};
using ImportSources = std::shared_ptr<const std::vector<ImportSource>>;

/// Lines of one shape that can be read in several ways.
struct ImportQuestion
{
    QString shape;
    int line = 0; ///< the first of them
    int lines = 0;
    QStringList readings; ///< what each would take from the first line; no secrets
};

/// One line of the preview and of the report.
struct ImportItem
{
    enum class State { Added, Changed, Skipped, Refused, Asked };
    int number = 0; ///< position, the row's key
    int line = 0;
    QString name;
    QString holds; ///< "password, e-mail"
    State state = State::Refused;
    QString note;
};

struct ImportPlan
{
    ImportKind kind = ImportKind::Accounts;
    int read = 0;
    QString notice; ///< about the encoding
    std::vector<ImportQuestion> questions;
    std::vector<ImportItem> items; ///< every line that was read, in order
    [[nodiscard]] int count(ImportItem::State state) const;
};

struct ImportRequest
{
    ImportKind kind = ImportKind::Accounts;
    ImportSources sources;
    QHash<QString, int> answers; ///< shape → reading
    store::ImportOptions options;
};

/// Reads the files, at most 256 MB each. Blocking.
[[nodiscard]] Result<ImportSources> readImportFiles(const QStringList &paths);
/// Reads and decides; writes unless `options.dryRun`. Blocking; all of it or nothing.
[[nodiscard]] Result<ImportPlan>
runImport(const store::DatabasePtr &database, const ImportRequest &request, const Call &call);
/// The report as CSV: line, name, result, reason. Blocking.
[[nodiscard]] Result<void> saveImportReport(const QString &path, const ImportPlan &plan);
/// "New", "Changed", …
[[nodiscard]] QString importStateText(ImportItem::State state);

} // namespace pelorus::ui
