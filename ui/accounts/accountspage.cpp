// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountspage.h"

#include "core/store/stores.h"
#include "ui/accounts/accountdialog.h"
#include "ui/accounts/accountfilterbar.h"
#include "ui/accounts/inspector.h"
#include "ui/accounts/uploaddialog.h"
#include "ui/import/importdialog.h"
#include "ui/support/format.h"
#include "ui/support/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/exportbox.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/wraplayout.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::ui {
namespace {

/// A file of lines, by its name; everything else is taken for a video.
bool isList(const QString &path)
{
    static const QStringList endings{u".txt"_s, u".csv"_s, u".tsv"_s, u".json"_s};
    return std::ranges::any_of(
        endings, [&](const QString &ending) { return path.endsWith(ending, Qt::CaseInsensitive); });
}

/// The site's own flags, after which a person brings the account in order.
bool waitsForPerson(const store::AccountRow &account)
{
    return account.status.endsWith(u"VERIFICATION_REQUIRED"_s) || account.status == u"LIMITED"_s;
}

bool isActive(const store::AccountRow &account)
{
    return account.status == u"ACTIVE"_s;
}

bool isAway(const Error &error, store::Engine engine)
{
    return error.kind == ErrorKind::Network
        || (error.kind == ErrorKind::Timeout && engine == store::Engine::Sqlite);
}

} // namespace

AccountsPage::AccountsPage(Services &services, QWidget *parent)
    : Page(tr("Accounts"), parent)
    , m_services(services)
    , m_model(new AccountModel(this))
    , m_filter(new AccountFilterBar(this))
    , m_table(new TableView(this))
    , m_inspector(new AccountInspector(services, this))
    , m_reader(
          services.workers,
          this,
          [database = services.database, prefix = services.holderPrefix] {
              return store::AccountStore(database).rows(prefix).map([](auto rows) {
                  return std::make_shared<const std::vector<AccountItem>>(toItems(std::move(rows)));
              });
          },
          [this](Result<AccountModel::Snapshot> accounts) {
              if (accounts) {
                  banner()->clearRetried();
                  show(std::move(*accounts));
              } else {
                  banner()->showError(accounts.error(), [this] { refresh(); });
              }
          })
{
    m_table->setObjectName(u"accountsTable"_s);
    m_table->setAccessibleName(tr("Accounts"));
    m_table->setModel(m_model);
    m_table->setColumns({17, 17, 16, 16, 18, 9}, AccountModel::ProxyColumn);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(AccountModel::Name, Qt::AscendingOrder);
    m_table->setFileDrops(true);

    m_buttons = makeActionBar();
    auto *filterRow = new QWidget(this);
    auto *filterLayout = new QHBoxLayout(filterRow);
    filterLayout->setContentsMargins(16, 4, 12, 8);
    filterLayout->addWidget(m_filter);
    auto *left = new QWidget(this);
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->setSpacing(0);
    leftLayout->addWidget(filterRow);
    leftLayout->addWidget(separator(left));
    leftLayout->addWidget(m_table, 1);
    leftLayout->addWidget(m_buttons.bar);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(left);
    splitter->addWidget(m_inspector);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setChildrenCollapsible(false);
    setContent(splitter, m_table);

    auto *add = iconButton(u"plus"_s, tr("Add account…"), this);
    headerTools()->addWidget(add);
    auto *import = iconButton(u"plus"_s, tr("Import"), this);
    import->setObjectName(u"importMenu"_s);
    auto *kinds = new QMenu(import);
    kinds->addAction(tr("Accounts…"), this, [this] { openImport(ImportKind::Accounts); });
    kinds->addAction(tr("Cookies…"), this, [this] { openImport(ImportKind::Cookies); });
    kinds->addAction(tr("Proxies…"), this, [this] { openImport(ImportKind::Proxies); });
    import->setMenu(kinds);
    headerTools()->addWidget(import);
    auto *save = iconButton(u"link"_s, tr("Export…"), this);
    save->setObjectName(u"accountsExport"_s);
    headerTools()->addWidget(save);
    connect(save, &QPushButton::clicked, this, &AccountsPage::exportList);
    auto *paste = new QShortcut(QKeySequence::Paste, this);
    paste->setContext(Qt::WidgetWithChildrenShortcut);
    connect(paste, &QShortcut::activated, this, [this] {
        const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
        if (const QStringList files = droppedFiles(mime); !files.isEmpty())
            takeFiles(files, m_table->currentIndex());
        else if (ImportDialog::canTake(mime))
            openImport(ImportKind::Accounts)->take(mime);
    });
    connect(add, &QPushButton::clicked, this, &AccountsPage::addAccount);
    auto *empty = new EmptyState(
        u"accounts"_s,
        tr("No accounts yet"),
        tr("Here you see every account that Pelorus may publish to: who works with it, whether it "
           "is signed in, and through which proxy."),
        tr("Add account…"),
        this);
    connect(empty, &EmptyState::clicked, this, &AccountsPage::addAccount);
    setEmptyState(empty);
    empty->setFileDrops(true);
    connect(empty, &EmptyState::filesDropped, this, [this](const QStringList &paths) {
        takeFiles(paths, {});
    });

    connect(m_filter, &AccountFilterBar::changed, this, [this](const AccountFilter &filter) {
        m_model->setFilter(filter);
        updateSummary();
        updateSelection();
    });
    connect(m_table, &TableView::selectionChangedByUser, this, &AccountsPage::updateSelection);
    connect(m_table->selectionModel(),
            &QItemSelectionModel::currentRowChanged,
            this,
            [this](const QModelIndex &current) {
                const AccountItem *item = m_model->row(current);
                m_inspector->setAccount(item ? &item->row : nullptr);
            });
    connect(m_table, &TableView::filesDropped, this, &AccountsPage::takeFiles);
    connect(m_table, &QTableView::activated, m_inspector, &AccountInspector::edit);
    connect(m_inspector, &AccountInspector::openJob, this, &AccountsPage::openJob);
    connect(m_inspector, &AccountInspector::accountChanged, this, &AccountsPage::refresh);
    m_clock.setInterval(10s);
    connect(&m_clock, &QTimer::timeout, m_model, [this] {
        if (isVisible())
            m_model->tick();
    });
    m_clock.start();
    m_inspector->setAccount(nullptr);
    updateSelection();
}

AccountsPage::Buttons AccountsPage::makeActionBar()
{
    Buttons buttons{};
    buttons.bar = new QWidget(this);
    buttons.count = headingLabel({}, buttons.bar);
    buttons.upload = iconButton(u"bulk"_s, tr("Upload…"), buttons.bar);
    buttons.pause = iconButton(u"pause"_s, tr("Pause"), buttons.bar);
    buttons.resume = iconButton(u"play"_s, tr("Resume"), buttons.bar);
    buttons.unlock = iconButton(u"lock-open"_s, tr("Unlock…"), buttons.bar);
    auto *clear = new QPushButton(tr("Clear"), buttons.bar);
    clear->setFlat(true);
    auto *menu = new QMenu(buttons.pause);
    const std::pair<QString, std::chrono::seconds> times[]{
        {tr("For 1 hour"), 1h},
        {tr("For 1 day"), 24h},
        {tr("For 7 days"), 24h * 7},
        {tr("Until resumed"), store::kUntilResumed}};
    for (const auto &[text, time] : times)
        menu->addAction(text, this, [this, length = time] { pause(length); });
    buttons.pause->setMenu(menu);

    auto *layout = new WrapLayout(buttons.bar);
    layout->setContentsMargins(16, 8, 12, 8);
    layout->addWidget(buttons.count);
    layout->addWidget(buttons.upload);
    layout->addWidget(buttons.pause);
    layout->addWidget(buttons.resume);
    layout->addWidget(buttons.unlock);
    layout->addStretch();
    layout->addWidget(clear);
    connect(buttons.upload, &QPushButton::clicked, this, [this] {
        const auto keys = m_table->selectedKeys();
        emit bulkRequested(QList<qint64>(keys.begin(), keys.end()), {});
    });
    connect(buttons.resume, &QPushButton::clicked, this, &AccountsPage::askResume);
    connect(buttons.unlock, &QPushButton::clicked, this, &AccountsPage::askUnlock);
    connect(clear, &QPushButton::clicked, m_table, &QTableView::clearSelection);
    return buttons;
}

QSet<QString> AccountsPage::tables() const
{
    return {u"uploader_instagramaccount"_s,
            u"uploader_instagramcookies"_s,
            u"uploader_proxy"_s,
            u"pelorus_lease"_s,
            u"pelorus_account"_s,
            u"pelorus_account_edit"_s,
            u"pelorus_job"_s};
}

void AccountsPage::refresh()
{
    m_reader.refresh();
}

void AccountsPage::focusFilter()
{
    m_filter->focusSearch();
}

void AccountsPage::show(AccountModel::Snapshot accounts)
{
    m_model->setSnapshot(std::move(accounts));
    showEmpty(m_model->total() == 0);
    updateSummary();
    updateSelection();
    if (const AccountItem *item = m_model->row(m_table->currentIndex()))
        m_inspector->setAccount(&item->row);
}

void AccountsPage::showOnly(AccountFilter::Status status)
{
    m_filter->showOnly(status);
}

void AccountsPage::select(AccountId account)
{
    if (m_model->rowOf(account.value) < 0 && m_model->find(account.value))
        m_filter->clear();
    const int row = m_model->rowOf(account.value);
    if (row < 0)
        return;
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, 0));
    m_table->setFocus();
}

void AccountsPage::updateSummary()
{
    int locked = 0;
    int needPerson = 0;
    if (m_model->snapshot())
        for (const AccountItem &item : *m_model->snapshot()) {
            locked += item.row.lock == store::LockState::Mine
                || item.row.lock == store::LockState::Other;
            needPerson += item.row.status.endsWith(u"VERIFICATION_REQUIRED"_s);
        }
    setSummary(tr("%1 shown of %2 · %3 at work · %4 need a person")
                   .arg(format::number(m_model->rowCount()),
                        format::number(m_model->total()),
                        format::number(locked),
                        format::number(needPerson)));
}

void AccountsPage::updateSelection()
{
    if (m_model->isArranging())
        return; // comes again at its end
    const auto keys = m_table->selectedKeys();
    m_buttons.bar->setVisible(!keys.empty());
    m_buttons.count->setText(tr("%Ln accounts selected", nullptr, int(keys.size())));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    bool locked = false;
    bool resumable = false;
    for (const qint64 key : keys) {
        const int row = m_model->rowOf(key);
        if (row < 0)
            continue;
        const store::AccountRow &account = m_model->row(row).row;
        locked |= account.lock != store::LockState::Free;
        resumable |= words::isPaused(account, now) || !isActive(account);
    }
    m_buttons.unlock->setEnabled(locked);
    m_buttons.resume->setEnabled(resumable);
}

void AccountsPage::forSelected(
    const std::vector<qint64> &keys,
    const std::function<Result<void>(store::DatabasePtr, AccountId)> &change,
    const Changed &done,
    int before)
{
    struct Progress
    {
        std::vector<qint64> failed;
        std::optional<Error> error; ///< why, of the last of them
        std::optional<Error> gone;
        int changed = 0;
    };
    m_services.workers.run(
        this,
        [database = m_services.database, keys, change] {
            Progress progress;
            for (const qint64 key : keys) {
                // Each of the others would wait for the database anew; one row that another program
                // holds keeps none of them.
                if (progress.error && isAway(*progress.error, database->engine())) {
                    progress.failed.push_back(key);
                    continue;
                }
                const auto result = change(database, AccountId{key});
                if (result) {
                    ++progress.changed;
                } else if (result.error().kind == ErrorKind::NotFound) {
                    progress.gone = result.error();
                } else {
                    progress.failed.push_back(key);
                    progress.error = result.error();
                }
            }
            return progress;
        },
        [this, count = int(keys.size()), change, done, before](const Progress &progress) {
            const int failed = int(progress.failed.size());
            const int changed = before + progress.changed;
            const int gone = count - progress.changed - failed;
            if (changed == 0) {
                banner()->showError(progress.error ? *progress.error : *progress.gone);
            } else if (failed == 0) {
                done(changed,
                     gone == 0 ? QString()
                               : u' ' + tr("%Ln accounts were removed meanwhile.", nullptr, gone));
            } else {
                banner()->showNotice(Role::Error,
                                     tr("%1 of %Ln accounts are done.", nullptr, changed + failed)
                                             .arg(format::number(changed))
                                         + u' ' + progress.error->message,
                                     tr("Try again"),
                                     [this, left = progress.failed, change, done, changed] {
                                         forSelected(left, change, done, changed);
                                     });
            }
            refresh();
        });
}

void AccountsPage::pause(std::chrono::seconds time)
{
    const auto keys = m_table->selectedKeys();
    const QString reason = tr("Paused by %1").arg(m_services.operatorName);
    // Written on the worker, read when it has answered.
    const auto before = std::make_shared<QHash<qint64, store::Pause>>();
    forSelected(
        keys,
        [time, reason, before](const store::DatabasePtr &database, AccountId id) {
            return store::AccountStore(database)
                .pause(id, time, reason)
                .map([&](const store::Pause &pause) { before->insert(id.value, pause); });
        },
        [this, keys, reason, before](int count, const QString &note) {
            banner()->showUndo(
                tr("%Ln accounts are paused: no new task starts on them.", nullptr, count) + note,
                [this, keys, reason, before] {
                    forSelected(
                        keys,
                        [reason, before](const store::DatabasePtr &database, AccountId id) {
                            return store::AccountStore(database).undoPause(
                                id, reason, before->value(id.value));
                        },
                        [](int, const QString &) {});
                });
        });
}

void AccountsPage::askResume()
{
    const auto keys = m_table->selectedKeys();
    QStringList closed;
    for (const qint64 key : keys) {
        const int row = m_model->rowOf(key);
        if (row < 0)
            continue;
        const store::AccountRow &account = m_model->row(row).row;
        if (!isActive(account) && !waitsForPerson(account))
            closed += account.username;
    }
    if (closed.isEmpty())
        return resume(keys);
    askFirst(this,
             tr("Resume"),
             tr("%Ln of the accounts are suspended, blocked or inactive. Make them active again?",
                nullptr,
                int(closed.size())),
             tr("Their tasks run again then. Look on the site first whether they are in order: %1")
                 .arg(closed.join(u", "_s)),
             tr("Make active"),
             tr("Leave all as they are"),
             [this, keys] { resume(keys); });
}

void AccountsPage::resume(const std::vector<qint64> &keys)
{
    forSelected(
        keys,
        [](const store::DatabasePtr &database, AccountId id) {
            return store::AccountStore(database).resume(id);
        },
        [this](int count, const QString &note) {
            banner()->showNotice(Role::Ok, tr("%Ln accounts go on.", nullptr, count) + note);
        });
}

void AccountsPage::askUnlock()
{
    std::vector<qint64> keys;
    QStringList holders;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const qint64 key : m_table->selectedKeys()) {
        const int row = m_model->rowOf(key);
        if (row < 0 || m_model->row(row).row.lock == store::LockState::Free)
            continue;
        const store::AccountRow &account = m_model->row(row).row;
        keys.push_back(key);
        if (holders.size() < 5)
            holders << tr("%1: %2", "account, lock")
                           .arg(account.username, words::lock(account, now).text);
    }
    if (keys.empty())
        return;
    askFirst(
        this,
        tr("Unlock"),
        tr("Take the lock away from %Ln accounts?", nullptr, int(keys.size())),
        holders.join(u'\n') + u"\n\n"_s
            + tr("A task that still runs with it can write no result any more: it ends as lost, "
                 "its profile is closed and deleted, and its cookies are not saved. A video that "
                 "it is just sharing becomes Unconfirmed. This is written into the audit with your "
                 "name."),
        tr("Take the lock away"),
        tr("Leave it locked"),
        [this, keys] { unlock(keys); });
}

void AccountsPage::unlock(const std::vector<qint64> &keys)
{
    forSelected(
        keys,
        [who = m_services.operatorName](const store::DatabasePtr &database, AccountId id) {
            return store::AccountStore(database).unlock(id, who);
        },
        [this](int count, const QString &note) {
            banner()->showNotice(Role::Ok,
                                 tr("%Ln accounts are free again.", nullptr, count) + note);
        });
}

void AccountsPage::addAccount()
{
    auto *dialog = new AccountDialog(m_services, this);
    connect(dialog, &AccountDialog::saved, this, &AccountsPage::refresh);
    dialog->open();
}

void AccountsPage::takeFiles(const QStringList &paths, const QModelIndex &row)
{
    const AccountItem *item = m_model->row(row);
    if (QFileInfo(paths.first()).isDir())
        openImport(ImportKind::Cookies)->readFiles(paths);
    else if (isList(paths.first()))
        openImport(ImportKind::Accounts)->readFiles(paths);
    else if (!item)
        banner()->showNotice(Role::Warning, tr("Drop the video on the account that shall get it."));
    else if (paths.size() == 1)
        openUpload(paths.first(), item->row);
    else
        emit bulkRequested({item->row.id.value}, paths);
}

ImportDialog *AccountsPage::openImport(ImportKind kind)
{
    auto *dialog = new ImportDialog(m_services, kind, this);
    connect(dialog, &ImportDialog::imported, this, &AccountsPage::refresh);
    dialog->open();
    return dialog;
}

void AccountsPage::exportList()
{
    askExport(this,
              tr("Export accounts"),
              u"accounts.csv"_s,
              [this](const QString &path, store::Reveal reveal) {
                  writeList(m_services, banner(), path, [database = m_services.database, reveal] {
                      return store::exportAccounts(database, reveal);
                  });
              });
}

void AccountsPage::openUpload(const QString &path, const store::AccountRow &account)
{
    auto *dialog = new UploadDialog(m_services, account, path, this);
    connect(dialog, &UploadDialog::created, this, [this, name = account.username] {
        banner()->showNotice(Role::Ok, tr("The upload to %1 waits for its turn.").arg(name));
        emit uploadCreated();
    });
    dialog->open();
}

} // namespace pelorus::ui
