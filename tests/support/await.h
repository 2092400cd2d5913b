// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/support/async.h"

#include <QTest>

namespace pelorus::test {

/// Runs `work` on a worker and returns its answer, for which the event loop of the test waits.
template <typename Work>
auto await(ui::Workers &workers, Work work)
{
    QObject context;
    std::optional<std::invoke_result_t<Work>> answer;
    workers.run(&context, std::move(work), [&](auto result) { answer.emplace(std::move(result)); });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20000); }();
    return std::move(*answer);
}

} // namespace pelorus::test
