// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/accounts/accountmodel.h"
#include "ui/accounts/inspector.h"
#include "ui/bulk/draft.h"
#include "ui/overview/overviewpage.h"
#include "ui/profiles/profilespage.h"
#include "ui/proxies/proxymodel.h"
#include "ui/tasks/taskview.h"
#include "ui/transfer/transferplan.h"

/// What the pages are shown with: no database behind it.
namespace pelorus::fixture {

enum class Amount { None, Typical, Many };

[[nodiscard]] std::vector<store::AccountRow> accounts(Amount amount);
[[nodiscard]] ui::AccountModel::Snapshot accountItems(Amount amount);
[[nodiscard]] std::vector<store::ProxyRow> proxies(Amount amount);
[[nodiscard]] ui::AccountDetails accountDetails();
[[nodiscard]] std::vector<store::JobRow> jobs(Amount amount);
[[nodiscard]] ui::TaskDetails taskDetails(const store::Job &job);
[[nodiscard]] ui::ProfilesData profiles(Amount amount);
[[nodiscard]] ui::OverviewData overview(Amount amount);
[[nodiscard]] ui::TransferPreview transfer();
void fillDraft(ui::BulkDraft &draft, Amount amount);
/// A page of a site as the live picture would show it.
[[nodiscard]] QByteArray browserJpeg();
[[nodiscard]] Error error();

} // namespace pelorus::fixture
