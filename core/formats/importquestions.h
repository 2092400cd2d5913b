// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/accounts.h"
#include "core/formats/proxies.h"

#include <QHash>

#include <algorithm>

namespace pelorus::formats {

/// What an entry holds beside its name: "password, a@mail.example". No secrets.
[[nodiscard]] QString holds(const AccountEntry &entry);
[[nodiscard]] QString holds(const ProxyEntry &entry);
/// Name and what it holds, for telling readings of one line apart.
[[nodiscard]] QString describe(const AccountEntry &entry);
[[nodiscard]] QString describe(const ProxyEntry &entry);

/// Lines of one shape that can be read in several ways.
struct ImportQuestion
{
    QString shape;
    int line = 0;   ///< the first of them
    QString file{}; ///< that line's, where there are several
    int lines = 0;
    QStringList readings; ///< what each would take from the first line; no secrets
    bool operator==(const ImportQuestion &) const = default;
};

/// Shape → the place of the reading that a person chose.
using ImportAnswers = QHash<QString, int>;
/// Such lines are left out.
inline constexpr int kNoReading = -1;

/// A question for each shape, answered or not. The lines that have an answer are accepted then;
/// the others stay ambiguous.
template <typename Entry>
std::vector<ImportQuestion> answer(ImportReport<Entry> &report, const ImportAnswers &answers)
{
    std::vector<ImportQuestion> questions;
    QHash<QString, size_t> asked;
    std::vector<AmbiguousLine<Entry>> open;
    for (auto &line : report.ambiguous) {
        if (!asked.contains(line.shape)) {
            asked.insert(line.shape, questions.size());
            ImportQuestion question{line.shape, line.line, {}, 0, {}};
            for (const Entry &reading : line.readings)
                question.readings << describe(reading);
            questions.push_back(std::move(question));
        }
        ++questions[asked.value(line.shape)].lines;
        const int chosen = answers.value(line.shape, kNoReading);
        if (chosen >= 0 && size_t(chosen) < line.readings.size())
            report.accepted.push_back(std::move(line.readings[size_t(chosen)]));
        else
            open.push_back(std::move(line));
    }
    report.ambiguous = std::move(open);
    std::ranges::stable_sort(report.accepted, {}, &Entry::line);
    markDuplicates(report.accepted); // answers make accounts of lines: two of them may be one
    return questions;
}

} // namespace pelorus::formats
