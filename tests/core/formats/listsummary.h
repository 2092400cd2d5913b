// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QStringList>

namespace pelorus::test {

inline QString shown(const Secret &secret)
{
    return secret.reveal([](const QByteArray &utf8) { return QString::fromUtf8(utf8); });
}

/// A report of a list's reader, an entry a line as `show` has it; "? a / b" where it asks which
/// reading is meant, "!" for a line that was refused.
template <typename Report, typename Show>
QString summary(const Report &report, Show show)
{
    QStringList all;
    for (const auto &entry : report.accepted)
        all << show(entry);
    for (const auto &line : report.ambiguous) {
        QStringList readings;
        for (const auto &reading : line.readings)
            readings << show(reading);
        all << QStringLiteral("? ") + readings.join(QStringLiteral(" / "));
    }
    all.insert(all.size(), qsizetype(report.rejected.size()), QStringLiteral("!"));
    return all.join(QLatin1Char('\n'));
}

} // namespace pelorus::test
