// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/session.h"
#include "core/store/stores.h"

#include <QJsonObject>

#include <vector>

namespace pelorus::bench {

/// One statement as our dialect has it; ends the program with the reason when it fails.
void execute(const store::DatabasePtr &db, const QString &sql);
[[nodiscard]] qint64 number(const store::DatabasePtr &db, const QString &sql);
/// `count` new accounts named after `prefix`, each with one due task.
void addJobs(const store::DatabasePtr &db, const QString &prefix, int count);
[[nodiscard]] store::ClaimRequest claimRequest(int worker);
[[nodiscard]] double median(std::vector<double> values);
/// Ends the program, saying why.
[[noreturn]] void give(const QString &why);

template <typename T>
T need(Result<T> result)
{
    if (!result)
        give(toLogString(result.error()));
    return std::move(*result);
}
inline void need(const Result<void> &result)
{
    if (!result)
        give(toLogString(result.error()));
}

[[nodiscard]] QJsonObject throughput(const Secret &url, int jobs, int workers);
[[nodiscard]] QJsonObject latency(const store::DatabasePtr &db, const Secret &url);
[[nodiscard]] QJsonObject skew(const Secret &url, int seconds);
[[nodiscard]] QJsonObject screen(const store::DatabasePtr &db);

} // namespace pelorus::bench
