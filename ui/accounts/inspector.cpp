// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/inspector.h"

#include "core/base/log.h"
#include "ui/accounts/accountdialog.h"
#include "ui/import/importdialog.h"
#include "ui/support/format.h"
#include "ui/support/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/lines.h"

#include <QFontDatabase>
#include <QFormLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

constexpr int kHistory = 200;

QLabel *value(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

using FormRows = QList<std::pair<QString, QString>>;

/// Built anew only where other rows are shown: what is selected in a text stays selected.
void fill(QFormLayout *form, const FormRows &rows)
{
    const auto label = [form](int row, QFormLayout::ItemRole role) {
        return qobject_cast<QLabel *>(form->itemAt(row, role)->widget());
    };
    bool same = form->rowCount() == int(rows.size());
    for (int i = 0; same && i < form->rowCount(); ++i)
        same = label(i, QFormLayout::LabelRole)->text() == rows[i].first;
    if (same) {
        for (int i = 0; i < form->rowCount(); ++i)
            label(i, QFormLayout::FieldRole)->setText(rows[i].second);
        return;
    }
    while (form->rowCount() > 0)
        form->removeRow(0);
    for (const auto &[name, text] : rows)
        form->addRow(name, value(text));
}

QWidget *scrolled(QFormLayout *form)
{
    auto *inside = new QWidget;
    form->setContentsMargins(12, 12, 12, 12);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setLabelAlignment(Qt::AlignLeft);
    inside->setLayout(form);
    auto *area = new QScrollArea;
    area->setWidget(inside);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    return area;
}

QString maskedBlueprint(const QJsonObject &blueprint)
{
    if (blueprint.isEmpty())
        return {};
    return log::redact(QString::fromUtf8(QJsonDocument(blueprint).toJson(QJsonDocument::Indented)));
}

} // namespace

Result<AccountDetails> readDetails(const store::DatabasePtr &database, AccountId id)
{
    AccountDetails details;
    details.id = id;
    store::CookieStore cookies(database);
    auto list = cookies.withoutValues(id);
    if (!list)
        return fail(list.error());
    details.cookies = std::move(*list);
    auto versions = cookies.history(id);
    if (!versions)
        return fail(versions.error());
    details.versions = std::move(*versions);
    store::AccountStore accounts(database);
    const auto blueprint = accounts.blueprint(id);
    if (!blueprint)
        return fail(blueprint.error());
    details.blueprint = maskedBlueprint(*blueprint);
    const auto credentials = accounts.credentials(id);
    if (!credentials)
        return fail(credentials.error());
    details.passwordLength = credentials->password.length();
    details.totpLength = credentials->tfaSecret.length();
    auto publications = store::PublicationStore(database).rowsOfAccount(id, kHistory);
    if (!publications)
        return fail(publications.error());
    details.publications = std::move(*publications);
    auto jobs = store::JobStore(database).jobsOfAccount(id, kHistory);
    if (!jobs)
        return fail(jobs.error());
    details.jobs = std::move(*jobs);
    return details;
}

AccountInspector::AccountInspector(Services &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_reader(
          services.workers,
          this,
          [] { return Result<AccountDetails>(AccountDetails{}); },
          [this](Result<AccountDetails> details) {
              if (details) {
                  m_banner->clearRetried();
                  showDetails(*details);
              } else {
                  m_banner->showError(details.error(), [this] { m_reader.refresh(); });
              }
          })
    , m_name(titleLabel({}, this))
    , m_state(roleLabel(Role::Muted, {}, this))
    , m_edit(new QPushButton(tr("Edit…"), this))
    , m_banner(new Banner(this))
    , m_tabs(new QTabWidget(this))
    , m_overview(new QFormLayout)
    , m_cookies(new QTableWidget)
    , m_versions(new QListWidget)
    , m_blueprint(new QPlainTextEdit)
    , m_blueprintState(roleLabel(Role::Muted, {}, nullptr))
    , m_credentials(new QFormLayout)
    , m_history(new QListWidget)
{
    m_cookies->setColumnCount(3);
    m_cookies->setHorizontalHeaderLabels({tr("Cookie"), tr("Domain"), tr("Expires")});
    new Columns(m_cookies, m_cookies->horizontalHeader(), {20, 20, 16}, 1);
    m_cookies->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_cookies->horizontalHeader()->setHighlightSections(false);
    m_cookies->verticalHeader()->hide();
    m_cookies->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_cookies->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_cookies->setTabKeyNavigation(false); // Tab leaves it
    m_cookies->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_cookies->setShowGrid(false);
    m_cookies->setFrameShape(QFrame::NoFrame);
    m_cookies->setAccessibleName(tr("Cookies"));
    m_versions->setAccessibleName(tr("Earlier sets of cookies"));
    m_versions->setMaximumHeight(fontMetrics().height() * 8);
    m_blueprint->setReadOnly(true);
    m_blueprint->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_blueprint->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_blueprint->setFrameShape(QFrame::NoFrame);
    m_blueprint->setAccessibleName(tr("Blueprint"));
    m_history->setAccessibleName(tr("History"));
    m_history->setFrameShape(QFrame::NoFrame);
    m_history->setWordWrap(true);

    auto *import = new QPushButton(tr("Import cookies…"));
    import->setObjectName(u"importCookies"_s);
    auto *restoreButton = new QPushButton(tr("Restore the chosen set"));
    restoreButton->setEnabled(false);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(import);
    buttons->addWidget(restoreButton);
    buttons->addStretch();
    auto *cookiesTab = new QWidget;
    auto *cookiesLayout = new QVBoxLayout(cookiesTab);
    cookiesLayout->setContentsMargins(8, 8, 8, 8);
    cookiesLayout->addWidget(m_cookies, 1);
    cookiesLayout->addWidget(headingLabel(tr("Earlier sets"), cookiesTab));
    cookiesLayout->addWidget(m_versions);
    cookiesLayout->addLayout(buttons);
    auto *blueprintTab = new QWidget;
    auto *blueprintLayout = new QVBoxLayout(blueprintTab);
    blueprintLayout->setContentsMargins(8, 8, 8, 8);
    blueprintLayout->addWidget(m_blueprintState);
    blueprintLayout->addWidget(m_blueprint, 1);

    m_tabs->setDocumentMode(true);
    m_tabs->addTab(scrolled(m_overview), tr("Overview"));
    m_tabs->addTab(cookiesTab, tr("Cookies"));
    m_tabs->addTab(blueprintTab, tr("Blueprint"));
    m_tabs->addTab(scrolled(m_credentials), tr("Credentials"));
    m_tabs->addTab(m_history, tr("History"));
    m_tabs->setUsesScrollButtons(true);
    setMinimumWidth(std::max(fontMetrics().averageCharWidth() * 60,
                             m_tabs->tabBar()->sizeHint().width())); // no tab is out of sight

    auto *names = new QVBoxLayout;
    names->setSpacing(2);
    names->addWidget(m_name);
    names->addWidget(m_state);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 8, 12, 8);
    head->addLayout(names, 1);
    head->addWidget(m_edit, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_banner);
    layout->addWidget(m_tabs, 1);

    connect(m_edit, &QPushButton::clicked, this, &AccountInspector::edit);
    connect(import, &QPushButton::clicked, this, &AccountInspector::importCookies);
    connect(m_versions, &QListWidget::itemSelectionChanged, restoreButton, [this, restoreButton] {
        restoreButton->setEnabled(!m_versions->selectedItems().isEmpty());
    });
    connect(restoreButton, &QPushButton::clicked, this, [this] {
        if (const auto *item = m_versions->currentItem())
            restore(item->data(Line::ValueRole).toLongLong());
    });
    connect(m_history, &QListWidget::itemActivated, this, [this](QListWidgetItem *item) {
        if (const qint64 job = item->data(Line::ValueRole).toLongLong())
            emit openJob({job});
    });
}

void AccountInspector::setAccount(const store::AccountRow *row)
{
    const AccountId before = m_row.id;
    m_row = row ? *row : store::AccountRow{};
    setEnabled(row != nullptr);
    if (!row) {
        m_reader.forget();
        showDetails({});
        showRow();
        return;
    }
    showRow();
    if (m_row.id != before) {
        m_banner->clear();
        showDetails({});
    }
    m_reader.ask(
        [database = m_services.database, id = m_row.id] { return readDetails(database, id); },
        m_row.id.value);
}

void AccountInspector::showTab(int index)
{
    m_tabs->setCurrentIndex(index);
}

void AccountInspector::showRow()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_edit->setVisible(m_row.id.isValid());
    if (!m_row.id.isValid()) {
        m_name->setText(tr("No account chosen"));
        m_state->setText(tr("Choose an account in the table to see it here."));
        fill(m_overview, {});
        return;
    }
    m_name->setText(m_row.username);
    const words::Look status = words::accountStatus(m_row, now);
    m_state->setText(status.text);
    setRole(m_state, status.role);
    FormRows rows{{tr("Lock"), words::lockDetails(m_row, now)}};
    const auto add = [&rows](const QString &name, const QString &text) {
        rows.append({name, text});
    };
    if (const QString waiting = words::waitingEdits(m_row); !waiting.isEmpty())
        add(tr("Edits"), waiting);
    if (words::isPaused(m_row, now))
        add(tr("Paused"),
            tr("until %1. %2", "time, reason")
                .arg(format::exact(*m_row.pausedUntil), m_row.pauseReason));
    add(tr("Session"), words::session(m_row, now).text);
    add(tr("Proxy"), m_row.proxyLabel.isEmpty() ? tr("no proxy") : m_row.proxyLabel);
    add(tr("Blueprint"),
        m_row.hasBlueprint ? tr("stored") : tr("made at the first task, then kept"));
    add(tr("Private session"),
        m_row.hasPrivateSession ? tr("present; not used by Pelorus") : tr("none"));
    if (!m_row.dolphinProfileId.isEmpty())
        add(tr("Own profile"), m_row.dolphinProfileId);
    add(tr("Last used"), m_row.lastUsed ? format::exact(*m_row.lastUsed) : tr("never"));
    if (!m_row.notes.isEmpty())
        add(tr("Notes"), m_row.notes);
    fill(m_overview, rows);
}

void AccountInspector::showDetails(const AccountDetails &details)
{
    showCookies(details.cookies);
    std::vector<Line> versions;
    for (const auto &version : details.versions) {
        const QString state = version.signedIn ? tr("signed in") : tr("signed out");
        versions.push_back({{},
                            Role::Muted,
                            tr("%1: %Ln cookies, %2, from %3", nullptr, version.count)
                                .arg(format::exact(version.at), state, version.source),
                            version.id,
                            version.id,
                            {}});
    }
    setLines(m_versions, std::move(versions), {});
    if (m_blueprint->toPlainText() != details.blueprint)
        m_blueprint->setPlainText(details.blueprint);
    m_blueprintState->setText(
        details.blueprint.isEmpty()
            ? tr("No blueprint yet. The first task takes one from Dolphin and keeps it.")
            : tr("Every throw-away profile of this account is built from this."));

    m_passwordLength = details.passwordLength;
    m_totpLength = details.totpLength;
    const auto held = [](qsizetype length) {
        return length > 0 ? tr("set, %Ln characters", nullptr, int(length)) : tr("not set");
    };
    fill(m_credentials,
         {{tr("Password"), held(details.passwordLength)},
          {tr("Two-factor key"), held(details.totpLength)}});

    std::vector<Line> history;
    for (const store::JobRow &row : details.jobs) {
        const words::Look look = words::job(row.job);
        const QString when = format::exact(row.job.finishedAt.value_or(row.updatedAt));
        QString text = tr("%1: %2, %3", "time, outcome, title").arg(when, look.text, row.title);
        if (!row.job.error.isEmpty())
            text += u'\n' + row.job.error;
        history.push_back({look.icon, look.role, text, row.job.id.value, row.job.id.value, {}});
    }
    for (const store::Publication &publication : details.publications) {
        const words::Look look = words::publication(publication.state);
        history.push_back(
            {look.icon,
             look.role,
             tr("%1: %2 %3", "time, outcome, link")
                 .arg(format::exact(publication.createdAt), look.text, publication.permalink),
             -publication.id.value, // beside the tasks'
             0,
             {}});
    }
    setLines(m_history,
             std::move(history),
             details.id.isValid() ? tr("Nothing was published on this account yet.") : QString());
}

void AccountInspector::showCookies(const std::vector<formats::Cookie> &cookies)
{
    QList<QStringList> rows;
    for (const formats::Cookie &cookie : cookies)
        rows << QStringList{cookie.name,
                            cookie.domain,
                            cookie.expires ? format::exact(
                                QDateTime::fromSecsSinceEpoch(qint64(*cookie.expires), Qt::UTC))
                                           : tr("with the session")};
    if (std::exchange(m_cookieRows, rows) == rows)
        return;
    m_cookies->setRowCount(int(rows.size()));
    for (int row = 0; row < int(rows.size()); ++row)
        for (int column = 0; column < int(rows[row].size()); ++column)
            m_cookies->setItem(row, column, new QTableWidgetItem(rows[row][column]));
    m_cookies->resizeColumnToContents(0);
    m_cookies->resizeColumnToContents(2);
}

QString AccountInspector::waits()
{
    return tr("The change will be applied when the task that holds the account ends.");
}

void AccountInspector::edit()
{
    auto *dialog = new AccountDialog(m_services, m_row, m_passwordLength, m_totpLength, this);
    connect(dialog, &AccountDialog::saved, this, [this](AccountId, store::Applied applied) {
        if (applied == store::Applied::WhenFree)
            m_banner->showNotice(Role::Accent, waits());
        m_reader.refresh();
        emit accountChanged();
    });
    dialog->open();
}

void AccountInspector::restore(qint64 version)
{
    m_services.workers.run(
        this,
        [database = m_services.database, id = m_row.id, version, who = m_services.operatorName] {
            return store::CookieStore(database).restore(id, version, who);
        },
        [this](const Result<store::Applied> &done) {
            if (!done) {
                m_banner->showError(done.error());
                return;
            }
            if (*done == store::Applied::WhenFree)
                m_banner->showNotice(Role::Accent, waits());
            else
                m_banner->showNotice(Role::Ok, tr("The earlier cookies are in use again."));
            m_reader.refresh();
            emit accountChanged();
        });
}

void AccountInspector::importCookies()
{
    auto *dialog = new ImportDialog(m_services, ImportKind::Cookies, this, m_row.username);
    connect(dialog, &ImportDialog::imported, this, [this] {
        m_reader.refresh();
        emit accountChanged();
    });
    dialog->open();
}

} // namespace pelorus::ui
