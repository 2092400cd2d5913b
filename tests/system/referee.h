// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/system/harness.h"

namespace pelorus::test {

/// Sits in the PostgreSQL database itself and sees each lease as it is committed, whoever writes
/// it. An exclusion constraint tells whether an account was held by two at once.
class Referee final
{
public:
    explicit Referee(Harness &bench);

    /// Each time that an account was given to a second holder: "account: holder".
    [[nodiscard]] QStringList heldTwice();
    /// Stretches of time in which somebody held an account.
    [[nodiscard]] int leases();
    /// Leases of accounts that somebody else took over when their time was up.
    [[nodiscard]] int takenOver();
    /// How often each upload came to COMPLETED, where that is not once.
    [[nodiscard]] QStringList notOnce();

private:
    Harness &m_bench;
};

} // namespace pelorus::test
