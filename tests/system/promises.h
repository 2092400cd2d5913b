// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/system/harness.h"

namespace pelorus::test {

/// One account with a password, one video and the task for both, beside a customer's own profile
/// that runs; and what must hold of them whatever happens to the worker. What really happened is
/// asked of the stand-in, not of the worker.
class Promises final
{
public:
    explicit Promises(const QString &engine);

    [[nodiscard]] Harness &bench() { return m_bench; }
    /// First thing to check in a test.
    [[nodiscard]] const QString &problem() const { return m_bench.problem(); }

    /// What the worker left when it was gone: call it then.
    void look();
    /// Starts a worker long after, again and again, until nothing is open. Fails the test when that
    /// never happens.
    void settle();
    /// P1 and P3 to P5. Fails the test.
    void check();

    /// Before and after each crash point of the undisturbed task, in order.
    [[nodiscard]] static QStringList moments();
    /// `count` of them, the same for the same PELORUS_SEED, which is printed.
    [[nodiscard]] static QStringList byChance(const QStringList &all, int count);
    /// PELORUS_SEED or a new one, which is printed.
    [[nodiscard]] static quint32 seed();
    /// The label soak: everything instead of a choice.
    [[nodiscard]] static bool isSoak();
    [[nodiscard]] static QStringList run();

private:
    Harness m_bench;
    QString m_video;
    BulkTaskId m_bulk;
    ProfileId m_foreign;
    bool m_sessionWasSaved = false;
    bool m_wasIntended = false; ///< the click may have happened
    int m_signIns = 0;
};

} // namespace pelorus::test
