// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace pelorus::formats {

enum class ListKind { Accounts, Proxies };

/// How a delimited list is to be read, where somebody has said so. What is empty is guessed;
/// without columns every line is recognised by itself.
struct ListLayout
{
    QString encoding; ///< of encodings()
    QChar separator;
    std::optional<bool> heading; ///< the first line names the columns and is no record
    /// By position, of columnNames(); empty for one that is not taken.
    QStringList columns;

    /// Somebody has said how lines are divided; the encoding alone leaves them as they are.
    [[nodiscard]] bool isTable() const
    {
        return !separator.isNull() || heading || !columns.isEmpty();
    }
    friend bool operator==(const ListLayout &, const ListLayout &) = default;
};

/// "UTF-8", "UTF-16", "Windows-1251", "Windows-1252".
[[nodiscard]] const QStringList &encodings();
/// "login", "password", "email", …; "type", "host", "port", …
[[nodiscard]] const QStringList &columnNames(ListKind kind);
/// A column's name for people.
[[nodiscard]] QString columnTitle(const QString &column);
/// Whether what stands in such a column is never shown.
[[nodiscard]] bool isSecretColumn(const QString &column);
/// Whether the text is what such a column usually holds; false for columns that can hold anything.
[[nodiscard]] bool fitsColumn(const QString &column, const QString &text);
/// The column that a heading's word means; empty for an unknown word.
[[nodiscard]] QString columnFor(ListKind kind, const QString &heading);

/// A list with its layout completed by guesses, and the start of it for the eye.
struct ListGuess
{
    ListLayout layout;                ///< everything set
    QStringList heading;              ///< the first line's words, where they surely are a heading
    std::vector<QStringList> samples; ///< records after the heading, in clear: to be masked
};
[[nodiscard]] ListGuess
guessLayout(ListKind kind, const QByteArray &input, const ListLayout &given);
/// False for JSON, which has no columns, and for nothing.
[[nodiscard]] bool hasColumns(const ListGuess &guess, const ListLayout &given);

/// One record of a list with a layout.
struct ListRecord
{
    int line = 0;
    QStringList fields;
    std::vector<bool> quoted; ///< by field, where quotes count: its blanks are meant
    bool malformed = false;   ///< its quotes do not match
};
/// All records after the heading. Quotes count only where comma, semicolon or tab divide; with
/// another separator the last column takes what is left of the line. `layout` has a separator.
[[nodiscard]] std::vector<ListRecord> splitRecords(const QString &text, const ListLayout &layout);

/// InvalidInput when no account or proxy can be in it: names the column that is missing.
[[nodiscard]] Result<void> checkLayout(ListKind kind, const ListLayout &layout);

/// "login,password,-,email" as columns; InvalidInput names an unknown one.
[[nodiscard]] Result<QStringList> parseColumns(ListKind kind, const QString &text);
/// ";", "tab", "comma", …; InvalidInput for several characters.
[[nodiscard]] Result<QChar> parseSeparator(const QString &text);
/// The word that parseSeparator() takes for it, or the character.
[[nodiscard]] QString separatorWord(QChar separator);

} // namespace pelorus::formats
