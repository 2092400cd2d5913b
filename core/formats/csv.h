// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace pelorus::formats {

struct CsvRecord
{
    int line = 0;             ///< 1-based line on which it begins
    QStringList fields;       ///< where it is malformed, those before the fault
    std::vector<bool> quoted; ///< by field: its blanks are meant
    /// A quoted field that was never closed, or text after a closing quote. Only the line on which
    /// it begins is lost: the next record begins on the line after it.
    bool malformed = false;
};

/// RFC 4180 one record at a time, over text that the caller keeps alive: quotes, doubled quotes,
/// line breaks inside quotes, any line end, a last line without end. Blank lines are skipped.
/// Excel's "sep=;" line sets the separator and is skipped.
class CsvReader final
{
public:
    /// Without a separator the first line decides among comma, semicolon and tab.
    explicit CsvReader(QStringView text, std::optional<QChar> separator = {});

    [[nodiscard]] QChar separator() const { return m_separator; }
    /// The next record; nothing at the end.
    [[nodiscard]] std::optional<CsvRecord> next();
    /// For a caller that cannot take the last record as it is: only its first line counts as read.
    void backToFirstLine();

private:
    [[nodiscard]] QChar guess() const;
    [[nodiscard]] bool atLineEnd() const;
    void skipLineEnd();
    /// Nothing when it is malformed.
    std::optional<QString> quotedField();
    QString plainField();

    QStringView m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    qsizetype m_start = 0; ///< of the last record
    int m_startLine = 1;
    /// Quotes that are open at the beginning of a line before it were read once, to no good end:
    /// reading them again for each of these lines would take the square of the time.
    qsizetype m_badUntil = 0;
    QChar m_separator;
};

/// One record with its line end, by RFC 4180. A field that begins with = + - @ is quoted and stays
/// as it is: it must come in again unchanged.
[[nodiscard]] QString csvLine(const QStringList &fields);

/// Writes lines as UTF-8, whole or not at all, for the owner alone to read. Blocking; Io names the
/// path.
[[nodiscard]] Result<void> saveCsv(const QString &path, const QByteArray &lines);

} // namespace pelorus::formats
