// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/importstore.h"

namespace pelorus::store {

/// One file of those to be imported.
struct ImportFile
{
    QString name; ///< without its folder; empty for pasted text
    Secret bytes;
    QString problem{}; ///< translated; why it could not be read, there are no bytes then
};

/// The files of a folder by name, without hidden ones and without those in folders inside; at most
/// 16 MB each and 256 MB in all. What cannot be read is in the list with its problem. Blocking.
[[nodiscard]] Result<std::vector<ImportFile>> readFolder(const QString &path, const Call &call);

/// A file that was read; its problem where it is no text.
[[nodiscard]] ImportFile importFile(const QString &name, QByteArray bytes);

/// Cookies as the old bot left them: a file an account, named after its login. A login above the
/// cookies in the file says whose they are, else the name of the file does; of several accounts in
/// one file without logins nobody can say. One set for each file at least.
[[nodiscard]] std::vector<CookieSet> cookieSets(const std::vector<ImportFile> &files);

/// The logins that a file's name may mean, the likeliest first: "bob.store_cookies.json" is of
/// "bob.store_cookies", "bob.store" or of an account that is called so in full.
[[nodiscard]] QStringList loginsOfFile(const QString &name);

/// The rows as CSV with a heading: line, name, result, reason. Blocking.
[[nodiscard]] Result<void> saveReport(const QString &path, const ImportResult &result);

} // namespace pelorus::store
