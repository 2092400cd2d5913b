// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz.h"

#include "core/formats/captions.h"
#include "core/formats/csv.h"
#include "core/formats/decode.h"

namespace {

using namespace pelorus;
using namespace pelorus::formats;

/// What goes out comes in again unchanged.
void roundTrip(const QString &text)
{
    CsvReader reader(text);
    while (const auto record = reader.next()) {
        if (record->malformed || record->line == 1)
            continue;
        const QString line = csvLine(record->fields);
        CsvReader again(line, u',');
        const auto same = again.next();
        if (line.startsWith(u"sep="))
            continue; // a first line may name its separator
        if (record->fields == QStringList{QString()})
            continue; // written as a quoted nothing, or a blank line
        fuzz::must(same.has_value(), "no CSV record is lost");
        fuzz::must(!same->malformed && same->fields == record->fields,
                   "a CSV record comes in again unchanged");
    }
}

} // namespace

void pelorus::fuzz::read(const QByteArray &input)
{
    const auto report = readCaptions(input);
    must(report || !report.error().message.isEmpty(), "an error has words");
    roundTrip(decodeText(input).text);
}
