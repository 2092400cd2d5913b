// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <vector>

namespace pelorus::formats {

/// The site's limit, counted as the site does: UTF-16 code units.
inline constexpr int kCaptionLimit = 2200;

/// How many characters the caption is over the limit; 0 when it fits.
[[nodiscard]] int captionOverflow(const QString &caption);

/// One line of a captions file. `account` empty means "for every account that gets this video".
struct CaptionRow
{
    int line = 0;
    QString video; ///< file name or path as written
    QString account;
    QString caption;
    QString location;
    QString mentions;
};

struct CaptionProblem
{
    int line = 0;
    QString reason; ///< translated
};

/// rows + problems account for every non-blank line.
struct CaptionReport
{
    std::vector<CaptionRow> rows;
    std::vector<CaptionProblem> problems;
    QString notice; ///< translated; set when the encoding had to be guessed
};

/// CSV by RFC 4180 (quotes, line breaks inside quotes), separator comma, semicolon or tab, BOM and
/// UTF-16 decoded, header row required: video, caption, optional account, location, mentions
/// (English or Russian words). Bad input is a problem of its line, not of the file.
[[nodiscard]] Result<CaptionReport> readCaptions(const QByteArray &input);

struct TemplateValues
{
    QString fileName; ///< without folder and extension
    QString account;
    int number = 0; ///< 1-based within the account
    QDate date;
};

/// Fills {file}, {account}, {n}, {date}; an unknown placeholder is InvalidInput that names it.
/// "{{" and "}}" are braces.
[[nodiscard]] Result<QString> fillTemplate(const QString &text, const TemplateValues &values);

} // namespace pelorus::formats
