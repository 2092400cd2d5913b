// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz.h"

#include "core/formats/accounts.h"

void pelorus::fuzz::read(const QByteArray &input)
{
    if (const auto report = formats::readAccounts(input))
        accountsForAll(*report);
}
