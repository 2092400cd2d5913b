// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/captions.h"

#include "core/formats/csv.h"
#include "core/formats/decode.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

enum class Column { Video, Account, Caption, Location, Mentions, Other };

Column columnFor(const QString &heading)
{
    static const QHash<QString, Column> words{
        {u"video"_s, Column::Video},       {u"file"_s, Column::Video},
        {u"filename"_s, Column::Video},    {u"file name"_s, Column::Video},
        {u"file_name"_s, Column::Video},   {u"path"_s, Column::Video},
        {u"видео"_s, Column::Video},       {u"файл"_s, Column::Video},
        {u"имя файла"_s, Column::Video},   {u"account"_s, Column::Account},
        {u"username"_s, Column::Account},  {u"login"_s, Column::Account},
        {u"аккаунт"_s, Column::Account},   {u"логин"_s, Column::Account},
        {u"caption"_s, Column::Caption},   {u"title"_s, Column::Caption},
        {u"text"_s, Column::Caption},      {u"description"_s, Column::Caption},
        {u"подпись"_s, Column::Caption},   {u"описание"_s, Column::Caption},
        {u"заголовок"_s, Column::Caption}, {u"текст"_s, Column::Caption},
        {u"location"_s, Column::Location}, {u"place"_s, Column::Location},
        {u"место"_s, Column::Location},    {u"геолокация"_s, Column::Location},
        {u"локация"_s, Column::Location},  {u"mentions"_s, Column::Mentions},
        {u"tags"_s, Column::Mentions},     {u"упоминания"_s, Column::Mentions},
        {u"отметки"_s, Column::Mentions},
    };
    return words.value(trimmedEdges(heading).toString().toLower(), Column::Other);
}

tl::unexpected<Error> invalid(const QString &message)
{
    return fail(ErrorKind::InvalidInput, message);
}

/// The reason why the record cannot be used; empty when it can.
QString fill(const CsvRecord &record,
             const QHash<Column, qsizetype> &columns,
             qsizetype width,
             CaptionRow &row)
{
    if (record.malformed) {
        return QCoreApplication::translate(
            "Core", "The quotes do not match. Double each quote that belongs to the text.");
    }
    if (record.fields.size() > width) {
        return QCoreApplication::translate("Core",
                                           "There are %1 columns, but the heading has %2. Put text "
                                           "with separators in quotes.")
            .arg(record.fields.size())
            .arg(width);
    }
    const auto field = [&](Column column) {
        const auto found = columns.constFind(column);
        return found == columns.cend() ? QString() : record.fields.value(*found);
    };
    row.line = record.line;
    row.video = trimmedEdges(field(Column::Video)).toString();
    row.account = trimmedEdges(field(Column::Account)).toString();
    if (row.account.startsWith(u'@'))
        row.account.remove(0, 1);
    row.caption = field(Column::Caption);
    row.caption.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
    row.location = trimmedEdges(field(Column::Location)).toString();
    row.mentions = trimmedEdges(field(Column::Mentions)).toString();
    if (row.video.isEmpty())
        return QCoreApplication::translate("Core", "The column with the video's name is empty.");
    if (const int over = captionOverflow(row.caption); over > 0) {
        return QCoreApplication::translate("Core",
                                           "The caption is %1 characters too long; the site allows "
                                           "%2.")
            .arg(over)
            .arg(kCaptionLimit);
    }
    return {};
}

} // namespace

int captionOverflow(const QString &caption)
{
    return int(std::max<qsizetype>(0, caption.size() - kCaptionLimit));
}

Result<CaptionReport> readCaptions(const QByteArray &input)
{
    if (const QString kind = foreignFileKind(input); !kind.isEmpty()) {
        return invalid(QCoreApplication::translate(
                           "Core", "This is %1, not a list of captions. Save it as CSV (UTF-8).")
                           .arg(kind));
    }
    const DecodedText decoded = decodeText(input);
    if (trimmedEdges(decoded.text).isEmpty())
        return invalid(QCoreApplication::translate("Core", "The list of captions is empty."));

    CsvReader reader(decoded.text);
    const auto heading = reader.next();
    QHash<Column, qsizetype> columns;
    for (qsizetype i = 0; heading && i < heading->fields.size(); ++i) {
        const Column column = columnFor(heading->fields.at(i));
        if (column == Column::Other)
            continue;
        if (columns.contains(column)) {
            return invalid(QCoreApplication::translate(
                               "Core", "The heading names two columns for the same thing: %1.")
                               .arg(heading->fields.at(i)));
        }
        columns.insert(column, i);
    }
    if (!columns.contains(Column::Video) || !columns.contains(Column::Caption)) {
        return invalid(
            QCoreApplication::translate("Core",
                                        "The first line must name the columns: video and caption, "
                                        "and if wanted account, location and mentions."));
    }
    CaptionReport report;
    if (decoded.guessed) {
        report.notice = QCoreApplication::translate("Core",
                                                    "The file is not UTF-8; it was read as %1. "
                                                    "Check the captions.")
                            .arg(decoded.encoding);
    }
    while (const auto record = reader.next()) {
        CaptionRow row;
        const QString reason = fill(*record, columns, heading->fields.size(), row);
        if (reason.isEmpty())
            report.rows.push_back(std::move(row));
        else
            report.problems.push_back({record->line, reason});
    }
    return report;
}

Result<QString> fillTemplate(const QString &text, const TemplateValues &values)
{
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c != u'{' && c != u'}') {
            out += c;
            continue;
        }
        if (i + 1 < text.size() && text.at(i + 1) == c) {
            out += c;
            ++i;
            continue;
        }
        const qsizetype end = c == u'{' ? text.indexOf(u'}', i) : -1;
        if (end < 0) {
            return invalid(QCoreApplication::translate("Core",
                                                       "A brace in the template has no partner. "
                                                       "Write {{ or }} for a brace itself."));
        }
        const QString name = text.mid(i + 1, end - i - 1);
        const QString key = name.trimmed().toLower();
        if (key == u"file"_s)
            out += values.fileName;
        else if (key == u"account"_s)
            out += values.account;
        else if (key == u"n"_s)
            out += QString::number(values.number);
        else if (key == u"date"_s)
            out += values.date.toString(Qt::ISODate);
        else {
            return invalid(QCoreApplication::translate("Core",
                                                       "The template has the unknown placeholder "
                                                       "{%1}. Known are {file}, {account}, {n} and "
                                                       "{date}.")
                               .arg(name));
        }
        i = end;
    }
    return out;
}

} // namespace pelorus::formats
