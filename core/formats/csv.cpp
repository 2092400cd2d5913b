// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/csv.h"

#include "core/base/savefile.h"
#include "core/formats/decode.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pelorus::formats {

CsvReader::CsvReader(QStringView text, std::optional<QChar> separator)
    : m_text(text)
{
    if (m_text.startsWith(u'\ufeff'))
        m_text = m_text.mid(1);
    if (m_text.startsWith("sep="_L1, Qt::CaseInsensitive) && m_text.size() > 4) {
        m_separator = m_text.at(4);
        m_at = 5;
        if (m_at < m_text.size())
            skipLineEnd();
        return;
    }
    m_separator = separator ? *separator : guess();
}

QChar CsvReader::guess() const
{
    // Counted in the first line, outside quotes; the comma wins a draw.
    constexpr std::array<char16_t, 3> candidates{u',', u';', u'\t'};
    std::array<int, 3> counts{};
    bool quoted = false;
    for (const QChar c : m_text) {
        if (c == u'"')
            quoted = !quoted;
        if (!quoted && (c == u'\n' || c == u'\r') && counts != std::array<int, 3>{})
            break;
        for (size_t i = 0; i < candidates.size(); ++i)
            counts[i] += !quoted && c == candidates[i] ? 1 : 0;
    }
    size_t best = 0;
    for (size_t i = 1; i < candidates.size(); ++i)
        best = counts[i] > counts[best] ? i : best;
    return QChar(candidates[best]);
}

bool CsvReader::atLineEnd() const
{
    return m_at >= m_text.size() || m_text.at(m_at) == u'\n' || m_text.at(m_at) == u'\r';
}

void CsvReader::skipLineEnd()
{
    if (m_at >= m_text.size())
        return;
    const QChar c = m_text.at(m_at);
    if (c != u'\n' && c != u'\r')
        return;
    ++m_at;
    ++m_line;
    if (c == u'\r' && m_at < m_text.size() && m_text.at(m_at) == u'\n')
        ++m_at;
}

std::optional<QString> CsvReader::quotedField()
{
    QString field;
    for (++m_at; m_at < m_text.size(); ++m_at) {
        const QChar c = m_text.at(m_at);
        if (c == u'"') {
            if (m_at + 1 >= m_text.size() || m_text.at(m_at + 1) != u'"') {
                ++m_at;
                // Whatever stands between the closing quote and the separator is an error.
                if (const QString rest = plainField(); !trimmedEdges(rest).isEmpty())
                    return {};
                return field;
            }
            ++m_at;
        }
        const bool lineEnd = c == u'\n'
            || (c == u'\r' && (m_at + 1 >= m_text.size() || m_text.at(m_at + 1) != u'\n'));
        if (lineEnd && m_at + 1 < m_badUntil)
            return {};
        m_line += lineEnd ? 1 : 0;
        field += c;
    }
    return {};
}

QString CsvReader::plainField()
{
    const qsizetype start = m_at;
    while (!atLineEnd() && m_text.at(m_at) != m_separator)
        ++m_at;
    return m_text.mid(start, m_at - start).toString();
}

void CsvReader::backToFirstLine()
{
    m_badUntil = std::max(m_badUntil, m_at);
    m_at = m_start;
    m_line = m_startLine;
    while (!atLineEnd())
        ++m_at;
    skipLineEnd();
}

std::optional<CsvRecord> CsvReader::next()
{
    for (;;) {
        if (m_at >= m_text.size())
            return {};
        m_start = m_at;
        m_startLine = m_line;
        CsvRecord record;
        record.line = m_line;
        for (;;) {
            const bool quoted = m_at < m_text.size() && m_text.at(m_at) == u'"';
            auto field = quoted ? quotedField() : plainField();
            if (!field) {
                record.malformed = true;
                backToFirstLine();
                return record;
            }
            record.quoted.push_back(quoted);
            record.fields << std::move(*field);
            if (atLineEnd())
                break;
            ++m_at; // the separator
        }
        skipLineEnd();
        const bool blank = record.fields.size() == 1 && !record.quoted.front()
            && trimmedEdges(record.fields.front()).isEmpty();
        if (!blank)
            return record;
    }
}

QString csvLine(const QStringList &fields)
{
    QString line;
    for (const QString &field : fields) {
        if (&field != &fields.front())
            line += u',';
        const bool plain = std::ranges::all_of(
            field, [](QChar c) { return c.isLetterOrNumber() || c == u'.' || c == u'_'; });
        line += plain ? field : QString(u'"' + QString(field).replace(u'"', "\"\""_L1) + u'"');
    }
    return line + u"\r\n"_s;
}

Result<void> saveCsv(const QString &path, const QByteArray &lines)
{
    return saveFile(path, lines, Readers::Owner);
}

} // namespace pelorus::formats
