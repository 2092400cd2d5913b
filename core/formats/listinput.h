// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/decode.h"
#include "core/formats/importlines.h"
#include "core/formats/listlayout.h"

#include <QCoreApplication>
#include <QHash>

namespace pelorus::formats {

// What the readers of lists of accounts and of proxies have in common.

struct ListInput
{
    QString text;   ///< decoded, not blank
    QString notice; ///< for ImportReport
};
/// InvalidInput, with the reason, for what is no such list or cannot be one with that layout.
[[nodiscard]] Result<ListInput>
openList(ListKind kind, const QByteArray &input, const ListLayout &layout);

/// How it is divided into columns, completed by guesses; nothing when each line is recognised by
/// itself. InvalidInput when no account or proxy can be in it.
[[nodiscard]] Result<std::optional<ListLayout>>
tableLayout(ListKind kind, const QByteArray &input, const ListLayout &layout);

/// `read` each record of the table; those that are none are rejected.
template <typename Report, typename Read>
void readRecords(const QString &text, const ListLayout &table, Report &report, const Read &read)
{
    for (const ListRecord &record : splitRecords(text, table)) {
        ++report.read;
        if (record.malformed)
            report.rejected.push_back(
                {record.line,
                 QCoreApplication::translate("Core", "The quotes on this line do not match.")});
        else
            read(record);
    }
}

/// `read` each line that is not blank, trimmed, with its number.
template <typename Report, typename Read>
void readLines(const QString &text, Report &report, const Read &read)
{
    int number = 0;
    for (const QStringView raw : splitLines(text)) {
        ++number;
        const QStringView line = trimmedEdges(raw);
        if (line.isEmpty())
            continue;
        ++report.read;
        read(line, number);
    }
}

/// In the order of lines: the first of those with one key is none.
template <typename Entry, typename Key>
void markDuplicatesBy(const Key &key, std::vector<Entry> &entries)
{
    QHash<QString, int> seen;
    for (Entry &entry : entries) {
        int &first = seen[key(entry)];
        entry.duplicateOf = first;
        if (first == 0)
            first = entry.line;
    }
}

} // namespace pelorus::formats
