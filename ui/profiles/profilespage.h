// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/profiles/profilesmodel.h"
#include "ui/support/services.h"
#include "ui/widgets/page.h"

namespace pelorus::ui {

class TableView;

struct ProfilesData
{
    std::vector<store::LedgerRow> rows;
    QSet<QString> alive;
    store::Counters counters;
};

/// Every browser profile that Pelorus made, until it is proved to be gone.
class ProfilesPage final : public Page
{
    Q_OBJECT
public:
    explicit ProfilesPage(Services &services, QWidget *parent = nullptr);
    void refresh() override { m_reader.refresh(); }
    void show(ProfilesData data);

protected:
    [[nodiscard]] QSet<QString> tables() const override;

private:
    ProfilesModel *m_model;
    TableView *m_table;
    Reader<ProfilesData> m_reader;
};

} // namespace pelorus::ui
