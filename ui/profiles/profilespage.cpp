// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/profilespage.h"

#include "core/store/stores.h"
#include "ui/support/format.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/tableview.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

constexpr int kRows = 2000;

Result<ProfilesData> read(const store::DatabasePtr &database, std::chrono::seconds ttl)
{
    ProfilesData data;
    auto rows = store::LedgerStore(database).rows(kRows);
    if (!rows)
        return fail(rows.error());
    data.rows = std::move(*rows);
    const auto workers = store::WorkerStore(database).all(ttl);
    if (!workers)
        return fail(workers.error());
    for (const store::Worker &worker : *workers)
        if (worker.alive)
            data.alive.insert(worker.id);
    const auto counters = store::JobStore(database).counters(ttl);
    if (!counters)
        return fail(counters.error());
    data.counters = *counters;
    return data;
}

} // namespace

ProfilesPage::ProfilesPage(Services &services, QWidget *parent)
    : Page(tr("Browser profiles"), parent)
    , m_model(new ProfilesModel(this))
    , m_table(new TableView(this))
    , m_reader(
          services.workers,
          this,
          [database = services.database, ttl = services.settings.leaseTtl] {
              return read(database, ttl);
          },
          [this](Result<ProfilesData> answer) {
              if (answer) {
                  banner()->clearRetried();
                  show(std::move(*answer));
              } else {
                  banner()->showError(answer.error(), [this] { refresh(); });
              }
          })
{
    m_table->setAccessibleName(tr("Browser profiles"));
    m_table->setModel(m_model);
    m_table->setColumns({16, 16, 18, 12, 12, 12, 30}, ProfilesModel::Error);
    auto *openOnly = new QCheckBox(tr("Only open ones"), this);
    auto *note = roleLabel(
        Role::Muted,
        tr("A profile lives for one task. What a task could not close is closed and deleted by the "
           "sweeper of any machine, at start and every minute. Profiles that Pelorus did not make "
           "are never touched."),
        this);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(16, 4, 12, 8);
    top->setSpacing(16);
    top->addWidget(note, 1);
    top->addWidget(openOnly);
    layout->addLayout(top);
    layout->addWidget(separator(content));
    layout->addWidget(m_table, 1);
    setContent(content, m_table);
    setEmptyState(new EmptyState(
        u"profiles"_s,
        tr("No profile was made yet"),
        tr("Each task makes a browser profile from the account's blueprint, uses it and deletes "
           "it. Here you see that none is left behind."),
        {},
        this));
    connect(openOnly, &QCheckBox::toggled, m_model, &ProfilesModel::setOpenOnly);
}

QSet<QString> ProfilesPage::tables() const
{
    return {u"pelorus_profile"_s, u"pelorus_worker"_s};
}

void ProfilesPage::show(ProfilesData ledger)
{
    m_model->setAlive(std::move(ledger.alive));
    m_model->setRows(std::move(ledger.rows));
    showEmpty(m_model->total() == 0);
    setSummary(tr("%1 open · %2 leaked · %3 made this month")
                   .arg(format::number(ledger.counters.profilesOpen),
                        format::number(ledger.counters.profilesLeaked),
                        format::number(ledger.counters.profilesCreatedThisMonth)));
}

} // namespace pelorus::ui
