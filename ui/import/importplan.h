// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/importquestions.h"
#include "core/store/cookiefiles.h"

#include <memory>

namespace pelorus::ui {

enum class ImportKind { Accounts, Proxies, Cookies };

/// What was dropped, pasted or chosen. It may hold passwords.
using ImportSource = store::ImportFile;
using ImportSources = std::shared_ptr<const std::vector<ImportSource>>;

using formats::ImportQuestion;

/// One line of the preview and of the report.
struct ImportItem
{
    enum class State { Added, Changed, Skipped, Kept, Refused, Asked };
    int number = 0; ///< position, the row's key
    int line = 0;
    QString file{}; ///< the line's, where there are several
    QString name;
    QString holds; ///< "password, e-mail"
    State state = State::Refused;
    QString note;
};

/// How a delimited list was read, and its first records for the eye: no secrets.
struct LayoutView
{
    formats::ListLayout layout; ///< everything set
    QStringList heading;        ///< the file's own words
    std::vector<QStringList> samples;
};

struct ImportPlan
{
    ImportKind kind = ImportKind::Accounts;
    int read = 0;
    QString notice;                   ///< about the encoding, or how several files were read
    std::optional<LayoutView> layout; ///< of a delimited list, or of files that are all like it
    QString problem;                  ///< why the wanted layout reads nothing; no items then
    bool hasCookies = false;          ///< some line holds cookies
    std::vector<ImportQuestion> questions;
    std::vector<ImportItem> items; ///< every line that was read, in order
    [[nodiscard]] int count(ImportItem::State state) const;
};

struct ImportRequest
{
    ImportKind kind = ImportKind::Accounts;
    ImportSources sources;
    formats::ImportAnswers answers;
    formats::ListLayout layout;             ///< what the operator has corrected
    QString scheme{QStringLiteral("http")}; ///< of proxies that name none
    store::ImportOptions options;
    QString account{}; ///< whose cookies these are; by file and text where it is empty
};

/// Reads the files, at most 256 MB each, and those of folders (see store::readFolder). Blocking.
[[nodiscard]] Result<ImportSources> readImportFiles(const QStringList &paths, const Call &call);
/// Reads and decides; writes unless `options.dryRun`. Blocking; all of it or nothing.
[[nodiscard]] Result<ImportPlan>
runImport(const store::DatabasePtr &database, const ImportRequest &request, const Call &call);
/// The report as CSV: line, name, result, reason, file. Blocking.
[[nodiscard]] Result<void> saveImportReport(const QString &path, const ImportPlan &plan);
/// "7", "7 (list.txt)"
[[nodiscard]] QString linePlace(int line, const QString &file);
/// "New", "Changed", …
[[nodiscard]] QString importStateText(ImportItem::State state);

} // namespace pelorus::ui
