// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace pelorus::formats {

/// A line that cannot be used. The reason never quotes the line: it may hold a password.
struct RejectedLine
{
    int line = 0;
    QString reason; ///< translated
};

/// Several readings fit, or one that only a person can confirm.
template <typename Entry>
struct AmbiguousLine
{
    int line = 0;
    /// Lines of one shape are settled by one answer.
    QString shape;
    std::vector<Entry> readings;
};

/// read = accepted + ambiguous + rejected = number of non-blank lines (without a heading).
template <typename Entry>
struct ImportReport
{
    int read = 0;
    std::vector<Entry> accepted;
    std::vector<AmbiguousLine<Entry>> ambiguous;
    std::vector<RejectedLine> rejected;
    QString notice; ///< translated; set when the encoding had to be guessed
};

/// Dots for a secret in a preview; the real length is not shown.
[[nodiscard]] inline QString masked(const Secret &secret)
{
    return secret.isEmpty() ? QString() : QStringLiteral("••••••");
}

} // namespace pelorus::formats
