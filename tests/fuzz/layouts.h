// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/listlayout.h"
#include "tests/fuzz/fuzz.h"

#include <array>

namespace pelorus::fuzz {

/// The list read by layouts: what is guessed, and what the input's own first bytes choose, as an
/// operator could. `read` gives the reader's report, or an error.
template <typename Read>
void layoutsForAll(formats::ListKind kind, const QByteArray &input, const Read &read)
{
    using namespace formats;
    const ListGuess guess = guessLayout(kind, input, {});
    const ListLayout &guessed = guess.layout;
    must(!guessed.separator.isNull() && guessed.heading && encodings().contains(guessed.encoding),
         "a guess is complete");
    for (const QString &column : guessed.columns)
        must(column.isEmpty() || columnNames(kind).contains(column), "a guess uses known columns");
    must(guess.heading.isEmpty() || *guessed.heading, "a heading is one");

    const auto byte
        = [&](int at) { return static_cast<unsigned char>(input.size() > at ? input[at] : 0); };
    static const std::array separators{u',', u';', u'\t', u':', u'|', u' '};
    ListLayout chosen;
    chosen.separator = separators[byte(0) % separators.size()];
    chosen.heading = byte(1) % 2 == 0;
    chosen.encoding = encodings().at(byte(1) / 2 % encodings().size());
    for (int i = 0; i < byte(2) % 8; ++i) {
        const QStringList &names = columnNames(kind);
        chosen.columns << names.value(int(byte(3 + i) % (names.size() + 1)));
    }
    for (const ListLayout &layout : {guessed, chosen}) {
        const auto good = checkLayout(kind, layout);
        const auto report = read(layout);
        must(good || !report, "an impossible layout is refused");
        if (report)
            accountsForAll(*report);
        else
            must(!report.error().message.isEmpty(), "an error has words");
    }
    const QString text = QString::fromUtf8(input.left(64));
    if (const auto columns = parseColumns(kind, text))
        for (const QString &column : *columns)
            must(column.isEmpty() || columnNames(kind).contains(column), "columns are known ones");
    static_cast<void>(parseSeparator(text));
}

} // namespace pelorus::fuzz
