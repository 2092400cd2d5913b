// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdio>
#include <cstdlib>

namespace pelorus::fuzz {

/// What holds for every input. A broken promise is a crash, which the fuzzer keeps.
inline void must(bool holds, const char *promise)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", promise);
    std::abort();
}

template <typename Report>
void accountsForAll(const Report &report)
{
    must(size_t(report.read)
             == report.accepted.size() + report.ambiguous.size() + report.rejected.size(),
         "every line is accepted, ambiguous or rejected");
    for (const auto &line : report.ambiguous)
        must(!line.readings.empty(), "what is ambiguous has readings");
    for (const auto &line : report.rejected)
        must(line.line > 0 && !line.reason.isEmpty(), "what is rejected has a line and a reason");
}

/// The target of this program.
void read(const QByteArray &input);

} // namespace pelorus::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    // A copy of its own, so that a step over its end is seen.
    pelorus::fuzz::read(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    return 0;
}
