// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/accounts.h"
#include "tests/fuzz/layouts.h"

void pelorus::fuzz::read(const QByteArray &input)
{
    if (const auto report = formats::readAccounts(input))
        accountsForAll(*report);
    layoutsForAll(formats::ListKind::Accounts, input, [&](const formats::ListLayout &layout) {
        return formats::readAccounts(input, layout);
    });
}
