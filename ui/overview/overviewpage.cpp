// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewpage.h"

#include "core/store/stores.h"
#include "ui/support/format.h"
#include "ui/support/words.h"
#include "ui/tasks/taskmodel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/lines.h"
#include "ui/widgets/wraplayout.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

constexpr int kRows = 500;
constexpr size_t kShown = 50;

Result<OverviewData> read(const store::DatabasePtr &database, std::chrono::seconds ttl)
{
    OverviewData data;
    store::JobStore jobs(database);
    auto counters = jobs.counters(ttl);
    if (!counters)
        return fail(counters.error());
    data.counters = *counters;
    auto rows = jobs.rows(kRows);
    if (!rows)
        return fail(rows.error());
    data.jobs = std::move(*rows);
    auto publications = store::PublicationStore(database).rows(int(kShown));
    if (!publications)
        return fail(publications.error());
    data.publications = std::move(*publications);
    auto workers = store::WorkerStore(database).all(ttl);
    if (!workers)
        return fail(workers.error());
    data.workers = std::move(*workers);
    return data;
}

} // namespace

OverviewPage::OverviewPage(Services &services, QWidget *parent)
    : Page(tr("Overview"), parent)
    , m_grid(new QGridLayout)
    , m_profilesAMonth(services.settings.profilesAMonth)
    , m_reader(
          services.workers,
          this,
          [database = services.database, ttl = services.settings.leaseTtl] {
              return read(database, ttl);
          },
          [this](const Result<OverviewData> &answer) {
              if (answer) {
                  if (banner()->clearRetried())
                      showNotice();
                  show(*answer);
              } else {
                  banner()->showError(answer.error(), [this] { refresh(); });
              }
          })
{
    auto *numbers = new WrapLayout(nullptr, 32, 8);
    numbers->setContentsMargins(16, 4, 16, 12);
    for (const QString &caption : {tr("need you"),
                                   tr("running"),
                                   tr("waiting"),
                                   tr("published today"),
                                   tr("not published today"),
                                   tr("unconfirmed"),
                                   tr("profiles leaked"),
                                   tr("profiles this month")}) {
        auto *part = new QWidget(this);
        auto *box = new QVBoxLayout(part);
        box->setContentsMargins(0, 0, 0, 0);
        box->setSpacing(0);
        auto *number = titleLabel(Role::Muted, u"–"_s, part);
        m_numbers << number;
        box->addWidget(number);
        auto *label = roleLabel(Role::Muted, caption, part);
        label->setWordWrap(false);
        number->setAccessibleName(caption);
        box->addWidget(label);
        numbers->addWidget(part);
    }

    m_grid->setContentsMargins(16, 0, 16, 16);
    m_grid->setSpacing(16);
    m_needs = addPart(0, 0, tr("What needs you"));
    m_running = addPart(0, 1, tr("What is running"));
    m_published = addPart(1, 0, tr("What went out"));
    m_workers = addPart(1, 1, tr("Who works"));
    m_grid->setRowStretch(0, 1);
    m_grid->setRowStretch(1, 1);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(numbers);
    layout->addLayout(m_grid, 1);
    setContent(content, m_needs);

    auto *bulk = primaryButton(tr("New bulk upload"), this);
    headerTools()->addWidget(bulk);
    connect(bulk, &QPushButton::clicked, this, &OverviewPage::bulkRequested);
    const auto open = [this](QListWidgetItem *item) {
        if (const qint64 job = item->data(Line::ValueRole).toLongLong())
            emit openJob({job});
    };
    connect(m_needs, &QListWidget::itemActivated, this, open);
    connect(m_running, &QListWidget::itemActivated, this, open);
    connect(m_published, &QListWidget::itemActivated, this, [this](QListWidgetItem *item) {
        const QUrl link(item->data(Line::LinkRole).toString());
        if (!link.isEmpty())
            QDesktopServices::openUrl(link);
        else if (const qint64 job = item->data(Line::ValueRole).toLongLong())
            emit openJob({job});
    });
}

QListWidget *OverviewPage::addPart(int row, int column, const QString &heading)
{
    auto *box = new QVBoxLayout;
    box->setSpacing(4);
    auto *label = headingLabel(heading, this);
    auto *list = new QListWidget(this);
    list->setAccessibleName(heading);
    list->setUniformItemSizes(false);
    list->setWordWrap(true);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setTextElideMode(Qt::ElideRight);
    list->setSpacing(2);
    label->setBuddy(list);
    box->addWidget(label);
    box->addWidget(list, 1);
    m_grid->addLayout(box, row, column);
    return list;
}

QSet<QString> OverviewPage::tables() const
{
    return {u"pelorus_job"_s,
            u"pelorus_item"_s,
            u"pelorus_publication"_s,
            u"pelorus_worker"_s,
            u"pelorus_profile"_s};
}

void OverviewPage::setEngine(const run::EngineStatus &status)
{
    const QString waiting
        = status.paused ? tr("Work is paused on this machine.") : status.waitingBecause;
    const QString backup = status.backupProblem.isEmpty()
        ? QString()
        : tr("The scheduled backup failed. %1").arg(status.backupProblem);
    if (waiting == m_waiting && backup == m_backup)
        return;
    m_waiting = waiting;
    m_backup = backup;
    showNotice();
}

void OverviewPage::showNotice()
{
    QStringList all{m_waiting, m_backup, m_nearLimit};
    all.removeAll(QString());
    const QString text = all.join(u' ');
    if (text.isEmpty())
        banner()->clear();
    else
        banner()->showNotice(Role::Warning, text);
}

void OverviewPage::showMonth(int made)
{
    QLabel *label = m_numbers.last();
    const bool near = settings::nearsLimit(made, m_profilesAMonth);
    const QString limit = format::number(m_profilesAMonth);
    label->setText(m_profilesAMonth > 0
                       ? tr("%1 of %2", "made, limit").arg(format::number(made), limit)
                       : format::number(made));
    setRole(label, near ? Role::Warning : made > 0 ? Role::Text : Role::Muted);
    const QString warning = near
        ? tr("%1 of the %2 profiles that Dolphin's plan allows this month are made. At the "
             "limit it refuses more, and tasks wait for the next month or a larger plan.")
              .arg(format::number(made), limit)
        : QString();
    if (std::exchange(m_nearLimit, warning) != warning)
        showNotice();
}

void OverviewPage::fillJobs(QListWidget *list,
                            const OverviewData &overview,
                            bool needsYou,
                            const QString &none)
{
    std::vector<Line> lines;
    for (const store::JobRow &row : overview.jobs) {
        const auto group = groupOf(row.job);
        if (group != (needsYou ? TaskFilter::Group::NeedsYou : TaskFilter::Group::Running)
            || lines.size() >= kShown)
            continue;
        const words::Look look = words::job(row.job);
        QString text = tr("%1: %2", "account, task").arg(row.job.accountName, row.title);
        const QString second = needsYou ? row.job.error : words::step(row.currentStep);
        text += u'\n'
            + (!second.isEmpty() ? second
                   : needsYou ? tr("%1: look at the account, then say here what you saw.", "state")
                                    .arg(look.text)
                              : look.text);
        lines.push_back({look.icon, look.role, text, row.job.id.value, row.job.id.value, {}});
    }
    setLines(list, lines, none);
}

void OverviewPage::show(const OverviewData &overview)
{
    const store::Counters &counters = overview.counters;
    const std::pair<int, Role> numbers[]{{counters.needOperator, Role::Warning},
                                         {counters.running, Role::Running},
                                         {counters.pending, Role::Text},
                                         {counters.publishedToday, Role::Ok},
                                         {counters.failedToday, Role::Error},
                                         {counters.unconfirmed, Role::Warning},
                                         {counters.profilesLeaked, Role::Error}};
    for (int i = 0; i < int(std::size(numbers)); ++i) {
        m_numbers[i]->setText(format::number(numbers[i].first));
        setRole(m_numbers[i], numbers[i].first > 0 ? numbers[i].second : Role::Muted);
    }
    showMonth(counters.profilesCreatedThisMonth);
    setSummary(tr("%Ln accounts · %1 profiles open", nullptr, counters.accounts)
                   .arg(format::number(counters.profilesOpen)));
    fillJobs(m_needs, overview, true, tr("Nothing needs you."));
    fillJobs(m_running, overview, false, tr("Nothing is running."));

    const QDateTime now = QDateTime::currentDateTimeUtc();
    std::vector<Line> published;
    for (const store::Publication &publication : overview.publications) {
        const words::Look look = words::publication(publication.state);
        QString text = tr("%1: %2, %3", "account, outcome, time")
                           .arg(publication.accountName,
                                look.text,
                                format::relative(publication.updatedAt, now));
        if (!publication.permalink.isEmpty())
            text += u'\n' + publication.permalink;
        published.push_back({look.icon,
                             look.role,
                             text,
                             publication.id.value,
                             publication.jobId.value,
                             publication.permalink});
    }
    setLines(m_published, published, tr("Nothing went out yet."));

    std::vector<Line> workers;
    for (const store::Worker &worker : overview.workers) {
        const QString state = worker.alive
            ? tr("%1 of %2 running", "count, limit")
                  .arg(format::number(worker.running), format::number(worker.limit))
            : tr("not seen for %1")
                  .arg(format::span(std::chrono::seconds(worker.lastSeen.secsTo(now))));
        QStringList lines{tr("%1: %2", "machine, state").arg(worker.machine, state)};
        if (worker.alive)
            lines += tr("Pelorus %1, seen %2", "version, time")
                         .arg(worker.version, format::relative(worker.lastSeen, now));
        QStringList accounts;
        for (const store::JobRow &row : overview.jobs) {
            if (worker.alive && row.job.machine == worker.machine
                && row.job.state == store::JobState::Running)
                accounts += row.job.accountName;
        }
        if (!accounts.isEmpty())
            lines += tr("at work on %1", "accounts").arg(accounts.join(u", "_s));
        workers.push_back({u"machine"_s,
                           worker.alive ? Role::Ok : Role::Warning,
                           lines.join(u'\n'),
                           qint64(qHash(worker.id)),
                           0,
                           {}});
    }
    setLines(m_workers, workers, tr("No machine works now."));
}

} // namespace pelorus::ui
