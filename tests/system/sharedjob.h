// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/system/harness.h"

namespace pelorus::test {

/// A task whose Shares were clicked, after which nobody proved anything.
struct SharedJob
{
    JobId job;
    store::Lease lease;
    std::vector<store::Item> items;
    std::vector<PublicationId> publications; ///< of the items
};

/// New videos on this account, intended while nothing was there yet; its lease is still held.
[[nodiscard]] SharedJob shareVideos(Harness &bench, const QString &account, int videos);
/// The worker ends without proof: what is still open is to be looked at.
void endWithoutProof(Harness &bench, const SharedJob &shared);
/// The job that looks at the account for this publication; invalid when none is planned.
[[nodiscard]] JobId lookFor(Harness &bench, PublicationId publication);

} // namespace pelorus::test
